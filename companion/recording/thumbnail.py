"""The small still picture that goes with a video note."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

LONGEST_SIDE = 320
LARGEST_BYTES = 200_000
"""Telegram takes no larger ones."""


def write_thumbnail(rgba: NDArray[np.uint8], file: Path) -> None:
    """Write a frame, shape (height, width, 4), as a JPEG of at most 320 pixels and 200 kB."""
    picture = Image.fromarray(rgba[..., :3])
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    data = b""
    for quality in (88, 70, 50):
        buffer = io.BytesIO()
        picture.save(buffer, "JPEG", quality=quality)
        data = buffer.getvalue()
        if len(data) < LARGEST_BYTES:
            break
    file.write_bytes(data)
