"""Compile a rig and its atlas to the tables of a .moc3 file."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np

from cubism_binding.moc3 import layout
from cubism_binding.moc3.reader import Canvas, Moc3
from cubism_binding.rigging.atlas import Atlas
from cubism_binding.rigging.rig import Axis, Mesh, Points, Pose, Rig, Rotation, Warp

HIT_LAYER = ""  # the layer name of meshes that show nothing
_DECIMALS = 3
_PLACES = 6  # of coordinates: processors differ in the last bits of sines, the file must not
_BLEND_FLAGS = {"normal": 4, "add": 5, "multiply": 6}  # all double sided


def compile_rig(rig: Rig, atlas: Atlas) -> Moc3:
    """Evaluate every keyform and return the file's tables; raise ValueError for a rig that contradicts itself."""
    return _Compiler(rig, atlas).run()


class _Compiler:
    def __init__(self, rig: Rig, atlas: Atlas) -> None:
        self.rig = rig
        self.atlas = atlas
        self.columns: dict[str, list[object]] = {
            section.name: [] for section in layout.sections(rig.version) if section.kind != "rt8"
        }
        self.parameters = {p.id: i for i, p in enumerate(rig.parameters)}
        self.parts = {p.id: i for i, p in enumerate(rig.parts)}
        self.deformers = {d.id: i for i, d in enumerate(rig.deformers)}
        self.meshes = {m.id: i for i, m in enumerate(rig.meshes)}
        self.colours = 0
        for table, items in (("parameter", rig.parameters), ("part", rig.parts), ("deformer", rig.deformers),
                             ("mesh", rig.meshes)):  # fmt: skip
            ids = [item.id for item in items]
            if len(set(ids)) != len(ids):
                raise ValueError(f"Two objects of the kind {table} have the same id.")

    def add(self, table: str, **values: object) -> None:
        for name, value in values.items():
            column = self.columns.get(f"{table}.{name}")
            if column is not None:  # newer versions know more columns
                column.append(value)

    def run(self) -> Moc3:
        self._keys()
        for part in self.rig.parts:
            self.add("part", ids=part.id.encode(), band=0, kfBegin=len(self.columns["partKf.drawOrder"]), kfCount=1,
                     visible=1, enabled=1, parentPart=self.parts[part.parent] if part.parent else -1,
                     offscreen=-1)  # fmt: skip
            self.add("partKf", drawOrder=500.0, offscreenKf=-1)
        for deformer in self.rig.deformers:
            self._deformer(deformer)
        for mesh in self.rig.meshes:
            self._mesh(mesh)
        self._draw_order()
        self._colours()
        rig = self.rig
        canvas = Canvas(rig.pixels_per_unit, *rig.origin, rig.canvas_width, rig.canvas_height)
        tables = {
            section.name: np.array(self.columns[section.name], dtype=section.dtype)
            for section in layout.sections(rig.version)
            if section.kind != "rt8"
        }
        return Moc3(rig.version, canvas, tables)

    # Parameters, keys and bands

    def _all_axes(self) -> list[tuple[Axis, ...]]:
        return [item.axes for item in (*self.rig.deformers, *self.rig.meshes)]

    def _keys(self) -> None:
        axes = {axis for band in self._all_axes() for axis in band}
        for axis in axes:
            self._check(axis)
        ordered = sorted(axes, key=lambda axis: (self.parameters[axis.parameter], axis.keys))
        bindings = {axis: i for i, axis in enumerate(ordered)}
        for axis in ordered:
            self.add("binding", keyBegin=len(self.columns["key.value"]), keyCount=len(axis.keys))
            self.columns["key.value"].extend(axis.keys)
        self.bands: dict[tuple[Axis, ...], int] = {}
        for band in [(), *self._all_axes()]:  # band 0 is the empty one: unkeyed objects refer to it
            if band not in self.bands:
                self.bands[band] = len(self.bands)
                self.add("band", begin=len(self.columns["bandEntry.binding"]), count=len(band))
                self.columns["bandEntry.binding"].extend(bindings[axis] for axis in band)
        for parameter in self.rig.parameters:
            own = [bindings[axis] for axis in ordered if axis.parameter == parameter.id]
            merged = sorted({key for axis in ordered if axis.parameter == parameter.id for key in axis.keys})
            unused = 0 if self.rig.version >= 4 else -1
            self.add("param", ids=parameter.id.encode(), max=parameter.maximum, min=parameter.minimum,
                     default=parameter.default, repeat=0, decimals=_DECIMALS,
                     bindingBegin=own[0] if own else unused, bindingCount=len(own),
                     allKeyBegin=len(self.columns["key.value"]) if merged else 0, allKeyCount=len(merged),
                     type=0, bsBindingBegin=0, bsBindingCount=0)  # fmt: skip
            if self.rig.version >= 4:
                self.columns["key.value"].extend(merged)

    def _check(self, axis: Axis) -> None:
        if axis.parameter not in self.parameters:
            raise ValueError(f"An axis names the parameter {axis.parameter}, which is not declared.")
        parameter = self.rig.parameters[self.parameters[axis.parameter]]
        if (axis.keys[0], axis.keys[-1]) != (parameter.minimum, parameter.maximum):
            # Outside its keys an object vanishes.
            raise ValueError(f"The keys {axis.keys} do not span the range of {axis.parameter}.")
        if any(b - a <= 2 * 10.0**-_DECIMALS for a, b in itertools.pairwise(axis.keys)):
            raise ValueError(f"The keys {axis.keys} of {axis.parameter} do not ascend or are too close.")

    def _poses(self, axes: Sequence[Axis]) -> list[Pose]:
        """Return one pose for each keyform: the first axis runs fastest."""
        names = [axis.parameter for axis in reversed(axes)]
        return [
            dict(zip(names, keys, strict=True)) for keys in itertools.product(*(axis.keys for axis in reversed(axes)))
        ]

    # Shapes

    def _local(self, parent: str | None, points: Points) -> Points:
        """Map canvas pixels to the space of a parent at rest."""
        if parent is None:
            return (points - self.rig.origin) / self.rig.pixels_per_unit
        deformer = self.rig.deformers[self.deformers[parent]]
        if isinstance(deformer, Warp):
            left, top, right, bottom = deformer.rect
            return (points - (left, top)) / (right - left, bottom - top)
        return points - deformer.pivot

    def _below_rotation(self, parent: str | None) -> bool:
        while parent is not None:
            deformer = self.rig.deformers[self.deformers[parent]]
            if isinstance(deformer, Rotation):
                return True
            parent = deformer.parent
        return False

    def _positions(self, parent: str | None, points: Points, owner: str) -> int:
        if not np.isfinite(points).all():
            raise ValueError(f"{owner} has a position that is not a number.")
        column = self.columns["pos.xy"]
        begin = len(column)
        column.extend(np.round(self._local(parent, points), _PLACES).ravel().tolist())
        column.extend([0.0] * (-len(column) % layout.POSITION_ALIGNMENT))
        return begin

    def _deformer(self, item: Warp | Rotation) -> None:
        is_warp = isinstance(item, Warp)
        kind = "warp" if is_warp else "rotation"
        band = self.bands[item.axes]
        if item.parent is not None and self.deformers[item.parent] >= self.deformers[item.id]:
            raise ValueError(f"The deformer {item.id} comes before its parent {item.parent}.")
        self.add("deformer", ids=item.id.encode(), band=band, visible=1, enabled=1, parentPart=self.parts[item.part],
                 parentDeformer=self.deformers[item.parent] if item.parent else -1, type=0 if is_warp else 1,
                 specific=len(self.columns[f"{kind}.band"]))  # fmt: skip
        poses = self._poses(item.axes)
        if isinstance(item, Warp):
            left, top, right, bottom = item.rect
            y, x = np.meshgrid(
                np.linspace(top, bottom, item.rows + 1), np.linspace(left, right, item.columns + 1), indexing="ij"
            )
            rest = np.stack([x.ravel(), y.ravel()], axis=1)
            self.add("warp", band=band, kfBegin=len(self.columns["warpKf.opacity"]), kfCount=len(poses),
                     vertexCount=len(rest), rows=item.rows, columns=item.columns, quadTransform=1,
                     colorBegin=self.colours)  # fmt: skip
            for pose in poses:
                moved = item.move(rest.copy(), pose) if item.move else rest
                opacity = item.opacity(pose) if item.opacity else 1.0
                self.add("warpKf", opacity=opacity, posBegin=self._positions(item.parent, moved, item.id),
                         mulColor=self.colours, scrColor=self.colours)  # fmt: skip
                self.colours += 1
            return
        pivot = self._local(item.parent, np.array([item.pivot]))[0]
        unit = 1.0 if self._below_rotation(item.parent) else 1.0 / self.rig.pixels_per_unit
        self.add("rotation", band=band, kfBegin=len(self.columns["rotKf.opacity"]), kfCount=len(poses), baseAngle=0.0,
                 colorBegin=self.colours)  # fmt: skip
        for pose in poses:
            scale = unit * (item.scale(pose) if item.scale else 1.0)
            self.add("rotKf", opacity=1.0, angle=item.angle(pose) if item.angle else 0.0, originX=pivot[0],
                     originY=pivot[1], scale=scale, reflectX=0, reflectY=0,
                     mulColor=self.colours, scrColor=self.colours)  # fmt: skip
            self.colours += 1

    def _mesh(self, item: Mesh) -> None:
        vertices, triangles = item.cut.vertices, item.cut.triangles
        poses = self._poses(item.axes)
        if item.layer == HIT_LAYER:
            uvs = np.tile(self.atlas.clear_uv, (len(vertices), 1))
        else:
            uvs = self.atlas.uvs(self.rig.layers[item.layer], vertices)
        self.add("mesh", ids=item.id.encode(), band=self.bands[item.axes], kfBegin=len(self.columns["meshKf.opacity"]),
                 kfCount=len(poses), visible=1, enabled=1, parentPart=self.parts[item.part],
                 parentDeformer=self.deformers[item.parent] if item.parent else -1, texture=0,
                 flags=_BLEND_FLAGS[item.blend], vertexCount=len(vertices), uvBegin=len(self.columns["uv.uv"]),
                 indexBegin=len(self.columns["index.index"]), indexCount=triangles.size,
                 maskBegin=len(self.columns["mask.mesh"]), maskCount=len(item.masks), colorBegin=self.colours,
                 blend=_BLEND_FLAGS[item.blend] - 4)  # fmt: skip
        self.columns["uv.uv"].extend(uvs.ravel().tolist())
        self.columns["index.index"].extend(triangles.ravel().tolist())
        self.columns["mask.mesh"].extend(self.meshes[mask] for mask in item.masks)
        for pose in poses:
            moved = item.move(vertices.copy(), pose) if item.move else vertices
            opacity = item.opacity(pose) if item.opacity else 1.0
            self.add("meshKf", opacity=opacity, drawOrder=item.order,
                     posBegin=self._positions(item.parent, moved, item.id),
                     mulColor=self.colours, scrColor=self.colours)  # fmt: skip
            self.colours += 1

    def _draw_order(self) -> None:
        count = len(self.rig.meshes)
        self.add("group", objBegin=0, objCount=count, objTotal=count, maxOrder=1000, minOrder=0)
        for index in range(count):
            self.add("groupObj", type=0, objIndex=index, selfGroup=-1)

    def _colours(self) -> None:
        for channel in "rgb":
            if f"mulColor.{channel}" in self.columns:
                self.columns[f"mulColor.{channel}"].extend([1.0] * self.colours)
                self.columns[f"scrColor.{channel}"].extend([0.0] * self.colours)
