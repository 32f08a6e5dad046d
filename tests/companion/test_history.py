"""The history: durable at once, told apart by persona, refused when it is not ours."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from companion.errors import CompanionError
from companion.history import History
from companion.messages import Line


def test_keeps_messages_of_each_persona_in_order(tmp_path: Path) -> None:
    history = History(tmp_path / "h.sqlite")
    history.add("amelie", "user", "Hi")
    number = history.add("amelie", "assistant", "Hel", emotion="joy")
    history.add("rose", "user", "Other")
    history.change(number, "Hello", emotion="sadness", stopped=True)
    history.close()
    history = History(tmp_path / "h.sqlite")
    assert history.lines("amelie", 10) == (Line("user", "Hi"), Line("assistant", "Hello"))
    assert history.lines("amelie", 1) == (Line("assistant", "Hello"),)
    entry = history.last("amelie", 1)[0]
    assert (entry.emotion, entry.stopped) == ("sadness", True)
    history.clear("amelie")
    assert history.last("amelie", 9) == []
    assert len(history.last("rose", 9)) == 1
    history.close()


def test_survives_kill_9(tmp_path: Path) -> None:
    file = tmp_path / "h.sqlite"
    writer = (
        "import sys, time; from pathlib import Path; from companion.history import History\n"
        "h = History(Path(sys.argv[1])); h.add('amelie', 'user', 'Remember me')\n"
        "print('stored', flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", writer, str(file)], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"stored\n"
        os.kill(process.pid, signal.SIGKILL)
    history = History(file)
    assert [entry.text for entry in history.last("amelie", 5)] == ["Remember me"]
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
