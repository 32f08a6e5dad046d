"""A boy's hair: short, tousled, longer at the front."""

from __future__ import annotations

import numpy as np
from brush import Ink, linear, mirror, polygon, sample
from hair import Hair, hollow, locks
from hair_long import DOME
from locks import BEHIND, FRONT, UNDER, Lock, Tones

_RING = 226.0
_LOW = Tones("hair_shade", "hair", "hair_tip", "hair_shade", "hair_light")

FRINGE: dict[str, Lock] = {
    "R3": Lock(
        ((500, 124, 30), (410, 166, 74), (356, 246, 64), (346, 322, 48), (352, 384, 28), (340, 440, 0)),
        FRONT,
        3,
        _RING,
        seed=1,
    ),
    "L3": Lock(
        ((540, 124, 30), (624, 166, 74), (674, 246, 62), (684, 322, 46), (676, 384, 28), (690, 442, 0)),
        FRONT,
        3,
        _RING,
        rim=True,
        seed=2,
    ),
    "L2": Lock(
        ((540, 128, 34), (604, 186, 80), (644, 262, 72), (656, 324, 46), (650, 372, 22), (662, 414, 0)),
        FRONT,
        3,
        _RING,
        seed=3,
    ),
    "R2": Lock(
        ((508, 124, 34), (436, 180, 84), (398, 256, 78), (384, 318, 52), (382, 362, 26), (368, 408, 0)),
        FRONT,
        3,
        _RING,
        seed=4,
    ),
    "R1": Lock(
        ((514, 124, 36), (460, 184, 86), (430, 254, 80), (420, 312, 52), (426, 356, 26), (446, 392, 0)),
        FRONT,
        3,
        _RING,
        seed=5,
    ),
    "L1": Lock(
        ((534, 126, 34), (576, 186, 80), (604, 256, 74), (606, 314, 48), (594, 356, 24), (572, 386, 0)),
        FRONT,
        3,
        _RING,
        seed=6,
    ),
    "C2": Lock(
        ((522, 126, 32), (498, 192, 70), (482, 260, 66), (484, 318, 44), (496, 362, 22), (516, 398, 0)),
        FRONT,
        2,
        _RING,
        seed=7,
    ),
    "C1": Lock(
        ((528, 126, 34), (534, 192, 66), (544, 262, 60), (554, 320, 36), (552, 360, 16), (540, 390, 0)),
        FRONT,
        2,
        _RING,
        seed=8,
    ),
}


def _tuft(sign: int, spine: tuple[tuple[float, float, float], ...], seed: int, tones: Tones = _LOW) -> Lock:
    return Lock(tuple((512 + sign * x, y, w) for x, y, w in spine), tones, 2, rim=sign > 0, seed=seed)


_SIDES = {
    f"{name}{number}": (_tuft(sign, spine, 70 + number + sign),)
    for name, sign in (("R", -1), ("L", 1))
    for number, spine in (
        (3, ((138, 340, 20), (150, 390, 28), (150, 440, 22), (142, 486, 0))),
        (2, ((164, 300, 30), (182, 360, 36), (186, 420, 26), (202, 468, 0))),
        (1, ((152, 300, 34), (166, 364, 42), (166, 424, 30), (156, 478, 14), (164, 514, 0))),
    )
}
_NAPE = tuple(
    ((60 + 34 * k, 420, 60), (84 + 36 * k, 500, 56), (88 + 38 * k, 560 - 16 * k, 34), (110 + 44 * k, 614 - 30 * k, 0))
    for k in range(3)
)


_BACK = {
    "R1": tuple(_tuft(-1, spine, 80 + k, BEHIND) for k, spine in enumerate(_NAPE[:1])),
    "L1": tuple(_tuft(1, spine, 84 + k, BEHIND) for k, spine in enumerate(_NAPE[:1])),
    "R2": tuple(_tuft(-1, spine, 90 + k, UNDER) for k, spine in enumerate(_NAPE[1:])),
    "L2": tuple(_tuft(1, spine, 94 + k, UNDER) for k, spine in enumerate(_NAPE[1:])),
}


def _back_shape(ink: Ink) -> None:
    """Paint the dark mass behind the head."""
    c = ink.c
    edge = sample([(512.0, 150.0), (600, 170), (670, 240), (694, 340), (692, 450), (650, 530), (580, 566)])
    other = np.array(mirror([tuple(p) for p in edge]))
    shape = polygon(np.vstack([other[::-1], edge]))
    ink.fill(shape, linear((512, 200), (512, 580), (0, c.hair_shade), (0.4, c.hair_dark), (1, c.hair_night)))
    for name in ("R1", "L1"):
        locks(ink, _BACK[name])
    hollow(ink)


_FLY = Tones("hair", "hair", "hair_light", "hair_shade", "hair_light")
HAIR = Hair(
    dome=DOME,
    whorl=(524.0, 122.0),
    fringe={name: FRINGE[name] for name in ("R3", "L3", "R2", "L2", "R1", "L1", "C2", "C1")},
    side={name: _SIDES[name] for name in ("R3", "L3", "R2", "L2", "R1", "L1")},
    back={name: _BACK[name] for name in ("R2", "L2")},
    back_shape=_back_shape,
    flyaway=(
        Lock(((390, 180, 26), (352, 196, 22), (322, 230, 12), (306, 270, 0)), _FLY, 1),
        Lock(((640, 170, 26), (684, 190, 22), (714, 226, 12), (730, 268, 0)), _FLY, 1, rim=True),
        Lock(((440, 130, 24), (404, 122, 18), (372, 130, 10), (348, 152, 0)), _FLY, 1),
        Lock(((590, 122, 24), (626, 116, 18), (656, 128, 10), (676, 150, 0)), _FLY, 1),
    ),
    ahoge=(
        Lock(((528, 122, 24), (518, 96, 20), (532, 76, 12), (560, 72, 0)), _FLY, 1),
        Lock(((512, 122, 18), (494, 100, 13), (472, 92, 7), (450, 98, 0)), _FLY, 0),
    ),
)
