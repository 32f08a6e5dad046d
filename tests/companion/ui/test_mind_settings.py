"""The pages for persona and brain, the list of models, and the replies to choose from."""

from __future__ import annotations

import json
import os
import signal
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from pytestqt.qtbot import QtBot

from companion import settings as s
from companion.app import Program
from companion.conversation import State
from companion.errors import CompanionError
from companion.messages import LoreEntry, Persona, Progress, Temperament
from companion.mind.lore_text import lore_text, parse_lore
from companion.mind.persona import load_persona, save_persona
from companion.ui import model_list
from companion.ui.model_downloads import ModelDownloads
from companion.ui.model_list import ModelList

OpenProgram = Callable[..., Program]
GOOD = "qwen2.5-coder-1.5b"
TINY = "smollm2-135m"


class Gate:
    """A fetch for tests that goes on as far as it is told."""

    def __init__(self, error: Exception | None = None) -> None:
        self.part = threading.Semaphore(0)
        self.error = error
        self.here: set[str] = set()
        self.ended = False

    def fetch(self, name: str, progress: Callable[[Progress], None], offline: bool) -> None:
        try:
            for step in range(4):
                while not self.part.acquire(timeout=0.01):
                    progress(Progress("…", step / 4))
            if self.error is not None:
                raise self.error
            self.here.add(name)
        finally:
            self.ended = True


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Gate:
    made = Gate()
    monkeypatch.setattr(model_list, "is_installed", lambda name: name == TINY or name in made.here)
    return made


def test_a_model_is_offered_with_size_and_licence_fetched_and_used(qtbot: QtBot, gate: Gate) -> None:
    downloads = ModelDownloads(lambda: False, gate.fetch)
    page = ModelList(downloads, TINY)
    qtbot.addWidget(page)
    page.show()
    row = page.rows[GOOD]
    words = " ".join(label.text() for label in row.findChildren(model_list.Label))
    assert f"{QLocale().toString(1117)} MB" in words
    assert "Apache-2.0" in words
    assert (page.rows[TINY].button.text(), row.button.text()) == ("In use", "Download")
    row.button.click()
    assert row.button.text() == "Cancel"
    gate.part.release(2)
    qtbot.waitUntil(lambda: row.bar.value() == 500)
    with qtbot.waitSignal(downloads.finished) as signal:
        gate.part.release(2)
    assert signal.args == [GOOD, ""]
    assert row.button.text() == "Use"
    with qtbot.waitSignal(page.chosen) as signal:
        row.button.click()
    assert signal.args == [GOOD]
    assert (page.rows[TINY].button.text(), row.button.text()) == ("Use", "In use")
    downloads.close()


def test_a_fetch_can_be_cancelled_and_begun_again(qtbot: QtBot, gate: Gate) -> None:
    downloads = ModelDownloads(lambda: False, gate.fetch)
    page = ModelList(downloads, TINY)
    qtbot.addWidget(page)
    with qtbot.waitSignal(downloads.cancelled):
        page.rows[GOOD].button.click()
        page.rows[GOOD].button.click()
    assert gate.ended
    assert page.rows[GOOD].button.text() == "Download"
    gate.error = CompanionError("The disk is full.")
    gate.part.release(4)
    with qtbot.waitSignal(page.complained) as signal:
        page.rows[GOOD].button.click()
    assert signal.args == ["The disk is full."]
    downloads.start(GOOD)
    downloads.close()
    assert gate.ended


def test_a_fetched_model_becomes_the_brain(qtbot: QtBot, open_program: OpenProgram) -> None:
    program = open_program()
    program.settings[s.LLM] = "whole"
    program.settings_session.downloads.finished.emit(GOOD, "")
    assert (program.settings[s.LLM], program.settings[s.LLM_MODEL]) == ("llama.cpp", GOOD)
    assert "she thinks with it" in program.window.chat.notices.text("download")


def test_of_several_replies_one_is_chosen(qtbot: QtBot, open_program: OpenProgram) -> None:
    program = open_program()
    program.settings[s.REPLIES] = 3
    program.window.chat.said.emit("A long one")
    qtbot.waitUntil(lambda: program.conversation.state is State.SPEAKING, timeout=20_000)
    qtbot.waitUntil(lambda: program.conversation.state is State.IDLE, timeout=20_000)
    message = program.conversation.messages[-1]
    bubble = program.window.chat.messages.bubbles[id(message)]
    qtbot.waitUntil(bubble.chooser.isVisible, timeout=5000)
    assert bubble.chooser.words.text() == "1/3"
    assert "Cut off" in bubble._caption.text()
    qtbot.mouseClick(bubble.chooser.back, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bubble.text == "Variant 3.", timeout=5000)
    assert bubble.chooser.words.text() == "3/3"
    assert program.history.last(program.conversation.talk, 1)[0].text == "Variant 3."


