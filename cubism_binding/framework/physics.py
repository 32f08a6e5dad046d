"""physics3.json: hair and cloth as pendulums driven by the head."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from cubism_binding.framework.json_file import Node, read_json
from cubism_binding.framework.parameters import Parameters

_AIR_RESISTANCE = 5.0
_LONGEST = 5.0  # seconds that are caught up after a pause; longer ones are skipped

Kind = Literal["X", "Y", "Angle"]
Values = NDArray[np.float64]


@dataclass(frozen=True)
class Span:
    """A normalised range."""

    minimum: float
    default: float
    maximum: float


@dataclass(frozen=True)
class PhysicsInput:
    """A parameter that pulls; ``weight`` 0..1."""

    id: str
    weight: float
    kind: Kind
    reflect: bool


@dataclass(frozen=True)
class PhysicsOutput:
    """A parameter that follows the string between vertex - 1 and ``vertex``; ``weight`` 0..1."""

    id: str
    vertex: int
    scale: float
    weight: float
    kind: Kind
    reflect: bool


@dataclass(frozen=True)
class PhysicsVertex:
    """One bead of a pendulum."""

    mobility: float
    delay: float
    acceleration: float
    radius: float


@dataclass(frozen=True)
class PhysicsSetting:
    """One pendulum."""

    id: str
    inputs: tuple[PhysicsInput, ...]
    outputs: tuple[PhysicsOutput, ...]
    vertices: tuple[PhysicsVertex, ...]
    position: Span
    angle: Span


@dataclass(frozen=True)
class PhysicsData:
    """The contents of a physics3.json; ``fps`` 0 = one step a frame. The reference ignores the file's forces too."""

    fps: float
    settings: tuple[PhysicsSetting, ...]


def read_physics(path: Path) -> PhysicsData:
    """Read a physics3.json."""
    root = read_json(path)
    return PhysicsData(root.node("Meta").number("Fps"), tuple(_setting(node) for node in root.nodes("PhysicsSettings")))


def _kind(node: Node) -> Kind:
    kind = node.text("Type")
    if kind == "X":
        return "X"
    if kind == "Y":
        return "Y"
    if kind == "Angle":
        return "Angle"
    raise node.wrong("Type", "X, Y or Angle")


def _setting(node: Node) -> PhysicsSetting:
    inputs = tuple(
        PhysicsInput(i.node("Source").text("Id"), i.number("Weight") / 100, _kind(i), i.flag("Reflect"))
        for i in node.nodes("Input")
    )
    outputs = tuple(
        PhysicsOutput(
            o.node("Destination").text("Id"),
            int(o.number("VertexIndex")),
            o.number("Scale"),
            o.number("Weight") / 100,
            _kind(o),
            o.flag("Reflect"),
        )
        for o in node.nodes("Output")
    )
    vertices = tuple(
        PhysicsVertex(v.number("Mobility"), v.number("Delay"), v.number("Acceleration"), v.number("Radius"))
        for v in node.nodes("Vertices")
    )
    ranges = node.node("Normalization")
    return PhysicsSetting(
        node.text("Id"), inputs, outputs, vertices, _span(ranges.node("Position")), _span(ranges.node("Angle"))
    )


def _span(node: Node) -> Span:
    return Span(node.number("Minimum"), node.number("Default"), node.number("Maximum"))


