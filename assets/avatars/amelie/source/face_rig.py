"""Rig the features of the face: lids, gaze, brows and mouth, each moved by the curve it was drawn from."""

from __future__ import annotations

from collections.abc import Callable

import eyes
import face
import numpy as np

from cubism_binding.rigging.meshes import grid, strip
from cubism_binding.rigging.rig import Axis, Layer, Mesh, Points, Pose, Warp

OPEN_KEYS = (0.0, 0.06, 0.15, 0.5, 1.0, 1.3)
SIDES = {"R": -1, "L": 1}  # the character's right eye is on the screen's left
Curve = Callable[[np.ndarray, float, float], np.ndarray]
Ribbon = tuple[Points, Points, Callable[[Points, Pose], Points]]
Edges = Callable[[int], tuple[np.ndarray, np.ndarray, np.ndarray]]


def _rising(key: str, start: float, end: float) -> Callable[[Pose], float]:
    """Return an opacity that rises from 0 to 1 while a parameter goes from start to end."""
    return lambda pose: min(1.0, max(0.0, (pose[key] - start) / (end - start)))


def _lid_axes(name: str) -> tuple[Axis, Axis]:
    return Axis(f"ParamEye{name}Open", OPEN_KEYS), Axis(f"ParamEye{name}Smile", (0.0, 1.0))


def _eye_pose(name: str, pose: Pose) -> tuple[float, float]:
    return pose[f"ParamEye{name}Open"], pose[f"ParamEye{name}Smile"]


def _white_move(name: str, side: int) -> Callable[[Points, Pose], Points]:
    def move(points: Points, pose: Pose) -> Points:
        opened, smile = _eye_pose(name, pose)
        x = np.clip((points[:, 0] - eyes.centre(side)[0]) * side / eyes.HALF, -1, 1)
        top, bottom = eyes.upper_lid(x, 1, 0), eyes.lower_lid(x, 1, 0)
        share = (points[:, 1] - top) / np.maximum(bottom - top, 12.0)
        new_top, new_bottom = eyes.upper_lid(x, opened, smile), eyes.lower_lid(x, opened, smile)
        points[:, 1] = new_top + share * np.maximum(new_bottom - new_top, 0.02 * (bottom - top))
        return points

    return move


def _ribbon(edges: Edges, side: int, curve: Curve, name: str, follow: float = 1.0) -> Ribbon:
    """Return a strip's edges and a move that carries whole columns along a lid's curve.

    As the eye shuts, what stands above the ribbon's middle (the wings of the lashes) is laid down.
    """
    x, upper, lower = edges(side)
    if side < 0:  # strips run from left to right
        x, upper, lower = x[::-1], upper[::-1], lower[::-1]
    inside = np.clip(x, -1, 1)
    rest = curve(inside, 1.0, 0.0)

    def move(points: Points, pose: Pose) -> Points:
        opened, smile = _eye_pose(name, pose)
        rows = points.reshape(-1, len(x), 2)
        shut = 1 - min(opened, 1.0)
        for row, laid in zip(rows, (0.6, 0.2, 0.2), strict=True):
            if follow == 1.0:
                row[:, 1] = rest + (row[:, 1] - rest) * (1 - laid * shut * (1 - smile))
        rows[:, :, 1] += (curve(inside, opened, smile) - rest) * follow
        return rows.reshape(-1, 2)

    return upper, lower, move


def _shut_ribbon(side: int, name: str) -> Ribbon:
    """Return the straight ribbon of the shut lashes and a move that lays it on the lid."""
    x, upper, lower = eyes.shut_edges(side)
    if side < 0:
        x, upper, lower = x[::-1], upper[::-1], lower[::-1]

    def move(points: Points, pose: Pose) -> Points:
        opened, smile = _eye_pose(name, pose)
        inside = np.clip(x, -1, 1)
        beyond = np.where(x > 0, -20 + 70 * smile, 24 - 84 * smile) * (x - inside)  # on in the lid's direction
        lid = eyes.upper_lid(inside, min(opened, 0.15), smile) + beyond
        points[:, 1] += np.tile(lid - eyes.SHUT_Y, 3)
        return points

    return upper, lower, move


