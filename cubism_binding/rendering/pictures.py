"""Read a model's pictures; needs no OpenGL, so it can be done ahead and in any thread."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from cubism_binding.core.errors import CubismError

LARGEST = 16384
"""Pixels a side: more no graphics card takes, and a small file can claim any size."""

Picture = NDArray[np.uint8]


def read_picture(path: Path) -> Picture:
    """Return a picture as (height, width, 4) straight RGBA, top row first; CubismError if it cannot be used."""
    try:
        with Image.open(path) as image:
            if max(image.size) > LARGEST:
                raise CubismError(
                    f"The texture {path} is {image.width}x{image.height} pixels; "
                    f"at most {LARGEST}x{LARGEST} can be drawn."
                )
            return np.asarray(image if image.mode == "RGBA" else image.convert("RGBA"))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise CubismError(f"The texture {path} cannot be read: {error}.") from error
