"""Say what shapes the mouth takes, and draw its pieces. X runs from -1 (screen left) to 1 between its corners."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from brush import Ink, Point, linear, oval, polygon, radial, smooth

MOUTH: Point = (512.0, 518.0)


@dataclass(frozen=True)
class Shape:
    """Describe an opening in canvas pixels: half width, how far the lips part upwards and downwards, squareness.

    Teeth and tongue: 0 hidden .. 1 seen.
    """

    half: float
    rise: float
    drop: float
    round: float = 0.5  # exponent of the lower lip: small is square, 1 a parabola
    teeth: float = 0.0
    tongue: float = 0.0
    upper_teeth: float = 1.0


SHUT = Shape(24.0, 0.0, 0.0)
OPEN = Shape(24.0, 6.0, 28.0, 0.55, 0.0, 1.0, 0.7)
AJAR = {
    -1: Shape(23.0, 6.0, 12.0, 0.3, 1.0),
    0: Shape(12.5, 7.0, 13.0, 0.5, 0.0, 0.0, 0.0),
    1: Shape(32.0, 0.5, 22.0, 0.6, 0.0, 1.0),
}
VOWELS = {
    "A": Shape(27.0, 8.0, 38.0, 0.55, 0.0, 1.0),
    "I": Shape(34.0, 4.0, 11.0, 0.36, 1.0),
    "U": Shape(9.5, 5.5, 9.5, 0.55, 0.0, 0.0, 0.0),
    "E": Shape(30.0, 5.0, 19.0, 0.42, 0.2, 1.0),
    "O": Shape(16.0, 10.0, 28.0, 0.5, 0.0, 0.3, 0.1),
}


def blended(pose: Mapping[str, float]) -> tuple[Shape, float]:
    """Return the opening of a pose and its form; vowels and MouthOpenY together open no wider than the widest."""
    form = pose["ParamMouthForm"]
    parts = [(VOWELS[v], pose[f"Param{v}"]) for v in VOWELS if pose[f"Param{v}"] > 0]
    opened, ajar = pose["ParamMouthOpenY"], pose["ParamMouthAjar"]
    total = sum(weight for _, weight in parts)
    if opened > 0:
        # Vowels own the shape; without them the plain opening shows in full.
        parts.append((OPEN, opened * (0.25 if total else 1.0)))
    if ajar > 0:
        parts.append((AJAR[round(form)], ajar * (0.35 if opened or total else 1.0)))
    total = sum(weight for _, weight in parts)
    scale = 1.0 if total <= 1 else 1 / total
    rest = max(0.0, 1.0 - total)

    def mix(name: str) -> float:
        return rest * float(getattr(SHUT, name)) + scale * sum(float(getattr(s, name)) * w for s, w in parts)

    return Shape(*(mix(name) for name in ("half", "rise", "drop", "round", "teeth", "tongue", "upper_teeth"))), form


def curves(x: np.ndarray, shape: Shape, form: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return (x, upper y, lower y) in canvas pixels of the lips at X for a form -1 (frown) .. 1 (smile)."""
    smile, frown = max(form, 0.0), max(-form, 0.0)
    narrow = np.clip(shape.half / 24.0, 0.4, 1.0)  # pursed lips smile less
    bow = 1 - x**2
    half = shape.half * (1 + 0.22 * smile * narrow - 0.08 * frown)
    base = MOUTH[1] + narrow * (bow * (3.0 + 8.5 * smile - 12 * frown) - 4.5 * smile + 5.5 * frown)
    dip = 1.1 * np.exp(-((x / 0.16) ** 2)) * narrow * (1 - frown)  # of the upper lip, in the middle
    upper = base + dip - shape.rise * np.maximum(bow, 0) ** 0.8 * (1 - 0.5 * smile)
    lower = base + dip + shape.drop * np.maximum(bow, 0) ** shape.round * (1 + 0.08 * smile)
    return MOUTH[0] + x * half, upper, lower


DRAWN = Shape(27.0, 8.0, 38.0, 0.55)  # the interior is drawn so


def interior(ink: Ink) -> None:
    """Paint the inside of the mouth, wide open."""
    px, upper, lower = curves(np.linspace(-1, 1, 60), DRAWN, 0.0)
    shape = polygon(np.vstack([np.stack([px, upper], 1), np.stack([px, lower], 1)[::-1]]))
    top, bottom = float(upper.min()), float(lower.max())
    ink.fill(shape, linear((512, top), (512, bottom), (0, ink.c.mouth_deep), (0.75, ink.c.mouth_inside)))


def teeth(ink: Ink, lower: bool) -> None:
    """Paint a row of teeth, wider than the mouth: the interior masks it."""
    x, y = MOUTH
    if lower:
        row = smooth(
            [(x - 32, y + 10), (x - 16, y + 5), (x + 16, y + 5), (x + 32, y + 10), (x + 32, y + 26), (x - 32, y + 26)]
        )
        ink.fill(row, linear((x, y + 4), (x, y + 18), (0, ink.c.teeth), (1, "#ead3dc")))
        return
    row = smooth(
        [
            (x - 36, y - 16),
            (x + 36, y - 16),
            (x + 30, y + 2),
            (x + 14, y + 5.5),
            (x, y + 6),
            (x - 14, y + 5.5),
            (x - 30, y + 2),
        ]
    )
    ink.fill(row, linear((x, y - 8), (x, y + 6), (0, "#ecd6de"), (0.5, ink.c.teeth)))
    edge = [(x - 30, y + 2), (x - 14, y + 5.5), (x, y + 6), (x + 14, y + 5.5), (x + 30, y + 2)]
    ink.line(edge, "#c9a0b4", 1.5, (0.4, 0.4), 0.8)


def tongue(ink: Ink) -> None:
    """Paint the tongue; the interior masks it."""
    x, y = MOUTH
    ink.fill(oval(x, y + 34, 22, 16), radial((x, y + 27), 24, (0, "#ffb0b3"), (1, ink.c.tongue)))
    ink.line([(x, y + 21), (x + 0.4, y + 32)], "#d9596c", 2.0, (0.2, 0.1), alpha=0.6)


def lip_line(ink: Ink, lower: bool) -> None:
    """Paint a straight tapered line; its mesh bends it along the lips."""
    x, y = MOUTH
    points = [(x - 24 + 48 * t, y) for t in np.linspace(0, 1, 9)]
    if lower:
        ink.line(points, ink.c.lip, 2.6, (0.1, 0.1), alpha=0.9)
        return
    ink.line(points, ink.c.mouth_line, 4.0, (0.35, 0.35))


def lower_lip(ink: Ink) -> None:
    """Paint the lower lip: a tint, a gleam, the shadow below it."""
    x, y = MOUTH
    ink.fill(oval(x, y + 8.5, 12, 3.6), ink.c.lip, 0.35, 2.6)
    ink.fill(oval(x - 2, y + 7.5, 4.2, 1.4), "#ffffff", 0.85, 0.8)
    ink.line([(x - 8, y + 15.5), (x, y + 17), (x + 8, y + 15.5)], ink.c.skin_line, 2.0, (0.1, 0.1), 0.55)
