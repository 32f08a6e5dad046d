"""Draw captions onto frames: word by word, the one being said stands out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from companion.paths import assets_dir
from companion.recording.captions import Caption

FONT = "DejaVuSans-Bold.ttf"
"""In assets/fonts: Latin, Cyrillic and Greek."""

_WHITE, _ROSE, _SHADE = (255, 255, 255, 255), (255, 196, 206, 255), (40, 20, 30, 255)


class CaptionPainter:
    """Draws captions onto frames of one size; the word being said stands out, those to come are faint."""

    def __init__(self, width: int, height: int) -> None:
        """Fit letters and place to a picture of ``width`` x ``height``; a square one may be shown as a circle."""
        self._width, self._height = width, height
        self._letter = max(9, round(min(width, height) * 0.055))
        self._font = ImageFont.truetype(str(assets_dir() / "fonts" / FONT), self._letter)
        self._room = round(width * (0.74 if width <= height else 0.6))
        self._picture = lru_cache(maxsize=4)(self._drawn)

    def draw(self, rgba: NDArray[np.uint8], caption: Caption, seconds: float) -> None:
        """Draw ``caption`` as it is at ``seconds`` onto a frame, (height, width, 4), premultiplied, top row first."""
        top, left, picture = self._picture(caption, caption.current(seconds))
        part = rgba[top : top + len(picture), left : left + picture.shape[1]]
        under = part.astype(np.uint16) * (255 - picture[..., 3:].astype(np.uint16))
        part[:] = np.minimum(255, (under + 127) // 255 + picture).astype(np.uint8)

    def lines(self, texts: Sequence[str]) -> list[list[int]]:
        """Return which words stand on which line."""
        lines: list[list[int]] = []
        for number, text in enumerate(texts):
            row = " ".join([texts[n] for n in lines[-1]] + [text]) if lines else ""
            if lines and self._font.getlength(row) <= self._room:
                lines[-1].append(number)
            else:
                lines.append([number])
        return lines

    def _drawn(self, caption: Caption, current: int) -> tuple[int, int, NDArray[Any]]:
        """Return the caption's place and its picture, premultiplied."""
        texts = [word.text for word in caption.words]
        lines = self.lines(texts)
        widest = max(self._font.getlength(" ".join(texts[n] for n in line)) for line in lines)
        # A word longer than the picture is wide is drawn smaller rather than cut.
        font = self._font if widest <= self._width * 0.9 else self._smaller(self._width * 0.9 / widest)
        letter = round(font.size)
        edge, pitch = max(1, letter // 9), round(letter * 1.3)
        image = Image.new("RGBA", (self._width, pitch * len(lines) + 2 * edge + letter // 3))
        pen = ImageDraw.Draw(image)
        gap = font.getlength(" ")
        for row, line in enumerate(lines):
            x = (self._width - font.getlength(" ".join(texts[n] for n in line))) / 2
            for n in line:
                colour = _ROSE if n == current else _WHITE if n < current else (*_WHITE[:3], 170)
                pen.text((x, edge + row * pitch), texts[n], colour, font, stroke_width=edge, stroke_fill=_SHADE)
                x += font.getlength(texts[n]) + gap
        straight = np.asarray(image).astype(np.uint16)
        picture = straight.copy()
        picture[..., :3] = (straight[..., :3] * straight[..., 3:] + 127) // 255
        # Low, but within the circle that Telegram shows of a square note.
        top = round(self._height * (0.86 if self._width == self._height else 0.9)) - image.height
        return max(0, top), 0, picture[: self._height].astype(np.uint8)

    def _smaller(self, part: float) -> ImageFont.FreeTypeFont:
        return ImageFont.truetype(self._font.path, max(1, int(self._letter * part)))
