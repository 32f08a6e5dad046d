"""A real window for tests: real sound card, real character, a scripted or the real engine in a real process."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection

import pytest
from pytestqt.qtbot import QtBot

import scripted_engine
from companion import paths
from companion.app import Program
from companion.history import History
from companion.launch import window_memory
from companion.settings import RECORD_FOLDER, Settings
from companion.ui.main_window import dress
from sound_server import sound_card

__all__ = ["OpenProgram", "display", "open_program", "sound_card"]

OpenProgram = Callable[..., Program]


@pytest.fixture(scope="session")
def display() -> None:
    """A window needs a display; ./test starts Xvfb."""
    if not os.environ.get("DISPLAY"):
        pytest.fail("The window's tests need a display: run them through ./test, which starts Xvfb.", pytrace=False)


@pytest.fixture
def open_program(display: None, qtbot: QtBot) -> Iterator[OpenProgram]:
    """Return a function that opens the program with its files in the test's own folders; closes what it opened."""
    opened: list[Program] = []

    def open_it(engine: Callable[[Connection], None] = scripted_engine.run, *, wait: bool = True) -> Program:
        settings = Settings(paths.config_dir() / "settings.toml")
        settings[RECORD_FOLDER] = str(paths.data_dir() / "recordings")
        program = Program(settings, History(paths.data_dir() / "history.sqlite"), window_memory(), engine)
        opened.append(program)
        program.start()
        qtbot.waitExposed(program.window)
        program.window.activateWindow()  # the test's display has no window manager to do it
        if wait:
            qtbot.waitUntil(lambda: program.engine.state.value == "ready", timeout=60_000)
            qtbot.waitUntil(lambda: program.stage.character is not None, timeout=60_000)
        return program

    from PySide6.QtWidgets import QApplication

    application = QApplication.instance()
    assert isinstance(application, QApplication)
    if not application.styleSheet():
        dress(application)
    yield open_it
    for program in opened:
        program.window.close()
        program.close()
        program.window.deleteLater()
        program.deleteLater()
    qtbot.wait(1)
