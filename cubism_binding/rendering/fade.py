"""Fade a whole picture: between what was there and what is drawn over it."""

from __future__ import annotations

from collections.abc import Callable

from cubism_binding.rendering import gl, scenes
from cubism_binding.rendering.target import Target

Color = tuple[float, float, float, float]


class Fade:
    """Draw something at an opacity, as one whole: parts that overlap do not show through one another.

    It is drawn in full onto a copy of what is behind, and both are mixed. For ordinary blending that equals drawing it
    transparent; parts that brighten or darken what is behind them fade without a jump as well.
    """

    def __init__(self) -> None:
        self._objects = gl.GlObjects()
        self._over = Target(self._objects)
        self._program = self._vertex_array = 0

    def draw(
        self, paint: Callable[[Color | None], None], opacity: float, width: int, height: int, background: Color | None
    ) -> None:
        """Let ``paint`` draw on a background, at ``opacity`` 0..1; afterwards GL is left as ``paint`` leaves it."""
        behind = gl.integer(gl.GL_DRAW_FRAMEBUFFER_BINDING)
        if not self._program:
            self._program = self._objects.program(gl.shader("copy.vert"), gl.shader("copy.frag"))
            self._vertex_array = self._objects.vertex_array()
        for test in (gl.GL_CULL_FACE, gl.GL_DEPTH_TEST, gl.GL_STENCIL_TEST, gl.GL_SCISSOR_TEST):
            gl.glDisable(test)
        gl.glColorMask(1, 1, 1, 1)
        gl.glActiveTexture(gl.GL_TEXTURE0)
        self._over.fit(width, height)
        scenes.bind_framebuffer(gl.GL_READ_FRAMEBUFFER, behind)
        scenes.bind_framebuffer(gl.GL_DRAW_FRAMEBUFFER, self._over.framebuffer)
        if background is None:
            whole = (0, 0, width, height)
            scenes.await_pixels()
            gl.glBlitFramebuffer(*whole, *whole, gl.GL_COLOR_BUFFER_BIT, gl.GL_NEAREST)
        else:
            scenes.bind_framebuffer(gl.GL_DRAW_FRAMEBUFFER, behind)
            red, green, blue, alpha = background
            gl.glClearColor(red * alpha, green * alpha, blue * alpha, alpha)
            gl.glClear(gl.GL_COLOR_BUFFER_BIT)
        scenes.bind_framebuffer(gl.GL_FRAMEBUFFER, self._over.framebuffer)
        paint(background)
        scenes.bind_framebuffer(gl.GL_FRAMEBUFFER, behind)
        gl.glViewport(0, 0, width, height)
        gl.glBindVertexArray(self._vertex_array)
        gl.glUseProgram(self._program)
        gl.bind(0, gl.GL_TEXTURE_2D, self._over.texture)
        gl.glEnable(gl.GL_BLEND)
        gl.glBlendColor(0.0, 0.0, 0.0, opacity)
        gl.glBlendFunc(gl.GL_CONSTANT_ALPHA, gl.GL_ONE_MINUS_CONSTANT_ALPHA)
        gl.glDrawArrays(gl.GL_TRIANGLES, 0, 3)
        gl.glBindTexture(gl.GL_TEXTURE_2D, 0)
        gl.glUseProgram(0)
        gl.glBindVertexArray(0)
        gl.glDisable(gl.GL_BLEND)

    def close(self) -> None:
        """Free the GL objects; their context must be current. Harmless the second time."""
        self._objects.release()
        self._start_anew()

    def forget(self) -> None:
        """Give up GL objects that died with a lost context."""
        self._objects.forget()
        self._start_anew()

    def _start_anew(self) -> None:
        self._over = Target(self._objects)
        self._program = 0
