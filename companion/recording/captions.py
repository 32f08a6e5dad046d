"""Words at the time they are heard: on the picture, word by word, or as a subtitle file beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from companion.messages import SentenceReady
from companion.paths import assets_dir

FONT = "DejaVuSans-Bold.ttf"
"""In assets/fonts: Latin, Cyrillic and Greek."""

_LINE_CHARACTERS = 42
_SCREEN_LINES = 2
_STEP_SECONDS = 0.01
# Quieter than this part of the loudest counts as a pause: no word is said in it.
_PAUSE_LEVEL = 0.06
_WHITE, _ROSE, _SHADE = (255, 255, 255, 255), (255, 196, 206, 255), (40, 20, 30, 255)


@dataclass(frozen=True, slots=True)
class Word:
    """One word and when it is heard, in seconds."""

    text: str
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Caption:
    """Words that are shown together, in order."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """The words in a row."""
        return " ".join(word.text for word in self.words)

    def current(self, seconds: float) -> int:
        """Return which word is being said or was the last one said; -1 before the first."""
        return sum(word.start <= seconds for word in self.words) - 1


def words_of(sentence: SentenceReady) -> list[Word]:
    """Time the words of a sentence, in seconds from its start.

    Each gets a share of the time in which something is heard, by its letters: pauses fall between words.
    """
    texts = sentence.text.split()
    if not texts:
        return []
    step = max(1, round(_STEP_SECONDS * sentence.sample_rate))
    whole = sentence.pcm[: len(sentence.pcm) // step * step].reshape(-1, step)
    level = np.sqrt((whole.astype(np.float64) ** 2).mean(axis=1)) if len(whole) else np.ones(1)
    heard = np.cumsum(level > _PAUSE_LEVEL * level.max()).astype(np.float64)
    if heard[-1] == 0:  # silence all through
        heard = np.arange(1, len(level) + 1, dtype=np.float64)
    # A digit is said as a word, so it weighs as one.
    weights = [1.0 + sum(4.0 if c.isdigit() else 1.0 for c in text if c.isalnum()) for text in texts]
    bounds = np.concatenate(([0.0], np.cumsum(weights) / sum(weights))) * heard[-1]
    starts = np.searchsorted(heard, bounds[:-1], side="right") * _STEP_SECONDS
    ends = (np.searchsorted(heard, bounds[1:], side="left") + 1) * _STEP_SECONDS
    return [Word(*item) for item in zip(texts, starts.tolist(), ends.tolist(), strict=True)]


def captions_of(sentence: SentenceReady, longest: int = _LINE_CHARACTERS * _SCREEN_LINES) -> list[Caption]:
    """Return a sentence as captions of at most ``longest`` characters, cut after a comma where one is near."""
    rest = words_of(sentence)
    captions = []
    while rest:
        count, length = 0, -1
        while count < len(rest) and (count == 0 or length + 1 + len(rest[count].text) <= longest):
            length += 1 + len(rest[count].text)
            count += 1
        if count < len(rest):
            pauses = [n for n in range((count + 1) // 2, count) if re.search(r"[,;:–—]$", rest[n - 1].text)]
            count = pauses[-1] if pauses else count
        captions.append(Caption(tuple(rest[:count])))
        rest = rest[count:]
    return captions


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


def subtitle_text(captions: Iterable[Caption], suffix: str) -> str:
    """Return a subtitle file, SubRip for ``suffix`` .srt, WebVTT for .vtt."""
    comma = "," if suffix == ".srt" else "."
    blocks = [
        f"{number}\n{_clock(caption.words[0].start, comma)} --> {_clock(caption.words[-1].end, comma)}\n"
        f"{_folded(caption.text)}\n"
        for number, caption in enumerate(captions, 1)
    ]
    return ("WEBVTT\n\n" if suffix == ".vtt" else "") + "\n".join(blocks)


def write_subtitles(captions: Iterable[Caption], file: Path) -> None:
    """Write a subtitle file; its suffix says which kind."""
    file.write_text(subtitle_text(captions, file.suffix), encoding="utf-8")


def _clock(seconds: float, comma: str) -> str:
    whole = round(seconds * 1000)
    return f"{whole // 3_600_000:02d}:{whole // 60_000 % 60:02d}:{whole // 1000 % 60:02d}{comma}{whole % 1000:03d}"


def _folded(text: str) -> str:
    """Return the text on two lines when it is too long for one, folded near the middle."""
    text = text.replace("-->", "→")  # would end the cue
    if len(text) <= _LINE_CHARACTERS:
        return text
    spaces = [n for n, letter in enumerate(text) if letter == " "]
    if not spaces:
        return text
    middle = min(spaces, key=lambda n: abs(n - len(text) // 2))
    return f"{text[:middle]}\n{text[middle + 1 :]}"
