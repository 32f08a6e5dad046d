"""Where an utterance begins and ends, decided from the voice detector's probabilities. Pure: no clock, no thread."""

from __future__ import annotations

from collections import deque
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from companion.engine.hearing.base import RATE
from companion.engine.hearing.voice_detector import CHUNK

CHUNK_SECONDS = CHUNK / RATE
VOICE, NO_VOICE = 0.5, 0.35
"""A voice begins above the first probability and goes on above the second."""
ONSET = 3
"""Chunks with a voice, almost in a row, that begin an utterance: 96 ms, longer than a click."""
PRE_ROLL = 10
"""Chunks kept from before the onset, for soft first sounds: 0.32 s."""
EARLY_PAUSE = 0.2
"""Seconds of silence after which the speaker may have finished: recognition begins, to be thrown away if not."""


class Change(Enum):
    """What a chunk brought about."""

    BEGAN = "began"
    PAUSED = "paused"
    RESUMED = "resumed"
    ENDED = "ended"


class Endpointer:
    """Follows one utterance after another. ``hold``: all sound belongs to one, which ends only by ``finish``."""

    def __init__(self, *, pause: float, longest: float, hold: bool = False) -> None:
        """``pause``: seconds of silence that end an utterance; ``longest``: seconds after which it ends anyway."""
        self._pause = max(pause, EARLY_PAUSE)
        self._longest = longest
        self._hold = hold
        self._before: deque[tuple[NDArray[np.float32], float]] = deque(maxlen=PRE_ROLL)
        self._recent: deque[bool] = deque(maxlen=ONSET + 1)
        self._chunks: list[NDArray[np.float32]] = []
        self._silence = 0
        self.paused = False
        """Whether the speaker may have finished."""
        self.active = False
        """Whether an utterance is going on."""
        self.voiced = False
        """Whether the current or last utterance held a voice at all (a held key may not)."""
        self.began_at = 0.0
        self.ended_at = 0.0
        """Times given with the chunks: when the voice was first and last heard."""

    @property
    def seconds(self) -> float:
        """Length of the utterance with its pre-roll."""
        return len(self._chunks) * CHUNK_SECONDS

    @property
    def sound(self) -> NDArray[np.float32]:
        """The utterance so far (or, ended, as a whole) with its pre-roll."""
        return np.concatenate(self._chunks) if self._chunks else np.zeros(0, np.float32)

    def feed(self, chunk: NDArray[np.float32], probability: float, at: float) -> Change | None:
        """Take ``CHUNK`` samples whose first was captured at ``at`` (seconds of any clock)."""
        voice = probability >= (NO_VOICE if self.voiced and not self.paused else VOICE)
        if not self.active:
            voice = probability >= VOICE
            self._before.append((chunk, at))
            self._recent.append(voice)
            if not self._hold and sum(self._recent) < ONSET:
                return None
            self._begin()
        else:
            self._chunks.append(chunk)
        if voice:
            self._silence = 0
            self.ended_at = at + CHUNK_SECONDS
            if not self.voiced:
                self.voiced = True
                return Change.BEGAN
            if self.paused:
                self.paused = False
                return Change.RESUMED
        else:
            self._silence += 1
            if not self.voiced:
                self.began_at = at + CHUNK_SECONDS
        silent = self._silence * CHUNK_SECONDS
        if self.seconds >= self._longest or (self.paused and not self._hold and silent >= self._pause):
            return self.finish()
        if self.voiced and not self.paused and silent >= EARLY_PAUSE:
            self.paused = True
            return Change.PAUSED
        return None

    def finish(self) -> Change | None:
        """End the utterance now; None when there is none."""
        if not self.active:
            return None
        self.active = False
        self._before.clear()
        self._recent.clear()
        return Change.ENDED

    def _begin(self) -> None:
        times = [at for _chunk, at in self._before]
        self._chunks = [chunk for chunk, _at in self._before]
        self._before.clear()
        self._silence = 0
        self.paused = self.voiced = False
        self.active = True
        self.began_at = times[max(0, len(times) - ONSET)]
