"""A soft background behind the character: a picture computed once, copied in with one call a frame."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

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
        # Here, because the binding must have chosen PyOpenGL's platform before this import.
        from OpenGL import GL

        self._gl = GL
        self._height, self._width = picture.shape[:2]
        target = GL.glGetIntegerv(GL.GL_DRAW_FRAMEBUFFER_BINDING)
        self._texture = GL.glGenTextures(1)
        GL.glBindTexture(GL.GL_TEXTURE_2D, self._texture)
        # One level only, else the texture is incomplete and the framebuffer with it.
        GL.glTexParameteri(GL.GL_TEXTURE_2D, GL.GL_TEXTURE_MAX_LEVEL, 0)
        GL.glTexImage2D(
            GL.GL_TEXTURE_2D, 0, GL.GL_RGBA8, self._width, self._height, 0, GL.GL_RGBA, GL.GL_UNSIGNED_BYTE,
            np.ascontiguousarray(picture),
        )  # fmt: skip
        GL.glBindTexture(GL.GL_TEXTURE_2D, 0)
        self._framebuffer = GL.glGenFramebuffers(1)
        GL.glBindFramebuffer(GL.GL_FRAMEBUFFER, self._framebuffer)
        GL.glFramebufferTexture2D(GL.GL_FRAMEBUFFER, GL.GL_COLOR_ATTACHMENT0, GL.GL_TEXTURE_2D, self._texture, 0)
        GL.glBindFramebuffer(GL.GL_FRAMEBUFFER, target)

    def draw(self) -> None:
        """Fill the framebuffer bound now, which has the picture's size."""
        gl = self._gl
        target = gl.glGetIntegerv(gl.GL_DRAW_FRAMEBUFFER_BINDING)
        gl.glDisable(gl.GL_SCISSOR_TEST)
        gl.glBindFramebuffer(gl.GL_READ_FRAMEBUFFER, self._framebuffer)
        area = (0, 0, self._width, self._height)
        gl.glBlitFramebuffer(*area, *area, gl.GL_COLOR_BUFFER_BIT, gl.GL_NEAREST)
        gl.glBindFramebuffer(gl.GL_READ_FRAMEBUFFER, target)

    def close(self) -> None:
        """Free the picture; harmless the second time."""
        if self._texture is not None:
            self._gl.glDeleteFramebuffers(1, [self._framebuffer])
            self._gl.glDeleteTextures(1, [self._texture])
            self._texture = None
