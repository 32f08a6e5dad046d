"""Sentences of the rooms below in the window's language: read off the source, found again, shown in Russian."""

from __future__ import annotations

import importlib
import json
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QComboBox, QLabel
from pytestqt.qtbot import QtBot

from companion import paths
from companion.engine.start import run_engine
from companion.settings import LANGUAGE
from companion.ui.language import Translation
from companion.ui.sentences import Interpreter, Told, translated, with_words
from opened_window import OpenProgram

TEMPLATES: list[str] = json.loads((paths.assets_dir() / "i18n" / "sentences.json").read_text("utf-8"))
VALUES = [f"/my files/{number}.bin" for number in range(1, 10)]
OTHERS = [f"/yours/{number}.txt" for number in range(1, 10)]


@pytest.fixture
def russian(qapp: QCoreApplication) -> Iterator[Callable[[str], str]]:
    translation = Translation()
    translation.speak("ru")
    yield lambda text: QCoreApplication.translate("Sentences", text)
    translation.speak("en")
    translation.release()


def filled(template: str, values: list[str]) -> str:
    return re.sub(r"\{(\d+)\}", lambda number: values[int(number[1]) - 1], template)


def test_english_stays(qapp: QCoreApplication) -> None:
    Translation().speak("en")
    assert translated("This model was closed.") == "This model was closed."


def test_each_sentence_is_found_again_with_its_values(russian: Callable[[str], str]) -> None:
    said = {template: translated(filled(template, VALUES)) for template in TEMPLATES}
    assert said == {template: filled(russian(template), VALUES) for template in TEMPLATES}
    changed = [template for template in TEMPLATES if russian(template) != template]
    assert len(changed) > 0.98 * len(TEMPLATES), "but for names such as ADPCM"


def test_a_sentence_is_found_in_any_that_goes_on_after_it(russian: Callable[[str], str]) -> None:
    going_on = [template for template in TEMPLATES if re.match(r"\{1\} [A-Z“]", template)]
    whole = [template for template in TEMPLATES if template.endswith(".")]
    assert len(going_on) > 4
    assert len(whole) > 200
    translations = {template: russian(template) for template in TEMPLATES}
    templates = with_words(TEMPLATES)
    for outer in going_on:
        for inner in whole:
            values = [filled(inner, OTHERS), *VALUES[1:]]
            said = Interpreter(filled(outer, values), templates, translations.__getitem__)
            told = [filled(translations[inner], OTHERS), *VALUES[1:]]
            assert said.read(filled(outer, values)).text == filled(translations[outer], told)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("tiny.gguf: unexpected end of file", "tiny.gguf: unexpected end of file"),
        ("", ""),
        ("a. b. " * 5000, "a. b. " * 5000),
        (
            "The settings cannot be kept in /home/her ([Errno 13] Permission denied: '/home/her').",
            "Настройки не сохранить в /home/her (нет прав доступа: '/home/her' (ошибка 13)).",
        ),
        ("card.png: The picture is cut off.", "card.png: Картинка обрезана."),
        ("Ничего не вышло. This model was closed. So?", "Ничего не вышло. Эта модель уже закрыта. So?"),
        (
            "The text model big needs about 9.0 GB of memory and 2.0 GB are free: 4-bit needs about 1.6 GB; choose"
            " that, a smaller model, or a GGUF file of it with the engine llama.cpp.",
            "Языковой модели big нужно около 9.0 ГБ памяти, а свободно 2.0 ГБ: 4-bit занимает около 1.6 ГБ; выберите"
            " это, модель поменьше или её файл GGUF с движком llama.cpp.",
        ),
    ],
)
@pytest.mark.usefixtures("russian")
def test_what_is_quoted_or_unknown(said: str, told: str) -> None:
    assert translated(said) == told


@pytest.mark.parametrize("part", ["! ", "a: is damaged: b. ", "x (rule y; z more faults): a and b more. "])
def test_a_hostile_text_is_given_up_soon(part: str) -> None:
    said = (part * 500)[:1000]
    tries: list[str] = []

    class Counting(Interpreter):
        def _whole(self, said: str) -> Told:
            tries.append(said)
            return super()._whole(said)

    Counting(said, with_words(TEMPLATES), str).read(said)
    assert len(tries) < 2000, "of the hundred thousands there are"


# ---- what is read off the source


@pytest.fixture
def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., set[str]]]:
    monkeypatch.syspath_prepend(paths.assets_dir() / "i18n")
    sentences: Any = importlib.import_module("sentences")

    def read_it(*sources: str) -> set[str]:
        files = [tmp_path / f"{number}.py" for number, _source in enumerate(sources)]
        for file, source in zip(files, sources, strict=True):
            file.write_text(source, "utf-8")
        return set(sentences.Sentences(files).templates)

    yield read_it
    sys.modules.pop("sentences")


