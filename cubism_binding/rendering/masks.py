"""Clipping sets: which drawables clip which, and where each set lies in the mask texture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cubism_binding.core.model import Model

_MARGIN = 0.05  # of the bounds, on each side: the mask's edge pixels never touch the clipped shape
_SMALLEST = np.float32(1e-6)  # model units: a set squashed to a line still has a transform


@dataclass(frozen=True)
class MaskPlace:
    """One set's place: ``layer`` of the mask texture, colour ``channel`` 0..3, rectangle in 0..1."""

    layer: int
    channel: int
    x: float
    y: float
    width: float
    height: float


def mask_layout(sets: int) -> list[MaskPlace]:
    """Share out ``sets`` clipping sets over channels and rectangles, on more layers beyond 36 sets.

    The rule is the reference's, so that resolution and rounding agree with it: sets are spread evenly over layers,
    then over the four channels; a channel holds 1, 2, 4 or 9 equal rectangles.
    """
    layers = 1 if sets <= 36 else -(-sets // 32)
    places: list[MaskPlace] = []
    for layer in range(layers):
        share = sets // layers + (1 if layer < sets % layers else 0)
        base, extra = divmod(share, 4)
        for channel in range(4):
            count = base + (1 if channel < extra else 0)
            columns, rows = _grid(count)
            places += [
                MaskPlace(layer, channel, (i % columns) / columns, (i // columns) / rows, 1 / columns, 1 / rows)
                for i in range(count)
            ]
    return places


def _grid(count: int) -> tuple[int, int]:
    if count <= 1:
        return 1, 1
    if count == 2:
        return 2, 1
    return (2, 2) if count <= 4 else (3, 3)


class ClippingSets:
    """The sets of a model and, each frame, the transform from model space into the mask texture.

    ``set_of[d]`` is the set that clips drawable d, -1 for none. Drawables with equal sets of masks share one.
    """

    def __init__(self, model: Model) -> None:
        self.masks: list[tuple[int, ...]] = []
        members: list[list[int]] = []
        known: dict[frozenset[int], int] = {}
        self.set_of: list[int] = []
        for drawable, masks in enumerate(model.drawable_masks):
            if not masks or model.vertex_counts[drawable] == 0:
                self.set_of.append(-1)
                continue
            index = known.setdefault(frozenset(masks), len(known))
            if index == len(members):
                members.append([])
                self.masks.append(tuple(dict.fromkeys(masks)))
            members[index].append(drawable)
            self.set_of.append(index)
        self.count = len(members)
        self.pairs = -(-self.count // 2)
        self.places = mask_layout(self.count)
        self.layers = 1 + max((place.layer for place in self.places), default=0)
        self.rectangles = np.array([(p.x, p.y, p.width, p.height) for p in self.places], np.float32).reshape(-1, 4)
        owned = [_vertices(model, drawables) for drawables in members]
        # By set, first its x, then its y: the bounds of all are found in one go over numbers that lie side by side.
        self._numbers = np.concatenate(
            [2 * own + axis for own in owned for axis in range(2)] or [np.empty(0, np.intp)]
        )  # fmt: skip
        lengths = np.repeat([len(own) for own in owned], 2).astype(np.intp)
        self._starts = np.cumsum(lengths) - lengths
        self._gathered = np.empty(len(self._numbers), np.float32)
        self._low, self._size = (np.empty(2 * self.count, np.float32) for _ in range(2))
        self._widths = np.float32(1 / (1 + 2 * _MARGIN)) * self.rectangles[:, 2:].ravel()
        self._corners = self.rectangles[:, :2].ravel() + np.float32(_MARGIN) * self._widths
        self.keep_in(np.empty((2, self.count, 2), np.float32))

    def keep_in(self, pairs: NDArray[np.float32]) -> None:
        """Let ``transforms`` write into ``pairs``, (2, sets, 2), from now on."""
        self._pairs, self._scales, self._shifts = pairs, pairs[0].reshape(-1), pairs[1].reshape(-1)

    def transforms(self, positions: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return (scale or shift, sets, x or y), the same array each time: texture place = position * scale + shift.

        Each set's bounds are those of all vertices it clips, visible or not, 5 % wider on each side.
        """
        gathered, low, size, scales = self._gathered, self._low, self._size, self._scales
        positions.take(self._numbers, None, gathered, "clip")
        np.minimum.reduceat(gathered, self._starts, out=low)
        np.maximum.reduceat(gathered, self._starts, out=size)
        np.subtract(size, low, size)
        np.maximum(size, _SMALLEST, out=size)
        np.divide(self._widths, size, scales)
        np.multiply(low, scales, low)
        np.subtract(self._corners, low, self._shifts)
        return self._pairs


def _vertices(model: Model, drawables: Sequence[int]) -> NDArray[np.intp]:
    return np.concatenate([model.vertex_firsts[d] + np.arange(model.vertex_counts[d]) for d in drawables])
