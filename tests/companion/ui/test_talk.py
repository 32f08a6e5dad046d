"""What can be done with what was said: answered again, edited, forgotten, searched, kept as a file; compact windows."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from companion.app import Program
from companion.conversation import State
from companion.ui.bubble import Bubble

OpenProgram = Callable[..., Program]


def say(qtbot: QtBot, program: Program, text: str) -> None:
    program.window.chat.said.emit(text)
    qtbot.waitUntil(lambda: program.conversation.state is not State.IDLE)
    qtbot.waitUntil(lambda: program.conversation.state is State.IDLE, timeout=20_000)


def bubbles(program: Program) -> list[Bubble]:
    return list(program.window.chat.messages.bubbles.values())


def choose(bubble: Bubble, entry: str) -> None:
    next(action for action in bubble.menu().actions() if action.text() == entry).trigger()


def test_messages_are_answered_again_edited_and_forgotten(qtbot: QtBot, open_program: OpenProgram) -> None:
    program = open_program()
    say(qtbot, program, "One")
    say(qtbot, program, "Two")
    choose(bubbles(program)[3], "Answer differently")
    qtbot.waitUntil(lambda: program.conversation.state is not State.IDLE)
    qtbot.waitUntil(lambda: program.conversation.state is State.IDLE, timeout=20_000)
    assert [bubble.message.role for bubble in bubbles(program)] == ["user", "assistant"] * 2
    assert bubbles(program)[2].text == "Two"
    choose(bubbles(program)[2], "Edit and send again")
    assert program.window.chat.composer.field.toPlainText() == "Two"
    assert len(bubbles(program)) == 2
    choose(bubbles(program)[1], "Delete")
    assert [entry.text for entry in program.history.last(program.conversation.talk, 9)] == ["One"]


def test_the_talk_is_searched_and_kept_as_a_file(qtbot: QtBot, open_program: OpenProgram, tmp_path: Path) -> None:
    program = open_program()
    say(qtbot, program, "Roses")
    chat = program.window.chat
    qtbot.keyClick(chat.composer.field, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(chat.search, "roses")
    assert [not bubble.isHidden() for bubble in bubbles(program)] == [True, False]
    qtbot.keyClick(chat.search, Qt.Key.Key_Escape)
    assert not any(bubble.isHidden() for bubble in bubbles(program))
    chat.talk_menu.export(tmp_path / "talk.md")
    assert "**You** " in (tmp_path / "talk.md").read_text(encoding="utf-8")
    chat.talk_menu.export(tmp_path / "talk.json")
    kept = json.loads((tmp_path / "talk.json").read_text(encoding="utf-8"))
    assert [one["role"] for one in kept["messages"]] == ["user", "assistant"]
    chat.talk_menu.export(tmp_path / "no" / "talk.md")
    assert "choose another place" in chat.notices.text("talk")


def test_she_or_the_talk_alone(qtbot: QtBot, open_program: OpenProgram) -> None:
    program = open_program()
    window = program.window
    qtbot.keyClick(window.chat.composer.field, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert (window.stage.isVisible(), window.chat.isVisible()) == (True, False)
    window.stage.talk_button.click()
    assert (window.stage.isVisible(), window.chat.isVisible()) == (True, True)
    window.chat.talk_menu.fill()
    window.chat.talk_menu.actions()[-1].trigger()
    assert (window.stage.isVisible(), window.chat.isVisible()) == (False, True)
    window.close()
    again = open_program()
    assert (again.window.stage.isVisible(), again.window.chat.isVisible()) == (False, True), "remembered"
