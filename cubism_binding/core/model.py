"""One posable model made from a moc: its arrays as numpy views, made once, without copies."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from enum import IntFlag
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cubism_binding.core.api import Vector2
from cubism_binding.core.errors import CubismError
from cubism_binding.core.memory import MODEL_ALIGNMENT, Block
from cubism_binding.core.moc import Moc

Floats = NDArray[np.float32]
Integers = NDArray[np.int32]


class ConstantFlag(IntFlag):
    """What never changes about a drawable."""

    ADDITIVE = 1
    MULTIPLICATIVE = 2
    DOUBLE_SIDED = 4
    INVERTED_MASK = 8


class DynamicFlag(IntFlag):
    """What an update changed about a drawable; see ``Model.update`` for all but VISIBLE. VERTICES tells nothing."""

    VISIBLE = 1
    VISIBILITY = 2
    OPACITY = 4
    DRAW_ORDER = 8
    RENDER_ORDER = 16
    VERTICES = 32
    COLOUR = 64


@dataclass(frozen=True)
class Canvas:
    """The drawing area: size and origin in pixels (y down from the top), ``pixels_per_unit`` pixels to a model unit."""

    width: float
    height: float
    origin_x: float
    origin_y: float
    pixels_per_unit: float

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in model units."""
        return self.width / self.pixels_per_unit, self.height / self.pixels_per_unit

    @property
    def centre(self) -> tuple[float, float]:
        """The middle of the canvas in model units (x right, y up, relative to the origin)."""
        return (
            (self.width / 2 - self.origin_x) / self.pixels_per_unit,
            (self.origin_y - self.height / 2) / self.pixels_per_unit,
        )


