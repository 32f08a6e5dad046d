"""The mouth through a sound."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

VOWELS: tuple[str, ...] = ("A", "I", "U", "E", "O")
"""The mouth shapes of speech, named as Live2D models name them; the order of every tuple of vowels."""

NO_VOWELS: tuple[float, ...] = (0.0,) * len(VOWELS)

MOUTH_STEPS_PER_SECOND = 100


class MouthPose(NamedTuple):
    """The mouth at one moment. ``opening``: 0 shut, 1 wide. ``vowels``: how much of each shape, 0..1, together <= 1.

    What the vowels lack to 1 is the shape of no vowel in particular.
    """

    opening: float = 0.0
    vowels: tuple[float, ...] = NO_VOWELS


@dataclass(frozen=True, slots=True, eq=False)
class MouthTrack:
    """The mouth through one sound. ``steps`` has the shape (steps, 6): the opening, then each of ``VOWELS``.

    Step i belongs to the time (i + 0.5) / MOUTH_STEPS_PER_SECOND; between two steps the mouth moves evenly.
    """

    steps: NDArray[np.float32]

    @property
    def seconds(self) -> float:
        """Length in seconds (the sound's, rounded up to a step)."""
        return len(self.steps) / MOUTH_STEPS_PER_SECOND

    def at(self, seconds: float) -> MouthPose:
        """Return the mouth at ``seconds`` from the sound's start: shut before it and after it."""
        if not 0.0 <= seconds < self.seconds:
            return MouthPose()
        place = seconds * MOUTH_STEPS_PER_SECOND - 0.5
        left = int(place) if place >= 0 else -1
        before = self.steps[left] if left >= 0 else self.steps[0] * 0.0
        after = self.steps[left + 1] if left + 1 < len(self.steps) else self.steps[-1] * 0.0
        opening, *vowels = (before + (after - before) * np.float32(place - left)).tolist()
        return MouthPose(opening, tuple(vowels))


SHUT = MouthTrack(np.zeros((0, 1 + len(VOWELS)), np.float32))
