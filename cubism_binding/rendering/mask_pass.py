"""Draw all masks of a model into one texture, with one call a layer and texture array."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from cubism_binding.core.model import ConstantFlag, Model
from cubism_binding.rendering import gl
from cubism_binding.rendering.draw_list import DOUBLE_SIDED
from cubism_binding.rendering.masks import ClippingSets
from cubism_binding.rendering.textures import TexturePlace

_SIZE = 256  # as the reference's: the pixel grid of masks shows at their edges
PICTURES, MASKS, TABLE, POSITIONS, UVS = range(5)
"""Texture units: the pictures stay in 0 as everybody expects."""


class MaskPass:
    """Own the mask texture of one model; made only if it has clipping sets."""

    def __init__(
        self,
        objects: gl.GlObjects,
        model: Model,
        sets: ClippingSets,
        places: Sequence[TexturePlace | None],
        smooth: bool,
    ) -> None:
        """Make textures and geometry; ``places`` by drawable, None for those never drawn."""
        self._objects = objects
        self.texture = objects.texture()
        _make_texture(self.texture, sets.layers, smooth)
        self._targets = [objects.framebuffer() for _ in range(sets.layers)]
        kept = gl.integer(gl.GL_DRAW_FRAMEBUFFER_BINDING)
        for layer, target in enumerate(self._targets):
            gl.glBindFramebuffer(gl.GL_FRAMEBUFFER, target)
            gl.glFramebufferTextureLayer(gl.GL_FRAMEBUFFER, gl.GL_COLOR_ATTACHMENT0, self.texture, 0, layer)
        gl.glBindFramebuffer(gl.GL_FRAMEBUFFER, kept)
        self._program = objects.program(gl.shader("mask.vert"), gl.shader("mask.frag"))
        gl.set_uniforms(
            self._program, pictures=PICTURES, table=TABLE, positions=POSITIONS, uvs=UVS,
            drawable_count=len(model.drawable_ids), set_count=sets.count,
        )  # fmt: skip
        self._make_geometry(model, sets, places)

    def _make_geometry(self, model: Model, sets: ClippingSets, places: Sequence[TexturePlace | None]) -> None:
        """Lay all mask triangles out, ordered by mask layer and texture array: one call for each such pair."""
        vertices: list[NDArray[np.uint32]] = []
        batches: dict[tuple[int, int], list[NDArray[np.uint32]]] = {}
        total = 0
        for index, masks in enumerate(sets.masks):
            place = sets.places[index]
            for drawable in masks:
                texture = places[drawable]
                if texture is None:
                    continue
                double_sided = model.drawable_constant_flags[drawable] & ConstantFlag.DOUBLE_SIDED
                count = model.vertex_counts[drawable]
                instances = np.empty((count, 4), np.uint32)
                instances[:, 0] = model.vertex_firsts[drawable] + np.arange(count)
                instances[:, 1:] = index, texture.layer, place.channel | (DOUBLE_SIDED if double_sided else 0)
                vertices.append(instances)
                triangles = model.drawable_triangles[drawable].astype(np.uint32) + np.uint32(total)
                batches.setdefault((place.layer, texture.group), []).append(triangles)
                total += count
        self._batches: list[tuple[int, int, int, ctypes.c_void_p]] = []
        offset = 0
        for (layer, group), parts in sorted(batches.items(), key=lambda item: item[0]):
            length = sum(len(part) for part in parts)
            self._batches.append((layer, group, length, ctypes.c_void_p(4 * offset)))
            offset += length
        ordered = [part for _, parts in sorted(batches.items(), key=lambda item: item[0]) for part in parts]
        self._array = self._objects.vertex_array()
        gl.glBindVertexArray(self._array)
        nothing = [np.zeros((1, 4), np.uint32)]
        self._objects.filled_buffer(gl.GL_ARRAY_BUFFER, np.concatenate(vertices or nothing), gl.GL_STATIC_DRAW)
        gl.glVertexAttribIPointer(0, 4, gl.GL_UNSIGNED_INT, 16, ctypes.c_void_p(0))
        gl.glEnableVertexAttribArray(0)
        indices = np.concatenate(ordered) if ordered else np.zeros(1, np.uint32)
        self._objects.filled_buffer(gl.GL_ELEMENT_ARRAY_BUFFER, indices, gl.GL_STATIC_DRAW)

    def draw(self, arrays: Sequence[int], table: int, positions: int, uvs: int) -> None:
        """Draw with the texture ``arrays`` and the buffer textures; blending is on, another framebuffer bound after."""
        gl.bind(TABLE, gl.GL_TEXTURE_BUFFER, table)
        gl.bind(POSITIONS, gl.GL_TEXTURE_BUFFER, positions)
        gl.bind(UVS, gl.GL_TEXTURE_BUFFER, uvs)
        gl.bind(MASKS, gl.GL_TEXTURE_2D_ARRAY, 0)
        gl.glActiveTexture(gl.GL_TEXTURE0)
        gl.glUseProgram(self._program)
        gl.glBindVertexArray(self._array)
        gl.glViewport(0, 0, _SIZE, _SIZE)
        gl.glClearColor(1.0, 1.0, 1.0, 1.0)
        gl.glBlendFuncSeparate(gl.GL_ZERO, gl.GL_ONE_MINUS_SRC_COLOR, gl.GL_ZERO, gl.GL_ONE_MINUS_SRC_ALPHA)
        for target in self._targets:
            gl.glBindFramebuffer(gl.GL_FRAMEBUFFER, target)
            gl.glClear(gl.GL_COLOR_BUFFER_BIT)
        for layer, group, length, offset in self._batches:
            if len(self._targets) > 1:
                gl.glBindFramebuffer(gl.GL_FRAMEBUFFER, self._targets[layer])
            gl.glBindTexture(gl.GL_TEXTURE_2D_ARRAY, arrays[group])
            gl.glDrawElements(gl.GL_TRIANGLES, length, gl.GL_UNSIGNED_INT, offset)


def _make_texture(name: int, layers: int, smooth: bool) -> None:
    target = gl.GL_TEXTURE_2D_ARRAY
    gl.glBindTexture(target, name)
    gl.glTexImage3D(
        target, 0, gl.GL_RGBA8, _SIZE, _SIZE, layers, 0, gl.GL_RGBA, gl.GL_UNSIGNED_BYTE, ctypes.c_void_p(0)
    )
    filtering, wrapping = (gl.GL_LINEAR, gl.GL_CLAMP_TO_EDGE) if smooth else (gl.GL_NEAREST, gl.GL_REPEAT)
    for setting, value in (
        (gl.GL_TEXTURE_MAG_FILTER, filtering),
        (gl.GL_TEXTURE_MIN_FILTER, filtering),
        (gl.GL_TEXTURE_WRAP_S, wrapping),
        (gl.GL_TEXTURE_WRAP_T, wrapping),
    ):
        gl.glTexParameteri(target, setting, value)
    gl.glBindTexture(target, 0)
