"""Draw the hair, lock by lock: each is a surface between two edges from root to tip."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import palette as c
import skia
from brush import Ink, Point, linear, mirror, oval, polygon, sample, smooth


@dataclass(frozen=True)
class Lock:
    """Bound a lock by its screen-left and screen-right edge, root first, with the tip in common."""

    left: list[Point]
    right: list[Point]
    shine: float = 0.0  # height y of the highlight in the head's middle; 0 = none
    strands: int = 3
    root: str = c.HAIR
    middle: str = c.HAIR
    tip: str = c.HAIR_SHADE
    light: str = c.HAIR_LIGHT
    rim: bool = False  # the cool light from the right
    shade: str = c.HAIR_SHADE

    def edge(self, u: float, start: float = 0.0, end: float = 1.0, steps: int = 40) -> np.ndarray:
        """Return the line at u (0 left edge .. 1 right edge) between two fractions of the length."""
        t = np.linspace(start, end, steps)
        left, right = _at(self.left, t), _at(self.right, t)
        return left + (right - left) * u


def _at(points: list[Point], t: np.ndarray) -> np.ndarray:
    curve = sample(points, 24)
    run = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(curve, axis=0).T))])
    run /= run[-1]
    return np.stack([np.interp(t, run, curve[:, 0]), np.interp(t, run, curve[:, 1])], 1)


def paint(ink: Ink, lock: Lock, line: float = 3.0) -> None:
    """Paint one lock: gradient, shaded and lit side, strands, highlight, tapered outline."""
    left, right = lock.edge(0), lock.edge(1)
    shape = polygon(np.vstack([left, right[::-1]]))
    top, tip = (left[0] + right[0]) / 2, left[-1]
    ink.fill(shape, linear(tuple(top), tuple(tip), (0, lock.root), (0.5, lock.middle), (1, lock.tip)))
    with ink.inside(shape):
        ink.fill(polygon(np.vstack([lock.edge(0.66), right[::-1] + (8, 0)])), lock.shade, 0.65, 5)
        ink.fill(polygon(np.vstack([left - (8, 0), lock.edge(0.16)[::-1]])), lock.light, 0.6, 5)
        for i in range(lock.strands):
            u = (i + 1) / (lock.strands + 1) + 0.05 * (-1) ** i
            start = 0.18 + 0.2 * ((i * 5 + lock.strands) % 3)
            ink.line(lock.edge(u, start, 0.98), lock.shade, 3.4, (0.0, 0.3), 0.75, dense=True, peak=0.75)
            ink.line(lock.edge(u - 0.1, start + 0.16, 0.86), lock.light, 2.4, (0.0, 0.0), 0.5, dense=True)
        if lock.shine:
            _shine(ink, lock)
        if lock.rim:
            ink.line(lock.edge(0.95, 0.12, 0.92), c.HAIR_RIM, 5, (0.05, 0.05), 0.9, dense=True, blur=1.2)
    ink.line(left, c.HAIR_LINE, line * 0.9, (0.06, 0.4), dense=True, peak=0.76)
    ink.line(right, c.HAIR_LINE, line * 1.1, (0.06, 0.4), dense=True, peak=0.76)


def _ring(x: float, height: float) -> float:
    """Return the y of a ring of light round the head."""
    return height + 0.00075 * (x - 512) ** 2


def _shine(ink: Ink, lock: Lock) -> None:
    """Paint where the lock crosses the ring of light: a lens with a jagged lower edge, thinner towards the sides."""
    middle_x = (lock.left[2][0] + lock.right[2][0]) / 2
    size = 15.0 - 0.00012 * (middle_x - 500) ** 2
    lift = 5 * np.sin(middle_x * 0.071)  # no two locks catch the light at quite the same height
    upper, middle, lower = [], [], []
    for i, u in enumerate(np.linspace(0.07, 0.90, 15)):
        curve = lock.edge(u, 0, 1, 200)
        height = np.array([_ring(x, lock.shine + lift) for x in curve[:, 0]])
        bulge = size * np.sin(np.pi * (0.04 + 0.92 * i / 14)) ** 0.6
        jag = (0.0, 0.9, 0.25, 0.6)[i % 4] * bulge

        def at(offset: float, curve: np.ndarray = curve, height: np.ndarray = height) -> np.ndarray:
            return curve[np.argmin(np.abs(curve[:, 1] - height - offset))]

        upper.append(at(-bulge * 0.75))
        middle.append(at(bulge * 0.1))
        lower.append(at(bulge * 0.8 + jag))
    ink.fill(polygon(np.vstack([np.array(upper) - (0, 5), np.array(lower)[::-1] + (0, 7)])), c.HAIR_LIGHT, 0.8, 5)
    low = (np.array(lower) + np.array(middle)) / 2
    high = (np.array(upper) + np.array(middle)) / 2
    ink.fill(polygon(np.vstack([high, low[::-1]])), c.HAIR_SHINE, 0.85, 1.2)


# Behind everything: the long back hair.

_BACK_HALF: list[Point] = [(512, 160), (600, 168), (670, 214), (708, 290), (722, 390), (742, 500), (766, 620),
                           (788, 740), (794, 850), (784, 940), (806, 1012)]  # fmt: skip


def _back_lock(x: float, spread: float, width: float, length: float, tone: str, tip: str) -> Lock:
    """Return a long lock from behind the head: `spread` is how far its tip lies from its root, outwards."""
    ts = np.array([0, 0.2, 0.4, 0.6, 0.78, 0.9])
    wave = np.array([0, 4, 10, -2, -12, -4]) * np.sign(spread)
    middle = x + spread * ts**1.3 + wave
    half = width / 2 * np.array([0.8, 0.95, 1.0, 1.0, 0.85, 0.55])
    ys = 320 + length * ts
    tip_point = (x + spread * 1.12, 320 + length)
    left = [(float(a), float(y)) for a, y in zip(middle - half, ys, strict=True)]
    right = [(float(a), float(y)) for a, y in zip(middle + half, ys, strict=True)]
    return Lock([*left, tip_point], [*right, tip_point], 0.0, 3, c.HAIR_DEEP, tone, tip, tone, False, c.HAIR_DEEP)


def back(ink: Ink) -> None:
    """Paint the hair behind neck and shoulders, darkest near the neck."""
    edge = sample(_BACK_HALF)
    other = np.array(mirror([tuple(p) for p in edge]))
    shape = polygon(np.vstack([other[::-1], edge, [(760, 980), (700, 1000), (324, 1000), (264, 980)]]))
    ink.fill(shape, linear((512, 140), (512, 1010), (0, c.HAIR_SHADE), (0.5, "#b44f94"), (1, c.HAIR_DEEP)))
    with ink.inside(shape):
        ink.fill(
            smooth([(380, 420), (644, 420), (660, 640), (630, 860), (512, 940), (394, 860), (364, 640)]),
            c.HAIR_DARK,
            0.9,
            24,
        )
        for i, x in enumerate(np.linspace(404, 620, 12)):  # strands lost in the dark behind the neck
            bend = (x - 512) * 0.22
            ink.line([(x, 470), (x + bend * 0.3, 640), (x + bend, 880)], "#57205a" if i % 2 else "#96428c", 7 - i % 3,
                     (0.05, 0.05), 0.55, blur=1.5)  # fmt: skip
    for side_edge in (edge, other):
        ink.line(side_edge, c.HAIR_LINE, 3.0, (0.1, 0.3), dense=True)
    dark, rose_tone = "#98428a", "#cf669f"
    for sign in (-1, 1):
        for x, spread, width, length, tone, tip in (
            (104, 70, 84, 716, dark, c.HAIR_DEEP),
            (132, 104, 80, 672, rose_tone, c.HAIR_DEEP), (156, 130, 70, 712, "#de7aab", c.HAIR_SHADE),
        ):  # fmt: skip
            paint(
                ink, _back_lock(512 + sign * x, sign * spread, width, length + (12 if sign > 0 else 0), tone, tip), 2.6
            )


# The locks that frame the face and fall over the shoulders.


def _tress(points: list[tuple[float, float, float]], tip: Point, tone: str, end: str, strands: int = 3,
           rim: bool = False) -> Lock:  # fmt: skip
    """Return a lock along a middle line of (x, y, width) points, from the fringe's shadow to its tip."""
    left = [(x - width / 2, y) for x, y, width in points]
    right = [(x + width / 2, y) for x, y, width in points]
    return Lock([*left, tip], [*right, tip], 0, strands, c.HAIR_SHADE, tone, end, c.HAIR_LIGHT, rim)


