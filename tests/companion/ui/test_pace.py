"""How often she is drawn."""

from __future__ import annotations

import pytest

from companion.ui.pace import CALM_FRAME_MS, FRAME_MS, HIDDEN_MS, PACE_FRAMES, SLOW_FRAME_MS, Pace


@pytest.mark.parametrize("software", [True, False])
def test_nobody_near_means_half_the_pictures_and_nobody_who_sees_a_tenth(software: bool) -> None:
    pace = Pace(software=software)
    assert pace.milliseconds(calm=False, exposed=True) == FRAME_MS
    assert pace.milliseconds(calm=True, exposed=True) == (CALM_FRAME_MS if software else SLOW_FRAME_MS)
    assert pace.milliseconds(calm=True, exposed=False) == HIDDEN_MS


def test_slow_pictures_make_her_go_slower_until_they_are_clearly_quick_again() -> None:
    pace = Pace(software=False)

    def draw(seconds: float) -> int:
        for _ in range(PACE_FRAMES):
            pace.painted(seconds)
        return pace.milliseconds(calm=False, exposed=True)

    assert [draw(seconds) for seconds in (0.010, 0.020, 0.013, 0.010)] == [
        FRAME_MS,
        SLOW_FRAME_MS,
        SLOW_FRAME_MS,
        FRAME_MS,
    ]
