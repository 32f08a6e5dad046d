"""Segments of motion curves."""

import pytest

from cubism_binding.core.errors import CubismError
from cubism_binding.framework.curves import CurveSet, read_curve

BEZIER = [0, 0, 1, 0.1, 20, 0.9, 25, 1, 10]
TIMES = [0.1, 0.25, 0.5, 0.75, 0.9, 0.999, 1, 3]
FREE = [8.63286, 14.0467, 18.125, 18.30861, 15.80276, 10.14602, 10, 10]
RESTRICTED = [5.545, 12.10938, 18.125, 17.57812, 13.905, 10.04494, 10, 10]


def values(
    numbers: list[float], times: list[float], restricted: bool = True, period: float | None = None
) -> list[float]:
    cursor = CurveSet([read_curve(numbers, "test")], restricted, period).cursor()
    return [float(cursor.at(time)[0]) for time in times]


def test_a_free_bezier_solves_for_time() -> None:
    assert values(BEZIER, TIMES, restricted=False) == pytest.approx(FREE, abs=1e-3)


def test_a_restricted_bezier_runs_evenly() -> None:
    assert values(BEZIER, TIMES) == pytest.approx(RESTRICTED, abs=1e-4)


def test_lines_and_steps() -> None:
    numbers = [0, 1, 0, 1, 3, 2, 2, 7, 3, 3, 9]  # line to 3, stepped to 7, inverse stepped to 9
    assert values(numbers, [0, 0.5, 1, 1.5, 1.999, 2, 2.5, 3, 9]) == pytest.approx([1, 2, 3, 3, 3, 9, 9, 9, 9])


def test_time_before_the_first_point_gives_its_value() -> None:
    assert values([1, 4, 0, 2, 8], [0, 1, 1.5]) == pytest.approx([4, 4, 6])


def test_going_back_in_time_finds_the_right_segment() -> None:
    assert values([0, 0, 0, 1, 1, 0, 2, 5], [1.5, 0.5, 1.5]) == pytest.approx([3, 0.5, 3])


def test_a_looping_curve_is_led_back_to_its_start() -> None:
    assert values([0, 2, 0, 1, 6], [1.0, 1.05, 1.1], period=1.1) == pytest.approx([6, 4, 2])
    assert values([0, 2, 2, 1, 6], [1.05], period=1.1) == pytest.approx([6])


def test_curves_of_a_set_do_not_disturb_each_other() -> None:
    cursor = CurveSet([read_curve([0, 0, 0, 1, 10], "a"), read_curve(BEZIER, "b")], restricted=False).cursor()
    assert list(cursor.at(0.25)) == pytest.approx([2.5, 14.0467], abs=1e-3)


@pytest.mark.parametrize("numbers", [[], [0], [0, 0, 1, 2, 3], [0, 0, 9, 1, 1], [0, 0, 0.5, 1, 1]])
def test_broken_segments_are_refused_in_words(numbers: list[float]) -> None:
    with pytest.raises(CubismError, match="somewhere: a curve"):
        read_curve(numbers, "somewhere")
