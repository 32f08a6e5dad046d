"""Draw what she wears: a blouse with a round collar, a bow with a rose, an open cardigan, a high skirt."""

from __future__ import annotations

import numpy as np
from brush import Ink, Point, linear, mirror, outline, oval, polygon, radial, sample, smooth
from rose import flower, leaves

# Half outlines on the screen's right, from top to bottom.
_TRUNK: list[Point] = [(560, 632), (604, 652), (644, 672), (652, 730), (640, 800), (634, 850), (614, 930), (596, 1000)]
_HIP: list[Point] = [(592, 985), (606, 1050), (640, 1130), (672, 1220), (700, 1330), (720, 1480)]
_ARM_OUT: list[Point] = [
    (616, 656),
    (660, 670),
    (690, 700),
    (708, 770),
    (720, 860),
    (730, 950),
    (728, 1020),
    (704, 1068),
    (660, 1098),
    (600, 1112),
]
_ARM_IN: list[Point] = [(560, 1090), (612, 1064), (648, 1030), (656, 980), (646, 900), (634, 820), (616, 700)]
_OPENING: list[Point] = [(572, 640), (592, 690), (596, 770), (584, 850), (572, 930), (580, 1010), (604, 1080)]
_HEM: list[Point] = [(604, 1080), (640, 1092), (668, 1080)]


def _side(points: list[Point], side: int) -> list[Point]:
    return points if side == 1 else mirror(points)


def arm(ink: Ink, side: int) -> None:
    """Paint a sleeve; the hand is behind her back."""
    c = ink.c
    out, inner = _side(_ARM_OUT, side), _side(_ARM_IN, side)
    shape = outline(out, [out[-1], inner[0]], inner)
    x = 512 + side * 200
    ink.fill(shape, linear((x - 60, 680), (x + 40, 1080), (0, c.coat_light), (0.5, c.coat), (1, c.coat_shade)))
    with ink.inside(shape):
        shade = sample(inner) if side == 1 else sample(out)
        ink.fill(
            polygon(np.vstack([shade - (14, 0), shade[::-1] + (24 if side == 1 else 18, 0)])), c.coat_shade, 0.7, 9
        )
        ink.fill(polygon(np.vstack([sample(inner) - (30, 0), sample(inner)[::-1] + (16, 0)])), c.coat_shade, 0.45, 12)
        light: list[Point] = [(668, 690), (694, 770), (706, 870), (712, 960)]
        lit = _side(light, side) if side == -1 else [(px - 30, py) for px, py in light]
        ink.line(lit, c.coat_gleam, 17, (0.1, 0.1), 0.6, blur=6)
        for fold in ([(654, 940), (684, 956), (722, 950)], [(650, 976), (688, 994), (724, 980)],
                     [(640, 840), (664, 858), (696, 856)], [(664, 1030), (688, 1040), (706, 1034)],
                     [(628, 716), (650, 756), (684, 772)]):  # fmt: skip
            points: list[Point] = [(float(px), float(py)) for px, py in fold]
            ink.line(_side(points, side), c.coat_line, 4.0, (0.15, 0.0), 0.4, blur=0.6)
            ink.line([(px, py + 6) for px, py in _side(points, side)], c.coat_gleam, 4, (0.05, 0.0), 0.3, blur=2)
    ink.line(out, c.coat_line, 3.4, (0.2, 0.4))
    ink.line(inner, c.coat_line, 3.2, (0.4, 0.2))
    if side == 1:
        ink.line([(px - 5, py + 2) for px, py in _ARM_OUT[1:-2]], c.coat_rim, 4.5, (0.05, 0.05), 0.75, blur=1)


