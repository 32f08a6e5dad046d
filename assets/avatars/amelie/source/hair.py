"""Draw the hair, lock by lock: each is a surface between two edges from root to tip."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import palette as c
from brush import Ink, Point, linear, mirror, oval, polygon, sample, smooth


@dataclass(frozen=True)
class Lock:
    """Bound a lock by its screen-left and screen-right edge, root first, with the tip in common."""

    left: list[Point]
    right: list[Point]
    shine: tuple[float, float] = (0.0, 0.0)  # where along the lock the highlight lies; equal = none
    strands: int = 3
    root: str = c.HAIR
    middle: str = c.HAIR
    tip: str = c.HAIR_SHADE

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
        ink.fill(polygon(np.vstack([lock.edge(0.66), right[::-1] + (6, 0)])), c.HAIR_SHADE, 0.55, 5)
        ink.fill(polygon(np.vstack([left - (6, 0), lock.edge(0.16)[::-1]])), c.HAIR_LIGHT, 0.55, 5)
        if lock.shine[1] > lock.shine[0]:
            _shine(ink, lock)
        for i in range(lock.strands):
            u = (i + 1) / (lock.strands + 1)
            start = 0.08 + 0.17 * ((i * 7) % 3)
            ink.line(lock.edge(u + 0.04 * (-1) ** i, start, 0.94), c.HAIR_SHADE, 2.2, (0.05, 0.05), 0.75, dense=True)
            ink.line(lock.edge(u - 0.09, start + 0.12, 0.8), c.HAIR_LIGHT, 2.4, (0.05, 0.05), 0.6, dense=True)
    ink.line(left, c.HAIR_LINE, line, (0.15, 0.5), dense=True)
    ink.line(right, c.HAIR_LINE, line * 1.15, (0.15, 0.5), dense=True)


def _shine(ink: Ink, lock: Lock) -> None:
    a, b = lock.shine
    us = np.linspace(0.06, 0.94, 15)
    upper, lower = [], []
    for i, u in enumerate(us):
        jag = (0.32, 0.05, 0.22, -0.05)[i % 4] * (b - a)
        bow = 0.5 * (b - a) * (2 * u - 1) ** 2
        upper.append(lock.edge(u, a - jag + bow, a - jag + bow, 1)[0])
        lower.append(lock.edge(u, b + jag + bow, b + jag + bow, 1)[0])
    band = polygon(np.vstack([upper, lower[::-1]]))
    ink.fill(band, c.HAIR_LIGHT, 0.8, 3.0)
    middle = (np.array(upper) + np.array(lower)) / 2
    core = polygon(np.vstack([(np.array(upper) + middle) / 2, ((np.array(lower) + middle) / 2)[::-1]]))
    ink.fill(core, c.HAIR_SHINE, 0.85, 1.2)


# Behind everything: the long back hair.

_BACK_HALF: list[Point] = [(512, 132), (610, 146), (690, 206), (728, 310), (738, 430), (744, 560), (772, 690), (786, 800),
                           (770, 900), (784, 985)]  # fmt: skip


def back(ink: Ink) -> None:
    """Paint the hair behind neck and shoulders, darkest near the neck."""
    right = [*_BACK_HALF, (742, 960), (724, 1010), (690, 972), (664, 1024), (628, 980), (590, 1030), (556, 986), (512, 1020)]
    left = mirror(right)
    ends = 10
    shape = polygon(np.vstack([sample(left[:ends])[::-1], sample(right[:ends]), np.array(right[ends:]), np.array(left[ends:])[::-1]]))
    ink.fill(shape, linear((512, 140), (512, 1010), (0, c.HAIR_SHADE), (0.5, "#c4589a"), (1, c.HAIR_DEEP)))
    with ink.inside(shape):
        ink.fill(smooth([(380, 420), (644, 420), (664, 640), (640, 860), (512, 930), (384, 860), (360, 640)]), c.HAIR_DARK, 0.8, 26)
    strands = [
        Lock([(300, 300), (276, 480), (262, 640), (236, 800), (250, 920), (244, 990)],
             [(380, 300), (352, 480), (330, 640), (318, 800), (310, 900), (244, 990)], (0.55, 0.62), 3, c.HAIR_SHADE, "#dd73a6", c.HAIR_DEEP),
        Lock([(350, 420), (338, 600), (318, 760), (316, 880), (330, 960), (318, 1034)],
             [(420, 420), (410, 600), (390, 760), (384, 880), (378, 960), (318, 1034)], (0, 0), 2, c.HAIR_DEEP, c.HAIR_SHADE, c.HAIR_DEEP),
        Lock([(660, 300), (690, 480), (700, 640), (714, 800), (720, 900), (786, 996)],
             [(736, 300), (748, 480), (764, 640), (792, 800), (778, 910), (786, 996)], (0.55, 0.62), 3, c.HAIR_SHADE, "#dd73a6", c.HAIR_DEEP),
        Lock([(604, 420), (614, 600), (634, 760), (640, 880), (648, 960), (706, 1036)],
             [(676, 420), (688, 600), (706, 760), (712, 880), (696, 960), (706, 1036)], (0, 0), 2, c.HAIR_DEEP, c.HAIR_SHADE, c.HAIR_DEEP),
    ]  # fmt: skip
    for lock in (strands[1], strands[3], strands[0], strands[2]):
        paint(ink, lock, 2.6)


# The locks that frame the face and fall over the shoulders.

SIDE_LEFT = Lock(
    [(360, 232), (322, 330), (306, 430), (304, 540), (286, 640), (282, 730), (300, 810), (288, 880), (262, 936)],
    [(420, 214), (384, 330), (362, 420), (356, 510), (360, 600), (344, 690), (352, 770), (350, 850), (262, 936)],
    (0.30, 0.37), 3, c.HAIR, c.HAIR, "#e279a8",
)  # fmt: skip
SIDE_LEFT_INNER = Lock(
    [(352, 330), (342, 430), (336, 540), (340, 640), (352, 720), (340, 800), (352, 862)],
    [(388, 330), (370, 430), (364, 530), (376, 640), (392, 720), (384, 800), (352, 862)],
    (0, 0), 1, c.HAIR_SHADE, "#e985af", c.HAIR_SHADE,
)  # fmt: skip
SIDE_RIGHT = Lock(
    [(610, 214), (646, 330), (664, 420), (668, 510), (662, 600), (676, 690), (668, 770), (676, 850), (756, 930)],
    [(668, 232), (704, 330), (720, 430), (722, 540), (738, 640), (744, 730), (726, 810), (736, 880), (756, 930)],
    (0.30, 0.37), 3, c.HAIR, "#f18cb2", "#dd73a6",
)  # fmt: skip
SIDE_RIGHT_INNER = Lock(
    [(636, 330), (654, 430), (660, 530), (648, 640), (632, 720), (640, 800), (668, 866)],
    [(672, 330), (682, 430), (688, 540), (684, 640), (672, 720), (684, 800), (668, 866)],
    (0, 0), 1, c.HAIR_SHADE, "#e985af", c.HAIR_SHADE,
)  # fmt: skip


def side(ink: Ink, which: int, inner: bool) -> None:
    """Paint a side lock; which is -1 on the screen's left, 1 on its right."""
    locks = {(-1, False): SIDE_LEFT, (-1, True): SIDE_LEFT_INNER, (1, False): SIDE_RIGHT, (1, True): SIDE_RIGHT_INNER}
    paint(ink, locks[which, inner], 3.0)