def eye_meshes(layers: dict[str, Layer]) -> tuple[list[Warp], list[Mesh]]:
    """Return gaze warps and the meshes of both eyes, all below WarpEyes."""
    warps: list[Warp] = []
    meshes: list[Mesh] = []
    for name, side in SIDES.items():
        part = f"PartEye{name}"
        opening = Axis(f"ParamEye{name}Open", (0.0, 0.15, 1.3))
        cx, cy = eyes.centre(side)

        def gaze(points: Points, pose: Pose, cx: float = cx, cy: float = cy) -> Points:
            size = 1 + 0.16 * pose["ParamEyeBallForm"]
            points = (points - (cx, cy)) * size + (cx, cy)
            return points + (16 * pose["ParamEyeBallX"], -12 * pose["ParamEyeBallY"])

        warps.append(Warp(f"WarpGaze{name}", part, "WarpEyes", (cx - 60, cy - 70, cx + 60, cy + 70), 2, 2,
                          (Axis("ParamEyeBallX", (-1.0, 0.0, 1.0)), Axis("ParamEyeBallY", (-1.0, 0.0, 1.0)),
                           Axis("ParamEyeBallForm", (-1.0, 0.0, 1.0))), gaze))  # fmt: skip
        white = f"EyeWhite{name}"
        fade = _rising(opening.parameter, 0.0, 0.15)
        meshes.append(Mesh(white, part, "WarpEyes", white, grid(layers[white], 11), 430, _lid_axes(name),
                           _white_move(name, side), fade))  # fmt: skip
        meshes.append(Mesh(f"Iris{name}", part, f"WarpGaze{name}", f"Iris{name}", grid(layers[f"Iris{name}"], 34), 432,
                           (opening,), None, fade, masks=(white,)))  # fmt: skip
        meshes.append(Mesh(f"Shine{name}", part, f"WarpGaze{name}", f"Shine{name}", grid(layers[f"Shine{name}"], 34),
                           434, (opening,), None, fade, masks=(white,)))  # fmt: skip
        for layer, order, edges, curve, follow, shown in (
            ("LidLower", 436, eyes.lower_edges, eyes.lower_lid, 1.0, _rising(opening.parameter, 0.06, 0.5)),
            ("Crease", 437, eyes.crease_edges, eyes.upper_lid, 0.3, None),
            ("Lash", 438, eyes.lash_edges, eyes.upper_lid, 1.0, _rising(opening.parameter, 0.06, 0.15)),
        ):
            upper, lower, move = _ribbon(edges, side, curve, name, follow)
            meshes.append(Mesh(f"{layer}{name}", part, "WarpEyes", f"{layer}{name}", strip(upper, lower, 2), order,
                               _lid_axes(name), move, shown))  # fmt: skip
        upper, lower, move = _shut_ribbon(side, name)
        gone = _rising(opening.parameter, 0.06, 0.15)
        meshes.append(Mesh(f"LashShut{name}", part, "WarpEyes", f"LashShut{name}", strip(upper, lower, 2), 439,
                           _lid_axes(name), move, lambda pose, gone=gone: 1 - gone(pose)))  # fmt: skip
    return warps, meshes


def brow_meshes(layers: dict[str, Layer]) -> list[Mesh]:
    """Return both brows: height, angle and form, each -1..1."""
    meshes: list[Mesh] = []
    for name, side in SIDES.items():
        upper, lower = (np.array(edge) for edge in face.brow_edges(side))
        if side < 0:
            upper, lower = upper[::-1], lower[::-1]
        keys = tuple(Axis(f"ParamBrow{name}{kind}", (-1.0, 0.0, 1.0)) for kind in ("Y", "Angle", "Form"))

        def move(points: Points, pose: Pose, name: str = name, side: int = side) -> Points:
            x = ((points[:, 0] - face.CENTRE) * side - 89) / 49  # -1 inner end .. 1 outer end
            height, angle, form = (pose[f"ParamBrow{name}{kind}"] for kind in ("Y", "Angle", "Form"))
            points[:, 1] += -20 * height + 18 * angle * x - 10 * form * (1 - x**2)
            points[:, 0] -= side * 5 * max(-angle, 0.0)
            return points

        meshes.append(
            Mesh(f"Brow{name}", "PartBrows", "WarpBrows", f"Brow{name}", strip(upper, lower, 1), 640, keys, move)
        )
    return meshes


