"""Ten minutes of live recording: do sound and picture still meet at the end?

The clock is driven by the measurement, so that it takes seconds; everything else is the recorder as the window uses it.
Each minute the picture turns white at the moment a tone begins; both are found again by decoding the file.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

import numpy as np

from companion.bench.measurement import Figure
from companion.errors import CompanionError
from companion.messages import NEUTRAL, SentenceReady
from companion.recording.film_file import film_frames, film_sound
from companion.recording.recorder import Recorder

SECONDS = 600
FPS = 30
_SIDE = 64
_RATE = 24_000
_DECODED_RATE = 48_000
_UNEVEN_SECONDS = 0.011


def measure() -> list[Figure]:
    """Return the largest distance between sound and picture in a recording of ten minutes."""
    with tempfile.TemporaryDirectory() as folder:
        file = _recorded(Path(folder) / "long.mp4")
        white = [picture[0, 0, 0] > 128 for picture in film_frames(file, _SIDE, FPS)]
        sound = np.abs(film_sound(file, _DECODED_RATE)) > 0.1
    seen = np.flatnonzero(np.diff(np.array(white, int)) == 1) + 1
    loud = np.flatnonzero(sound)
    heard = loud[np.insert(np.diff(loud) > _DECODED_RATE, 0, True)]
    if len(seen) != len(heard) or len(seen) != SECONDS // 60:
        raise CompanionError(f"The recording has {len(seen)} flashes and {len(heard)} tones, not one each a minute.")
    apart = (heard / _DECODED_RATE - seen / FPS) * 1000
    return [
        Figure("sound after picture, first minute", float(apart[0]), "ms", 20.0, "allowed"),
        Figure("sound after picture, tenth minute", float(apart[-1]), "ms", 20.0, "allowed", "<= 20 ms either way"),
        Figure("largest distance", float(np.abs(apart).max()), "ms", 20.0, "allowed", "<= 20 ms"),
    ]


def _recorded(file: Path) -> Path:
    now = 0.0
    recorder = Recorder(file, (_SIDE, _SIDE), FPS, lambda: now)
    tone = 0.5 * np.sin(2 * np.pi * 500 * np.arange(_RATE) / _RATE).astype(np.float32)
    said = SentenceReady(1, 0, "", "", NEUTRAL, tone, _RATE)
    uneven = np.random.default_rng(0)
    for frame in range(SECONDS * FPS):
        # As a window draws: a little late, now more, now less. The flash is asked for on its frame.
        begins = frame % (60 * FPS) == 30 * FPS
        now = frame / FPS + (0.0 if begins else float(uneven.uniform(0.0, _UNEVEN_SECONDS)))
        if begins:
            recorder.sentence_started(said, frame / FPS)
        bright = 30 * FPS <= frame % (60 * FPS) < 31 * FPS
        recorder.add_frame(np.full((_SIDE, _SIDE, 4), 255 * bright, np.uint8))
        while recorder.written < frame - FPS // 3:  # the clock here is faster than ffmpeg
            time.sleep(0.0005)
            if recorder.failure is not None:
                raise recorder.failure
    now = float(SECONDS)
    return recorder.stop()