def torso(ink: Ink) -> None:
    """Paint the blouse."""
    c = ink.c
    trunk = [(x - 12, y + 6) for x, y in _TRUNK]  # inside the cardigan's
    shape = polygon(np.vstack([[(512, 716)], sample(trunk), sample(mirror(trunk))[::-1]]))
    ink.fill(shape, linear((440, 680), (610, 1000), (0, c.blouse), (0.6, "#f8f0f6"), (1, c.blouse_shade)))
    with ink.inside(shape):
        for sign in (-1, 1):  # soft volume, more of it in the shade
            shade = polygon(
                np.vstack(
                    [
                        sample(_side(_OPENING, sign)) - (sign * 22, 0),
                        sample(_side(_OPENING, sign))[::-1] + (sign * 60, 0),
                    ]
                )
            )
            ink.fill(shade, c.blouse_deep, 0.75 if sign == 1 else 0.5, 8)
        for x, lean, top in ((452, 8, 760), (474, 5, 770), (550, -5, 770), (572, -9, 760)):  # tucks
            ink.line([(x, top), (x + lean, 880), (x + lean * 0.5, 1010)], c.blouse_shade, 6, (0.1, 0.4), 0.95)
            ink.line([(x - 5, top + 4), (x - 5 + lean, 880), (x - 5 + lean * 0.5, 1010)], "#ffffff", 3, (0.1, 0.4), 0.9)
        ink.fill(polygon([(496, 700), (528, 700), (528, 1010), (496, 1010)]), c.blouse, 0.7)
        for edge in (495, 529):
            ink.line([(edge, 700), (edge, 860), (edge, 1010)], c.blouse_line, 1.8, (0.4, 0.4), 0.55)
        for y in (862, 906, 950):
            ink.fill(oval(513, y + 2, 6.6, 6.6), c.blouse_line, 0.45, 2)
            ink.fill(oval(512, y, 6, 6), radial((510, y - 3), 8, (0, "#fff2f5"), (1, "#e58aa6")))
            ink.fill(oval(510, y - 2.2, 1.7, 1.4), "#ffffff", 0.95)
        for fold in ([(430, 990), (446, 960), (450, 920)], [(476, 996), (482, 966), (480, 940)],
                     [(596, 990), (578, 962), (572, 924)], [(546, 996), (542, 970), (544, 946)]):  # fmt: skip
            ink.line([(float(px), float(py)) for px, py in fold], c.blouse_deep, 4, (0.5, 0.0), 0.6)


def skirt(ink: Ink) -> None:
    """Paint the high skirt: a buttoned waistband and pleats."""
    c = ink.c
    shape = polygon(np.vstack([sample(_HIP), sample(mirror(_HIP))[::-1]]))
    ink.fill(shape, linear((380, 1000), (680, 1420), (0, c.skirt_light), (0.4, c.skirt), (1, c.skirt_shade)))
    with ink.inside(shape):
        pleats = (-1.05, -0.78, -0.5, -0.24, 0.02, 0.28, 0.54, 0.80, 1.05)
        for i, k in enumerate(pleats):
            line: list[Point] = [(512 + k * 84, 1076), (512 + k * 128, 1200), (512 + k * 200, 1480)]
            wide = np.array([(0, 0), (12, 0), (34, 0)]) * (0.8 + 0.1 * (i % 2))
            fold = polygon(np.vstack([sample(line), sample((np.array(line) + wide).tolist())[::-1]]))
            ink.fill(fold, c.skirt_shade, 0.7, 3)
            ink.line(line, c.skirt_line, 3.2, (0.1, 0.7), 0.8, peak=0.8)
            ink.line(
                [(x - 6 - 5 * n, y) for n, (x, y) in enumerate(line)],
                c.skirt_gleam,
                4.5,
                (0.0, 0.5),
                0.5,
                peak=0.8,
                blur=1,
            )
        band: list[Point] = [
            (416, 985),
            (418, 1040),
            (412, 1072),
            (460, 1084),
            (512, 1088),
            (564, 1084),
            (612, 1072),
            (606, 1040),
            (608, 985),
        ]
        top = polygon(np.array(band))
        ink.fill(top, linear((420, 990), (610, 1080), (0, c.skirt_light), (0.4, c.skirt), (1, c.skirt_shade)))
        ink.line(band[2:7], c.skirt_line, 3, (0.6, 0.6), 0.9)
        ink.line([(x, y + 5) for x, y in band[2:7]], c.skirt_gleam, 2.2, (0.4, 0.4), 0.5)
        for sign in (-1, 1):
            ink.line(
                [(512 + sign * 52, 985), (512 + sign * 56, 1040), (512 + sign * 54, 1084)],
                c.skirt_line,
                2.2,
                (0.5, 0.5),
                0.7,
            )
            for y in (1012, 1050):
                x = 512 + sign * 26
                ink.fill(oval(x + 1, y + 2, 8, 8), c.skirt_line, 0.6, 2)
                ink.fill(
                    oval(x, y, 7.4, 7.4), radial((x - 3, y - 3), 11, (0, "#fff3cf"), (0.5, c.gold), (1, c.gold_shade))
                )
        ink.fill(oval(512, 985, 110, 12), c.skirt_line, 0.45, 6)
    ink.line(_HIP, c.skirt_line, 3.4, (0.2, 0.7))
    ink.line(mirror(_HIP), c.skirt_line, 3.4, (0.2, 0.7))


