"""Blinks: irregular, sometimes double, slow and heavy when she is sleepy, the same for the same seed."""

from __future__ import annotations

import numpy as np

from companion.avatar.blinking import Blinking

STEP = 1 / 60


def lids(seed: int, seconds: float, sleepiness: float = 0.0) -> np.ndarray:
    blinking = Blinking(seed)
    return np.array([blinking.update(STEP, sleepiness) for _ in range(round(seconds / STEP))])


def blinks(opening: np.ndarray) -> np.ndarray:
    """Return the times in seconds at which the eyes shut."""
    shut = opening == 0.0
    return np.flatnonzero(shut[1:] & ~shut[:-1]) * STEP


def test_blinks_vary_and_some_come_twice() -> None:
    opening = lids(1, 600)
    assert opening.min() == 0.0
    assert opening.max() == 1.0
    pauses = np.diff(blinks(opening))
    assert 12 < len(pauses) / 10 < 26, "blinks a minute, as people do"
    assert pauses.std() > 0.8
    assert 0.05 < (pauses < 0.6).mean() < 0.35
    assert pauses.min() > 0.2


def test_a_sleepy_blink_is_slow_and_the_lids_are_heavy() -> None:
    awake, sleepy = lids(2, 300), lids(2, 300, 1.0)
    assert np.median(awake) == 1.0
    assert 0.5 < np.median(sleepy) < 0.6
    assert (awake == 0).sum() / len(blinks(awake)) * 1.8 < (sleepy == 0).sum() / len(blinks(sleepy))
    assert np.abs(np.diff(sleepy[:60])).max() < 0.25, "the lids sink, they do not fall"


def test_the_same_seed_blinks_the_same() -> None:
    assert np.array_equal(lids(5, 30), lids(5, 30))
    assert not np.array_equal(lids(5, 30), lids(6, 30))