def test_the_server_is_tried_and_strangers_are_named(qtbot: QtBot, open_program: OpenProgram) -> None:
    program = open_program()
    program.open_settings()
    assert program.dialog is not None
    program.dialog.pages.setCurrentRow(2)
    brain = program.dialog.page.brain
    brain.engine.setCurrentIndex(brain.engine.findData("openai"))
    brain.address.setText("http://192.168.1.5:5001/v1")
    assert brain.privacy.isHidden() or not brain.privacy.isVisible()
    brain.address.setText("https://horde.example.net/v1")
    assert "Others can read this: all you say goes to horde.example.net." in brain.privacy.text()
    assert brain.privacy.isVisible()
    brain.test_button.click()
    qtbot.waitUntil(lambda: "Models: 2" in brain.server_state.text(), timeout=10_000)
    assert [brain.models.itemText(row) for row in range(brain.models.count())] == ["one", "two"]
    brain.address.setText("http://127.0.0.1:1/refused")
    brain.test_button.click()
    qtbot.waitUntil(lambda: brain.server_state.text() == "The server says no.", timeout=10_000)


def test_a_preset_fills_the_numbers(qtbot: QtBot, open_program: OpenProgram) -> None:
    program = open_program()
    program.open_settings()
    assert program.dialog is not None
    brain = program.dialog.page.brain
    brain.preset.activated.emit(brain.preset.findText("Article 2023"))
    assert program.settings[s.TOP_P] == 0.3
    assert brain.stops.toPlainText() == "Human:"
    drawn = program.conversation.sampling
    assert (drawn.temperature, drawn.max_tokens, drawn.frequency_penalty, drawn.stop) == (0.5, 50, 0.5, ("Human:",))


def test_the_prompt_is_shown_while_the_persona_is_written(qtbot: QtBot, open_program: OpenProgram) -> None:
    program = open_program()
    program.open_settings()
    assert program.dialog is not None
    page = program.dialog.page.persona
    page.description.setPlainText("I am a lighthouse.")
    page.tabs.setCurrentIndex(page.tabs.count() - 1)
    qtbot.waitUntil(lambda: page.preview.toPlainText() == "I am a lighthouse. | Hi.", timeout=10_000)
    assert page.tokens.text().startswith("42 of 2048 tokens")


def test_everything_of_a_persona_can_be_written(
    qtbot: QtBot, open_program: OpenProgram, tmp_path: Path, private_home: Path
) -> None:
    program = open_program()
    program.open_settings()
    assert program.dialog is not None
    page = program.dialog.page.persona
    card = tmp_path / "mia.json"
    card.write_text(json.dumps({"name": "Mia", "description": "W++ [x]", "first_mes": "Hey"}), encoding="utf-8")
    page.take(card)
    assert program.settings[s.PERSONA] == "mia"
    assert program.window.chat.name.text() == "Mia"
    page.greeting.setPlainText("Hey\n---\nYo")
    page.lore.setPlainText("[rose + red | order 2]\nRoses are red.")
    page.expressions.setPlainText("joy = F05")
    page.sampling.setPlainText("temperature = 0,8")
    page.form.setCurrentIndex(page.form.findData("raw"))
    page.save()
    mia = load_persona("mia")
    assert (mia.greeting, mia.other_greetings, mia.prompt_format) == ("Hey", ("Yo",), "raw")
    assert mia.lorebook == (LoreEntry("Roses are red.", ("rose",), ("red",), order=2),)
    assert (mia.expressions, mia.sampling) == ((("joy", "F05"),), (("temperature", 0.8),))
    assert program.conversation.sampling.temperature == 0.8
    for area, text, words in (
        (page.expressions, "love = F05", "must be like"),
        (page.sampling, "temperature = hot", "must be a number"),
        (page.lore, "no keys", "below its keys"),
    ):
        before = area.toPlainText()
        area.setPlainText(text)
        page.save()
        assert words in page.complaint.text()
        area.setPlainText(before)
    page._delete()
    assert program.settings[s.PERSONA] == "amelie"
    page._delete()
    assert "stays" in page.complaint.text()


def test_she_has_several_greetings(qtbot: QtBot, open_program: OpenProgram) -> None:
    program = open_program()
    assert program.window.chat.empty.another.isHidden()
    program.settings[s.PERSONA] = "caroline"
    empty = program.window.chat.empty
    seen = {empty._greeting.text()}
    empty.another.click()
    seen.add(empty._greeting.text())
    caroline = load_persona("caroline")
    assert seen == {caroline.greeting, *caroline.other_greetings}
    empty.another.click()
    assert empty._greeting.text() == caroline.greeting


