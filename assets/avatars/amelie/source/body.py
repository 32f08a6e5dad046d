"""Draw neck, shoulders and clothes."""

from __future__ import annotations

import numpy as np
import palette as c
from brush import Ink, Point, linear, mirror, outline, oval, polygon, radial, sample, smooth
from rose import rose


def neck(ink: Ink) -> None:
    """Paint neck and collar bones, with the chin's shadow."""
    half: list[Point] = [(556, 590), (557, 660), (560, 710), (582, 748), (640, 776)]
    shape = polygon(np.vstack([sample(mirror(half)), [(380, 900), (644, 900)], sample(half)[::-1]]))
    ink.fill(shape, linear((450, 640), (590, 800), (0, "#fde0d3"), (1, c.SKIN_SHADE)))
    with ink.inside(shape):
        ink.fill(
            smooth([(440, 560), (584, 560), (584, 690), (548, 716), (512, 724), (480, 712), (440, 680)]),
            c.SKIN_DEEP,
            0.85,
            7,
        )
        ink.fill(smooth([(548, 620), (580, 620), (580, 800), (556, 760)]), c.SKIN_DEEP, 0.5, 8)
    ink.line(half, c.SKIN_LINE, 3.2, (0.2, 0.2))
    ink.line(mirror(half), c.SKIN_LINE, 3.2, (0.2, 0.2))
    ink.line([(500, 790), (470, 776), (436, 776)], c.SKIN_LINE, 2.2, (0.1, 0.1), 0.6)
    ink.line([(524, 790), (554, 776), (588, 776)], c.SKIN_LINE, 2.2, (0.1, 0.1), 0.6)


def choker(ink: Ink) -> None:
    """Paint the ribbon round the neck with a gold heart."""
    top = [(463, 702), (486, 713), (512, 717), (538, 713), (561, 702)]
    bottom = [(562, 720), (538, 731), (512, 735), (486, 731), (462, 720)]
    band = outline(top, bottom)
    ink.fill(band, linear((462, 700), (562, 736), (0, "#6b3a72"), (0.4, c.CHOKER), (1, "#241029")))
    ink.line(top, "#8d5a96", 1.8, (0.1, 0.1), 0.8)
    x, y = 512, 741
    heart = smooth(
        [
            (x, y - 5),
            (x + 7, y - 11),
            (x + 13, y - 4),
            (x + 8, y + 6),
            (x, y + 13),
            (x - 8, y + 6),
            (x - 13, y - 4),
            (x - 7, y - 11),
        ]
    )
    ink.fill(heart, linear((x - 10, y - 10), (x + 10, y + 12), (0, "#fff0c0"), (0.5, c.GOLD), (1, c.GOLD_SHADE)))
    ink.fill(oval(x - 5, y - 5, 2.6, 2), "#ffffff", 0.9)


_SHOULDER: list[Point] = [(578, 752), (640, 774), (708, 796), (768, 836), (802, 904), (822, 1000), (836, 1140)]


_EDGE: list[Point] = [(588, 742), (614, 790), (600, 860), (588, 960), (592, 1140)]  # the cardigan's open front
_ARM: list[Point] = [(700, 872), (712, 930), (722, 1000), (726, 1140)]  # where the arm lies against the side


def _sides(points: list[Point], sign: int) -> list[Point]:
    return points if sign == 1 else mirror(points)


