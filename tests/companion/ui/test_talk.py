"""What can be done with what was said: answered again, edited, forgotten, searched, kept as a file; compact windows."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from companion import paths
from companion import settings as s
from companion.app import Program
from companion.conversation import State
from companion.history import History
from companion.messages import TurnDone, Usage
from companion.settings import PERSONA
from companion.shown_talk import PAGE
from companion.ui import messages_area
from companion.ui.bubble import Bubble
from companion.ui.talks_page import TalksPage

OpenProgram = Callable[..., Program]


def say(qtbot: QtBot, program: Program, text: str) -> None:
    program.window.chat.said.emit(text)
    qtbot.waitUntil(lambda: program.conversation.state is not State.IDLE)
    qtbot.waitUntil(lambda: program.conversation.state is State.IDLE, timeout=20_000)


def bubbles(program: Program) -> list[Bubble]:
    return program.window.chat.messages.in_order()


def titles(page: TalksPage) -> list[str]:
    return [page.list.item(row).text() for row in range(page.list.count())]


def press(program: Program, words: str) -> None:
    """Press the button of a notice."""
    buttons = program.window.chat.notices.findChildren(QPushButton)
    next(button for button in reversed(buttons) if button.text() == words).click()


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


def test_a_deleted_message_comes_back(qtbot: QtBot, open_program: OpenProgram) -> None:
    program = open_program()
    say(qtbot, program, "One")
    hers = bubbles(program)[1]
    qtbot.keyClick(hers, Qt.Key.Key_Delete)
    assert [bubble.text for bubble in bubbles(program)] == ["One"]
    assert program.window.chat.notices.text("undo") == "1 message was taken away."
    press(program, "Undo")
    assert program.window.chat.notices.text("undo") == ""
    assert len(bubbles(program)) == 2
    assert len(program.history.last(program.conversation.talk, 9)) == 2


def test_nothing_is_offered_back_where_she_had_said_nothing(qtbot: QtBot, open_program: OpenProgram) -> None:
    program = open_program()
    program.window.chat.said.emit("One")
    bubbles(program)[1].remove_wanted.emit()
    assert [bubble.text for bubble in bubbles(program)] == ["One"]
    assert program.window.chat.notices.text("undo") == ""


def test_a_message_goes_while_its_menu_is_open(qtbot: QtBot, open_program: OpenProgram) -> None:
    program = open_program()
    say(qtbot, program, "One")
    hers = bubbles(program)[1]
    QTimer.singleShot(100, lambda: program.conversation.remove(hers.message))
    hers.open_menu(QPoint(5, 5))
    qtbot.waitUntil(lambda: len(bubbles(program)) == 1)
    qtbot.wait(50)
    assert QApplication.activePopupWidget() is None


def test_what_she_began_is_not_answered_differently(qtbot: QtBot, open_program: OpenProgram) -> None:
    program = open_program()
    say(qtbot, program, "One")
    program.conversation.begin("*comes back*")
    qtbot.waitUntil(lambda: program.conversation.state is State.IDLE, timeout=20_000)
    entries = {one.text(): one.isEnabled() for one in bubbles(program)[2].menu().actions()}
    assert entries["Say again"]
    assert not entries["Answer differently"]


def test_a_message_is_heard_again_and_copied(qtbot: QtBot, open_program: OpenProgram) -> None:
    program = open_program()
    say(qtbot, program, "One")
    choose(bubbles(program)[1], "Say again")
    qtbot.waitUntil(lambda: program.conversation.state is State.SPEAKING, timeout=20_000)
    qtbot.waitUntil(lambda: program.conversation.state is State.IDLE, timeout=20_000)
    assert len(bubbles(program)) == 2
    choose(bubbles(program)[1], "Copy")
    assert QGuiApplication.clipboard().text() == bubbles(program)[1].text


def test_what_is_written_while_she_speaks_interrupts_or_waits(qtbot: QtBot, open_program: OpenProgram) -> None:
    program = open_program()
    chat = program.window.chat
    chat.said.emit("One")
    qtbot.waitUntil(lambda: program.conversation.state is State.SPEAKING, timeout=20_000)
    for word in ("later", "and this"):
        qtbot.keyClicks(chat.composer.field, word)
        qtbot.keyClick(chat.composer.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert chat.composer.field.toPlainText() == ""
    assert chat.waiting.isVisible()
    assert len(bubbles(program)) == 2, "she goes on speaking"
    qtbot.keyClicks(chat.composer.field, "unfinished")
    qtbot.waitUntil(lambda: len(bubbles(program)) == 4, timeout=20_000)
    assert bubbles(program)[2].text == "later\nand this"
    assert not bubbles(program)[1].message.stopped
    assert chat.composer.field.toPlainText() == "unfinished", "what is being written stays"
    assert not chat.waiting.isVisible()
    qtbot.waitUntil(lambda: program.conversation.state is State.SPEAKING, timeout=20_000)
    qtbot.keyClick(chat.composer.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    chat.waiting.button.click()
    assert chat.composer.field.toPlainText() == "unfinished", "taken back"
    qtbot.keyClick(chat.composer.field, Qt.Key.Key_Return)
    yours = [bubble.text for bubble in bubbles(program) if bubble.message.role == "user"]
    assert yours == ["One", "later\nand this", "unfinished"], "Enter interrupts her at once"


def test_talks_are_begun_searched_named_deleted_and_brought_back(qtbot: QtBot, open_program: OpenProgram) -> None:
    program = open_program()
    chat, field = program.window.chat, program.window.chat.composer.field
    say(qtbot, program, "Roses")
    first = program.conversation.talk
    qtbot.keyClick(field, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert bubbles(program) == []
    say(qtbot, program, "Tulips")
    qtbot.keyClick(field, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    page = chat.talks
    assert titles(page) == ["Tulips", "Roses"]
    qtbot.keyClicks(page.search, "rOSE")
    qtbot.waitUntil(lambda: titles(page) == ["Roses"])
    qtbot.keyClick(page.search, Qt.Key.Key_Return)
    assert program.conversation.talk == first
    assert not page.isVisible()
    qtbot.waitUntil(bubbles(program)[0].hasFocus)
    qtbot.keyClick(bubbles(program)[0], Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert page.list.currentItem().text() == "Roses"
    page.list.currentItem().setText("About roses")
    qtbot.waitUntil(lambda: titles(page) == ["Tulips", "About roses"])
    page.delete_button.click()
    assert titles(page) == ["Tulips"]
    assert bubbles(program) == []
    press(program, "Undo")
    assert program.conversation.talk == first
    assert bubbles(program)[0].text == "Roses"
    qtbot.keyClick(field, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(page.search, Qt.Key.Key_Escape)
    assert not page.isVisible()
    page.search.setText("nobody says this")
    page.refresh()
    assert page.words.text() == "Nobody has said that."


def test_a_talk_with_another_persona_brings_her_back(qtbot: QtBot, open_program: OpenProgram) -> None:
    program = open_program()
    talk = program.history.begin("mika")
    number = program.history.add(talk, "user", "Only you know this")
    program.window.chat.open_search()
    page = program.window.chat.talks
    page.search.setText("only you")
    page.refresh()
    page.list.itemClicked.emit(page.list.item(0))
    assert program.settings[PERSONA] == "mika"
    assert (program.conversation.talk, bubbles(program)[0].message.number) == (talk, number)


def test_what_waits_for_her_is_not_said_in_another_talk(qtbot: QtBot, open_program: OpenProgram) -> None:
    program = open_program()
    chat = program.window.chat
    chat.said.emit("One")
    qtbot.waitUntil(lambda: program.conversation.state is State.SPEAKING, timeout=20_000)
    chat.composer.queued.emit("for her alone")
    program.settings[PERSONA] = "mika"
    assert chat.composer.field.toPlainText() == "for her alone"
    qtbot.wait(50)  # what waits is sent when the event loop comes to it
    assert bubbles(program) == []


def test_a_talk_of_100_000_messages_opens_at_its_end_and_scrolls_up(qtbot: QtBot, open_program: OpenProgram) -> None:
    history = History(paths.data_dir() / "history.sqlite")
    talk = history.begin("amelie")
    history._database.execute(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000) "
        "INSERT INTO message (talk, at, role, text, folded) "
        f"SELECT {talk}, i, iif(i % 2, 'user', 'assistant'), 'number ' || i, 'number ' || i FROM n"
    )
    history.close()
    program = open_program()
    messages = program.window.chat.messages
    assert len(bubbles(program)) == PAGE, "a page, not the whole talk"
    bar = messages.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0 and bar.value() == bar.maximum())
    seen = next(bubble for bubble in bubbles(program) if bubble.message.text == "number 99961")
    before = seen.mapTo(messages, QPoint()).y() + bar.value()
    bar.setValue(0)
    qtbot.waitUntil(lambda: len(bubbles(program)) == 2 * PAGE)
    qtbot.waitUntil(lambda: bar.value() > 0)
    assert abs(seen.mapTo(messages, QPoint()).y() - before) <= 1, "what is read stays where it is"
    program.window.chat.talk_wanted.emit(program.history.talks()[0], 5000)
    qtbot.waitUntil(lambda: any(bubble.hasFocus() and bubble.text == "number 5000" for bubble in bubbles(program)))
    assert program.conversation.more_below

    def scroll_down() -> bool:  # more than once: the layout of what was just opened may still grow
        bar.setValue(bar.maximum())
        return any(bubble.text == "number 5060" for bubble in bubbles(program))

    qtbot.waitUntil(scroll_down, timeout=20_000)


def test_arrows_lead_through_the_messages(qtbot: QtBot, open_program: OpenProgram) -> None:
    program = open_program()
    say(qtbot, program, "One")
    yours, hers = bubbles(program)
    hers.setFocus()
    qtbot.keyClick(hers, Qt.Key.Key_Up)
    assert yours.hasFocus()
    qtbot.keyClick(yours, Qt.Key.Key_Down)
    assert hers.hasFocus()
    assert [bubble.focusPolicy() & Qt.FocusPolicy.TabFocus for bubble in (yours, hers)] == [
        Qt.FocusPolicy.NoFocus,
        Qt.FocusPolicy.TabFocus,
    ], "Tab goes to the newest only"


def test_the_talk_is_kept_as_a_file(qtbot: QtBot, open_program: OpenProgram, tmp_path: Path) -> None:
    program = open_program()
    say(qtbot, program, "Roses")
    chat = program.window.chat
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


def test_what_an_answer_took_and_cost_stands_below_it(qtbot: QtBot, open_program: OpenProgram) -> None:
    program = open_program()
    say(qtbot, program, "One")
    timing = program.window.chat.timing
    assert timing.isVisible()
    assert timing.text().startswith("answered in ")
    assert "USD" not in timing.text(), "what runs here costs nothing"
    rented = Usage("text", "openai", "big", tokens_read=1000, tokens_written=500)
    program.hearing.watch(TurnDone(1, "", usage=(rented,)))
    assert timing.text().endswith(" · 0.0030 USD")
    assert "big: 1000 tokens read, 500 written" in timing.toolTip()
    assert timing.accessibleDescription() == timing.toolTip()
    program.settings[s.LANGUAGE] = "ru"
    qtbot.waitUntil(lambda: timing.text().startswith("ответ за "))
    assert timing.text().endswith(" · 0.0030 USD")


def test_a_long_day_shows_its_last_page_and_the_rest_when_scrolled_to(
    qtbot: QtBot, open_program: OpenProgram, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(messages_area, "MOST", PAGE + 1)
    history = History(paths.data_dir() / "history.sqlite")
    talk = history.begin("amelie")
    for number in range(1, 61):
        history.add(talk, "user" if number % 2 else "assistant", f"number {number}")
    history.close()
    program = open_program()
    assert len(bubbles(program)) == PAGE
    say(qtbot, program, "Now?")
    assert len(bubbles(program)) <= PAGE + 1
    assert bubbles(program)[-2].text == "Now?"
    assert program.conversation.more_above
    bar = program.window.chat.messages.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0 and bar.value() == bar.maximum())
    bar.setValue(0)
    qtbot.waitUntil(lambda: any(bubble.text == "number 1" for bubble in bubbles(program)))
    texts = [bubble.text for bubble in bubbles(program)]
    assert texts[:60] == [f"number {number}" for number in range(1, 61)], "nothing is missing or there twice"


def test_what_was_not_sent_when_the_window_closes_is_there_again_and_said_to_nobody(
    qtbot: QtBot, open_program: OpenProgram
) -> None:
    program = open_program()
    program.window.chat.said.emit("One")
    qtbot.waitUntil(lambda: program.conversation.state is State.SPEAKING, timeout=20_000)
    program.window.chat.composer.queued.emit("later, dear")
    program.window.chat.composer.field.setPlainText("half a\nsentence;")
    program.window.close()
    qtbot.wait(50)  # her stop tells that she is free
    assert program.window.chat.waiting.text == ""
    field = open_program(wait=False).window.chat.composer.field
    assert field.toPlainText() == "later, dear\nhalf a\nsentence;", "nor is it lost"
