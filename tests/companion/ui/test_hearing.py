"""The microphone in the window when things go wrong: none there, taken away, the engine killed while it listens."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from companion.app import Program
from companion.ears import Mode
from companion.settings import EARS_DEVICE, EARS_KEY, EARS_LANGUAGE
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


def test_only_the_talk_key_opens_the_microphone(
    qtbot: QtBot, open_program: OpenProgram, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = open_program(wait=False)
    field = program.window.chat.composer.field
    pressed: list[str] = []
    monkeypatch.setattr(program.hearing.ears, "press", lambda: pressed.append(program.settings[EARS_KEY]))
    none, control = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
    for chosen, key, modifiers, opens in (
        ("none", Qt.Key.Key_unknown, none, False),  # as keyboards send for what Qt has no name for
        ("", Qt.Key.Key_unknown, none, False),
        ("Ctrl+M", Qt.Key.Key_M, control, True),
        ("Ctrl+M", Qt.Key.Key_M, none, False),
        ("Space", Qt.Key.Key_Space, none, True),
        ("F8", Qt.Key.Key_F8, none, True),
    ):
        field.clear()
        pressed.clear()
        program.settings[EARS_KEY] = chosen
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(field, QKeyEvent(kind, key, modifiers))
        assert pressed == [chosen] * opens, (chosen, key)


def test_hands_free_listening_goes_on_with_what_is_chosen_meanwhile(qtbot: QtBot, open_program: OpenProgram) -> None:
    with SoundServer():
        program = open_program()
        press_microphone(qtbot, program)
        program.settings[EARS_LANGUAGE] = "ru"
        ears = program.hearing.ears
        assert (ears.mode, ears.language, ears._number) == (Mode.FREE, "ru", 2)
        program.settings[EARS_DEVICE] = "no such microphone"
        qtbot.waitUntil(lambda: "no such microphone" in program.window.chat.notices.text("ears"), timeout=20_000)
