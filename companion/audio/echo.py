"""What the loudspeakers play is taken out of what the microphone hears, by WebRTC's echo canceller.

The canceller needs the two sounds side by side. The player's callback notes what it hands over and when that will be
heard; the microphone's thread asks for the sound of a moment.
"""

from __future__ import annotations

import logging
import math
from collections import deque

import numpy as np
from numpy.typing import NDArray

from companion.audio.resample import StreamResampler

logger = logging.getLogger(__name__)

RATE = 16_000
_KEPT_SECONDS = 2.0
_JITTER = 0.005
"""Seconds by which a block's time may differ from the end of the one before and still follow it without a gap."""
LEAD = 0.04
"""Seconds by which the canceller sees a sound before the microphone can: it must never seem to come after its echo."""

_FORGET = 0.8
"""Share of the two energies that is kept after 10 ms: they are compared over some 50 ms."""
_ONLY_ECHO = 0.03
"""Energy left by the canceller, as a share of what came in, below which nobody else speaks (-15 dB)."""
_SILENT = 1e-3
_HANGOVER = 0.3
"""Seconds for which soft sounds still belong to a voice that was heard beside the echo."""


class PlayedSound:
    """What is being played, by the clock. ``note`` belongs to the sound card's callback, all else to one reader."""

    def __init__(self) -> None:
        """Begin with silence."""
        self._noted: deque[tuple[float, NDArray[np.float32], int]] = deque(maxlen=400)
        self._resampler: StreamResampler | None = None
        self._rate = 0
        self._sound = np.zeros(int(_KEPT_SECONDS * RATE), np.float32)
        self._end = 0.0  # the time at which the kept sound ends
        self._heard_until = 0.0

    def note(self, at: float, samples: NDArray[np.float32], rate: int) -> None:
        """Remember a block that is heard from ``at`` on (seconds of perf_counter)."""
        self._noted.append((at, samples, rate))

    def between(self, at: float, count: int) -> NDArray[np.float32]:
        """Return ``count`` samples at 16 kHz of what is heard from ``at`` on; silence where nothing is known."""
        while self._noted:
            self._take(*self._noted.popleft())
        out = np.zeros(count, np.float32)
        begin = len(self._sound) + round((at - self._end) * RATE)
        low, high = max(begin, 0), min(begin + count, len(self._sound))
        if low < high:
            out[low - begin : high - begin] = self._sound[low:high]
        return out

    def audible(self, at: float) -> bool:
        """Whether something but silence is heard at ``at`` or was within the last quarter of a second."""
        return at - self._heard_until < 0.25

    def _take(self, at: float, samples: NDArray[np.float32], rate: int) -> None:
        follows = self._resampler is not None and rate == self._rate and abs(at - self._end) < _JITTER
        if not follows:
            self._resampler, self._rate = StreamResampler(rate, RATE), rate
            gap = min(max(round((at - self._end) * RATE), 0), len(self._sound))
            self._append(np.zeros(gap, np.float32))
            self._end = at
        assert self._resampler is not None
        block = self._resampler(samples)
        self._append(block)
        self._end += len(block) / RATE
        if np.abs(samples).max(initial=0.0) > 1e-4:
            self._heard_until = max(self._heard_until, at + len(samples) / rate)

    def _append(self, block: NDArray[np.float32]) -> None:
        self._sound = np.concatenate([self._sound, block])[-int(_KEPT_SECONDS * RATE) :]


class EchoCanceller:
    """Takes played sound out of 10 ms frames from the microphone. 16 kHz mono; one thread."""

    def __init__(self, played: PlayedSound) -> None:
        """Raises ImportError where the package pywebrtc-audio does not exist for this system."""
        from pywebrtc_audio import EchoCanceller as WebRtcCanceller

        self._played = played
        self._canceller = WebRtcCanceller(RATE, 1, round(LEAD * 1000))
        self._before = self._after = 0.0
        self._voice_until = -math.inf

    def clean(self, near: NDArray[np.float32], at: float) -> NDArray[np.float32]:
        """Return what the microphone heard from ``at`` on without the echo; length a multiple of 160."""
        far = self._played.between(at + LEAD, len(near))
        clean = self._canceller.process(near, far)
        keep = _FORGET ** (len(near) * 100 / RATE)
        self._before = keep * self._before + (1 - keep) * float(np.mean(np.square(near)))
        self._after = keep * self._after + (1 - keep) * float(np.mean(np.square(clean)))
        # Where nearly all was echo, the rest is echo too: it must not be taken for a whisper.
        if self._after >= _ONLY_ECHO * self._before:
            self._voice_until = at + _HANGOVER
        only_echo = at > self._voice_until and np.abs(far).max(initial=0.0) > _SILENT
        return np.zeros_like(clean) if only_echo else clean
