"""Mistakes of the program, damaged files, folders that cannot be written, a full disk: said in words, nothing lost."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from companion.history import History
from companion.paths import data_dir
from real_window import QUICK, Open

IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
RIGHTS = ("setpriv", "--bounding-set=-dac_override,-dac_read_search") if IS_ROOT else ()
"""Root may read and write anywhere: started by this it may not."""


def test_a_mistake_is_said_and_its_report_has_no_secrets(real_window: Open, tmp_path: Path) -> None:
    home = tmp_path / "users" / "rosalind"
    home.mkdir(parents=True)
    window = real_window(HOME=str(home), COMPANION_API_KEY="canary-4711-key", SOME_TOKEN="another-canary")
    window.wait_ready()
    window.ask("QTimer.singleShot(0, lambda: {}['canary-4711-key another-canary " + str(home) + "/x'])")
    assert "KeyError" in window.wait("program.window.chat.notices.text('mistake')")
    button = "program.window.chat.notices._shown['mistake'].findChild(QPushButton)"
    window.ask(f"{button}.click()")
    dialog = "[w for w in application.topLevelWidgets() if type(w).__name__ == 'ReportDialog'][0]"
    report = window.wait(f"{dialog}.text.toPlainText()")
    assert "Traceback" in report
    assert "KeyError: '[key] [key] ~/x'" in report
    for telling in ("Companion 0", "Python 3", "PySide6", "graphics: ", "sound: ", "engine: ready", "--- window.log"):
        assert telling in report
    assert "canary" not in report
    assert "rosalind" not in report
    window.ask(f"{dialog}.copy_button.click()")
    assert window.ask("application.clipboard().text()") == report
    window.ask(f"{dialog}.close()")
    # Also what happens in a thread, what nobody can catch, and what Qt complains of.
    window.ask("__import__('threading').Thread(target=lambda: 1 / 0).start()")
    window.wait("'ZeroDivisionError' in program.window.chat.notices.text('mistake')")
    window.ask("exec('class Bad:\\n def __del__(self): raise LookupError()\\nBad()')")
    window.wait("'LookupError' in program.window.chat.notices.text('mistake')")
    window.ask("QTimer().start(-5) or __import__('PySide6.QtCore').QtCore.qWarning('a word of Qt')")
    window.say("Are you well?")
    assert window.texts == ["Are you well?", "You said: Are you well?"]
    assert window.end() == 0
    log = (Path(os.environ["COMPANION_HOME"]) / "logs" / "window.log").read_text()
    assert "companion.qt WARNING a word of Qt" in log
    assert "canary" not in log
    assert "rosalind" not in log


def test_damaged_files_are_kept_aside_and_named(real_window: Open, private_home: Path) -> None:
    config, data = private_home / "config", private_home / "data"
    config.mkdir()
    data.mkdir()
    (config / "settings.toml").write_text("[window\nwelcomed = yes", encoding="utf-8")
    (data / "history.sqlite").write_bytes(b"This was a history once. " * 400)
    (data / "memory.sqlite").write_bytes(b"This was a memory once. " * 400)
    window = real_window()
    window.wait("program is not None and program.window.isVisible()")
    kept = {file.name.split("-")[0]: file for file in (*config.iterdir(), *data.iterdir()) if "damaged" in file.name}
    for subject in ("settings", "history", "memory"):
        assert str(kept[subject]) in window.notice(subject)
    assert kept["settings"].read_text() == "[window\nwelcomed = yes"
    for subject in ("history", "memory"):
        assert kept[subject].read_bytes() == f"This was a {subject} once. ".encode() * 400
    window.ask("program.settings.__setitem__(s.LLM, 'echo')")
    window.ask("program.settings.__setitem__(s.SPEECH, 'silent')")
    window.wait_ready()
    window.wait("program.engine.state.value == 'ready' and program.engine_choice.names.startswith('echo')")
    window.say("My name is Rose.")
    assert window.texts == ["My name is Rose.", "You said: My name is Rose."]
    assert window.end() == 0
    with closing(sqlite3.connect(data / "history.sqlite")) as database:
        assert database.execute("SELECT count(*) FROM message").fetchone() == (2,)


def test_a_history_damaged_in_its_middle_is_kept_aside(real_window: Open, private_home: Path) -> None:
    file = data_dir() / "history.sqlite"
    history = History(file)
    talk = history.begin("amelie")
    for place in range(30):
        history.add(talk, "user", f"{place} " + "word " * 600)
    history.close()
    raw = bytearray(file.read_bytes())
    raw[4096 * 4 : 4096 * 8] = os.urandom(4096 * 4)
    file.write_bytes(raw)
    window = real_window()
    window.wait("program is not None and program.window.isVisible()")
    assert "history-damaged" in window.notice("history")
    assert window.texts == []


def test_read_only_folders_leave_a_window_that_says_so(real_window: Open, private_home: Path) -> None:
    before = real_window()
    before.wait_ready()
    before.say("Remember me.")
    assert before.end() == 0
    folders = [private_home, *(path for path in private_home.rglob("*") if path.is_dir())]
    for folder in folders:
        folder.chmod(0o555)
    try:
        window = real_window(before=RIGHTS)
        window.wait_ready()
        for subject, folder in (("settings", "config"), ("history", "data"), ("log", "logs")):
            said = window.notice(subject)
            assert str(private_home / folder) in said
            assert "Permission denied" in said
        assert window.texts[0] == "Remember me."
        window.say("And this.")
        assert window.texts[2:] == ["And this.", "You said: And this."]
        window.ask("QTimer.singleShot(0, lambda: program.settings.__setitem__("
                   "s.THEME, 'dark'))")  # fmt: skip
        window.wait("program.settings[s.THEME] == 'dark'")
        assert window.notice("mistake") == ""
        assert window.end() == 0
    finally:
        for folder in folders:
            folder.chmod(0o755)


def test_what_may_not_be_opened_is_named_with_what_to_do(real_window: Open, private_home: Path) -> None:
    before = real_window()
    before.wait_ready()
    before.say("Remember me.")
    assert before.end() == 0
    folders = [path for path in private_home.iterdir() if path.is_dir()]
    for folder in folders:
        folder.chmod(0o000)
    try:
        window = real_window(before=RIGHTS)
        window.wait("windows == ['StartFailure']")
        shown = "[w for w in application.topLevelWidgets() if type(w).__name__ == 'StartFailure'][0]"
        said = window.ask(f"{shown}.findChildren(__import__('PySide6.QtWidgets').QtWidgets.QLabel)[0].text()")
        assert f"sudo chown -R $USER '{private_home / 'config'}'" in said
        window.ask(f"QTimer.singleShot(0, {shown}.close)")
        assert window.process.wait(60) == 1
        for command in (("reply", "hello"), ("persona",), ("costs",), ("backup", "make"), ("sleep",), ("doctor",)):
            run = subprocess.run(
                [*RIGHTS, sys.executable, "-m", "companion", *command], capture_output=True, text=True, check=False
            )
            assert run.returncode == 1, command
            assert run.stderr == f"companion: {said}\n"
    finally:
        for folder in folders:
            folder.chmod(0o755)
    for file in (private_home / "config" / "settings.toml", data_dir() / "history.sqlite"):
        file.chmod(0o000)
        run = subprocess.run(
            [*RIGHTS, sys.executable, "-m", "companion", "persona"], capture_output=True, text=True, check=False
        )
        file.chmod(0o600)
        assert f"sudo chown -R $USER '{file}'" in run.stderr
    after = real_window()
    after.wait_ready()
    assert after.texts == ["Remember me.", "You said: Remember me."]
    assert after.end() == 0


@pytest.fixture
def small_disk(private_home: Path) -> Iterator[Path]:
    """Put the data folder on a disk of 2 MB."""
    disk = private_home / "data"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(disk)], check=False)
    if mounted.returncode:
        pytest.skip("this machine lets nobody mount a disk")
    yield disk
    subprocess.run(["umount", "--lazy", str(disk)], check=True)


def test_a_full_disk_is_said_and_all_is_stored_when_there_is_room(real_window: Open, small_disk: Path) -> None:
    window = real_window()
    window.wait_ready()
    window.say("Before.")
    filler = small_disk / "filler"
    with pytest.raises(OSError, match="No space left"), filler.open("wb", buffering=0) as stream:
        while stream.write(b"x" * 1024):
            pass
    long = "While it is full. " * 400
    window.say(long)
    assert str(small_disk) in window.wait("program.window.chat.notices.text('history')")
    window.say("Still full.")
    filler.unlink()
    window.say("There is room.")
    assert window.notice("history") == ""
    assert window.end() == 0
    shutil.copytree(small_disk, small_disk.parent / "copy")
    with closing(sqlite3.connect(small_disk.parent / "copy" / "history.sqlite")) as database:
        said = [text for (text,) in database.execute("SELECT text FROM message WHERE role = 'user' ORDER BY id")]
    assert said == ["Before.", long.strip(), "Still full.", "There is room."]


def test_a_damaged_model_is_named(real_window: Open, tmp_path: Path) -> None:
    from companion.models.catalogue import find

    model = find("smollm2-135m")
    folder = tmp_path / "models" / model.name
    folder.mkdir(parents=True)
    with (folder / model.files[0].path).open("wb") as file:
        file.write(b"GGUF but not really")
        file.truncate(model.files[0].size)  # the right length, and holes take no room
    settings = QUICK.replace("engine = 'echo'", "engine = 'llama.cpp'")
    window = real_window(settings=settings, COMPANION_MODELS=str(tmp_path / "models"))
    said = window.wait("program.window.chat.notices.text('engine')")
    assert model.files[0].path in said
    assert "it is damaged" in said
    assert "Choose another model." in said
    window.ask("program.settings.__setitem__(s.LLM, 'echo')")
    window.wait_ready()
    window.say("Well?")
    assert window.texts[-1] == "You said: Well?"
