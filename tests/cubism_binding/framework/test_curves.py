"""Segments of motion curves."""

import pytest

from cubism_binding.core.errors import CubismError
from cubism_binding.framework.curves import CurveSet, bezier_share, read_curve

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


@pytest.mark.parametrize("times", [(0, 0, 3, 3), (0, 3, 0, 3), (0, 1, 2, 3), (0, 0, 0, 3), (0, 3, 3, 3)])
def test_the_share_of_a_free_bezier_leads_back_to_its_time(times: tuple[float, float, float, float]) -> None:
    x0, x1, x2, x3 = times
    for time in (0.0, 1e-6, 0.4, 1.5, 2.999, 3.0):
        u = bezier_share(x0, x1, x2, x3, time)
        r = 1 - u
        assert 0 <= u <= 1
        assert r**3 * x0 + 3 * r * r * u * x1 + 3 * r * u * u * x2 + u**3 * x3 == pytest.approx(time, abs=1e-6)


def test_a_free_bezier_with_evenly_spread_times_is_a_restricted_one() -> None:
    numbers = [0, 5, 1, 0.4, 9, 0.8, -3, 1.2, 2]
    free, restricted = (CurveSet([read_curve(numbers, "c")], flag).cursor() for flag in (False, True))
    for time in (0.0, 0.1, 0.7, 1.1):
        assert free.at(time) == pytest.approx(restricted.at(time))


def test_of_several_segments_passed_at_once_the_last_counts() -> None:
    cursor = CurveSet([read_curve([0, 0, 0, 1, 10, 0, 1, 20, 2, 1.5, 30, 3, 9, 40], "c")], restricted=True).cursor()
    assert cursor.at(0.5) == pytest.approx([5])
    assert cursor.at(1.0) == pytest.approx([20])  # the segment without length never counts
    assert cursor.at(8.0) == pytest.approx([40])
    assert cursor.at(99.0) == pytest.approx([40])
    assert cursor.at(-1.0) == pytest.approx([0])


def test_a_segment_of_no_length_to_speak_of_is_a_jump() -> None:
    curve = read_curve([0, 1, 1, 1e-120, 2, 2e-120, 3, 3e-120, 4, 0, 1, 8], "here")
    for restricted in (True, False):
        assert CurveSet([curve], restricted).cursor().at(0.5)[0] == pytest.approx(6)