# The crown and the fringe.

_DOME: list[Point] = [(318, 440), (314, 380), (322, 310), (348, 240), (396, 180), (456, 146), (524, 134), (592, 144),
                      (650, 174), (692, 228), (712, 300), (716, 380), (710, 440)]  # fmt: skip


def crown(ink: Ink) -> None:
    """Paint the dome of hair with its ring of light."""
    shape = polygon(np.vstack([sample(_DOME), sample([(710, 440), (690, 380), (660, 320), (590, 280), (512, 270), (430, 280), (366, 320), (336, 380), (318, 440)])]))
    ink.fill(shape, linear((440, 140), (600, 400), (0, "#ffb0c9"), (0.35, c.HAIR), (1, "#e279a8")))
    with ink.inside(shape):
        ink.fill(smooth([(730, 200), (740, 460), (690, 460), (700, 330), (668, 240), (620, 170), (680, 160)]), c.HAIR_SHADE, 0.7, 12)
        for x, bend in ((372, -70), (420, -52), (468, -30), (600, 36), (648, 56), (690, 70)):
            ink.line([(540 + (x - 540) * 0.25, 140), (540 + (x - 540) * 0.8 + bend * 0.3, 200), (x + bend * 0.3, 320)],
                     c.HAIR_SHADE, 2.4, (0.05, 0.05), 0.8)  # fmt: skip
    ink.line(_DOME, c.HAIR_LINE, 4.0, (0.2, 0.2))
    with ink.inside(shape):
        ink.line([(646, 180), (690, 234), (708, 304), (711, 390)], c.HAIR_RIM, 6, (0.1, 0.1), 0.8, blur=1.5)


