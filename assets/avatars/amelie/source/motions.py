"""Move her: three idle loops and the acts. Lip-sync owns the mouth's opening; only sleep and acts shut the lids."""

from __future__ import annotations

import math
from itertools import pairwise

from cubism_binding.rigging.json_files import motion3
from cubism_binding.rigging.rig import Document

Points = list[tuple[float, float]]
_STEP = 0.25  # seconds between the points of a wave


def _waves(seconds: float, *waves: tuple[float, int, float], offset: float = 0.0) -> Points:
    """Return the sum of sines (amplitude, whole cycles, phase), so that the loop closes."""
    count = round(seconds / _STEP)
    return [
        (round(seconds * i / count, 4),
         round(offset + sum(a * math.sin(2 * math.pi * (n * i / count + p)) for a, n, p in waves), 4))
        for i in range(count + 1)
    ]  # fmt: skip


def _held(seconds: float, *stops: tuple[float, float], move: float = 0.22) -> Points:
    """Return a value that jumps quickly from stop to stop, as eyes do; it ends where it began."""
    points = [(0.0, stops[0][1])]
    for (_, before), (time, value) in pairwise(stops):
        points += [(time, before), (round(time + move, 4), value)]
    points += [(round(seconds - move, 4), stops[-1][1]), (seconds, stops[0][1])]
    return points


def _idle(
    seconds: float, turn: float, phase: float, gaze: tuple[tuple[float, float, float], ...], breaths: int
) -> Document:
    stops_x = [(0.0, 0.0), *((time, x) for time, x, _ in gaze)]
    stops_y = [(0.0, 0.0), *((time, y) for time, _, y in gaze)]
    return motion3(
        {
            "ParamAngleX": _waves(seconds, (5.0 * turn, 1, phase), (2.0, 3, 0.2 + phase)),
            "ParamAngleY": _waves(seconds, (2.6, 2, 0.3 + phase), (1.2, 3, 0.7)),
            "ParamAngleZ": _waves(seconds, (4.0, 1, 0.6 + phase), (1.4, 2, 0.1)),
            "ParamEyeBallX": _held(seconds, *stops_x),
            "ParamEyeBallY": _held(seconds, *stops_y),
            "ParamBodyAngleX": _waves(seconds, (2.6 * turn, 1, 0.9 + phase), (0.7, 2, 0.4)),
            "ParamBodyAngleY": _waves(seconds, (1.2, 2, 0.4)),
            "ParamBodyAngleZ": _waves(seconds, (1.8, 1, 0.55 + phase)),
            "ParamBreath": _waves(seconds, (0.5, breaths, 0.75), offset=0.5),
            "ParamShoulder": _waves(seconds, (0.12, breaths, 0.68), (0.1, 1, phase)),
            "ParamArmR": _waves(seconds, (0.25, 1, 0.2 + phase), (0.12, breaths, 0.7)),
            "ParamArmL": _waves(seconds, (0.25, 1, 0.7 + phase), (0.12, breaths, 0.7)),
        },
        seconds,
        loop=True,
        fade=0.8,
    )


IDLES = {
    "idle": _idle(10.0, 1.0, 0.0, ((1.7, 0.3, 0.12), (3.6, -0.06, -0.05), (6.2, -0.32, 0.14), (8.0, 0.0, 0.0)), 3),
    "idle_dreamy": _idle(
        14.0, 0.7, 0.35, ((2.4, 0.1, 0.35), (5.5, -0.25, 0.3), (7.5, -0.3, -0.1), (11.0, 0.0, 0.0)), 4
    ),
    "idle_curious": _idle(
        18.0,
        1.5,
        0.7,
        (
            (2.0, -0.35, 0.05),
            (4.2, 0.05, 0.0),
            (7.4, 0.4, 0.1),
            (9.0, 0.42, -0.15),
            (12.2, 0.0, 0.05),
            (15.0, -0.15, 0.2),
            (16.4, 0.0, 0.0),
        ),
        5,
    ),
}


def _act(seconds: float, fade: float = 0.35, **curves: Points) -> Document:
    """Return a motion that is played once.

    What it leaves behind stays, and while it fades out it has no full say any more: so it rests a little at its end.
    """
    whole = round(seconds + fade + 0.1, 4)
    held = {f"Param{name}": [*points, (whole, points[-1][1])] for name, points in curves.items()}
    return motion3(held, whole, loop=False, fade=fade)


def _lids(*points: tuple[float, float]) -> dict[str, Points]:
    return {"EyeLOpen": list(points), "EyeROpen": list(points)}


def _smiles(*points: tuple[float, float]) -> dict[str, Points]:
    return {"EyeLSmile": list(points), "EyeRSmile": list(points)}