class Physics:
    """Swing all pendulums in steps of 1 / fps and show the state interpolated between the last two steps.

    ``gravity`` points where things fall (y up, default straight down) and ``wind`` adds to it; both may be changed.
    """

    def __init__(self, parameters: Parameters, data: PhysicsData) -> None:
        self._fps = data.fps
        self.gravity = (0.0, -1.0)
        self.wind = (0.0, 0.0)
        self._pendulums = [_Pendulum(parameters, setting) for setting in data.settings]
        self._remainder = 0.0
        self._last: Values | None = None  # input values at the last step
        self._step_length = 1.0 / data.fps if data.fps > 0 else 0.0

    def stabilize(self, parameters: Parameters) -> None:
        """Let everything hang at rest for the present parameters, without swinging in."""
        self._last = parameters.values[: parameters.real].copy()
        self._remainder = 0.0
        for pendulum in self._pendulums:
            pendulum.rest(parameters, self.gravity, self.wind)

    def update(self, parameters: Parameters, dt: float) -> None:
        """Advance by ``dt`` seconds and write the outputs; with ``dt`` 0 what was shown last is written again."""
        if dt > 0.0:
            self._advance(parameters, dt)
        share = self._remainder / self._step_length if self._step_length > 0 else 0.0
        for pendulum in self._pendulums:
            pendulum.show(parameters, share)

    def _advance(self, parameters: Parameters, dt: float) -> None:
        values = parameters.values[: parameters.real]
        self._remainder += dt
        if self._remainder > _LONGEST:
            self._remainder = 0.0
        if self._last is None or len(self._last) != len(values):
            self._last = values.copy()
        step = self._step_length = 1.0 / self._fps if self._fps > 0 else dt
        # The tolerance keeps a frame of exactly one step from missing it by rounding.
        while self._remainder >= step * (1.0 - 1e-9) and self._remainder > 0.0:
            for pendulum in self._pendulums:
                pendulum.remember()
            share = min(1.0, step / self._remainder)
            work = self._last * (1.0 - share) + values * share
            self._last = work.copy()
            for pendulum in self._pendulums:
                pendulum.step(work, step, self.gravity, self.wind)
            self._remainder = max(0.0, self._remainder - step)


class _Output:
    """One output bound to a parameter; ``now`` and ``before`` are raw values of the last two steps."""

    def __init__(self, parameters: Parameters, data: PhysicsOutput) -> None:
        self.data = data
        self.index = parameters.index(data.id)
        self.minimum = parameters.minimums.item(self.index)
        self.maximum = parameters.maximums.item(self.index)
        # The reference keeps the scale of angles only, so other outputs come out as 0.
        self.scale = data.scale if data.kind == "Angle" else 0.0
        self.now = self.before = 0.0

    def write(self, values: Values, raw: float) -> None:
        """Write one raw value into an array of parameters."""
        value = min(max(raw * self.scale, self.minimum), self.maximum)
        weight = self.data.weight
        values[self.index] = value if weight >= 1.0 else values.item(self.index) * (1.0 - weight) + value * weight


