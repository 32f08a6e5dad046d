"""Describe a character: parameters, parts, deformers and meshes, all in canvas pixels (y down).

Every shape is authored as if all its ancestors were at rest; the compiler turns it into the parent's space.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

Points = npt.NDArray[np.float64]  # (n, 2), canvas pixels
Pose = Mapping[str, float]  # parameter id -> value at one keyform
Move = Callable[[Points, Pose], Points]
Scalar = Callable[[Pose], float]


@dataclass(frozen=True)
class Parameter:
    """Declare one parameter; min < max and min <= default <= max."""

    id: str
    minimum: float
    default: float
    maximum: float
    name: str = ""
    group: str = ""


@dataclass(frozen=True)
class Axis:
    """Key a shape on a parameter; the keys ascend and span the parameter's whole range."""

    parameter: str
    keys: tuple[float, ...]


@dataclass(frozen=True)
class Part:
    """Name a group of meshes; a parent comes before its children."""

    id: str
    name: str
    parent: str | None = None


@dataclass(frozen=True)
class Layer:
    """Hold one drawing: straight-alpha RGBA (h, w, 4), its top left in canvas pixels, `scale` texels a pixel."""

    name: str
    pixels: npt.NDArray[np.uint8]
    left: float
    top: float
    scale: float


@dataclass(frozen=True)
class Cut:
    """Hold a triangulated layer: vertices in canvas pixels (n, 2), triangles (m, 3), clockwise on screen."""

    vertices: Points
    triangles: npt.NDArray[np.int64]


@dataclass(frozen=True)
class Warp:
    """Bend its children by a lattice over the rest rectangle (left, top, right, bottom)."""

    id: str
    part: str
    parent: str | None
    rect: tuple[float, float, float, float]
    rows: int
    columns: int
    axes: tuple[Axis, ...] = ()
    move: Move | None = None
    opacity: Scalar | None = None


@dataclass(frozen=True)
class Rotation:
    """Turn its children about the pivot; angle in degrees, clockwise on screen."""

    id: str
    part: str
    parent: str | None
    pivot: tuple[float, float]
    axes: tuple[Axis, ...] = ()
    angle: Scalar | None = None
    scale: Scalar | None = None


@dataclass(frozen=True)
class Mesh:
    """Show one layer; `masks` names the meshes whose alpha clips it. Draw order 0..1000, higher is nearer."""

    id: str
    part: str
    parent: str | None
    layer: str
    cut: Cut
    order: float
    axes: tuple[Axis, ...] = ()
    move: Move | None = None
    opacity: Scalar | None = None
    masks: tuple[str, ...] = ()
    blend: str = "normal"  # normal, add, multiply


@dataclass
class Rig:
    """Gather a whole character; sequences are in file order (parents first)."""

    canvas_width: float
    canvas_height: float
    pixels_per_unit: float
    version: int
    parameters: list[Parameter] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    deformers: list[Warp | Rotation] = field(default_factory=list)
    meshes: list[Mesh] = field(default_factory=list)
    layers: dict[str, Layer] = field(default_factory=dict)

    @property
    def origin(self) -> tuple[float, float]:
        """Return the canvas origin in pixels: its centre."""
        return self.canvas_width / 2, self.canvas_height / 2


Document = dict[str, Any]  # a JSON object
