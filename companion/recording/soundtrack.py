"""What is heard in a live recording, on the film's time line: her sentences, and the microphone's stream.

One thread tells what is heard when, another takes the sound in order.
"""

from __future__ import annotations

import threading
from collections import deque
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from companion.audio.resample import StreamResampler, resample
from companion.recording.ffmpeg import SOUND_RATE

# The time of a stream's pieces is uncertain by some milliseconds; only what stays apart is moved, else it would click.
_APART_SECONDS = 0.015
_FAR_APART_SECONDS = 0.2
_REMEMBERED = 25


@dataclass(eq=False)
class _Placed:
    """One sound on the time line: its first sample's place, the first heard, its samples at SOUND_RATE once made."""

    start: int
    first: int
    pcm: NDArray[Any]
    rate: int
    sound: NDArray[np.float32] | None = None
    cut: int | None = None

    @property
    def end(self) -> int:
        length = round(len(self.pcm) * SOUND_RATE / self.rate)
        return self.start + length if self.cut is None else min(self.start + length, self.cut)


class PlacedSounds:
    """Sounds placed on the recording's time line, with silence between."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._placed: list[_Placed] = []
        self.taken = 0
        """Samples taken so far."""
        self.not_before = 0
        """Sounds that are told of now have no part before this sample: it is in the film or fell into a pause."""

    def add(self, pcm: NDArray[Any], rate: int, seconds: float, first: float) -> None:
        """Place ``pcm`` at ``seconds`` of the film; nothing of it is heard before ``first`` seconds."""
        with self._lock:
            self._placed.append(_Placed(round(seconds * SOUND_RATE), round(first * SOUND_RATE), pcm, rate))

    def cut(self, seconds: float) -> None:
        """End all sounds at ``seconds``."""
        end = max(0, round(seconds * SOUND_RATE))
        with self._lock:
            for placed in self._placed:
                placed.cut = min(end, placed.cut) if placed.cut is not None else end

    def take(self, count: int) -> NDArray[np.float32]:
        """Return the next ``count`` samples; sounds that overlap add up."""
        out = np.zeros(count, np.float32)
        first, last = self.taken, self.taken + count
        with self._lock:
            self._placed = [placed for placed in self._placed if placed.end > first]
            due = [placed for placed in self._placed if placed.start < last]
        for placed in due:
            if placed.sound is None:  # here and not when told: it takes longer than a window may be held up
                placed.sound = resample(placed.pcm.astype(np.float32), placed.rate, SOUND_RATE)
            left = max(first, placed.start, placed.first)
            right = min(last, placed.end, placed.start + len(placed.sound))
            if left < right:
                out[left - first : right - first] += placed.sound[left - placed.start : right - placed.start]
        self.taken = last
        return out


class StreamedSound:
    """A microphone's stream: pieces follow each other without a seam, and stay where they were heard.

    A sound card's clock is not the computer's: when the pieces have moved from their times, the stream is put right.
    """

    def __init__(self, rate: int) -> None:
        """Take pieces at ``rate`` Hz."""
        self._lock = threading.Lock()
        self._resampler = StreamResampler(rate, SOUND_RATE)
        self._pieces: deque[tuple[int, NDArray[np.float32]]] = deque()
        self._end: int | None = None
        self._apart: deque[int] = deque(maxlen=_REMEMBERED)

    def add(self, pcm: NDArray[np.float32], seconds: float) -> None:
        """Put a piece, heard from ``seconds`` of the film on, behind the one before."""
        sound = self._resampler(pcm)
        place = round(seconds * SOUND_RATE)
        if self._end is None:
            self._end = place
        self._apart.append(place - self._end)
        usual = int(np.median(self._apart))
        limit = _APART_SECONDS if len(self._apart) == _REMEMBERED else _FAR_APART_SECONDS
        if abs(usual) > limit * SOUND_RATE or abs(place - self._end) > _FAR_APART_SECONDS * SOUND_RATE:
            self._end = place if abs(place - self._end) > _FAR_APART_SECONDS * SOUND_RATE else self._end + usual
            self._apart.clear()
        with self._lock:
            self._pieces.append((self._end, sound))
        self._end += len(sound)

    def interrupt(self) -> None:
        """The time line jumps: the next piece is placed anew."""
        self._end = None
        self._apart.clear()

    def take(self, first: int, count: int) -> NDArray[np.float32]:
        """Return the samples from ``first`` on; silence where there are none. Earlier ones are forgotten."""
        out = np.zeros(count, np.float32)
        with self._lock:
            while self._pieces and self._pieces[0][0] + len(self._pieces[0][1]) <= first:
                self._pieces.popleft()
            due = [piece for piece in self._pieces if piece[0] < first + count]
        for start, sound in due:
            left, right = max(first, start), min(first + count, start + len(sound))
            if left < right:
                out[left - first : right - first] = sound[left - start : right - start]
        return out
