"""Whether she may speak first, and whether it is her bedtime: decided from the clock and what goes on, nothing else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal, TypeAlias

from companion import settings as s
from companion.errors import CompanionError
from companion.settings import Settings

Reason: TypeAlias = Literal["back", "time"]
"""You have come back; one of the set times has come."""

FRESH = timedelta(minutes=3)
"""So long after you came back, or after a set time, she may still begin; later it would be odd."""
PRESENT = 300.0
"""Seconds without a sign of you after which nobody is taken to be there to talk to."""
BED_IDLE = 900.0
"""Seconds without a sign of you after which she may go to sleep at night."""
_NOTED = 100
"""So many times that she spoke are known: more than those of a day, for a clock may be set forward and back."""

_TIME = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)")


@dataclass(frozen=True)
class Wishes:
    """What the settings say: ``away`` in seconds, hours of the day 0..23 for quiet (equal: none)."""

    on: bool = False
    do_not_disturb: bool = False
    away: float = 1800.0
    times: tuple[time, ...] = ()
    quiet_from: int = 22
    quiet_to: int = 8
    most_a_day: int = 3


@dataclass(frozen=True)
class Moment:
    """What goes on: ``idle`` seconds since you last did something, ``busy``: she or you must not be disturbed now."""

    now: datetime
    idle: float
    busy: bool = False


class Initiative:
    """Remembers when you left and came back and when she spoke; one for a running program."""

    def __init__(self) -> None:
        self._idle = 0.0
        self._back: datetime | None = None
        self._spoke: list[datetime] = []
        self._done: set[tuple[date, time]] = set()
        self.away_for = 0.0
        """Seconds you were away before you came back last."""

    def consider(self, moment: Moment, wishes: Wishes) -> Reason | None:
        """Return why she may begin now, None for silence. Call it often: it notices when you come and go."""
        if moment.idle < self._idle and self._idle >= wishes.away:
            self._back, self.away_for = moment.now, self._idle
        self._idle = moment.idle
        if self._back is not None and moment.now < self._back:
            self._back = None  # the clock was set back: that time would come once more
        if not wishes.on or wishes.do_not_disturb or moment.busy or moment.idle > PRESENT:
            return None
        if within_hours(moment.now, wishes.quiet_from, wishes.quiet_to):
            return None
        if sum(at.date() == moment.now.date() for at in self._spoke) >= wishes.most_a_day:
            return None
        if self._back is not None and timedelta() <= moment.now - self._back <= FRESH:
            return "back"
        return "time" if self._due(moment.now, wishes) is not None else None

    def spoke(self, reason: Reason, now: datetime, wishes: Wishes) -> None:
        """Note that she has begun."""
        self._spoke = [*self._spoke[-_NOTED:], now]
        self._back = None
        due = self._due(now, wishes)
        if reason == "time" and due is not None:
            self._done.add((now.date(), due))

    def _due(self, now: datetime, wishes: Wishes) -> time | None:
        for at in wishes.times:
            late = now - datetime.combine(now.date(), at)
            if timedelta() <= late <= FRESH and (now.date(), at) not in self._done:
                return at
        return None


def wishes(settings: Settings) -> Wishes:
    """Return what the settings say; set times that are none are left out (the page tells)."""
    try:
        times = read_times(settings[s.FIRST_TIMES])
    except CompanionError:
        times = ()
    return Wishes(
        on=settings[s.FIRST],
        do_not_disturb=settings[s.DO_NOT_DISTURB],
        away=settings[s.FIRST_AWAY] * 60.0,
        times=times,
        quiet_from=settings[s.QUIET_FROM],
        quiet_to=settings[s.QUIET_TO],
        most_a_day=settings[s.FIRST_MOST],
    )


def read_times(text: str) -> tuple[time, ...]:
    """Return times of day out of "9:00, 21:30". Raises CompanionError for what is none."""
    times = []
    for part in filter(None, re.split(r"[,;\s]+", text)):
        found = _TIME.fullmatch(part)
        if found is None:
            raise CompanionError(f"{part!r} is no time of day; write times such as 9:00, 21:30.")
        times.append(time(int(found[1]), int(found[2])))
    return tuple(times)


def within_hours(now: datetime, begin: int, end: int) -> bool:
    """Say whether it is between two hours of the day, over midnight too; equal hours are no time at all."""
    if begin <= end:
        return begin <= now.hour < end
    return now.hour >= begin or now.hour < end


def is_bedtime(moment: Moment, begin: int, end: int) -> bool:
    """Say whether she may go to sleep: within her hours, and nobody has been there for a while."""
    return not moment.busy and moment.idle >= BED_IDLE and within_hours(moment.now, begin, end)


_BACK = {
    "en": "*comes back to the computer after {away}; greet me in one short sentence*",
    "ru": "*возвращается к компьютеру спустя {away}; поздоровайся одной короткой фразой*",
}
_TIMED = {
    "en": "*it is {clock} now; begin a talk with one short question*",
    "ru": "*сейчас {clock}; начни разговор одним коротким вопросом*",
}


def hint(reason: Reason, now: datetime, away: float, language: str) -> str:
    """Return the stage direction that tells the text model why she begins, in the persona's ``language``."""
    code = "ru" if language.lower().startswith("ru") else "en"
    if reason == "time":
        return _TIMED[code].format(clock=f"{now:%H:%M}")
    hours = round(away / 3600)
    if code == "ru":
        return _BACK[code].format(away="несколько часов" if hours > 1 else "некоторое время")
    return _BACK[code].format(away=f"{hours} hours" if hours > 1 else "a while")