def _brows(kind: str, *points: tuple[float, float]) -> dict[str, Points]:
    return {f"BrowL{kind}": list(points), f"BrowR{kind}": list(points)}


def _shake(start: float, end: float, size: float, period: float) -> Points:
    """Return a swing to and fro that dies away."""
    points: Points = [(0.0, 0.0), (start, 0.0)]
    count = max(2, round((end - start) / (period / 2)))
    for i in range(1, count):
        points.append((round(start + (end - start) * i / count, 4), round(size * (-1) ** i * (1 - 0.6 * i / count), 4)))
    return [*points, (end, 0.0)]


def _breaths(start: float, end: float, middle: float, size: float, period: float) -> Points:
    """Return a slow wave, two points a breath."""
    count = int((end - start) / (period / 2))
    return [(round(start + i * period / 2, 4), round(middle + size * (-1) ** i, 4)) for i in range(1, count)]


ACTS: dict[str, dict[str, Document]] = {
    "Greeting": {
        "greeting": _act(
            2.6,
            AngleZ=[(0, 0), (0.5, 11), (1.2, 9), (1.7, -5), (2.6, 0)],
            AngleX=[(0, 0), (0.5, -7), (1.4, 5), (2.6, 0)],
            AngleY=[(0, 0), (0.35, 8), (0.9, -10), (1.4, 4), (2.6, 0)],
            BodyAngleY=[(0, 0), (0.9, -5), (1.5, 2), (2.6, 0)],
            BodyAngleZ=[(0, 0), (0.6, 3), (1.5, -2), (2.6, 0)],
            Shoulder=[(0, 0), (0.4, 0.7), (1.2, 0.1), (2.6, 0)],
            MouthForm=[(0, 0), (0.5, 0.9), (2.0, 0.9), (2.6, 0)],
            Cheek=[(0, 0), (0.6, 0.6), (2.0, 0.6), (2.6, 0)],
            **_smiles((0, 0), (0.6, 1), (1.9, 1), (2.6, 0)),
            **_lids((0, 1), (0.6, 1), (0.85, 0), (1.5, 0), (1.75, 1), (2.6, 1)),
        )
    },
    "Nod": {
        "nod": _act(
            1.5,
            AngleY=[(0, 0), (0.25, -20), (0.5, 6), (0.75, -16), (1.05, 4), (1.5, 0)],
            BodyAngleY=[(0, 0), (0.3, -3), (0.55, 1), (0.8, -2), (1.5, 0)],
            MouthForm=[(0, 0), (0.4, 0.5), (1.5, 0)],
        )
    },
    "Shake": {
        "shake": _act(
            1.7,
            AngleX=[(0, 0), (0.25, -22), (0.6, 20), (0.95, -15), (1.25, 8), (1.7, 0)],
            AngleZ=[(0, 0), (0.25, 3), (0.6, -3), (0.95, 2), (1.7, 0)],
            BodyAngleX=[(0, 0), (0.3, -2), (0.65, 2), (1.7, 0)],
            **_brows("Angle", (0, 0), (0.4, 0.5), (1.2, 0.5), (1.7, 0)),
        )
    },
    "Think": {
        "think": _act(
            4.0,
            AngleX=[(0, 0), (0.8, 14), (3.2, 12), (4.0, 0)],
            AngleY=[(0, 0), (0.8, 12), (3.2, 10), (4.0, 0)],
            AngleZ=[(0, 0), (0.9, 8), (2.2, 10), (3.2, 8), (4.0, 0)],
            EyeBallX=[(0, 0), (0.6, 0.6), (1.8, 0.65), (2.0, 0.2), (3.2, 0.3), (4.0, 0)],
            EyeBallY=[(0, 0), (0.6, 0.8), (3.2, 0.7), (4.0, 0)],
            MouthForm=[(0, 0), (0.8, -0.35), (3.2, -0.3), (4.0, 0)],
            BrowRY=[(0, 0), (0.8, 0.8), (3.2, 0.7), (4.0, 0)],
            Thought=[(0, 0), (0.9, 1), (3.2, 1), (4.0, 0)],
        )
    },
    "Laugh": {
        "laugh": _act(
            2.8,
            AngleY=[(0, 0), (0.4, 12), (0.7, 5), (0.95, 11), (1.2, 4), (1.45, 9), (1.8, 2), (2.8, 0)],
            AngleZ=[(0, 0), (0.6, -6), (1.6, -4), (2.8, 0)],
            BodyAngleY=[(0, 0), (0.4, 4), (0.7, -2), (0.95, 3), (1.2, -2), (1.45, 2), (2.8, 0)],
            Shoulder=[(0, 0), (0.4, 0.9), (0.65, 0.1), (0.9, 0.9), (1.15, 0.1), (1.4, 0.8), (1.7, 0.1), (2.8, 0)],
            MouthForm=[(0, 0), (0.3, 1), (2.2, 1), (2.8, 0)],
            MouthAjar=[(0, 0), (0.35, 1), (1.9, 1), (2.5, 0), (2.8, 0)],
            Cheek=[(0, 0), (0.4, 1), (2.2, 0.8), (2.8, 0)],
            **_smiles((0, 0), (0.3, 1), (2.2, 1), (2.8, 0)),
            **_lids((0, 1), (0.3, 0), (2.0, 0), (2.3, 1), (2.8, 1)),
            **_brows("Y", (0, 0), (0.4, 0.6), (2.0, 0.5), (2.8, 0)),
        )
    },
    "Surprised": {
        "surprised": _act(
            1.9,
            0.15,
            AngleY=[(0, 0), (0.18, 14), (0.7, 7), (1.9, 0)],
            BodyAngleY=[(0, 0), (0.18, 7), (0.6, 3), (1.9, 0)],
            Shoulder=[(0, 0), (0.18, 1), (0.9, 0.5), (1.9, 0)],
            EyeBallForm=[(0, 0), (0.2, -0.6), (1.2, -0.4), (1.9, 0)],
            MouthAjar=[(0, 0), (0.2, 1), (1.2, 1), (1.6, 0), (1.9, 0)],
            Shock=[(0, 0), (0.2, 1), (1.1, 1), (1.5, 0), (1.9, 0)],
            **_lids((0, 1), (0.1, 0.6), (0.25, 1.3), (1.3, 1.2), (1.9, 1)),
            **_brows("Y", (0, 0), (0.2, 1), (1.2, 0.9), (1.9, 0)),
        )
    },
    "Shy": {
        "shy": _act(
            3.2,
            AngleX=[(0, 0), (0.7, -16), (2.4, -14), (3.2, 0)],
            AngleY=[(0, 0), (0.7, -12), (2.4, -10), (3.2, 0)],
            AngleZ=[(0, 0), (0.8, 9), (1.6, 6), (2.4, 8), (3.2, 0)],
            BodyAngleX=[(0, 0), (0.9, -4), (2.4, -3), (3.2, 0)],
            BodyAngleZ=[(0, 0), (0.6, 3), (1.2, -2), (1.8, 3), (2.4, 0), (3.2, 0)],
            Shoulder=[(0, 0), (0.6, 0.9), (2.4, 0.8), (3.2, 0)],
            EyeBallX=[(0, 0), (0.5, -0.6), (2.0, -0.5), (2.3, 0.3), (3.2, 0)],
            EyeBallY=[(0, 0), (0.5, -0.5), (2.0, -0.4), (2.3, 0.3), (3.2, 0)],
            Cheek=[(0, 0), (0.5, 1), (2.6, 1), (3.2, 0)],
            BlushLines=[(0, 0), (0.6, 1), (2.4, 1), (3.0, 0), (3.2, 0)],
            MouthWave=[(0, 0), (0.6, 0.8), (2.4, 0.8), (3.2, 0)],
            ArmR=[(0, 0), (0.6, -0.8), (2.4, -0.7), (3.2, 0)],
            ArmL=[(0, 0), (0.6, -0.8), (2.4, -0.7), (3.2, 0)],
            **_brows("Angle", (0, 0), (0.6, 0.8), (2.4, 0.8), (3.2, 0)),
        )
    },
    "Angry": {
        "angry": _act(
            2.6,
            AngleX=[(0, 0), (0.5, 16), (1.9, 14), (2.6, 0)],
            AngleY=[(0, 0), (0.3, 6), (0.6, -5), (1.9, -3), (2.6, 0)],
            AngleZ=[(0, 0), (0.5, -6), (1.9, -5), (2.6, 0)],
            BodyAngleX=[(0, 0), (0.5, 4), (1.9, 3), (2.6, 0)],
            Shoulder=[(0, 0), (0.35, 1), (1.9, 0.8), (2.6, 0)],
            EyeBallX=[(0, 0), (0.5, -0.6), (1.9, -0.6), (2.6, 0)],
            MouthForm=[(0, 0), (0.3, -1), (1.9, -1), (2.6, 0)],
            AngerMark=[(0, 0), (0.4, 1), (1.9, 1), (2.3, 0), (2.6, 0)],
            Cheek=[(0, 0), (0.5, 0.7), (1.9, 0.7), (2.6, 0)],
            **_brows("Angle", (0, 0), (0.3, -1), (1.9, -1), (2.6, 0)),
            **_brows("Y", (0, 0), (0.3, -0.6), (1.9, -0.6), (2.6, 0)),
        )
    },
    "Pat": {
        "pat": _act(
            3.0,
            AngleY=[(0, 0), (0.5, -14), (1.1, -9), (1.7, -13), (2.3, -8), (3.0, 0)],
            AngleZ=_shake(0.3, 3.0, 8, 1.2),
            BodyAngleY=[(0, 0), (0.5, -3), (2.3, -2), (3.0, 0)],
            Shoulder=[(0, 0), (0.5, 0.6), (2.3, 0.4), (3.0, 0)],
            MouthForm=[(0, 0), (0.5, 1), (2.5, 1), (3.0, 0)],
            Cheek=[(0, 0), (0.5, 1), (2.5, 1), (3.0, 0)],
            **_smiles((0, 0), (0.4, 1), (2.5, 1), (3.0, 0)),
            **_lids((0, 1), (0.5, 0), (2.3, 0), (2.6, 1), (3.0, 1)),
            **_brows("Y", (0, 0), (0.5, 0.5), (2.3, 0.5), (3.0, 0)),
        )
    },
    "Poke": {
        "poke": _act(
            2.0,
            0.15,
            AngleX=[(0, 0), (0.2, -14), (0.6, 4), (2.0, 0)],
            AngleZ=[(0, 0), (0.2, -9), (0.7, 3), (2.0, 0)],
            BodyAngleX=[(0, 0), (0.2, -7), (0.6, 2), (2.0, 0)],
            Shoulder=[(0, 0), (0.2, 1), (0.8, 0.3), (2.0, 0)],
            MouthAjar=[(0, 0), (0.2, 0.8), (0.7, 0), (2.0, 0)],
            MouthForm=[(0, 0), (0.7, -0.6), (1.5, -0.6), (2.0, 0)],
            Cheek=[(0, 0), (0.5, 0.8), (1.5, 0.8), (2.0, 0)],
            **_lids((0, 1), (0.12, 0.1), (0.4, 1.15), (0.9, 0.75), (1.5, 0.75), (2.0, 1)),
            **_brows("Angle", (0, 0), (0.2, 0.6), (0.8, -0.6), (1.5, -0.6), (2.0, 0)),
        )
    },
    # Long, for her eyes are shut only while it plays; Wake takes over wherever it is.
    "Sleep": {
        "sleep": _act(
            120.0,
            1.0,
            AngleY=[(0, 0), (1.5, -10), (2.0, -4), (3.4, -17), (6.0, -15), *_breaths(6, 120, -15, 2, 4.8), (120, -15)],
            AngleZ=[(0, 0), (1.5, 4), (3.4, 10), (6.0, 9), *_breaths(6, 120, 9, 0.8, 9.6), (120, 9)],
            AngleX=[(0, 0), (3.4, -6), (6.0, -5), (120, -5)],
            BodyAngleY=[(0, 0), (3.4, -4), (6.0, -3), (120, -3)],
            Breath=[(0, 0), (1.4, 1), (3.0, 0), (6.0, 0), *_breaths(6, 120, 0.5, 0.5, 4.8), (120, 0.5)],
            Shoulder=[(0, 0), (3.4, -0.8), (6.0, -0.6), (120, -0.6)],
            MouthForm=[(0, 0), (3.4, 0.2), (120, 0.2)],
            SleepMark=[(0, 0), (3.0, 0), (4.2, 1), (6.0, 1), *_breaths(6, 120, 0.8, 0.2, 4.8), (120, 1)],
            **_lids((0, 1), (0.9, 0.5), (1.2, 0.3), (1.9, 0.6), (3.0, 0.0), (120, 0.0)),
        )
    },
    "Wake": {
        "wake": _act(
            2.6,
            0.3,
            AngleY=[(0, -15), (0.5, -16), (0.9, 12), (1.6, 6), (2.6, 0)],
            AngleZ=[(0, 9), (0.5, 9), (0.9, -3), (2.6, 0)],
            AngleX=[(0, -5), (0.6, -5), (1.2, 10), (1.7, -8), (2.6, 0)],
            Shoulder=[(0, -0.6), (0.5, -0.5), (0.9, 1), (2.6, 0)],
            BodyAngleY=[(0, -3), (0.5, -3), (0.9, 5), (2.6, 0)],
            SleepMark=[(0, 1), (0.5, 1), (0.7, 0), (2.6, 0)],
            MouthAjar=[(0, 0), (0.6, 0), (0.9, 0.9), (1.4, 0.3), (1.8, 0), (2.6, 0)],
            **_lids((0, 0), (0.6, 0), (0.9, 1.2), (1.2, 1.1), (1.35, 0), (1.5, 1), (1.75, 0), (1.95, 1), (2.6, 1)),
            **_brows("Y", (0, 0), (0.6, 0), (0.9, 0.9), (1.8, 0.2), (2.6, 0)),
        )
    },
}

MOTIONS: dict[str, dict[str, Document]] = {"Idle": IDLES, **ACTS}