MOUTH_AXES = (Axis("ParamMouthOpenY", (0.0, 0.12, 0.5, 1.0)), Axis("ParamMouthForm", (-1.0, 0.0, 1.0)),
              Axis("ParamMouthWave", (0.0, 1.0)))  # fmt: skip


def _mouth(pose: Pose, x: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    return face.mouth_curves(x, pose["ParamMouthOpenY"], pose["ParamMouthForm"], pose["ParamMouthWave"])


def mouth_meshes() -> list[Mesh]:
    """Return interior, teeth, tongue and lips: strips that share their columns."""
    columns = np.sin(np.linspace(-np.pi / 2, np.pi / 2, 21))  # denser at the corners
    px, upper, lower = face.mouth_curves(columns, face.DRAWN, 0.0)
    margin = 3.0
    widened = face.MOUTH[0] + (px - face.MOUTH[0]) * 1.08
    cut = strip(np.stack([widened, upper - margin], 1), np.stack([widened, lower + margin], 1), 6)
    share = np.repeat(np.linspace(0, 1, 7), len(columns))
    across = np.tile(columns, 7)

    def interior(points: Points, pose: Pose) -> Points:
        x, top, bottom = _mouth(pose, across)
        rim = margin * min(1.0, pose["ParamMouthOpenY"] * 4)
        x = face.MOUTH[0] + (x - face.MOUTH[0]) * 1.08
        return np.stack([x, (top - rim) * (1 - share) + (bottom + rim) * share], 1)

    def shown(pose: Pose) -> float:
        return min(1.0, pose["ParamMouthOpenY"] / 0.12)

    def lip(is_lower: bool) -> tuple[Mesh, ...]:
        line = np.stack([face.MOUTH[0] + 27.0 * np.linspace(-1.06, 1.06, 25), np.full(25, face.MOUTH[1])], 1)
        spread = np.linspace(-1.06, 1.06, 25)

        def move(points: Points, pose: Pose) -> Points:
            x, top, bottom = _mouth(pose, np.clip(spread, -1, 1))
            x = x + (spread - np.clip(spread, -1, 1)) * 27
            offset = points[:, 1] - face.MOUTH[1]
            y = bottom if is_lower else top
            return np.stack([np.tile(x, 2), np.tile(y, 2) + offset], 1)

        name = "LipLower" if is_lower else "LipUpper"
        ribbon = strip(line - (0, 5), line + (0, 5), 1)
        return (Mesh(name, "PartMouth", "WarpMouth", name, ribbon, 444 if is_lower else 446,
                     MOUTH_AXES, move, shown if is_lower else None),)  # fmt: skip

    return [
        Mesh("MouthInterior", "PartMouth", "WarpMouth", "MouthInterior", cut, 440, MOUTH_AXES, interior, shown),
        *lip(True),
        *lip(False),
    ]


def inner_mouth_meshes(layers: dict[str, Layer]) -> list[Mesh]:
    """Return tongue and teeth, masked by the interior."""

    def tongue(points: Points, pose: Pose) -> Points:
        _, _, bottom = _mouth(pose, np.zeros(1))
        _, _, drawn = face.mouth_curves(np.zeros(1), face.DRAWN, 0.0)
        return points + (0.0, float(bottom[0] - drawn[0]))

    def teeth(points: Points, pose: Pose) -> Points:
        _, top, _ = _mouth(pose, np.zeros(1))
        _, drawn, _ = face.mouth_curves(np.zeros(1), face.DRAWN, 0.0)
        smile = max(pose["ParamMouthForm"], 0.0)
        return points + (0.0, float(top[0] - drawn[0]) - 4 + 3 * smile)

    def shown(pose: Pose) -> float:
        return min(1.0, pose["ParamMouthOpenY"] / 0.12)

    return [
        Mesh("Tongue", "PartMouth", "WarpMouth", "Tongue", grid(layers["Tongue"], 24), 441, MOUTH_AXES, tongue, shown,
             masks=("MouthInterior",)),
        Mesh("Teeth", "PartMouth", "WarpMouth", "Teeth", grid(layers["Teeth"], 24), 442, MOUTH_AXES, teeth, shown,
             masks=("MouthInterior",)),
    ]  # fmt: skip