def coat(ink: Ink, side: int) -> None:
    """Paint one front of the cardigan."""
    c = ink.c
    trunk = _side([*_TRUNK[:-1], (606, 980), (628, 1040), (668, 1080)], side)
    opening, hem = _side(_OPENING, side), _side(_HEM, side)
    shape = outline(opening, hem, trunk[::-1])
    ink.fill(
        shape,
        linear(
            (512 + side * 60 - 60, 660),
            (512 + side * 100 + 60, 1080),
            (0, c.coat_light),
            (0.5, c.coat),
            (1, c.coat_shade),
        ),
    )
    with ink.inside(shape):
        edge = sample(trunk)
        ink.fill(polygon(np.vstack([edge + (side * 8, 0), edge[::-1] - (side * 30, 0)])), c.coat_shade, 0.7, 9)
        ink.fill(oval(512 + side * 104, 730, 26, 60), c.coat_gleam, 0.6 if side < 0 else 0.35, 14)
        for fold in ([(644, 800), (622, 816), (604, 846)], [(640, 830), (622, 856), (612, 892)],
                     [(612, 940), (600, 948), (590, 944)], [(604, 980), (596, 990), (588, 986)],
                     [(616, 1020), (612, 1050), (618, 1084)]):  # fmt: skip
            points: list[Point] = [(float(px), float(py)) for px, py in fold]
            ink.line(_side(points, side), c.coat_line, 4, (0.4, 0.0), 0.5)
            ink.line([(px, py + 6) for px, py in _side(points, side)], c.coat_gleam, 3.4, (0.2, 0.0), 0.4, blur=1.2)
        band = sample(opening)
        ink.fill(polygon(np.vstack([band - (side * 4, 0), band[::-1] + (side * 19, 0)])),
                 linear((512, 640), (512, 1080), (0, c.coat_gleam), (1, c.coat_light)))  # fmt: skip
        for i in range(0, len(band) - 1, 3):  # ribbing
            px, py = band[i]
            ink.line(
                [(px + side * 2, py), (px + side * 9, py + 1), (px + side * 17, py + 2)],
                c.coat_shade,
                1.8,
                (0.4, 0.4),
                0.5,
            )
        ink.line(band + (side * 19, 0), c.coat_line, 2.2, (0.6, 0.6), 0.75, dense=True)
        ink.line(band + (side * 3, 0), c.ribbon_light, 2.2, (0.6, 0.6), 0.9, dense=True)
    ink.line(opening, c.coat_line, 3.0, (0.3, 0.6))
    ink.line(hem, c.coat_line, 3.0, (0.6, 0.4))
    ink.line(trunk[1:], c.coat_line, 3.0, (0.1, 0.4), 0.9)