def test_lore_survives_editing() -> None:
    book = (
        LoreEntry("One\ntwo.", ("a", "b c"), ("d",), order=3, before=False, case_sensitive=True),
        LoreEntry("Always.", constant=True),
        LoreEntry("Plain.", ("x",)),
    )
    assert parse_lore(lore_text(book)) == book
    assert parse_lore("") == ()
    with pytest.raises(CompanionError, match="unknown word"):
        parse_lore("[a | soon]\nx")


def test_a_temperament_is_edited_and_an_untouched_one_stays_as_it_was(qtbot: QtBot, open_program: OpenProgram) -> None:
    save_persona("calm", Persona("Calm", temperament=Temperament(0.123, -0.456, 777.7)))
    program = open_program()
    program.settings[s.PERSONA] = "calm"
    program.open_settings()
    assert program.dialog is not None
    page = program.dialog.page.persona
    page._load("calm")
    assert (page.temperament.valence.value(), page.temperament.arousal.value()) == (12, -46)
    assert page.edited_persona().temperament == Temperament(0.123, -0.456, 777.7), "the fields say less than the file"
    page.temperament.arousal.setFocus()
    qtbot.keyClick(page.temperament.arousal, Qt.Key.Key_End)
    page.temperament.minutes.setValue(30.0)
    assert page.save_button.isEnabled()
    page.save()
    assert load_persona("calm").temperament == Temperament(0.12, 1.0, 1800.0)
    assert program.mood.mood.temperament.half_life == 1800.0, "her mood follows at once"


def test_a_persona_chosen_elsewhere_or_broken_is_not_written_over(
    qtbot: QtBot, open_program: OpenProgram, private_home: Path
) -> None:
    program = open_program(wait=False)
    program.open_settings()
    assert program.dialog is not None
    page = program.dialog.page.persona
    program.settings[s.PERSONA] = "assistant"
    assert page.choice.currentText() == "assistant"
    assert page.name.text() == load_persona("assistant").name
    broken = private_home / "config" / "personas" / "broken.toml"
    broken.parent.mkdir(exist_ok=True)
    broken.write_text("name = ", encoding="utf-8")
    page._fill_choice()
    page.choice.setCurrentText("broken")
    assert "cannot be read" in page.complaint.text()
    assert not page.description.isEnabled(), "what stands there is another's"
    assert not page.save_button.isEnabled()
    page.choice.setCurrentText("amelie")
    assert page.description.isEnabled()
    program.settings[s.PERSONA] = "nobody"
    assert page.choice.currentText() == "", "not another one's name"
    program.dialog.close()


def test_what_came_with_the_program_is_back_at_once_when_ones_own_is_deleted(
    qtbot: QtBot, open_program: OpenProgram
) -> None:
    program = open_program()
    program.open_settings()
    assert program.dialog is not None
    page = program.dialog.page.persona
    page.name.setText("Amelia")
    page.expressions.setPlainText("joy = anger")
    page.save()
    assert program.conversation.persona.name == "Amelia"
    her = program.casting.dressing.character
    assert her is not None
    assert her.face_of("joy") == {"anger": 1.0}, "without a new start"
    page._delete()
    assert program.conversation.persona.name == "Amelie"
    assert her.face_of("joy") != {"anger": 1.0}


def test_a_second_fetch_is_refused_in_words(qtbot: QtBot, gate: Gate) -> None:
    downloads = ModelDownloads(lambda: False, gate.fetch)
    ends: list[tuple[str, str]] = []
    downloads.finished.connect(lambda name, sentence: ends.append((name, sentence)))
    downloads.start(TINY)
    downloads.start(GOOD)
    assert ends == [(GOOD, "One model is being fetched; wait for it or cancel it.")]
    assert downloads.running == TINY
    downloads.close()


def test_a_server_s_answer_is_not_awaited_from_an_engine_that_has_gone(qtbot: QtBot, open_program: OpenProgram) -> None:
    program = open_program()
    program.open_settings()
    assert program.dialog is not None
    page = program.dialog.page.brain
    page.server_asked.disconnect()
    page.test_button.click()
    assert not page.test_button.isEnabled()
    assert program.engine.pid is not None
    os.kill(program.engine.pid, signal.SIGKILL)
    qtbot.waitUntil(page.test_button.isEnabled, timeout=20_000)
    assert page.server_state.text() == "The engine stopped; ask again."
