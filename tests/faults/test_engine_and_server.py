"""The engine, its server, ffmpeg and the clock let her down in the middle of the talk: said, mended, nothing lost."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from openai_compatible import ChatServer, chat_server
from real_window import QUICK, Open, RealWindow

STOPPED = "The engine stopped; it is starting again."
SLOW = QUICK.replace("engine = 'silent'", "engine = 'hibari'")
"""With a voice: she speaks for some seconds, also without a sound card."""


def kill_engine(window: RealWindow) -> None:
    os.kill(window.ask("program.engine.pid"), signal.SIGKILL)


def test_the_engine_killed_while_loading_and_in_mid_sentence(real_window: Open) -> None:
    window = real_window(settings=SLOW)
    window.wait("program is not None and program.engine.pid and program.engine.state.value == 'loading'")
    kill_engine(window)
    window.wait_ready()
    # While it writes: asked and killed in one breath.
    window.ask("(program._say('One. Two. Three.'), __import__('os').kill(program.engine.pid, 9))")
    assert window.wait("program.window.chat.notices.text('turn')") == STOPPED
    window.wait_ready()
    window.say("Are you there?")
    assert window.texts == ["One. Two. Three.", "Are you there?", "You said: Are you there?"]
    assert window.end() == 0


def test_the_engine_killed_in_mid_speech(real_window: Open) -> None:  # a third death in a minute would be the last
    window = real_window(settings=SLOW)
    window.wait_ready()
    window.ask("program._say('A first sentence that is spoken. A second one that follows it.')")
    window.wait("program.conversation.state.value == 'speaking'")
    kill_engine(window)
    window.wait("program.conversation.state.value == 'idle'")
    window.wait_ready()
    window.say("Are you there?")
    said = window.texts
    assert "A first sentence that is spoken. A second one that follows it." in said
    assert said[-1] == "You said: Are you there?"
    assert window.end() == 0


def test_an_engine_that_hangs_is_replaced(real_window: Open) -> None:
    window = real_window()
    window.wait_ready()
    window.ask("(program.engine._timer.setInterval(200), None)[1]")
    stuck = window.ask("program.engine.pid")
    os.kill(stuck, signal.SIGSTOP)
    window.ask("program._say('Hello?')")
    assert window.wait("program.window.chat.notices.text('turn')") == STOPPED
    with pytest.raises(ProcessLookupError):
        os.kill(stuck, 0)
    window.wait_ready()
    window.say("Better now?")
    assert window.texts == ["Hello?", "Better now?", "You said: Better now?"]


def test_a_killed_ffmpeg_ends_the_recording_and_keeps_it(real_window: Open, private_home: Path) -> None:
    folder = private_home / "videos"
    folder.mkdir()
    window = real_window(settings=QUICK + f"[recording]\nfolder = '{folder}'\n")
    window.wait_ready()
    window.ask("program.recording.toggle()")
    window.wait("program.recording._recorder is not None and program.recording._recorder.seconds > 2.5")
    children = Path(f"/proc/{window.process.pid}/task/{window.process.pid}/children").read_text().split()
    found = [int(p) for p in children if "ffmpeg" in Path(f"/proc/{p}/comm").read_text()]
    if not found:  # started by another thread of the window
        tasks = Path(f"/proc/{window.process.pid}/task").glob("*/children")
        every = [int(p) for task in tasks for p in task.read_text().split()]
        found = [p for p in every if "ffmpeg" in Path(f"/proc/{p}/comm").read_text()]
    os.kill(found[0], signal.SIGKILL)
    said = window.wait("program.window.chat.notices.text('recording')")
    assert "ffmpeg" in said
    kept = [file for file in folder.iterdir() if file.stat().st_size > 10_000]
    assert kept
    window.say("Go on.")
    assert window.texts[-1] == "You said: Go on."
    window.ask("program.recording.toggle()")
    window.wait("program.recording._recorder is not None and program.recording._recorder.seconds > 0.5")
    assert window.end() == 0


def test_a_sleeping_computer_goes_on_where_it_was(real_window: Open) -> None:
    window = real_window(settings=SLOW)
    window.wait_ready()
    window.ask("program._say('This sentence is being spoken while the computer falls asleep.')")
    window.wait("program.conversation.state.value == 'speaking'")
    engine = window.ask("program.engine.pid")
    for number in (signal.SIGSTOP, signal.SIGCONT):
        for pid in (window.process.pid, engine):
            os.kill(pid, number)
        time.sleep(4)
    window.wait("program.conversation.state.value == 'idle'")
    assert window.ask("program.engine.pid") == engine
    window.say("Good morning.")
    assert window.texts[-1] == "You said: Good morning."
    assert window.notice("turn") == ""


@pytest.fixture
def server() -> Iterator[ChatServer]:
    with chat_server() as running:
        yield running


def test_whatever_the_server_does_is_said_and_the_next_message_is_answered(
    real_window: Open, server: ChatServer
) -> None:
    brain = f"engine = 'openai'\nbase_url = '{server.base_url}'\ntimeout = 1\n"
    window = real_window(settings=QUICK.replace("engine = 'echo'\n", brain, 1), COMPANION_API_KEY="sk-canary-4711")
    window.wait_ready()
    faults: tuple[tuple[str, object, str], ...] = (
        ("status", 401, "refuses the key (401)"),
        ("status", 404, "(404)"),
        ("status", 429, "too many requests"),
        ("status", 500, "answered with an error (500)"),
        ("breaks_off", True, "broke off"),
        ("spoils", True, "broke off"),
        ("pause", 3.0, "did not answer in time|broke off"),
    )
    for number, (name, value, words) in enumerate(faults):
        well = getattr(server, name)
        setattr(server, name, value)
        window.ask(f"program._say('Question {number}')")
        said = window.wait("program.window.chat.notices.text('turn')")
        assert any(word in said for word in words.split("|")), said
        assert "canary" not in said
        window.wait("program.conversation.state.value == 'idle'")
        setattr(server, name, well)
        window.say(f"Again {number}")
        assert window.texts[-1] == "Hello there. I am well."
        assert window.notice("turn") == ""
    asked = [text for text in window.texts if text.startswith(("Question", "Again"))]
    assert asked == [f"{word} {number}" for number in range(len(faults)) for word in ("Question", "Again")]
    assert window.end() == 0
