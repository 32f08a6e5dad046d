"""Rig lids, gaze and brows, each moved by the curve it was drawn from."""

from __future__ import annotations

from collections.abc import Callable

import eyes
import face
import numpy as np
from design import EyeShape
from layers import SIDES
from movement import gaze_move

from cubism_binding.rigging.meshes import grid, strip
from cubism_binding.rigging.rig import Axis, Layer, Mesh, Points, Pose, Warp

OPEN_KEYS = (0.0, 0.06, 0.15, 0.4, 0.7, 1.0, 1.3)
Curve = Callable[[np.ndarray, float, float], np.ndarray]
Ribbon = tuple[Points, Points, Callable[[Points, Pose], Points]]
Edges = Callable[[EyeShape, int], tuple[np.ndarray, np.ndarray, np.ndarray]]


def _rising(key: str, start: float, end: float) -> Callable[[Pose], float]:
    """Return an opacity that rises from 0 to 1 while a parameter goes from start to end."""
    return lambda pose: min(1.0, max(0.0, (pose[key] - start) / (end - start)))


def _lid_axes(name: str) -> tuple[Axis, Axis]:
    return Axis(f"ParamEye{name}Open", OPEN_KEYS), Axis(f"ParamEye{name}Smile", (0.0, 1.0))


def _eye_pose(name: str, pose: Pose) -> tuple[float, float]:
    return pose[f"ParamEye{name}Open"], pose[f"ParamEye{name}Smile"]


def _white_move(eye: EyeShape, name: str, side: int) -> Callable[[Points, Pose], Points]:
    def move(points: Points, pose: Pose) -> Points:
        opened, smile = _eye_pose(name, pose)
        x = np.clip((points[:, 0] - eye.centre(side)[0]) * side / eye.half, -1, 1)
        top, bottom = eye.upper_lid(x, 1, 0), eye.lower_lid(x, 1, 0)
        share = (points[:, 1] - top) / np.maximum(bottom - top, 12.0)
        new_top, new_bottom = eye.upper_lid(x, opened, smile), eye.lower_lid(x, opened, smile)
        points[:, 1] = new_top + share * np.maximum(new_bottom - new_top, 0.02 * (bottom - top))
        return points

    return move


def _ribbon(eye: EyeShape, edges: Edges, side: int, curve: Curve, name: str, follow: float = 1.0) -> Ribbon:
    """Return a strip's edges and a move that carries whole columns along a lid's curve.

    As the eye shuts, what stands above the ribbon's middle (the wings of the lashes) is laid down.
    """
    x, upper, lower = edges(eye, side)
    if side < 0:  # strips run from left to right
        x, upper, lower = x[::-1], upper[::-1], lower[::-1]
    inside = np.clip(x, -1, 1)
    rest = curve(inside, 1.0, 0.0)

    def move(points: Points, pose: Pose) -> Points:
        opened, smile = _eye_pose(name, pose)
        rows = points.reshape(-1, len(x), 2)
        shut = 1 - min(opened, 1.0)
        for row, laid in zip(rows, (0.55, 0.2, 0.2), strict=True):
            if follow == 1.0:
                row[:, 1] = rest + (row[:, 1] - rest) * (1 - laid * shut * (1 - smile))
        rows[:, :, 1] += (curve(inside, opened, smile) - rest) * follow
        return rows.reshape(-1, 2)

    return upper, lower, move


def _shut_ribbon(eye: EyeShape, side: int, name: str) -> Ribbon:
    """Return the straight ribbon of the shut lashes and a move that lays it on the lid."""
    x, upper, lower = eyes.shut_edges(eye, side)
    if side < 0:
        x, upper, lower = x[::-1], upper[::-1], lower[::-1]

    def move(points: Points, pose: Pose) -> Points:
        opened, smile = _eye_pose(name, pose)
        inside = np.clip(x, -1, 1)
        beyond = np.where(x > 0, -30 + 74 * smile, 28 - 80 * smile) * (x - inside)  # on in the lid's direction
        lid = eye.upper_lid(inside, min(opened, 0.15), smile) + beyond
        points[:, 1] += np.tile(lid - eye.y - eyes.SHUT_DROP, 3)
        return points

    return upper, lower, move


