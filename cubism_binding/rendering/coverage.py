"""What of each triangle can be seen at all: found once, from the pictures, so that drawing can leave work out.

A triangle whose texels are all transparent adds nothing to any pixel, and one whose texels are all opaque hides
whatever lies behind. Both can be used without changing a pixel as long as the filter that reads the picture stays
within those texels, so each triangle is given the coarsest mipmap down to which that holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cubism_binding.core.model import Model
from cubism_binding.rendering.pictures import Picture

_BLOCK = 8  # texels a side that are judged together
_COARSEST = 6
# Movement squeezes triangles, and a squeezed triangle is read from coarser mipmaps than the same one at load.
_SPARE_LEVELS = 1


@dataclass(frozen=True, eq=False)
class Coverage:
    """One drawable's triangles: the coarsest mipmap where each is all transparent, or all opaque; -1 for neither.

    ``detail`` is log2 of the texels a model unit in the pose at load; infinite for triangles without area.
    """

    empty_to: NDArray[np.int8]
    opaque_to: NDArray[np.int8]
    detail: NDArray[np.float32]

    def empty(self, scale: float) -> NDArray[np.bool_]:
        """Return which triangles show nothing, drawn at 2 ** ``scale`` pixels a model unit."""
        return self.empty_to >= self._level(scale)

    def opaque(self, scale: float) -> NDArray[np.bool_]:
        """Return which triangles hide all behind them, drawn at 2 ** ``scale`` pixels a model unit."""
        return self.opaque_to >= self._level(scale)

    def _level(self, scale: float) -> NDArray[np.float32]:
        level: NDArray[np.float32] = np.maximum(np.ceil(self.detail - np.float32(scale)), 0) + _SPARE_LEVELS
        return level


def coverages(model: Model, pictures: Sequence[Picture | None]) -> list[Coverage]:
    """Judge all drawables of ``model`` as it is posed now."""
    counts = [None if picture is None else _Counts(picture) for picture in pictures]
    result = []
    for drawable, triangles in enumerate(model.drawable_triangles):
        texture = model.drawable_textures[drawable]
        of_picture = counts[texture] if 0 <= texture < len(counts) else None
        corners = triangles.reshape(-1, 3)
        if of_picture is None or len(corners) == 0:
            nothing = np.full(len(corners), -1, np.int8)
            result.append(Coverage(nothing, nothing, np.full(len(corners), np.inf, np.float32)))
            continue
        first = model.vertex_firsts[drawable]
        positions = model.positions[first : first + model.vertex_counts[drawable]]
        places = model.drawable_uvs[drawable] * of_picture.size
        places[:, 1] = of_picture.size[1] - places[:, 1]
        empty, opaque = of_picture.levels(places[corners])
        result.append(Coverage(empty, opaque, _detail(positions[corners], places[corners])))
    return result


def _detail(positions: NDArray[np.float32], places: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return log2 of how many texels a model unit holds at most; (triangles, 3, 2) both."""
    side, other = positions[:, 1] - positions[:, 0], positions[:, 2] - positions[:, 0]
    texels, other_texels = places[:, 1] - places[:, 0], places[:, 2] - places[:, 0]
    area = side[:, 0] * other[:, 1] - side[:, 1] * other[:, 0]
    along_x = texels * other[:, 1:] - other_texels * side[:, 1:]
    along_y = other_texels * side[:, :1] - texels * other[:, :1]
    # The Frobenius norm of d texel / d position: never less than what the graphics card takes for its level.
    with np.errstate(divide="ignore", invalid="ignore"):
        norm = np.sqrt((along_x**2).sum(axis=1) + (along_y**2).sum(axis=1)) / np.abs(area)
        detail = np.log2(norm)
    result: NDArray[np.float32] = np.where(np.isnan(detail), np.inf, detail).astype(np.float32)
    return result


class _Counts:
    """How many blocks of a picture are not wholly transparent, and not wholly opaque, in any rectangle of it."""

    def __init__(self, picture: Picture) -> None:
        height, width = picture.shape[:2]
        self.size = np.array([width, height], np.float32)
        alpha = np.ascontiguousarray(picture[..., 3])
        rows, columns = np.arange(0, height, _BLOCK), np.arange(0, width, _BLOCK)
        highest = np.maximum.reduceat(np.maximum.reduceat(alpha, rows, axis=0), columns, axis=1)
        lowest = np.minimum.reduceat(np.minimum.reduceat(alpha, rows, axis=0), columns, axis=1)
        self._seen = _summed(highest > 0)
        self._seen_through = _summed(lowest < 255)

    def levels(self, corners: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.int8]]:
        """Return (empty to, opaque to) of triangles, (triangles, 3, 2) in texels."""
        low, high = corners.min(axis=1), corners.max(axis=1)
        empty, opaque = (np.full(len(corners), -1, np.int8) for _ in range(2))
        for level in range(_COARSEST + 1):
            # A linear filter reads 1.5 texels of its level to each side; a little more for odd picture sizes.
            reach = 2.0 * 2.0**level + 1.0
            # Beyond the picture's edges it repeats: there nothing is promised.
            inside = ((low >= reach) & (high <= self.size - reach)).all(axis=1)
            limits = np.array(self._seen.shape[::-1]) - 1
            starts = np.clip(np.floor((low - reach) / _BLOCK).astype(int), 0, limits)
            ends = np.clip(np.ceil((high + reach) / _BLOCK).astype(int), 0, limits)
            empty[inside & (empty == level - 1) & (_inside(self._seen, starts, ends) == 0)] = level
            opaque[inside & (opaque == level - 1) & (_inside(self._seen_through, starts, ends) == 0)] = level
        return empty, opaque


def _summed(blocks: NDArray[np.bool_]) -> NDArray[np.int64]:
    return np.pad(blocks.cumsum(axis=0, dtype=np.int64).cumsum(axis=1), ((1, 0), (1, 0)))


def _inside(sums: NDArray[np.int64], starts: NDArray[np.int_], ends: NDArray[np.int_]) -> NDArray[np.int64]:
    (left, top), (right, bottom) = starts.T, ends.T
    result: NDArray[np.int64] = sums[bottom, right] - sums[top, right] - sums[bottom, left] + sums[top, left]
    return result
