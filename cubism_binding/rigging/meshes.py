"""Cut layers into triangles: regular grids over what is painted, and strips along a stroke."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from cubism_binding.rigging.rig import Cut, Layer, Points

_PAINT = 3  # alpha above which a texel counts: fainter ones may differ between processors
_MARGIN = 3.0  # canvas pixels around the paint, so that antialiased and filtered edges are inside


def crop(name: str, pixels: npt.NDArray[np.uint8], scale: float, left: float = 0.0, top: float = 0.0) -> Layer:
    """Return the painted rectangle of a drawing (plus a margin) as a layer; raise ValueError when it is empty."""
    alpha = pixels[:, :, 3] > _PAINT
    rows = np.flatnonzero(alpha.max(axis=1))
    columns = np.flatnonzero(alpha.max(axis=0))
    if not len(rows):
        raise ValueError(f"The layer {name} is empty.")
    pad = int(np.ceil(_MARGIN * scale))
    y0, y1 = max(rows[0] - pad, 0), min(rows[-1] + 1 + pad, pixels.shape[0])
    x0, x1 = max(columns[0] - pad, 0), min(columns[-1] + 1 + pad, pixels.shape[1])
    return Layer(name, np.ascontiguousarray(pixels[y0:y1, x0:x1]), left + x0 / scale, top + y0 / scale, scale)


def cover(layer: Layer, points: Points) -> Layer:
    """Return the layer with a transparent border wide enough to hold every point: no mesh reads a neighbour's paint."""
    height, width = layer.pixels.shape[:2]
    texels = (points - (layer.left, layer.top)) * layer.scale
    left, top = np.maximum(np.ceil(-texels.min(axis=0)), 0).astype(int)
    right, bottom = np.maximum(np.ceil(texels.max(axis=0) - (width, height)), 0).astype(int)
    if not (left or top or right or bottom):
        return layer
    pixels = np.pad(layer.pixels, ((top, bottom), (left, right), (0, 0)))
    return Layer(layer.name, pixels, layer.left - left / layer.scale, layer.top - top / layer.scale, layer.scale)


def grid(layer: Layer, cell: float) -> Cut:
    """Cover the layer with square-ish cells of about `cell` canvas pixels, leaving out cells without paint."""
    height, width = layer.pixels.shape[:2]
    columns = max(1, round(width / layer.scale / cell))
    rows = max(1, round(height / layer.scale / cell))
    xs = np.linspace(0, width, columns + 1)
    ys = np.linspace(0, height, rows + 1)
    painted = layer.pixels[:, :, 3] > _PAINT
    kept = np.zeros((rows, columns), bool)
    for row in range(rows):
        for column in range(columns):
            y0, y1 = max(int(ys[row]) - 2, 0), int(np.ceil(ys[row + 1])) + 2
            x0, x1 = max(int(xs[column]) - 2, 0), int(np.ceil(xs[column + 1])) + 2
            kept[row, column] = painted[y0:y1, x0:x1].any()
    corner_y, corner_x = np.meshgrid(ys, xs, indexing="ij")
    points = np.stack([layer.left + corner_x / layer.scale, layer.top + corner_y / layer.scale], axis=-1)
    return _lattice(points, kept)


def strip(upper: Points, lower: Points, rows: int = 1) -> Cut:
    """Span a ribbon between two edges with the same number of points, left to right; whole columns move together."""
    blend = np.linspace(0.0, 1.0, rows + 1)[:, None, None]
    points = upper[None] * (1 - blend) + lower[None] * blend
    return _lattice(points, np.ones((rows, len(upper) - 1), bool))


def _lattice(points: npt.NDArray[np.float64], kept: npt.NDArray[np.bool_]) -> Cut:
    rows, columns = kept.shape
    numbers = np.arange((rows + 1) * (columns + 1)).reshape(rows + 1, columns + 1)
    corners = [numbers[:-1, :-1], numbers[:-1, 1:], numbers[1:, 1:], numbers[1:, :-1]]
    a, b, c, d = (corner[kept] for corner in corners)
    # Alternate the diagonal, so that no direction of bending is favoured.
    odd = (np.indices(kept.shape).sum(axis=0) % 2 == 1)[kept]
    first = np.where(odd[:, None], np.stack([a, b, d], 1), np.stack([a, b, c], 1))
    second = np.where(odd[:, None], np.stack([b, c, d], 1), np.stack([a, c, d], 1))
    triangles = np.concatenate([first, second])
    used, renumbered = np.unique(triangles, return_inverse=True)
    return Cut(points.reshape(-1, 2)[used].astype(np.float64), renumbered.reshape(-1, 3).astype(np.int64))


def quad(left: float, top: float, right: float, bottom: float) -> Cut:
    """Return two triangles over a rectangle: a hit area."""
    points = np.array([[left, top], [right, top], [right, bottom], [left, bottom]], np.float64)
    return Cut(points, np.array([[0, 1, 2], [0, 2, 3]], np.int64))
