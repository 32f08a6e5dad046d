"""Blinking at irregular intervals."""

from __future__ import annotations

import random

from cubism_binding.framework.parameters import Parameters

INTERVAL, CLOSING, CLOSED, OPENING = 4.0, 0.10, 0.05, 0.15  # seconds


class EyeBlink:
    """Write 1 (open) ... 0 (shut) to ``ids``, absolutely. ``rng`` decides when; the wait is uniform in 0..7 s.

    A host that decides itself sets ``opening``, 0..1, each frame; None: as above.
    """

    def __init__(self, parameters: Parameters, ids: tuple[str, ...], rng: random.Random) -> None:
        self.opening: float | None = None
        self.ids = tuple(name for name in ids if parameters.has(name))
        self._indices = [parameters.index(name) for name in self.ids]
        self._rng = rng
        self._state = "first"
        self._time = self._since = self._next = 0.0

    def update(self, parameters: Parameters, dt: float, keep: frozenset[int] = frozenset()) -> None:
        """Advance by ``dt`` seconds and write the lids, except the parameters in ``keep``, which the host holds."""
        self._time += dt
        value = self._advance() if self.opening is None else self.opening
        for index in self._indices:
            if index not in keep:
                parameters.set(index, value)

    def lower(self, parameters: Parameters) -> None:
        """Lower the lids where a motion has put them, in the degree the host wants: eyes it shuts stay shut."""
        if self.opening is not None:
            for index in self._indices:
                parameters.multiply(index, self.opening)

    def _advance(self) -> float:
        """Return this frame's value; a change of state shows in the next frame."""
        time = self._time
        if self._state == "closing":
            done = (time - self._since) / CLOSING
            if done >= 1.0:
                self._enter("closed")
            return 1.0 - min(1.0, done)
        if self._state == "closed":
            if (time - self._since) / CLOSED >= 1.0:
                self._enter("opening")
            return 0.0
        if self._state == "opening":
            done = (time - self._since) / OPENING
            if done >= 1.0:
                self._wait()
            return min(1.0, done)
        if self._state == "interval":
            if self._next < time:
                self._enter("closing")
        else:
            self._wait()
        return 1.0

    def _enter(self, state: str) -> None:
        self._state = state
        self._since = self._time

    def _wait(self) -> None:
        self._state = "interval"
        self._next = self._time + self._rng.random() * (2 * INTERVAL - 1)
