"""Amelie's hair: long and wavy, bangs swept to one side, parted over her left eye."""

from __future__ import annotations

import numpy as np
from brush import Ink, linear, mirror, polygon, sample, smooth
from hair import Hair, hollow, locks
from locks import BEHIND, FRONT, UNDER, Lock, Tones

RING = 232.0

DOME = ((350, 420), (340, 350), (342, 282), (360, 214), (396, 156), (450, 116), (520, 100), (590, 110), (644, 144),
         (680, 198), (698, 268), (700, 350), (692, 420))  # fmt: skip

# Bangs, from the lowest to the topmost.
FRINGE: dict[str, Lock] = {
    "R3": Lock(((512, 122, 30), (418, 164, 78), (358, 250, 68), (344, 338, 54), (348, 420, 46), (362, 486, 28),
                (352, 548, 0)), FRONT, 4, RING, seed=1),
    "L3": Lock(((560, 126, 30), (636, 168, 72), (680, 254, 62), (690, 340, 50), (686, 424, 42), (674, 496, 26),
                (686, 552, 0)), FRONT, 3, RING, rim=True, seed=2),
    "R2": Lock(((526, 124, 34), (440, 178, 88), (392, 256, 84), (372, 322, 58), (366, 378, 36), (372, 428, 16),
                (388, 466, 0)), FRONT, 4, RING, seed=3),
    "L2": Lock(((568, 130, 34), (628, 188, 76), (662, 268, 66), (674, 336, 44), (674, 394, 24), (660, 452, 0)),
               FRONT, 3, RING, seed=4),
    "L1": Lock(((566, 132, 30), (604, 190, 74), (630, 258, 68), (648, 312, 44), (664, 352, 20), (690, 384, 0)),
               FRONT, 3, RING, seed=5),
    "R1": Lock(((538, 126, 36), (474, 184, 90), (436, 256, 88), (412, 312, 62), (398, 352, 32), (400, 396, 0)),
               FRONT, 4, RING, seed=6),
    "C3": Lock(((556, 132, 30), (574, 196, 50), (586, 262, 46), (592, 314, 28), (588, 350, 14), (574, 384, 0)),
               FRONT, 2, RING, seed=9),
    "C2": Lock(((548, 130, 34), (504, 188, 84), (470, 258, 82), (452, 312, 56), (442, 350, 28), (448, 396, 0)),
               FRONT, 4, RING, seed=8),
    "R4": Lock(((476, 208, 0), (452, 282, 15), (434, 336, 14), (430, 376, 8), (438, 410, 0)), FRONT, 0, seed=31),
    "L4": Lock(((598, 208, 0), (622, 276, 14), (634, 322, 13), (632, 360, 8), (620, 396, 0)), FRONT, 0, seed=32),
    "C1": Lock(((554, 132, 30), (546, 196, 66), (530, 264, 62), (518, 322, 42), (508, 368, 22), (514, 424, 0)),
               FRONT, 2, RING, seed=7),
}  # fmt: skip

_SOFT = Tones("hair_shade", "hair", "hair_tip", "hair_shade", "hair_light")
_LOW = Tones("hair_shade", "hair_shade", "hair_tip", "hair_deep", "hair")

# In front of the shoulders: (main, thin companion) on each side; her right is on the screen's left.
_SIDE = {
    "R1": (Lock(((364, 330, 46), (346, 420, 50), (334, 520, 46), (346, 620, 54), (366, 710, 60), (352, 800, 54),
                 (320, 880, 40), (322, 950, 22), (342, 1004, 0)), _SOFT, 4, seed=11),
           Lock(((342, 600, 0), (362, 720, 20), (384, 800, 20), (378, 870, 12), (356, 924, 0)), _SOFT, 1, seed=17)),
    "R2": (Lock(((360, 360, 30), (334, 460, 32), (310, 560, 32), (304, 660, 36), (322, 750, 36), (316, 830, 28),
                 (290, 900, 16), (284, 950, 0)), _SOFT, 2, seed=12),),
    "R3": (Lock(((362, 372, 8), (356, 480, 22), (356, 580, 24), (374, 670, 26), (392, 750, 22), (384, 812, 12),
                 (364, 862, 0)), _LOW, 2, seed=13),),
    "L1": (Lock(((664, 330, 46), (682, 420, 50), (692, 520, 46), (680, 620, 54), (660, 710, 60), (674, 800, 54),
                 (706, 880, 40), (706, 955, 22), (684, 1012, 0)), _SOFT, 4, rim=True, seed=14),
           Lock(((684, 600, 0), (664, 720, 20), (642, 800, 20), (648, 876, 12), (670, 930, 0)), _SOFT, 1, seed=18)),
    "L2": (Lock(((668, 360, 30), (694, 460, 32), (718, 560, 32), (724, 660, 36), (706, 750, 36), (712, 830, 28),
                 (738, 904, 16), (746, 956, 0)), _SOFT, 2, rim=True, seed=15),),
    "L3": (Lock(((664, 372, 8), (668, 480, 22), (670, 580, 24), (652, 670, 26), (634, 750, 22), (642, 812, 12),
                 (662, 866, 0)), _LOW, 2, seed=16),),
}  # fmt: skip

