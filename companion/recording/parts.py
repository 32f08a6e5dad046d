"""Deal a long talk out to several films, each no longer than a limit, cut between sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import numpy as np

from companion.messages import MOUTH_STEPS_PER_SECOND, MouthTrack, SentenceReady

_SEARCHED_PART = 0.3
_WINDOW_SECONDS = 0.1


class Parts:
    """Iterate over films, each an iterator of its sentences: take all of one before the next is asked for."""

    def __init__(self, sentences: Iterable[SentenceReady], longest: float | None, around: float, gap: float) -> None:
        """``longest`` seconds a film (None: one film for all), of which ``around`` are quiet; ``gap`` between two."""
        self._sentences = _heard(sentences, None if longest is None else longest - around)
        self._room = None if longest is None else longest - around
        self._gap = gap
        self._next = next(self._sentences, None)

    def __iter__(self) -> Iterator[Iterator[SentenceReady]]:
        while self._next is not None:
            yield self._part()

    def _part(self) -> Iterator[SentenceReady]:
        taken = 0.0
        while (sentence := self._next) is not None:
            taken += sentence.seconds + self._gap
            if self._room is not None and taken - self._gap > self._room and taken > sentence.seconds + self._gap:
                return
            # Asked for only after this one is drawn: the next may still be being thought of.
            yield sentence
            self._next = next(self._sentences, None)


def _heard(sentences: Iterable[SentenceReady], longest: float | None) -> Iterator[SentenceReady]:
    """Leave out what has no sound; cut what is longer than a film."""
    for sentence in sentences:
        rest = sentence
        while longest is not None and rest.seconds > longest:
            first, rest = _cut(rest, longest)
            yield first
        if len(rest.pcm):
            yield rest


def _cut(sentence: SentenceReady, longest: float) -> tuple[SentenceReady, SentenceReady]:
    """Cut at the quietest moment in the last part of ``longest`` seconds; the words are shared out by length."""
    rate = sentence.sample_rate
    window = max(1, round(_WINDOW_SECONDS * rate))
    end = int(longest * rate)
    begin = int(end * (1 - _SEARCHED_PART))
    energy = np.convolve(sentence.pcm[begin:end].astype(np.float64) ** 2, np.ones(window), "valid")
    step = (begin + int(np.argmin(energy)) + window // 2) * MOUTH_STEPS_PER_SECOND // rate
    at = step * rate // MOUTH_STEPS_PER_SECOND
    words = sentence.text.split()
    count = round(len(words) * at / len(sentence.pcm))
    return (
        replace(
            sentence,
            text=" ".join(words[:count]),
            pcm=sentence.pcm[:at],
            mouth=MouthTrack(sentence.mouth.steps[:step]),
        ),
        replace(
            sentence,
            text=" ".join(words[count:]),
            pcm=sentence.pcm[at:],
            mouth=MouthTrack(sentence.mouth.steps[step:]),
        ),
    )
