"""A soft background behind the character: a picture computed once, copied in with one call a frame."""

from __future__ import annotations

import ctypes

import numpy as np
from numpy.typing import NDArray

from cubism_binding.rendering import gl

Color = tuple[float, float, float]

ROSE: Color = (0.953, 0.776, 0.792)
CREAM: Color = (1.0, 0.965, 0.925)


def glow(width: int, height: int, inner: Color = CREAM, outer: Color = ROSE) -> NDArray[np.uint8]:
    """Return an RGBA picture, shape (height, width, 4), bottom row first: ``inner`` behind the head, ``outer`` around.

    Rounded with a fixed pattern of noise of one level, so that no bands show.
    """
    y, x = np.mgrid[0:height, 0:width]
    # The glow's middle lies where a portrait has the face.
    distance = np.hypot((x + 0.5) / width - 0.5, ((y + 0.5) / height - 0.58) * 0.9)
    share = np.clip(distance / 0.68, 0.0, 1.0)
    share = (share * share * (3 - 2 * share))[..., None]
    color = np.array(inner) * (1 - share) + np.array(outer) * share
    noise = np.random.default_rng(0).random((height, width, 1))
    picture = np.full((height, width, 4), 255, np.uint8)
    picture[..., :3] = np.floor(np.clip(color * 254.0 + noise, 0.0, 255.0)).astype(np.uint8)
    return picture


class Backdrop:
    """Own one background picture on the graphics card; needs a current context until ``close``."""

    def __init__(self, picture: NDArray[np.uint8]) -> None:
        """Upload ``picture``, shape (height, width, 4), uint8, bottom row first."""
        self._height, self._width = picture.shape[:2]
        self._objects = gl.GlObjects()
        target = gl.integer(gl.GL_DRAW_FRAMEBUFFER_BINDING)
        texture = self._objects.texture()
        gl.glBindTexture(gl.GL_TEXTURE_2D, texture)
        gl.glTexParameteri(gl.GL_TEXTURE_2D, gl.GL_TEXTURE_MIN_FILTER, gl.GL_NEAREST)
        gl.glTexParameteri(gl.GL_TEXTURE_2D, gl.GL_TEXTURE_MAG_FILTER, gl.GL_NEAREST)
        pixels = np.ascontiguousarray(picture)
        gl.glPixelStorei(gl.GL_UNPACK_ALIGNMENT, 1)
        gl.glTexImage2D(
            gl.GL_TEXTURE_2D, 0, gl.GL_RGBA8, self._width, self._height, 0, gl.GL_RGBA, gl.GL_UNSIGNED_BYTE,
            ctypes.c_void_p(pixels.ctypes.data),
        )  # fmt: skip
        gl.glBindTexture(gl.GL_TEXTURE_2D, 0)
        self._framebuffer = self._objects.framebuffer()
        gl.glBindFramebuffer(gl.GL_FRAMEBUFFER, self._framebuffer)
        gl.glFramebufferTexture2D(gl.GL_FRAMEBUFFER, gl.GL_COLOR_ATTACHMENT0, gl.GL_TEXTURE_2D, texture, 0)
        gl.glBindFramebuffer(gl.GL_FRAMEBUFFER, target)

    def draw(self) -> None:
        """Fill the framebuffer bound now, of the picture's size."""
        target = gl.integer(gl.GL_DRAW_FRAMEBUFFER_BINDING)
        gl.glDisable(gl.GL_SCISSOR_TEST)
        gl.glBindFramebuffer(gl.GL_READ_FRAMEBUFFER, self._framebuffer)
        area = (0, 0, self._width, self._height)
        gl.glBlitFramebuffer(*area, *area, gl.GL_COLOR_BUFFER_BIT, gl.GL_NEAREST)
        gl.glBindFramebuffer(gl.GL_READ_FRAMEBUFFER, target)

    def close(self) -> None:
        """Free the picture; harmless the second time."""
        self._objects.release()
