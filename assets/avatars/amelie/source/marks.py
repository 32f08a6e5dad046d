"""Draw the signs of strong feeling that comics use; each fades in by a parameter of its own."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from brush import Ink, Point, linear, oval, polygon, smooth
from eyes import star
from face import CENTRE, OUTLINE


def tear_pool(ink: Ink, side: int) -> None:
    """Paint tears standing in the eye; the eye's white masks them."""
    x, y = ink.design.eye.centre(side)
    pool: list[Point] = [
        (x - 56, y + 14),
        (x - 26, y + 27),
        (x, y + 25),
        (x + 26, y + 30),
        (x + 56, y + 14),
        (x + 46, y + 56),
        (x - 46, y + 56),
    ]
    c = ink.c
    ink.fill(
        smooth(pool), linear((x, y + 16), (x, y + 46), (0, "#ffffff", 0.45), (0.5, c.tear, 0.9), (1, "#ffffff", 0.95))
    )
    ink.fill(oval(x - 14, y + 33, 8, 4.4), "#ffffff", 0.95, 1)
    ink.fill(oval(x + 18, y + 36, 5, 3), "#ffffff", 0.9, 1)


def tear(ink: Ink, side: int) -> None:
    """Paint a drop that rolls down the cheek."""
    c, x = ink.c, CENTRE + side * 92
    ink.line([(x, 456), (x + side * 2, 470), (x, 486)], c.tear, 9, (0.5, 0.9), 0.75)
    drop = smooth([(x, 462), (x + 12, 496), (x + 12, 512), (x, 522), (x - 12, 512), (x - 12, 496)])
    ink.fill(drop, linear((x, 462), (x, 522), (0, "#ffffff", 0.75), (0.6, c.tear, 0.97), (1, "#8fd6ff", 0.98)))
    ink.line(
        [(x + 4, 474), (x + 12, 496), (x + 12, 512), (x, 522), (x - 12, 512), (x - 12, 496)],
        c.tear_line,
        2.4,
        (0.0, 0.1),
        alpha=0.95,
    )
    ink.fill(oval(x - 4, 503, 3, 7), "#ffffff", 0.95, 0.6)


def gloom(ink: Ink) -> None:
    """Paint a cold shade over brow and eyes with falling lines."""
    with ink.inside(smooth(OUTLINE)):
        ink.fill(
            smooth([(340, 170), (684, 170), (684, 440), (512, 470), (340, 440)]),
            linear((512, 280), (512, 460), (0, ink.c.gloom, 0.85), (0.55, ink.c.gloom, 0.5), (1, ink.c.gloom, 0.0)),
            1,
            5,
        )
        for x in range(392, 640, 22):
            ink.line([(x, 330), (x, 400 + (x * 7) % 26)], "#3f3f86", 2.6, (0.4, 0.1), 0.5)


def sweat(ink: Ink) -> None:
    """Paint a drop of sweat at the temple."""
    x, y = 366.0, 268.0
    ring: list[Point] = [(x, y), (x + 20, y + 46), (x + 15, y + 70), (x, y + 78), (x - 15, y + 70), (x - 20, y + 46)]
    ink.fill(smooth(ring), linear((x, y), (x, y + 78), (0, "#ffffff", 0.95), (0.55, ink.c.tear), (1, "#84cdfb")))
    ink.line([*ring, ring[0]], ink.c.tear_line, 3.0, (0.6, 0.6))
    ink.fill(oval(x - 7, y + 54, 4, 10), "#ffffff", 0.98, 0.5)


def anger_mark(ink: Ink) -> None:
    """Paint the four-armed vein mark of comics."""
    x, y, size = 386.0, 210.0, 1.6
    for tone, width in (("#ffffff", 27.0), ("#7a0f2c", 20.0), (ink.c.anger, 13.5)):
        for angle in range(0, 360, 90):
            a = np.radians(angle + 8)
            turn = np.array([[np.cos(a), -np.sin(a)], [np.sin(a), np.cos(a)]])
            arm = (np.array([(8, 36), (11, 13), (13, 11), (36, 8)]) * size) @ turn.T + (x, y)
            ink.line(arm.tolist(), tone, width, (0.75, 0.75))


def shock(ink: Ink) -> None:
    """Paint the short rays of surprise beside the head."""
    for tone, width in ((ink.c.spark_line, 20.0), (ink.c.spark, 13.5)):
        for start, end in (((306, 246), (240, 222)), ((328, 186), (276, 138)), ((374, 132), (344, 70))):
            ink.line([start, ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2), end], tone, width, (0.6, 0.85))


def sparkles(ink: Ink) -> None:
    """Paint the stars of joy beside the head."""
    for x, y, size in ((296.0, 214.0, 44.0), (250.0, 286.0, 22.0), (752.0, 330.0, 30.0)):
        ink.fill(polygon(star(x, y, size + 7, 0.34)), ink.c.spark_line)
        ink.fill(polygon(star(x, y, size, 0.30)), ink.c.spark)
        ink.fill(polygon(star(x - 1, y - 2, size * 0.5, 0.34)), "#fffdf0")


def thought(ink: Ink) -> None:
    """Paint the three dots of thinking."""
    for x, y, r in ((722.0, 214.0, 11.0), (752.0, 168.0, 16.0), (796.0, 108.0, 23.0)):
        ink.fill(oval(x, y, r + 3.5, r + 3.5), ink.c.hair_line)
        ink.fill(oval(x, y, r, r), "#ffffff")
        ink.fill(oval(x - r * 0.2, y - r * 0.2, r * 0.5, r * 0.4), "#ffe9f2")


def sleep(ink: Ink) -> None:
    """Paint the letters of sleep."""
    for x, y, s in ((722.0, 232.0, 20.0), (760.0, 176.0, 30.0), (812.0, 104.0, 42.0)):
        letter: list[Point] = [(x, y), (x + s, y - 3), (x + s * 0.08, y + s), (x + s * 1.1, y + s * 0.94)]
        for tone, width in ((ink.c.hair_line, s * 0.44), ("#ffffff", s * 0.22)):
            for a, b in pairwise(letter):
                ink.line([a, ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2), b], tone, width, (0.9, 0.9))


MARKS = {
    "Sweat": sweat,
    "AngerMark": anger_mark,
    "Shock": shock,
    "Sparkles": sparkles,
    "Thought": thought,
    "SleepMark": sleep,
}
