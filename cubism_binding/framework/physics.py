"""Hair and cloth: the pendulums of a physics3.json, stepped through time and written to the parameters."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cubism_binding.framework.parameters import Parameters
from cubism_binding.framework.pendulum import Output, Pendulum, Values
from cubism_binding.framework.physics_data import PhysicsData

_MOST_STEPS = 240.0  # a second: no editor asks for more, and a damaged file could ask for millions
_LONGEST = 5.0  # seconds that are caught up after a pause; longer ones are skipped


class Physics:
    """Swing all pendulums in steps of 1 / fps and show the state interpolated between the last two steps.

    ``gravity`` points where things fall (y up, default straight down) and ``wind`` adds to it; both may be changed.
    """

    def __init__(self, parameters: Parameters, data: PhysicsData) -> None:
        self._fps = min(data.fps, _MOST_STEPS)
        self.gravity = (0.0, -1.0)
        self.wind = (0.0, 0.0)
        self._now: list[float] = []  # what the pendulums measured at the last step
        self._pendulums = [Pendulum(parameters, setting, self._now) for setting in data.settings]
        self._before = self._now.copy()  # and at the step before
        self._writes = _output_rounds(parameters, self._pendulums)
        _mark_feeding(self._pendulums)
        self._remainder = 0.0
        self._last: Values | None = None  # input values at the last step
        self._step_length = 1.0 / self._fps if self._fps > 0 else 0.0

    def stabilize(self, parameters: Parameters) -> None:
        """Let everything hang at rest for the present parameters, without swinging in."""
        self._last = parameters.values[: parameters.real].copy()
        self._remainder = 0.0
        values = parameters.values.tolist()
        for pendulum in self._pendulums:
            pendulum.rest(values, self.gravity, self.wind)
        parameters.values[:] = values
        self._before = self._now.copy()
        self._show(parameters, 0.0)

    def update(self, parameters: Parameters, dt: float) -> None:
        """Advance by ``dt`` seconds and write the outputs; with ``dt`` 0 what was shown last is written again."""
        if dt > 0.0:
            self._advance(parameters, dt)
        self._show(parameters, self._remainder / self._step_length if self._step_length > 0 else 0.0)

    def _advance(self, parameters: Parameters, dt: float) -> None:
        values = parameters.values[: parameters.real]
        self._remainder += dt
        if self._remainder > _LONGEST:
            self._remainder = 0.0
        if self._last is None:
            self._last = values.copy()
        step = self._step_length = 1.0 / self._fps if self._fps > 0 else dt
        # The tolerance keeps a frame of exactly one step from missing it by rounding.
        while self._remainder >= step * (1.0 - 1e-9) and self._remainder > 0.0:
            self._before = self._now.copy()
            share = min(1.0, step / self._remainder)
            self._last = values.copy() if share == 1.0 else self._last * (1.0 - share) + values * share
            work = self._last.tolist()
            for pendulum in self._pendulums:
                pendulum.step(work, step, self.gravity, self.wind)
            self._remainder = max(0.0, self._remainder - step)

    def _show(self, parameters: Parameters, share: float) -> None:
        """Write all outputs, ``share`` of the way from the step before to the last one."""
        measured = np.array(self._before)
        if share > 0.0:
            measured += (np.array(self._now) - measured) * share
        values = parameters.values
        for write in self._writes:
            target = measured.take(write.places)
            target *= write.scales
            np.maximum(target, write.minimums, out=target)
            np.minimum(target, write.maximums, out=target)
            if not write.whole:
                source = values.take(write.indices)
                target -= source
                target *= write.weights
                target += source
            values[write.indices] = target


@dataclass(frozen=True)
class _Write:
    """Outputs to different parameters, written together; ``whole``: all with weight 1."""

    indices: NDArray[np.intp]
    places: NDArray[np.intp]
    scales: Values
    weights: Values
    minimums: Values
    maximums: Values
    whole: bool


def _output_rounds(parameters: Parameters, pendulums: list[Pendulum]) -> list[_Write]:
    """Group outputs so that several to one parameter are written one after the other, in their order."""
    rounds: list[list[Output]] = []
    seen: dict[int, int] = {}
    for pendulum in pendulums:
        for output in pendulum.outputs:
            place = seen[output.index] = seen.get(output.index, -1) + 1
            if place == len(rounds):
                rounds.append([])
            rounds[place].append(output)
    return [
        _Write(
            np.array([o.index for o in outputs], np.intp),
            np.array([o.place for o in outputs], np.intp),
            np.array([o.scale for o in outputs]),
            np.array([o.weight for o in outputs]),
            np.array([o.minimum for o in outputs]),
            np.array([o.maximum for o in outputs]),
            all(o.weight == 1.0 for o in outputs),
        )
        for outputs in rounds
    ]


def _mark_feeding(pendulums: list[Pendulum]) -> None:
    """Find the outputs that later pendulums read: only these are written during a step."""
    read_later: set[int] = set()
    for pendulum in reversed(pendulums):
        pendulum.feeding = [output for output in pendulum.outputs if output.index in read_later]
        read_later.update(pendulum.reads)
