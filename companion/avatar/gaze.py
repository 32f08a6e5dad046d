"""Where she looks when nobody leads her eyes: at you, with small glances, as people do."""

from __future__ import annotations

import random

# Glances while looking at somebody are small and short; most of the time eyes rest on the other's face.
_PAUSE_SECONDS = (1.2, 4.0)
_GLANCE_SECONDS = (0.4, 1.4)
_WIDTH = 0.16
_HEIGHT = 0.10


class Gaze:
    """A point to look at, moving on its own until ``target`` is set; repeatable by its seed."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._left = self._random.uniform(*_PAUSE_SECONDS)
        self._glance: tuple[float, float] | None = None
        self.target: tuple[float, float] | None = None
        """What somebody shows her: -1..1, x right, y up, (0, 0) straight; None: she looks as she likes."""

    def update(self, dt: float) -> tuple[float, float]:
        """Move on by ``dt`` seconds; return where to look, each -1..1."""
        if self.target is not None:
            return self.target
        self._left -= dt
        if self._left <= 0.0:
            if self._glance is None:
                self._glance = (self._random.uniform(-_WIDTH, _WIDTH), self._random.uniform(-_HEIGHT, _HEIGHT))
                self._left = self._random.uniform(*_GLANCE_SECONDS)
            else:
                self._glance = None
                self._left = self._random.uniform(*_PAUSE_SECONDS)
        return self._glance or (0.0, 0.0)
