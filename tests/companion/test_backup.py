"""Backups: one a day, seven stay, and what was lost comes back."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from companion import cli, paths
from companion.backup import KEPT, DailyBackup, backup_dir, backups, make_backup, make_daily_backup, restore_backup
from companion.errors import CompanionError
from companion.history import History
from companion.mind.memory import Memory
from no_room import room_for

DAY = datetime(2026, 11, 28, 12, 0, 0)


def history_file() -> Path:
    return paths.data_dir() / "history.sqlite"


def say(*texts: str) -> None:
    history = History(history_file())
    talk = history.latest("amelie") or history.begin("amelie")
    for text in texts:
        history.add(talk, "user", text)
    history.close()


def wait_until(done: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not done():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def said() -> list[str]:
    history = History(history_file())
    texts = [entry.text for entry in history.last(history.latest("amelie"), -1)]
    history.close()
    return texts


def test_one_a_day_and_the_last_seven_stay() -> None:
    assert make_daily_backup(DAY) == ""  # nothing to keep yet
    say("one")
    for day in range(KEPT + 3):
        assert make_daily_backup(DAY + timedelta(days=day))
        assert make_daily_backup(DAY + timedelta(days=day, hours=3)) == ""
    assert len(backups()) == KEPT
    assert backups()[0].startswith("2026-12-07")


def test_copies_of_a_clock_that_was_ahead_do_not_push_out_todays() -> None:
    say("one")
    for day in range(1000, 1000 + KEPT):
        make_backup(DAY + timedelta(days=day))
    today = make_daily_backup(DAY)
    assert today in backups()
    assert len(backups()) == KEPT
    assert make_daily_backup(DAY) == ""


def test_an_open_window_makes_one_each_day() -> None:
    say("one")
    now = [DAY]
    daily = DailyBackup(lambda: now[0], pause=0.01)
    wanted = [False]
    daily.start(lambda: wanted[0])
    try:
        wanted[0] = True
        for day in range(3):
            now[0] = DAY + timedelta(days=day)
            wait_until(lambda day=day: len(backups()) == day + 1)
    finally:
        daily.close()
    assert len(backups()) == 3


def test_a_copy_made_while_the_history_is_open_holds_every_message() -> None:
    history = History(history_file())
    talk = history.begin("amelie")
    history.add(talk, "user", "still in the write-ahead log")
    name = make_backup(DAY)
    with sqlite3.connect(backup_dir() / name / "history.sqlite") as copy:
        assert copy.execute("SELECT text FROM message").fetchall() == [("still in the write-ahead log",)]
    copy.close()
    history.close()


def test_what_was_lost_comes_back_and_what_was_there_is_kept() -> None:
    say("before")
    memory = Memory(paths.memory_file())
    memory.learn("My cat is called Tom.", "amelie")
    memory.close()
    (paths.config_dir() / "settings.toml").write_text("version = 2\n[window]\ntheme = 'dark'\n", encoding="utf-8")
    name = make_backup(DAY)
    say("after")
    (paths.config_dir() / "settings.toml").unlink()
    before = restore_backup(name, DAY + timedelta(hours=1))
    assert said() == ["before"]
    assert "dark" in (paths.config_dir() / "settings.toml").read_text(encoding="utf-8")
    restore_backup(before, DAY + timedelta(hours=2))
    assert said() == ["before", "after"]
    memory = Memory(paths.memory_file())
    assert any("Tom" in fact.text for fact in memory.facts())
    memory.close()


@pytest.mark.parametrize("damage", [b"no database at all" * 500, b""])
def test_a_damaged_history_gives_way_to_the_copy(damage: bytes) -> None:
    say("dear to me")
    name = make_backup(DAY)
    history_file().write_bytes(damage)
    restore_backup(name, DAY + timedelta(hours=1))
    assert said() == ["dear to me"]
    if damage:
        assert history_file().with_name("history.sqlite.damaged").read_bytes() == damage


def test_the_command_lists_makes_and_restores(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["backup"]) == 0
    assert "no backup yet" in capsys.readouterr().out
    say("hello")
    assert cli.main(["backup", "make"]) == 0
    (name,) = backups()
    assert cli.main(["backup", "list"]) == 0
    assert name in capsys.readouterr().out
    assert cli.main(["backup", "restore", name]) == 0
    assert cli.main(["backup", "restore", "yesterday"]) == 1
    assert f"there are: {name}" in capsys.readouterr().err or len(backups()) > 1


def test_a_place_where_no_copy_can_be_is_told_of(capsys: pytest.CaptureFixture[str]) -> None:
    say("hello")
    (paths.data_dir() / "backups").write_bytes(b"in the way")
    for command in (["backup"], ["backup", "make"], ["backup", "restore", "x"]):
        assert cli.main(command) == 1
        assert "No backup could be made in" in capsys.readouterr().err


def test_a_name_that_leads_elsewhere_is_refused() -> None:
    say("hello")
    make_backup(DAY)
    with pytest.raises(CompanionError, match="no backup"):
        restore_backup("../..", DAY)


def test_a_history_in_use_is_not_taken_for_a_damaged_one() -> None:
    say("before")
    name = make_backup(DAY)
    window = History(history_file())
    talk = window.latest("amelie")
    window.add(talk, "user", "after")
    with pytest.raises(CompanionError, match="close the program first"):
        restore_backup(name, DAY + timedelta(hours=1))
    window.add(talk, "user", "still talking")
    window.close()
    assert said() == ["before", "after", "still talking"]
    assert not list(paths.data_dir().glob("*.damaged*"))


def test_a_full_disk_leaves_what_was_there() -> None:
    say("before")
    name = make_backup(DAY)
    say("after")
    with room_for(64), pytest.raises(CompanionError, match="cannot be put back"):
        restore_backup(name, DAY + timedelta(hours=1))
    assert said() == ["before", "after"]
    assert not list(paths.data_dir().glob("*.damaged*"))
