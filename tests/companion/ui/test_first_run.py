"""The first run: from an empty home to the first hello, once."""

from __future__ import annotations

from collections.abc import Callable

from pytestqt.qtbot import QtBot

from companion import paths
from companion import settings as s
from companion.app import Program
from companion.conversation import State
from companion.settings import Settings
from companion.ui.microphone_check import MicrophoneCheck

OpenProgram = Callable[..., Program]


def test_step_by_step_to_the_first_hello(qtbot: QtBot, open_program: OpenProgram) -> None:
    program = open_program()
    program.welcome.open_once()
    steps = program.welcome.dialog
    assert steps is not None
    russian = steps.language.language.findData("ru")
    steps.language.language.setCurrentIndex(russian)
    qtbot.waitUntil(lambda: program.welcome.dialog is not steps)
    steps = program.welcome.dialog
    assert steps is not None
    assert steps.next.text() == "Дальше"
    steps.next.click()
    before = program.stage.character
    place, miu = next((at, one.path) for at, one in enumerate(steps.face.list.items) if one.name == "Miu")
    steps.face.list.list.itemClicked.emit(steps.face.list.list.item(place))
    qtbot.waitUntil(lambda: program.stage.character is not before, timeout=20_000)
    assert program.settings[s.AVATAR] == miu
    steps.next.click()
    steps.voice.sample.click()
    assert program.conversation.messages == [], "a sample is no talk"
    qtbot.waitUntil(lambda: program.conversation.state is State.SPEAKING, timeout=20_000)
    assert program.player.current is not None
    steps.voice.engine.setCurrentIndex(steps.voice.engine.findData("silent"))
    assert program.settings[s.SPEECH] == "silent"
    assert not steps.voice.sample.isEnabled()
    steps.next.click()
    steps.brain.address.setText("http://127.0.0.1:1/v1")
    steps.brain.server.click()
    assert (program.settings[s.LLM], program.settings[s.API_BASE]) == ("openai", "http://127.0.0.1:1/v1")
    steps.next.click()
    qtbot.waitUntil(lambda: bool(steps.microphone.check.words.text()))
    steps.next.click()
    steps.next.click()
    assert program.conversation.messages[0].text == "Привет!"
    program.welcome.open_once()
    assert program.welcome.dialog is None, "never again by itself"
    program.open_settings()
    assert program.dialog is not None
    program.dialog.page.window.welcome.click()
    assert program.welcome.dialog is not None, "but when asked for"
    program.welcome.dialog.skip.click()
    assert program.welcome.dialog is None


def test_who_has_used_an_older_version_is_not_welcomed() -> None:
    file = paths.config_dir() / "settings.toml"
    file.write_text("version = 1\n[face]\ntouch = false # mine\n[odd]\nkept = 1\n", encoding="utf-8")
    settings = Settings(file)
    assert settings[s.WELCOMED]
    settings[s.VOLUME] = 0.5
    text = file.read_text(encoding="utf-8")
    assert "version = 2" in text
    assert "touch = false # mine" in text
    assert '"odd.kept" = 1' in text
    assert "[odd]" not in text
    assert Settings(file)[s.WELCOMED]
    assert not Settings()[s.WELCOMED]


def test_another_microphone_is_tried_after_one_has_failed(qtbot: QtBot, sound_card: object) -> None:
    settings = Settings()
    settings[s.EARS_DEVICE] = "no such microphone"
    check = MicrophoneCheck(settings)
    qtbot.addWidget(check)
    check.show()
    qtbot.waitUntil(lambda: check.words.text() not in {"", "Say something…"}, timeout=20_000)
    settings[s.EARS_DEVICE] = ""
    assert check.words.text() == "Say something…"
    check.leave()
