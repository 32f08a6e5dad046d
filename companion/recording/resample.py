"""Sound from one sample rate to another: a windowed sinc, one filter a phase."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

_ZEROS = 16  # zero crossings of the sinc on each side: 32 taps when the rate goes up, enough for speech
_KAISER_BETA = 8.0
_CHUNK = 1 << 16


def resample(pcm: NDArray[Any], source: int, target: int) -> NDArray[np.float32]:
    """Return mono ``pcm`` at ``target`` Hz; its length is that of the sound, rounded to a sample.

    Polyphase form of band-limited interpolation (J. O. Smith, Digital Audio Resampling): output n lies at
    n * source / target, whose fraction takes only target / gcd values, each with its own filter.
    """
    sound = pcm.astype(np.float32)
    if source == target or len(sound) == 0:
        return sound
    divisor = math.gcd(source, target)
    phases, stride = target // divisor, source // divisor
    cutoff = min(1.0, target / source)
    reach = math.ceil(_ZEROS / cutoff)
    offsets = np.arange(-reach + 1, reach + 1)
    distance = offsets[None, :] - (np.arange(phases) / phases)[:, None]
    filters = np.sinc(distance * cutoff) * np.i0(_KAISER_BETA * np.sqrt(np.maximum(0.0, 1 - (distance / reach) ** 2)))
    filters = (filters / filters.sum(axis=1, keepdims=True)).astype(np.float32)
    padded = np.pad(sound, (reach, reach + 1))
    windows = np.lib.stride_tricks.sliding_window_view(padded, 2 * reach)
    count = round(len(sound) * target / source)
    out = np.empty(count, np.float32)
    for first in range(0, count, _CHUNK):
        place = np.arange(first, min(first + _CHUNK, count), dtype=np.int64) * stride
        # A window starts at input index place - reach + 1, which is one further in the padded sound.
        out[first : first + len(place)] = np.einsum("ij,ij->i", windows[place // phases + 1], filters[place % phases])
    return out
