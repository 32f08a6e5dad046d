"""The real child process: spawned, spoken to through the pipe, killed in the middle."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path

import pytest

from companion.engine.emotions.neutral import NeutralEmotions
from companion.engine.llm.echo import EchoModel
from companion.engine.registry import Engines
from companion.engine.speech.silent import SilentVoice
from companion.engine.start import run_engine
from companion.engine.worker import _Worker
from companion.messages import (
    CancelTurn,
    Configure,
    EngineConfig,
    EngineFailed,
    Foresee,
    FromEngine,
    Line,
    Persona,
    Ping,
    Pong,
    PromptShown,
    Ready,
    Remembered,
    ReplyText,
    Sampling,
    SentenceReady,
    ShowPrompt,
    Shutdown,
    StartTurn,
    TurnDone,
    TurnFailed,
    UserFeeling,
)
from companion.mind.memory import Memory
from companion.paths import memory_file

FAKES = EngineConfig(llm="echo", speech="silent", emotion="neutral")
SLOW = EngineConfig(llm="echo", speech="silent", emotion="neutral", options=(("echo_delay", "0.05"),))
LONG = " ".join(["word"] * 100)


@contextmanager
def engine_child(config: EngineConfig) -> Iterator[tuple[Connection, SpawnProcess]]:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    child = context.Process(target=run_engine, args=(theirs,), daemon=True)
    child.start()
    theirs.close()
    try:
        ours.send(Configure(config))
        yield ours, child
    finally:
        ours.close()
        child.join(10)
        if child.is_alive():
            child.kill()
            child.join()
            pytest.fail("the child outlived its pipe")
        child.close()


def read_until(pipe: Connection, wanted: type | tuple[type, ...], seconds: float = 60) -> list[FromEngine]:
    """Return the messages up to the first of a wanted type."""
    messages: list[FromEngine] = []
    deadline = time.monotonic() + seconds
    while not (messages and isinstance(messages[-1], wanted)):
        assert pipe.poll(max(0.0, deadline - time.monotonic())), f"no {wanted} after {messages}"
        messages.append(pipe.recv())
    return messages


def test_turn_comes_in_order_and_whole() -> None:
    with engine_child(FAKES) as (pipe, _):
        assert read_until(pipe, Ready)[-1] == Ready("echo (fake)", "silent (fake)", "neutral (fake)", ("silence",))
        pipe.send(StartTurn(7, "One is here. Two is there.", Persona("Amelie")))
        events = read_until(pipe, (TurnDone, TurnFailed))
    done = events[-1]
    assert isinstance(done, TurnDone)
    assert done.turn_id == 7
    assert done.text == "You said: One is here. Two is there."
    assert "".join(event.text for event in events if isinstance(event, ReplyText)) == done.text
    sentences = [event for event in events if isinstance(event, SentenceReady)]
    assert [sentence.text for sentence in sentences] == ["You said: One is here.", "Two is there."]
    assert [sentence.index for sentence in sentences] == [0, 1]
    assert all(sentence.seconds > 0.5 for sentence in sentences)
    assert sum(isinstance(event, UserFeeling) for event in events) == 1


def test_ping_is_answered_during_a_turn_and_cancel_ends_it() -> None:
    with engine_child(SLOW) as (pipe, _):
        read_until(pipe, Ready)
        pipe.send(StartTurn(1, LONG, Persona("Amelie")))
        read_until(pipe, ReplyText)
        pipe.send(Ping(3))
        before_pong = read_until(pipe, Pong, seconds=2)
        assert before_pong[-1] == Pong(3)
        assert not any(isinstance(message, TurnDone) for message in before_pong)
        pipe.send(CancelTurn(1))
        done = read_until(pipe, TurnDone, seconds=2)[-1]
        assert isinstance(done, TurnDone)
        assert done.cancelled
        assert len(done.text) < len(LONG)
        # The next turn is not disturbed by the cancelled one.
        pipe.send(StartTurn(2, "Hi.", Persona("Amelie")))
        assert all(getattr(message, "turn_id", 2) == 2 for message in read_until(pipe, TurnDone))


def test_child_ends_when_the_pipe_closes_in_the_middle_of_a_turn() -> None:
    with engine_child(SLOW) as (pipe, child):
        read_until(pipe, Ready)
        pipe.send(StartTurn(1, LONG, Persona("Amelie")))
        read_until(pipe, ReplyText)
        pipe.close()
        child.join(8)
        assert child.exitcode == 0


def test_a_fact_survives_a_kill_and_stands_in_the_prompt_long_after() -> None:
    persona = Persona("Amelie")
    with engine_child(FAKES) as (pipe, child):
        read_until(pipe, Ready)
        pipe.send(StartTurn(1, "My cat is called Tom.", persona))
        assert read_until(pipe, Remembered)[-1] == Remembered(1, ("The user's cat is called Tom.",))
        child.kill()
        child.join()
    with engine_child(FAKES) as (pipe, _):
        read_until(pipe, Ready)
        since = tuple(Line("user", LONG) for _ in range(2))
        pipe.send(ShowPrompt(StartTurn(2, "What is my cat called?", persona, since)))
        shown = read_until(pipe, PromptShown)[-1]
        assert isinstance(shown, PromptShown)
        assert "The user's cat is called Tom." in shown.text
        assert "My cat" not in shown.text


def test_shutdown_ends_the_child() -> None:
    with engine_child(FAKES) as (pipe, child):
        read_until(pipe, Ready)
        pipe.send(Shutdown())
        child.join(8)
        assert child.exitcode == 0


def test_killed_child_closes_the_pipe_for_the_window() -> None:
    with engine_child(SLOW) as (pipe, child):
        read_until(pipe, Ready)
        pipe.send(StartTurn(1, LONG, Persona("Amelie")))
        read_until(pipe, ReplyText)
        child.kill()
        with pytest.raises((EOFError, ConnectionResetError)):
            while True:
                pipe.recv()


def test_missing_model_file_is_told_and_other_engines_can_follow(tmp_path: Path) -> None:
    missing = tmp_path / "nowhere.gguf"
    config = EngineConfig(speech="silent", emotion="neutral", options=(("model", str(missing)),))
    with engine_child(config) as (pipe, _):
        failed = read_until(pipe, (EngineFailed, Ready))[-1]
        assert isinstance(failed, EngineFailed)
        assert str(missing) in failed.message
        pipe.send(StartTurn(1, "Hi", Persona("Amelie")))
        assert isinstance(read_until(pipe, (TurnDone, TurnFailed))[-1], TurnFailed)
        pipe.send(Configure(FAKES))
        read_until(pipe, Ready)
        pipe.send(StartTurn(2, "Hi", Persona("Amelie")))
        assert isinstance(read_until(pipe, (TurnDone, TurnFailed))[-1], TurnDone)


def test_default_engines_answer_aloud_and_pong_meanwhile() -> None:
    with engine_child(EngineConfig()) as (pipe, _):
        ready = read_until(pipe, (Ready, EngineFailed), seconds=240)[-1]
        assert isinstance(ready, Ready), ready
        pipe.send(StartTurn(1, "Tell me a long story about a rose.", Persona("Amelie"), sampling=Sampling(seed=1)))
        pipe.send(Ping(1))
        until_pong = read_until(pipe, Pong, seconds=5)
        assert not any(isinstance(message, TurnDone) for message in until_pong)
        events = until_pong + read_until(pipe, (TurnDone, TurnFailed), seconds=120)
    assert isinstance(events[-1], TurnDone), events[-1]
    sentences = [event for event in events if isinstance(event, SentenceReady)]
    assert sentences
    assert any(abs(sentence.pcm).max(initial=0.0) > 0.05 for sentence in sentences)
    assert events[-1].timings.first_sound is not None


def test_what_is_foreseen_is_answered_with_nothing() -> None:
    with engine_child(FAKES) as (pipe, _):
        pipe.send(Foresee(StartTurn(0, "Early.", Persona("Amelie"))))
        read_until(pipe, Ready)
        for text in ("", "One is"):
            pipe.send(Foresee(StartTurn(0, text, Persona("Amelie"))))
        pipe.send(StartTurn(7, "One is here.", Persona("Amelie")))
        events = read_until(pipe, (TurnDone, TurnFailed))
    assert isinstance(events[-1], TurnDone)
    assert all(getattr(event, "turn_id", 7) == 7 for event in events)


def test_before_a_word_is_known_she_remembers_what_fitted_last() -> None:
    with engine_child(FAKES) as (pipe, _):
        read_until(pipe, Ready)
        pipe.send(StartTurn(1, "My cat is called Muffin.", Persona("Amelie")))
        read_until(pipe, Remembered)
        cat = StartTurn(0, "What is the name of my cat?", Persona("Amelie"))
        shown = []
        for turn in (cat, replace(cat, text="")):
            pipe.send(ShowPrompt(turn))
            said = read_until(pipe, PromptShown)[-1]
            assert isinstance(said, PromptShown)
            shown.append("Muffin" in said.text)
    assert shown == [True, True], "else all would be read again when the first word is known"


def test_what_was_recalled_in_the_pause_is_not_kept_beyond_the_answer() -> None:
    question = StartTurn(2, "What is the name of my cat?", Persona("Amelie"))
    with engine_child(FAKES) as (pipe, _):
        read_until(pipe, Ready)
        pipe.send(StartTurn(1, "My cat is called Muffin.", Persona("Amelie")))
        read_until(pipe, Remembered)
        shown = []
        for forget in (False, True):
            if forget:
                memory = Memory(memory_file())
                memory.forget_all()
                memory.close()
            pipe.send(Foresee(question))
            pipe.send(question)
            read_until(pipe, (TurnDone, TurnFailed))
            pipe.send(ShowPrompt(question))
            said = read_until(pipe, PromptShown)[-1]
            assert isinstance(said, PromptShown)
            shown.append("Muffin" in said.text)
    assert shown == [True, False]


def test_a_memory_that_cannot_be_read_out_costs_no_answer() -> None:
    memory = Memory(memory_file())
    memory.keep("event", "event x", "The user said: “I went to the sea.”", "Amelie", source="", at=1e18)  # a year 3e10
    memory.close()
    with engine_child(FAKES) as (pipe, _):
        read_until(pipe, Ready)
        pipe.send(StartTurn(1, "Do you remember the sea?", Persona("Amelie")))
        assert isinstance(read_until(pipe, (TurnDone, TurnFailed))[-1], TurnDone)


def test_a_prompt_that_a_model_cannot_show_is_told() -> None:
    class Shy(EchoModel):
        def show(self, prompt: object) -> tuple[str, int]:
            raise TypeError("its template adds a number to a text")

    tell = lambda _progress: None  # noqa: E731
    ours, theirs = multiprocessing.get_context("spawn").Pipe()
    worker = _Worker(theirs)
    with Engines(Shy(FAKES, tell), SilentVoice(FAKES, tell), NeutralEmotions(FAKES, tell), FAKES) as engines:
        worker._engines = engines
        shown = worker._show_prompt(StartTurn(4, "Hi", Persona("Amelie")))
    assert shown.turn_id == 4
    assert "TypeError: its template adds a number" in shown.error
    ours.close()
    theirs.close()
