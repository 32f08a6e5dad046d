"""What the bot keeps, in one SQLite file for each bot: the talk of each chat, and what is not answered yet.

Every change is on disk before the call returns, and a message is stored together with the number from which on Telegram
shall send: killed at any moment, the bot goes on with what was unanswered and answers nothing twice.
"""

from __future__ import annotations

import sqlite3
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeAlias, get_args

from companion.errors import CompanionError
from companion.messages import Line

SCHEMA_VERSION = 1
Kind: TypeAlias = Literal["text", "voice", "round", "order", "button"]
"""What came: written text, a voice message, a round video, a command, or a button's press."""
Answer: TypeAlias = Literal["note", "voice", "text"]
ANSWERS: tuple[Answer, ...] = get_args(Answer)

_SCHEMA = """
CREATE TABLE progress (one INTEGER PRIMARY KEY CHECK (one = 1), next_update INTEGER NOT NULL);
CREATE TABLE chat (id INTEGER PRIMARY KEY, persona TEXT NOT NULL, answer TEXT NOT NULL);
CREATE TABLE message (
  id INTEGER PRIMARY KEY,
  update_id INTEGER NOT NULL UNIQUE,
  at REAL NOT NULL,
  chat INTEGER NOT NULL,
  number INTEGER NOT NULL,
  language TEXT NOT NULL,
  kind TEXT NOT NULL,
  body TEXT NOT NULL,
  persona TEXT NOT NULL DEFAULT '',
  heard TEXT NOT NULL DEFAULT '',
  reply TEXT NOT NULL DEFAULT '',
  rest TEXT NOT NULL DEFAULT '',
  answered INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX message_by_chat ON message (chat, id);
"""

_WAITING = (
    "SELECT id, update_id, chat, number, language, kind, body, heard, reply, rest FROM message WHERE NOT answered"
)


@dataclass(frozen=True, slots=True)
class Arrived:
    """One message, command or press as it came.

    ``number`` is Telegram's of the message; ``body`` the text, the file's id, or what the button stands for.
    """

    update_id: int
    chat: int
    number: int
    language: str
    kind: Kind
    body: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """A stored message without its whole answer. ``reply`` is the answer, if it was thought of; ``rest`` is unsent."""

    id: int
    arrived: Arrived
    heard: str
    reply: str
    rest: str


