"""Change the sample rate of a whole sound."""

from __future__ import annotations

from math import gcd

import numpy as np
from numpy.typing import NDArray

_AT_ONCE = 120
"""Seconds up to which the spectrum of a whole sound is taken."""


def resample(pcm: NDArray[np.float32], rate: int, wanted: int) -> NDArray[np.float32]:
    """Return mono ``pcm`` (float32, ``rate`` Hz) at ``wanted`` Hz.

    Band-limited interpolation by cutting or padding the spectrum, with silence around the sound against wrap-around.
    The length becomes ``round(len * wanted / rate)``; raises ValueError for a rate below 1 Hz.
    """
    if rate < 1 or wanted < 1:
        raise ValueError(f"sample rates must be positive, got {rate} and {wanted}")
    if rate == wanted or len(pcm) == 0:
        return np.ascontiguousarray(pcm, dtype=np.float32)
    if len(pcm) > _AT_ONCE * rate:
        return _streamed(pcm, rate, wanted)
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


def _streamed(pcm: NDArray[np.float32], rate: int, wanted: int) -> NDArray[np.float32]:
    """Return ``pcm`` at another rate second by second: the spectrum of a whole hour would take all memory."""
    resampler = StreamResampler(rate, wanted)
    wished = round(len(pcm) * wanted / rate)
    parts = [resampler(pcm[begin : begin + rate]) for begin in range(0, len(pcm), rate)]
    parts.append(resampler(np.zeros(rate, np.float32)))  # what the last samples still wait for
    return np.concatenate(parts)[:wished]


class StreamResampler:
    """Change the sample rate of a stream, block by block, without a seam between them; delays by 2 ms at 16 kHz.

    A windowed-sinc filter (Hann, 16 zero crossings to each side of the lower rate), evaluated only where a sample is
    wanted.
    """

    _CROSSINGS = 16

    def __init__(self, rate: int, wanted: int) -> None:
        """Turn ``rate`` Hz into ``wanted`` Hz; raises ValueError for a rate below 1 Hz."""
        if rate < 1 or wanted < 1:
            raise ValueError(f"sample rates must be positive, got {rate} and {wanted}")
        step = gcd(rate, wanted)
        self._up, self._down = wanted // step, rate // step
        cutoff = min(1.0, wanted / rate)
        half = int(np.ceil(self._CROSSINGS / cutoff))
        offsets = np.arange(1 - half, half + 1)
        phases = np.arange(self._up)[:, None] / self._up
        place = offsets - phases
        window = 0.5 + 0.5 * np.cos(np.pi * np.clip(place / half, -1, 1))
        table = cutoff * np.sinc(cutoff * place) * window
        self._table = (table / table.sum(axis=1, keepdims=True)).astype(np.float32)
        self._offsets = offsets
        self._half = half
        self._held = np.zeros(half - 1, np.float32)  # the first sample asks for what came before it: silence
        self._position = 0  # of the next output, in units of 1 / up input samples after the held part's margin

    def __call__(self, block: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return what the block makes possible: about ``len(block) * wanted / rate`` samples."""
        if self._up == self._down:
            return block
        held = np.concatenate([self._held, block])
        last = len(held) - 1 - self._half  # the last input sample with all its neighbours
        margin = self._half - 1
        count = max(0, ((last - margin + 1) * self._up - 1 - self._position) // self._down + 1)
        positions = self._position + np.arange(count) * self._down
        bases = positions // self._up + margin
        taps = held[bases[:, None] + self._offsets]
        out: NDArray[np.float32] = np.einsum("ij,ij->i", taps, self._table[positions % self._up])
        after = self._position + count * self._down
        drop = after // self._up
        self._position = after - drop * self._up
        self._held = held[drop:]
        return out
