"""One pendulum: a chain of beads whose first is held by parameters and whose angles drive others."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cubism_binding.framework.parameters import Parameters
from cubism_binding.framework.physics_data import Kind, PhysicsInput, PhysicsOutput, PhysicsSetting, Span

_AIR_RESISTANCE = 5.0

Values = NDArray[np.float64]
Force = tuple[float, float]


@dataclass(frozen=True)
class Output:
    """One output: the measured value at ``place`` times ``scale``, clamped, mixed in by ``weight``."""

    index: int
    place: int
    scale: float
    weight: float
    minimum: float
    maximum: float

    def write(self, values: Values, measured: float) -> None:
        """Write one measured value into an array of parameters."""
        target = min(max(measured * self.scale, self.minimum), self.maximum)
        source = values.item(self.index)
        values[self.index] = source + (target - source) * self.weight


class Pendulum:
    """Beads in a space of their own, y down. What is measured goes into ``now``, shared by all pendulums.

    ``feeding`` are the outputs that pendulums after this one read in the same step.
    """

    def __init__(self, parameters: Parameters, data: PhysicsSetting, now: list[float]) -> None:
        self._inputs = [_input(parameters, i, data) for i in data.inputs if parameters.has(i.id)]
        self.reads = tuple(entry[0] for entry in self._inputs)
        self._beads = [(b.mobility, b.delay * 30.0, b.acceleration, b.radius) for b in data.vertices]
        count = len(self._beads)
        self._now = now
        self._measures: list[tuple[int, Kind, int]] = []  # vertex, kind, place in now
        self.outputs = tuple(
            self._output(parameters, output)
            for output in data.outputs
            if parameters.has(output.id) and 1 <= output.vertex < count
        )
        self.feeding: list[Output] = []
        self._threshold = 0.001 * data.position.maximum
        self._x = [0.0] * count
        self._y = [0.0] * count
        for k in range(1, count):
            self._y[k] = self._y[k - 1] + self._beads[k][3]
        self._vx = [0.0] * count
        self._vy = [0.0] * count
        self._down = math.pi / 2  # direction of gravity at the last step, the same for all beads

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

    def _pull(self, values: Values) -> tuple[float, float, float]:
        """Return where the inputs hold the first bead (x, y) and their angle in radians."""
        tx = ty = angle = 0.0
        for index, minimum, maximum, middle, rise, fall, default, weight, kind in self._inputs:
            value = values.item(index)
            distance = (minimum if value < minimum else maximum if value > maximum else value) - middle
            pull = (default + distance * (rise if distance > 0 else fall)) * weight
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

    def step(self, values: Values, h: float, gravity: Force, wind: Force) -> None:
        """Move the beads by ``h`` seconds, measure, and feed the pendulums after this one through ``values``."""
        if not self._beads:
            return
        x, y, vx, vy = self._x, self._y, self._vx, self._vy
        above_x, above_y, angle = self._pull(values)
        x[0], y[0] = above_x, above_y
        down_x, down_y = math.sin(angle), math.cos(angle)
        down = math.atan2(down_y, down_x)
        turn = _wrapped(down - self._down) / _AIR_RESISTANCE
        self._down = down
        cosine, sine = math.cos(turn), math.sin(turn)
        for k in range(1, len(self._beads)):
            mobility, delay, acceleration, radius = self._beads[k]
            delay *= h
            last_x, last_y = x[k], y[k]
            dx, dy = last_x - above_x, last_y - above_y
            dx = cosine * dx - dy * sine
            dy = sine * dx + dy * cosine
            dx += (vx[k] + (down_x * acceleration + wind[0]) * delay) * delay
            dy += (vy[k] + (down_y * acceleration + wind[1]) * delay) * delay
            length = math.hypot(dx, dy)
            if length > 0.0:
                above_x += dx / length * radius
                above_y += dy / length * radius
            else:  # nothing says where to hang: stay where it was
                above_x, above_y = last_x, last_y
            if -self._threshold < above_x < self._threshold:
                above_x = 0.0
            x[k], y[k] = above_x, above_y
            if delay != 0.0:
                vx[k] = (above_x - last_x) / delay * mobility
                vy[k] = (above_y - last_y) / delay * mobility
        self._measure(gravity)
        for output in self.feeding:
            output.write(values, self._now[output.place])

    def rest(self, values: Values, gravity: Force, wind: Force) -> None:
        """Hang still for the given parameters, measure, and write the outputs into them."""
        if not self._beads:
            return
        self._x[0], self._y[0], angle = self._pull(values)
        down_x, down_y = math.sin(angle), math.cos(angle)
        self._down = math.atan2(down_y, down_x)
        for k in range(1, len(self._beads)):
            _, _, acceleration, radius = self._beads[k]
            force_x, force_y = down_x * acceleration + wind[0], down_y * acceleration + wind[1]
            length = math.hypot(force_x, force_y) or 1.0
            self._x[k] = self._x[k - 1] + force_x / length * radius
            self._y[k] = self._y[k - 1] + force_y / length * radius
            if abs(self._x[k]) < self._threshold:
                self._x[k] = 0.0
            self._vx[k] = self._vy[k] = 0.0
        self._measure(gravity)
        for output in self.outputs:
            output.write(values, self._now[output.place])

    def _measure(self, gravity: Force) -> None:
        x, y = self._x, self._y
        for i, kind, place in self._measures:
            dx, dy = x[i] - x[i - 1], y[i] - y[i - 1]
            if kind == "Angle":
                if i >= 2:
                    above = math.atan2(y[i - 1] - y[i - 2], x[i - 1] - x[i - 2])
                else:
                    above = math.atan2(-gravity[1], -gravity[0])
                self._now[place] = _wrapped(math.atan2(dy, dx) - above)
            else:
                self._now[place] = dx if kind == "X" else dy


def _wrapped(angle: float) -> float:
    while angle > math.pi:
        angle -= 2.0 * math.pi
    while angle < -math.pi:
        angle += 2.0 * math.pi
    return angle


def _input(
    parameters: Parameters, data: PhysicsInput, setting: PhysicsSetting
) -> tuple[int, float, float, float, float, float, float, float, Kind]:
    """Bind an input: index, minimum, maximum, middle, rise above it, fall below it, default, signed weight, kind.

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
    return index, minimum, maximum, middle, rise, fall, span.default, weight, data.kind
