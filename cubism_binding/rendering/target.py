"""A picture that is drawn into and then read: what layers and fades are put together in."""

from __future__ import annotations

import ctypes

from cubism_binding.core.errors import CubismError
from cubism_binding.rendering import gl, scenes


class Target:
    """Own an RGBA texture, premultiplied, and the framebuffer that draws into it; made when it is first needed."""

    def __init__(self, objects: gl.GlObjects) -> None:
        """Leave the deleting to ``objects``."""
        self._objects = objects
        self._size = (0, 0)
        self.texture = self.framebuffer = 0

    def fit(self, width: int, height: int) -> None:
        """Take this size; what was in it is lost. Another texture and framebuffer may be bound afterwards."""
        if self._size == (width, height):
            return
        if not self.texture:
            self.texture, self.framebuffer = self._objects.texture(), self._objects.framebuffer()
        kind = gl.GL_TEXTURE_2D
        gl.glBindTexture(kind, self.texture)
        nothing = ctypes.c_void_p(0)
        gl.glTexImage2D(kind, 0, gl.GL_RGBA8, width, height, 0, gl.GL_RGBA, gl.GL_UNSIGNED_BYTE, nothing)
        for setting in (gl.GL_TEXTURE_MIN_FILTER, gl.GL_TEXTURE_MAG_FILTER):
            gl.glTexParameteri(kind, setting, gl.GL_NEAREST)
        scenes.bind_framebuffer(gl.GL_FRAMEBUFFER, self.framebuffer)
        gl.glFramebufferTexture2D(gl.GL_FRAMEBUFFER, gl.GL_COLOR_ATTACHMENT0, kind, self.texture, 0)
        if gl.glCheckFramebufferStatus(gl.GL_FRAMEBUFFER) != gl.GL_FRAMEBUFFER_COMPLETE:
            raise CubismError(f"The graphics driver cannot draw into {width}x{height} pixels.")
        self._size = (width, height)
