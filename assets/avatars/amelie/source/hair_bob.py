"""A bob: straight bangs, chin-long sides that curl inwards, a short back."""

from __future__ import annotations

import numpy as np
from brush import Ink, linear, mirror, polygon, sample
from hair import Hair, hollow, locks
from hair_long import DOME
from locks import BEHIND, FRONT, UNDER, Lock, Tones

_RING = 236.0


def _bang(root: float, x: float, tip: float, end: float, width: float, seed: int, rim: bool = False) -> Lock:
    """Return a bang that falls from the parting over x to its tip."""
    lean = (x - 512) / 160
    return Lock(
        (
            (root, 124, 30),
            (root + (x - root) * 0.62, 186 + 26 * abs(lean), width * 0.9),
            (x, 262, width),
            (x + 3 * lean, 324, width * 0.72),
            (tip, end - 22, width * 0.34),
            (tip + 3, end, 0),
        ),
        FRONT,
        3,
        _RING,
        rim,
        seed,
    )


_LONG = Tones("hair_shade", "hair", "hair_tip", "hair_shade", "hair_light")


def _side(sign: int, rim: bool) -> tuple[Lock, ...]:
    """Return the chin-long locks of a side; their tips curl towards the neck."""
    spines = (
        ((150, 330, 44), (172, 420, 58), (180, 510, 60), (166, 584, 50), (136, 634, 26), (108, 652, 0)),
        ((166, 350, 26), (190, 440, 34), (200, 520, 36), (192, 590, 28), (168, 640, 12), (146, 662, 0)),
        ((140, 360, 18), (154, 450, 24), (156, 520, 24), (142, 576, 16), (116, 606, 0)),
    )
    return tuple(
        Lock(tuple((512 + sign * x, y, w) for x, y, w in spine), _LONG, 3 - k, rim=rim, seed=50 + k + sign)
        for k, spine in enumerate(spines)
    )


_RIGHT, _LEFT = _side(-1, False), _side(1, True)


def _back(sign: int) -> tuple[Lock, ...]:
    """Return the locks of the nape."""
    paths = (
        ((100, 320, 90), (166, 440, 96), (190, 540, 84), (176, 620, 50), (140, 668, 0)),
        ((60, 340, 90), (112, 480, 92), (126, 580, 80), (108, 648, 44), (84, 690, 0)),
    )
    return tuple(
        Lock(tuple((512 + sign * x, y, w) for x, y, w in path), UNDER if k == 0 else BEHIND, 4, seed=60 + k + sign)
        for k, path in enumerate(paths)
    )


_BACK = {"R1": _back(-1)[1:], "L1": _back(1)[1:], "R2": _back(-1)[:1], "L2": _back(1)[:1]}


def _back_shape(ink: Ink) -> None:
    """Paint the dark mass behind the neck."""
    c = ink.c
    edge = sample([(512.0, 150.0), (600, 170), (670, 240), (694, 340), (700, 470), (688, 580), (640, 660), (560, 676)])
    other = np.array(mirror([tuple(p) for p in edge]))
    shape = polygon(np.vstack([other[::-1], edge]))
    ink.fill(shape, linear((512, 200), (512, 680), (0, c.hair_shade), (0.4, c.hair_dark), (1, c.hair_night)))
    for name in ("R1", "L1"):
        locks(ink, _BACK[name])
    hollow(ink)


_FLY = Tones("hair", "hair", "hair_light", "hair_shade", "hair_light")
HAIR = Hair(
    dome=DOME,
    whorl=(516.0, 122.0),
    fringe={
        "R3": _bang(500, 366, 362, 500, 66, 1),
        "L3": _bang(536, 660, 664, 500, 64, 2, True),
        "R2": _bang(506, 398, 390, 408, 62, 3),
        "L2": _bang(528, 628, 636, 406, 60, 4),
        "R1": _bang(510, 442, 438, 388, 60, 5),
        "L1": _bang(524, 584, 590, 390, 60, 6),
        "C2": _bang(514, 486, 482, 396, 56, 7),
        "C1": _bang(520, 540, 538, 384, 58, 8),
    },
    side={
        "R3": (_RIGHT[2],),
        "L3": (_LEFT[2],),
        "R2": (_RIGHT[1],),
        "L2": (_LEFT[1],),
        "R1": (_RIGHT[0],),
        "L1": (_LEFT[0],),
    },
    back={name: _BACK[name] for name in ("R2", "L2")},
    back_shape=_back_shape,
    flyaway=(
        Lock(((372, 200, 12), (344, 240, 10), (322, 296, 8), (310, 336, 0)), _FLY, 0),
        Lock(((656, 220, 12), (704, 270, 10), (720, 320, 8), (738, 350, 0)), _FLY, 0, rim=True),
    ),
    ahoge=(Lock(((506, 122, 18), (498, 98, 15), (480, 84, 9), (456, 88, 0)), _FLY, 1),),
)
