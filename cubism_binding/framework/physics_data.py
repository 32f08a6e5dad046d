"""physics3.json: what a model's pendulums are."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from cubism_binding.framework.json_file import Node, read_json

Kind = Literal["X", "Y", "Angle"]


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
