"""How far the mouth is open at each moment of a sound: loudness in 10 ms steps.

Computed once for a whole sentence, before it is heard, so that following the play position costs one look-up a frame.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

STEPS_PER_SECOND = 100
# The analysis window: about two periods of a low voice, so a vowel reads as one level and not as its single pulses.
_WINDOW_SECONDS = 0.024
# The loudness that opens the mouth wide is that of the louder tenth of the spoken steps, not the single loudest one:
# a plosive's click must not make every vowel look small.
_FULL_PERCENTILE = 90.0
# Quieter than this part of the wide-open loudness is breath and room noise: the mouth is shut.
_SHUT_BELOW = 0.06
# A sound whose loudest step is below this (-66 dB of full scale) is silence, however far gain could lift it.
_SILENCE = 5e-4
# Loudness spans far more than a mouth does: the root lifts quiet vowels into the visible range.
_CURVE = 0.7
# Opening is as fast as the sound; closing takes this long from wide open to shut. Longer looks softer and lags.
_RELEASE_SECONDS = 0.09


@dataclass(frozen=True, slots=True, eq=False)
class MouthTrack:
    """Mouth opening of one sound; ``steps[i]`` in 0..1 belongs to the time (i + 0.5) / 100 seconds."""

    steps: NDArray[np.float32]

    @classmethod
    def from_pcm(cls, pcm: NDArray[Any], rate: int) -> MouthTrack:
        """Follow the loudness of ``pcm``, shape (samples,) or (samples, channels), float in -1..1 or integers.

        Raises ValueError for a rate below 1 or another shape.
        """
        sound = _mono(pcm)
        if rate < 1:
            raise ValueError(f"a sample rate must be positive, not {rate}")
        loudness = _loudness(sound, rate)
        peak = float(loudness.max(initial=0.0))
        if peak < _SILENCE:
            return cls(np.zeros(len(loudness), np.float32))
        full = float(np.percentile(loudness[loudness > peak * _SHUT_BELOW], _FULL_PERCENTILE))
        level = loudness / full
        sounding = level > _SHUT_BELOW
        opening = np.where(sounding, np.clip((level - _SHUT_BELOW) / (1.0 - _SHUT_BELOW), 0.0, 1.0) ** _CURVE, 0.0)
        # y[n] = max(x[n], y[n-1] - d), without a loop: add the ramp, take the running maximum, take the ramp away.
        ramp = np.arange(len(opening)) / (_RELEASE_SECONDS * STEPS_PER_SECOND)
        opening = np.maximum.accumulate(opening + ramp) - ramp
        heard = np.flatnonzero(sounding)
        opening[: heard[0]] = 0.0
        opening[heard[-1] + 1 :] = 0.0
        return cls(np.clip(opening, 0.0, 1.0).astype(np.float32))

    @property
    def seconds(self) -> float:
        """Length of the track in seconds (the sound's, rounded up to a step)."""
        return len(self.steps) / STEPS_PER_SECOND

    def value(self, seconds: float) -> float:
        """Return the opening in 0..1 at ``seconds`` from the sound's start; 0 before it and after it."""
        if not 0.0 <= seconds < self.seconds:
            return 0.0
        place = seconds * STEPS_PER_SECOND - 0.5
        left = int(place) if place >= 0 else -1
        before = float(self.steps[left]) if left >= 0 else 0.0
        after = float(self.steps[left + 1]) if left + 1 < len(self.steps) else 0.0
        return before + (after - before) * (place - left)


def _mono(pcm: NDArray[Any]) -> NDArray[np.float64]:
    sound = pcm.astype(np.float64)
    if np.issubdtype(pcm.dtype, np.unsignedinteger):  # 8-bit wav: unsigned, silence in the middle
        middle = float(np.iinfo(pcm.dtype).max // 2 + 1)
        sound = (sound - middle) / middle
    elif np.issubdtype(pcm.dtype, np.integer):
        sound = sound / float(np.iinfo(pcm.dtype).max)
    if sound.ndim == 2:
        sound = sound.mean(axis=1)
    if sound.ndim != 1:
        raise ValueError(f"a sound has the shape (samples,) or (samples, channels), not {pcm.shape}")
    return np.nan_to_num(sound, nan=0.0, posinf=0.0, neginf=0.0)


def _loudness(sound: NDArray[np.float64], rate: int) -> NDArray[np.float64]:
    """Return the root mean square around the middle of each 10 ms step; outside the sound there is silence."""
    steps = int(np.ceil(len(sound) * STEPS_PER_SECOND / rate))
    energy = np.concatenate(([0.0], np.cumsum(sound * sound)))
    middle = (np.arange(steps) + 0.5) / STEPS_PER_SECOND
    first = np.clip(np.rint((middle - _WINDOW_SECONDS / 2) * rate), 0, len(sound)).astype(np.int64)
    last = np.clip(np.rint((middle + _WINDOW_SECONDS / 2) * rate), 0, len(sound)).astype(np.int64)
    power: NDArray[np.float64] = np.maximum(energy[last] - energy[first], 0.0) / (_WINDOW_SECONDS * rate)
    return np.sqrt(power)
