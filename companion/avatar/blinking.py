"""When she blinks, and how: irregularly, now and then twice in a row, slowly and heavily when she is sleepy."""

from __future__ import annotations

import random

# Seconds. People blink 15 to 20 times a minute, in a talk more often, with much variation.
_PAUSE = (1.4, 6.0)
_BETWEEN_TWO = (0.12, 0.25)
_TWICE = 0.18
_CLOSING, _SHUT, _OPENING = 0.08, 0.04, 0.14
# At full sleepiness lids hang this low, and a blink takes so many times longer.
_HEAVY = 0.45
_SLOWER = 2.5


class Blinking:
    """The opening of the eyelids over time; repeatable by its seed."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._until_blink = self._random.uniform(*_PAUSE)
        self._into_blink: float | None = None
        self._slowness = 1.0
        self._heaviness = 0.0

    def update(self, dt: float, sleepiness: float = 0.0) -> float:
        """Move on by ``dt`` seconds; return the opening, 1 open to 0 shut. ``sleepiness`` 0..1 weighs on the lids."""
        # Lids sink and rise over a second, never from one frame to the next.
        self._heaviness += (sleepiness - self._heaviness) * min(1.0, dt / 0.8)
        widest = 1.0 - _HEAVY * self._heaviness
        if self._into_blink is None:
            self._until_blink -= dt
            if self._until_blink > 0.0:
                return widest
            self._into_blink = -self._until_blink
            self._slowness = (1.0 + (_SLOWER - 1.0) * sleepiness) * self._random.uniform(0.9, 1.25)
        else:
            self._into_blink += dt
        time = self._into_blink / self._slowness
        if time < _CLOSING:
            return widest * (1.0 - time / _CLOSING)
        if time < _CLOSING + _SHUT:
            return 0.0
        if time < _CLOSING + _SHUT + _OPENING:
            return widest * (time - _CLOSING - _SHUT) / _OPENING
        self._into_blink = None
        self._until_blink = self._random.uniform(*(_BETWEEN_TWO if self._random.random() < _TWICE else _PAUSE))
        return widest
