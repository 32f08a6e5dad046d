"""What the recorder is fed with in tests: a clock, frames that show their number, tones."""

from __future__ import annotations

import time

import numpy as np
from numpy.typing import NDArray

from companion.messages import NEUTRAL, SentenceReady
from companion.recording.recorder import Recorder

SIZE = (128, 96)
BITS = 8


class Clock:
    """A clock that stands still between the test's steps."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def numbered(number: int) -> NDArray[np.uint8]:
    """A frame that shows ``number`` as eight black or white columns; its lower third is black, its upper white."""
    frame = np.zeros((SIZE[1], SIZE[0], 4), np.uint8)
    width = SIZE[0] // BITS
    for bit in range(BITS):
        frame[32:64, bit * width : (bit + 1) * width] = 255 * (number >> bit & 1)
    frame[:32] = 255
    return frame


def number_in(frame: NDArray[np.uint8]) -> int:
    width = SIZE[0] // BITS
    return sum((int(frame[36:60, bit * width + 4 : (bit + 1) * width - 4].mean() > 128)) << bit for bit in range(BITS))


def give(recorder: Recorder, frame: NDArray[np.uint8]) -> None:
    """Add a frame and wait until the writer has had time for it: the clock here is faster than ffmpeg's."""
    recorder.add_frame(frame)
    deadline = time.monotonic() + 10
    while not recorder._queue.empty() and time.monotonic() < deadline:
        time.sleep(0.001)


def tone(seconds: float, rate: int, hertz: float = 500.0) -> NDArray[np.float32]:
    wave = 0.5 * np.sin(2 * np.pi * hertz * np.arange(round(seconds * rate)) / rate)
    return wave.astype(np.float32)


def said(pcm: NDArray[np.float32], rate: int, text: str = "") -> SentenceReady:
    return SentenceReady(1, 0, text, text, NEUTRAL, pcm, rate)


def heard(sound: NDArray[np.float32], rate: int) -> list[tuple[float, float]]:
    """Return start and end in seconds of each stretch with sound, pauses under 30 ms bridged."""
    loud = np.flatnonzero(np.abs(sound) > 0.1)
    if len(loud) == 0:
        return []
    breaks = np.flatnonzero(np.diff(loud) > 0.03 * rate)
    starts = [loud[0], *loud[breaks + 1]]
    ends = [*loud[breaks], loud[-1]]
    return [(start / rate, end / rate) for start, end in zip(starts, ends, strict=True)]