def eye_rig(eye: EyeShape, layers: dict[str, Layer]) -> tuple[list[Warp], list[Mesh]]:
    """Return gaze warps and the meshes of both eyes, all below WarpEyes."""
    warps: list[Warp] = []
    meshes: list[Mesh] = []
    thirds = (-1.0, 0.0, 1.0)
    for name, side in SIDES.items():
        part = f"PartEye{name}"
        opening = Axis(f"ParamEye{name}Open", (0.0, 0.06, 0.15, 1.3))
        cx, cy = eye.centre(side)
        warps.append(Warp(f"WarpGaze{name}", part, "WarpEyes", (cx - 60, cy - 70, cx + 60, cy + 70), 2, 2,
                          (Axis("ParamEyeBallX", thirds), Axis("ParamEyeBallY", thirds),
                           Axis("ParamEyeBallForm", thirds)), gaze_move(cx, cy)))  # fmt: skip
        white = f"EyeWhite{name}"
        fade = _rising(opening.parameter, 0.06, 0.15)
        sparkle = Axis("ParamEyeSparkle", (0.0, 1.0))
        meshes += [
            Mesh(white, part, "WarpEyes", white, grid(layers[white], 11), 430, _lid_axes(name),
                 _white_move(eye, name, side), fade),
            Mesh(f"Iris{name}", part, f"WarpGaze{name}", f"Iris{name}", grid(layers[f"Iris{name}"], 24), 432,
                 (opening,), None, fade, masks=(white,)),
            Mesh(f"Shine{name}", part, f"WarpGaze{name}", f"Shine{name}", grid(layers[f"Shine{name}"], 16), 434,
                 (opening, sparkle), None, lambda pose, f=fade: f(pose) * (1 - pose["ParamEyeSparkle"]),
                 masks=(white,)),
            Mesh(f"Sparkle{name}", part, f"WarpGaze{name}", f"Sparkle{name}", grid(layers[f"Sparkle{name}"], 16), 434,
                 (opening, sparkle), None, lambda pose, f=fade: f(pose) * pose["ParamEyeSparkle"], masks=(white,)),
            Mesh(f"TearPool{name}", "PartFeelings", "WarpEyes", f"TearPool{name}", grid(layers[f"TearPool{name}"], 24),
                 435, (Axis("ParamTear", (0.0, 1.0)), opening), None,
                 lambda pose, f=fade: pose["ParamTear"] * f(pose), masks=(white,)),
        ]  # fmt: skip
        for layer, order, edges, curve, follow, shown in (
            ("LidLower", 436, eyes.lower_edges, eye.lower_lid, 1.0, fade),
            ("Crease", 437, eyes.crease_edges, eye.upper_lid, 0.3, None),
            ("Lash", 438, eyes.lash_edges, eye.upper_lid, 1.0, fade),
        ):
            upper, lower, move = _ribbon(eye, edges, side, curve, name, follow)
            meshes.append(Mesh(f"{layer}{name}", part, "WarpEyes", f"{layer}{name}", strip(upper, lower, 2), order,
                               _lid_axes(name), move, shown))  # fmt: skip
        upper, lower, move = _shut_ribbon(eye, side, name)
        meshes.append(Mesh(f"LashShut{name}", part, "WarpEyes", f"LashShut{name}", strip(upper, lower, 2), 439,
                           _lid_axes(name), move, lambda pose, f=fade: 1 - f(pose)))  # fmt: skip
    return warps, meshes


def brow_meshes() -> list[Mesh]:
    """Return both brows: height, place, angle and form, each -1..1."""
    meshes: list[Mesh] = []
    for name, side in SIDES.items():
        upper, lower = (np.array(edge) for edge in face.brow_edges(side))
        if side < 0:
            upper, lower = upper[::-1], lower[::-1]
        keys = tuple(Axis(f"ParamBrow{name}{kind}", (-1.0, 0.0, 1.0)) for kind in ("Y", "X", "Angle", "Form"))

        def move(points: Points, pose: Pose, name: str = name, side: int = side) -> Points:
            x = ((points[:, 0] - face.CENTRE) * side - 81) / 45  # -1 inner end .. 1 outer end
            height, place, angle, form = (pose[f"ParamBrow{name}{kind}"] for kind in ("Y", "X", "Angle", "Form"))
            points[:, 1] += -18 * height + 16 * angle * x - 9 * form * (1 - x**2)
            points[:, 0] += side * (8 * place - 4 * max(-angle, 0.0))
            return points

        meshes.append(
            Mesh(f"Brow{name}", "PartBrows", "WarpBrows", f"Brow{name}", strip(upper, lower, 1), 640, keys, move)
        )
    return meshes
