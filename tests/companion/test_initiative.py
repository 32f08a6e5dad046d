"""When she may speak first and when she sleeps: a clock that only the tests move."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest

from companion import settings as s
from companion.audio.microphone_use import microphone_in_use
from companion.errors import CompanionError
from companion.initiative import (
    Initiative,
    Moment,
    Reason,
    Wishes,
    hint,
    is_bedtime,
    read_times,
    wishes,
    within_hours,
)
from companion.settings import Settings

NOON = datetime(2026, 11, 28, 12)
ON = Wishes(on=True)
MINUTE = timedelta(minutes=1)


def come_back(she: Initiative, at: datetime, wanted: Wishes = ON, away: float = 3600.0, **now: bool) -> Reason | None:
    she.consider(Moment(at - MINUTE, away), wanted)
    return she.consider(Moment(at, 1.0, **now), wanted)


def test_she_greets_when_you_come_back_after_long_and_not_else() -> None:
    assert come_back(Initiative(), NOON) == "back"
    assert come_back(Initiative(), NOON, away=600.0) is None
    assert come_back(Initiative(), NOON, Wishes()) is None, "off by default"
    assert come_back(Initiative(), NOON, replace(ON, do_not_disturb=True)) is None
    assert come_back(Initiative(), NOON.replace(hour=23)) is None, "quiet hours"
    assert come_back(Initiative(), NOON.replace(hour=7)) is None, "quiet hours, over midnight"
    assert come_back(Initiative(), NOON.replace(hour=23), replace(ON, quiet_from=8, quiet_to=8)) == "back"


def test_busy_puts_it_off_for_three_minutes_at_most() -> None:
    she = Initiative()
    assert come_back(she, NOON, busy=True) is None
    assert she.consider(Moment(NOON + 2 * MINUTE, 5.0), ON) == "back"
    late = Initiative()
    assert come_back(late, NOON, busy=True) is None
    assert late.consider(Moment(NOON + 4 * MINUTE, 5.0), ON) is None


def test_she_begins_once_for_each_return_and_at_most_so_often_a_day() -> None:
    she, wanted = Initiative(), replace(ON, most_a_day=2)
    for hour in (9, 11):
        at = NOON.replace(hour=hour)
        assert come_back(she, at, wanted) == "back"
        she.spoke("back", at, wanted)
        assert she.consider(Moment(at + MINUTE, 1.0), wanted) is None, "once"
    assert come_back(she, NOON.replace(hour=13), wanted) is None, "enough for a day"
    assert come_back(she, NOON.replace(hour=9) + timedelta(days=1), wanted) == "back"


def test_a_clock_set_forward_and_back_brings_nothing_twice() -> None:
    she, wanted = Initiative(), replace(ON, most_a_day=1, times=(time(12),))
    assert she.consider(Moment(NOON, 1.0), wanted) == "time"
    she.spoke("time", NOON, wanted)
    tomorrow = NOON + timedelta(days=1)
    assert she.consider(Moment(tomorrow, 1.0), wanted) == "time"
    she.spoke("time", tomorrow, wanted)
    for at in (NOON, tomorrow, NOON.replace(hour=15), NOON):
        assert she.consider(Moment(at, 1.0), wanted) is None
        assert come_back(she, at, wanted) is None, "enough for both days"
    late = Initiative()
    assert come_back(late, NOON, busy=True) is None
    assert late.consider(Moment(NOON - timedelta(hours=2), 1.0), ON) is None, "the clock is set back"
    assert late.consider(Moment(NOON + MINUTE, 1.0), ON) is None, "and you came back two hours ago"


def test_set_times_come_once_a_day_while_you_are_there() -> None:
    she, wanted = Initiative(), replace(ON, times=(time(12), time(18, 30)))
    assert she.consider(Moment(NOON - MINUTE, 1.0), wanted) is None
    assert she.consider(Moment(NOON, 1.0), wanted) == "time"
    she.spoke("time", NOON, wanted)
    assert she.consider(Moment(NOON + MINUTE, 1.0), wanted) is None
    assert she.consider(Moment(NOON.replace(hour=18, minute=31), 400.0), wanted) is None, "nobody is there"
    assert she.consider(Moment(NOON.replace(hour=18, minute=32), 1.0), wanted) == "time"
    assert she.consider(Moment(NOON + timedelta(days=1), 1.0), wanted) == "time"


def test_times_are_read_or_refused() -> None:
    assert read_times("9:00, 21.30") == (time(9), time(21, 30))
    assert read_times(" ") == ()
    with pytest.raises(CompanionError, match="'25:00' is no time of day"):
        read_times("9:00, 25:00")
    settings = Settings()
    assert not wishes(settings).on
    settings[s.FIRST], settings[s.FIRST_TIMES], settings[s.FIRST_AWAY] = True, "10:15", 20
    assert wishes(settings) == Wishes(on=True, away=1200.0, times=(time(10, 15),))
    settings[s.FIRST_TIMES] = "soon"
    assert wishes(settings).times == ()


@pytest.mark.parametrize(
    ("hour", "begin", "end", "inside"),
    [(23, 22, 8, True), (3, 22, 8, True), (8, 22, 8, False), (12, 22, 8, False), (3, 1, 6, True), (6, 1, 6, False),
     (5, 5, 5, False)],
)  # fmt: skip
def test_hours_reach_over_midnight(hour: int, begin: int, end: int, inside: bool) -> None:
    assert within_hours(NOON.replace(hour=hour), begin, end) is inside


def test_bedtime_needs_the_hour_an_empty_room_and_rest() -> None:
    night = Moment(NOON.replace(hour=2), 1000.0)
    assert is_bedtime(night, 1, 6)
    assert not is_bedtime(replace(night, idle=60.0), 1, 6)
    assert not is_bedtime(replace(night, busy=True), 1, 6)
    assert not is_bedtime(replace(night, now=NOON), 1, 6)


def test_the_hint_is_a_stage_direction_in_her_language() -> None:
    assert hint("back", NOON, 7200.0, "en").startswith("*comes back to the computer after 2 hours;")
    assert hint("back", NOON, 1800.0, "en-GB").startswith("*comes back to the computer after a while;")
    assert "12:00" in hint("time", NOON, 0.0, "ru") and "вопрос" in hint("time", NOON, 0.0, "ru")


def test_a_card_that_is_recorded_from_is_a_call(tmp_path: Path) -> None:
    assert not microphone_in_use(tmp_path)
    for device, state in (("pcm0c", "closed"), ("pcm0p", "state: RUNNING\n")):
        sub = tmp_path / "card0" / device / "sub0"
        sub.mkdir(parents=True)
        (sub / "status").write_text(state)
    assert not microphone_in_use(tmp_path), "playing is not recording"
    (tmp_path / "card0" / "pcm0c" / "sub0" / "status").write_text("state: RUNNING\nowner_pid   : 1\n")
    assert microphone_in_use(tmp_path)
