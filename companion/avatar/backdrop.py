"""What stands behind her, on the stage and in films: a soft glow, one colour, a picture, or nothing.

It is painted once for each size and copied with one call a frame: where the processor draws, a shader would take a
third of a frame.
"""

from __future__ import annotations

import ctypes
import random
import re
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from numpy.typing import NDArray

from companion.errors import CompanionError
from companion.paths import of_user

if TYPE_CHECKING:
    from cubism_binding.rendering.target import Target

_KEPT = 2  # the window's size and a film's
_GLOW_CENTRE, _GLOW_RADIUS, _GLOW_PART = 0.60, 0.62, 0.85
_PICTURES = ("PNG", "JPEG", "WEBP")


@dataclass(frozen=True, slots=True)
class Glow:
    """A gradient from ``top`` to ``bottom`` with a light around her head; colours as ``#rrggbb``."""

    top: str
    bottom: str
    light: str


@dataclass(frozen=True, slots=True)
class Plain:
    """One colour, ``#rrggbb``: to be cut out by an editor, or to match what a film goes into."""

    colour: str


Background: TypeAlias = Glow | Plain | Path | None
"""A path is a picture, cut to the film's shape; None is nothing at all."""

LIGHT = Glow("#f7d9e1", "#fdf1ee", "#fff8f4")
DARK = Glow("#2b1a23", "#3d2630", "#6d4153")
_NAMED: dict[str, Background] = {"": LIGHT, "light": LIGHT, "dark": DARK, "transparent": None}


def background_of(text: str) -> Background:
    """Return the background that settings and the command line mean by ``text``.

    "light", "dark", "transparent", a colour as #rrggbb, or the path of a picture. Raises CompanionError for others.
    """
    name = text.strip()
    if name.lower() in _NAMED:
        return _NAMED[name.lower()]
    if name.startswith("#"):
        if not re.fullmatch("#[0-9a-fA-F]{6}", name):
            raise CompanionError(f"{name[:40]} is no colour; write it like #00b140.")
        return Plain(name.lower())
    file = of_user(name)
    try:
        there = file.is_file()
    except OSError:  # too long for a name, or in a folder that may not be opened
        there = False
    if not there:
        raise CompanionError(
            f"There is no background {name[:200]!r}: write light, dark, transparent, a colour like #00b140, or the "
            "path of a picture."
        )
    return file


def painted(background: Glow | Plain | Path, width: int, height: int) -> NDArray[np.uint8]:
    """Return the picture, opaque RGBA, shape (height, width, 4), bottom row first.

    Raises CompanionError for a picture that cannot be read.
    """
    picture = np.full((height, width, 4), 255, np.uint8)
    if isinstance(background, Plain):
        picture[..., :3] = _rgb(background.colour)
    elif isinstance(background, Glow):
        picture[..., :3] = _glow(background, width, height)
    else:
        picture[..., :3] = _read(background, width, height)[::-1]
    return picture


