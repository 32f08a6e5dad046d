"""The stored talk, cut into days for her sleep."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from companion.history import Entry
from companion.messages import Line, TalkDay

LAST_DAYS = 30
"""So far back she digests what she has not digested yet."""


def talk_days(entries: Sequence[Entry]) -> tuple[TalkDay, ...]:
    """Return the messages of each day by the local calendar, oldest first; days without a word of the user's not."""
    days = []
    for day, group in groupby(entries, lambda entry: date.fromtimestamp(entry.at)):
        said = list(group)
        if any(entry.role == "user" for entry in said):
            lines = tuple(Line(entry.role, entry.text) for entry in said)
            days.append(TalkDay(day.isoformat(), said[-1].at, said[-1].id, lines))
    return tuple(days)
