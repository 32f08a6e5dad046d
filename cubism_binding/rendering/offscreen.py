"""An OpenGL context with no window and no display, for pictures and videos made in the background."""

from __future__ import annotations

import ctypes
from types import TracebackType
from typing import Self

import numpy as np
from numpy.typing import NDArray

from cubism_binding.core.errors import CubismError
from cubism_binding.rendering import gl, scenes
from cubism_binding.rendering.egl import EglContext


class OffscreenContext:
    """Own an EGL context (GL 3.3 core) and one framebuffer of ``width`` x ``height`` pixels; a context manager.

    Entering makes it current. One thread at a time may use it; close it in the thread where it is current.
    ``compatible`` asks for the compatibility profile, which code with old OpenGL needs.
    """

    def __init__(self, width: int, height: int, compatible: bool = False) -> None:
        self.width, self.height = width, height
        self._objects = gl.GlObjects()
        self._context = EglContext(compatible)
        self._framebuffer = 0
        self.make_current()
        self._framebuffer = self._objects.framebuffer()
        colour = self._objects.renderbuffer()
        gl.glBindRenderbuffer(gl.GL_RENDERBUFFER, colour)
        gl.glRenderbufferStorage(gl.GL_RENDERBUFFER, gl.GL_RGBA8, width, height)
        scenes.bind_framebuffer(gl.GL_FRAMEBUFFER, self._framebuffer)
        gl.glFramebufferRenderbuffer(gl.GL_FRAMEBUFFER, gl.GL_COLOR_ATTACHMENT0, gl.GL_RENDERBUFFER, colour)
        # With depth the renderer need not draw what is hidden.
        depth = self._objects.renderbuffer()
        gl.glBindRenderbuffer(gl.GL_RENDERBUFFER, depth)
        gl.glRenderbufferStorage(gl.GL_RENDERBUFFER, gl.GL_DEPTH_COMPONENT24, width, height)
        gl.glFramebufferRenderbuffer(gl.GL_FRAMEBUFFER, gl.GL_DEPTH_ATTACHMENT, gl.GL_RENDERBUFFER, depth)
        if gl.glCheckFramebufferStatus(gl.GL_FRAMEBUFFER) != gl.GL_FRAMEBUFFER_COMPLETE:
            self.close()
            raise CubismError(f"The graphics driver cannot draw into {width}x{height} pixels.")
        self._pixels = np.empty((height, width, 4), np.uint8)

    def make_current(self) -> None:
        """Make this thread's GL calls go to this context, into its framebuffer."""
        self._context.make_current()
        if self._framebuffer:
            scenes.bind_framebuffer(gl.GL_FRAMEBUFFER, self._framebuffer)

    def read_rgba(self) -> NDArray[np.uint8]:
        """Return the picture as a new (height, width, 4) array, top row first, premultiplied alpha."""
        scenes.bind_framebuffer(gl.GL_FRAMEBUFFER, self._framebuffer)
        gl.glPixelStorei(gl.GL_PACK_ALIGNMENT, 4)
        pixels = ctypes.c_void_p(self._pixels.ctypes.data)
        gl.glReadPixels(0, 0, self.width, self.height, gl.GL_RGBA, gl.GL_UNSIGNED_BYTE, pixels)
        return self._pixels[::-1].copy()

    def close(self) -> None:
        """Free the framebuffer and the context; close renderers that use it first. Harmless the second time."""
        if self._context.open:
            self.make_current()
            self._objects.release()
            scenes.release()
            self._context.close()

    def __enter__(self) -> Self:
        self.make_current()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
