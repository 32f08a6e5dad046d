"""Where the face is in a model nobody described, and how a portrait frames it.

No model says where its face is, but each moves it: what ParamEyeLOpen and ParamEyeROpen move are the eyes, and what
ParamAngleX moves reaches up to the top of the hair.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from cubism_binding.core.model import Canvas
from cubism_binding.rendering.framing import Framing

_EYES = ("ParamEyeLOpen", "ParamEyeROpen", "PARAM_EYE_L_OPEN", "PARAM_EYE_R_OPEN")
_HEAD = ("ParamAngleX", "PARAM_ANGLE_X")
# Head and shoulders, in distances from the eyes to the top of the hair: space above, and the whole picture's height.
_ABOVE = 0.28
_HEIGHT = 3.0
# A picture that would show nearly all of the canvas shows all of it: its author framed the character already.
_WHOLE_FROM = 0.8
# A vertex moved by less than this part of the canvas height did not move.
_MOVED = 1e-4


@dataclass(frozen=True, slots=True)
class Face:
    """The place of a face at rest in model units: middle between the eyes, and the top of the hair."""

    x: float
    y: float
    top: float


class Posable(Protocol):
    """What is needed of a model to find its face: values to set, and where its vertices then are (y up)."""

    @property
    def parameter_index(self) -> Mapping[str, int]:
        """Name -> index of the parameters."""

    @property
    def parameter_values(self) -> NDArray[np.float32]:
        """The values, to be changed in place."""

    @property
    def parameter_minimums(self) -> NDArray[np.float32]:
        """The least values."""

    @property
    def parameter_maximums(self) -> NDArray[np.float32]:
        """The greatest values."""

    @property
    def parameter_defaults(self) -> NDArray[np.float32]:
        """The values at rest."""

    @property
    def positions(self) -> NDArray[np.float32]:
        """All vertices after the last ``update``, (n, 2)."""

    @property
    def canvas(self) -> Canvas:
        """The drawing area."""

    def update(self) -> None:
        """Derive the positions from the values."""


def find_face(model: Posable) -> Face | None:
    """Return where the face of ``model`` is, or None for a model without eyes or a head that turns.

    Poses the model for it and puts the pose back.
    """
    pose = model.parameter_values.copy()
    model.parameter_values[:] = model.parameter_defaults
    model.update()
    rest = model.positions.copy()
    try:
        eyes = [place for name in _EYES if len(place := _moved_by(model, name, rest))]
        head = [place for name in _HEAD if len(place := _moved_by(model, name, rest))]
    finally:
        model.parameter_values[:] = pose
        model.update()
    if not eyes or not head:
        return None
    # The middle of each eye counts alike, however many vertices it has.
    middles = np.array([(place.min(axis=0) + place.max(axis=0)) / 2 for place in eyes])
    x, y = middles.mean(axis=0)
    top = max(float(place[:, 1].max()) for place in head)
    return Face(float(x), float(y), top) if top > y else None


def portrait(canvas: Canvas, face: Face | None) -> Framing:
    """Return the framing that fills a square picture with head and shoulders; the whole canvas without a face."""
    canvas_width, canvas_height = canvas.size
    if face is None:
        return Framing(min(1.0, canvas_height / canvas_width))
    unit = face.top - face.y
    height = unit * _HEIGHT
    canvas_x, canvas_y = canvas.centre
    if height >= canvas_height * _WHOLE_FROM:
        beside = max(0.0, canvas_width - canvas_height) / 2  # a canvas wider than the picture: the part with the face
        return Framing(1.0, -min(max(face.x - canvas_x, -beside), beside) * 2.0 / canvas_height)
    centre_y = face.top + unit * _ABOVE - height / 2
    zoom = canvas_height / height
    scale = 2.0 * zoom / canvas_height
    return Framing(zoom, -(face.x - canvas_x) * scale, -(centre_y - canvas_y) * scale)


def _moved_by(model: Posable, parameter: str, rest: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return where the vertices rest that ``parameter`` moves on its way from default to its furthest end."""
    index = model.parameter_index.get(parameter)
    if index is None:
        return rest[:0]
    default = float(model.parameter_defaults[index])
    ends = (float(model.parameter_minimums[index]), float(model.parameter_maximums[index]))
    model.parameter_values[index] = max(ends, key=lambda end: abs(end - default))
    model.update()
    moved = np.abs(model.positions - rest).max(axis=1) > _MOVED * model.canvas.size[1]
    model.parameter_values[index] = default
    model.update()
    places: NDArray[np.float32] = rest[moved]
    return places
