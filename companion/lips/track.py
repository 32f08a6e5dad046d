"""The mouth through a sentence: loudness says how far it is open, the sounds of speech say in which shape."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from companion.lips.alignment import align
from companion.lips.loudness import mono, opening, released
from companion.lips.phones import Phone, Shape, shaped
from companion.lips.spectrum import spectrum
from companion.lips.vowels import VowelProfile, general_profile, vowels_of
from companion.messages import MOUTH_STEPS_PER_SECOND, VOWELS, MouthTrack

_CLOSURE_SECONDS = 0.05
"""How long lips that meet stay together at least: shorter would fall between two frames of a video."""
_LONGEST_CLOSURE = 0.06
"""How long at most: about what lips need for a p or m; the rest of that sound's time is the way there and back."""
_GLIDE_SECONDS = 0.07
"""The time in which the mouth goes from one shape to the next; it begins before the sound does, as real lips do."""
_OPENING_SECONDS, _SHUTTING_SECONDS = 0.03, 0.06
"""How fast the lips part, and how fast they meet, around a sound that needs them closer."""


def mouth_track(
    pcm: NDArray[Any],
    rate: int,
    phones: Sequence[Phone] = (),
    phonemes: str = "",
    profile: VowelProfile | None = None,
) -> MouthTrack:
    """Return the mouth for a sound of any level and format (see ``loudness.opening``).

    Best with ``phones``, timed by the voice; with ``phonemes`` (IPA) they are timed by listening; with neither the
    vowels are what is heard, by the voice's own ``profile`` or that of people in general. How far the mouth is open
    always follows the loudness.
    """
    wide = opening(pcm, rate).astype(np.float64)
    vowels = np.zeros((len(wide), len(VOWELS)))
    if not wide.any():
        return MouthTrack(np.zeros((len(wide), 1 + len(VOWELS)), np.float32))
    heard = None if phones else spectrum(mono(pcm).astype(np.float32), rate)
    known = profile or general_profile()
    if heard is not None and phonemes:
        phones = align(phonemes, heard, known)
    if phones:
        shapes = list(shaped(phones))
        vowels = _shapes(shapes, len(wide))
        wide = wide * _limits(shapes, len(wide))
    elif heard is not None:
        vowels = _glided(vowels_of(heard, known))
        # Hiss is made behind nearly shut teeth, however loud it is.
        wide = wide * (1.0 - 0.6 * np.clip((heard.hiss - 0.5) / 0.3, 0.0, 1.0) * np.clip(heard.level / 0.2, 0.0, 1.0))
    return MouthTrack(np.column_stack((wide, vowels)).astype(np.float32))


def _shapes(shapes: list[tuple[Shape, float, float]], steps: int) -> NDArray[np.float64]:
    """Return the vowels of each step, (steps, 5), gliding from sound to sound."""
    target = np.full((steps, len(VOWELS)), np.nan)
    for shape, start, end in shapes:
        if shape.vowels is not None:
            first, last = _interval(start, end, steps)
            target[first:last] = shape.vowels
    given = np.flatnonzero(~np.isnan(target[:, 0]))
    if not len(given):
        return np.zeros((steps, len(VOWELS)))
    places = np.arange(steps)
    return _glided(np.column_stack([np.interp(places, given, target[given, n]) for n in range(len(VOWELS))]))


def _glided(between: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the vowels of each step, gliding from one to the next half before it and half after."""
    width = max(1, round(_GLIDE_SECONDS * MOUTH_STEPS_PER_SECOND))
    window = np.hanning(width + 2)[1:-1]
    window /= window.sum()
    left = (width - 1) // 2
    padded = np.pad(between, ((left, width - 1 - left), (0, 0)), mode="edge")
    smooth = [np.convolve(padded[:, column], window, "valid") for column in range(len(VOWELS))]
    glided: NDArray[np.float64] = np.clip(np.column_stack(smooth), 0.0, 1.0)
    return glided


def _limits(shapes: list[tuple[Shape, float, float]], steps: int) -> NDArray[np.float64]:
    """Return how far each step's sound lets the mouth open, 0..1."""
    limit = np.ones(steps)
    for shape, start, end in shapes:
        if shape.widest >= 1.0:
            continue
        length = float(np.clip(end - start, _CLOSURE_SECONDS, _LONGEST_CLOSURE)) if shape.widest == 0.0 else end - start
        middle = (start + end) / 2
        first, last = _interval(middle - length / 2, middle + length / 2, steps)
        limit[first:last] = np.minimum(limit[first:last], shape.widest)
    # Falling in time for a sound that needs it closer, and rising again after it: a cone around each.
    limit = 1.0 - released(1.0 - limit, _OPENING_SECONDS)
    return 1.0 - released((1.0 - limit)[::-1], _SHUTTING_SECONDS)[::-1]


def _interval(start: float, end: float, steps: int) -> tuple[int, int]:
    """Return the steps whose middle lies in start..end; one at least."""
    first = int(np.clip(np.ceil(start * MOUTH_STEPS_PER_SECOND - 0.5), 0, max(0, steps - 1)))
    last = int(np.clip(np.ceil(end * MOUTH_STEPS_PER_SECOND - 0.5), first + 1, max(first + 1, steps)))
    return first, last