# Each side from back to front: a thin inner tress along the cheek, a stray one, the main one over the shoulder.
_LEFT_INNER = [
    _tress(
        [(356, 360, 56), (342, 450, 40), (340, 550, 36), (350, 640, 42), (370, 720, 42), (372, 790, 30)],
        (396, 862),
        "#f08cb4",
        c.HAIR_SHADE,
        2,
    ),
]
_LEFT_OUTER = [
    _tress(
        [
            (330, 330, 60),
            (300, 430, 50),
            (286, 540, 48),
            (268, 640, 48),
            (250, 730, 46),
            (246, 810, 38),
            (262, 880, 26),
        ],
        (244, 948),
        "#f48fb6",
        c.HAIR_SHADE,
        2,
    ),
    _tress(
        [
            (360, 310, 70),
            (336, 410, 62),
            (322, 510, 60),
            (314, 600, 60),
            (304, 690, 62),
            (308, 780, 60),
            (322, 860, 50),
            (314, 920, 34),
        ],
        (268, 984),
        c.HAIR,
        "#e0709f",
        3,
    ),
    _tress(
        [(372, 330, 40), (348, 430, 32), (336, 530, 28), (334, 620, 28), (334, 700, 30), (346, 770, 26)],
        (370, 826),
        "#ffa9c6",
        "#ec82ae",
        1,
    ),
]
_RIGHT_INNER = [
    _tress(
        [(668, 360, 56), (684, 450, 40), (686, 550, 36), (674, 640, 42), (654, 720, 42), (650, 790, 30)],
        (630, 870),
        "#e680ac",
        c.HAIR_SHADE,
        2,
    ),
]
_RIGHT_OUTER = [
    _tress([(700, 330, 60), (728, 430, 50), (742, 540, 48), (760, 640, 48), (780, 730, 46), (788, 810, 38),
            (774, 880, 26)], (796, 950), "#ea83b0", "#d0609a", 2, rim=True),
    _tress([(668, 310, 70), (690, 410, 62), (704, 510, 60), (712, 600, 60), (722, 690, 62), (716, 780, 60),
            (700, 860, 50), (712, 920, 34)], (762, 978), "#f794ba", "#d96b9e", 3, rim=True),
    _tress([(654, 330, 40), (678, 430, 32), (690, 530, 28), (692, 620, 28), (690, 700, 30), (678, 770, 26)], (652, 834),
           "#ff9fc0", "#e67cab", 1),
]  # fmt: skip


