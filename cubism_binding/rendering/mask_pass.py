"""Draw all masks of a model into one texture, with one or two calls a layer and texture array."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Sequence
from functools import partial
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from cubism_binding.rendering import gl, scenes
from cubism_binding.rendering.mask_geometry import MaskGeometry
from cubism_binding.rendering.masks import ClippingSets

PARITY_SIZE = 256
"""Pixels a side of the mask texture, as the reference's: its grid shows at the edges of masks."""
FAST_SIZE = 128
PICTURES, MASKS, TABLE, POSITIONS, UVS = range(5)
"""Texture units: the pictures stay in 0 as everybody expects."""


class MaskPass:
    """Own the mask texture of one model; made only if it has clipping sets."""

    def __init__(
        self,
        objects: gl.GlObjects,
        geometry: MaskGeometry,
        sets: ClippingSets,
        arrays: Sequence[int],
        *,
        drawable_count: int,
        size: int,
        smooth: bool,
    ) -> None:
        """Take the pictures' texture ``arrays``."""
        self._geometry = geometry
        self._size = size
        self._arrays = arrays
        self._calls: list[Callable[[], object]] = []
        self.texture = objects.texture()
        _make_texture(self.texture, size, sets.layers, smooth)
        self._targets = [objects.framebuffer() for _ in range(sets.layers)]
        kept = gl.integer(gl.GL_DRAW_FRAMEBUFFER_BINDING)
        gl.glDisable(gl.GL_SCISSOR_TEST)
        gl.glColorMask(1, 1, 1, 1)
        for layer, target in enumerate(self._targets):
            scenes.bind_framebuffer(gl.GL_FRAMEBUFFER, target)
            gl.glFramebufferTextureLayer(gl.GL_FRAMEBUFFER, gl.GL_COLOR_ATTACHMENT0, self.texture, 0, layer)
            gl.clearing(1.0, 1.0, 1.0, 1.0)()  # masks without a triangle are never drawn: nothing lies inside them
        scenes.bind_framebuffer(gl.GL_FRAMEBUFFER, kept)
        vertex, fragment = gl.shader("mask.vert"), gl.shader("mask.frag")
        units = {"table": TABLE, "positions": POSITIONS, "uvs": UVS}
        counts = {"drawable_count": drawable_count, "set_pairs": sets.pairs}
        self._pictured = objects.program(vertex, fragment)
        gl.set_uniforms(self._pictured, pictures=PICTURES, **units, **counts)
        self._solid = objects.program(vertex, fragment.replace("core\n", "core\n#define SOLID\n", 1))
        gl.set_uniforms(self._solid, **units, **counts)
        self._array = objects.vertex_array()
        gl.glBindVertexArray(self._array)
        vertices = geometry.vertices if len(geometry.vertices) else np.zeros((1, 4), np.uint32)
        objects.filled_buffer(gl.GL_ARRAY_BUFFER, vertices, gl.GL_STATIC_DRAW)
        gl.glVertexAttribIPointer(0, 4, gl.GL_UNSIGNED_INT, 16, ctypes.c_void_p(0))
        gl.glEnableVertexAttribArray(0)
        objects.filled_buffer(gl.GL_ELEMENT_ARRAY_BUFFER, np.zeros(1, np.uint32), gl.GL_DYNAMIC_DRAW)

    def draw(self, shown: NDArray[np.bool_], transforms: NDArray[np.float32]) -> bool:
        """Draw the masks of what is ``shown``, by drawable; return False if there are none.

        Pictures, table, positions and uvs are bound and blending is on; another framebuffer is bound afterwards.
        """
        if self._geometry.update(shown, transforms, self._size):
            gl.glBindVertexArray(self._array)
            gl.fill(gl.GL_ELEMENT_ARRAY_BUFFER, self._geometry.indices, gl.GL_DYNAMIC_DRAW)
            self._calls = self._recorded() if self._geometry.runs else []
        for call in self._calls:
            call()
        return len(self._calls) > 0

    def _recorded(self) -> list[Callable[[], object]]:
        """Return the calls that draw the present runs: the same each frame until there are others."""
        calls: list[Callable[[], object]] = [
            partial(gl.glBindVertexArray, self._array),
            partial(gl.glViewport, 0, 0, self._size, self._size),
            partial(
                gl.glBlendFuncSeparate, gl.GL_ZERO, gl.GL_ONE_MINUS_SRC_COLOR, gl.GL_ZERO, gl.GL_ONE_MINUS_SRC_ALPHA
            ),
        ]
        for layer, runs in groupby(self._geometry.runs, lambda run: run.layer):
            calls += (
                partial(scenes.bind_framebuffer, gl.GL_FRAMEBUFFER, self._targets[layer]),
                gl.clearing(1.0, 1.0, 1.0, 1.0),
            )
            for run in runs:
                calls.append(partial(gl.glUseProgram, self._solid if run.solid else self._pictured))
                if len(self._arrays) > 1:
                    calls.append(partial(gl.glBindTexture, gl.GL_TEXTURE_2D_ARRAY, self._arrays[run.group]))
                calls.append(gl.drawing(run.first, run.length))
        return calls


def _make_texture(name: int, size: int, layers: int, smooth: bool) -> None:
    target = gl.GL_TEXTURE_2D_ARRAY
    gl.glBindTexture(target, name)
    gl.glTexImage3D(target, 0, gl.GL_RGBA8, size, size, layers, 0, gl.GL_RGBA, gl.GL_UNSIGNED_BYTE, ctypes.c_void_p(0))
    filtering, wrapping = (gl.GL_LINEAR, gl.GL_CLAMP_TO_EDGE) if smooth else (gl.GL_NEAREST, gl.GL_REPEAT)
    for setting, value in (
        (gl.GL_TEXTURE_MAG_FILTER, filtering),
        (gl.GL_TEXTURE_MIN_FILTER, filtering),
        (gl.GL_TEXTURE_WRAP_S, wrapping),
        (gl.GL_TEXTURE_WRAP_T, wrapping),
    ):
        gl.glTexParameteri(target, setting, value)
    gl.glBindTexture(target, 0)
