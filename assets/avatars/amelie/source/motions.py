"""Move Amelie when nothing happens. No mouth and no lid curves: speech and blinking own those."""

from __future__ import annotations

import itertools
import math

from cubism_binding.rigging.json_files import motion3
from cubism_binding.rigging.rig import Document

IDLE_SECONDS = 10.0


def _wave(amplitude: float, cycles: int, phase: float, offset: float = 0.0) -> list[tuple[float, float]]:
    """Return points of a sine with a whole number of cycles, so that the loop closes."""
    count = cycles * 8
    return [
        (round(IDLE_SECONDS * i / count, 4), round(offset + amplitude * math.sin(2 * math.pi * (i / 8 + phase)), 4))
        for i in range(count + 1)
    ]


def _sum(*waves: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Add waves sampled at the finest one's times."""
    finest = max(waves, key=len)

    def value(points: list[tuple[float, float]], time: float) -> float:
        for (t0, v0), (t1, v1) in itertools.pairwise(points):
            if t0 <= time <= t1:
                return v0 + (v1 - v0) * (time - t0) / (t1 - t0)
        return points[-1][1]

    return [(time, round(sum(value(wave, time) for wave in waves), 4)) for time, _ in finest]


IDLE: Document = motion3(
    {
        "ParamAngleX": _sum(_wave(4.5, 1, 0.0), _wave(1.8, 3, 0.2)),
        "ParamAngleY": _sum(_wave(2.4, 2, 0.3), _wave(1.2, 3, 0.7)),
        "ParamAngleZ": _sum(_wave(4.0, 1, 0.6), _wave(1.0, 2, 0.1)),
        "ParamEyeBallX": [(0.0, 0.0), (1.6, 0.02), (1.9, 0.3), (3.6, 0.28), (3.9, -0.05), (6.1, -0.08), (6.4, -0.32),
                          (7.8, -0.3), (8.1, 0.0), (10.0, 0.0)],
        "ParamEyeBallY": [(0.0, 0.0), (1.6, 0.0), (1.9, 0.12), (3.6, 0.1), (3.9, -0.06), (6.1, -0.05), (6.4, 0.14),
                          (7.8, 0.12), (8.1, 0.0), (10.0, 0.0)],
        "ParamBodyAngleX": _wave(2.2, 1, 0.9),
        "ParamBodyAngleY": _wave(1.0, 2, 0.4),
        "ParamBodyAngleZ": _wave(1.6, 1, 0.55),
        "ParamBreath": _wave(0.5, 3, 0.75, 0.5),
    },
    IDLE_SECONDS,
    loop=True,
)  # fmt: skip

MOTIONS: dict[str, dict[str, Document]] = {"Idle": {"idle": IDLE}}