def side(ink: Ink, which: int, inner: bool) -> None:
    """Paint the tresses of a side; which is -1 on the screen's left, 1 on its right."""
    tresses = {(-1, False): _LEFT_OUTER, (-1, True): _LEFT_INNER, (1, False): _RIGHT_OUTER, (1, True): _RIGHT_INNER}
    for tress in tresses[which, inner]:
        paint(ink, tress, 3.0)


def shoulder_shadow(ink: Ink) -> None:
    """Paint the shadow the tresses throw on the clothes, inside what is painted already."""
    for tress in (*_LEFT_OUTER, *_RIGHT_OUTER, *_LEFT_INNER, *_RIGHT_INNER):
        shape = polygon(np.vstack([tress.edge(0, 0.4), tress.edge(1, 0.4)[::-1]]) + (9, 10))
        ink.fill(shape, "#1d0f30", 0.3, 7, skia.BlendMode.kSrcATop)


# The crown and the fringe.

WHORL: Point = (552, 168)
_RING = 272.0
_DOME: list[Point] = [(314, 440), (300, 380), (302, 310), (324, 240), (374, 182), (446, 148), (526, 137), (606, 145),
                      (666, 176), (710, 236), (731, 310), (734, 380), (720, 440)]  # fmt: skip


def crown(ink: Ink) -> None:
    """Paint the dome behind the fringe, with strands running back from the whorl and flyaway hairs."""
    for left, right in (
        ([(690, 330), (738, 380), (752, 430), (786, 468)], [(690, 380), (730, 420), (750, 450), (786, 468)]),
        ([(330, 360), (296, 410), (280, 450), (250, 482)], [(334, 410), (306, 440), (282, 466), (250, 482)]),
    ):  # fmt: skip
        paint(ink, Lock(left, right, 0, 0, c.HAIR, c.HAIR, "#ffb4cc"), 2.4)
    shape = polygon(
        np.vstack(
            [
                sample(_DOME),
                sample(
                    [
                        (720, 440),
                        (690, 380),
                        (660, 320),
                        (590, 280),
                        (512, 270),
                        (430, 280),
                        (366, 320),
                        (340, 380),
                        (314, 440),
                    ]
                ),
            ]
        )
    )
    ink.fill(shape, linear((440, 130), (640, 400), (0, "#ffb3cb"), (0.4, c.HAIR), (1, c.HAIR_SHADE)))
    with ink.inside(shape):
        for i, (x, y) in enumerate(
            ((430, 142), (470, 134), (506, 128), (540, 126), (576, 128), (610, 136), (646, 152))
        ):
            ink.line([WHORL, ((WHORL[0] + x) / 2 + (x - 540) * 0.1, (WHORL[1] + y) / 2 - 4), (x, y)], c.HAIR_SHADE,
                     2.6 + i % 2, (0.6, 0.05), 0.8)  # fmt: skip
    ink.line(_DOME, c.HAIR_LINE, 4.0, (0.25, 0.25))


