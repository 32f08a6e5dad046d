"""What was said and heard, in one SQLite file: every message is on disk before the call returns.

Write-ahead log with full synchronisation: a kill of the program or a power cut loses nothing that was stored. What is
deleted can be brought back until the file is closed; then it is overwritten. Where the disk takes no more, all goes on
in memory and is written as soon as there is room.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from companion.errors import CompanionError
from companion.messages import EmotionScores, Line, Role

SCHEMA_VERSION = 3

_SCHEMA = """
CREATE TABLE talk (
  id INTEGER PRIMARY KEY,
  persona TEXT NOT NULL,
  title TEXT NOT NULL DEFAULT '',
  gone INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE message (
  id INTEGER PRIMARY KEY,
  talk INTEGER NOT NULL REFERENCES talk (id),
  at REAL NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('user', 'assistant')),
  text TEXT NOT NULL,
  folded TEXT NOT NULL,
  emotion TEXT NOT NULL DEFAULT '',
  feelings TEXT NOT NULL DEFAULT '',
  stopped INTEGER NOT NULL DEFAULT 0,
  cut INTEGER NOT NULL DEFAULT 0,
  gone INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX message_by_talk ON message (talk, id);
CREATE INDEX message_gone ON message (id) WHERE gone;
"""

# One talk for each persona became one talk of each; ``folded`` is what a search compares.
_FROM_1 = f"""
ALTER TABLE message RENAME TO old_message;
DROP INDEX message_by_persona;
{_SCHEMA}
INSERT INTO talk (persona) SELECT persona FROM old_message GROUP BY persona ORDER BY min(id);
INSERT INTO message (id, talk, at, role, text, folded, emotion, stopped)
  SELECT m.id, talk.id, at, role, text, fold(text), emotion, stopped
  FROM old_message AS m JOIN talk ON talk.persona = m.persona;
DROP TABLE old_message;
"""

_FROM_2 = "ALTER TABLE message ADD COLUMN begun INTEGER NOT NULL DEFAULT 0;"

_COLUMNS = "id, at, role, text, emotion, feelings, stopped, cut, begun"


@dataclass(frozen=True, slots=True)
class Felt:
    """One sentence of hers and how it felt."""

    sentence: str
    scores: EmotionScores


@dataclass(frozen=True, slots=True)
class Entry:
    """One stored message: ``at`` in seconds since 1970; ``stopped`` by the user, ``cut`` by the token limit.

    ``begun``: nobody had said anything to her; she began.
    """

    id: int
    at: float
    role: Role
    text: str
    emotion: str
    feelings: tuple[Felt, ...]
    stopped: bool
    cut: bool
    begun: bool = False


@dataclass(frozen=True, slots=True)
class Talk:
    """One stored talk: the persona's file name, its title or else its first line, when it was last spoken in."""

    id: int
    persona: str
    title: str
    at: float


@dataclass(frozen=True, slots=True)
class Found:
    """A message that a search has found, and the talk it is in."""

    talk: Talk
    entry: Entry


class History:
    """The stored talks; each is with one persona."""

    def __init__(self, file: Path) -> None:
        """Open or create ``file``. Raises CompanionError when it is no history or of a newer program."""
        self._file = file
        self.on_unsaved: Callable[[str], None] = lambda _reason: None
        """Told why nothing can be stored now; an empty reason when all of it is stored after all."""
        self._full_disk: sqlite3.Connection | None = None
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
        database.execute("PRAGMA secure_delete = ON")
        database.create_function("fold", 1, str.casefold, deterministic=True)
        version = database.execute("PRAGMA user_version").fetchone()[0]
        if version > SCHEMA_VERSION:
            database.close()
            raise CompanionError(f"The history {self._file} was written by a newer version of the program; update it.")
        steps = {0: _SCHEMA + _FROM_2, 1: _FROM_1 + _FROM_2, 2: _FROM_2}.get(version, "")
        if steps:
            database.executescript(f"BEGIN; {steps} PRAGMA user_version = {SCHEMA_VERSION}; COMMIT;")
        self._forget_what_is_gone()

    def take_over(self, source: sqlite3.Connection) -> None:
        """Hold what ``source`` holds instead of what was here."""
        source.backup(self._database)
        self._prepare()

    # ---- the disk

    def _write(self, statement: str, values: Sequence[object]) -> sqlite3.Cursor:
        self._return_to_disk()
        try:
            return self._database.execute(statement, values)
        except sqlite3.OperationalError as error:
            if self._full_disk is not None:
                raise
            self._go_on_in_memory(str(error))
            return self._database.execute(statement, values)

    def _go_on_in_memory(self, reason: str) -> None:
        memory = sqlite3.connect(":memory:", isolation_level=None)
        self._database.backup(memory)
        self._full_disk, self._database = self._database, memory
        self.on_unsaved(reason)

    def _return_to_disk(self) -> None:
        """Write what is in memory to the disk, if that is where it belongs and it has room again."""
        disk = self._full_disk
        if disk is None:
            return
        try:
            self._database.backup(disk)
        except sqlite3.OperationalError:
            return
        self._database.close()
        self._database, self._full_disk = disk, None
        self.on_unsaved("")

    # ---- talks

    def talks(self) -> list[Talk]:
        """Return all talks, the one spoken in last first."""
        return self._talks("talk.gone = 0 ORDER BY last.id DESC")  # not by time: clocks are set back

    def begin(self, persona: str) -> int:
        """Store a new talk and return its number; it is no talk to choose before something is said in it."""
        cursor = self._write("INSERT INTO talk (persona) VALUES (?)", (persona,))
        return cast(int, cursor.lastrowid)

    def latest(self, persona: str) -> int:
        """Return the talk with ``persona`` that was spoken in last, 0 where there is none."""
        row = self._database.execute(
            "SELECT id, (SELECT max(id) FROM message AS m WHERE m.talk = talk.id AND m.gone = 0) AS last "
            "FROM talk WHERE persona = ? AND gone = 0 AND last NOT NULL ORDER BY last DESC LIMIT 1",
            (persona,),
        ).fetchone()
        return int(row[0]) if row else 0

    def rename(self, talk: int, title: str) -> None:
        """Give a talk a title; an empty one makes its first line the title again."""
        self._write("UPDATE talk SET title = ? WHERE id = ?", (title.strip(), talk))

    def remove_talk(self, talk: int, *, gone: bool = True) -> None:
        """Take a talk away, or bring it back."""
        self._write("UPDATE talk SET gone = ? WHERE id = ?", (gone, talk))

    def _talks(self, condition: str, values: Sequence[object] = ()) -> list[Talk]:
        rows = self._database.execute(
            "SELECT talk.id, persona, title, last.at, coalesce("
            "(SELECT text FROM message AS m WHERE m.talk = talk.id AND gone = 0 AND role = 'user' ORDER BY id LIMIT 1),"
            " last.text) "
            "FROM talk JOIN message AS last ON last.id = "
            "(SELECT max(id) FROM message AS m WHERE m.talk = talk.id AND m.gone = 0) "
            f"WHERE {condition}",
            values,
        )
        return [
            Talk(number, persona, title or " ".join(first.split())[:80], at)
            for number, persona, title, at, first in rows
        ]

    # ---- messages

    def add(
        self,
        talk: int,
        role: Role,
        text: str,
        *,
        emotion: str = "",
        feelings: Iterable[Felt] = (),
        stopped: bool = False,
        begun: bool = False,
    ) -> int:
        """Store one message and return its number."""
        cursor = self._write(
            "INSERT INTO message (at, talk, role, text, folded, emotion, feelings, stopped, begun) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (time.time(), talk, role, text, text.casefold(), emotion, _as_json(feelings), stopped, begun),
        )
        return cast(int, cursor.lastrowid)

    def change(
        self,
        number: int,
        text: str,
        *,
        emotion: str,
        feelings: Iterable[Felt] = (),
        stopped: bool = False,
        cut: bool = False,
    ) -> None:
        """Replace the text, the feelings and the end of a stored message."""
        self._write(
            "UPDATE message SET text = ?, folded = ?, emotion = ?, feelings = ?, stopped = ?, cut = ? WHERE id = ?",
            (text, text.casefold(), emotion, _as_json(feelings), stopped, cut, number),
        )

    def last(self, talk: int, count: int, before: int | None = None) -> list[Entry]:
        """Return the last ``count`` messages of a talk, or those before a number, oldest first; -1 returns all."""
        rows = self._database.execute(
            f"SELECT {_COLUMNS} FROM message WHERE talk = ? AND gone = 0 AND id < ? ORDER BY id DESC LIMIT ?",
            (talk, before or 2**62, count),
        ).fetchall()
        return [_entry(row) for row in rows[::-1]]

    def following(self, talk: int, number: int, count: int) -> list[Entry]:
        """Return the first ``count`` messages of a talk from ``number`` on, oldest first; -1 returns all."""
        rows = self._database.execute(
            f"SELECT {_COLUMNS} FROM message WHERE talk = ? AND gone = 0 AND id >= ? ORDER BY id LIMIT ?",
            (talk, number, count),
        )
        return [_entry(row) for row in rows]

    def since(self, persona: str, at: float) -> list[Entry]:
        """Return all messages with ``persona``, of any talk, since a time, oldest first."""
        rows = self._database.execute(
            f"SELECT {_COLUMNS} FROM message WHERE at >= ? AND gone = 0 "
            "AND talk IN (SELECT id FROM talk WHERE persona = ? AND gone = 0) ORDER BY id",
            (at, persona),
        ).fetchall()
        return [_entry(row) for row in rows]

    def lines(self, talk: int, count: int) -> tuple[Line, ...]:
        """Return the last ``count`` messages as lines for the prompt, oldest first."""
        return tuple(Line(entry.role, entry.text) for entry in self.last(talk, count))

    def search(self, text: str, count: int) -> list[Found]:
        """Return up to ``count`` messages of all talks with ``text`` in them, in any case of letters, newest first."""
        rows = self._database.execute(
            f"SELECT talk, {_COLUMNS} FROM message WHERE gone = 0 AND instr(folded, ?) "
            "AND talk NOT IN (SELECT id FROM talk WHERE gone) ORDER BY id DESC LIMIT ?",
            (text.strip().casefold(), count),
        ).fetchall()
        numbers = sorted({row[0] for row in rows})
        talks = {talk.id: talk for talk in self._talks(f"talk.id IN ({','.join('?' * len(numbers))})", numbers)}
        return [Found(talks[number], _entry(row)) for number, *row in rows]

    def remove(self, *numbers: int, gone: bool = True) -> None:
        """Take messages away, or bring them back: all of them at once."""
        which = "SELECT value FROM json_each(?)"
        self._write(f"UPDATE message SET gone = ? WHERE id IN ({which})", (gone, json.dumps(numbers)))

    def close(self) -> None:
        """Forget what was taken away, and close the file."""
        self._return_to_disk()
        with contextlib.suppress(sqlite3.OperationalError):  # a full disk; it is forgotten with the next start
            self._forget_what_is_gone()
        self._database.close()
        if self._full_disk is not None:
            self._full_disk.close()

    def _forget_what_is_gone(self) -> None:
        for what in (
            "message WHERE gone",
            "message WHERE talk IN (SELECT id FROM talk WHERE gone)",
            "talk WHERE NOT EXISTS (SELECT 1 FROM message WHERE message.talk = talk.id)",
        ):
            self._database.execute(f"DELETE FROM {what}")


def _as_json(feelings: Iterable[Felt]) -> str:
    rows = [[one.sentence, *(round(score, 3) for score in one.scores.scores)] for one in feelings]
    return json.dumps(rows, ensure_ascii=False) if rows else ""


def _entry(row: Sequence[object]) -> Entry:
    number, at, role, text, emotion, feelings, stopped, cut, begun = cast(
        "tuple[int, float, Role, str, str, str, int, int, int]", tuple(row)
    )
    felt = tuple(Felt(words, EmotionScores(tuple(scores))) for words, *scores in json.loads(feelings or "[]"))
    return Entry(number, at, role, text, emotion, felt, bool(stopped), bool(cut), bool(begun))
