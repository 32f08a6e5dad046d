"""How far the mouth is open at each moment of a sound, by its loudness alone: the last link of the chain, always there.

The gain adapts to the sound, so a quiet voice opens the mouth as far as a loud one.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from companion.messages import MOUTH_STEPS_PER_SECOND

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

Steps = NDArray[np.float32]


def opening(pcm: NDArray[Any], rate: int) -> Steps:
    """Return the opening in 0..1 by loudness; step i belongs to the time (i + 0.5) / MOUTH_STEPS_PER_SECOND.

    ``pcm`` has the shape (samples,) or (samples, channels), float in -1..1 or integers. Raises ValueError for a rate
    below 1 or another shape.
    """
    sound = mono(pcm)
    if rate < 1:
        raise ValueError(f"a sample rate must be positive, not {rate}")
    level = _loudness(sound, rate)
    peak = float(level.max(initial=0.0))
    if peak < _SILENCE:
        return np.zeros(len(level), np.float32)
    level /= float(np.percentile(level[level > peak * _SHUT_BELOW], _FULL_PERCENTILE))
    sounding = level > _SHUT_BELOW
    wide = np.where(sounding, np.clip((level - _SHUT_BELOW) / (1.0 - _SHUT_BELOW), 0.0, 1.0) ** _CURVE, 0.0)
    wide = released(wide, _RELEASE_SECONDS)
    heard = np.flatnonzero(sounding)
    wide[: heard[0]] = 0.0
    wide[heard[-1] + 1 :] = 0.0
    return np.clip(wide, 0.0, 1.0).astype(np.float32)


def released(values: NDArray[np.floating[Any]], seconds: float) -> NDArray[np.float64]:
    """Return ``values`` (one a step) rising at once and falling no faster than from 1 to 0 in ``seconds``."""
    # y[n] = max(x[n], y[n-1] - d), without a loop: add the ramp, take the running maximum, take the ramp away.
    ramp = np.arange(len(values)) / (seconds * MOUTH_STEPS_PER_SECOND)
    fallen: NDArray[np.float64] = np.maximum.accumulate(values + ramp) - ramp
    return fallen


def mono(pcm: NDArray[Any]) -> NDArray[np.float64]:
    """Return any sound as one channel in -1..1; what is no number is silence."""
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
    """Return the root mean square around the middle of each step; outside the sound there is silence."""
    steps = int(np.ceil(len(sound) * MOUTH_STEPS_PER_SECOND / rate))
    energy = np.concatenate(([0.0], np.cumsum(sound * sound)))
    middle = (np.arange(steps) + 0.5) / MOUTH_STEPS_PER_SECOND
    first = np.clip(np.rint((middle - _WINDOW_SECONDS / 2) * rate), 0, len(sound)).astype(np.int64)
    last = np.clip(np.rint((middle + _WINDOW_SECONDS / 2) * rate), 0, len(sound)).astype(np.int64)
    power: NDArray[np.float64] = np.maximum(energy[last] - energy[first], 0.0) / (_WINDOW_SECONDS * rate)
    return np.sqrt(power)
