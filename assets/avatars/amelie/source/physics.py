"""Let hair, rose and ribbon swing after the head and come to rest."""

from __future__ import annotations

from cubism_binding.rigging.json_files import physics3
from cubism_binding.rigging.rig import Document

_HEAD = [
    ("ParamAngleX", 60, "X"),
    ("ParamAngleZ", 60, "Angle"),
    ("ParamBodyAngleX", 40, "X"),
    ("ParamBodyAngleZ", 40, "Angle"),
]
_BODY = [("ParamBodyAngleX", 100, "X"), ("ParamBodyAngleZ", 100, "Angle")]


def _swing(name: str, inputs: list[tuple[str, float, str]], output: str, radius: float, mobility: float, delay: float,
           scale: float) -> Document:  # fmt: skip
    return {
        "name": name,
        "inputs": inputs,
        "outputs": [(output, 1, scale)],
        "vertices": [(0, 1, 1, 1), (radius, mobility, delay, 1.5)],
        "position": 10,
        "angle": 10,
    }


PHYSICS: Document = physics3(
    [
        _swing("Front hair", _HEAD, "ParamHairFront", 4, 0.90, 0.9, 1.5),
        _swing("Side hair", _HEAD, "ParamHairSide", 9, 0.92, 0.85, 1.6),
        _swing("Back hair", _HEAD, "ParamHairBack", 12, 0.93, 0.8, 1.6),
        _swing("Rose", _HEAD, "ParamRose", 3, 0.85, 0.9, 1.2),
        _swing("Ribbon", _BODY, "ParamRibbon", 6, 0.90, 0.85, 1.5),
    ]
)
