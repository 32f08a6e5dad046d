"""Masks for pictures drawn in layers: each clipping set has a whole mask texture, as the reference does for these."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from cubism_binding.core.model import Model
from cubism_binding.rendering import gl, scenes
from cubism_binding.rendering.layers import descendants

SIZE = 256
"""Pixels a side, as the reference's."""
_MARGIN = 0.05


class LayerMasks:
    """Own the mask textures of one model. Objects are its drawables, then its offscreens.

    ``set_of`` is by object the set that clips it, -1 for none; ``masks`` by set its drawables.
    """

    def __init__(self, model: Model, objects: gl.GlObjects, smooth: bool) -> None:
        self._model = model
        drawables = len(model.drawable_ids)
        known: dict[tuple[bool, frozenset[int]], int] = {}
        self.set_of: list[int] = []
        self.masks: list[tuple[int, ...]] = []
        clipped: list[list[int]] = []
        for index, masks in enumerate((*model.drawable_masks, *model.offscreen_masks)):
            is_layer = index >= drawables
            inside = descendants(model, index - drawables) if is_layer else [index]
            if not masks or not any(model.vertex_counts[drawable] for drawable in inside):
                self.set_of.append(-1)
                continue
            number = known.setdefault((is_layer, frozenset(masks)), len(known))
            if number == len(self.masks):
                self.masks.append(tuple(dict.fromkeys(masks)))
                clipped.append([])
            clipped[number] += inside
            self.set_of.append(number)
        self.count = len(self.masks)
        self._vertices = [
            np.concatenate([model.vertex_firsts[d] + np.arange(model.vertex_counts[d]) for d in dict.fromkeys(own)])
            for own in clipped
        ]
        self.texture = 0
        self._targets = [objects.framebuffer() for _ in range(self.count)]
        if self.count:
            self.texture = objects.texture()
            self._make_texture(smooth)

    def _make_texture(self, smooth: bool) -> None:
        kind = gl.GL_TEXTURE_2D_ARRAY
        gl.glBindTexture(kind, self.texture)
        nothing = ctypes.c_void_p(0)
        gl.glTexImage3D(kind, 0, gl.GL_R8, SIZE, SIZE, self.count, 0, gl.GL_RED, gl.GL_UNSIGNED_BYTE, nothing)
        filtering, wrapping = (gl.GL_LINEAR, gl.GL_CLAMP_TO_EDGE) if smooth else (gl.GL_NEAREST, gl.GL_REPEAT)
        for setting in (gl.GL_TEXTURE_MAG_FILTER, gl.GL_TEXTURE_MIN_FILTER):
            gl.glTexParameteri(kind, setting, filtering)
        for setting in (gl.GL_TEXTURE_WRAP_S, gl.GL_TEXTURE_WRAP_T):
            gl.glTexParameteri(kind, setting, wrapping)
        gl.glBindTexture(kind, 0)
        kept = gl.integer(gl.GL_DRAW_FRAMEBUFFER_BINDING)
        for layer, target in enumerate(self._targets):
            scenes.bind_framebuffer(gl.GL_FRAMEBUFFER, target)
            gl.glFramebufferTextureLayer(gl.GL_FRAMEBUFFER, gl.GL_COLOR_ATTACHMENT0, self.texture, 0, layer)
        scenes.bind_framebuffer(gl.GL_FRAMEBUFFER, kept)

    def transforms(self) -> NDArray[np.float32]:
        """Return (sets, 4): mask texture place = position * row[:2] + row[2:].

        The bounds of what a set clips fill the texture, but never larger than a mask pixel to a canvas pixel.
        """
        result = np.empty((self.count, 4), np.float32)
        pixels = np.float32(self._model.canvas.pixels_per_unit)
        for row, vertices in zip(result, self._vertices, strict=True):
            own = self._model.positions[vertices]
            low = own.min(axis=0)
            size = np.maximum(own.max(axis=0) - low, np.float32(1e-6))
            large = size * pixels > SIZE
            row[:2] = np.where(large, 1 / (size * (1 + 2 * _MARGIN)), pixels / SIZE)
            row[2:] = -np.where(large, low - _MARGIN * size, low) * row[:2]
        return result

    def begin(self, number: int) -> None:
        """Bind and clear one set's texture for drawing."""
        scenes.bind_framebuffer(gl.GL_FRAMEBUFFER, self._targets[number])
        gl.glClear(gl.GL_COLOR_BUFFER_BIT)

    def wanted(self, objects: Sequence[int]) -> list[int]:
        """Return the sets that clip any of these objects."""
        return sorted({self.set_of[index] for index in objects} - {-1})
