"""Change the sample rate of a whole sound."""

from __future__ import annotations

from math import gcd

import numpy as np
from numpy.typing import NDArray


def resample(pcm: NDArray[np.float32], rate: int, wanted: int) -> NDArray[np.float32]:
    """Return mono ``pcm`` (float32, ``rate`` Hz) at ``wanted`` Hz.

    Band-limited interpolation by cutting or padding the spectrum, with silence around the sound against wrap-around.
    The length becomes ``round(len * wanted / rate)``; raises ValueError for a rate below 1 Hz.
    """
    if rate < 1 or wanted < 1:
        raise ValueError(f"sample rates must be positive, got {rate} and {wanted}")
    if rate == wanted or len(pcm) == 0:
        return np.ascontiguousarray(pcm, dtype=np.float32)
    step = gcd(rate, wanted)
    unit_in, unit_out = rate // step, wanted // step
    # A whole number of units keeps both lengths exact; a power of two of them keeps the transform fast.
    edge = rate // 50
    units = 1 << ((len(pcm) + 2 * edge - 1) // unit_in).bit_length()
    padded = np.zeros(units * unit_in, dtype=np.float32)
    padded[edge : edge + len(pcm)] = pcm
    spectrum = np.fft.rfft(padded)
    bins = units * unit_out // 2 + 1
    fitted = np.zeros(bins, dtype=spectrum.dtype)
    common = min(bins, len(spectrum))
    fitted[:common] = spectrum[:common]
    sound = np.fft.irfft(fitted, units * unit_out) * (unit_out / unit_in)
    begin = round(edge * wanted / rate)
    return sound[begin : begin + round(len(pcm) * wanted / rate)].astype(np.float32)
