"""Which triangles are drawn for the masks: those of the sets something visible is clipped by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cubism_binding.core.model import ConstantFlag, Model
from cubism_binding.rendering.coverage import COARSEST, Coverage, OpaqueTriangles
from cubism_binding.rendering.draw_list import DOUBLE_SIDED
from cubism_binding.rendering.masks import ClippingSets
from cubism_binding.rendering.textures import TexturePlace


@dataclass(frozen=True, slots=True)
class MaskRun:
    """Indices drawn by one call into one ``layer``; ``solid`` ones read no picture, else that is array ``group``."""

    layer: int
    group: int
    solid: bool
    first: int
    length: int


class MaskGeometry:
    """All triangles of all masks, and each frame the list of those that matter.

    ``vertices``, (vertices, 4), are (vertex, clipping set, texture layer, bits) as mask.vert takes them. ``indices``
    and ``runs`` are what to draw.
    """

    def __init__(
        self,
        model: Model,
        sets: ClippingSets,
        places: Sequence[TexturePlace | None],
        coverages: Sequence[Coverage] | None,
    ) -> None:
        """Take the textures' ``places`` by drawable, None for those never drawn.

        Without ``coverages`` none is solid.
        """
        self._model = model
        clipped = [drawable for drawable, clip in enumerate(sets.set_of) if clip >= 0 and places[drawable] is not None]
        self._clipped = np.array(clipped, np.intp)
        self._set_of_clipped = np.array([sets.set_of[drawable] for drawable in clipped], np.intp)
        self._set_count = sets.count
        vertices = [np.zeros((0, 4), np.uint32)]
        triangles, corners = [np.zeros((0, 3), np.uint32)], [np.zeros((0, 3), np.uint32)]
        sides, levels = [np.zeros((0, 2, 2), np.float32)], [np.zeros(0, np.int8)]
        owners, batches = [np.zeros(0, np.intp)], [np.zeros(0, np.intp)]
        self._batches: list[tuple[int, int]] = []
        total = 0
        for index, masks in enumerate(sets.masks):
            place = sets.places[index]
            for drawable in masks:
                texture = places[drawable]
                if texture is None:
                    continue
                double_sided = bool(model.drawable_constant_flags[drawable] & ConstantFlag.DOUBLE_SIDED)
                count, first = model.vertex_counts[drawable], model.vertex_firsts[drawable]
                own = np.empty((count, 4), np.uint32)
                own[:, 0] = first + np.arange(count)
                own[:, 1:] = index, texture.layer, place.channel | (DOUBLE_SIDED if double_sided else 0)
                vertices.append(own)
                shape = model.drawable_triangles[drawable].reshape(-1, 3).astype(np.uint32)
                if coverages is not None:
                    coverage = coverages[drawable]
                    # Whatever the scale: a mask is drawn larger than the picture it clips, nobody can say how much.
                    seen = coverage.empty_to < COARSEST
                    shape = shape[seen]
                    corners.append(shape + np.uint32(first))
                    sides.append(coverage.sides[seen])
                    levels.append(np.where(double_sided, coverage.opaque_to[seen], -1).astype(np.int8))
                triangles.append(shape + np.uint32(total))
                key = (place.layer, texture.group)
                if key not in self._batches:
                    self._batches.append(key)
                owners.append(np.full(len(shape), index, np.intp))
                batches.append(np.full(len(shape), self._batches.index(key), np.intp))
                total += count
        self.vertices = np.concatenate(vertices)
        self._triangles = np.concatenate(triangles)
        self._owners = np.concatenate(owners)
        self._batch_of = np.concatenate(batches)
        self._opaque = None
        if coverages is not None:
            self._opaque = OpaqueTriangles(np.concatenate(corners), np.concatenate(sides), np.concatenate(levels))
        self._shown: NDArray[np.bool_] | None = None
        self._kind = np.zeros(len(self._triangles), np.int8)
        self._made_for = b"nothing yet"
        self.indices = np.empty(0, np.uint32)
        self.runs: list[MaskRun] = []

    def update(self, shown: NDArray[np.bool_], transforms: NDArray[np.float32], size: int) -> bool:
        """Follow the model with the sets' ``transforms`` into ``size`` pixels; return whether there is a new list.

        ``shown`` tells by drawable which are drawn; another array each time that this changes.
        """
        if shown is not self._shown:
            self._shown = shown
            wanted = np.zeros(self._set_count, np.int8)
            wanted[self._set_of_clipped[shown[self._clipped]]] = 1
            self._kind = wanted[self._owners]
        elif self._opaque is None:
            return False
        kind = self._kind
        if self._opaque is not None:
            across, up = (transforms[0, self._owners, axis] * np.float32(size) for axis in range(2))
            kind = kind + kind * self._opaque.opaque(self._model.positions, (across, up))
        state = kind.tobytes()
        if state == self._made_for:
            return False
        self._made_for = state
        self.runs = []
        parts = [np.zeros((0, 3), np.uint32)]
        end = 0
        for number, (layer, group) in sorted(enumerate(self._batches), key=lambda item: item[1]):
            for solid in (False, True):
                chosen = self._triangles[(self._batch_of == number) & (kind == 1 + solid)]
                if len(chosen):
                    self.runs.append(MaskRun(layer, group, solid, end, chosen.size))
                    parts.append(chosen)
                    end += chosen.size
        self.indices = np.concatenate(parts).ravel()
        return True
