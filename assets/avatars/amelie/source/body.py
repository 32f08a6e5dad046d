"""Draw the neck."""

from __future__ import annotations

import numpy as np
from brush import Ink, Point, linear, mirror, polygon, sample, smooth

# From behind the chin down to the shoulder, on the screen's right.
NECK: list[Point] = [(548, 500), (549, 560), (550, 604), (560, 632), (582, 648), (606, 658)]


def neck(ink: Ink) -> None:
    """Paint neck and collar bones, with the chin's shadow."""
    c = ink.c
    shape = polygon(np.vstack([sample(mirror(NECK)), [(380, 780), (644, 780)], sample(NECK)[::-1]]))
    ink.fill(shape, linear((470, 560), (570, 760), (0, c.skin), (1, "#fddccf")))
    with ink.inside(shape):
        cast = smooth([(460, 480), (566, 480), (568, 592), (548, 612), (526, 634), (508, 638), (490, 618), (470, 600)])
        ink.fill(cast, c.skin_deep, 0.9, 1.6)
        ink.fill(smooth([(532, 560), (580, 560), (600, 680), (556, 660), (538, 630)]), c.skin_shade, 0.8, 5)
        ink.fill(smooth([(440, 652), (500, 664), (512, 680), (470, 676)]), c.skin_shade, 0.5, 4)
        ink.fill(smooth([(584, 652), (524, 664), (512, 680), (554, 676)]), c.skin_shade, 0.6, 4)
    ink.line(NECK, c.skin_line, 2.8, (0.2, 0.2))
    ink.line(mirror(NECK), c.skin_line, 2.8, (0.2, 0.2))
    ink.line([(503, 684), (474, 674), (440, 676)], c.skin_line, 2.0, (0.1, 0.1), 0.6)
    ink.line([(521, 684), (550, 674), (584, 676)], c.skin_line, 2.0, (0.1, 0.1), 0.6)
