"""Draw the face: skin, blush, nose, brows, mouth pieces, and the marks of strong feeling."""

from __future__ import annotations

import numpy as np
import palette as c
from brush import Ink, Point, linear, mirror, oval, polygon, radial, sample, smooth

CENTRE = 512.0
MOUTH: Point = (512.0, 606.0)
BROW_Y = 402.0

_HALF: list[Point] = [(512, 224), (600, 238), (656, 300), (674, 390), (676, 470), (668, 530), (643, 582), (602, 624),
                      (556, 651), (512, 660)]  # fmt: skip
OUTLINE: list[Point] = [*_HALF, *mirror(_HALF)[-2:0:-1]]


def skin(ink: Ink) -> None:
    """Paint the face with soft shadow under the bangs and at the jaw."""
    shape = smooth(OUTLINE)
    ink.fill(shape, linear((420, 300), (640, 670), (0, "#fff3ea"), (0.55, c.SKIN), (1, "#fbd5c8")))
    with ink.inside(shape):
        ink.fill(smooth([(330, 200), (694, 200), (700, 400), (640, 424), (590, 404), (540, 436), (480, 414), (430, 402),
                         (380, 424), (324, 470)]), c.SKIN_DEEP, 0.42, 9)  # fmt: skip
        ink.fill(smooth([(672, 420), (700, 420), (700, 680), (560, 690), (606, 640), (650, 560)]), c.SKIN_DEEP, 0.5, 12)
        ink.fill(
            smooth([(352, 470), (330, 470), (330, 640), (440, 660), (392, 610), (362, 540)]), c.SKIN_SHADE, 0.6, 10
        )
        ink.fill(oval(512, 636, 30, 6), c.SKIN_SHADE, 0.35, 6)
        ink.fill(oval(496, 560, 20, 26), "#fffaf5", 0.6, 12)
    lower = sample(OUTLINE)
    jaw = lower[(lower[:, 1] > 430)]
    ink.line(jaw, c.SKIN_LINE, 3.4, (0.1, 0.1), dense=True)


def blush(ink: Ink, side: int) -> None:
    """Paint one cheek's blush with three little strokes."""
    x = CENTRE + side * 108
    ink.fill(oval(x, 556, 38, 20), c.BLUSH, 0.55, 13)
    for step in (-15, 0, 15):
        ink.line([(x + step + 5, 547), (x + step - 4, 565)], "#f0566e", 3.0, (0.3, 0.3), alpha=0.5)


def nose(ink: Ink) -> None:
    """Paint a small nose: a soft shadow and a tick of line."""
    ink.fill(smooth([(512, 556), (524, 570), (512, 577), (505, 570)]), c.SKIN_DEEP, 0.55, 2.5)
    ink.line([(509, 573), (515, 575.5), (521, 571)], c.SKIN_LINE, 2.8, (0.1, 0.1), alpha=0.9)
    ink.fill(oval(508, 561, 2.4, 4), "#ffffff", 0.6, 1.8)


def brow_edges(side: int) -> tuple[list[Point], list[Point]]:
    """Return the upper and lower edge of a brow, inner end first, as the strip's mesh needs them."""
    xs = np.linspace(40, 138, 9)
    arch = BROW_Y + 2 - 12 * np.sin(np.pi * (0.12 + 0.66 * (xs - 40) / 98)) - 0.04 * (xs - 40)
    upper = [(CENTRE + side * x, y - 9) for x, y in zip(xs, arch, strict=True)]
    lower = [(CENTRE + side * x, y + 9) for x, y in zip(xs, arch, strict=True)]
    return upper, lower


def brow(ink: Ink, side: int) -> None:
    """Paint a brow: fuller at the inner end."""
    upper, lower = brow_edges(side)
    middle = [((a[0] + b[0]) / 2, (a[1] + b[1]) / 2) for a, b in zip(upper, lower, strict=True)]
    curve = sample(middle)[8:-8]
    t = np.linspace(0, 1, len(curve))
    half = (0.35 + 4.4 * np.sin(np.pi * (0.03 + 0.94 * t**0.75)) ** 0.75)[:, None]
    up = np.array([0.0, 1.0])
    ink.fill(polygon(np.vstack([curve - up * half, (curve + up * half)[::-1]])), c.BROW)


# The mouth: X runs from -1 (screen left) to 1 between its corners.


