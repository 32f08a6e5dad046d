"""Gather a hairstyle: which locks there are, which swing together, and what is painted around them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import skia
from brush import Ink, Point, linear, oval, polygon, sample, smooth
from face import OUTLINE
from locks import Lock, paint, shadow


@dataclass(frozen=True)
class Hair:
    """Hold a style; each named lock is one mesh. Fringe and side locks are ordered from the lowest to the topmost."""

    dome: tuple[Point, ...]  # the outline of the crown, from the left temple over the top to the right one
    whorl: Point
    fringe: dict[str, Lock]
    side: dict[str, tuple[Lock, ...]]  # before the shoulders
    back: dict[str, tuple[Lock, ...]]  # behind everything
    back_shape: Callable[[Ink], None]  # the mass that the back locks lie on
    flyaway: tuple[Lock, ...] = ()
    ahoge: tuple[Lock, ...] = ()


def crown(ink: Ink, hair: Hair) -> None:
    """Paint the dome behind the fringe, with strands running from the whorl and flyaway hairs."""
    c = ink.c
    for lock in hair.flyaway:
        paint(ink, lock, 2.0)
    edge = sample(list(hair.dome))
    first, last = hair.dome[0], hair.dome[-1]
    inner = sample([last, (668, 360), (642, 262), (512, 206), (382, 262), (356, 360), first])
    shape = polygon(np.vstack([edge, inner]))
    ink.fill(shape, linear((430, 110), (650, 420), (0, c.hair), (0.75, c.hair), (1, c.hair_shade)))
    x, y = hair.whorl
    with ink.inside(shape):
        noise = np.random.default_rng(3)
        for i in range(0, len(edge), 5):
            px, py = edge[i]
            reach = 0.9 + 0.1 * noise.random()
            tip = (x + (px - x) * reach, y + (py - y) * reach)
            bend = ((x + tip[0]) / 2 + (tip[0] - x) * 0.04, (y + tip[1]) / 2 - 10)
            ink.line([hair.whorl, bend, tip], c.hair_shade if i % 2 else c.hair_light, 1.5 + 2 * noise.random(),
                     (0.1, 0.1), 0.5)  # fmt: skip
    for lock in hair.fringe.values():
        shadow(ink, lock, c.hair_deep, 0.30, (3, 6), 4)
    ink.line(edge, c.hair_line, 2.8, (0.2, 0.2), dense=True)
    rim = edge[int(len(edge) * 0.56) : int(len(edge) * 0.97)]
    towards = np.array([512.0, 300.0]) - rim
    rim = rim + towards / np.hypot(towards[:, 0], towards[:, 1])[:, None] * 4.5
    ink.line(rim, c.hair_rim, 4.5, (0.02, 0.02), 0.8, dense=True, blur=0.8)


def fringe_lock(ink: Ink, hair: Hair, name: str) -> None:
    """Paint one bang with the shadows of those above it."""
    paint(ink, hair.fringe[name], 2.6)
    names = list(hair.fringe)
    for above in names[names.index(name) + 1 :]:
        shadow(ink, hair.fringe[above], ink.c.hair_deep, 0.34, (4, 8), 4, 0.3)
    on_paint = skia.BlendMode.kSrcATop
    ink.fill(oval(420, 190, 110, 60), "#fff0f6", 0.22, 30, on_paint)
    ink.fill(oval(712, 330, 50, 170), ink.c.hair_shade, 0.35, 26, on_paint)


def fringe_shadow(ink: Ink, hair: Hair) -> None:
    """Paint the shadow the bangs throw on the face: an edge, and softness around it."""
    with ink.inside(smooth(OUTLINE)):
        for lock in hair.fringe.values():
            ink.fill(polygon(lock.outline() + (5, 13)), ink.c.skin_deep, 0.85, 1.2)


def locks(ink: Ink, group: tuple[Lock, ...], line: float = 2.6) -> None:
    """Paint a group of locks that move as one, each in the shadow of the next."""
    for lock in group:
        shadow(ink, lock, ink.c.hair_dark, 0.35, (-4, 7), 5)
        paint(ink, lock, line)


def hollow(ink: Ink) -> None:
    """Take away what the head always hides, for what is drawn costs time even where nobody sees it."""
    ink.fill(oval(512, 290, 104, 122), "#000000", mode=skia.BlendMode.kClear)
