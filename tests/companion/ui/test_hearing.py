"""The microphone in the window when things go wrong: none there, taken away, the engine killed while it listens."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from companion.app import Program
from sound_server import SoundServer

OpenProgram = Callable[..., Program]


def press_microphone(qtbot: QtBot, program: Program) -> None:
    qtbot.mouseClick(program.window.chat.composer.microphone, Qt.MouseButton.LeftButton)


def test_no_microphone_is_said_and_writing_goes_on(qtbot: QtBot, open_program: OpenProgram) -> None:
    with SoundServer() as server:
        server.kill()
        program = open_program()
        press_microphone(qtbot, program)
        notices = program.window.chat.notices
        qtbot.waitUntil(lambda: "You can go on writing" in notices.text("ears"), timeout=20_000)
        assert not program.window.chat.strip.isVisible()
        qtbot.keyClicks(program.window.chat.composer.field, "Hello")
        qtbot.keyClick(program.window.chat.composer.field, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: len(program.conversation.messages) == 2, timeout=10_000)


def test_a_microphone_taken_away_and_a_killed_engine(qtbot: QtBot, open_program: OpenProgram) -> None:
    with SoundServer() as server:
        program = open_program()
        chat = program.window.chat
        press_microphone(qtbot, program)
        assert chat.strip.isVisible()
        levels: list[float] = []
        program.hearing.level_changed = levels.append  # type: ignore[method-assign]
        qtbot.waitUntil(lambda: len(levels) > 20, timeout=20_000)
        pid = program.engine.pid
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        qtbot.waitUntil(lambda: "say it again" in chat.notices.text("ears"), timeout=20_000)
        assert chat.strip.isVisible(), "hands-free goes on"
        assert program.hearing.ears._number == 2
        server.kill()
        qtbot.waitUntil(lambda: "microphone" in chat.notices.text("ears").lower(), timeout=20_000)
        assert not chat.strip.isVisible()


def test_the_settings_of_the_ears_open(qtbot: QtBot, open_program: OpenProgram) -> None:
    program = open_program(wait=False)
    program.open_settings()
    assert program.dialog is not None
    page = program.dialog.page.ears
    program.dialog.pages.setCurrentItem(program.dialog.pages.findItems("Ears", Qt.MatchFlag.MatchExactly)[0])
    assert page.isVisible()
    page.engine.setCurrentIndex(1)
    assert page.rows["ears.base_url"].isVisible()
    assert not page.rows["ears.model"].isVisible()
    program.dialog.close()
