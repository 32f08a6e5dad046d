"""Where she looks when nobody leads her eyes: at you with small glances, up when she thinks, about when bored."""

from __future__ import annotations

import random
from dataclasses import dataclass
from enum import Enum

Range = tuple[float, float]


class Manner(Enum):
    """Why she looks the way she does."""

    COMPANY = "company"
    THINKING = "thinking"
    BORED = "bored"
    DROWSY = "drowsy"


@dataclass(frozen=True)
class _Glances:
    """Seconds at you and seconds away, and where away is: -1..1, x to the side she chose, y up."""

    pause: Range
    glance: Range
    x: Range
    y: Range


# Looking at somebody, glances are small and short: most of the time eyes rest on the other's face. Thinking, people
# keep to one side and come back only with the thought.
_GLANCES = {
    Manner.COMPANY: _Glances((1.2, 4.0), (0.4, 1.4), (-0.16, 0.16), (-0.10, 0.10)),
    Manner.THINKING: _Glances((0.0, 0.0), (0.9, 2.4), (0.25, 0.55), (0.25, 0.55)),
    Manner.BORED: _Glances((0.8, 2.6), (1.2, 3.6), (-0.85, 0.85), (-0.3, 0.45)),
    Manner.DROWSY: _Glances((1.0, 3.0), (2.0, 5.0), (-0.15, 0.15), (-0.45, -0.2)),
}


class Gaze:
    """A point to look at, moving on its own until ``target`` is set; repeatable by its seed."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._manner = Manner.COMPANY
        self._side = 1.0
        self._left = self._random.uniform(*_GLANCES[self._manner].pause)
        self._glance: tuple[float, float] | None = None
        self.target: tuple[float, float] | None = None
        """What somebody shows her: -1..1, x right, y up, (0, 0) straight; None: she looks as she likes."""

    def update(self, dt: float, manner: Manner = Manner.COMPANY) -> tuple[float, float]:
        """Move on by ``dt`` seconds; return where to look, each -1..1. A new manner shows at once."""
        if manner is not self._manner:
            self._manner, self._glance, self._left = manner, None, 0.0
            self._side = self._random.choice((-1.0, 1.0))
        if self.target is not None:
            return self.target
        self._left -= dt
        if self._left <= 0.0:
            self._choose(_GLANCES[self._manner])
        return self._glance or (0.0, 0.0)

    def _choose(self, glances: _Glances) -> None:
        if self._glance is None or glances.pause[1] == 0.0:
            self._glance = (self._side * self._random.uniform(*glances.x), self._random.uniform(*glances.y))
            self._left = self._random.uniform(*glances.glance)
        else:
            self._glance = None
            self._left = self._random.uniform(*glances.pause)
