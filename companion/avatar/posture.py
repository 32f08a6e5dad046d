"""How she holds herself in one moment, and what that means for the standard parameters of a Live2D model."""

from __future__ import annotations

from dataclasses import dataclass

# Parameter, and its share of x, of y and of x * y: the angles a full turn of the head has in Live2D's own viewer.
_HEAD = (
    ("ParamAngleX", 30.0, 0.0, 0.0),
    ("ParamAngleY", 0.0, 30.0, 0.0),
    ("ParamAngleZ", 0.0, 0.0, -30.0),
    ("ParamBodyAngleX", 10.0, 0.0, 0.0),
)


@dataclass(frozen=True, slots=True)
class Posture:
    """Directions are (x right, y up), -1..1, (0, 0) straight ahead.

    ``lids`` is 1 open to 0 shut. ``weight`` is (to the side, tilt), -1..1 of what a body standing still does;
    ``tilt`` inclines the head, -1..1.
    """

    head: tuple[float, float] = (0.0, 0.0)
    eyes: tuple[float, float] = (0.0, 0.0)
    lids: float = 1.0
    weight: tuple[float, float] = (0.0, 0.0)
    tilt: float = 0.0


def parameter_offsets(posture: Posture) -> dict[str, float]:
    """Return what the posture adds to each standard parameter, in its own unit (degrees; -1..1 for the eyes)."""
    x, y = posture.head
    added = {name: of_x * x + of_y * y + of_both * x * y for name, of_x, of_y, of_both in _HEAD}
    added["ParamAngleZ"] += 12.0 * posture.tilt
    side, tilt = posture.weight
    added["ParamBodyAngleX"] += 5.0 * side
    added["ParamBodyAngleZ"] = 3.5 * tilt
    added["ParamEyeBallX"], added["ParamEyeBallY"] = posture.eyes
    return added


def cubism2_name(name: str) -> str:
    """Return the name Cubism 2 gave a standard parameter: ParamBodyAngleX -> PARAM_BODY_ANGLE_X."""
    return "".join(f"_{letter}" if letter.isupper() and at else letter for at, letter in enumerate(name)).upper()