class _Pendulum:
    """One chain of beads. Positions in its own space, y down; the first bead is held by the inputs."""

    def __init__(self, parameters: Parameters, data: PhysicsSetting) -> None:
        self._vertices = data.vertices
        count = len(data.vertices)
        self._inputs = [
            (parameters.index(i.id), i, parameters.minimums.item(index), parameters.maximums.item(index))
            for i in data.inputs
            if parameters.has(i.id) and (index := parameters.index(i.id)) >= 0
        ]
        self._outputs = [_Output(parameters, o) for o in data.outputs if parameters.has(o.id) and 1 <= o.vertex < count]
        self._position_span, self._angle_span = data.position, data.angle
        self._threshold = 0.001 * data.position.maximum
        self._x = [0.0] * count
        self._y = [0.0] * count
        for k in range(1, count):
            self._y[k] = self._y[k - 1] + data.vertices[k].radius
        self._vx = [0.0] * count
        self._vy = [0.0] * count
        self._gravity_angle = [math.pi / 2] * count  # direction of gravity at the last step

    def remember(self) -> None:
        """Keep the present outputs as those before the step to come."""
        for output in self._outputs:
            output.before = output.now

    def show(self, parameters: Parameters, share: float) -> None:
        """Write the outputs, ``share`` of the way from the step before to the last one."""
        for output in self._outputs:
            output.write(parameters.values, output.before * (1.0 - share) + output.now * share)

    def _pull(self, values: Values) -> tuple[float, float, float]:
        """Return where the inputs hold the first bead (x, y) and their angle in degrees."""
        tx = ty = angle = 0.0
        for index, data, minimum, maximum in self._inputs:
            span = self._angle_span if data.kind == "Angle" else self._position_span
            value = _normalized(values.item(index), minimum, maximum, span)
            value *= data.weight if data.reflect else -data.weight
            if data.kind == "X":
                tx += value
            elif data.kind == "Y":
                ty += value
            else:
                angle += value
        cosine, sine = math.cos(math.radians(-angle)), math.sin(math.radians(-angle))
        tx = tx * cosine - ty * sine
        return tx, tx * sine + ty * cosine, angle  # the second uses the new x, as the reference does

    def step(self, values: Values, h: float, gravity: tuple[float, float], wind: tuple[float, float]) -> None:
        """Move the beads by ``h`` seconds and write the outputs into ``values`` for the pendulums after this one."""
        if not self._vertices:
            return
        x, y, vx, vy = self._x, self._y, self._vx, self._vy
        x[0], y[0], angle = self._pull(values)
        down_x, down_y = math.sin(math.radians(angle)), math.cos(math.radians(angle))
        down = math.atan2(down_y, down_x)
        for k in range(1, len(self._vertices)):
            bead = self._vertices[k]
            force_x, force_y = down_x * bead.acceleration + wind[0], down_y * bead.acceleration + wind[1]
            last_x, last_y = x[k], y[k]
            delay = bead.delay * h * 30.0
            dx, dy = last_x - x[k - 1], last_y - y[k - 1]
            turn = _wrapped(down - self._gravity_angle[k]) / _AIR_RESISTANCE
            cosine, sine = math.cos(turn), math.sin(turn)
            dx = cosine * dx - dy * sine
            dy = sine * dx + dy * cosine
            dx += vx[k] * delay + force_x * delay * delay
            dy += vy[k] * delay + force_y * delay * delay
            length = math.hypot(dx, dy)
            if length > 0.0:
                x[k], y[k] = x[k - 1] + dx / length * bead.radius, y[k - 1] + dy / length * bead.radius
            if abs(x[k]) < self._threshold:
                x[k] = 0.0
            if delay != 0.0:
                vx[k] = (x[k] - last_x) / delay * bead.mobility
                vy[k] = (y[k] - last_y) / delay * bead.mobility
            self._gravity_angle[k] = down
        for output in self._outputs:
            output.now = self._measure(output.data, gravity)
            output.write(values, output.now)

    def rest(self, parameters: Parameters, gravity: tuple[float, float], wind: tuple[float, float]) -> None:
        """Hang still for the present parameters and write the outputs."""
        if not self._vertices:
            return
        self._x[0], self._y[0], angle = self._pull(parameters.values)
        down_x, down_y = math.sin(math.radians(angle)), math.cos(math.radians(angle))
        for k in range(1, len(self._vertices)):
            bead = self._vertices[k]
            force_x, force_y = down_x * bead.acceleration + wind[0], down_y * bead.acceleration + wind[1]
            length = math.hypot(force_x, force_y) or 1.0
            self._x[k] = self._x[k - 1] + force_x / length * bead.radius
            self._y[k] = self._y[k - 1] + force_y / length * bead.radius
            if abs(self._x[k]) < self._threshold:
                self._x[k] = 0.0
            self._vx[k] = self._vy[k] = 0.0
            self._gravity_angle[k] = math.atan2(down_y, down_x)
        for output in self._outputs:
            output.now = output.before = self._measure(output.data, gravity)
            output.write(parameters.values, output.now)

    def _measure(self, data: PhysicsOutput, gravity: tuple[float, float]) -> float:
        x, y, i = self._x, self._y, data.vertex
        dx, dy = x[i] - x[i - 1], y[i] - y[i - 1]
        if data.kind == "X":
            value = dx
        elif data.kind == "Y":
            value = dy
        else:
            parent = (x[i - 1] - x[i - 2], y[i - 1] - y[i - 2]) if i >= 2 else (-gravity[0], -gravity[1])
            value = _wrapped(math.atan2(dy, dx) - math.atan2(parent[1], parent[0]))
        return -value if data.reflect else value


def _wrapped(angle: float) -> float:
    while angle > math.pi:
        angle -= 2.0 * math.pi
    while angle < -math.pi:
        angle += 2.0 * math.pi
    return angle


def _normalized(value: float, minimum: float, maximum: float, span: Span) -> float:
    """Map a parameter into ``span``, piecewise around the centre of its range (its own default does not count)."""
    value = min(max(value, minimum), maximum)
    middle = minimum + (maximum - minimum) / 2
    low, high = min(span.minimum, span.maximum), max(span.minimum, span.maximum)
    distance = value - middle
    if distance > 0:
        return distance * (high - span.default) / (maximum - middle) + span.default if maximum != middle else 0.0
    if distance < 0:
        return distance * (low - span.default) / (minimum - middle) + span.default if minimum != middle else 0.0
    return span.default
