"""Blink, breath, look and lips."""

import random

import pytest
from synthetic import parameters

from cubism_binding.framework.breath import Breath
from cubism_binding.framework.eye_blink import EyeBlink
from cubism_binding.framework.lip_sync import LipSync
from cubism_binding.framework.look import Look


def test_a_blink_runs_through_its_phases() -> None:
    p = parameters(Eye=(0, 1, 1))
    blink = EyeBlink(p, ("Eye", "NoSuchEye"), random.Random(3))
    assert blink.ids == ("Eye",)
    seen = []
    for _ in range(60 * 8):  # the wait is 7 s at most
        blink.update(p, 1 / 60)
        seen.append(p.get(0))
    start = next(i for i, value in enumerate(seen) if value < 1)
    falling = [0.8333, 0.6667, 0.5, 0.3333, 0.1667, 0, 0, 0, 0, 0.1111]
    assert seen[start : start + 10] == pytest.approx(falling, abs=0.12)
    assert seen[start : start + 5] == pytest.approx(falling[:5], abs=1e-3)
    zeros = sum(1 for value in seen[start : start + 18] if value < 1e-6)
    assert 4 <= zeros <= 6
    assert seen[start + 20] == 1


def test_two_blinkers_with_one_seed_agree_and_with_another_do_not() -> None:
    def times(seed: int) -> list[float]:
        p = parameters(Eye=(0, 1, 1))
        blink = EyeBlink(p, ("Eye",), random.Random(seed))
        seen = []
        for _ in range(1200):
            blink.update(p, 1 / 60)
            seen.append(p.get(0))
        return seen

    assert times(1) == times(1)
    assert times(1) != times(2)


def test_breath_adds_its_waves() -> None:
    names = ("ParamAngleX", "ParamAngleY", "ParamAngleZ", "ParamBodyAngleX")
    p = parameters(**dict.fromkeys(names, (-30, 0, 30)), ParamBreath=(0, 0, 1))
    Breath(p).update(p, 1.0)
    assert list(p.values) == pytest.approx([6.15056, 3.91471, 4.53326, 0.78706, 0.48293], abs=1e-4)


def test_the_look_accelerates_brakes_and_stays() -> None:
    p = parameters(ParamAngleX=(-30, 0, 30), ParamAngleZ=(-30, 0, 30))
    look = Look(p)
    look.look_at(1, 0.5)
    xs = []
    for _ in range(14):
        look.advance(1 / 30)
        xs.append(look._current[0])
    path = [0.0265, 0.0795, 0.1590, 0.2650, 0.3843, 0.5035, 0.6228, 0.7420, 0.8465, 0.9244, 0.9758, 1.0007]
    assert xs == pytest.approx([*path, 1.0007, 1.0007], abs=1e-4)
    look.update(p, 1 / 30)
    x, y = look.position
    assert y == pytest.approx(x / 2)
    assert list(p.values) == pytest.approx([30, -30 * x * y], abs=1e-6)


def test_the_look_is_equally_fast_at_every_frame_rate() -> None:
    ends = []
    for rate in (15, 30, 60, 144):
        look = Look(parameters())
        look.look_at(1, 0)
        for _ in range(rate // 3):
            look.advance(1 / rate)
        ends.append(look.position[0])
    assert max(ends) - min(ends) < 0.13  # a step at most


def test_speech_owns_the_mouth_and_gives_it_back() -> None:
    p = parameters(Mouth=(0, 0, 2), Other=(0, 0, 1))
    lips = LipSync(p, ("Mouth", "NoSuchMouth"))
    p.set(0, 1.5)  # an expression opened it
    lips.update(p)
    assert p.get(0) == 1.5
    lips.value = 0.0
    lips.update(p)
    assert p.get(0) == 0.0
    lips.value = 0.25
    lips.update(p)
    assert p.get(0) == 0.5
    lips.value = 7
    lips.update(p)
    assert p.get(0) == 2.0
    assert p.get(1) == 0.0


def test_names_the_moc_does_not_have_move_nothing() -> None:
    assert LipSync(parameters(Nose=(0, 0, 1)), ("Ghost",)).ids == ()