_SEAMS: list[list[Point]] = [
    [WHORL, (468, 143), (380, 182), (322, 250), (301, 340), (312, 440)],
    [WHORL, (484, 158), (406, 216), (364, 290), (350, 372)],
    [WHORL, (502, 168), (446, 230), (418, 296), (408, 356)],
    [WHORL, (526, 180), (492, 246), (476, 310), (472, 362)],
    [WHORL, (542, 184), (522, 250), (510, 314), (504, 366)],
    [WHORL, (570, 186), (590, 250), (592, 308), (584, 354)],
    [WHORL, (596, 176), (640, 236), (652, 304), (644, 362)],
    [WHORL, (612, 162), (672, 214), (700, 288), (696, 374)],
    [WHORL, (630, 148), (698, 190), (732, 262), (736, 344), (724, 440)],
]
_TIPS: list[Point] = [(338, 556), (368, 470), (424, 450), (482, 432), (544, 462), (606, 432), (668, 470), (702, 556)]
_LEAN = (-4.0, -7, -8, -4, 6, -4, 7, 5)  # how far each lock bulges sideways on its way to the tip


def _fringe_locks() -> list[Lock]:
    locks: list[Lock] = []
    for i, (tip, lean) in enumerate(zip(_TIPS, _LEAN, strict=True)):
        edges = []
        for seam, outward in ((_SEAMS[i], -4), (_SEAMS[i + 1], 4)):
            notch = seam[-1]
            bulge = (notch[0] * 0.68 + tip[0] * 0.32 + lean + outward, notch[1] + (tip[1] - notch[1]) * 0.36)
            edges.append([*seam[:-1], bulge, tip])
        tone = c.HAIR if i < 5 else "#f18cb2"
        locks.append(Lock(edges[0], edges[1], _RING, (2, 1, 2, 1, 2, 1, 1, 2)[i], "#ffaac6", tone, rim=i == 7))
    start = (500.0, 296.0)
    stray = Lock([start, (488, 350), (486, 412), (504, 486)], [start, (500, 350), (500, 412), (504, 486)], 0, 0,
                 c.HAIR, "#ffb0ca", "#f58fb5")  # fmt: skip
    return [*(locks[i] for i in (0, 7, 1, 6, 2, 5, 3, 4)), stray]


_FRINGE = _fringe_locks()


def fringe(ink: Ink) -> None:
    """Paint the bangs, outer locks first; then the light on the whole, the dark side and the rose's shadow."""
    for lock in _FRINGE:
        paint(ink, lock, 3.0)
    on_paint = skia.BlendMode.kSrcATop
    ink.fill(oval(424, 220, 92, 46), "#fff0f6", 0.2, 26, on_paint)
    ink.fill(oval(716, 380, 40, 130), c.HAIR_SHADE, 0.38, 22, on_paint)
    ink.fill(oval(330, 470, 18, 90), c.HAIR_LIGHT, 0.14, 12, on_paint)
    ink.fill(oval(682, 266, 58, 44), c.HAIR_DEEP, 0.42, 10, on_paint)


def fringe_shadow(ink: Ink) -> None:
    """Paint the soft shadow the bangs throw on the face."""
    for lock in _FRINGE:
        shape = polygon(np.vstack([lock.edge(0), lock.edge(1)[::-1]]) + (5, 15))
        ink.fill(shape, c.SKIN_DEEP, 0.5, 3)


def ahoge(ink: Ink) -> None:
    """Paint the cowlick on the crown."""
    paint(ink, Lock([(524, 164), (500, 122), (502, 88), (536, 66), (584, 74)],
                    [(558, 164), (538, 128), (532, 104), (548, 87), (584, 74)], 0, 1, c.HAIR, c.HAIR,
                    "#ffb9cf"), 3.0)  # fmt: skip
