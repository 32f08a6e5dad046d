"""Read a model's pictures; needs no OpenGL, so it can be done ahead and in any thread."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, UnidentifiedImageError

from cubism_binding.core.errors import CubismError

LARGEST = 16384
"""Pixels a side: more no graphics card takes, and a small file can claim any size."""
MEMORY = 2 << 30
"""Bytes all pictures of a model may take decoded."""
_FORMATS = ("PNG", "JPEG", "WEBP")  # the formats of textures; Pillow's other readers need not meet unknown files

Picture = NDArray[np.uint8]


def picture_size(path: Path) -> tuple[int, int]:
    """Return (width, height) in pixels from a picture's head; CubismError if it is none or larger than LARGEST."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # judged here, by the size
        try:
            with Image.open(path, formats=_FORMATS) as image:
                width, height = image.size
        except Image.DecompressionBombError:
            raise CubismError(
                f"The texture {path} claims to be far larger than the {LARGEST}x{LARGEST} pixels that can be drawn."
            ) from None
        except Exception as error:
            raise CubismError(f"The texture {path} cannot be read: {_reason(path, error)}.") from error
    if max(width, height) > LARGEST:
        raise CubismError(f"The texture {path} is {width}x{height} pixels; at most {LARGEST}x{LARGEST} can be drawn.")
    return width, height


def read_picture(path: Path) -> Picture:
    """Return a picture as (height, width, 4) straight RGBA, top row first; CubismError if it cannot be used."""
    picture_size(path)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        try:
            with Image.open(path, formats=_FORMATS) as image:
                return np.asarray(image if image.mode == "RGBA" else image.convert("RGBA"))
        except Exception as error:
            raise CubismError(f"The texture {path} cannot be read: {_reason(path, error)}.") from error


def read_pictures(paths: Sequence[Path | None]) -> tuple[Picture | None, ...]:
    """Read all pictures of a model, None for None; refuses what would fill the memory before it decodes any."""
    needed = sum(4 * width * height for width, height in (picture_size(path) for path in paths if path is not None))
    if needed > MEMORY:
        first = next(path for path in paths if path is not None)
        raise CubismError(
            f"The textures in {first.parent} would take {needed >> 20} MB of memory; at most {MEMORY >> 20} MB are "
            "allowed: make them smaller."
        )
    return tuple(None if path is None else read_picture(path) for path in paths)


def fitted(picture: Picture, largest: int) -> Picture:
    """Return ``picture`` halved until no side exceeds ``largest``; what is see-through does not colour the rest."""
    while max(picture.shape[:2]) > largest:
        size = (max(1, picture.shape[1] // 2), max(1, picture.shape[0] // 2))
        # Pillow resizes RGBA weighted by alpha when it is told that colours are premultiplied.
        small = Image.fromarray(picture).convert("RGBa").resize(size, Image.Resampling.BOX)
        picture = np.asarray(small.convert("RGBA"))
    return picture


def _reason(path: Path, error: Exception) -> str:
    """Say in words what Pillow, which may raise anything for a damaged file, did not like."""
    if path.is_file() and path.stat().st_size == 0:
        return "it is empty"
    if isinstance(error, UnidentifiedImageError):
        return "it is no PNG, JPEG or WebP picture"
    if isinstance(error, MemoryError):
        return "there is not enough memory"
    return " ".join((getattr(error, "strerror", None) or str(error) or type(error).__name__).split()).rstrip(".")
