"""Build small moc files by hand, table by table: the fixtures of the conformance vectors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from cubism_binding.moc3 import layout
from cubism_binding.moc3.reader import Canvas, Moc3
from cubism_binding.moc3.writer import write_moc

Keyform = dict[str, Any]  # positions, opacity, order, angle, ..., multiply, screen


class SmallMoc:
    """Add parameters, deformers and meshes; canvas 100 x 100, 100 pixels to a unit. Bands are tuples of bindings."""

    def __init__(self, version: int = 3) -> None:
        self.version = version
        self.columns: dict[str, list[Any]] = {s.name: [] for s in layout.sections(version) if s.kind != "rt8"}
        self.bands: dict[tuple[int, ...], int] = {}
        self.band()
        self.colours = 0
        self.groups: list[tuple[list[tuple[int, int, int]], int]] = []

    def add(self, table: str, **values: Any) -> int:
        for name, value in values.items():
            if f"{table}.{name}" in self.columns:
                self.columns[f"{table}.{name}"].append(value)
        return len(self.columns.get(f"{table}.{next(iter(values))}", ())) - 1

    def band(self, *bindings: int) -> int:
        if bindings not in self.bands:
            self.bands[bindings] = len(self.bands)
            self.add("band", begin=len(self.columns["bandEntry.binding"]), count=len(bindings))
            self.columns["bandEntry.binding"].extend(bindings)
        return self.bands[bindings]

    def parameter(self, name: str, low: float, high: float, keys: Sequence[float], decimals: int = 3) -> int:
        """Add a parameter with one binding; return the binding."""
        binding = self.add("binding", keyBegin=len(self.columns["key.value"]), keyCount=len(keys))
        begin = len(self.columns["key.value"])
        self.columns["key.value"].extend(keys)
        self.add("param", ids=name.encode(), max=high, min=low, default=low if low > 0 else max(low, 0.0), repeat=0,
                 decimals=decimals, bindingBegin=binding, bindingCount=1, allKeyBegin=begin, allKeyCount=len(keys),
                 type=0, bsBindingBegin=0, bsBindingCount=0)  # fmt: skip
        return binding

    def part(self, name: str = "Part", parent: int = -1, order: float = 500) -> int:
        begin = self.add("partKf", drawOrder=order, offscreenKf=-1)
        return self.add("part", ids=name.encode(), band=0, kfBegin=begin, kfCount=1, visible=1, enabled=1,
                        parentPart=parent, offscreen=-1)  # fmt: skip

    def positions(self, points: Any) -> int:
        begin = len(self.columns["pos.xy"])
        self.columns["pos.xy"].extend(np.asarray(points, float).ravel().tolist())
        return begin

    def colour(self, keyform: Keyform) -> dict[str, int]:
        for table, neutral in (("mulColor", (1, 1, 1)), ("scrColor", (0, 0, 0))):
            values = keyform.get("multiply" if table == "mulColor" else "screen", neutral)
            self.add(table, **dict(zip("rgb", values, strict=True)))
        self.colours += 1
        return {"mulColor": self.colours - 1, "scrColor": self.colours - 1}

    def deformer(self, name: str, kind: int, parent: int, band: tuple[int, ...], keyforms: int) -> dict[str, int]:
        table = ("warp", "rotation")[kind]
        number = self.band(*band)
        self.add("deformer", ids=name.encode(), band=number, visible=1, enabled=1, parentPart=0, parentDeformer=parent,
                 type=kind, specific=len(self.columns[f"{table}.band"]))  # fmt: skip
        kf = "warpKf" if kind == 0 else "rotKf"
        return {
            "band": number,
            "kfBegin": len(self.columns[f"{kf}.opacity"]),
            "kfCount": keyforms,
            "colorBegin": self.colours,
        }

    def warp(self, size: int, quad: int, keyforms: list[Keyform], parent: int = -1, band: tuple[int, ...] = ()) -> int:
        """Add a warp of size x size cells; return the deformer."""
        common = self.deformer(f"Warp{len(self.columns['deformer.ids'])}", 0, parent, band, len(keyforms))
        self.add("warp", **common, vertexCount=(size + 1) ** 2, rows=size, columns=size, quadTransform=quad)
        for keyform in keyforms:
            self.add(
                "warpKf",
                opacity=keyform.get("opacity", 1),
                posBegin=self.positions(keyform["points"]),
                **self.colour(keyform),
            )
        return len(self.columns["deformer.ids"]) - 1

    def rotation(self, keyforms: list[Keyform], parent: int = -1, band: tuple[int, ...] = (), base: float = 0) -> int:
        common = self.deformer(f"Rotation{len(self.columns['deformer.ids'])}", 1, parent, band, len(keyforms))
        self.add("rotation", **common, baseAngle=base)
        for keyform in keyforms:
            x, y = keyform["origin"]
            self.add("rotKf", opacity=1, angle=keyform.get("angle", 0), originX=x, originY=y, scale=keyform["scale"],
                     reflectX=keyform.get("reflect_x", 0), reflectY=0, **self.colour(keyform))  # fmt: skip
        return len(self.columns["deformer.ids"]) - 1

    def mesh(self, keyforms: list[Keyform], parent: int = -1, band: tuple[int, ...] = (), part: int = 0) -> int:
        vertices = len(keyforms[0]["points"])
        index = self.add("mesh", ids=f"Mesh{len(self.columns['mesh.ids'])}".encode(), band=self.band(*band),
                         kfBegin=len(self.columns["meshKf.opacity"]), kfCount=len(keyforms), visible=1, enabled=1,
                         parentPart=part, parentDeformer=parent, texture=0, flags=4, vertexCount=vertices,
                         uvBegin=len(self.columns["uv.uv"]), indexBegin=len(self.columns["index.index"]), indexCount=3,
                         maskBegin=0, maskCount=0, colorBegin=self.colours, blend=0)  # fmt: skip
        self.columns["uv.uv"].extend([0.5] * (2 * vertices))
        self.columns["index.index"].extend([0, 1, 2])
        for keyform in keyforms:
            self.add("meshKf", opacity=keyform.get("opacity", 1), drawOrder=keyform.get("order", 500),
                     posBegin=self.positions(keyform["points"]), **self.colour(keyform))  # fmt: skip
        return index

    def group(self, entries: list[tuple[int, int, int]], total: int) -> None:
        """Add a draw order group of (type, index, own group) entries."""
        self.add("group", objBegin=len(self.columns["groupObj.type"]), objCount=len(entries), objTotal=total,
                 maxOrder=1000, minOrder=-1000)  # fmt: skip
        for kind, index, inner in entries:
            self.add("groupObj", type=kind, objIndex=index, selfGroup=inner)

    def glue(self, a: int, b: int, weights: tuple[float, float], vertices: tuple[int, int], intensity: float) -> None:
        begin = self.add("glueKf", intensity=intensity)
        self.add("glue", ids=b"Glue0", band=0, kfBegin=begin, kfCount=1, meshA=a, meshB=b,
                 infoBegin=len(self.columns["glueInfo.weight"]), infoCount=2)  # fmt: skip
        for weight, vertex in zip(weights, vertices, strict=True):
            self.add("glueInfo", weight=weight, vertex=vertex)

    def tables(self) -> Moc3:
        if not self.columns["part.ids"]:
            self.part()
        if not self.columns["group.objBegin"]:
            meshes = len(self.columns["mesh.ids"])
            self.group([(0, i, -1) for i in range(meshes)], meshes)
        arrays = {
            s.name: np.array(self.columns[s.name], dtype=s.dtype)
            for s in layout.sections(self.version)
            if s.kind != "rt8"
        }
        return Moc3(self.version, Canvas(100, 50, 50, 100, 100), arrays)

    def bytes(self) -> bytes:
        return write_moc(self.tables())


def rich(version: int) -> SmallMoc:
    """A moc with every kind of object: parts, keyed warp and rotation, meshes, a mask, a glue, two groups."""
    small = SmallMoc(version)
    band = (small.parameter("A", -1, 1, (-1, 0, 1)), small.parameter("B", 0, 10, (0, 10)))
    inner = small.part("P", -1, 450)
    square = [(0, 0), (1, 0), (0, 1), (1, 1)]
    warp = small.warp(1, 1, [{"points": square}] * 6, band=band)
    turn = small.rotation([{"origin": (0, 0), "scale": 0.01}] * 3, warp, band[:1])
    triangle = [(0, 0), (0.5, 0), (0, 0.5)]
    for parent in (-1, warp, turn):
        small.mesh([{"points": triangle}] * 6, parent, band)
    small.columns["mask.mesh"].append(0)
    small.columns["mesh.maskCount"][1] = 1
    small.glue(0, 1, (0.5, 0.5), (0, 2), 1.0)
    small.group([(0, 0, -1), (1, inner, 1)], 3)
    small.group([(0, 1, -1), (0, 2, -1)], 2)
    return small
