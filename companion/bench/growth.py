"""Does a long history slow her down? Storing a message, searching and opening, with 10 to 100,000 messages before."""

from __future__ import annotations

import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from companion.bench.measurement import Figure
from companion.conversation import PROMPT_LINES
from companion.history import History
from companion.mind.memory import Memory

_COUNTS = (10, 1_000, 100_000)
_PAGE = 40
_REPEATS = 15


def measure() -> Iterator[Figure]:
    """Yield medians in milliseconds; the anchor of each is the same with ten messages."""
    anchors: dict[str, float] = {}
    for count in _COUNTS:
        with tempfile.TemporaryDirectory() as folder:
            for name, value in _times(Path(folder), count).items():
                anchor = anchors.setdefault(name, value)
                goal = "flat" if count == _COUNTS[-1] else ""
                yield Figure(f"{name}, {count:,} messages", value, "ms", anchor, "10 messages", goal)


def _times(folder: Path, count: int) -> dict[str, float]:
    file = folder / "history.sqlite"
    talk = _filled(file, count)

    def opened() -> None:
        history = History(file)
        history.talks()
        history.last(history.latest("amelie"), _PAGE)
        history.close()

    times = {"open the talk": _median(opened)}
    history = History(file)
    times["send a message"] = _median(lambda: (history.add(talk, "user", "Hello"), history.lines(talk, PROMPT_LINES)))
    times["search, found"] = _median(lambda: history.search("roses", _PAGE))
    times["search, nothing"] = _median(lambda: history.search("no such words", _PAGE))
    history.close()
    memory = Memory(folder / "memory.sqlite")
    times["remember a line"] = _median(lambda: memory.learn("My favourite colour is pink.", "amelie"))
    memory.close()
    return times


def _filled(file: Path, count: int) -> int:
    """Make a history of ``count`` messages in one talk and return its number."""
    history = History(file)
    talk = history.begin("amelie")
    history.add(talk, "user", "Line 0 about roses.")
    history.close()
    rows = [
        (talk, float(number), ("user", "assistant")[number % 2], text := f"Line {number} about roses and rain.", text)
        for number in range(1, count)
    ]
    with sqlite3.connect(file) as database:
        database.executemany("INSERT INTO message (talk, at, role, text, folded) VALUES (?, ?, ?, ?, ?)", rows)
    database.close()
    return talk


def _median(work: Callable[[], object]) -> float:
    times = []
    for _ in range(_REPEATS):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)
