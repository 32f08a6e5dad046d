"""Let hair, rose and ribbons swing after head and body and come to rest; longer things swing slower."""

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
_BOUNCE = [*_HEAD, ("ParamAngleY", 30, "X")]


def _swing(name: str, inputs: list[tuple[str, float, str]], output: str, radius: float, mobility: float, delay: float,
           scale: float, tip: tuple[str, float, float] | None = None) -> Document:  # fmt: skip
    """Return a pendulum; `tip` (parameter, radius, scale) hangs a second one below the first."""
    outputs = [(f"Param{output}", 1, scale)]
    vertices: list[tuple[float, float, float, float]] = [(0, 1, 1, 1), (radius, mobility, delay, 1.5)]
    if tip:
        outputs.append((f"Param{tip[0]}", 2, tip[2]))
        vertices.append((tip[1], mobility, delay * 0.92, 1.4))
    return {"name": name, "inputs": inputs, "outputs": outputs, "vertices": vertices, "position": 10, "angle": 10}


PHYSICS: Document = physics3(
    [
        _swing("Cowlick", _BOUNCE, "Ahoge", 3, 0.93, 0.9, 1.6),
        _swing("Bangs, middle", _HEAD, "HairFront", 4, 0.88, 0.92, 1.4),
        _swing("Bangs, sides", _HEAD, "HairFrontSide", 5, 0.89, 0.9, 1.4),
        _swing("Bangs, outermost", _HEAD, "HairFrontOuter", 7, 0.9, 0.88, 1.5),
        _swing("Side hair, thin", _HEAD, "HairSide", 7, 0.91, 0.9, 1.5),
        _swing("Side hair R", _HEAD, "HairSideR", 10, 0.92, 0.84, 1.5),
        _swing("Side hair L", _HEAD, "HairSideL", 9, 0.92, 0.88, 1.5, ("HairSideTip", 5, 1.3)),
        _swing("Back hair", _HEAD, "HairBack", 14, 0.92, 0.8, 2.0),
        _swing("Back hair, middle", _HEAD, "HairBackMiddle", 12, 0.92, 0.82, 2.0, ("HairBackTip", 6, 1.3)),
        _swing("Back hair, outer", _HEAD, "HairBackOuter", 11, 0.92, 0.86, 2.0),
        _swing("Rose", _HEAD, "Rose", 3, 0.85, 0.9, 1.2),
        _swing("Ribbon of the rose", _HEAD, "RoseRibbon", 5, 0.92, 0.92, 1.7),
        _swing("Bow", _BODY, "Ribbon", 4, 0.86, 0.9, 1.3),
        _swing("Ends of the bow", _BODY, "RibbonTail", 6, 0.91, 0.86, 1.6),
        _swing("Pendant", [*_BODY, ("ParamAngleX", 20, "X")], "Pendant", 3, 0.9, 0.9, 1.5),
        _swing("Skirt", _BODY, "Skirt", 12, 0.9, 0.8, 1.4),
    ]
)
