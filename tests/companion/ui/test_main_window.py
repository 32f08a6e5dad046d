"""The real window with a scripted engine: what the user does, sees and hears."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from companion.app import Program
from companion.avatar.live2d_avatar import Live2DAvatar
from companion.conversation import State
from companion.errors import CompanionError
from companion.ui import theme
from companion.ui.bubble import Bubble
from companion.ui.engine_process import STOPPED_MID_TURN
from companion.ui.mistakes import Mistakes
from decoded_video import constant_rate, decode
from scripted_engine import SENTENCES
from sound_server import RATE, Ear, SoundServer

OpenProgram = Callable[..., Program]
REPLY = " ".join(sentence for sentence, _emotion, _hertz in SENTENCES)


def write(qtbot: QtBot, program: Program, text: str) -> None:
    """Type into the field and press Enter."""
    qtbot.keyClicks(program.window.chat.composer.field, text)
    qtbot.keyClick(program.window.chat.composer.field, Qt.Key.Key_Return)


def wait_state(qtbot: QtBot, program: Program, state: State) -> None:
    qtbot.waitUntil(lambda: program.conversation.state is state, timeout=20_000)


def bubbles(program: Program) -> list[Bubble]:
    return list(program.window.chat.messages.bubbles.values())


def texts(program: Program) -> list[str]:
    return [bubble.text for bubble in bubbles(program)]


def avatar(program: Program) -> Live2DAvatar:
    character = program.stage.character
    assert isinstance(character, Live2DAvatar)
    return character


def envelope(sound: np.ndarray) -> np.ndarray:
    """Return the peak of each 10 ms."""
    step = RATE // 100
    return np.abs(sound[: len(sound) // step * step]).reshape(-1, step).max(axis=1)


def test_f7_pauses_her_in_the_middle_of_a_sentence(
    qtbot: QtBot, open_program: OpenProgram, sound_card: SoundServer
) -> None:
    program = open_program()
    her, player = avatar(program), program.player
    program.window.pause_wanted.emit()
    assert not player.paused, "she says nothing"
    write(qtbot, program, "Hello")
    qtbot.waitUntil(lambda: player.position > 0.1, timeout=20_000)
    qtbot.keyClick(program.window, Qt.Key.Key_F7)
    assert player.paused
    qtbot.wait(1500)  # longer than all she has to say
    assert program.conversation.state is State.SPEAKING
    assert her.mouth_value < 0.05
    qtbot.keyClick(program.window, Qt.Key.Key_F7)
    assert not player.paused
    wait_state(qtbot, program, State.IDLE)
    assert texts(program) == ["Hello", REPLY]
    assert not bubbles(program)[1].message.stopped


def test_a_message_is_answered_aloud_with_mouth_and_face(
    qtbot: QtBot, open_program: OpenProgram, sound_card: SoundServer
) -> None:
    program = open_program()
    her, before = avatar(program), program.stage.before_frame
    frames: list[tuple[float, float, str | None]] = []

    def watch(dt: float) -> None:
        before(dt)
        frames.append((time.perf_counter(), her.mouth_value, her.expression))

    program.stage.before_frame = watch
    assert program.window.chat.composer.field.hasFocus()
    with Ear() as ear:
        write(qtbot, program, "Hello")
        wait_state(qtbot, program, State.SPEAKING)
        assert program.window.chat.composer.stops
        wait_state(qtbot, program, State.IDLE)
        qtbot.wait(400)
        heard, until = ear.samples, time.perf_counter()
    assert texts(program) == ["Hello", REPLY]
    assert bubbles(program)[1]._mark.feeling == "sadness"
    loud = envelope(heard)
    sounding = np.flatnonzero(loud > 0.02)
    begin, end = (until - (len(loud) - place) / 100 for place in (sounding[0], sounding[-1]))
    assert 1.0 < end - begin < 1.4, "two sentences of 0.6 s"
    # The mouth follows what the microphone hears, and is shut before and after.
    times = np.array([at for at, _mouth, _face in frames])
    mouths = np.array([mouth for _at, mouth, _face in frames])
    assert mouths[times < begin - 0.2].max(initial=0.0) < 0.05
    assert mouths[times > end + 0.35].max() < 0.05
    grid = np.arange(begin - 0.3, end + 0.3, 0.01)
    mouth = np.interp(grid, times, mouths)
    likeness = []
    for lag in range(-20, 21):
        ear_now = np.interp(grid + lag / 100, until - (len(loud) - np.arange(len(loud))) / 100, loud)
        likeness.append(float(np.corrcoef(mouth, ear_now)[0, 1]))
    assert max(likeness) > 0.7
    assert abs(int(np.argmax(likeness)) - 20) <= 15, "within 150 ms, what parec and a busy machine allow"
    # Each sentence's feeling is her face while it is heard.
    faces = [face for at, _mouth, face in frames if begin + 0.15 < at < end - 0.15]
    joy, sadness = her.emotions["joy"], her.emotions["sadness"]
    assert set(faces) == {joy, sadness}
    assert faces.index(sadness) > 0
    assert joy not in faces[faces.index(sadness) :]


def test_she_is_drawn_and_moves(qtbot: QtBot, open_program: OpenProgram) -> None:
    program = open_program()
    qtbot.wait(300)
    first = program.stage.surface.grabFramebuffer()
    qtbot.wait(700)
    second = program.stage.surface.grabFramebuffer()
    assert first.width() > 300
    pixels = [
        np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1, 4)[..., :3].astype(int)
        for image in (first, second)
    ]
    middle = pixels[0][:, pixels[0].shape[1] // 4 : -pixels[0].shape[1] // 4]
    assert middle.std() > 30, "a drawing, not an empty stage"
    assert np.abs(pixels[0] - pixels[1]).max() > 40, "she breathes"


def test_escape_stops_her_and_keeps_what_was_heard(
    qtbot: QtBot, open_program: OpenProgram, sound_card: SoundServer
) -> None:
    program = open_program()
    write(qtbot, program, "Say hello slowly")
    qtbot.waitUntil(lambda: program.player.position > 0.3, timeout=20_000)
    qtbot.keyClick(program.window.chat.composer.field, Qt.Key.Key_Escape)
    assert program.conversation.state is State.IDLE
    assert not program.player.speaking
    qtbot.wait(100)
    kept = texts(program)[1]
    assert kept
    assert SENTENCES[0][0].startswith(kept)
    assert program.history.last(program.conversation.talk, 1)[0].stopped
    assert bubbles(program)[1]._caption.isVisible()
    qtbot.waitUntil(lambda: avatar(program).mouth_value < 0.05, timeout=3000)


def test_the_engine_killed_mid_reply_is_said_and_recovers(
    qtbot: QtBot, open_program: OpenProgram, sound_card: SoundServer
) -> None:
    program = open_program()
    write(qtbot, program, "Hello")
    wait_state(qtbot, program, State.IDLE)
    pid = program.engine.pid
    assert pid is not None
    write(qtbot, program, "Once more")
    wait_state(qtbot, program, State.THINKING)
    os.kill(pid, signal.SIGKILL)
    qtbot.waitUntil(lambda: program.window.chat.notices.text("turn") == STOPPED_MID_TURN, timeout=20_000)
    assert program.window.chat.notices.isVisible()
    wait_state(qtbot, program, State.IDLE)
    write(qtbot, program, "And now")
    qtbot.waitUntil(lambda: len(texts(program)) >= 4 and texts(program)[-1] == REPLY, timeout=20_000)
    wait_state(qtbot, program, State.IDLE)
    assert program.window.chat.notices.text("turn") == ""
    stored = [entry.text for entry in program.history.last(program.conversation.talk, 10)]
    assert stored[:3] == ["Hello", REPLY, "Once more"]
    assert stored[-2:] == ["And now", REPLY]


def test_recording_saves_a_playable_video_of_her(
    qtbot: QtBot, open_program: OpenProgram, sound_card: SoundServer
) -> None:
    program = open_program()
    bar = program.window.stage.bar
    qtbot.keyClick(program.window.chat.composer.field, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: program.recording.running, timeout=10_000)
    assert bar.button.isChecked()
    write(qtbot, program, "Hello")
    wait_state(qtbot, program, State.SPEAKING)
    wait_state(qtbot, program, State.IDLE)
    qtbot.wait(300)
    qtbot.mouseClick(bar.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bar.file is not None, timeout=30_000)
    assert bar.label.text() == "Saved"
    video = decode(Path(str(bar.file)))
    assert video.codecs == ("h264", "aac")
    assert constant_rate(video, 30)
    assert video.frames.shape[1:] == (512, 512, 3)
    top, bottom = video.frames[20][:40].mean(), video.frames[20][-40:].mean()
    assert top > bottom + 20, "bright backdrop above, clothes below: it is the right way up"
    assert np.abs(video.frames[10].astype(int) - video.frames[-10]).max() > 40, "she moves"
    loud = np.count_nonzero(envelope(video.sound) > 0.02) / 100
    assert 0.8 < loud < 1.4, "both sentences of 0.6 s are in it"


def test_settings_take_effect_at_once_and_failures_are_said(qtbot: QtBot, open_program: OpenProgram) -> None:
    program = open_program()
    program.open_settings()
    dialog = program.dialog
    assert dialog is not None
    for page in range(dialog.pages.count()):
        dialog.pages.setCurrentRow(page)
        qtbot.wait(20)
    dialog.page.voice.volume.setValue(40)
    assert program.player.volume == 0.4
    dialog.page.persona.name.setText("Rosalind")
    dialog.page.persona.dialogue.setPlainText("You: Hi\nHer: Hello, you.")
    dialog.page.persona.save_button.setEnabled(True)
    qtbot.mouseClick(dialog.page.persona.save_button, Qt.MouseButton.LeftButton)
    assert program.window.chat.name.text() == "Rosalind"
    assert program.conversation.persona.sample_dialogue[1].text == "Hello, you."
    dialog.page.persona.dialogue.setPlainText("Nobody said this")
    dialog.page.persona.save()
    assert 'must begin with "You:" or "Her:"' in dialog.page.persona.complaint.text()
    from companion.settings import LLM

    program.settings[LLM] = "broken"
    notices = program.window.chat.notices
    qtbot.waitUntil(lambda: "choose another" in notices.text("engine"), timeout=20_000)
    program.settings[LLM] = "whole"
    qtbot.waitUntil(lambda: notices.text("engine") == "", timeout=20_000)
    dialog.close()
    assert program.dialog is None


def test_a_character_that_cannot_be_loaded_leaves_amelie_on_stage(qtbot: QtBot, open_program: OpenProgram) -> None:
    from companion import paths
    from companion.settings import AVATAR, Settings

    missing = paths.data_dir() / "gone.model3.json"
    Settings(paths.config_dir() / "settings.toml")[AVATAR] = str(missing)
    program = open_program()
    assert "gone.model3.json" in program.window.chat.notices.text("avatar")
    assert program.stage.character is not None
    program.open_settings()
    assert program.dialog is not None
    faces = program.dialog.page.face.list
    assert [one.name for one in faces.items] == ["Amelie", "Julien", "Miu"]
    faces.list.itemClicked.emit(faces.list.item(0))
    assert program.settings[AVATAR] == ""
    assert faces.list.item(0).isSelected()
    assert program.window.chat.notices.text("avatar") == ""
    before = program.stage.character
    faces.list.itemClicked.emit(faces.list.item(2))
    assert program.settings[AVATAR].endswith("miu.model3.json")
    qtbot.waitUntil(lambda: program.stage.character is not before, timeout=20_000)
    program.dialog.close()


def test_everything_is_back_after_a_restart(qtbot: QtBot, open_program: OpenProgram, sound_card: SoundServer) -> None:
    program = open_program()
    field = program.window.chat.composer.field
    event = QInputMethodEvent()
    event.setCommitString("Привет, <b>роза</b>")
    QApplication.sendEvent(field, event)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    wait_state(qtbot, program, State.SPEAKING)
    wait_state(qtbot, program, State.IDLE)
    program.window.resize(900, 640)
    qtbot.wait(100)
    pid = program.engine.pid
    assert pid is not None
    program.window.close()
    assert program.engine.pid is None
    again = open_program()
    assert texts(again) == ["Привет, <b>роза</b>", REPLY], "as written, not as HTML"
    assert (again.window.width(), again.window.height()) == (900, 640)


def test_a_missing_or_broken_character_leaves_the_talk(qtbot: QtBot, open_program: OpenProgram, tmp_path: Path) -> None:
    program = open_program()
    from companion.settings import AVATAR

    program.settings[AVATAR] = str(tmp_path / "nowhere.model3.json")
    qtbot.waitUntil(lambda: "no Live2D model" in program.window.chat.notices.text("avatar"), timeout=20_000)
    assert program.stage.character is not None, "the one before stays"
    write(qtbot, program, "empty please")
    qtbot.waitUntil(lambda: "answered nothing" in program.window.chat.notices.text("turn"), timeout=20_000)


def test_the_window_turns_dark_with_the_system(
    qtbot: QtBot, open_program: OpenProgram, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = open_program()

    def shades(scheme: Qt.ColorScheme) -> tuple[int, int]:
        # The test's display has no desktop that could ask for a scheme: ask in its place.
        monkeypatch.setattr(theme, "is_dark", lambda: scheme is Qt.ColorScheme.Dark)
        QApplication.styleHints().colorSchemeChanged.emit(scheme)
        qtbot.wait(300)
        panel = program.window.chat.grab().toImage()
        stage = program.stage.surface.grabFramebuffer()
        return panel.pixelColor(5, panel.height() // 2).lightness(), stage.pixelColor(5, 5).lightness()

    assert max(shades(Qt.ColorScheme.Dark)) < 70
    assert min(shades(Qt.ColorScheme.Light)) > 200


def test_a_mistake_in_the_program_is_said_in_words(
    qtbot: QtBot, open_program: OpenProgram, caplog: pytest.LogCaptureFixture
) -> None:
    program = open_program(wait=False)
    mistakes = Mistakes(program)
    program.complaints.watch(mistakes)
    try:
        raise ZeroDivisionError("a bug")
    except ZeroDivisionError as error:
        mistakes.take(type(error), error, error.__traceback__)
    mistakes.take(CompanionError, CompanionError("The disk is full; make room."), None)
    mistakes.release()
    assert program.window.chat.notices.text("refused") == "The disk is full; make room."
    assert "ZeroDivisionError" in program.window.chat.notices.text("mistake")
    assert "a bug" in caplog.text
    told: list[str] = []
    mistakes.happened.connect(told.append)
    for _ in range(100):  # one in every frame
        mistakes.take(KeyError, KeyError("again"), None)
    assert told == ["KeyError"]
