"""Draw the rose, petal by petal, with leaves and ribbon."""

from __future__ import annotations

import numpy as np
from brush import Ink, linear, outline, oval, polygon, radial, sample

# Petals from the outermost in: (angle, distance, breadth, height) in radii of the flower.
_RINGS = (
    ((0.35, 1.60, 2.85, 4.10, 5.35), 0.56, 0.66, 0.50),
    ((0.95, 2.25, 3.50, 4.75, 6.00), 0.40, 0.54, 0.42),
    ((0.20, 1.80, 3.40, 4.90), 0.25, 0.42, 0.34),
    ((1.10, 3.20, 5.30), 0.12, 0.30, 0.24),
)


def leaves(ink: Ink, x: float, y: float, r: float) -> None:
    """Paint the leaves below a rose."""
    c = ink.c
    for angle, length in ((2.55, 1.62), (0.28, 1.66), (0.95, 1.5)):
        out = np.array([np.cos(angle), np.sin(angle)])
        across = np.array([-out[1], out[0]])
        base, tip = np.array([x, y]) + out * r * 0.5, np.array([x, y]) + out * r * length
        middle = base + (tip - base) * 0.45
        left = [tuple(base), tuple(middle - across * r * 0.32), tuple(tip)]
        right = [tuple(base), tuple(middle + across * r * 0.30), tuple(tip)]
        leaf = polygon(np.vstack([sample(left), sample(right)[::-1]]))
        ink.fill(leaf, linear(left[1], right[1], (0, c.leaf), (0.5, c.leaf), (0.52, c.leaf_shade), (1, c.leaf_shade)))
        ink.line(left, c.leaf_line, 2.0, (0.2, 0.2))
        ink.line(right, c.leaf_line, 2.2, (0.2, 0.2))
        ink.line([tuple(base), tuple(tip)], c.leaf_line, 1.4, (0.6, 0.1), 0.6)


def flower(ink: Ink, x: float, y: float, r: float) -> None:
    """Paint a rose of radius r: overlapping petals with curled, lit rims around a spiral heart."""
    c = ink.c
    ink.fill(oval(x, y, r * 0.86, r * 0.84), c.rose_shade)
    for number, (angles, distance, breadth, height) in enumerate(_RINGS):
        ink.fill(oval(x, y, r * (distance + 0.16), r * (distance + 0.16)), c.rose_line, 0.4, r * 0.09)
        for k, angle in enumerate(angles):
            turn = angle + 0.16 * np.sin(3.0 * k + number)
            out = np.array([np.cos(turn), np.sin(turn)])
            across = np.array([-out[1], out[0]])
            centre = np.array([x, y]) + out * r * distance

            def at(
                u: float,
                v: float,
                centre: np.ndarray = centre,
                out: np.ndarray = out,
                across: np.ndarray = across,
                b: float = breadth * r,
                h: float = height * r,
            ) -> tuple[float, float]:
                place = centre + across * u * b + out * v * h
                return float(place[0]), float(place[1])

            wave = 0.10 * np.sin(2.0 * k + number)
            rim = [at(-0.98, -0.15), at(-0.86, 0.52), at(-0.38, 0.92 + wave), at(0.1, 0.80), at(0.48, 0.97 - wave),
                   at(0.9, 0.45), at(0.98, -0.2)]  # fmt: skip
            base = [at(0.98, -0.2), at(0.5, -0.75), at(-0.5, -0.75), at(-0.98, -0.15)]
            petal = outline(rim, base)
            lit = float(np.clip(0.5 - 0.5 * (out[0] * 0.6 + out[1] * 0.8), 0, 1))
            tone = c.rose_light if lit > 0.62 else c.rose
            ink.fill(petal, linear(at(0, 0.9), at(0, -0.7), (0, tone), (0.45, c.rose), (1, c.rose_shade)))
            with ink.inside(petal):
                lower = [at(-0.9, 0.30), at(-0.4, 0.62 + wave), at(0.1, 0.54), at(0.5, 0.66 - wave), at(0.9, 0.22)]
                curl = polygon(np.vstack([sample(rim), sample(lower)[::-1]]))
                ink.fill(curl, c.rose_light, 0.22 + 0.55 * lit, 0.8)
                ink.line(rim[1:-1], "#ffd7dd", 1.6, (0.1, 0.1), 0.2 + 0.6 * lit)
            ink.line(rim, c.rose_line, 1.9, (0.25, 0.25), 0.85)
    ink.fill(oval(x, y, r * 0.17, r * 0.16), radial((x, y), r * 0.2, (0, c.rose_line), (1, c.rose_shade)))
    t = np.linspace(0.3, 9.2, 60)
    ink.line(np.stack([x + np.cos(t) * r * 0.024 * t, y + np.sin(t) * r * 0.023 * t], 1), c.rose_light, 1.8, (0.1, 0.1),
             0.75, dense=True)  # fmt: skip
    ink.fill(oval(x - r * 0.42, y - r * 0.52, r * 0.14, r * 0.07), "#fff0f2", 0.8, 1.6)


def ribbon(ink: Ink) -> None:
    """Paint the ribbon ends that hang from the rose in her hair."""
    c = ink.c
    for points in (
        (((678, 250), (700, 300), (694, 350), (712, 404)), ((690, 246), (718, 296), (716, 350), (736, 392))),
        (((664, 256), (672, 300), (660, 340), (664, 384)), ((680, 256), (692, 300), (682, 344), (686, 374))),
    ):
        left, right = [list(edge) for edge in points]
        shape = outline(
            left, [left[-1], ((left[-1][0] + right[-1][0]) / 2 + 1, left[-1][1] - 16), right[-1]], right[::-1]
        )
        ink.fill(
            shape,
            linear(left[0], right[-1], (0, c.ribbon_shade), (0.35, c.ribbon), (0.6, c.ribbon_light), (1, c.ribbon)),
        )
        for edge in (left, right):
            ink.line(edge, c.ribbon_line, 2.2, (0.4, 0.4), 0.9)
        notch = [left[-1], ((left[-1][0] + right[-1][0]) / 2 + 1, left[-1][1] - 16), right[-1]]
        ink.line(notch[:2], c.ribbon_line, 2.0, (0.6, 0.6), 0.9)
        ink.line(notch[1:], c.ribbon_line, 2.0, (0.6, 0.6), 0.9)
