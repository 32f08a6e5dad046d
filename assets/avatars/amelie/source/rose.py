"""Draw the rose, petal by petal."""

from __future__ import annotations

import numpy as np
import palette as c
from brush import Ink, Point, linear, oval, polygon, sample, smooth


def _petal(ink: Ink, points: list[Point], tone: str, light: str) -> None:
    shape = smooth(points)
    bounds = shape.getBounds()
    ink.fill(
        shape,
        linear(
            (bounds.left(), bounds.top()), (bounds.right(), bounds.bottom()), (0, light), (0.5, tone), (1, c.ROSE_SHADE)
        ),
    )
    ink.line([*points, points[0]], c.ROSE_LINE, 2.2, (0.6, 0.6), 0.9)


# A petal's outline: across it and outwards, in petal sizes.
_PETAL = ((-0.95, -0.25), (-0.8, 0.5), (-0.1, 0.78), (0.35, 0.62), (0.92, 0.32), (0.9, -0.35), (0.0, -0.7))


def rose(ink: Ink, x: float, y: float, r: float) -> None:
    """Paint a rose of radius r with two leaves."""
    for dx, dy, angle in ((-0.95, 0.72, 2.6), (1.0, 0.62, 0.45), (0.55, 1.05, 1.2)):
        tip = (x + np.cos(angle) * r * 1.62, y + np.sin(angle) * r * 1.45)
        side_a = (x + dx * r * 0.75 - dy * r * 0.36, y + dy * r * 0.75 - 0.26 * r)
        side_b = (x + dx * r * 0.72 + dy * r * 0.28, y + dy * r * 0.78 + 0.34 * r)
        left = [(x, y), side_a, tip]
        right = [(x, y), side_b, tip]
        leaf = polygon(np.vstack([sample(left), sample(right)[::-1]]))
        ink.fill(leaf, linear((x, y), tip, (0, c.LEAF_SHADE), (1, c.LEAF)))
        ink.line(left, c.LEAF_LINE, 2.2, (0.3, 0.3))
        ink.line(right, c.LEAF_LINE, 2.2, (0.3, 0.3))
        ink.line([(x, y), tip], c.LEAF_LINE, 1.6, (0.5, 0.1), 0.7)
    ink.fill(oval(x, y + 4, r * 1.02, r * 1.0), c.ROSE_LINE, 0.35, 6)
    for ring, (count, radius, size, turn) in enumerate(
        ((5, 0.58, 0.56, 0.3), (5, 0.40, 0.46, 0.95), (4, 0.22, 0.36, 0.2))
    ):
        for i in range(count):
            a = turn + i * 2 * np.pi / count
            px, py = x + np.cos(a) * r * radius, y + np.sin(a) * r * radius * 0.94
            out = np.array([np.cos(a), np.sin(a)])
            across = np.array([-out[1], out[0]])
            s = r * size
            points = [tuple(np.array([px, py]) + across * s * u + out * s * v) for u, v in _PETAL]
            _petal(ink, points, c.ROSE, c.ROSE_LIGHT if np.cos(a - 3.9) > -0.2 - 0.1 * ring else "#ec3d60")
    ink.fill(oval(x, y, r * 0.2, r * 0.19), c.ROSE_SHADE)
    for k, size in enumerate((0.26, 0.16)):
        t = np.linspace(0.4 + k, 5.2 + k, 20)
        ink.line(
            np.stack([x + np.cos(t) * r * size, y + np.sin(t) * r * size], 1), c.ROSE_LINE, 2.2, (0.2, 0.2), dense=True
        )
    ink.fill(oval(x - r * 0.42, y - r * 0.5, r * 0.16, r * 0.09), "#ffd3d8", 0.8, 2)
