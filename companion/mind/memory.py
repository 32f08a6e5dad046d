"""What she knows of the user, in one SQLite file: facts, events and the days' talks as sentences, found by meaning.

The engine process adds facts and reads them for the prompt; the window shows the same file and lets the user edit,
forget and export. Each process has its own connection; SQLite's write-ahead log keeps them apart.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from companion.errors import CompanionError
from companion.mind.events import find_events
from companion.mind.facts import FoundFact, find_facts

SCHEMA_VERSION = 3
Encode: TypeAlias = Callable[[list[str]], NDArray[np.float32]]
"""Sentences to unit vectors, shape (sentences, dimension)."""

Kind: TypeAlias = Literal["fact", "event", "day"]
"""Something that holds; something that happened; what was talked of on a day."""

RECALLED = 3
"""Most facts and events that enter a prompt, the name aside."""

_NEAR = 0.25
"""Least part of the best fact's lead over the average that another must have to be recalled with it."""

_SCHEMA = """
CREATE TABLE fact (
  id INTEGER PRIMARY KEY,
  at REAL NOT NULL,
  persona TEXT NOT NULL,
  slot TEXT NOT NULL,
  text TEXT NOT NULL,
  source TEXT NOT NULL,
  vector BLOB
);
CREATE UNIQUE INDEX fact_by_slot ON fact (slot);
"""

_FROM_1 = """
ALTER TABLE fact ADD COLUMN kind TEXT NOT NULL DEFAULT 'fact';
CREATE TABLE slept (persona TEXT NOT NULL, day TEXT NOT NULL, until INTEGER NOT NULL, learned INTEGER NOT NULL,
  PRIMARY KEY (persona, day));
"""
"""``slept``: up to which message a day was digested in her sleep, and up to which its lines were learned by heart."""

_FROM_2 = "CREATE TABLE settled (slot TEXT PRIMARY KEY, at REAL NOT NULL);"
"""When the user corrected or forgot what is in a slot (the empty one: all of them); older words change that no more."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact or event: ``at`` in seconds since 1970, ``persona`` it was told to, ``source`` the user's own words."""

    id: int
    at: float
    persona: str
    slot: str
    text: str
    source: str
    kind: Kind = "fact"


