"""Say how points move: turns of the head, swings of hair, the body's leaning and breathing."""

from __future__ import annotations

import numpy as np

from cubism_binding.rigging.rig import Axis, Move, Points, Pose

HEAD_CENTRE = np.array([512.0, 392.0])
PELVIS = (512.0, 1260.0)
CHIN_Y = 575.0
HEAD_AXES = (Axis("ParamAngleX", (-30.0, 0.0, 30.0)), Axis("ParamAngleY", (-30.0, 0.0, 30.0)))
TILT_AXIS = Axis("ParamAngleZ", (-30.0, 0.0, 30.0))
TILT = 0.5  # how many degrees the head tilts for one of ParamAngleZ


def swing_axis(name: str) -> Axis:
    """Return the three keys of a swing."""
    return Axis(f"Param{name}", (-1.0, 0.0, 1.0))


def head_turn(depth: float, curve: float, hang: float = 0.0) -> Move:
    """Return the turn of a shallow dome before the head's middle; `hang` 0..1 is how far long hair stays behind."""

    def move(points: Points, pose: Pose) -> Points:
        yaw, pitch = np.radians(0.82 * pose["ParamAngleX"]), np.radians(0.68 * pose["ParamAngleY"])
        x, y = (points - HEAD_CENTRE).T
        z = depth + curve * (1 - np.clip((x / 215) ** 2 + (y / 280) ** 2, 0, 1.5))
        new_x = x * np.cos(yaw) + z * np.sin(yaw)
        new_y = y * np.cos(pitch) - (z * np.cos(yaw) - x * np.sin(yaw)) * np.sin(pitch)
        turned = HEAD_CENTRE + np.stack([new_x, new_y], 1)
        below = np.clip((points[:, 1] - CHIN_Y + 60) / 420, 0, 1)[:, None]
        weight = 1 - hang * below * below * (3 - 2 * below)
        return points + (turned - points) * weight

    return move


def sway(name: str, top: float, length: float, amount: float, power: float = 1.6, tip: str = "",
         tip_amount: float = 0.0) -> Move:  # fmt: skip
    """Return a pendulum-like bend below `top`: `amount` pixels to the right at `top` + `length` for +1.

    `tip` names a second swing that bends the last third alone. Keyed on ParamAngleZ too, hair hangs down while the
    head tilts.
    """

    def move(points: Points, pose: Pose) -> Points:
        value = pose[f"Param{name}"]
        fall = np.maximum(points[:, 1] - top, 0.0)
        t = np.clip(fall / length, 0, 1.2)
        tilt = np.radians(TILT * pose.get("ParamAngleZ", 0.0))
        loose = np.maximum(points[:, 1] - CHIN_Y + 100, 0.0)  # above, hair lies on the head
        points[:, 0] += value * amount * t**power + 0.9 * np.sin(tilt) * loose * np.clip(loose / 260, 0, 1)
        points[:, 1] -= abs(value) * amount * 0.12 * t**power
        if tip:
            end = np.clip((t - 0.5) / 0.5, 0, 1.3)
            points[:, 0] += pose[f"Param{tip}"] * tip_amount * end**1.5
        return points

    return move


def body_move(points: Points, pose: Pose) -> Points:
    """Lean and turn the trunk; shoulders rise with the breath and with a shrug."""
    bx, by, breath = pose["ParamBodyAngleX"] / 10, pose["ParamBodyAngleY"] / 10, pose["ParamBreath"]
    x, y = points.T.copy()
    t = np.clip((PELVIS[1] - y) / 860, -0.1, 1.35)
    chest = np.exp(-(((y - 800) / 150) ** 2))
    points[:, 0] += 28 * bx * np.maximum(t, 0) ** 1.3 + 0.018 * (x - 512) * breath * chest
    points[:, 0] -= 0.05 * abs(bx) * (x - 512) * chest  # turned sideways she is narrower
    points[:, 1] -= 6 * breath * np.clip(t, 0, 0.75) / 0.75 + 12 * by * t + 3 * bx**2 * t
    points[:, 1] += 9 * bx * (x - 512) / 300 * np.exp(-(((y - 760) / 200) ** 2))
    shrug = np.clip((np.abs(x - 512) - 40) / 110, 0, 1) * np.exp(-(((y - 680) / 120) ** 2))
    points[:, 1] -= 13 * pose["ParamShoulder"] * shrug
    return points


def neck_move(points: Points, pose: Pose) -> Points:
    """Let the neck's top follow a third of the head's turn."""
    t = np.clip((690 - points[:, 1]) / 130, 0, 1.2)
    points[:, 0] += t * 0.42 * pose["ParamAngleX"]
    points[:, 1] -= t * 0.20 * pose["ParamAngleY"]
    return points


def jaw(points: Points, pose: Pose) -> Points:
    """Let the chin go down with the mouth."""
    below = np.clip((points[:, 1] - 500) / 75, 0, 1.2) ** 1.4
    share = min(1.0, pose["ParamMouthOpenY"] + pose["ParamA"] + 0.6 * pose["ParamO"])
    points[:, 1] += 9 * share * below * np.exp(-(((points[:, 0] - 512) / 95) ** 2))
    return points


def gaze_move(cx: float, cy: float) -> Move:
    """Return how an iris moves and swells about its middle."""

    def move(points: Points, pose: Pose) -> Points:
        size = 1 + (0.30 if pose["ParamEyeBallForm"] < 0 else 0.12) * pose["ParamEyeBallForm"]
        points = (points - (cx, cy)) * size + (cx, cy)
        return points + (14 * pose["ParamEyeBallX"], -10 * pose["ParamEyeBallY"])

    return move
