"""Draw the face: skin, ears, blush, nose and brows."""

from __future__ import annotations

import numpy as np
from brush import Ink, Point, linear, mirror, oval, polygon, sample, smooth

CENTRE = 512.0
BROW_Y = 352.0

_HALF: list[Point] = [(512, 190), (606, 208), (654, 286), (661, 368), (656, 426), (642, 474), (613, 517), (576, 550),
                      (541, 569), (512, 575)]  # fmt: skip
OUTLINE: list[Point] = [*_HALF, *mirror(_HALF)[-2:0:-1]]


def skin(ink: Ink) -> None:
    """Paint the face with soft shade at the jaw and warmth on the cheeks."""
    c, shape = ink.c, smooth(OUTLINE)
    ink.fill(shape, linear((430, 300), (620, 570), (0, c.skin_light), (0.6, c.skin), (1, "#ffdfd2")))
    with ink.inside(shape):
        shade = smooth([(655, 400), (690, 400), (690, 610), (560, 610), (518, 574), (556, 562), (602, 526), (634, 480)])
        ink.fill(shade, c.skin_shade, 0.75, 7)
        left = smooth([(368, 440), (340, 440), (340, 570), (470, 600), (484, 574), (440, 556), (400, 516)])
        ink.fill(left, c.skin_shade, 0.45, 8)
        for side in (-1, 1):
            ink.fill(oval(CENTRE + side * 98, 484, 44, 24), c.blush, 0.20, 16)
            x, y = ink.design.eye.centre(side)
            ink.fill(oval(x + side * 22, y - 34, 34, 18), c.blush, 0.22 * ink.design.eye.lashes, 9)  # on the lid
        ink.fill(oval(512, 560, 24, 7), c.skin_light, 0.8, 5)
        ink.fill(oval(500, 470, 12, 22), "#ffffff", 0.35, 8)
    lower = sample(OUTLINE)
    jaw = lower[(lower[:, 1] > 395)]
    ink.line(jaw, c.skin_line, 2.8, (0.1, 0.1), dense=True)


def ear(ink: Ink, side: int) -> None:
    """Paint an ear; most of it hides behind hair."""
    c = ink.c
    points: list[Point] = [(652, 396), (676, 384), (690, 398), (688, 428), (674, 458), (656, 466), (644, 440)]
    inner: list[Point] = [(660, 410), (676, 402), (680, 416), (672, 440), (660, 450)]
    fold: list[Point] = [(659, 408), (675, 399), (682, 412), (676, 434)]
    if side < 0:
        points, inner, fold = mirror(points), mirror(inner), mirror(fold)
    ink.fill(smooth(points), linear((512 + side * 140, 390), (512 + side * 170, 466), (0, c.skin), (1, c.skin_shade)))
    ink.fill(smooth(inner), c.skin_deep, 0.55, 3)
    ink.line([*points, points[0]], c.skin_line, 2.6, (0.5, 0.5))
    ink.line(fold, c.skin_line, 2.0, (0.1, 0.1), 0.8)


def blush(ink: Ink, side: int) -> None:
    """Paint one cheek's blush, with a spot of light."""
    x = CENTRE + side * 98
    ink.fill(oval(x, 486, 36, 18), ink.c.blush, 0.75, 11)
    ink.fill(oval(x - 15, 478, 4.6, 2.8), "#ffffff", 0.9, 1.0)
    ink.fill(oval(x - 5, 475.5, 2.2, 1.6), "#ffffff", 0.8, 0.8)


def blush_lines(ink: Ink, side: int) -> None:
    """Paint the slanting strokes of a strong blush."""
    x = CENTRE + side * 98
    for step in (-20, -7, 6, 19):
        ink.line([(x + step + 6, 474), (x + step - 5, 496)], "#ee4d68", 3.4, (0.3, 0.3), alpha=0.85)


def nose(ink: Ink) -> None:
    """Paint a small nose: a soft shadow, a tick of line, a spot of light."""
    c = ink.c
    ink.fill(smooth([(513, 478), (521, 489), (514, 495), (508, 491)]), c.skin_deep, 0.55, 1.8)
    ink.line([(508.5, 491), (513, 493.5), (518.5, 490)], c.skin_line, 2.3, (0.1, 0.1), alpha=0.9)
    ink.fill(oval(508.5, 482.5, 2.0, 3.2), "#ffffff", 0.95, 0.8)


def brow_edges(side: int) -> tuple[list[Point], list[Point]]:
    """Return the upper and lower edge of a brow, inner end first, as the strip's mesh needs them."""
    xs = np.linspace(36, 126, 9)
    arch = BROW_Y + 3 - 11 * np.sin(np.pi * (0.20 + 0.66 * (xs - 36) / 90)) + 0.02 * (xs - 36)
    upper = [(CENTRE + side * x, y - 9) for x, y in zip(xs, arch, strict=True)]
    lower = [(CENTRE + side * x, y + 9) for x, y in zip(xs, arch, strict=True)]
    return upper, lower


def brow(ink: Ink, side: int) -> None:
    """Paint a brow: fuller at the inner end, a fine tail."""
    upper, lower = brow_edges(side)
    middle = [((a[0] + b[0]) / 2, (a[1] + b[1]) / 2) for a, b in zip(upper, lower, strict=True)]
    curve = sample(middle)[6:-8]
    t = np.linspace(0, 1, len(curve))
    half = (ink.design.brow * (0.3 + 3.5 * np.sin(np.pi * (0.06 + 0.92 * t**0.62)) ** 0.8))[:, None]
    up = np.array([0.0, 1.0])
    shape = polygon(np.vstack([curve - up * half, (curve + up * half)[::-1]]))
    ink.fill(
        shape, linear(tuple(curve[0]), tuple(curve[-1]), (0, ink.c.brow, 0.75), (0.25, ink.c.brow), (1, ink.c.brow))
    )