_FRINGE = [
    Lock([(470, 150), (392, 190), (344, 270), (324, 360), (330, 440), (350, 512)],
         [(500, 160), (430, 220), (388, 300), (368, 380), (360, 450), (350, 512)], (0.40, 0.52), 2),
    Lock([(600, 150), (660, 190), (688, 270), (690, 350), (684, 440), (682, 508)],
         [(624, 152), (690, 200), (718, 280), (722, 370), (712, 440), (682, 508)], (0.40, 0.52), 2, c.HAIR, "#f18cb2"),
    Lock([(586, 148), (632, 200), (650, 280), (654, 350), (650, 410), (656, 462)],
         [(612, 150), (670, 210), (696, 290), (698, 370), (684, 420), (656, 462)], (0.44, 0.57), 2),
    Lock([(486, 152), (424, 200), (384, 270), (368, 340), (372, 410), (398, 462)],
         [(520, 156), (478, 220), (446, 290), (428, 350), (414, 410), (398, 462)], (0.44, 0.57), 3),
    Lock([(566, 146), (596, 200), (604, 270), (600, 340), (596, 390), (610, 444)],
         [(596, 148), (640, 210), (662, 290), (660, 360), (640, 410), (610, 444)], (0.46, 0.60), 3),
    Lock([(508, 150), (462, 210), (432, 280), (420, 340), (424, 396), (450, 440)],
         [(544, 150), (520, 220), (500, 290), (486, 350), (470, 400), (450, 440)], (0.46, 0.60), 3),
    Lock([(540, 148), (512, 210), (488, 280), (478, 340), (484, 400), (516, 452)],
         [(576, 148), (594, 210), (600, 280), (584, 350), (552, 404), (516, 452)], (0.46, 0.60), 4),
]  # fmt: skip


def fringe(ink: Ink) -> None:
    """Paint the bangs, outer locks first."""
    for lock in _FRINGE:
        paint(ink, lock, 3.0)


def fringe_shadow(ink: Ink) -> None:
    """Paint the soft shadow the bangs throw on the face."""
    for lock in _FRINGE:
        shape = polygon(np.vstack([lock.edge(0), lock.edge(1)[::-1]]) + (5, 15))
        ink.fill(shape, c.SKIN_DEEP, 0.5, 3)


def ahoge(ink: Ink) -> None:
    """Paint the cowlick on the crown."""
    paint(ink, Lock([(520, 152), (496, 112), (500, 78), (536, 56), (584, 62)],
                    [(556, 150), (536, 118), (530, 94), (546, 76), (584, 62)], (0, 0), 1, c.HAIR, c.HAIR, "#ffb9cf"), 3.0)  # fmt: skip


def _petal(ink: Ink, points: list[Point], tone: str, light: str) -> None:
    shape = smooth(points)
    bounds = shape.getBounds()
    ink.fill(shape, linear((bounds.left(), bounds.top()), (bounds.right(), bounds.bottom()), (0, light), (0.5, tone), (1, c.ROSE_SHADE)))
    ink.line([*points, points[0]], c.ROSE_LINE, 2.2, (0.6, 0.6), 0.9)


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
    for ring, (count, radius, size, turn) in enumerate(((5, 0.58, 0.56, 0.3), (5, 0.40, 0.46, 0.95), (4, 0.22, 0.36, 0.2))):
        for i in range(count):
            a = turn + i * 2 * np.pi / count
            px, py = x + np.cos(a) * r * radius, y + np.sin(a) * r * radius * 0.94
            out = np.array([np.cos(a), np.sin(a)])
            across = np.array([-out[1], out[0]])
            s = r * size
            points = [tuple(np.array([px, py]) + across * s * u + out * s * v)
                      for u, v in ((-0.95, -0.25), (-0.8, 0.5), (-0.1, 0.78), (0.35, 0.62), (0.92, 0.32), (0.9, -0.35), (0, -0.7))]  # fmt: skip
            _petal(ink, points, c.ROSE, c.ROSE_LIGHT if np.cos(a - 3.9) > -0.2 - 0.1 * ring else "#ec3d60")
    ink.fill(oval(x, y, r * 0.2, r * 0.19), c.ROSE_SHADE)
    for k, size in enumerate((0.26, 0.16)):
        t = np.linspace(0.4 + k, 5.2 + k, 20)
        ink.line(np.stack([x + np.cos(t) * r * size, y + np.sin(t) * r * size], 1), c.ROSE_LINE, 2.2, (0.2, 0.2), dense=True)
    ink.fill(oval(x - r * 0.42, y - r * 0.5, r * 0.16, r * 0.09), "#ffd3d8", 0.8, 2)
