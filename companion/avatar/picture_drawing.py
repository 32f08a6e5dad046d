"""Whole pictures drawn with OpenGL: one, or one fading into another, stretched, turned and moved as one sheet."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from companion.avatar.avatar import Color
from cubism_binding.rendering import gl

Picture = NDArray[np.uint8]
"""(height, width, 4), top row first, colours multiplied by alpha."""

_VERTEX = """#version 330 core
uniform vec4 matrix;
uniform vec4 place;
out vec2 at;
void main() {
    at = vec2(gl_VertexID & 1, gl_VertexID >> 1);
    vec2 corner = place.zw * at;
    gl_Position = vec4(mat2(matrix.xy, matrix.zw) * corner + place.xy, 0.0, 1.0);
}
"""

_FRAGMENT = """#version 330 core
uniform sampler2D one, other;
uniform float share;
in vec2 at;
out vec4 colour;
void main() {
    colour = mix(texture(one, at), texture(other, at), share);
}
"""


@dataclass(frozen=True)
class Sheet:
    """Where a picture lies in clip space: ``matrix`` (columns) times a place on it, plus ``origin``.

    Places on the picture run from (0, 0), its top left corner, to ``size``.
    """

    matrix: tuple[float, float, float, float]
    origin: tuple[float, float]
    size: tuple[float, float] = (1.0, 1.0)


class PictureDrawing:
    """Own the program and the textures of some pictures; needs its context current throughout."""

    def __init__(self) -> None:
        self._objects = gl.GlObjects()
        self._program = self._objects.program(_VERTEX, _FRAGMENT)
        self._matrix, self._place, self._share = (
            gl.uniform_location(self._program, name) for name in ("matrix", "place", "share")
        )
        gl.set_uniforms(self._program, one=0, other=1)
        self._array = self._objects.vertex_array()
        self._size: dict[int, tuple[int, int]] = {}

    def texture(self, picture: Picture, *, changes: bool = False) -> int:
        """Upload a picture and return its texture; one that ``changes`` often has no smaller copies of itself."""
        name = self._objects.texture()
        gl.bind(0, gl.GL_TEXTURE_2D, name)
        far = gl.GL_LINEAR if changes else gl.GL_LINEAR_MIPMAP_LINEAR
        for key, value in (
            (gl.GL_TEXTURE_MIN_FILTER, far),
            (gl.GL_TEXTURE_MAG_FILTER, gl.GL_LINEAR),
            (gl.GL_TEXTURE_WRAP_S, gl.GL_CLAMP_TO_EDGE),
            (gl.GL_TEXTURE_WRAP_T, gl.GL_CLAMP_TO_EDGE),
        ):
            gl.glTexParameteri(gl.GL_TEXTURE_2D, key, value)
        self.replace(name, picture)
        if not changes:
            gl.glGenerateMipmap(gl.GL_TEXTURE_2D)
        return name

    def replace(self, texture: int, picture: Picture) -> None:
        """Put another picture into ``texture``; it stays bound to unit 0."""
        gl.bind(0, gl.GL_TEXTURE_2D, texture)
        height, width = picture.shape[:2]
        picture = np.ascontiguousarray(picture)  # kept until it is uploaded: it may be a copy
        gl.glPixelStorei(gl.GL_UNPACK_ALIGNMENT, 4)
        form = (gl.GL_RGBA, gl.GL_UNSIGNED_BYTE, ctypes.c_void_p(picture.ctypes.data))
        if self._size.get(texture) == (width, height):
            gl.glTexSubImage2D(gl.GL_TEXTURE_2D, 0, 0, 0, width, height, *form)
        else:
            gl.glTexImage2D(gl.GL_TEXTURE_2D, 0, gl.GL_RGBA8, width, height, 0, *form)
            self._size[texture] = width, height

    def draw(
        self, size: tuple[int, int], background: Color | None, sheet: Sheet, textures: tuple[int, int], share: float
    ) -> None:
        """Draw the first of ``textures``, in the degree of ``share`` 0..1 faded into the second, where they lie.

        The viewport becomes ``size`` from (0, 0); ``background`` is straight RGBA, None keeps what is there. Leaves
        blending and all tests off, no program and no vertex array, texture unit 0 active.
        """
        for test in (gl.GL_CULL_FACE, gl.GL_DEPTH_TEST, gl.GL_STENCIL_TEST, gl.GL_SCISSOR_TEST):
            gl.glDisable(test)
        gl.glColorMask(1, 1, 1, 1)
        gl.glViewport(0, 0, *size)
        if background is not None:
            red, green, blue, alpha = background
            gl.glClearColor(red * alpha, green * alpha, blue * alpha, alpha)
            gl.glClear(gl.GL_COLOR_BUFFER_BIT)
        gl.glEnable(gl.GL_BLEND)
        gl.glBlendEquation(gl.GL_FUNC_ADD)
        gl.glBlendFunc(gl.GL_ONE, gl.GL_ONE_MINUS_SRC_ALPHA)
        gl.glUseProgram(self._program)
        gl.glUniform4f(self._matrix, *sheet.matrix)
        gl.glUniform4f(self._place, *sheet.origin, *sheet.size)
        gl.glUniform1f(self._share, share)
        gl.bind(1, gl.GL_TEXTURE_2D, textures[1])
        gl.bind(0, gl.GL_TEXTURE_2D, textures[0])
        gl.glBindVertexArray(self._array)
        gl.glDrawArrays(gl.GL_TRIANGLE_STRIP, 0, 4)
        gl.glBindVertexArray(0)
        gl.glUseProgram(0)
        gl.glDisable(gl.GL_BLEND)

    def close(self) -> None:
        """Free everything. Harmless the second time."""
        self._objects.release()
