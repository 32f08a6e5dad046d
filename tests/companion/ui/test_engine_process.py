"""The supervisor with a real child that dies, falls silent and recovers."""

from __future__ import annotations

import os
import resource
import signal
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

import scripted_engine
from companion.messages import (
    EngineConfig,
    FromEngine,
    Persona,
    Ready,
    ReplyText,
    SentenceReady,
    StartTurn,
    TurnDone,
    TurnFailed,
)
from companion.ui.engine_process import STOPPED_MID_TURN, EngineProcess, EngineState, Patience

QUICK = Patience(start=20.0, load=20.0, ping=0.1, missed=5, failures=3, window=60.0, leave=3.0)


class Supervised:
    """An engine process and all it told."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.process = EngineProcess(scripted_engine.run, QUICK)
        self.told: list[FromEngine] = []
        self.states: list[tuple[EngineState, str]] = []
        self.ready: list[Ready] = []
        self.process.told.connect(self.told.append)
        self.process.ready.connect(self.ready.append)
        self.process.state_changed.connect(lambda state, text, _fraction: self.states.append((state, text)))

    def start(self, llm: str = "script") -> None:
        self.process.configure(EngineConfig(llm=llm))

    def ask(self, number: int, text: str) -> None:
        self.process.send(StartTurn(number, text, Persona("Amelie")))

    def wait_for(self, kind: type[FromEngine], count: int = 1) -> None:
        self.qtbot.waitUntil(lambda: sum(isinstance(event, kind) for event in self.told) >= count, timeout=20_000)

    def wait_state(self, state: EngineState) -> None:
        self.qtbot.waitUntil(lambda: self.process.state is state, timeout=20_000)


@pytest.fixture
def supervised(qtbot: QtBot) -> Iterator[Supervised]:
    supervised = Supervised(qtbot)
    yield supervised
    supervised.process.close()


def gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


def test_a_turn_asked_before_the_engine_is_loaded_is_answered(supervised: Supervised) -> None:
    supervised.start()
    supervised.ask(1, "Hello")
    supervised.wait_for(TurnDone)
    texts = [event.text for event in supervised.told if isinstance(event, ReplyText)]
    assert "".join(texts) == "I am glad to see you. But it rains today."
    sounds = [event for event in supervised.told if isinstance(event, SentenceReady)]
    assert [len(sound.pcm) for sound in sounds] == [14400, 14400]
    assert (EngineState.LOADING, "Loading the script…") in supervised.states
    pid = supervised.process.pid
    assert pid is not None
    supervised.process.close()
    assert gone(pid), "no process and no zombie is left"


def test_a_child_that_dies_in_a_turn_fails_it_in_words_and_is_replaced(supervised: Supervised) -> None:
    supervised.start("first")
    supervised.ask(1, "crash please")
    supervised.wait_for(TurnFailed)
    assert supervised.told[-1] == TurnFailed(1, STOPPED_MID_TURN)
    supervised.ask(2, "Hello again")
    supervised.wait_for(TurnDone)
    assert supervised.told[-1].turn_id == 2  # type: ignore[union-attr]
    assert [names.emotion for names in supervised.ready] == ["configured 1 times as first"] * 2


def test_a_killed_child_is_replaced_and_leaves_no_zombie(supervised: Supervised) -> None:
    supervised.start()
    supervised.wait_state(EngineState.READY)
    pid = supervised.process.pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    supervised.qtbot.waitUntil(lambda: supervised.process.pid not in (None, pid), timeout=20_000)
    supervised.wait_state(EngineState.READY)
    assert gone(pid)
    assert not supervised.told, "no turn ran, so none failed"


def test_a_silent_child_is_killed_and_replaced(supervised: Supervised) -> None:
    supervised.start()
    supervised.wait_state(EngineState.READY)
    pid = supervised.process.pid
    assert pid is not None
    supervised.ask(1, "hang there")
    supervised.wait_for(TurnFailed)
    assert supervised.process.pid != pid
    assert gone(pid)
    supervised.wait_state(EngineState.READY)


def test_a_child_that_falls_silent_while_it_loads_is_replaced(qtbot: QtBot) -> None:
    process = EngineProcess(scripted_engine.run, replace(QUICK, start=6.0))
    process.configure(EngineConfig(llm="script"))
    stopped = process.pid
    assert stopped is not None
    os.kill(stopped, signal.SIGSTOP)
    try:
        qtbot.waitUntil(lambda: process.state is EngineState.READY, timeout=60_000)
        assert process.pid != stopped
        assert gone(stopped)
    finally:
        process.close()


def test_a_window_that_was_stopped_takes_no_child_for_silent(qtbot: QtBot) -> None:
    process = EngineProcess(scripted_engine.run, replace(QUICK, load=1.0))
    process.configure(EngineConfig(llm="script"))
    try:
        qtbot.waitUntil(lambda: process.state is EngineState.READY, timeout=60_000)
        pid = process.pid
        assert pid is not None
        os.kill(pid, signal.SIGSTOP)
        process.configure(EngineConfig(llm="another"))
        time.sleep(2.0)  # the window's loop does not run: the computer sleeps
        os.kill(pid, signal.SIGCONT)
        qtbot.waitUntil(lambda: process.state is not EngineState.LOADING or process.pid != pid, timeout=60_000)
        assert (process.state, process.pid) == (EngineState.READY, pid)
    finally:
        process.close()


def test_a_child_that_always_dies_is_given_up_in_words(supervised: Supervised) -> None:
    supervised.ask(1, "Hello")
    supervised.start("dies")
    supervised.wait_state(EngineState.FAILED)
    assert "stopped 3 times" in supervised.process.text
    assert supervised.told == [TurnFailed(1, supervised.process.text)], "what waited fails in words"
    supervised.ask(2, "Still there?")
    supervised.wait_for(TurnFailed, 2)
    supervised.start("better")
    supervised.ask(3, "Now?")
    supervised.wait_for(TurnDone)


def test_engines_that_cannot_be_loaded_are_said_and_can_be_changed(supervised: Supervised) -> None:
    supervised.start("broken")
    supervised.wait_state(EngineState.FAILED)
    assert supervised.process.text == "The text model broken is not there; choose another."
    pid = supervised.process.pid
    supervised.start("whole")
    supervised.wait_state(EngineState.READY)
    assert supervised.process.pid == pid, "the child itself was well"


def test_closing_a_child_that_does_not_listen_ends_it_by_force(qtbot: QtBot) -> None:
    process = EngineProcess(scripted_engine.run, Patience(leave=0.3))
    process.configure(EngineConfig(llm="script"))
    qtbot.waitUntil(lambda: process.state is EngineState.READY, timeout=20_000)
    pid = process.pid
    assert pid is not None
    os.kill(pid, signal.SIGSTOP)
    begin = time.monotonic()
    process.close()
    assert gone(pid)
    assert time.monotonic() - begin < 5


def test_an_engine_that_cannot_be_started_says_so_and_is_tried_again(qtbot: QtBot) -> None:
    engine = EngineProcess(scripted_engine.run)
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, before[1]))
    try:
        engine.configure(EngineConfig())
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)
    assert engine.state is EngineState.FAILED
    assert "cannot be started (Too many open files)" in engine.text
    engine.configure(EngineConfig())
    qtbot.waitUntil(lambda: engine.state is EngineState.READY, timeout=60_000)
    engine.close()