class Backdrop:
    """The pictures on the graphics card. Make, draw and close it with its context current."""

    def __init__(self) -> None:
        """Make nothing yet."""
        # Here, because the binding must have chosen PyOpenGL's platform before anybody imports it.
        from cubism_binding.rendering import gl, scenes

        self._gl, self._scenes = gl, scenes
        self._objects = gl.GlObjects()
        self._ready: OrderedDict[tuple[int, int, Background], Target] = OrderedDict()

    def draw(self, width: int, height: int, background: Background) -> None:
        """Fill the framebuffer bound now, ``width`` x ``height`` pixels; it stays bound."""
        gl = self._gl
        self._scenes.keep()  # a frame begins: what was drawn and shown before
        target = gl.integer(gl.GL_DRAW_FRAMEBUFFER_BINDING)
        for test in (gl.GL_SCISSOR_TEST, gl.GL_DEPTH_TEST, gl.GL_STENCIL_TEST):
            gl.glDisable(test)
        gl.glColorMask(1, 1, 1, 1)
        gl.glViewport(0, 0, width, height)
        if background is None:
            gl.glClearColor(0.0, 0.0, 0.0, 0.0)
            gl.glClear(gl.GL_COLOR_BUFFER_BIT)
            return
        picture = self._picture(width, height, background)
        self._scenes.bind_framebuffer(gl.GL_READ_FRAMEBUFFER, picture.framebuffer)
        self._scenes.bind_framebuffer(gl.GL_DRAW_FRAMEBUFFER, target)
        whole = (0, 0, width, height)
        gl.glBlitFramebuffer(*whole, *whole, gl.GL_COLOR_BUFFER_BIT, gl.GL_NEAREST)
        self._scenes.bind_framebuffer(gl.GL_FRAMEBUFFER, target)

    def close(self) -> None:
        """Free the pictures; harmless the second time."""
        self._ready.clear()
        self._objects.release()
        self._scenes.release()

    def _picture(self, width: int, height: int, background: Glow | Plain | Path) -> Target:
        from cubism_binding.rendering.target import Target

        key = (width, height, background)
        if key in self._ready:
            self._ready.move_to_end(key)
            return self._ready[key]
        pixels = painted(background, width, height)
        gl = self._gl
        target = self._ready.popitem(last=False)[1] if len(self._ready) >= _KEPT else Target(self._objects)
        target.fit(width, height)
        gl.glBindTexture(gl.GL_TEXTURE_2D, target.texture)
        gl.glPixelStorei(gl.GL_UNPACK_ALIGNMENT, 4)
        gl.glTexSubImage2D(
            gl.GL_TEXTURE_2D, 0, 0, 0, width, height, gl.GL_RGBA, gl.GL_UNSIGNED_BYTE,
            ctypes.c_void_p(pixels.ctypes.data),
        )  # fmt: skip
        gl.glBindTexture(gl.GL_TEXTURE_2D, 0)
        self._ready[key] = target
        return target


def _rgb(colour: str) -> tuple[int, int, int]:
    red, green, blue = bytes.fromhex(colour[1:])
    return red, green, blue


def _glow(colours: Glow, width: int, height: int) -> NDArray[np.uint8]:
    across = ((np.arange(width, dtype=np.float32) + 0.5) / width - 0.5) * (width / height)
    up = (np.arange(height, dtype=np.float32) + 0.5) / height
    far = np.clip(np.hypot(across[None, :], (up - _GLOW_CENTRE)[:, None]) / _GLOW_RADIUS, 0.0, 1.0)
    light = _GLOW_PART * (1.0 - far * far * (3.0 - 2.0 * far))
    share = (up * up * (3.0 - 2.0 * up))[:, None]
    # A step of one colour level, different for each pixel but always the same: no bands in the gradient.
    # By the standard library: numpy's would be loaded for this alone, before the window shows.
    noise = np.frombuffer(random.Random(0).randbytes(height * width), np.uint8).reshape(height, width)
    grain = noise.astype(np.float32) / 256
    picture = np.empty((height, width, 3), np.uint8)
    for channel in range(3):
        top, bottom, bright = (_rgb(colour)[channel] for colour in (colours.top, colours.bottom, colours.light))
        base = bottom + (top - bottom) * share
        picture[..., channel] = np.clip(base + (bright - base) * light + grain, 0.0, 255.0)
    return picture


def _read(file: Path, width: int, height: int) -> NDArray[np.uint8]:
    """Return the middle of a picture in this shape, top row first."""
    from PIL import Image, ImageOps

    try:
        with Image.open(file, formats=_PICTURES) as image:
            upright = ImageOps.exif_transpose(image).convert("RGB")
            return np.asarray(ImageOps.fit(upright, (width, height), Image.Resampling.LANCZOS))
    except Exception as error:  # Pillow may raise anything for a damaged file
        if isinstance(error, OSError) and error.strerror:
            raise CompanionError(f"{file} cannot be read ({error.strerror}).") from error
        raise CompanionError(f"The background {file} cannot be read: it is no PNG, JPEG or WebP picture.") from error