def choker(ink: Ink) -> None:
    """Paint the ribbon round the neck."""
    c = ink.c
    top: list[Point] = [(473, 597), (491, 606), (512, 609), (533, 606), (551, 597)]
    bottom: list[Point] = [(552, 612), (533, 621), (512, 624), (491, 621), (472, 612)]
    ink.fill(outline(top, bottom), linear((478, 596), (548, 622), (0, c.choker_light), (0.4, c.choker), (1, "#22102a")))
    ink.line(top, c.choker_light, 1.5, (0.1, 0.1), 0.8)


def pendant(ink: Ink) -> None:
    """Paint the golden heart on the choker."""
    x, y = 512, 627
    c = ink.c
    heart = smooth(
        [
            (x, y - 4),
            (x + 6, y - 9),
            (x + 11, y - 3),
            (x + 7, y + 5),
            (x, y + 11),
            (x - 7, y + 5),
            (x - 11, y - 3),
            (x - 6, y - 9),
        ]
    )
    ink.fill(heart, linear((x - 10, y - 10), (x + 10, y + 12), (0, "#fff3cf"), (0.5, c.gold), (1, c.gold_shade)))
    ink.fill(oval(x - 4.4, y - 4.4, 2.2, 1.7), "#ffffff", 0.95)


def collar(ink: Ink) -> None:
    """Paint the round white collar with its lace edge."""
    c = ink.c
    for sign in (-1, 1):
        wing = _side(
            [
                (514, 712),
                (536, 684),
                (556, 652),
                (572, 634),
                (592, 648),
                (612, 690),
                (602, 726),
                (570, 744),
                (536, 738),
            ],
            sign,
        )
        shape = smooth(wing)
        for px, py in sample([*wing[4:], wing[0]])[::9] if ink.design.choker else ():
            ink.fill(oval(float(px), float(py), 6, 6), c.blouse)
            ink.line(
                [(px + 6 * np.cos(a), py + 6 * np.sin(a)) for a in np.linspace(0, 6.3, 13)],
                c.blouse_line,
                1.4,
                (0.9, 0.9),
                0.6,
            )
        ink.fill(shape, linear((420, 640), (610, 744), (0, "#ffffff"), (0.6, c.blouse), (1, c.blouse_shade)))
        with ink.inside(shape):
            inner = [(x + (512 + sign * 54 - x) * 0.18, y + (698 - y) * 0.18) for x, y in wing]
            ink.line([*inner[4:], inner[0]], "#f08fae", 2.0, (0.2, 0.2), 0.95)
            ink.fill(oval(512, 726, 34, 22), c.blouse_deep, 0.7, 8)
            if sign == 1:
                ink.fill(oval(604, 700, 26, 50), c.blouse_shade, 0.7, 9)
        ink.line([*wing, wing[0]], c.blouse_line, 2.2, (0.7, 0.7), 0.85)


_BOW_Y = 728.0


def bow_tail(ink: Ink, side: int) -> None:
    """Paint one hanging end of the bow."""
    c, y = ink.c, _BOW_Y
    points = _side(
        [
            (513, y),
            (540, y + 40),
            (552, y + 88),
            (548, y + 124),
            (530, y + 108),
            (512, y + 126),
            (518, y + 70),
            (510, y + 20),
        ],
        side,
    )
    shape = outline(points[:4], points[3:6], [*points[5:], points[0]])
    ink.fill(
        shape,
        linear(
            (512, y),
            (512 + side * 20, y + 124),
            (0, c.ribbon_shade),
            (0.35, c.ribbon),
            (0.7, c.ribbon),
            (1, c.ribbon_shade),
        ),
    )
    with ink.inside(shape):
        ink.line(
            _side([(526, y + 20), (538, y + 60), (540, y + 110)], side), c.ribbon_light, 5, (0.1, 0.2), 0.6, blur=1.4
        )
    for part in (points[:4], points[3:6], [*points[5:], points[0]]):
        ink.line(part, c.ribbon_line, 2.4, (0.5, 0.5))


