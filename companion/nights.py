"""The stored talk, cut into days for her sleep."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from companion.history import Entry
from companion.messages import Line, TalkDay

LAST_DAYS = 30
"""So far back she digests what she has not digested yet."""


def talk_days(entries: Sequence[Entry]) -> tuple[TalkDay, ...]:
    """Return the messages of each day by the local calendar, oldest first; days without a word of the user's not.

    A clock that was set back brings a day a second time: it is one day all the same.
    """
    said_on: dict[date, list[Entry]] = {}
    for entry in entries:
        said_on.setdefault(date.fromtimestamp(entry.at), []).append(entry)
    days = []
    for day, said in said_on.items():
        if any(entry.role == "user" for entry in said):
            lines = tuple(Line(entry.role, entry.text) for entry in said)
            days.append(TalkDay(day.isoformat(), said[-1].at, said[-1].id, lines))
    return tuple(days)
