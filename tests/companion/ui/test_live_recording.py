"""Live recordings from the real window, with what the settings can add: your voice, her words, a background."""

from __future__ import annotations

import subprocess
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from companion import settings as s
from companion.conversation import State
from companion.engine.speech.wav import write_wav
from companion.recording.film_file import film_info
from decoded_video import decode
from opened_window import OpenProgram
from sound_server import SoundServer


def loudness(sound: np.ndarray, rate: int, hertz: float) -> np.ndarray:
    """Return how loud one tone is in each 50 ms."""
    step = rate // 20
    pieces = sound[: len(sound) // step * step].reshape(-1, step)
    wave = np.exp(-2j * np.pi * hertz * np.arange(step) / rate)
    level: np.ndarray = np.abs(pieces @ wave) * 2 / step
    return level


def test_your_voice_her_words_and_the_background_are_in_it(
    qtbot: QtBot, open_program: OpenProgram, sound_card: SoundServer, tmp_path: Path
) -> None:
    program = open_program()
    settings = program.settings
    settings[s.EARS_ECHO] = "headphones"  # a pure tone is no speech to the echo canceller
    settings[s.RECORD_MICROPHONE] = True
    settings[s.RECORD_MICROPHONE_VOLUME] = 50
    settings[s.RECORD_CAPTIONS] = True
    settings[s.RECORD_SUBTITLES] = ".srt"
    settings[s.RECORD_BACKGROUND] = "#0000ff"
    settings[s.RECORD_SHAPE] = "landscape"
    warned: list[str] = []
    program.recording.warned.connect(warned.append)
    program.recording.toggle()
    assert program.recording.running
    write_wav(tmp_path / "mine.wav", 0.4 * np.sin(2 * np.pi * 1500 * np.arange(48000) / 48000), 48000)
    with qtbot.waitSignal(program.recording.ticked):
        pass
    recorder = program.recording._recorder
    assert recorder is not None
    # The microphone opens in the background, on a busy machine late.
    qtbot.waitUntil(lambda: recorder._spoken is not None, timeout=20_000)
    qtbot.wait(200)
    talking = subprocess.Popen(["paplay", "-d", "room", str(tmp_path / "mine.wav")])
    qtbot.waitUntil(lambda: talking.poll() is not None, timeout=20_000)
    program._say("Hello")
    qtbot.waitUntil(lambda: program.conversation.state is State.SPEAKING, timeout=20_000)
    qtbot.waitUntil(lambda: program.conversation.state is State.IDLE, timeout=20_000)
    qtbot.wait(400)
    with qtbot.waitSignal(program.recording.saved, timeout=30_000) as saved:
        program.recording.toggle()
    file: Path = saved.args[0]
    video = decode(file)
    assert warned == []
    assert video.frames.shape[1:] == (512, 910, 3)
    assert np.abs(video.frames[:, 8, 8].astype(int) - (0, 0, 255)).max() < 12
    mine = loudness(video.sound, video.rate, 1500)
    hers = np.maximum(loudness(video.sound, video.rate, 440), loudness(video.sound, video.rate, 660))
    assert mine.max() == pytest.approx(0.2, abs=0.05), "at half its loudness"
    assert 0.8 < (mine > 0.1).sum() / 20 < 1.2
    assert hers.max() > 0.3
    assert np.flatnonzero(mine > 0.1)[-1] < np.flatnonzero(hers > 0.2)[0], "in the order they were heard"
    subtitles = file.with_suffix(".srt").read_text(encoding="utf-8")
    assert "I am glad to see you." in subtitles
    info = film_info(file)
    assert (info.persona, info.text) == ("Amelie", "I am glad to see you. But it rains today.")
    hours, minutes, seconds = subtitles.splitlines()[1].split(" --> ")[0].split(":")
    began = int(hours) * 3600 + int(minutes) * 60 + float(seconds.replace(",", "."))
    first_heard = np.flatnonzero(hers > 0.05)[0] / 20
    assert began == pytest.approx(first_heard, abs=0.12)


def test_a_background_that_is_gone_is_told_of_and_nothing_begins(
    qtbot: QtBot, open_program: OpenProgram, tmp_path: Path
) -> None:
    program = open_program(wait=False)
    program.settings[s.RECORD_BACKGROUND] = str(tmp_path / "gone.png")
    program.recording.toggle()
    assert not program.recording.running
    assert "gone.png" in program.window.chat.notices.text("recording")
    assert program.window.stage.bar.button.isEnabled()
    program.settings[s.RECORD_BACKGROUND] = ""
    program.settings[s.RECORD_FOLDER] = "/proc/nowhere"
    program.recording.toggle()
    assert not program.recording.running
    assert "/proc/nowhere" in program.window.chat.notices.text("recording")


def test_the_page_keeps_what_is_chosen_behind_her(qtbot: QtBot, open_program: OpenProgram, tmp_path: Path) -> None:
    program = open_program(wait=False)
    program.settings[s.RECORD_BACKGROUND] = "#336699"
    program.open_settings()
    assert program.dialog is not None
    page = program.dialog.page.recording
    assert page.background.currentText() == "#336699"
    page.background.setCurrentIndex(page.background.findData("transparent"))
    page.background.activated.emit(page.background.currentIndex())
    assert program.settings[s.RECORD_BACKGROUND] == "transparent"
    page.background.setCurrentIndex(0)
    page.background.activated.emit(0)
    assert program.settings[s.RECORD_BACKGROUND] == ""
    page.microphone.setChecked(True)
    assert program.settings[s.RECORD_MICROPHONE]
