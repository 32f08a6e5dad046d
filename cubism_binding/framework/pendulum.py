"""One pendulum: a chain of beads whose first is held by parameters and whose angles drive others."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from math import atan2, cos, pi, sin, sqrt

import numpy as np
from numpy.typing import NDArray

from cubism_binding.framework.parameters import Parameters
from cubism_binding.framework.physics_data import Kind, PhysicsInput, PhysicsOutput, PhysicsSetting, Span

_AIR_RESISTANCE = 5.0

Values = NDArray[np.float64]
Force = tuple[float, float]
# Index, minimum, maximum, middle, rise above it, fall below it, value there, kind; weights are in already.
_Input = tuple[int, float, float, float, float, float, float, Kind]


@dataclass(frozen=True)
class Output:
    """One output: the measured value at ``place`` times ``scale``, clamped, mixed in by ``weight``."""

    index: int
    place: int
    scale: float
    weight: float
    minimum: float
    maximum: float

    def write(self, values: list[float], measured: float) -> None:
        """Write one measured value into a list of parameters."""
        target = min(max(measured * self.scale, self.minimum), self.maximum)
        source = values[self.index]
        values[self.index] = source + (target - source) * self.weight


class Pendulum:
    """Beads in a space of their own, y down. What is measured goes into ``now``, shared by all pendulums.

    ``feeding`` are the outputs that pendulums after this one read in the same step.
    """

    def __init__(self, parameters: Parameters, data: PhysicsSetting, now: list[float]) -> None:
        self._inputs = [_input(parameters, i, data) for i in data.inputs if parameters.has(i.id)]
        self.reads = tuple(entry[0] for entry in self._inputs)
        count = len(data.vertices)
        self._now = now
        self._measures: list[tuple[int, Kind, int]] = []  # vertex, kind, place in now
        self.outputs = tuple(
            self._output(parameters, output)
            for output in data.outputs
            if parameters.has(output.id) and 1 <= output.vertex < count
        )
        angles = {vertex for vertex, kind, _ in self._measures if kind == "Angle"}
        # The links whose direction is measured, and those above them, which theirs are compared with.
        self._directed = sorted(angles | {vertex - 1 for vertex in angles if vertex > 1})
        self._directions = [0.0] * max(1, count)
        self.feeding: list[Output] = []
        self._threshold = 0.001 * data.position.maximum
        # x, y, swing x, y | mobility, acceleration, delay squared, radius: one unpacking each step. The swing is how
        # far it moved in the last step, times mobility. A bead without delay has none.
        self._beads = [
            [0.0, 0.0, 0.0, 0.0, b.mobility if b.delay else 0.0, b.acceleration, (b.delay * 30.0) ** 2, b.radius]
            for b in data.vertices
        ]
        self._moving = self._beads[1:]
        self._h = math.inf  # length of the last step
        for above, bead in pairwise(self._beads):
            bead[1] = above[1] + bead[7]
        self._angle = 0.0  # of gravity at the last step, the same for all beads

    def _output(self, parameters: Parameters, data: PhysicsOutput) -> Output:
        """Bind an output; those that look at the same bead share one measurement."""
        place = next((p for vertex, kind, p in self._measures if (vertex, kind) == (data.vertex, data.kind)), None)
        if place is None:
            place = len(self._now)
            self._now.append(0.0)
            self._measures.append((data.vertex, data.kind, place))
        index = parameters.index(data.id)
        # The reference keeps the scale of angles only, so other outputs come out as 0.
        scale = data.scale if data.kind == "Angle" else 0.0
        return Output(
            index,
            place,
            -scale if data.reflect else scale,
            min(data.weight, 1.0),
            parameters.minimums.item(index),
            parameters.maximums.item(index),
        )

    def _pull(self, values: list[float]) -> tuple[float, float, float]:
        """Return where the inputs hold the first bead (x, y) and their angle in radians."""
        tx = ty = angle = 0.0
        for index, minimum, maximum, middle, rise, fall, rest, kind in self._inputs:
            value = values[index]
            distance = (minimum if value < minimum else maximum if value > maximum else value) - middle
            pull = rest + distance * (rise if distance > 0.0 else fall)
            if kind == "Angle":
                angle += pull
            elif kind == "X":
                tx += pull
            else:
                ty += pull
        if angle != 0.0:
            angle = math.radians(angle)
            cosine, sine = math.cos(-angle), math.sin(-angle)
            tx = tx * cosine - ty * sine
            ty = tx * sine + ty * cosine  # uses the new x, as the reference does
        return tx, ty, angle

    def step(self, values: list[float], h: float, gravity: Force, wind: Force) -> None:
        """Move the beads by ``h`` seconds, measure, and feed the pendulums after this one through ``values``.

        Numbers in plain lists and locals: for a few beads that is several times faster than arrays.
        """
        if not self._beads:
            return
        above_x, above_y, angle = self._pull(values)
        first = self._beads[0]
        first[0], first[1] = above_x, above_y
        turn, self._angle = self._angle - angle, angle
        cosine, sine = 1.0, 0.0
        if turn != 0.0:
            turn = _wrapped(turn) / _AIR_RESISTANCE
            cosine, sine = cos(turn), sin(turn)
        again, self._h = h / self._h, h
        squared = h * h
        pull_x, pull_y = (sin(angle) * squared, cos(angle) * squared) if angle != 0.0 else (0.0, squared)
        wind_x, wind_y = wind[0] * squared, wind[1] * squared
        threshold = self._threshold
        for bead in self._moving:
            last_x, last_y, swing_x, swing_y, mobility, acceleration, delay, radius = bead
            dy = last_y - above_y
            dx = cosine * (last_x - above_x) - dy * sine
            dy = sine * dx + dy * cosine  # uses the new x, as the reference does
            dx += swing_x * again + (pull_x * acceleration + wind_x) * delay
            dy += swing_y * again + (pull_y * acceleration + wind_y) * delay
            length = sqrt(dx * dx + dy * dy)
            if length > 0.0:
                share = radius / length
                above_x += dx * share
                above_y += dy * share
            else:  # nothing says where to hang: stay where it was
                above_x, above_y = last_x, last_y
            if -threshold < above_x < threshold:
                above_x = 0.0
            bead[0] = above_x
            bead[1] = above_y
            bead[2] = (above_x - last_x) * mobility
            bead[3] = (above_y - last_y) * mobility
        self._measure(gravity)
        for output in self.feeding:
            output.write(values, self._now[output.place])

    def rest(self, values: list[float], gravity: Force, wind: Force) -> None:
        """Hang still for the given parameters, measure, and write the outputs into them."""
        if not self._beads:
            return
        first = self._beads[0]
        first[0], first[1], angle = self._pull(values)
        down_x, down_y = math.sin(angle), math.cos(angle)
        self._angle = angle
        for above, bead in pairwise(self._beads):
            acceleration, radius = bead[5], bead[7]
            force_x, force_y = down_x * acceleration + wind[0], down_y * acceleration + wind[1]
            length = math.hypot(force_x, force_y) or 1.0
            x, y = above[0] + force_x / length * radius, above[1] + force_y / length * radius
            bead[:4] = 0.0 if abs(x) < self._threshold else x, y, 0.0, 0.0
        self._measure(gravity)
        for output in self.outputs:
            output.write(values, self._now[output.place])

    def _measure(self, gravity: Force) -> None:
        beads, now, directions = self._beads, self._now, self._directions
        directions[0] = atan2(-gravity[1], -gravity[0])
        for i in self._directed:
            bead, above = beads[i], beads[i - 1]
            directions[i] = atan2(bead[1] - above[1], bead[0] - above[0])
        for i, kind, place in self._measures:
            if kind == "Angle":
                angle = directions[i] - directions[i - 1]
                now[place] = angle if -pi <= angle <= pi else _wrapped(angle)
            elif kind == "X":
                now[place] = beads[i][0] - beads[i - 1][0]
            else:
                now[place] = beads[i][1] - beads[i - 1][1]


def _wrapped(angle: float) -> float:
    return math.remainder(angle, math.tau)


def _input(parameters: Parameters, data: PhysicsInput, setting: PhysicsSetting) -> _Input:
    """Bind an input.

    A parameter maps into the normalised span piecewise around the centre of its range; its own default does not count.
    """
    index = parameters.index(data.id)
    span: Span = setting.angle if data.kind == "Angle" else setting.position
    minimum, maximum = parameters.minimums.item(index), parameters.maximums.item(index)
    middle = minimum + (maximum - minimum) / 2
    low, high = min(span.minimum, span.maximum), max(span.minimum, span.maximum)
    rise = (high - span.default) / (maximum - middle) if maximum != middle else 0.0
    fall = (low - span.default) / (minimum - middle) if minimum != middle else 0.0
    weight = data.weight if data.reflect else -data.weight
    return index, minimum, maximum, middle, rise * weight, fall * weight, span.default * weight, data.kind
