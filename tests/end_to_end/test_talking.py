"""Talking with her: a voice in the room, the real ears and voice, her own sound returned by the loudspeaker."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from companion.app import Program
from companion.conversation import State
from companion.engine.speech.hibari import HibariVoice
from companion.engine.speech.wav import write_wav
from companion.engine.start import run_engine
from companion.messages import EngineConfig
from companion.settings import EMOTION, LLM, Settings
from listening import words
from sound_server import SoundServer

STORY = (
    "Once upon a time there was a lighthouse by the sea. Every morning its keeper counted the ships, wrote their"
    " names into a green book, and boiled two eggs for his breakfast. In the winter nobody came to visit him."
)


@pytest.fixture
def room(sound_card: SoundServer) -> Iterator[Callable[[Path], subprocess.Popen[bytes]]]:
    """Return a function that plays a wav into the room; her own sound comes back into it all the time."""
    listener = subprocess.Popen(["parec", "-d", "room.monitor", "--latency-msec=20"], stdout=subprocess.DEVNULL)
    loop = subprocess.run(
        ["pactl", "load-module", "module-loopback", "source=speaker.monitor", "sink=room", "latency_msec=40"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    yield lambda file: subprocess.Popen(["paplay", "-d", "room", "--latency-msec=20", str(file)])
    subprocess.run(["pactl", "unload-module", loop], check=True)
    listener.kill()
    listener.wait()


@pytest.fixture(scope="module")
def speak(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Return a function that puts spoken words into a wav file."""
    voice = HibariVoice(EngineConfig(), lambda _: None)

    def make(text: str) -> Path:
        file = tmp_path_factory.mktemp("said") / "said.wav"
        said = voice.speak(text)
        write_wav(file, np.concatenate([said.pcm, np.zeros(said.rate // 2, np.float32)]), said.rate)
        return file

    return make


def his_words(program: Program) -> list[str]:
    return [message.text for message in program.conversation.messages if message.role == "user"]


def test_she_hears_him_and_not_herself(
    qtbot: QtBot,
    open_program: Callable[..., Program],
    room: Callable[[Path], subprocess.Popen[bytes]],
    speak: Callable[[str], Path],
) -> None:
    from companion import paths

    settings = Settings(paths.config_dir() / "settings.toml")
    settings[LLM] = "echo"  # says back what was said: her words are known
    settings[EMOTION] = "neutral"
    program = open_program(run_engine)
    composer, strip = program.window.chat.composer, program.window.chat.strip
    qtbot.mouseClick(composer.microphone, Qt.MouseButton.LeftButton)
    assert strip.isVisible()
    qtbot.waitUntil(lambda: strip.label.text() == "Listening…", timeout=30_000)
    qtbot.waitUntil(lambda: strip.meter.level > 0 or program.hearing.ears._microphone is not None, timeout=10_000)
    qtbot.wait(2500)  # the null sink's first buffer
    # He speaks; she answers him.
    player = room(speak("What is your name?"))
    qtbot.waitUntil(lambda: "name" in strip.label.text() or bool(his_words(program)), timeout=20_000)
    qtbot.waitUntil(lambda: bool(his_words(program)), timeout=20_000)
    player.wait()
    assert words(his_words(program)[0]) == words("What is your name?")
    qtbot.waitUntil(lambda: program.conversation.state is State.SPEAKING, timeout=20_000)
    assert program.hearing.clock.milliseconds["first_sound"] is not None
    assert "answered in" in program.window.chat.timing.text()
    qtbot.waitUntil(lambda: program.conversation.state is State.IDLE, timeout=20_000)
    # She tells a story through the loudspeaker into the open microphone, and does not answer it.
    qtbot.wait(1500)
    assert len(his_words(program)) == 1, "her answer was heard as his"
    program.conversation.say(STORY)
    qtbot.waitUntil(lambda: program.conversation.state is State.SPEAKING, timeout=20_000)
    qtbot.wait(5000)
    assert program.conversation.state is State.SPEAKING, "her own voice stopped her"
    assert his_words(program)[1:] == [STORY]
    # Another voice over hers stops her and is answered. Two voices of one speaker at once are hard on a tiny model:
    # he may have to say it again, and some of his words must be among those heard.
    for _attempt in range(4):
        before = len(program.conversation.messages)
        player = room(speak("Please let us talk about music instead."))
        qtbot.waitUntil(lambda: program.conversation.state is not State.SPEAKING, timeout=40_000)
        player.wait()
        qtbot.wait(3000)
        told, heard = program.conversation.messages[before - 1], his_words(program)[-1]
        if told.stopped and {"please", "talk", "about", "music", "instead"} & set(words(heard)):
            break
        qtbot.waitUntil(lambda: program.conversation.state is State.IDLE, timeout=40_000)
        program.conversation.say(STORY)
        qtbot.waitUntil(lambda: program.conversation.state is State.SPEAKING, timeout=20_000)
        qtbot.wait(2000)
    else:
        pytest.fail(f"he could not stop her; last she understood {heard!r}")
    assert len(told.text) < len(STORY)


def test_the_talk_key_works_in_an_empty_field(
    qtbot: QtBot,
    open_program: Callable[..., Program],
    room: Callable[[Path], subprocess.Popen[bytes]],
    speak: Callable[[str], Path],
) -> None:
    from companion import paths

    settings = Settings(paths.config_dir() / "settings.toml")
    settings[LLM] = "echo"
    settings[EMOTION] = "neutral"
    program = open_program(run_engine)
    field = program.window.chat.composer.field
    qtbot.keyPress(field, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: program.window.chat.strip.label.text() == "Listening…", timeout=30_000)
    qtbot.wait(2500)
    room(speak("Tell me about the weather.")).wait()
    qtbot.wait(200)
    qtbot.keyRelease(field, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bool(his_words(program)), timeout=20_000)
    assert words(his_words(program)[0]) == words("Tell me about the weather.")
    assert field.toPlainText() == "", "the key writes nothing"
    assert not program.window.chat.strip.isVisible()
    qtbot.keyClicks(field, "a b")
    assert field.toPlainText() == "a b", "while one writes, a space is a space"
    assert program.hearing.ears.mode.value == "off"
