"""Rig the mouth: every piece follows the lips' curves at each combination of opening, form and vowels."""

from __future__ import annotations

import mouth
import numpy as np

from cubism_binding.rigging.meshes import grid, strip
from cubism_binding.rigging.rig import Axis, Layer, Mesh, Points, Pose, Warp

_ENDS = (0.0, 1.0)
AXES = (Axis("ParamMouthForm", (-1.0, 0.0, 1.0)), Axis("ParamMouthOpenY", _ENDS), Axis("ParamMouthAjar", _ENDS),
        *(Axis(f"Param{vowel}", _ENDS) for vowel in mouth.VOWELS))  # fmt: skip
_PART, _PARENT = "PartMouth", "WarpMouthWave"


def wave_warp() -> Warp:
    """Return the deformer that makes the closed lips wave."""
    x, y = mouth.MOUTH

    def move(points: Points, pose: Pose) -> Points:
        u = (points[:, 0] - x) / 26
        points[:, 1] += pose["ParamMouthWave"] * 3.6 * np.sin(3 * np.pi * u) * np.exp(-((u * 0.8) ** 4))
        return points

    return Warp(_PARENT, _PART, "WarpMouth", (x - 60, y - 40, x + 60, y + 60), 2, 24,
                (Axis("ParamMouthWave", _ENDS),), move)  # fmt: skip


def _curves(pose: Pose, x: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    return mouth.curves(x, *mouth.blended(pose))


def _across(points: Points, half: float) -> np.ndarray:
    return np.clip((points[:, 0] - mouth.MOUTH[0]) / half, -1, 1)


def _interior() -> Mesh:
    columns = np.sin(np.linspace(-np.pi / 2, np.pi / 2, 17))  # denser at the corners
    px, upper, lower = mouth.curves(columns, mouth.DRAWN, 0.0)
    rows = 3
    cut = strip(np.stack([px, upper], 1), np.stack([px, lower], 1), rows)
    share = np.repeat(np.linspace(0, 1, rows + 1), len(columns))

    def move(points: Points, pose: Pose) -> Points:
        x, top, bottom = _curves(pose, columns)
        x, top, bottom = (np.tile(values, rows + 1) for values in (x, top, bottom))
        return np.stack([x, top * (1 - share) + bottom * share], 1)

    return Mesh("MouthInterior", _PART, _PARENT, "MouthInterior", cut, 440, AXES, move)


def _lip(lower: bool) -> Mesh:
    spread = np.linspace(-1.06, 1.06, 17 if lower else 33)
    line = np.stack([mouth.MOUTH[0] + 24.0 * spread, np.full(len(spread), mouth.MOUTH[1])], 1)

    def move(points: Points, pose: Pose) -> Points:
        inside = np.clip(spread, -1, 1)
        x, top, bottom = _curves(pose, inside)
        x = x + (spread - inside) * 24
        offset = points[:, 1] - mouth.MOUTH[1]
        return np.stack([np.tile(x, 2), np.tile(bottom if lower else top, 2) + offset], 1)

    name = "LipLower" if lower else "LipUpper"
    return Mesh(name, _PART, _PARENT, name, strip(line - (0, 4), line + (0, 4), 1), 445 if lower else 446, AXES, move)


def mouth_meshes(layers: dict[str, Layer]) -> list[Mesh]:
    """Return lips, interior, teeth and tongue."""
    middle = np.zeros(1)

    def upper_teeth(points: Points, pose: Pose) -> Points:
        x = _across(points, 30)
        rest = mouth.curves(x, mouth.DRAWN, 0.0)[1]
        shape, form = mouth.blended(pose)
        lift = 12 * (1 - shape.upper_teeth)
        return points + np.stack([np.zeros(len(x)), mouth.curves(x, shape, form)[1] - rest - lift], 1)

    def lower_teeth(points: Points, pose: Pose) -> Points:
        x = _across(points, 30) * 0.8
        shape, form = mouth.blended(pose)
        dy = mouth.curves(x, shape, form)[2] - (mouth.MOUTH[1] + 5) + 14 - 20 * shape.teeth
        return points + np.stack([np.zeros(len(x)), dy], 1)

    def tongue(points: Points, pose: Pose) -> Points:
        shape, form = mouth.blended(pose)
        bottom = float(mouth.curves(middle, shape, form)[2][0])
        return points + (0.0, bottom - (mouth.MOUTH[1] + 34) + 16 - 15 * shape.tongue)

    def lower_lip(points: Points, pose: Pose) -> Points:
        shape, form = mouth.blended(pose)
        bottom = float(mouth.curves(middle, shape, form)[2][0])
        rest = float(mouth.curves(middle, mouth.SHUT, 0.0)[2][0])
        x = (points[:, 0] - mouth.MOUTH[0]) * min(1.0, shape.half / 24) + mouth.MOUTH[0]
        return np.stack([x, points[:, 1] + bottom - rest], 1)

    def masked(name: str, order: float, cell: float, move: object) -> Mesh:
        return Mesh(name, _PART, _PARENT, name, grid(layers[name], cell), order, AXES, move, masks=("MouthInterior",))  # type: ignore[arg-type]

    return [
        Mesh("LowerLip", _PART, _PARENT, "LowerLip", grid(layers["LowerLip"], 30), 439, AXES, lower_lip),
        _interior(),
        masked("Tongue", 441, 30, tongue),
        masked("TeethLower", 442, 12, lower_teeth),
        masked("TeethUpper", 443, 12, upper_teeth),
        _lip(True),
        _lip(False),
    ]
