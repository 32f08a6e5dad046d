"""What was said and heard, in one SQLite file: every message is on disk before the call returns.

Write-ahead log with full synchronisation: a kill of the program or a power cut loses nothing that was stored.
"""

from __future__ import annotations

import sqlite3
import time
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from companion.errors import CompanionError
from companion.messages import Line, Role

SCHEMA_VERSION = 1

_SCHEMA = """
CREATE TABLE message (
  id INTEGER PRIMARY KEY,
  at REAL NOT NULL,
  persona TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('user', 'assistant')),
  text TEXT NOT NULL,
  emotion TEXT NOT NULL DEFAULT '',
  stopped INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX message_by_persona ON message (persona, id);
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """One stored message: ``at`` in seconds since 1970; ``stopped`` when the user cut her short."""

    id: int
    at: float
    role: Role
    text: str
    emotion: str
    stopped: bool


class History:
    """The stored conversation, one thread of talk for each persona (by its file name)."""

    def __init__(self, file: Path) -> None:
        """Open or create ``file``. Raises CompanionError when it is no history or of a newer program."""
        self._file = file
        try:
            self._database = sqlite3.connect(file, isolation_level=None)
            self._prepare()
        except sqlite3.Error as error:
            raise CompanionError(
                f"The history {file} cannot be opened ({error}); move it away and start again."
            ) from error

    def _prepare(self) -> None:
        database = self._database
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = FULL")
        version = database.execute("PRAGMA user_version").fetchone()[0]
        if version > SCHEMA_VERSION:
            database.close()
            raise CompanionError(f"The history {self._file} was written by a newer version of the program; update it.")
        if version == 0:
            database.executescript(f"BEGIN; {_SCHEMA} PRAGMA user_version = {SCHEMA_VERSION}; COMMIT;")

    def add(self, persona: str, role: Role, text: str, *, emotion: str = "", stopped: bool = False) -> int:
        """Store one message and return its number."""
        cursor = self._database.execute(
            "INSERT INTO message (at, persona, role, text, emotion, stopped) VALUES (?, ?, ?, ?, ?, ?)",
            (time.time(), persona, role, text, emotion, stopped),
        )
        return cast(int, cursor.lastrowid)

    def change(self, number: int, text: str, *, emotion: str, stopped: bool = False) -> None:
        """Replace the text, the emotion and the end of a stored message."""
        self._database.execute(
            "UPDATE message SET text = ?, emotion = ?, stopped = ? WHERE id = ?", (text, emotion, stopped, number)
        )

    def last(self, persona: str, count: int) -> list[Entry]:
        """Return the last ``count`` messages with ``persona``, oldest first."""
        rows = self._database.execute(
            "SELECT id, at, role, text, emotion, stopped FROM message WHERE persona = ? ORDER BY id DESC LIMIT ?",
            (persona, count),
        ).fetchall()
        return [
            Entry(number, at, role, text, emotion, bool(stopped))
            for number, at, role, text, emotion, stopped in rows[::-1]
        ]

    def lines(self, persona: str, count: int) -> tuple[Line, ...]:
        """Return the last ``count`` messages as lines for the prompt, oldest first."""
        return tuple(Line(entry.role, entry.text) for entry in self.last(persona, count))

    def remove(self, number: int) -> None:
        """Forget one message."""
        self._database.execute("DELETE FROM message WHERE id = ?", (number,))

    def clear(self, persona: str) -> None:
        """Forget all messages with ``persona``."""
        self._database.execute("DELETE FROM message WHERE persona = ?", (persona,))

    def close(self) -> None:
        """Close the file."""
        self._database.close()
