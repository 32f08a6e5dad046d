"""The history: durable at once, told apart by persona, refused when it is not ours."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from companion.errors import CompanionError
from companion.history import Felt, History
from companion.messages import EmotionScores, Line
from companion.nights import talk_days


def test_keeps_messages_of_each_talk_in_order(tmp_path: Path) -> None:
    history = History(tmp_path / "h.sqlite")
    talk, other = history.begin("amelie"), history.begin("rose")
    history.add(talk, "user", "Hi")
    number = history.add(talk, "assistant", "Hel", emotion="joy")
    history.add(other, "user", "Other")
    felt = (Felt("Hello", EmotionScores((0.1, 0.0, 0.0, 0.7, 0.0, 0.2, 0.0))),)
    history.change(number, "Hello", emotion="sadness", feelings=felt, stopped=True, cut=True)
    history.close()
    history = History(tmp_path / "h.sqlite")
    assert history.lines(talk, 10) == (Line("user", "Hi"), Line("assistant", "Hello"))
    assert history.lines(talk, 1) == (Line("assistant", "Hello"),)
    entry = history.last(talk, 1)[0]
    assert (entry.emotion, entry.feelings, entry.stopped, entry.cut) == ("sadness", felt, True, True)
    assert (history.latest("amelie"), history.latest("rose"), history.latest("nobody")) == (talk, other, 0)
    history.close()


def test_a_talk_has_its_first_line_as_title_until_it_is_named(tmp_path: Path) -> None:
    history = History(tmp_path / "h.sqlite")
    talk = history.begin("amelie")
    assert history.talks() == []
    history.add(talk, "assistant", "Hello there")
    history.add(talk, "user", "What about\nroses?")
    assert [one.title for one in history.talks()] == ["What about roses?"]
    history.rename(talk, " Roses ")
    assert [one.title for one in history.talks()] == ["Roses"]
    history.rename(talk, "")
    assert [one.title for one in history.talks()] == ["What about roses?"]
    history.close()


def test_a_search_goes_through_all_talks_in_any_case_of_letters(tmp_path: Path) -> None:
    history = History(tmp_path / "h.sqlite")
    talks = [history.begin("amelie"), history.begin("rose"), history.begin("rose")]
    for talk in talks:
        history.add(talk, "user", f"Расскажи о РОЗАХ в саду {talk}")
    history.add(talks[0], "assistant", "100% of them_")
    assert [found.talk.id for found in history.search("розах", 9)] == talks[::-1]
    assert [found.talk.persona for found in history.search("САДУ 1", 9)] == ["amelie"]
    assert [found.entry.text for found in history.search("0% OF THEM_", 9)] == ["100% of them_"], "no wildcards"
    history.remove_talk(talks[2])
    assert len(history.search("розах", 9)) == 2
    assert len(history.search("розах", 1)) == 1
    history.close()


def test_what_is_taken_away_is_gone_for_good_when_the_file_is_closed(tmp_path: Path) -> None:
    file = tmp_path / "h.sqlite"
    history = History(file)
    talk, other = history.begin("amelie"), history.begin("amelie")
    number = history.add(talk, "user", "A first secret")
    history.add(talk, "user", "To be kept")
    history.add(other, "user", "Another secret")
    history.remove(number)
    history.remove_talk(other)
    assert [entry.text for entry in history.last(talk, 9)] == ["To be kept"]
    history.close()
    assert b"secret" not in file.read_bytes()
    assert b"To be kept" in file.read_bytes()


def test_a_history_of_version_1_keeps_everything(tmp_path: Path) -> None:
    file = tmp_path / "h.sqlite"
    old = sqlite3.connect(file)
    old.executescript("""
        CREATE TABLE message (
          id INTEGER PRIMARY KEY, at REAL NOT NULL, persona TEXT NOT NULL,
          role TEXT NOT NULL CHECK (role IN ('user', 'assistant')), text TEXT NOT NULL,
          emotion TEXT NOT NULL DEFAULT '', stopped INTEGER NOT NULL DEFAULT 0
        );
        CREATE INDEX message_by_persona ON message (persona, id);
        INSERT INTO message VALUES (1, 10.5, 'amelie', 'user', 'Привет', 'joy', 0);
        INSERT INTO message VALUES (2, 11.0, 'rose', 'user', 'Hello Rose', '', 0);
        INSERT INTO message VALUES (7, 12.0, 'amelie', 'assistant', 'Hi', 'sadness', 1);
        PRAGMA user_version = 1;
    """)
    old.close()
    history = History(file)
    assert [(talk.persona, talk.title) for talk in history.talks()] == [("amelie", "Привет"), ("rose", "Hello Rose")]
    entries = history.last(history.latest("amelie"), 9)
    assert [(one.id, one.at, one.role, one.text, one.emotion, one.stopped) for one in entries] == [
        (1, 10.5, "user", "Привет", "joy", False),
        (7, 12.0, "assistant", "Hi", "sadness", True),
    ]
    assert [found.entry.id for found in history.search("ПРИВЕТ", 9)] == [1]
    history.close()


def test_survives_kill_9(tmp_path: Path) -> None:
    file = tmp_path / "h.sqlite"
    writer = (
        "import sys, time; from pathlib import Path; from companion.history import History\n"
        "h = History(Path(sys.argv[1])); h.add(h.begin('amelie'), 'user', 'Remember me')\n"
        "print('stored', flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", writer, str(file)], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"stored\n"
        os.kill(process.pid, signal.SIGKILL)
    history = History(file)
    assert [entry.text for entry in history.last(history.latest("amelie"), 5)] == ["Remember me"]
    history.close()


def test_refuses_a_file_of_a_newer_program_and_no_database(tmp_path: Path) -> None:
    newer = tmp_path / "newer.sqlite"
    database = sqlite3.connect(newer)
    database.execute("PRAGMA user_version = 99")
    database.close()
    with pytest.raises(CompanionError, match="newer version"):
        History(newer)
    broken = tmp_path / "broken.sqlite"
    broken.write_bytes(b"this is no database, not at all " * 40)
    with pytest.raises(CompanionError, match="cannot be opened"):
        History(broken)


def test_a_history_of_version_2_learns_who_began(tmp_path: Path) -> None:
    file = tmp_path / "history.sqlite"
    history = History(file)
    talk = history.begin("amelie")
    history.add(talk, "user", "Hello.")
    history.close()
    database = sqlite3.connect(file)
    database.executescript("ALTER TABLE message DROP COLUMN begun; PRAGMA user_version = 2;")
    database.close()
    history = History(file)
    history.add(talk, "assistant", "There you are.", begun=True)
    assert [(entry.text, entry.begun) for entry in history.last(talk, -1)] == [
        ("Hello.", False),
        ("There you are.", True),
    ]
    history.close()


def test_days_of_talk_are_cut_by_the_calendar(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    history = History(tmp_path / "history.sqlite")
    first, second, other = history.begin("amelie"), history.begin("amelie"), history.begin("mia")
    noon = datetime(2026, 11, 28, 12).timestamp()
    for hours, talk, role, text in (
        (0, first, "user", "One."), (1, first, "assistant", "Two."), (2, second, "user", "Three."),
        (13, first, "user", "Past midnight."), (14, other, "user", "To somebody else."),
        (40, first, "assistant", "Nobody said anything."),
    ):  # fmt: skip
        monkeypatch.setattr("companion.history.time.time", lambda hours=hours: noon + hours * 3600)
        history.add(talk, role, text)  # type: ignore[arg-type]
    days = talk_days(history.since("amelie", noon))
    assert [(day.day, [line.text for line in day.lines]) for day in days] == [
        ("2026-11-28", ["One.", "Two.", "Three."]),
        ("2026-11-29", ["Past midnight."]),
    ]
    assert (days[0].last, days[0].at) == (3, noon + 7200)
    assert [line.text for day in talk_days(history.since("amelie", noon + 9 * 3600)) for line in day.lines] == [
        "Past midnight."
    ]
    history.close()


def test_a_clock_set_back_changes_no_order_and_makes_no_day_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    history = History(tmp_path / "history.sqlite")
    first, second = history.begin("amelie"), history.begin("amelie")
    noon = datetime(2026, 11, 28, 12).timestamp()
    for days, talk, text in ((0, first, "One."), (9, first, "Two."), (0, second, "Three.")):
        monkeypatch.setattr("companion.history.time.time", lambda days=days: noon + days * 86400)
        history.add(talk, "user", text)
    assert [talk.id for talk in history.talks()] == [second, first], "the one spoken in last first"
    days = talk_days(history.since("amelie", 0.0))
    assert [(day.day, [line.text for line in day.lines], day.last) for day in days] == [
        ("2026-11-28", ["One.", "Three."], 3),
        ("2026-12-07", ["Two."], 2),
    ]
    history.close()