class Memory:
    """The stored facts; every change is on disk before the call returns. One thread at a time."""

    def __init__(self, file: Path) -> None:
        """Open or create ``file``. Raises CompanionError when it is no memory or of a newer program."""
        try:
            self._database = sqlite3.connect(file, isolation_level=None, check_same_thread=False, timeout=5.0)
            self._database.execute("PRAGMA journal_mode = WAL")
            self._database.execute("PRAGMA synchronous = FULL")
            # The window and the engine may come here at the same time: looked at within the write lock.
            self._database.execute("BEGIN IMMEDIATE")
            version = self._database.execute("PRAGMA user_version").fetchone()[0]
            steps = {0: _SCHEMA + _FROM_1 + _FROM_2, 1: _FROM_1 + _FROM_2, 2: _FROM_2}.get(version, "")
            for statement in filter(str.strip, steps.split(";")):
                self._database.execute(statement)
            if steps:
                self._database.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
            self._database.execute("COMMIT")
        except sqlite3.Error as error:
            raise CompanionError(
                f"The memory {file} cannot be opened ({error}); move it away and start again."
            ) from error
        if version > SCHEMA_VERSION:
            self._database.close()
            raise CompanionError(f"The memory {file} was written by a newer version of the program; update it.")

    def learn(self, text: str, persona: str, at: float | None = None) -> list[str]:
        """Keep the facts and events the user tells in ``text``; return those that are new, as sentences.

        ``at`` is when it was said: now, where nothing is given.
        """
        at = time.time() if at is None else at
        found: list[tuple[Kind, FoundFact]] = [("fact", one) for one in find_facts(text)]
        found += [("event", one) for one in find_events(text, date.fromtimestamp(at).isoformat())]
        return [one.text for kind, one in found if self.keep(kind, one.slot, one.text, persona, source=text, at=at)]

    def keep(self, kind: Kind, slot: str, text: str, persona: str, *, source: str, at: float) -> bool:
        """Keep one sentence in its slot; says whether it is news. Something older does not replace something newer.

        Nor does it what the user has settled since. What was kept in the future was kept by a clock that went wrong:
        anything may replace it.
        """
        settled = self._database.execute("SELECT max(at) FROM settled WHERE slot IN (?, '')", (slot,)).fetchone()[0]
        if settled is not None and at <= settled <= time.time():
            return False
        known = self._database.execute("SELECT text, at FROM fact WHERE slot = ?", (slot,)).fetchone()
        if known is not None and (known[0] == text or at < known[1] <= time.time()):
            return False
        self._database.execute(
            "INSERT OR REPLACE INTO fact (at, persona, slot, text, source, kind) VALUES (?, ?, ?, ?, ?, ?)",
            (at, persona, slot, text, source, kind),
        )
        return True

    def facts(self, search: str = "") -> list[Fact]:
        """Return all facts, the newest first; with ``search`` those that hold all its words."""
        rows = self._database.execute(
            "SELECT id, at, persona, slot, text, source, kind FROM fact ORDER BY at DESC, id DESC"
        ).fetchall()
        words = search.casefold().split()
        facts = [Fact(*row) for row in rows]
        return [fact for fact in facts if all(word in f"{fact.text} {fact.source}".casefold() for word in words)]

    def change(self, number: int, text: str) -> None:
        """Replace the sentence of a fact. Raises CompanionError when nothing is left of it."""
        if not text.strip():
            raise CompanionError("A fact needs words; forget it instead.")
        with self.together():
            self._settle(number)
            self._database.execute("UPDATE fact SET text = ?, vector = NULL WHERE id = ?", (text.strip(), number))

    def forget(self, number: int) -> None:
        """Delete one fact; it does not come back unless the user tells it again."""
        with self.together():
            self._settle(number)
            self._database.execute("DELETE FROM fact WHERE id = ?", (number,))

    def forget_all(self) -> None:
        """Delete every fact; none comes back unless the user tells it again."""
        with self.together():
            self._database.execute("DELETE FROM fact")
            self._database.execute("DELETE FROM settled")
            self._database.execute("INSERT INTO settled VALUES ('', ?)", (time.time(),))
        self._database.execute("VACUUM")

    def _settle(self, number: int) -> None:
        self._database.execute(
            "INSERT OR REPLACE INTO settled SELECT slot, ? FROM fact WHERE id = ?", (time.time(), number)
        )

    def export(self, file: Path) -> None:
        """Write all facts to ``file`` as JSON. Raises CompanionError when it cannot be written."""
        facts = [{name: value for name, value in asdict(fact).items() if name != "id"} for fact in self.facts()]
        try:
            file.write_text(json.dumps(facts, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        except OSError as error:
            raise CompanionError(f"The facts cannot be written to {file} ({error}); choose another place.") from error

    def slept(self, persona: str, day: str) -> tuple[int, int]:
        """Return up to which message a day (ISO) was digested and learned by heart, 0 where it was not."""
        row = self._database.execute(
            "SELECT until, learned FROM slept WHERE persona = ? AND day = ?", (persona, day)
        ).fetchone()
        return (row[0], row[1]) if row else (0, 0)

    def mark_slept(self, persona: str, day: str, *, until: int, learned: int) -> None:
        """Note how far a day has been slept over."""
        self._database.execute("INSERT OR REPLACE INTO slept VALUES (?, ?, ?, ?)", (persona, day, until, learned))

    @contextmanager
    def together(self) -> Iterator[None]:
        """Store all that happens inside, or nothing of it."""
        self._database.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._database.execute("ROLLBACK")
            raise
        self._database.execute("COMMIT")

    def recall(
        self, text: str, encode: Encode | None, most: int = RECALLED, now: float | None = None
    ) -> tuple[str, ...]:
        """Return the user's name and the facts and events nearest in meaning to ``text``, the nearest last.

        Vectors are made here, once for each fact. Without ``encode`` (no sentence encoder) the newest are taken.
        Events begin with when they were, seen from ``now``.
        """
        now = time.time() if now is None else now
        facts = self.facts()
        always = [fact.text for fact in facts if fact.slot == "name"]
        others = [fact for fact in facts if fact.slot != "name"]
        if encode is not None and others:
            likeness = self._vectors(others, encode) @ encode([text])[0]
            order = np.argsort(-likeness)[:most]
            # Encoders differ in how alike strangers are, so a fact is measured by the others, not by a fixed number.
            lead = likeness - likeness.mean()
            nearest = [others[place] for place in order if lead[place] >= _NEAR * lead[order[0]]]
        else:
            nearest = others[:most]
        return (*always, *(_told(fact, now) for fact in reversed(nearest)))

    def _vectors(self, facts: list[Fact], encode: Encode) -> NDArray[np.float32]:
        length = len(encode(["fact"])[0]) * np.dtype(np.float32).itemsize
        stored = dict(self._database.execute("SELECT id, vector FROM fact").fetchall())
        # Of another length: made by another encoder.
        missing = [fact for fact in facts if stored.get(fact.id) is None or len(stored[fact.id]) != length]
        if missing:
            for fact, vector in zip(missing, encode([fact.text for fact in missing]), strict=True):
                stored[fact.id] = vector.astype(np.float32).tobytes()
                self._database.execute("UPDATE fact SET vector = ? WHERE id = ?", (stored[fact.id], fact.id))
        return np.stack([np.frombuffer(stored[fact.id], np.float32) for fact in facts])

    def close(self) -> None:
        """Close the file."""
        self._database.close()


def _told(fact: Fact, now: float) -> str:
    """Return a fact as it is, an event or a day's talk with the time that has gone by since."""
    if fact.kind == "fact":
        return fact.text
    day = date.fromtimestamp(fact.at)
    ago = max(0, (date.fromtimestamp(now) - day).days)  # a clock may have been set back since
    when = {0: "Today", 1: "Yesterday"}.get(ago, f"{ago} days ago" if ago < 31 else f"On {day:%d %B %Y}")
    return f"{when}: {fact.text}"
