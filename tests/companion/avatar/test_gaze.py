"""Small glances of her own, repeatable; a target overrules them."""

from __future__ import annotations

import numpy as np

from companion.avatar.gaze import Gaze


def test_she_mostly_looks_at_you_and_sometimes_glances_aside() -> None:
    gaze = Gaze(1)
    seen = np.array([gaze.update(0.1) for _ in range(1200)])
    aside = np.any(seen != 0.0, axis=1)
    assert 0.1 < aside.mean() < 0.5
    assert np.abs(seen).max() <= 0.2
    again = Gaze(1)
    assert np.array_equal(seen, [again.update(0.1) for _ in range(1200)])


def test_a_target_overrules_and_can_be_taken_back() -> None:
    gaze = Gaze(2)
    gaze.target = (0.7, -0.4)
    assert {gaze.update(0.1) for _ in range(100)} == {(0.7, -0.4)}
    gaze.target = None
    assert np.abs([gaze.update(0.1) for _ in range(100)]).max() <= 0.2
