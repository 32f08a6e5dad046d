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
COARSEST = 5
# Movement squeezes triangles, and a squeezed triangle is read from coarser mipmaps than the same one at load.
_SPARE_LEVELS = 1


@dataclass(frozen=True, eq=False)
class Coverage:
    """One drawable's triangles: the coarsest mipmap where each is all transparent, or all opaque; -1 for neither.

    ``detail`` is log2 of the texels a model unit in the pose at load, infinite for triangles without area; ``sides``,
    (triangles, 2, 2), are the two sides from the first corner, in texels.
    """

    empty_to: NDArray[np.int8]
    opaque_to: NDArray[np.int8]
    detail: NDArray[np.float32]
    sides: NDArray[np.float32]

    def empty(self, scale: float) -> NDArray[np.bool_]:
        """Return which triangles show nothing, drawn at 2 ** ``scale`` pixels a model unit."""
        level = np.maximum(np.ceil(self.detail - np.float32(scale)), 0) + _SPARE_LEVELS
        result: NDArray[np.bool_] = self.empty_to >= np.minimum(level, COARSEST)
        return result


class OpaqueTriangles:
    """Triangles that hide all behind them unless they are squeezed too much; tells each frame which do."""

    def __init__(self, vertices: NDArray[np.uint32], sides: NDArray[np.float32], opaque_to: NDArray[np.int8]) -> None:
        """Take the corners' ``vertices``, (triangles, 3), and what their drawables' ``Coverage`` says of them."""
        self._corners = vertices.T.astype(np.intp)
        self._side, self._other = (np.ascontiguousarray(sides[:, side].T) for side in range(2))
        # Squared, because so is what it is compared with. Never for triangles that are opaque at no level.
        self._limit = np.where(opaque_to >= 0, np.float32(4.0) ** opaque_to, np.float32(-1)).astype(np.float32)

    def opaque(
        self, positions: NDArray[np.float32], pixels: float | tuple[NDArray[np.float32], NDArray[np.float32]]
    ) -> NDArray[np.bool_]:
        """Return which are opaque where they are now, at ``pixels`` a model unit, x and y of each triangle or one."""
        across, up = pixels if isinstance(pixels, tuple) else (np.float32(pixels), np.float32(pixels))
        first, second, third = positions[self._corners]
        x, y = (second - first).T
        other_x, other_y = (third - first).T
        x, other_x, y, other_y = x * across, other_x * across, y * up, other_y * up
        area = x * other_y - y * other_x
        # Texels a pixel, times the area: the Frobenius norm is never less than what the level is chosen by.
        along_x = self._side * other_y - self._other * y
        along_y = self._other * x - self._side * other_x
        squared = (along_x * along_x).sum(axis=0) + (along_y * along_y).sum(axis=0)
        result: NDArray[np.bool_] = squared <= self._limit * (area * area)
        return result


def coverages(model: Model, pictures: Sequence[Picture | None]) -> list[Coverage]:
    """Judge all drawables of ``model`` as it is posed now."""
    counts = [None if picture is None else _Counts(picture) for picture in pictures]
    result = []
    for drawable, triangles in enumerate(model.drawable_triangles):
        texture = model.drawable_textures[drawable]
        of_picture = counts[texture] if 0 <= texture < len(counts) else None
        corners = triangles.reshape(-1, 3)
        count = len(corners)
        if of_picture is None or count == 0:
            nothing = np.full(count, -1, np.int8)
            unknown = np.full(count, np.inf, np.float32)
            result.append(Coverage(nothing, nothing, unknown, np.zeros((count, 2, 2), np.float32)))
            continue
        first = model.vertex_firsts[drawable]
        positions = model.positions[first : first + model.vertex_counts[drawable]]
        places = (model.drawable_uvs[drawable] * of_picture.size)[corners]
        places[..., 1] = of_picture.size[1] - places[..., 1]
        sides = places[:, 1:] - places[:, :1]
        empty, opaque = of_picture.levels(places)
        result.append(Coverage(empty, opaque, _detail(positions[corners], sides), sides))
    return result