_OUTER = Tones("hair_deep", "hair_shade", "hair_tip", "hair_deep", "hair")


def _wave(side: int, top: float, path: tuple[tuple[float, float], ...], width: float, tones: Tones, strands: int,
          seed: int) -> Lock:  # fmt: skip
    """Return a long lock behind the head through (distance from the middle, y); its end curls and thins."""
    shares = np.linspace(0, 1, len(path) + 1)
    breadth = width * (0.8 + 0.35 * np.sin(np.pi * shares**0.9)) * np.clip((1 - shares) / 0.34, 0, 1) ** 0.7
    points = [(96.0, top), *path]
    return Lock(tuple((512 + side * x, y, float(w)) for (x, y), w in zip(points, breadth, strict=True)), tones, strands,
                rim=side > 0 and tones is _OUTER, seed=seed)  # fmt: skip


_OUTER_PATHS = (
    (((150, 420), (184, 560), (196, 690), (176, 810), (180, 920), (214, 1010), (262, 1050)), 78, _OUTER, 4),
    (((158, 430), (206, 560), (230, 680), (218, 780), (222, 870), (252, 940), (290, 962)), 40, _OUTER, 2),
)
_MIDDLE_PATHS = (
    (((140, 440), (160, 580), (166, 720), (158, 850), (172, 970), (190, 1070), (176, 1160)), 84, UNDER, 4),
    (((150, 430), (196, 560), (206, 700), (188, 840), (200, 960), (226, 1040), (228, 1110)), 44, _OUTER, 2),
)
_INMOST_PATHS = ((((108, 460), (118, 620), (126, 780), (130, 930), (150, 1060), (140, 1170)), 80, BEHIND, 4),)
_BACK = {
    f"{name}{number}": tuple(
        _wave(
            side, 300 - 6 * k, tuple((x, y + 9 * side) for x, y in path), width, tones, strands, 40 * number + k + side
        )
        for k, (path, width, tones, strands) in enumerate(group)
    )
    for name, side in (("R", -1), ("L", 1))
    for number, group in ((1, _INMOST_PATHS), (2, _MIDDLE_PATHS), (3, _OUTER_PATHS))
}


def _back_shape(ink: Ink) -> None:
    """Paint the dark mass behind neck and shoulders."""
    c = ink.c
    half = [
        (512.0, 150.0),
        (600, 170),
        (668, 240),
        (690, 340),
        (700, 480),
        (712, 640),
        (706, 800),
        (690, 930),
        (650, 1040),
    ]
    edge = sample(half)
    other = np.array(mirror([tuple(p) for p in edge]))
    shape = polygon(np.vstack([other[::-1], edge]))
    ink.fill(shape, linear((512, 200), (512, 1040), (0, c.hair_shade), (0.35, c.hair_dark), (1, c.hair_deep)))
    with ink.inside(shape):
        ink.fill(smooth([(400, 400), (624, 400), (650, 620), (620, 800), (512, 860), (404, 800), (374, 620)]),
                 c.hair_night, 0.85, 26)  # fmt: skip
        for i, x in enumerate(np.linspace(390, 634, 15)):
            bend = (x - 512) * 0.25
            ink.line(
                [(x, 420), (x + bend * 0.3, 640), (x + bend, 1000)],
                c.hair_dark if i % 2 else c.hair_deep,
                6 - i % 3,
                (0.05, 0.05),
                0.5,
                blur=1.0,
            )
    for name in ("R1", "L1"):
        locks(ink, _BACK[name])
    hollow(ink)


_FLY = Tones("hair", "hair", "hair_light", "hair_shade", "hair_light")
HAIR = Hair(
    dome=DOME,
    whorl=(548.0, 126.0),
    fringe=FRINGE,
    side={k: _SIDE[k] for k in ("R3", "L3", "R2", "L2", "R1", "L1")},
    back={name: group for name, group in _BACK.items() if name[-1] != "1"},
    back_shape=_back_shape,
    flyaway=(
        Lock(((376, 196, 12), (346, 236, 10), (320, 300, 8), (300, 344, 0)), _FLY, 0),
        Lock(((684, 220, 12), (712, 270, 10), (728, 330, 8), (754, 366, 0)), _FLY, 0, rim=True),
        Lock(((440, 122, 8), (414, 112, 6), (384, 122, 0)), _FLY, 0),
        Lock(((626, 130, 8), (654, 134, 6), (680, 152, 0)), _FLY, 0),
    ),
    ahoge=(
        Lock(((562, 124, 22), (552, 98, 20), (572, 78, 14), (606, 74, 8), (638, 90, 0)), _FLY, 1),
        Lock(((548, 118, 14), (530, 98, 10), (506, 90, 6), (484, 96, 0)), _FLY, 0),
    ),
)  # fmt: skip