class Model:
    """The Core's model. Only ``parameter_values`` and ``part_opacities`` may be written; ``update`` derives the rest.

    Views stay valid as long as anything refers to them; the model keeps its moc alive, and frees before it.
    """

    def __init__(self, moc: Moc) -> None:
        self.moc = moc
        self.core = core = moc.core
        size = int(core.csmGetSizeofModel(moc.handle))
        if size == 0:
            raise CubismError(f"{moc.name} is damaged: the Cubism Core cannot tell the size of its model.")
        self.block = Block(size, MODEL_ALIGNMENT)
        self.handle = core.csmInitializeModelInPlace(moc.handle, self.block.address, size)
        if not self.handle:
            raise CubismError(f"{moc.name} is damaged: the Cubism Core cannot make a model from it.")
        self._update = core.csmUpdateModel
        self.canvas = self._canvas()
        self._view_parameters()
        self._view_parts()
        self._view_drawables()
        self._view_offscreens()

    def update(self) -> None:
        """Derive positions, opacities, orders and colours from parameters and part opacities, once a frame.

        Parameters are clamped into their range in place, part opacities into 0..1. Of ``drawable_dynamic_flags`` only
        the visible bit is kept up: the Core works out the change bits only if asked to (csmResetDrawableDynamicFlags),
        which takes longer than comparing what one needs.
        """
        self._update(self.handle)

    def _canvas(self) -> Canvas:
        size, origin, unit = Vector2(), Vector2(), ctypes.c_float()
        self.core.csmReadCanvasInfo(self.handle, ctypes.byref(size), ctypes.byref(origin), ctypes.byref(unit))
        if not (unit.value > 0 and size.x > 0 and size.y > 0):
            raise CubismError(f"{self.moc.name} is damaged: its canvas has no size.")
        return Canvas(size.x, size.y, origin.x, origin.y, unit.value)

    def _view_parameters(self) -> None:
        count = self._count("csmGetParameterCount")
        self.parameter_ids = self._ids("csmGetParameterIds", count)
        self.parameter_index = {name: index for index, name in enumerate(self.parameter_ids)}
        self.parameter_minimums: Floats = self._array("csmGetParameterMinimumValues", count, np.float32)
        self.parameter_maximums: Floats = self._array("csmGetParameterMaximumValues", count, np.float32)
        self.parameter_defaults: Floats = self._array("csmGetParameterDefaultValues", count, np.float32)
        self.parameter_values: Floats = self._array("csmGetParameterValues", count, np.float32)

    def _view_parts(self) -> None:
        count = self._count("csmGetPartCount")
        self.part_ids = self._ids("csmGetPartIds", count)
        self.part_index = {name: index for index, name in enumerate(self.part_ids)}
        self.part_opacities: Floats = self._array("csmGetPartOpacities", count, np.float32)
        self.part_parents: Integers = self._optional("csmGetPartParentPartIndices", count, np.int32, -1)

    def _view_drawables(self) -> None:
        count = self._count("csmGetDrawableCount")
        self.drawable_ids = self._ids("csmGetDrawableIds", count)
        self.drawable_index = {name: index for index, name in enumerate(self.drawable_ids)}
        self.drawable_constant_flags: NDArray[np.uint8] = self._array("csmGetDrawableConstantFlags", count, np.uint8)
        self.drawable_dynamic_flags: NDArray[np.uint8] = self._array("csmGetDrawableDynamicFlags", count, np.uint8)
        self.drawable_textures: Integers = self._array("csmGetDrawableTextureIndices", count, np.int32)
        self.drawable_opacities: Floats = self._array("csmGetDrawableOpacities", count, np.float32)
        self.drawable_parents: Integers = self._optional("csmGetDrawableParentPartIndices", count, np.int32, -1)
        # Core >= 6 packs colour | alpha << 8; older Cores know only the two bits, which mean the same as 1 and 2.
        classic = (self.drawable_constant_flags & 3).astype(np.int32)
        self.drawable_blend_modes: Integers = (
            self._array("csmGetDrawableBlendModes", count, np.int32)
            if self.core.has("csmGetDrawableBlendModes")
            else classic
        )
        self.drawable_multiply_colors: Floats = self._colors("csmGetDrawableMultiplyColors", count, 1.0)
        self.drawable_screen_colors: Floats = self._colors("csmGetDrawableScreenColors", count, 0.0)
        mask_counts: Integers = self._array("csmGetDrawableMaskCounts", count, np.int32)
        masks = self._lists("csmGetDrawableMasks", mask_counts, np.int32)
        # Some Cores before 4.2.4 list negative entries: they mean nothing.
        self.drawable_masks = tuple(tuple(int(m) for m in entry if 0 <= m < count) for entry in masks)
        vertex_counts: Integers = self._array("csmGetDrawableVertexCounts", count, np.int32)
        self.drawable_uvs = tuple(
            uv.reshape(-1, 2) for uv in self._lists("csmGetDrawableVertexUvs", vertex_counts * 2, np.float32)
        )
        index_counts: Integers = self._array("csmGetDrawableIndexCounts", count, np.int32)
        self.drawable_triangles = self._lists("csmGetDrawableIndices", index_counts, np.uint16)
        self._view_positions(vertex_counts)

    def _view_positions(self, counts: Integers) -> None:
        """Make ``positions`` one (n, 2) view of all drawables; drawable i owns ``count[i]`` rows from ``first[i]``.

        The Core keeps all positions in one block with gaps of one row at most, so the whole is uploaded at once.
        """
        addresses = self._addresses("csmGetDrawableVertexPositions", len(counts))
        used = [i for i in range(len(counts)) if counts[i] > 0]
        base = min((addresses[i] for i in used), default=self.block.address)
        end = max((addresses[i] + 8 * int(counts[i]) for i in used), default=base)
        self.positions: Floats = self._at(base, (end - base) // 4, np.float32).reshape(-1, 2)
        self.vertex_counts = tuple(int(c) for c in counts)
        self.vertex_firsts = tuple((addresses[i] - base) // 8 if counts[i] > 0 else 0 for i in range(len(counts)))

    def _view_offscreens(self) -> None:
        core = self.core
        self.offscreen_count = self._count("csmGetOffscreenCount") if core.has("csmGetOffscreenCount") else 0
        count, drawables = self.offscreen_count, len(self.drawable_ids)
        if count:
            self.offscreen_owners: Integers = self._array("csmGetOffscreenOwnerIndices", count, np.int32)
            self.offscreen_blend_modes: Integers = self._array("csmGetOffscreenBlendModes", count, np.int32)
            self.offscreen_constant_flags: NDArray[np.uint8] = self._array(
                "csmGetOffscreenConstantFlags", count, np.uint8
            )
            self.offscreen_opacities: Floats = self._array("csmGetOffscreenOpacities", count, np.float32)
            self.offscreen_multiply_colors: Floats = self._colors("csmGetOffscreenMultiplyColors", count, 1.0)
            self.offscreen_screen_colors: Floats = self._colors("csmGetOffscreenScreenColors", count, 0.0)
            masks = self._lists(
                "csmGetOffscreenMasks", self._array("csmGetOffscreenMaskCounts", count, np.int32), np.int32
            )
            self.offscreen_masks = tuple(tuple(int(m) for m in entry if 0 <= m < drawables) for entry in masks)
        else:
            self.offscreen_owners = np.empty(0, np.int32)
            self.offscreen_blend_modes = np.empty(0, np.int32)
            self.offscreen_constant_flags = np.empty(0, np.uint8)
            self.offscreen_opacities = np.empty(0, np.float32)
            self.offscreen_multiply_colors = self.offscreen_screen_colors = np.empty((0, 4), np.float32)
            self.offscreen_masks = ()
        if core.has("csmGetRenderOrders"):
            self.render_orders: Integers = self._array("csmGetRenderOrders", drawables + self.offscreen_count, np.int32)
        else:
            self.render_orders = self._array("csmGetDrawableRenderOrders", drawables, np.int32)

    @property
    def uses_extended_blending(self) -> bool:
        """Whether the model needs Cubism 5.3's blend modes or offscreens, which classic blending cannot draw."""
        return self.offscreen_count > 0 or bool(
            np.any((self.drawable_blend_modes < 0) | (self.drawable_blend_modes > 2))
        )

    def _count(self, name: str) -> int:
        return max(0, int(getattr(self.core, name)(self.handle)))

    def _at(self, address: int, count: int, dtype: type[np.generic]) -> NDArray[Any]:
        for block in (self.block, self.moc.block):
            if block.holds(address):
                return block.view(address, count, dtype)
        if count == 0:
            return np.empty(0, dtype)
        raise CubismError(f"{self.moc.name} is damaged: the Cubism Core points outside its memory.")

    def _array(self, name: str, count: int, dtype: type[np.generic]) -> NDArray[Any]:
        address = getattr(self.core, name)(self.handle)
        if count and not address:
            raise CubismError(f"{self.moc.name} is damaged: the Cubism Core gives nothing for {name}.")
        return self._at(address or 0, count, dtype)

    def _optional(self, name: str, count: int, dtype: type[np.generic], absent: float) -> NDArray[Any]:
        return self._array(name, count, dtype) if self.core.has(name) else np.full(count, absent, dtype)

    def _colors(self, name: str, count: int, absent: float) -> Floats:
        return self._optional(name, count * 4, np.float32, absent).reshape(-1, 4) if count else np.empty((0, 4), "f4")

    def _addresses(self, name: str, count: int) -> list[int]:
        return [int(a) for a in self._array(name, count, np.uintp)]

    def _lists(self, name: str, counts: Integers, dtype: type[np.generic]) -> tuple[NDArray[Any], ...]:
        addresses = self._addresses(name, len(counts))
        return tuple(self._at(address, max(0, int(n)), dtype) for address, n in zip(addresses, counts, strict=True))

    def _ids(self, name: str, count: int) -> tuple[str, ...]:
        return tuple(ctypes.string_at(a).decode("utf-8", "replace") for a in self._addresses(name, count))