def _detail(positions: NDArray[np.float32], sides: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return log2 of how many texels a model unit holds at most, of (triangles, 3, 2) positions."""
    (x, y), (other_x, other_y) = (positions[:, 1] - positions[:, 0]).T, (positions[:, 2] - positions[:, 0]).T
    side, other = sides[:, 0].T, sides[:, 1].T
    along = np.stack([side * other_y - other * y, other * x - side * other_x])
    with np.errstate(divide="ignore", invalid="ignore"):
        detail = np.log2(np.sqrt((along * along).sum(axis=(0, 1))) / np.abs(x * other_y - y * other_x))
    result: NDArray[np.float32] = np.where(np.isnan(detail), np.inf, detail).astype(np.float32)
    return result


class _Counts:
    """How many blocks of a picture are not wholly transparent, and not wholly opaque, in any rectangle of it."""

    def __init__(self, picture: Picture) -> None:
        height, width = picture.shape[:2]
        self.size = np.array([width, height], np.float32)
        alpha = np.pad(picture[..., 3], ((0, -height % _BLOCK), (0, -width % _BLOCK)), mode="edge")
        rows = alpha.reshape(-1, _BLOCK, alpha.shape[1])
        highest, lowest = (part.reshape(len(part), -1, _BLOCK) for part in (rows.max(axis=1), rows.min(axis=1)))
        highest, lowest = highest.max(axis=2), lowest.min(axis=2)
        self._seen = _summed(highest > 0)
        self._seen_through = _summed(lowest < 255)

    def levels(self, corners: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.int8]]:
        """Return (empty to, opaque to) of triangles, (triangles, 3, 2) in texels."""
        # Quarters of quarters: the rectangles around those fill not much more than the triangle.
        pieces = _quartered(_quartered(corners))
        low, high = pieces.min(axis=1), pieces.max(axis=1)
        limits = np.array(self._seen.shape[::-1]) - 1
        empty, opaque = (np.full(len(corners), -1, np.int8) for _ in range(2))
        for level in range(COARSEST + 1):
            # A linear filter reads 1.5 texels of its level to each side; a little more for odd picture sizes.
            reach = 2.0 * 2.0**level + 1.0
            # Beyond the picture's edges it repeats: there nothing is promised.
            inside = ((low >= reach) & (high <= self.size - reach)).all(axis=1)
            starts = np.clip(np.floor((low - reach) / _BLOCK).astype(np.intp), 0, limits).T
            ends = np.clip(np.ceil((high + reach) / _BLOCK).astype(np.intp), 0, limits).T
            for levels, sums in ((empty, self._seen), (opaque, self._seen_through)):
                free = inside & (_inside(sums, starts, ends) == 0)
                levels[(levels == level - 1) & free.reshape(16, -1).all(axis=0)] = level
        return empty, opaque


def _quartered(corners: NDArray[np.float32]) -> NDArray[np.float32]:
    """Cut triangles in four: (n, 3, 2) to (4 n, 3, 2), the pieces of triangle i at i, n + i, ..."""
    a, b, c = corners[:, 0], corners[:, 1], corners[:, 2]
    ab, bc, ca = (a + b) / 2, (b + c) / 2, (c + a) / 2
    pieces = ((a, ab, ca), (ab, b, bc), (ca, bc, c), (ab, bc, ca))
    return np.concatenate([np.stack(piece, axis=1) for piece in pieces])


def _summed(blocks: NDArray[np.bool_]) -> NDArray[np.int32]:
    return np.pad(blocks.cumsum(axis=0, dtype=np.int32).cumsum(axis=1, dtype=np.int32), ((1, 0), (1, 0)))


def _inside(sums: NDArray[np.int32], starts: NDArray[np.intp], ends: NDArray[np.intp]) -> NDArray[np.int32]:
    (left, top), (right, bottom) = starts, ends
    result: NDArray[np.int32] = sums[bottom, right] - sums[top, right] - sums[bottom, left] + sums[top, left]
    return result
