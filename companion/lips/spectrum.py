"""What a sound is like at each step: mel-frequency cepstra for its colour, its level, and how much of it is hiss."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from companion.audio.resample import resample
from companion.messages import MOUTH_STEPS_PER_SECOND

RATE = 16_000
_WINDOW = 400
_SIZE = 512
_BANDS, COEFFICIENTS = 26, 12
_LOWEST, _HIGHEST = 90.0, 5500.0
_HISS_FROM, _VOICE_TO = 3000.0, 1200.0

Features = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Spectrum:
    """Per step: ``colour`` (steps, COEFFICIENTS), ``level`` 0..1 of the loud steps', ``hiss`` 0 voice .. 1 noise."""

    colour: Features
    level: Features
    hiss: Features

    def __len__(self) -> int:
        return len(self.level)


def spectrum(pcm: NDArray[np.float32], rate: int) -> Spectrum:
    """Return the spectrum of mono ``pcm``, one row a step of the mouth's (see ``messages.MouthTrack``)."""
    steps = int(np.ceil(len(pcm) * MOUTH_STEPS_PER_SECOND / rate))
    sound = resample(pcm, rate, RATE).astype(np.float64)
    sound = np.append(sound[:1], sound[1:] - 0.95 * sound[:-1])  # lifts the weak upper formants
    half = _WINDOW // 2
    padded = np.pad(sound, (half, half + RATE // 10))
    middle = ((np.arange(steps) + 0.5) * RATE / MOUTH_STEPS_PER_SECOND).astype(np.int64)
    frames = padded[middle[:, None] + np.arange(_WINDOW)] * np.hamming(_WINDOW)
    power = np.abs(np.fft.rfft(frames, _SIZE)) ** 2
    frequency = np.fft.rfftfreq(_SIZE, 1 / RATE)
    plain = power / np.abs(1 - 0.95 * np.exp(-2j * np.pi * frequency / RATE)) ** 2  # as it was before the lift
    low, high = plain[:, frequency < _VOICE_TO].sum(axis=1), plain[:, frequency > _HISS_FROM].sum(axis=1)
    total = np.sqrt(plain.sum(axis=1))
    loud = float(np.percentile(total, 95)) if steps else 0.0
    return Spectrum(cepstra(power), total / loud if loud > 0 else total, high / np.maximum(low + high, 1e-12))


def cepstra(power: Features) -> Features:
    """Return the cepstral coefficients 1..COEFFICIENTS of power spectra (rows, _SIZE // 2 + 1); the level drops out."""
    bands = np.log(np.maximum(power @ _mel_bands().T, 1e-10))
    angle = np.pi / _BANDS * np.outer(np.arange(1, COEFFICIENTS + 1), np.arange(_BANDS) + 0.5)
    # Lifted (Davis and Mermelstein's cepstra with a sine lifter): the higher coefficients count as much as the first.
    lifter = 1 + 11 * np.sin(np.pi * np.arange(1, COEFFICIENTS + 1) / 22)
    coefficients: Features = bands @ np.cos(angle).T / _BANDS * lifter
    return coefficients


def frequencies() -> Features:
    """Return the frequency in Hz of each column of a power spectrum."""
    return np.fft.rfftfreq(_SIZE, 1 / RATE).astype(np.float64)


def _mel_bands() -> Features:
    mel = np.linspace(_mel(_LOWEST), _mel(_HIGHEST), _BANDS + 2)
    edges = 700 * (np.exp(mel / 1127) - 1)
    frequency = frequencies()
    left, middle, right = edges[:-2, None], edges[1:-1, None], edges[2:, None]
    rising, falling = (frequency - left) / (middle - left), (right - frequency) / (right - middle)
    bands: Features = np.maximum(0.0, np.minimum(rising, falling))
    return bands


def _mel(hertz: float) -> float:
    return float(1127 * np.log1p(hertz / 700))
