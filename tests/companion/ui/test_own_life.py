"""What she does of her own, in the window: speaks first, sleeps with her eyes shut, is woken, undone, switched off."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QCursor
from pytestqt.qtbot import QtBot

from companion import paths
from companion import settings as s
from companion.app import Program
from companion.conversation import State
from companion.history import History
from companion.messages import Sleep
from companion.ui.bubble import Bubble
from scripted_engine import SLEEP_SECONDS

OpenProgram = Callable[..., Program]
NOON = datetime(2026, 11, 28, 12)


class Clock:
    """Time for tests: of day, and since the user was there."""

    def __init__(self, program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now, self.idle = NOON, 0.0
        solitude = program.solitude
        solitude._timer.stop()
        solitude._now = lambda: self.now
        solitude._in_call = lambda: False
        monkeypatch.setattr(type(solitude.presence), "idle", property(lambda _presence: self.idle))
        monkeypatch.setattr(type(solitude.presence), "writing", property(lambda _presence: False))
        self._look = solitude.look

    def look(self, idle: float, *, minutes: float = 0.0) -> None:
        self.idle = idle
        self.now += timedelta(minutes=minutes)
        self._look()


def test_she_begins_when_you_come_back_and_the_history_knows(
    qtbot: QtBot, open_program: OpenProgram, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = open_program()
    clock, talk = Clock(program, monkeypatch), program.conversation
    clock.look(4000.0)
    clock.look(1.0, minutes=1)
    assert talk.messages == [], "off by default"
    program.settings[s.FIRST] = True
    clock.look(4000.0, minutes=60)
    program.window.chat.composer.field.setPlainText("I am just wri")
    clock.look(1.0, minutes=1)
    assert talk.messages == [], "not while a text is begun"
    program.window.chat.composer.field.clear()
    clock.look(1.0, minutes=1)
    assert talk.state is State.THINKING
    qtbot.waitUntil(lambda: talk.state is State.IDLE, timeout=30_000)
    [message] = talk.messages
    assert (message.role, message.begun) == ("assistant", True)
    bubbles = program.window.findChildren(Bubble)
    qtbot.waitUntil(lambda: "She began" in bubbles[0]._caption.text())
    kept = History(paths.data_dir() / "history.sqlite")
    [entry] = kept.last(talk.talk, 10)
    kept.close()
    assert (entry.role, entry.begun) == ("assistant", True)
    clock.look(1.0, minutes=1)
    assert len(talk.messages) == 1
    talk.say("Hello to you.")
    qtbot.waitUntil(lambda: talk.state is State.IDLE, timeout=30_000)
    assert [one.begun for one in talk.messages] == [True, False, False]


def test_she_is_silent_while_disturbed_recorded_or_called(
    qtbot: QtBot, open_program: OpenProgram, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = open_program()
    clock = Clock(program, monkeypatch)
    program.settings[s.FIRST] = True
    program.settings[s.DO_NOT_DISTURB] = True
    clock.look(4000.0, minutes=60)
    clock.look(1.0, minutes=1)
    program.settings[s.DO_NOT_DISTURB] = False
    program.solitude._in_call = lambda: True
    clock.look(1.0)
    program.solitude._in_call = lambda: False
    program.solitude._busy = lambda: True
    clock.look(1.0)
    assert program.conversation.messages == []
    program.solitude._busy = lambda: False
    clock.look(1.0)
    assert program.conversation.state is State.THINKING
    program.conversation.stop()


def test_the_menu_of_pet_mode_has_do_not_disturb(qtbot: QtBot, open_program: OpenProgram) -> None:
    program = open_program()
    program.settings[s.FIRST] = True
    program.pet_mode.enter()
    menu = program.pet_mode.menu
    assert menu is not None
    [quiet] = [action for action in menu.actions() if action.text() == "Do not disturb"]
    quiet.trigger()
    assert program.settings[s.DO_NOT_DISTURB]
    program.pet_mode.leave()


def test_at_night_she_sleeps_with_her_eyes_shut_and_a_message_wakes_her(
    qtbot: QtBot, open_program: OpenProgram, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = open_program()
    clock, talk, notices = Clock(program, monkeypatch), program.conversation, program.window.chat.notices
    talk.say("My cat is called Tom.")
    qtbot.waitUntil(lambda: talk.state is State.IDLE, timeout=30_000)
    sent: list[object] = []
    send = program.engine.send
    monkeypatch.setattr(program.engine, "send", lambda message: (sent.append(message), send(message)))
    clock.now = NOON.replace(hour=2)
    clock.look(60.0)
    assert program.solitude.dream is None, "somebody is there"
    clock.look(2000.0)
    [order] = [message for message in sent if isinstance(message, Sleep)]
    assert order.days[0].lines[0].text == "My cat is called Tom."
    assert "She sleeps" in notices.text("sleep")
    character = program.stage.character
    assert character is not None and character.life.asleep
    talk.say("Wake up, please.")
    qtbot.waitUntil(lambda: program.solitude.dream is None, timeout=int(SLEEP_SECONDS * 1000) + 30_000)
    assert not character.life.asleep
    qtbot.waitUntil(lambda: talk.state is State.IDLE, timeout=30_000)
    clock.look(2000.0)
    assert program.solitude.dream is not None, "broken off, she tries again"
    qtbot.waitUntil(lambda: program.solitude.dream is None, timeout=int(SLEEP_SECONDS * 1000) + 30_000)
    assert "She slept over 1 day of talk. 1 new memory." in notices.text("sleep")
    clock.look(3000.0)
    assert program.solitude.dream is None, "once a night"


def test_on_demand_from_the_page_and_what_was_learned_is_undone(qtbot: QtBot, open_program: OpenProgram) -> None:
    program = open_program()
    (paths.adapters_dir() / "a-model").mkdir(parents=True)
    program.settings[s.SLEEP_LEARN] = True
    program.open_settings()
    assert program.dialog is not None
    program.dialog.page.memory.sleep.click()
    assert program.solitude.dream is not None
    program.solitude.wake_up()
    qtbot.waitUntil(lambda: program.solitude.dream is None, timeout=30_000)
    assert "She was woken" in program.window.chat.notices.text("sleep")
    undo = program.dialog.page.own_life.undo
    assert undo.isEnabled()
    undo.click()
    assert not paths.adapters_dir().exists()
    assert not undo.isEnabled()
    assert not program.settings[s.SLEEP_LEARN]


def test_times_that_are_none_are_told(qtbot: QtBot, open_program: OpenProgram) -> None:
    program = open_program()
    program.open_settings()
    assert program.dialog is not None
    page = program.dialog.page.own_life
    page.times.setText("9:00, noon")
    page.times.editingFinished.emit()
    assert "'noon' is no time of day" in page.complaint.text()


def test_writing_and_the_pointer_are_signs_of_somebody(qtbot: QtBot, open_program: OpenProgram) -> None:
    program = open_program(wait=False)
    presence = program.solitude.presence
    presence._sign -= 1000.0
    assert presence.idle >= 1000.0
    assert not presence.writing
    program.window.chat.composer.field.setPlainText("H")
    assert presence.idle < 100.0
    assert presence.writing
    presence._sign -= 1000.0
    QCursor.setPos(QCursor.pos() + QPoint(25, 10))
    qtbot.waitUntil(lambda: presence.idle < 100.0, timeout=20_000)
