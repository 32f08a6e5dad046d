"""Which triangles are drawn, in which order and with which program: rebuilt only when that changes; few frames do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cubism_binding.core.model import ConstantFlag, DynamicFlag, Model
from cubism_binding.rendering.coverage import Coverage, OpaqueTriangles
from cubism_binding.rendering.masks import ClippingSets
from cubism_binding.rendering.textures import TexturePlace

# Bits each vertex carries to the shaders; blend mode 0..2 takes the two lowest.
DOUBLE_SIDED, INVERTED, MASKED, CHANNEL_SHIFT, LAYER_SHIFT = 4, 8, 16, 5, 8

# Opacities are sums of interpolated keyforms and may miss 1 by a rounding; this is still 255 in every picture.
_SOLID = 0.9999


@dataclass(frozen=True, slots=True)
class Run:
    """Indices drawn by one call: ``length`` of them from ``first``, all with equal state.

    ``group`` is the texture array, ``plain`` what needs neither masks nor special blending, ``one_sided`` what is
    seen from the front only. Without coverages one program draws everything, and both are False.
    """

    group: int
    plain: bool
    one_sided: bool
    first: int
    length: int


class DrawList:
    """The triangles of all visible drawables, back to front, without those that change no pixel.

    ``indices`` are those of ``runs``; ``hiding`` are the indices of the triangles that hide all behind them.
    ``shown`` tells by drawable which are drawn. ``depths`` are the drawables' places in clip space, 1 at the back,
    ``step`` from one to the next.
    """

    def __init__(
        self,
        model: Model,
        places: Sequence[TexturePlace | None],
        sets: ClippingSets,
        coverages: Sequence[Coverage] | None,
    ) -> None:
        """Take the textures' ``places`` by drawable, None for those never drawn.

        Without ``coverages`` nothing is left out and the runs are as few as can be, which suits a graphics card.
        """
        self._model = model
        self._places = places
        self._coverages = coverages
        self._triangles = [
            triangles.reshape(-1, 3).astype(np.uint32) + np.uint32(first)
            for triangles, first in zip(model.drawable_triangles, model.vertex_firsts, strict=True)
        ]
        flags = [int(bits) for bits in model.drawable_constant_flags]
        blends = [int(blend) for blend in model.drawable_blend_modes]
        apart = coverages is not None
        self._one_sided = [apart and not bits & ConstantFlag.DOUBLE_SIDED for bits in flags]
        self._plain = [
            apart and clip < 0 and blend == 0 for clip, blend in zip(sets.set_of, blends, strict=True)
        ]  # fmt: skip
        self._seen: tuple[object, ...] = ()
        self._made_for: tuple[object, ...] = ()
        self.step = np.float32(2.0 / (len(self._triangles) + 1))
        self.depths = np.zeros(len(self._triangles), np.float32)
        self.runs: list[Run] = []
        self.indices = self.hiding = np.empty(0, np.uint32)
        self.shown = np.zeros(len(self._triangles), np.bool_)
        self._may_hide: tuple[NDArray[np.uint32], OpaqueTriangles] | None = None
        self._hides = b""

    def update(self, scale: float) -> bool:
        """Follow the model, drawn at 2 ** ``scale`` pixels a unit; return whether ``indices`` and ``depths`` are new.

        Compared with what was drawn last, not by the change bits: the model may be updated several times between draws.
        """
        model, judged = self._model, self._coverages is not None
        flags, opacities = model.drawable_dynamic_flags, model.drawable_opacities
        # Comparing bytes costs next to nothing, and mostly settles it. What is opaque or empty counts only if judged.
        seen: tuple[object, ...] = (flags.tobytes(), model.render_orders.tobytes())
        if judged:
            seen += (opacities.tobytes(), scale)
        if seen == self._seen:
            return False
        self._seen = seen
        shown = flags & np.uint8(DynamicFlag.VISIBLE) != 0
        solid = opacities > _SOLID  # only what has all its opacity hides
        orders = model.render_orders[: len(self._triangles)]
        state: tuple[object, ...] = (orders.tobytes(),)
        if judged:
            shown &= opacities > 0.0  # what has none adds nothing in any blend mode
            state += (solid.tobytes(), scale)
        state += (shown.tobytes(),)
        if state == self._made_for:
            return False
        self._made_for = state
        self.shown = shown
        ranked = np.argsort(orders, kind="stable")
        self.depths[ranked] = 1.0 - self.step * np.arange(1, len(ranked) + 1, dtype=np.float32)
        self._build(ranked[shown[ranked]].tolist(), solid, scale)
        return True

    def update_hiding(self, pixels: float) -> bool:
        """Follow the vertices, drawn at ``pixels`` a unit; return whether ``hiding`` is new. After ``update``."""
        if self._may_hide is None:
            changed = len(self.hiding) > 0
            self.hiding = np.empty(0, np.uint32)
            return changed
        triangles, opaque = self._may_hide
        hides = opaque.opaque(self._model.positions, pixels)
        state = hides.tobytes()
        if state == self._hides:
            return False
        self._hides = state
        self.hiding = triangles[hides].ravel()
        return True

    def _build(self, ranked: Sequence[int], solid: NDArray[np.bool_], scale: float) -> None:
        runs: list[Run] = []
        parts: list[NDArray[np.uint32]] = []
        solids: list[int] = []
        state: tuple[int, bool, bool] | None = None
        first = end = 0
        for drawable in ranked:
            place = self._places[drawable]
            if place is None:
                continue
            triangles = self._triangles[drawable]
            plain, one_sided = self._plain[drawable], self._one_sided[drawable]
            if self._coverages is not None:
                triangles = triangles[~self._coverages[drawable].empty(scale)]
                if len(triangles) == 0:
                    continue
                if plain and not one_sided and solid[drawable]:
                    solids.append(drawable)
            wanted = place.group, plain, one_sided
            if wanted != state:
                if state is not None:
                    runs.append(Run(*state, first, end - first))
                state, first = wanted, end
            parts.append(triangles)
            end += triangles.size
        if state is not None:
            runs.append(Run(*state, first, end - first))
        self.runs = runs
        self.indices = np.concatenate(parts).ravel() if parts else np.empty(0, np.uint32)
        self._hides = b""
        self._may_hide = self._candidates(solids)

    def _candidates(self, drawables: Sequence[int]) -> tuple[NDArray[np.uint32], OpaqueTriangles] | None:
        if self._coverages is None:
            return None
        coverages = [self._coverages[drawable] for drawable in drawables]
        chosen = [coverage.opaque_to >= 0 for coverage in coverages]
        if not any(opaque.any() for opaque in chosen):
            return None
        triangles = np.concatenate([self._triangles[d][o] for d, o in zip(drawables, chosen, strict=True)])
        sides = np.concatenate([c.sides[o] for c, o in zip(coverages, chosen, strict=True)])
        levels = np.concatenate([c.opaque_to[o] for c, o in zip(coverages, chosen, strict=True)])
        return triangles, OpaqueTriangles(triangles, sides, levels)
