"""A wall clock that a test sets forward and back, for the process that imports this before anything of the program.

Only the clock on the wall: ``time.monotonic`` and ``time.perf_counter`` go on, as they do in a real computer.
"""

from __future__ import annotations

import datetime
import time

_now, _local, _format = time.time, time.localtime, time.strftime
_ahead = [0.0]


class _Shifted(datetime.datetime):
    @classmethod
    def now(cls, tz: datetime.tzinfo | None = None) -> datetime.datetime:
        return cls.fromtimestamp(time.time(), tz)


class _ShiftedDate(datetime.date):
    @classmethod
    def today(cls) -> datetime.date:
        return cls.fromtimestamp(time.time())


def shift(seconds: float) -> None:
    """Let the wall clock be ``seconds`` ahead of the true one from now on."""
    _ahead[0] = seconds


def install() -> None:
    """Put the clock in place of Python's."""
    time.time = lambda: _now() + _ahead[0]
    time.localtime = lambda seconds=None: _local(time.time() if seconds is None else seconds)
    time.strftime = lambda form, moment=None: _format(form, time.localtime() if moment is None else moment)
    datetime.datetime = _Shifted  # type: ignore[misc]
    datetime.date = _ShiftedDate  # type: ignore[misc]