class Store:
    """The open file. One thread at a time."""

    def __init__(self, file: Path) -> None:
        """Open or create ``file``. Raises CompanionError when it is no such file or of a newer program."""
        try:
            self._database = sqlite3.connect(file, isolation_level=None)
            self._database.execute("PRAGMA journal_mode = WAL")
            self._database.execute("PRAGMA synchronous = FULL")
            # What /reset forgets shall not linger in the file's free pages.
            self._database.execute("PRAGMA secure_delete = ON")
            version = self._database.execute("PRAGMA user_version").fetchone()[0]
            if version == 0:
                self._database.executescript(f"BEGIN; {_SCHEMA} PRAGMA user_version = {SCHEMA_VERSION}; COMMIT;")
        except sqlite3.Error as error:
            raise CompanionError(
                f"The bot's memory {file} cannot be opened ({error}); move it away and start again."
            ) from error
        if version > SCHEMA_VERSION:
            self._database.close()
            raise CompanionError(f"The bot's memory {file} was written by a newer version of the program; update it.")

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    # ---- what comes in

    @property
    def next_update(self) -> int:
        """The number of the first update that was not taken yet; 0 where none ever was."""
        row = self._database.execute("SELECT next_update FROM progress").fetchone()
        return 0 if row is None else int(row[0])

    def take(self, update_id: int, arrived: Arrived | None) -> Waiting | None:
        """Store an update (None: nothing to keep of it) and go on to the next; None for one that was taken before."""
        with self._database:
            self._database.execute("BEGIN IMMEDIATE")
            fresh = update_id >= self.next_update
            self._database.execute(
                "INSERT INTO progress VALUES (1, ?) ON CONFLICT (one) DO UPDATE SET next_update = excluded.next_update",
                (max(self.next_update, update_id + 1),),
            )
            if arrived is None or not fresh:
                return None
            cursor = self._database.execute(
                "INSERT INTO message (update_id, at, chat, number, language, kind, body) VALUES (?, ?, ?, ?, ?, ?, ?)",
                (update_id, time.time(), arrived.chat, arrived.number, arrived.language, arrived.kind, arrived.body),
            )
        assert cursor.lastrowid is not None
        return Waiting(cursor.lastrowid, arrived, "", "", "")

    def waiting(self) -> list[Waiting]:
        """Return all that is not answered, oldest first."""
        rows = self._database.execute(f"{_WAITING} ORDER BY id")
        return [_waiting(row) for row in rows]

    def find(self, number: int) -> Waiting | None:
        """Return a message as it stands now; None when it is answered or was forgotten."""
        row = self._database.execute(f"{_WAITING} AND id = ?", (number,)).fetchone()
        return None if row is None else _waiting(row)

    def edit(self, chat: int, number: int, text: str) -> bool:
        """Let a message that she has not begun to answer say something else; returns whether there was one."""
        cursor = self._database.execute(
            "UPDATE message SET body = ? WHERE chat = ? AND number = ? AND kind = 'text' AND NOT answered"
            " AND reply = ''",
            (text, chat, number),
        )
        return cursor.rowcount > 0

    # ---- what becomes of it

    def keep_heard(self, number: int, text: str) -> None:
        """Keep what a voice message says."""
        self._database.execute("UPDATE message SET heard = ? WHERE id = ?", (text, number))

    def keep_reply(self, number: int, persona: str, text: str, rest: str) -> None:
        """Keep the answer, and what of it is still to be sent."""
        self._database.execute(
            "UPDATE message SET persona = ?, reply = ?, rest = ? WHERE id = ?", (persona, text, rest, number)
        )

    def keep_rest(self, number: int, rest: str) -> None:
        """Keep what of the answer is still to be sent."""
        self._database.execute("UPDATE message SET rest = ? WHERE id = ?", (rest, number))

    def answered(self, number: int) -> None:
        """Never come back to this message; what is no talk leaves nothing behind."""
        with self._database:
            self._database.execute("BEGIN IMMEDIATE")
            self._database.execute("UPDATE message SET answered = 1, rest = '' WHERE id = ?", (number,))
            self._database.execute(
                "DELETE FROM message WHERE id = ? AND (reply = '' OR kind IN ('order', 'button'))", (number,)
            )

    # ---- the chats

    def lines(self, chat: int, persona: str, count: int) -> tuple[Line, ...]:
        """Return the last ``count`` exchanges of a chat with a persona as lines for the prompt, oldest first."""
        rows = self._database.execute(
            "SELECT CASE WHEN heard != '' THEN heard ELSE body END, reply FROM message"
            " WHERE chat = ? AND persona = ? AND answered AND reply != '' ORDER BY id DESC LIMIT ?",
            (chat, persona, count),
        ).fetchall()
        return tuple(line for said, reply in rows[::-1] for line in (Line("user", said), Line("assistant", reply)))

    def forget(self, chat: int) -> None:
        """Forget the talk of a chat, what waits for an answer too; who she is and how she answers stay."""
        self._database.execute("DELETE FROM message WHERE chat = ?", (chat,))

    def chosen(self, chat: int) -> tuple[str, str]:
        """Return the persona and the kind of answer a chat chose, empty where it chose none."""
        row = self._database.execute("SELECT persona, answer FROM chat WHERE id = ?", (chat,)).fetchone()
        return ("", "") if row is None else (str(row[0]), str(row[1]))

    def choose(self, chat: int, *, persona: str = "", answer: Answer | Literal[""] = "") -> None:
        """Keep a chat's choice; what is empty stays as it was."""
        before = self.chosen(chat)
        self._database.execute(
            "INSERT OR REPLACE INTO chat VALUES (?, ?, ?)", (chat, persona or before[0], answer or before[1])
        )


def _waiting(row: tuple[Any, ...]) -> Waiting:
    return Waiting(row[0], Arrived(*row[1:7]), *row[7:])
