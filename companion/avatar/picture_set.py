"""A character made of pictures: which file shows which face, the open mouth or the shut eyes.

A file's name tells: ``joy.png`` is a face; ``joy_open.png``, ``joy_mouth.png`` or ``joy_1.png``, ``joy_2.png`` … are
the same face with the mouth open, wider and wider; ``joy_blink.png`` has the eyes shut. Words all names begin with are
the character's name and mean nothing. A single picture is a set of one face.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

from companion.avatar.expression_map import expression_map
from companion.errors import CompanionError

SUFFIXES = (".png", ".webp", ".jpg", ".jpeg")
# Whatever a file is called: one of Pillow's other readers starts a program, Ghostscript, on what the file says.
_FORMATS = ("PNG", "WEBP", "JPEG", "GIF", "BMP")
LARGEST_SIDE = 2048
"""Pixels: larger pictures are made smaller, no window shows more of them."""
MOST_PICTURES = 64

_OPEN = frozenset({"open", "mouth", "talk", "talking", "speak", "speaking"})
_SHUT = frozenset({"blink", "blinking", "closed", "shut"})
_EYES = frozenset({"eye", "eyes"})
# "open" without a number comes after every number.
_WIDEST = 1_000


@dataclass(frozen=True)
class PictureName:
    """What a file's name says: the face, 0 for its shut mouth or a greater number for an open one, shut eyes."""

    face: str
    opening: int = 0
    blink: bool = False


@dataclass(frozen=True, eq=False)
class Face:
    """The pictures of one face: the mouth from shut to wide open, and the eyes shut if there is such a picture."""

    mouths: tuple[NDArray[np.uint8], ...]
    blink: NDArray[np.uint8] | None = None


@dataclass(frozen=True, eq=False)
class PictureSet:
    """All faces by name, in premultiplied RGBA, top row first, all of one size; ``neutral`` names the resting one."""

    faces: dict[str, Face]
    neutral: str

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        height, width = self.faces[self.neutral].mouths[0].shape[:2]
        return width, height


def picture_files(folder: Path) -> list[Path]:
    """Return the pictures that lie directly in ``folder``, in the order of their names."""
    return sorted(
        file for file in folder.iterdir() if file.suffix.lower() in SUFFIXES and not file.name.startswith(".")
    )


def read_names(stems: Iterable[str]) -> list[PictureName]:
    """Read file names without endings, together: what all of them begin with is left out."""
    words = [[word.lower() for word in re.findall(r"[^\W\d_]+|\d+", _split_camel(stem))] for stem in stems]
    while len(words) > 1 and all(words) and len({own[0] for own in words}) == 1:
        words = [own[1:] for own in words]
    return [_read_name(own) for own in words]


def _split_camel(stem: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", stem)


def _read_name(words: list[str]) -> PictureName:
    said = set(words)
    # mouth_closed is the mouth at rest; closed alone means the eyes.
    rests = "mouth" in said and bool(said & _SHUT)
    numbers = [int(word) for word in words if word.isdecimal()]
    opening = numbers[0] if numbers else _WIDEST if said & _OPEN else 0
    face = (word for word in words if not word.isdecimal() and word not in _OPEN | _SHUT | _EYES)
    return PictureName("_".join(face), 0 if rests else opening, bool(said & _SHUT) and not rests)


def read_picture_set(path: Path) -> PictureSet:
    """Read a folder of pictures or a single one.

    Raises CompanionError with one sentence: no picture there, too many, or one that cannot be read.
    """
    files = picture_files(path) if path.is_dir() else [path]
    if not files:
        raise CompanionError(f"There is no picture in {path}: put neutral.png, joy.png, sadness.png … there.")
    if len(files) > MOST_PICTURES:
        raise CompanionError(
            f"{path} holds {len(files)} pictures, a character has {MOST_PICTURES} at most: "
            "choose a folder with hers alone."
        )
    pictures = _one_size([_read(file) for file in files])
    names = read_names(file.stem for file in files) if len(files) > 1 else [PictureName("")]
    known = list(dict.fromkeys(name.face for name in names))
    neutral = expression_map(known).get("neutral") or min(known, key=lambda face: (len(face), face))
    mouths: dict[str, dict[int, NDArray[np.uint8]]] = {face: {} for face in known}
    blinks: dict[str, NDArray[np.uint8]] = {}
    for name, picture in zip(names, pictures, strict=True):
        if name.blink:
            blinks[name.face] = picture
        else:
            mouths[name.face][name.opening] = picture
    at_rest = mouths[neutral]
    if not at_rest:
        raise CompanionError(
            f"{path} shows {neutral} only with shut eyes: add {neutral}.png."
            if neutral
            else f"{path} shows her only with shut eyes: add neutral.png."
        )
    faces = {
        # A face drawn only with shut eyes borrows nothing: it is shown as it is.
        face or "neutral": Face(tuple(own[key] for key in sorted(own)) or (blinks[face],), blinks.get(face))
        for face, own in mouths.items()
    }
    return PictureSet(faces, neutral or "neutral")


def _read(file: Path) -> Image.Image:
    try:
        with Image.open(file, formats=_FORMATS) as opened:
            if opened.width * opened.height > 16384**2:
                raise CompanionError(f"{file} is too large ({opened.width} x {opened.height} pixels); make it smaller.")
            picture = ImageOps.exif_transpose(opened).convert("RGBA")
    except CompanionError:
        raise
    except Exception as error:  # Pillow may raise anything for a damaged file
        reason = getattr(error, "strerror", None) or str(error) or "it asks for too much memory"
        raise CompanionError(f"The picture {file} cannot be read ({reason}); save it anew as PNG.") from error
    if min(picture.size) < 2:
        raise CompanionError(f"The picture {file} is only {picture.width} x {picture.height} pixels.")
    picture.thumbnail((LARGEST_SIDE, LARGEST_SIDE), Image.Resampling.LANCZOS)
    return picture


def _one_size(pictures: list[Image.Image]) -> list[NDArray[np.uint8]]:
    """Bring all to one canvas, fitted in and standing on its lower edge; return premultiplied arrays."""
    width, height = (max(picture.size[axis] for picture in pictures) for axis in (0, 1))
    done = []
    for picture in pictures:
        fitted = picture
        if picture.size != (width, height):
            inside = ImageOps.contain(picture, (width, height), Image.Resampling.LANCZOS)
            fitted = Image.new("RGBA", (width, height))
            fitted.paste(inside, ((width - inside.width) // 2, height - inside.height))
        done.append(premultiplied(np.asarray(fitted)))
    return done


def premultiplied(straight: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return RGBA whose colours are multiplied by alpha, rounded."""
    wide = straight.astype(np.uint16)
    wide[..., :3] = (wide[..., :3] * wide[..., 3:] + 127) // 255
    result: NDArray[np.uint8] = wide.astype(np.uint8)
    return result
