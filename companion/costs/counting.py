"""Count what a turn took, where all processes of this user count."""

from __future__ import annotations

import logging
import sqlite3

from companion.costs.meter import Meter
from companion.errors import CompanionError
from companion.messages import TurnDone
from companion.paths import data_dir

_log = logging.getLogger(__name__)

FILE_NAME = "usage.sqlite"


def count_turn(done: TurnDone) -> None:
    """Add the turn's usage to the counter; a counter that cannot be written costs a line in the log, never a turn."""
    if not done.usage:
        return
    try:
        meter = Meter(data_dir() / FILE_NAME)
        try:
            for usage in done.usage:
                meter.add(usage)
        finally:
            meter.close()
    except (CompanionError, sqlite3.Error, OSError) as error:
        _log.warning("what this turn took was not counted: %s", error)