def test_templates_of_every_form_are_read(read: Callable[..., set[str]]) -> None:
    assert read('raise CompanionError("It is " "closed.")') == {"It is closed."}
    assert read('CubismError(f"{path.name} has {len(x):.1f} {{y}}.")') == {"{1} has {2} {y}."}
    assert read('CompanionError("One way." if x else f"Another {way}.")') == {"One way.", "Another {1}."}
    assert read('def f(x):\n why = "it is full" if x else "it is gone"\n raise CompanionError(f"No: {why}.")') == {
        "No: {1}.", "it is full", "it is gone",
    }  # fmt: skip
    assert read('WHY = "out of order"\ndef f():\n raise CompanionError(f"It is {WHY}.")') == {
        "It is {1}.", "out of order",
    }  # fmt: skip
    assert read('def why():\n return "for nothing"\ndef f():\n raise CompanionError(f"All {why()}.")') == {
        "All {1}.", "for nothing",
    }  # fmt: skip
    assert read('yield Slept(note="No sleep.")\nx.send(TurnFailed(1, "No turn."))') == {"No sleep.", "No turn."}
    assert read('problems.append(f"{one} is bad.")\nproblem.append("not told")') == {"{1} is bad."}
    assert read('log.info("not told")\nCompanionError(str(error))\nCompanionError("word")') == set()


def test_what_a_function_hands_on_is_a_sentence_of_its_callers(read: Callable[..., set[str]]) -> None:
    below = 'class Part:\n def __init__(self, size, why):\n  raise CompanionError(f"No part {why}.")'
    between = "def part(reason):\n return Part(1, reason)"
    above = 'part("for want of room")\nrooms.Part(2, why="as it rains")'
    assert read(above, between, below) == {"No part {1}.", "for want of room", "as it rains"}


# ---- in the window


def keep_settings(**sections: dict[str, str]) -> None:
    text = "".join(
        f"[{section}]\n" + "".join(f"{name} = {json.dumps(value)}\n" for name, value in values.items())
        for section, values in sections.items()
    )
    (paths.config_dir() / "settings.toml").write_text(text, "utf-8")


def test_what_failed_is_told_in_russian(qtbot: QtBot, open_program: OpenProgram) -> None:
    file = paths.config_dir() / "personas" / "broken.toml"
    file.parent.mkdir()
    file.write_text("name = Amelie", "utf-8")
    keep_settings(window={"language": "ru"}, persona={"current": "broken"}, voice={"device": "of yesterday"})
    program = open_program()
    notices = program.window.chat.notices
    qtbot.waitUntil(lambda: bool(notices.text("persona")))
    assert notices.text("persona").startswith(f"Файл личности {file} не читается (")
    assert notices.text("persona").endswith("); исправьте или удалите его.")
    program.conversation.say("Hello")
    qtbot.waitUntil(lambda: bool(notices.text("sound")), timeout=20_000)
    assert notices.text("sound") == "Динамик не открывается. Она продолжает без звука."
    program.open_settings()
    assert program.dialog is not None
    page = program.dialog.page.own_life
    page.times.setText("late")
    page.times.editingFinished.emit()
    assert page.complaint.text() == "'late' — не время суток; пишите время так: 9:00, 21:30."
    program.settings[LANGUAGE] = "en"
    qtbot.waitUntil(lambda: program.appearance.translation.language == "en")
    program.window.chat.notices.tell("sound", "The loudspeaker stopped. She goes on without sound.")
    assert notices.text("sound") == "The loudspeaker stopped. She goes on without sound."


def test_what_the_engine_process_says_is_told_in_russian(qtbot: QtBot, open_program: OpenProgram) -> None:
    keep_settings(window={"language": "ru"}, brain={"model": "/nowhere/her.gguf"})
    program = open_program(run_engine, wait=False)
    chat = program.window.chat
    qtbot.waitUntil(lambda: program.engine.state.value == "failed", timeout=120_000)
    missing = (
        "Нет языковой модели '/nowhere/her.gguf': укажите путь к файлу GGUF или имя из списка: companion models list"
    )
    assert chat.notices.text("engine") == missing
    program.conversation.say("Hello")
    qtbot.waitUntil(lambda: chat.notices.text("turn") == missing)


def test_the_list_of_models_speaks_russian(qtbot: QtBot, open_program: OpenProgram) -> None:
    keep_settings(window={"language": "ru"})
    program = open_program()
    program.open_settings()
    assert program.dialog is not None
    rows = program.dialog.page.brain.model_list.rows.values()
    words = [label.text() for row in rows for label in row.findChildren(QLabel) if label.objectName() == "help"]
    assert words[0] == "крошечная, быстрая, по-английски\n98 МБ · Apache-2.0"
    assert re.fullmatch(r"связная, немного по-русски; нужно 2 ГБ памяти\n1\s117 МБ · Apache-2.0", words[1])
    ears = program.dialog.page.ears.findChildren(QComboBox)
    shown = {box.itemText(place) for box in ears for place in range(box.count())}
    assert "Whisper base for CTranslate2 (99 языков)" in shown


def test_several_long_notices_are_shown_whole(qtbot: QtBot, open_program: OpenProgram) -> None:
    program = open_program()
    notices = program.window.chat.notices
    for subject in ("settings", "persona", "sound", "engine"):
        notices.tell(
            subject, "Файл личности /home/her/companion/config/personas/broken.toml не читается; исправьте его. " * 2
        )
    labels = [label for label in notices.findChildren(QLabel) if label.wordWrap()]
    assert len(labels) == 4
    qtbot.waitUntil(lambda: all(label.height() >= label.heightForWidth(label.width()) for label in labels))
