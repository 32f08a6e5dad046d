"""The wall clock jumps, the computer falls asleep: nothing runs wild, is taken for dead or is lost."""

from __future__ import annotations

import os
import signal
import time
from itertools import pairwise
from pathlib import Path

import pytest

from companion.backup import KEPT, backups
from companion.costs.counting import FILE_NAME
from companion.costs.meter import Meter
from companion.paths import data_dir
from decoded_video import decode
from real_window import QUICK, Open, RealWindow
from sound_server import SoundServer, sound_card

__all__ = ["sound_card"]

HOUR, DAY = 3600.0, 86400.0
LIVELY = QUICK + "[first]\non = true\ntimes = '{times}'\nquiet_from = 0\nquiet_to = 0\nmost_a_day = 3\n"
SPOKEN = QUICK.replace("engine = 'silent'", "engine = 'hibari'")
JOY = "__import__('companion.messages').messages.EmotionScores.only('joy')"
TO_SLEEP = 4.0
"""Seconds: longer than a sound card that is well lets anybody wait."""


def look_again(window: RealWindow, seconds: float) -> None:
    """Let the wall clock be so far ahead, and let her look at it often, as in hours of running."""
    window.ask(f"shift({seconds})")
    look = "(program.solitude.presence.attend(), program.solitude.look(), program.mood_view.refresh())"
    window.ask(f"[{look} for _ in range(5)]")


def sleep(window: RealWindow) -> None:
    """Stop window and engine as a suspended computer does, and let both go on."""
    engine = window.ask("program.engine.pid")
    for number in (signal.SIGSTOP, signal.SIGCONT):
        for pid in (window.process.pid, engine):
            os.kill(pid, number)
        if number is signal.SIGSTOP:
            time.sleep(TO_SLEEP)


def test_the_wall_clock_is_set_forward_and_back(real_window: Open) -> None:
    now = time.localtime()
    nine = (9 - now.tm_hour) * HOUR - now.tm_min * 60
    noon = nine + 3 * HOUR
    window = real_window(settings=LIVELY.format(times="12:00"), SHIFTED_CLOCK="1")
    window.wait_ready()
    window.ask("program.window.hide()")  # nothing is drawn: quicker
    window.ask("(program.backup.close(), program.backup.__init__(pause=0.05), program.backup.start(lambda: True))[2]")
    engine = window.ask("program.engine.pid")
    window.say("I am so glad!")
    said = ["I am so glad!", "You said: I am so glad!"]
    jumps = [nine + hours * HOUR for hours in (0, 7, -9, -1)]
    jumps += [nine + days * DAY for days in (40, -40, 30 * 365, 80, 120)]
    jumps += [noon + 90.0, noon + 60.0, noon - DAY]
    for number, jump in enumerate(jumps):
        look_again(window, jump)
        window.wait("program.conversation.state.value == 'idle'")
        window.say(f"Number {number}")
        said += [f"Number {number}", f"You said: Number {number}"]
        window.ask(f"program.mood.feel({JOY}, 'user')")
        samples = window.ask("[(one.at, one.valence, one.arousal) for one in program.mood.curve(3600.0, 61)]")
        assert all(before[0] < after[0] for before, after in pairwise(samples))
        assert all(-1.0 <= value <= 1.0 for one in samples for value in one[1:])
        assert abs(window.ask("program.mood.mood.now().at - __import__('time').time()")) < 5.0, (
            "it fades with the clock"
        )
        assert 0.0 <= window.ask("program.solitude.presence.idle") < 100.0
        assert window.notice("mistake") == window.notice("turn") == ""
        assert window.ask("program.solitude.dream") is None
    begun = window.ask("[message.begun for message in program.conversation.messages]")
    assert sum(begun) == 2, "at noon, and at noon of the day before: once each"
    texts = [text.split("\n")[0] for text, of_hers in zip(window.texts, begun, strict=True) if not of_hers]
    assert texts == said
    assert window.ask("program.engine.pid") == engine
    # Talks are in the order they were spoken in, whatever their times say.
    window.ask("program.conversation.open_talk(0)")
    look_again(window, nine - 300 * DAY)
    window.say("A new talk.")
    assert window.ask("[talk.title for talk in program.history.talks()][0]") == "A new talk."
    day = time.strftime("%Y-%m-%d", time.localtime(time.time() + nine - 300 * DAY))
    window.wait(f"any(name.startswith('{day}') for name in __import__('companion.backup').backup.backups())")
    assert window.end() == 0
    assert len(backups()) == KEPT
    meter = Meter(data_dir() / FILE_NAME)
    assert meter.requests() == len(jumps) + 4, "each turn is counted once"
    meter.close()
    again = real_window(SHIFTED_CLOCK="1")
    again.wait_ready()
    assert again.texts[0] == "A new talk."
    assert again.notice("history") == again.notice("settings") == ""


def test_a_computer_that_sleeps_while_the_engine_loads(real_window: Open) -> None:
    window = real_window(settings=SPOKEN)
    window.wait_ready()
    engine = window.ask("program.engine.pid")
    window.ask(f"object.__setattr__(program.engine._patience, 'load', {TO_SLEEP - 1})")
    os.kill(engine, signal.SIGSTOP)
    window.ask("program.engine_choice.load()")
    assert window.ask("program.engine.state.value") == "loading"
    sleep(window)
    window.wait_ready()
    assert window.ask("program.engine.pid") == engine, "it was not taken for dead"
    assert window.end() == 0


@pytest.mark.parametrize("card", [False, True])
def test_a_computer_that_sleeps_while_she_speaks_and_is_recorded(
    real_window: Open, private_home: Path, request: pytest.FixtureRequest, card: bool
) -> None:
    if card:
        assert isinstance(request.getfixturevalue("sound_card"), SoundServer)
    folder = private_home / "videos"
    folder.mkdir()
    window = real_window(settings=SPOKEN + f"[recording]\nfolder = '{folder}'\nmicrophone = {str(card).lower()}\n")
    window.wait_ready()
    engine = window.ask("program.engine.pid")
    window.ask("program.recording.toggle()")
    window.ask("program._say('This long sentence is being spoken while the computer falls asleep, and it goes on.')")
    window.wait("program.conversation.state.value == 'speaking'")
    sleep(window)
    window.wait("program.conversation.state.value == 'idle'")
    assert window.ask("program.engine.pid") == engine
    # She speaks, moves her mouth and is filmed as before.
    window.ask("program._say('Good morning to you, my dear friend.')")
    window.wait("program.conversation.state.value == 'speaking'")
    window.wait("program.player.current.mouth.at(program.player.position).opening > 0.2")
    window.wait("program.conversation.state.value == 'idle'")
    assert window.texts[-1] == "You said: Good morning to you, my dear friend."
    assert window.notice("turn") == window.notice("recording") == window.notice("mistake") == ""
    assert bool(window.notice("sound")) is not card, "that there is no card is told of"
    log = (private_home / "logs" / "window.log").read_text()
    assert "stopped taking sound" not in log, "a card that slept is not called dead"
    window.ask("program.recording.toggle()")
    window.wait("program.recording._thread is None")
    [film] = folder.glob("*.mp4")
    video = decode(film)
    assert abs(video.picture_seconds - video.sound_seconds) < 0.2
    assert video.picture_seconds > TO_SLEEP
    assert window.end() == 0
