"""Words at the time they are heard: for the picture (``caption_painter``) or as a subtitle file beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

import numpy as np

from companion.messages import SentenceReady

_LINE_CHARACTERS = 42
_SCREEN_LINES = 2
_STEP_SECONDS = 0.01
# Quieter than this part of the loudest counts as a pause: no word is said in it.
_PAUSE_LEVEL = 0.06


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


def moved(caption: Caption, seconds: float) -> Caption:
    """Return ``caption`` with all its times ``seconds`` later."""
    return Caption(tuple(Word(word.text, word.start + seconds, word.end + seconds) for word in caption.words))


@dataclass(slots=True)
class _Told:
    """The captions of one sentence on the film's time line, and the time in which they are seen."""

    captions: list[Caption]
    start: float
    end: float


class CaptionTrack:
    """Captions of a film in the making, as its sentences come. One thread tells, another asks."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._told: list[_Told] = []

    def add(self, sentence: SentenceReady, seconds: float, not_before: float = 0.0) -> None:
        """A sentence is heard from ``seconds`` of the film on; of it nothing before ``not_before`` is in the film."""
        end = seconds + sentence.seconds
        captions = [moved(caption, seconds) for caption in captions_of(sentence)]
        with self._lock:
            self._told.append(_Told(captions, max(seconds, not_before), end))

    def cut(self, seconds: float) -> None:
        """Nothing more of what was told is heard after ``seconds``."""
        with self._lock:
            for told in self._told:
                told.end = min(told.end, max(told.start, seconds))

    def at(self, seconds: float) -> Caption | None:
        """Return what is seen at ``seconds``; a caption stays until the next or the end of its sentence."""
        with self._lock:
            for told in self._told:
                if told.captions and told.start <= seconds < told.end:
                    begun = [caption for caption in told.captions if caption.words[0].start <= seconds]
                    return begun[-1] if begun else told.captions[0]
        return None

    def heard(self) -> list[Caption]:
        """Return all captions with the words that are in the film, for a file of subtitles."""
        with self._lock:
            words = [
                tuple(word for word in caption.words if told.start - 0.01 <= word.start < told.end)
                for told in self._told
                for caption in told.captions
            ]
        return [Caption(some) for some in words if some]


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
