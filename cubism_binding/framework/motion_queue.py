"""Motions one after another: the queue with cross-fades, and who may interrupt whom."""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum

from cubism_binding.framework.motion import Motion, MotionRun
from cubism_binding.framework.parameters import Parameters


class Priority(IntEnum):
    """A motion interrupts only what has a lower priority; FORCE interrupts everything."""

    NONE = 0
    IDLE = 1
    NORMAL = 2
    FORCE = 3


class MotionQueue:
    """Play motions, the newest last, each fading out on its own while the next fades in."""

    def __init__(self) -> None:
        self._runs: list[MotionRun] = []
        self._time = 0.0
        self._priority = 0
        self.opacity = 1.0
        self.events: tuple[str, ...] = ()

    @property
    def finished(self) -> bool:
        """Whether nothing is being played."""
        for run in self._runs:  # noqa: SIM110 - asked every frame: all() over a generator takes thrice as long
            if not run.finished:
                return False
        return True

    @property
    def priority(self) -> int:
        """The priority of what is being played; 0 for nothing."""
        return self._priority

    @property
    def moves_eyelids(self) -> bool:
        """Whether a motion being played drives the eyelids itself."""
        return any(run.motion.moves_eyelids() for run in self._runs)

    def start(
        self, motion: Motion, priority: int, loop: bool = False, on_finish: Callable[[], None] | None = None
    ) -> bool:
        """Start a motion, fading out the others; False if what is being played has the same or a higher priority."""
        if priority < Priority.FORCE and priority <= self._priority:
            return False
        for run in self._runs:
            run.request_fade_out(run.motion.data.fade_out)
        self._runs.append(MotionRun(motion, loop, on_finish))
        self._priority = priority
        return True

    def stop(self) -> None:
        """Drop everything at once; parameters keep their values."""
        self._runs.clear()
        self._priority = 0

    def update(self, parameters: Parameters, dt: float) -> bool:
        """Advance by ``dt`` seconds and write, oldest first; say whether any motion was played."""
        self._time += dt
        events: list[str] = []
        played = bool(self._runs)
        ended = False
        for run in tuple(self._runs):
            opacity, due = run.update(parameters, self._time)
            events += due
            ended |= run.finished
            if opacity is not None:
                self.opacity = opacity
        if ended:
            self._runs = [run for run in self._runs if not run.finished]
        self.events = tuple(events)
        if not self._runs:
            self._priority = 0
        return played