def _blouse(ink: Ink) -> None:
    front = polygon(np.vstack([[(452, 752), (512, 822), (572, 752)], sample([(600, 770), (612, 900), (620, 1140)]),
                               sample([(404, 1140), (412, 900), (424, 770)])]))  # fmt: skip
    ink.fill(front, linear((430, 780), (610, 1120), (0, c.BLOUSE), (0.55, "#f6edf4"), (1, c.BLOUSE_SHADE)))
    for x, lean in ((446, -7), (470, -5), (554, 5), (578, 7)):
        ink.line([(x, 850), (x + lean * 0.6, 980), (x + lean * 2, 1140)], c.BLOUSE_SHADE, 5, (0.1, 0.4), 0.9)
        ink.line([(x - 5, 860), (x - 5 + lean * 0.6, 980), (x - 5 + lean * 2, 1140)], "#ffffff", 3, (0.1, 0.4), 0.9)
    for edge in (494, 530):
        ink.line([(edge, 850), (edge, 1140)], c.BLOUSE_LINE, 1.8, (0.4, 0.4), 0.45)
    for y in (950, 1012, 1074):
        ink.fill(oval(513, y + 2, 7, 7), c.BLOUSE_LINE, 0.4, 2)
        ink.fill(oval(512, y, 6.4, 6.4), radial((510, y - 3), 9, (0, "#fff2f5"), (1, "#e58aa6")))
        ink.fill(oval(510, y - 2.4, 1.8, 1.4), "#ffffff", 0.95)


def _cardigan(ink: Ink, sign: int) -> None:
    edge, side, arm = _sides(_EDGE, sign), _sides(_SHOULDER, sign), _sides(_ARM, sign)
    panel = polygon(np.vstack([sample(edge), sample(side)[::-1]]))
    ink.fill(panel, linear((300, 760), (800, 1100), (0, c.CARDIGAN_LIGHT), (0.45, c.CARDIGAN), (1, c.CARDIGAN_SHADE)))
    with ink.inside(panel):
        light = (512 + sign * 210, 822) if sign < 0 else (512 + sign * 150, 800)
        ink.fill(oval(*light, 96, 54), "#9a74b0" if sign < 0 else c.CARDIGAN_LIGHT, 0.55, 26)
        # The arm: a soft shadow along the body, folds at the armpit.
        ink.fill(polygon(np.vstack([sample(arm), sample(arm)[::-1] + (sign * 34, 0)])), c.CARDIGAN_SHADE, 0.75, 12)
        ink.fill(polygon(np.vstack([sample(arm), sample(arm)[::-1] - (sign * 26, 0)])), c.CARDIGAN_SHADE, 0.5, 14)
        ink.line(arm, c.CARDIGAN_LINE, 5, (0.05, 0.5), 0.95)
        seam: list[Point] = [(664, 784), (690, 812), (702, 846), (700, 880)]
        ink.line(_sides(seam, sign), c.CARDIGAN_LINE, 2.6, (0.2, 0.3), 0.7)
        for fold in ([(700, 884), (672, 896), (648, 922)], [(704, 906), (684, 930), (670, 962)],
                     [(714, 900), (744, 912), (770, 938)], [(720, 940), (748, 962), (764, 1000)]):  # fmt: skip
            points: list[Point] = [(float(x), float(y)) for x, y in fold]
            ink.line(_sides(points, sign), c.CARDIGAN_LINE, 4, (0.5, 0.0), 0.45)
            ink.line([(x + 3, y - 5) for x, y in _sides(points, sign)], "#a685bb", 3, (0.3, 0.0), 0.4, blur=1)
        band = sample(edge)
        ink.fill(
            polygon(np.vstack([band, band[::-1] + (sign * 26, 0)])),
            linear((512, 740), (512, 1140), (0, "#8b65a0"), (1, "#63437a")),
        )
        for i in range(0, len(band) - 1, 2):  # ribbing
            x, y = band[i]
            ink.line([(x + sign * 3, y), (x + sign * 23, y + 3)], c.CARDIGAN_SHADE, 2, (0.4, 0.4), 0.5)
        ink.line(band + (sign * 26, 0), c.RIBBON_LIGHT, 3.4, (0.6, 0.6), 0.95, dense=True)
        ink.line(band + (sign * 29.5, 0), c.CARDIGAN_LINE, 2.2, (0.6, 0.6), 0.8, dense=True)
    ink.line(edge, c.CARDIGAN_LINE, 3.4, (0.3, 0.7))
    ink.line(side, c.CARDIGAN_LINE, 4.2, (0.2, 0.7))


