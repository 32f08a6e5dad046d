"""The whole path on real parts: the window, the default engines, the sound card, the video."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from companion import paths
from companion.audio.resample import resample
from companion.avatar.live2d_avatar import Live2DAvatar
from companion.conversation import State
from companion.engine.start import run_engine
from companion.history import History
from companion.ui.engine_process import STOPPED_MID_TURN
from decoded_video import constant_rate, decode
from listening import words, words_in
from opened_window import OpenProgram
from sound_server import RATE, Ear, SoundServer

PATIENCE_MS = 180_000


def test_a_typed_message_is_answered_aloud_recorded_and_survives_a_killed_engine(
    qtbot: QtBot, open_program: OpenProgram, sound_card: SoundServer
) -> None:
    program = open_program(run_engine, wait=False)
    qtbot.waitUntil(lambda: program.stage.character is not None, timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: program.engine.state.value == "ready", timeout=PATIENCE_MS)
    talk, chat = program.conversation, program.window.chat
    program.recording.start()
    mouths: list[float] = []

    def watch(dt: float) -> None:
        program.performance.frame(dt)
        character = program.stage.character
        assert isinstance(character, Live2DAvatar)
        mouths.append(character.mouth_value)

    program.stage.before_frame = watch
    with Ear() as ear:
        qtbot.keyClicks(chat.composer.field, "Hello, who are you?")
        qtbot.keyClick(chat.composer.field, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: talk.state is State.SPEAKING, timeout=PATIENCE_MS)
        qtbot.waitUntil(lambda: talk.state is State.IDLE, timeout=PATIENCE_MS)
        qtbot.wait(500)
        heard = ear.samples
    program.recording.stop()
    bar = program.window.stage.bar
    qtbot.waitUntil(lambda: bar.file is not None, timeout=60_000)
    reply = talk.messages[-1]
    assert reply.emotion
    assert np.abs(heard).max() > 0.05
    assert max(mouths) > 0.4
    assert mouths[0] < 0.05
    assert mouths[-1] < 0.05
    assert bar.file is not None
    video = decode(Path(bar.file))
    assert constant_rate(video, 30)
    assert np.abs(video.frames[5].astype(int) - video.frames[len(video.frames) // 2]).max() > 40
    said = set(words(reply.text))
    for sound, rate in ((heard, RATE), (video.sound, video.rate)):
        recognised = set(words_in(resample(sound, rate, 16_000)))
        assert len(said & recognised) >= 0.4 * len(said), f"said {reply.text!r}, recognised {sorted(recognised)}"

    # The engine is killed while it answers: said in words, started again, the next message is answered.
    pid = program.engine.pid
    assert pid is not None
    qtbot.keyClicks(chat.composer.field, "Tell me a long story.")
    qtbot.keyClick(chat.composer.field, Qt.Key.Key_Return)
    os.kill(pid, signal.SIGKILL)
    qtbot.waitUntil(lambda: chat.notices.text("turn") == STOPPED_MID_TURN, timeout=PATIENCE_MS)
    qtbot.keyClicks(chat.composer.field, "Are you there?")
    qtbot.keyClick(chat.composer.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: talk.state is State.SPEAKING, timeout=PATIENCE_MS)
    qtbot.keyClick(chat.composer.field, Qt.Key.Key_Escape)
    assert talk.state is State.IDLE
    stored = [entry.text for entry in program.history.last(program.conversation.talk, 10)]
    assert stored[:3] == ["Hello, who are you?", reply.text, "Tell me a long story."]
    assert "Are you there?" in stored


_DOOMED = """
import os, sys
sys.path[:0] = {path!r}
os.environ.update(PYOPENGL_PLATFORM="egl", QT_XCB_GL_INTEGRATION="xcb_egl")
import scripted_engine
from companion import app, launch, paths
from companion.conversation import State
from companion.history import History
from companion.settings import Settings
from PySide6.QtTest import QTest

if __name__ == "__main__":
    application = launch.make_application()
    history = History(paths.data_dir() / "history.sqlite")
    program = app.Program(Settings(), history, launch.window_memory(), scripted_engine.run)
    program.start()
    program.conversation.say("Remember this")
    while program.conversation.state is not State.IDLE:
        QTest.qWait(20)
    program.conversation.say("And this")
    print(program.engine.pid, flush=True)
    QTest.qWait(60_000)
"""


def runs(pid: int) -> bool:
    """Return whether the process still runs; one that only waits for init to collect it does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_a_killed_window_keeps_its_history_and_leaves_no_engine(display: None, tmp_path: Path) -> None:
    root = Path(__file__).parents[2]
    script = tmp_path / "doomed.py"
    script.write_text(_DOOMED.format(path=[str(root), str(root / "tests")]))
    with subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True) as window:
        assert window.stdout is not None
        engine = int(window.stdout.readline())
        window.kill()
    history = History(paths.data_dir() / "history.sqlite")
    stored = [entry.text for entry in history.last(history.latest("amelie"), 9)]
    history.close()
    assert stored[0] == "Remember this"
    assert stored[1].startswith("I am glad")
    assert stored[2] == "And this"
    deadline = time.monotonic() + 20
    while runs(engine):
        assert time.monotonic() < deadline, "the engine outlived the window"
        time.sleep(0.05)
