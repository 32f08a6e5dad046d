"""Sound into a wav file: mono, 16-bit PCM, what every player takes."""

from __future__ import annotations

import wave
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from companion.errors import CompanionError

_FULL_SCALE = 32767


def write_wav(file: Path, pcm: NDArray[np.float32], sample_rate: int) -> None:
    """Write mono sound in -1..1 (clipped). Raises CompanionError when the file cannot be written."""
    samples = np.round(np.clip(pcm, -1.0, 1.0) * _FULL_SCALE).astype("<i2")
    try:
        with file.open("wb") as stream, wave.open(stream, "wb") as out:
            out.setnchannels(1)
            out.setsampwidth(2)
            out.setframerate(sample_rate)
            out.writeframes(samples.tobytes())
    except OSError as error:
        raise CompanionError(f"{file} cannot be written ({error.strerror}); choose another place.") from error
