"""Draw what makes a cat of a girl: ears, and a bell on the choker."""

from __future__ import annotations

from brush import Ink, Point, linear, mirror, outline, oval, radial

ROOTS = {-1: (412.0, 176.0), 1: (612.0, 176.0)}  # about which the ears turn


def ear(ink: Ink, side: int) -> None:
    """Paint one ear with its lit rim and the fur inside."""
    c = ink.c
    outer: list[Point] = [(536, 156), (582, 110), (646, 70)]
    back: list[Point] = [(646, 70), (680, 132), (688, 226)]
    low: list[Point] = [(688, 226), (612, 200), (536, 156)]
    inner: list[Point] = [(570, 158), (602, 122), (641, 96)]
    inner_back: list[Point] = [(641, 96), (660, 146), (666, 206)]
    edges = [outer, back, low, inner, inner_back]
    if side < 0:
        edges = [mirror(edge) for edge in edges]
    outer, back, low, inner, inner_back = edges
    x = 512 + side * 110
    ink.fill(outline(outer, back, low), linear((x, 40), (x, 220), (0, c.hair_light), (0.4, c.hair), (1, c.hair_shade)))
    pink = outline(inner, inner_back, [inner_back[-1], (x, 190), inner[0]])
    ink.fill(pink, linear((x, 80), (x, 200), (0, c.blush), (1, c.skin_deep)))
    with ink.inside(pink):
        for dx, lean in ((-26, 10), (-10, 6), (6, 2), (20, -4)):
            start = (x + side * dx, 210.0)
            ink.line(
                [start, (start[0] + side * lean, 170), (start[0] + side * lean * 2.4, 134 - dx * side * 0.2)],
                c.hair_light,
                9,
                (0.7, 0.0),
                0.9,
                peak=0.3,
            )
    ink.line(outer, c.hair_line, 3.2, (0.3, 0.5))
    ink.line(back, c.hair_line, 3.2, (0.5, 0.3))
    ink.line(inner, c.hair_line, 2.0, (0.1, 0.3), 0.8)


def bell(ink: Ink) -> None:
    """Paint the golden bell on the choker."""
    c, x, y = ink.c, 512, 630
    ink.fill(oval(x + 1, y + 2, 14, 14), c.gold_shade, 0.5, 2)
    ink.fill(oval(x, y, 13, 13), radial((x - 4, y - 5), 22, (0, "#fffbe6"), (0.4, c.gold), (1, c.gold_shade)))
    ink.line([(x - 12, y + 1), (x, y + 4), (x + 12, y + 1)], "#8a5a22", 2.2, (0.5, 0.5), 0.9)
    ink.line([(x, y + 4), (x, y + 11)], "#8a5a22", 2.4, (0.6, 0.6))
    ink.fill(oval(x - 5, y - 6, 3, 2), "#ffffff", 0.95)
