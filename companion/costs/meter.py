"""Real use, counted: one row a piece of work, in SQLite, so that figures survive a restart and can be cut by time."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from companion.errors import CompanionError
from companion.messages import Usage, UsageKind

_SCHEMA = """
CREATE TABLE IF NOT EXISTS usage (
  at REAL NOT NULL,
  kind TEXT NOT NULL,
  engine TEXT NOT NULL,
  model TEXT NOT NULL,
  tokens_read INTEGER NOT NULL,
  tokens_written INTEGER NOT NULL,
  letters INTEGER NOT NULL,
  sound_seconds REAL NOT NULL,
  busy_seconds REAL NOT NULL
);
CREATE INDEX IF NOT EXISTS usage_by_time ON usage (at);
"""


@dataclass(frozen=True)
class Total:
    """The use of one engine over some time, and in how many pieces."""

    usage: Usage
    pieces: int


class Meter:
    """The counter of one user. Not for several threads."""

    def __init__(self, file: Path, now: Callable[[], float] = time.time) -> None:
        """Open or create ``file``. Raises CompanionError when it is no counter."""
        self._now = now
        try:
            self._database = sqlite3.connect(file, isolation_level=None)
            self._database.execute("PRAGMA journal_mode = WAL")
            self._database.executescript(_SCHEMA)
        except sqlite3.Error as error:
            raise CompanionError(f"The use counted in {file} cannot be read ({error}); move the file away.") from error

    def add(self, usage: Usage) -> None:
        """Count one piece of work."""
        self._database.execute(
            "INSERT INTO usage VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                self._now(), usage.kind, usage.engine, usage.model, usage.tokens_read, usage.tokens_written,
                usage.letters, usage.sound_seconds, usage.busy_seconds,
            ),
        )  # fmt: skip

    def totals(self, since: float = 0.0) -> list[Total]:
        """Return the use of each engine and model since a time (seconds since 1970), the most used first."""
        rows = self._database.execute(
            "SELECT kind, engine, model, SUM(tokens_read), SUM(tokens_written), SUM(letters), SUM(sound_seconds),"
            " SUM(busy_seconds), COUNT(*) FROM usage WHERE at >= ? GROUP BY kind, engine, model"
            " ORDER BY COUNT(*) DESC, kind",
            (since,),
        ).fetchall()
        return [Total(Usage(cast(UsageKind, row[0]), *row[1:8]), row[8]) for row in rows]

    def requests(self, since: float = 0.0) -> int:
        """Return how many replies were written since a time."""
        row = self._database.execute("SELECT COUNT(*) FROM usage WHERE at >= ? AND kind = 'text'", (since,)).fetchone()
        return int(row[0])

    def first(self) -> float | None:
        """Return when counting began, None where nothing was counted."""
        row = self._database.execute("SELECT MIN(at) FROM usage").fetchone()
        return cast("float | None", row[0])

    def clear(self) -> None:
        """Begin anew."""
        self._database.execute("DELETE FROM usage")

    def close(self) -> None:
        """Close the file."""
        self._database.close()