def bow_loop(ink: Ink, side: int) -> None:
    """Paint one loop of the bow."""
    c, y = ink.c, _BOW_Y
    points = _side(
        [
            (514, y - 6),
            (538, y - 26),
            (572, y - 36),
            (590, y - 22),
            (588, y + 6),
            (576, y + 26),
            (544, y + 18),
            (514, y + 8),
        ],
        side,
    )
    shape = smooth(points)
    ink.fill(
        shape,
        linear((512, y - 34), (512 + side * 14, y + 30), (0, c.ribbon_light), (0.4, c.ribbon), (1, c.ribbon_shade)),
    )
    with ink.inside(shape):
        hole = smooth(_side([(560, y - 8), (584, y - 16), (587, y + 4), (574, y + 18), (558, y + 8)], side))
        ink.fill(hole, c.ribbon_shade, 0.9, 2)
        ink.line(
            _side([(530, y - 16), (556, y - 27), (578, y - 27)], side), "#ffd3dc", 3.4, (0.05, 0.05), 0.8, blur=0.8
        )
    ink.line(_side([(520, y - 2), (540, y - 8), (560, y - 8)], side), c.ribbon_line, 2.4, (0.6, 0.05), 0.85)
    ink.line(_side([(520, y + 3), (542, y + 8), (558, y + 14)], side), c.ribbon_line, 2.2, (0.6, 0.05), 0.75)
    ink.line([*points, points[0]], c.ribbon_line, 2.5, (0.7, 0.7))


def brooch(ink: Ink) -> None:
    """Paint the rose that holds the bow."""
    leaves(ink, 512, _BOW_Y, 21)
    flower(ink, 512, _BOW_Y, 21)


def knot(ink: Ink) -> None:
    """Paint the plain knot of the bow."""
    c, y = ink.c, _BOW_Y
    shape = smooth([(498, y - 13), (526, y - 13), (530, y), (526, y + 14), (498, y + 14), (494, y)])
    ink.fill(shape, linear((500, y - 14), (526, y + 14), (0, c.ribbon_light), (0.4, c.ribbon), (1, c.ribbon_shade)))
    ink.line([(499, y - 12), (526, y - 12), (529, y), (525, y + 13), (499, y + 13), (495, y), (499, y - 12)],
             c.ribbon_line, 2.4, (0.7, 0.7))  # fmt: skip


def trousers(ink: Ink) -> None:
    """Paint trousers with a belt."""
    c = ink.c
    half: list[Point] = [(592, 985), (602, 1060), (622, 1150), (634, 1260), (640, 1480)]
    shape = polygon(np.vstack([sample(half), sample(mirror(half))[::-1]]))
    ink.fill(shape, linear((400, 1000), (640, 1420), (0, c.skirt_light), (0.4, c.skirt), (1, c.skirt_shade)))
    with ink.inside(shape):
        ink.fill(polygon([(506, 1200), (520, 1200), (540, 1500), (490, 1500)]), c.skirt_line, 0.8, 3)
        for x, bottom in ((466, 452), (562, 572)):
            ink.line([(x, 1080), (x, 1250), (bottom, 1480)], c.skirt_shade, 4, (0.1, 0.4), 0.8)
        ink.fill(polygon([(400, 985), (624, 985), (624, 1012), (400, 1012)]), c.skirt_line, 0.9)
        ink.fill(oval(512, 998, 13, 10), radial((508, 993), 16, (0, "#fff3cf"), (0.5, c.gold), (1, c.gold_shade)))
    ink.line(half, c.skirt_line, 3.4, (0.2, 0.7))
    ink.line(mirror(half), c.skirt_line, 3.4, (0.2, 0.7))
