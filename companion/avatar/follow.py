"""A value that follows another as limbs do: it gathers speed, arrives and does not overshoot."""

from __future__ import annotations

import math


class Follower:
    """A critically damped spring in two dimensions, solved exactly: the same at any frame rate."""

    def __init__(self, quickness: float) -> None:
        """``quickness`` in 1/s: most of a way is done after 4 / ``quickness`` seconds."""
        self._quickness = quickness
        self.place = (0.0, 0.0)
        self._speed = (0.0, 0.0)

    def update(self, target: tuple[float, float], dt: float) -> tuple[float, float]:
        """Move on by ``dt`` seconds towards ``target``; return the place."""
        moved = [self._step(self.place[axis], self._speed[axis], target[axis], dt) for axis in (0, 1)]
        self.place = moved[0][0], moved[1][0]
        self._speed = moved[0][1], moved[1][1]
        return self.place

    def push(self, x: float, y: float) -> None:
        """Give it a push: so much more speed, in places a second."""
        self._speed = self._speed[0] + x, self._speed[1] + y

    def _step(self, place: float, speed: float, target: float, dt: float) -> tuple[float, float]:
        away = place - target
        carried = (speed + self._quickness * away) * dt
        left = math.exp(-self._quickness * dt)
        return target + (away + carried) * left, (speed - self._quickness * carried) * left
