"""Small pictures for tests: a coloured figure with a mouth that is a bar of its own colour."""

from __future__ import annotations

import struct
from pathlib import Path

from PIL import Image, ImageDraw

SKIN = {"neutral": (200, 160, 140), "joy": (250, 220, 60), "anger": (220, 40, 30), "sadness": (60, 90, 220)}


def draw_figure(
    file: Path, colour: tuple[int, int, int], *, mouth: int = 0, size: tuple[int, int] = (120, 160), eyes: bool = True
) -> None:
    """Save a figure that fills the lower middle of a transparent picture; ``mouth`` is the height of a black bar."""
    width, height = size
    picture = Image.new("RGBA", size)
    drawing = ImageDraw.Draw(picture)
    drawing.rectangle((width // 6, height // 8, width * 5 // 6, height), fill=(*colour, 255))
    if mouth:
        drawing.rectangle((width * 2 // 5, height // 2, width * 3 // 5, height // 2 + mouth), fill=(0, 0, 0, 255))
    if eyes:
        drawing.rectangle((width // 3, height // 4, width * 2 // 3, height // 4 + 6), fill=(255, 255, 255, 255))
    picture.save(file)


def badly_turned(file: Path, tag: int) -> Path:
    """Save a photo that its camera turned, with one number of the camera's, EXIF ``tag``, that is a text."""
    entries = (struct.pack("<HHII", 0x112, 3, 1, 6), struct.pack("<HHI4s", tag, 2, 4, b"abc"))
    exif = b"Exif\0\0II*\0" + struct.pack("<IH", 8, len(entries)) + b"".join(entries) + bytes(4)
    Image.new("RGB", (8, 8)).save(file, "JPEG", exif=exif)
    return file