def torso(ink: Ink) -> None:
    """Paint cardigan over blouse, down past the canvas."""
    shape = polygon(np.vstack([sample(mirror(_SHOULDER))[::-1], sample(_SHOULDER)]))
    with ink.inside(shape):
        _blouse(ink)
    for sign in (-1, 1):
        _cardigan(ink, sign)
    with ink.inside(shape):
        ink.line([(690, 796), (764, 842), (802, 910), (824, 1010)], "#d3a9ea", 7, (0.05, 0.1), 0.8, blur=2)


def collar(ink: Ink) -> None:
    """Paint the round white collar."""
    for sign in (-1, 1):
        wing: list[Point] = [
            (512, 818),
            (548, 792),
            (574, 756),
            (584, 738),
            (604, 756),
            (622, 800),
            (600, 846),
            (560, 860),
            (526, 848),
        ]
        points = wing if sign == 1 else mirror(wing)
        shape = smooth(points)
        ink.fill(shape, linear((400, 740), (620, 870), (0, "#ffffff"), (0.55, c.BLOUSE), (1, c.BLOUSE_SHADE)))
        with ink.inside(shape):
            inner = [(x + (512 + sign * 60 - x) * 0.16, y + (800 - y) * 0.16) for x, y in points]
            ink.line([*inner[4:], inner[0]], "#f2a5ba", 2.6, (0.2, 0.2), 0.9)
            ink.fill(oval(512, 842, 40, 34), c.BLOUSE_SHADE, 0.7, 10)
        ink.line([*points, points[0]], c.BLOUSE_LINE, 2.8, (0.7, 0.7), 0.9)


def bow(ink: Ink) -> None:
    """Paint the ribbon bow with the rose brooch."""
    y = 846.0
    for sign in (-1, 1):
        tail: list[Point] = [(516, y + 4), (546, y + 50), (552, y + 112), (532, y + 98), (510, y + 118), (514, y + 50)]
        points = tail if sign == 1 else mirror(tail)
        shape = outline(points[:3], points[2:5], [points[4], points[5], points[0]])
        ink.fill(shape, linear((512, y), (512, y + 120), (0, c.RIBBON_SHADE), (0.4, c.RIBBON), (1, "#c4234f")))
        ink.line(points[:3], c.RIBBON_LINE, 3, (0.3, 0.5))
        ink.line(points[2:5], c.RIBBON_LINE, 3, (0.5, 0.5))
        ink.line([points[4], points[5], points[0]], c.RIBBON_LINE, 3, (0.5, 0.3))
    for sign in (-1, 1):
        loop: list[Point] = [
            (514, y - 4),
            (546, y - 32),
            (592, y - 42),
            (610, y - 14),
            (604, y + 22),
            (580, y + 34),
            (544, y + 20),
            (514, y + 8),
        ]
        points = loop if sign == 1 else mirror(loop)
        shape = smooth(points)
        ink.fill(
            shape, linear((512, y - 40), (512, y + 36), (0, c.RIBBON_LIGHT), (0.45, c.RIBBON), (1, c.RIBBON_SHADE))
        )
        fold = (
            [(520, y - 2), (552, y - 10), (584, y - 6)]
            if sign == 1
            else mirror([(520, y - 2), (552, y - 10), (584, y - 6)])
        )
        ink.line(fold, c.RIBBON_LINE, 3, (0.6, 0.05), 0.8)
        low = (
            [(522, y + 6), (548, y + 10), (570, y + 18)]
            if sign == 1
            else mirror([(522, y + 6), (548, y + 10), (570, y + 18)])
        )
        ink.line(low, c.RIBBON_LINE, 2.6, (0.6, 0.05), 0.7)
        ink.line([*points, points[0]], c.RIBBON_LINE, 3.0, (0.7, 0.7))
    rose(ink, 512, y - 2, 25)