def mouth_curves(
    x: np.ndarray, opened: float, form: float, wave: float = 0.0
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return (x, upper y, lower y) in canvas pixels of the lips at X, for open 0..1, form -1..1 and wave 0..1."""
    smile, frown = max(form, 0.0), max(-form, 0.0)
    width = 29 * (1 + 0.36 * smile - 0.14 * frown + 0.1 * wave) * (1 - opened * (0.06 - 0.1 * smile + 0.14 * frown))
    bow = 1 - x**2
    base = MOUTH[1] + bow * (5 + 10.5 * smile - 15 * frown) - 1.5 - 5 * smile + 6.5 * frown
    base = base + wave * 4.2 * np.sin(3.0 * np.pi * x) * bow**0.35
    rise = opened * (5 + 3 * frown - 3 * smile)
    drop = opened * (35 + 1 * smile - 5 * frown)
    upper = base - rise * bow
    lower = base + drop * np.maximum(bow, 0) ** 0.52
    return MOUTH[0] + x * width, upper, lower


DRAWN = 1.0  # the interior is drawn fully open, form 0


def mouth_interior(ink: Ink) -> None:
    """Paint the inside of the mouth, fully open."""
    x = np.linspace(-1, 1, 60)
    px, upper, lower = mouth_curves(x, DRAWN, 0.0)
    shape = polygon(np.vstack([np.stack([px, upper], 1), np.stack([px, lower], 1)[::-1]]))
    ink.fill(shape, linear((512, upper.min()), (512, lower.max()), (0, c.MOUTH_DEEP), (1, c.MOUTH_INSIDE)))


def teeth(ink: Ink) -> None:
    """Paint the row of upper teeth, wider than the mouth: the interior masks it."""
    x, y = MOUTH
    ink.fill(smooth([(x - 30, y - 12), (x + 30, y - 12), (x + 26, y + 5), (x, y + 8.5), (x - 26, y + 5)]),
             linear((x, y - 6), (x, y + 8), (0, "#f4dfe2"), (0.6, c.TEETH)))  # fmt: skip


def tongue(ink: Ink) -> None:
    """Paint the tongue; the interior masks it."""
    x, y = MOUTH
    ink.fill(oval(x, y + 42, 24, 20), radial((x, y + 36), 24, (0, "#ffa9ac"), (1, c.TONGUE)))
    ink.line([(x, y + 26), (x + 0.5, y + 40)], "#d9596c", 2.4, (0.2, 0.1), alpha=0.7)


def lip_line(ink: Ink, lower: bool) -> None:
    """Paint a straight tapered line; its mesh bends it along the lips."""
    x, y = MOUTH
    points = [(x - 27 + 54 * t, y) for t in np.linspace(0, 1, 9)]
    if lower:
        ink.line(points, c.LIP, 3.2, (0.1, 0.1), alpha=0.9)
    else:
        ink.line(points, c.MOUTH_LINE, 5.2, (0.35, 0.35))


def tear_pool(ink: Ink, side: int) -> None:
    """Paint tears standing in the eye; the eye's white masks them."""
    x = CENTRE + side * 88
    pool: list[Point] = [(x - 64, 508), (x - 30, 522), (x, 520), (x + 30, 526), (x + 64, 508), (x + 50, 552),
                         (x - 50, 552)]  # fmt: skip
    ink.fill(smooth(pool),
             linear((x, 512), (x, 546), (0, "#ffffff", 0.35), (0.5, c.TEAR, 0.85), (1, "#ffffff", 0.95)))  # fmt: skip
    ink.fill(oval(x - 14, 528, 9, 5), "#ffffff", 0.95, 1)
    ink.fill(oval(x + 20, 532, 5, 3), "#ffffff", 0.9, 1)


def tear(ink: Ink, side: int) -> None:
    """Paint a drop on the cheek below the eye."""
    x = CENTRE + side * 96
    drop = smooth([(x, 540), (x + 13, 572), (x + 12, 590), (x, 599), (x - 12, 590), (x - 13, 572)])
    ink.fill(drop, linear((x, 540), (x, 600), (0, "#ffffff", 0.5), (0.6, c.TEAR, 0.95), (1, "#9fdcff", 0.98)))
    ink.line([(x + 5, 552), (x + 13, 574), (x + 12, 590), (x, 599), (x - 12, 590), (x - 13, 574)], c.TEAR_LINE, 2.0,
             (0.0, 0.1), alpha=0.85)  # fmt: skip
    ink.fill(oval(x - 4, 580, 3, 7), "#ffffff", 0.95, 0.6)


def sweat(ink: Ink) -> None:
    """Paint a drop of sweat at the temple."""
    drop = smooth([(666, 322), (684, 364), (678, 388), (664, 394), (650, 386), (648, 364)])
    ink.fill(drop, linear((666, 322), (666, 394), (0, "#ffffff", 0.7), (1, c.TEAR, 0.98)))
    ink.line([(666, 322), (684, 364), (678, 388), (664, 394), (650, 386), (648, 364), (666, 322)], c.TEAR_LINE, 2.6,
             (0.5, 0.5))  # fmt: skip
    ink.fill(oval(658, 374, 3.4, 8), "#ffffff", 0.95, 0.5)


def anger_mark(ink: Ink) -> None:
    """Paint the four-armed vein mark of comics."""
    x, y, size = 394.0, 262.0, 1.3
    for tone, width in (("#7a0f2c", 15.5), (c.ANGER, 10.0)):
        for angle in range(0, 360, 90):
            a = np.radians(angle)
            turn = np.array([[np.cos(a), -np.sin(a)], [np.sin(a), np.cos(a)]])
            arm = (np.array([(7, 36), (10, 12), (12, 10), (36, 7)]) * size) @ turn.T + (x, y)
            ink.line(arm.tolist(), tone, width, (0.7, 0.7))


def shock(ink: Ink) -> None:
    """Paint the short rays of surprise beside the head."""
    for tone, width in (("#8a5a1e", 15.0), ("#ffd76a", 9.5)):
        for start, end in (((262, 262), (206, 232)), ((290, 204), (250, 150)), ((338, 160), (320, 94))):
            ink.line([start, ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2), end], tone, width, (0.65, 0.8))


def gloom(ink: Ink) -> None:
    """Paint a cold shade over brow and eyes with falling lines."""
    shape = smooth(OUTLINE)
    with ink.inside(shape):
        ink.fill(smooth([(330, 200), (694, 200), (690, 470), (512, 500), (334, 470)]),
                 linear((512, 260), (512, 510), (0, c.GLOOM, 0.75), (0.6, c.GLOOM, 0.4), (1, c.GLOOM, 0.0)),
                 1, 6)  # fmt: skip
