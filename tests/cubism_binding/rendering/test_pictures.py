"""Textures of any kind and size: read, refused in one sentence, or made to fit."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from cubism_binding.core.errors import CubismError
from cubism_binding.rendering import pictures
from cubism_binding.rendering.pictures import fitted, read_picture, read_pictures


def claiming(width: int, height: int) -> bytes:
    """Return a tiny PNG that claims a size."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 9)) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "it is empty"),
        (b"not a picture", "no PNG, JPEG or WebP"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "no PNG, JPEG or WebP"),
        (claiming(100_000, 100_000), "far larger than the 16384x16384"),
        (claiming(20_000, 2), "20000x2 pixels; at most 16384x16384"),
        (claiming(16, 16), "cannot be read"),
        (claiming(0, 16), "cannot be read"),
        (claiming(64, 64)[:50], "cannot be read"),
    ],
)
def test_what_is_no_picture_is_said(tmp_path: Path, data: bytes, words: str) -> None:
    file = tmp_path / "t.png"
    file.write_bytes(data)
    with pytest.raises(CubismError, match=words) as caught:
        read_picture(file)
    assert str(file) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_folder_is_no_picture(tmp_path: Path) -> None:
    with pytest.raises(CubismError, match="Is a directory"):
        read_picture(tmp_path)


def test_pictures_that_would_fill_the_memory_are_refused_unread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "t.png"
    file.write_bytes(claiming(16_000, 10_000))  # small enough by itself, and not even whole
    with pytest.raises(CubismError, match=r"would take 2441 MB of memory; at most 2048 MB"):
        read_pictures([file, None, file, file, file])
    monkeypatch.setattr(pictures, "MEMORY", 1000)
    Image.new("RGB", (10, 10)).save(file)
    (picture, none) = read_pictures([file, None])
    assert none is None
    assert picture is not None
    assert picture.shape == (10, 10, 4)


def test_a_picture_is_halved_until_the_driver_takes_it() -> None:
    picture = np.zeros((8, 30, 4), np.uint8)
    picture[:, :15] = (200, 100, 0, 255)  # its right half is see-through black
    small = fitted(picture, 10)
    assert small.shape == (2, 7, 4)
    assert small[0, 1].tolist() == [200, 100, 0, 255]
    seam = small[0, 3]
    assert 0 < seam[3] < 255
    assert abs(int(seam[0]) - 200) < 8  # black that cannot be seen does not darken the edge
    assert fitted(picture, 30) is picture
