"""Every language: complete, compiled, changed while the window is open, and no text cut anywhere."""

from __future__ import annotations

import importlib
import json
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QMenu,
    QTabWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from companion import paths
from companion.app import Program
from companion.conversation import Message
from companion.history import Felt
from companion.messages import EmotionScores
from companion.settings import LANGUAGE, TEXT_SIZE, THEME
from companion.ui import theme
from companion.ui.bubble import Bubble
from companion.ui.language import LANGUAGES, Translation

OpenProgram = Callable[..., Program]
ARROW_AND_FRAME = 46  # pixels of a list to choose from that are not text


@pytest.fixture
def program(open_program: OpenProgram) -> Iterator[Program]:
    yield open_program()
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    theme.wear(application, "system", 100)


def cut(widget: QWidget) -> str:
    """Return the text of a visible widget that does not fit into it, empty when all of it shows."""
    width, letters = widget.width(), widget.fontMetrics()
    lost: Iterable[str] = ()
    if isinstance(widget, QMenu):
        lost = (a.text() for a in widget.actions() if widget.actionGeometry(a).right() >= width)
    elif isinstance(widget, QLabel) and widget.wordWrap():
        lost = [widget.text()] if widget.heightForWidth(width) > widget.height() else []
    elif isinstance(widget, QLabel | QAbstractButton):
        lost = [widget.text()] if widget.sizeHint().width() > width else []
    elif isinstance(widget, QComboBox):
        texts = [widget.itemText(place) for place in range(widget.count())]
        lost = (text for text in texts if letters.horizontalAdvance(text) > width - ARROW_AND_FRAME)
    elif isinstance(widget, QLineEdit):
        lost = [widget.placeholderText()] if letters.horizontalAdvance(widget.placeholderText()) > width - 20 else []
    elif isinstance(widget, QListWidget):
        items = [widget.item(place) for place in range(widget.count())]
        lost = (i.text() for i in items if widget.visualItemRect(i).width() < widget.sizeHintForColumn(0))
    elif isinstance(widget, QTabWidget) and widget.tabBar().sizeHint().width() > width:
        lost = ["the last tab"]
    return next(iter(lost), "")


def all_cut(root: QWidget) -> set[str]:
    widgets = (root, *root.findChildren(QWidget))
    return {f"{type(w).__name__}: {cut(w)}" for w in widgets if w.isVisible() and cut(w)}


def still_cut(qtbot: QtBot, root: QWidget) -> set[str]:
    """Return what is cut when the layouts have come to rest."""
    for _ in range(20):
        lost = all_cut(root)
        if not lost:
            break
        qtbot.wait(50)
    return lost


def menus(program: Program) -> list[QMenu]:
    program.window.chat.talk_menu.fill()
    hers = Message("assistant", "Hello", number=1, feelings=[Felt("Hello", EmotionScores.only("joy"))])
    bubbles = [Bubble(message, program.window.chat) for message in (hers, Message("user", "Hi", number=2))]
    return [program.window.chat.talk_menu, *(bubble.menu() for bubble in bubbles), *pet_menu(program)]


def pet_menu(program: Program) -> list[QMenu]:
    program.pet_mode.enter()
    menu = QMenu(program.window)
    assert program.pet_mode.menu is not None
    for action in program.pet_mode.menu.actions():
        menu.addAction(action.text())
    program.pet_mode.leave()
    return [menu]


def walk(qtbot: QtBot, program: Program) -> Iterator[tuple[str, QWidget]]:
    """Show each window and each page of it, and name it."""
    yield "window", program.window
    chat = program.window.chat
    chat.waiting.add("Later")
    chat.notices.tell("link", "https://example.com/", action=("Open", chat.close_talks))
    chat.open_talks()
    qtbot.wait(20)
    yield "talks", program.window
    chat.close_talks()
    program.films.open_gallery()
    assert program.films.gallery is not None
    program.films.gallery.resize(program.films.gallery.minimumSizeHint())
    qtbot.wait(20)
    yield "gallery", program.films.gallery
    program.films.gallery.close()
    for menu in menus(program):
        menu.popup(program.window.pos())
        qtbot.wait(5)
        yield f"menu {menu.actions()[0].text()}", menu
        menu.close()
    program.open_settings()
    dialog = program.dialog
    assert dialog is not None
    for page in range(dialog.pages.count()):
        dialog.pages.setCurrentRow(page)
        for tabs in dialog.findChildren(QTabWidget):
            for tab in range(tabs.count() if tabs.isVisible() else 0):
                tabs.setCurrentIndex(tab)
                qtbot.wait(5)
                yield f"{dialog.pages.item(page).text()}, {tabs.tabText(tab)}", dialog
        for kind in dialog.findChildren(QComboBox):  # what shows depends on the engine chosen
            if (
                kind in {dialog.page.brain.engine, dialog.page.voice.engine, dialog.page.ears.engine}
                and kind.isVisible()
            ):
                for place in range(kind.count()):
                    kind.setCurrentIndex(place)
                    qtbot.wait(5)
                    yield f"{dialog.pages.item(page).text()}, {kind.itemText(place)}", dialog
        qtbot.wait(5)
        yield dialog.pages.item(page).text(), dialog
    dialog.close()
    program.welcome.open()
    steps = program.welcome.dialog
    assert steps is not None
    for step in range(steps.steps):
        steps.show_step(step)
        qtbot.wait(5)
        yield f"step {step}", steps
    steps.close()


@pytest.mark.parametrize("size", [100, 200])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_cut(qtbot: QtBot, program: Program, language: str, size: int) -> None:
    program.settings[LANGUAGE] = language
    program.settings[TEXT_SIZE] = size
    qtbot.waitUntil(lambda: program.appearance.translation.language == language)
    program.window.resize(program.window.minimumSizeHint())
    qtbot.wait(200)
    found = {name: lost for name, window in walk(qtbot, program) if (lost := still_cut(qtbot, window))}
    assert not found


def test_the_language_changes_while_everything_is_open(qtbot: QtBot, program: Program) -> None:
    program.settings[LANGUAGE] = "en"
    qtbot.waitUntil(lambda: program.appearance.translation.language == "en")
    program.open_settings()
    assert program.dialog is not None
    program.dialog.pages.setCurrentRow(program.dialog.pages.count() - 1)
    box = program.dialog.page.window.language
    box.setCurrentIndex(box.findData("ru"))
    qtbot.waitUntil(lambda: program.appearance.translation.language == "ru")
    assert program.dialog.windowTitle() == "Настройки"
    assert program.dialog.pages.currentRow() == program.dialog.pages.count() - 1, "still on the same page"
    assert program.dialog.page.window.language.currentData() == "ru"
    chat = program.window.chat
    qtbot.waitUntil(lambda: chat.empty.chips[1].text() == "Расскажи шутку.")
    assert chat.composer.field.placeholderText() == "Напишите Amelie…"
    assert chat.settings_button.accessibleName() == "Настройки"
    assert program.window.stage.bar.label.text() == "Запись"
    chat.open_talks()
    assert chat.talks.new_button.text() == "Новый разговор"
    chat.close_talks()
    chat.messages.add(Message("assistant", "Привет", number=1, feelings=[Felt("Привет", EmotionScores.only("joy"))]))
    assert chat.messages.in_order()[-1].accessibleDescription().startswith("Радуется 100%: Привет")
    forms = [chat._acts.tr("%n message(s) were taken away.", "", number) for number in (1, 3, 5, 21)]
    assert [form.split()[1] for form in forms] == ["сообщение", "сообщения", "сообщений", "сообщение"]
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(buttons)
    assert buttons.buttons()[0].text() == "Отмена", "Qt's own words, too"
    program.settings[LANGUAGE] = "en"
    qtbot.waitUntil(lambda: program.appearance.translation.language == "en")
    qtbot.waitUntil(lambda: chat.empty.chips[1].text() == "Tell me a joke.")


def test_colours_are_the_users_choice(qtbot: QtBot, program: Program) -> None:
    for choice, dark in (("dark", True), ("light", False)):
        program.settings[THEME] = choice
        qtbot.waitUntil(lambda dark=dark: theme.is_dark() is dark)
        qtbot.wait(100)
        shot = program.window.chat.grab().toImage()
        assert (shot.pixelColor(5, shot.height() // 2).lightness() < 70) is dark


def test_every_string_is_translated_and_compiled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = paths.assets_dir() / "i18n"
    monkeypatch.syspath_prepend(folder)
    build = importlib.import_module("build")
    said = build.sentences.collect()
    assert json.loads((folder / "sentences.json").read_text("utf-8")) == said, "run assets/i18n/build.py"
    for language in LANGUAGES:
        collected = tmp_path / f"companion_{language}.ts"
        collected.write_bytes((folder / collected.name).read_bytes())
        build.collect(language, collected, said)
        assert not build.missing(collected), "translate them in assets/i18n and run assets/i18n/build.py"
        compiled = QTranslator()
        assert compiled.load(f"companion_{language}", str(folder))
        for context in ET.parse(collected).iter("context"):
            for message in context.iter("message"):
                if message.get("numerus") != "yes":
                    words = compiled.translate(context.findtext("name") or "", message.findtext("source") or "")
                    assert words == message.findtext("translation")


def test_a_translation_without_its_placeholders_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(paths.assets_dir() / "i18n")
    build = importlib.import_module("build")
    file = tmp_path / "companion_ru.ts"
    message = "<message><source>{}</source><translation{}>{}</translation></message>"
    messages = (
        message.format("{1} is empty.", "", "{1} пуст."),
        message.format("{1} holds {2}.", "", "{1} содержит."),
        message.format("{1} ends.", ' type="unfinished"', ""),
        "<message numerus='yes'><source>%n of {all}</source><translation><numerusform>%n из {all}</numerusform>"
        "<numerusform>%n из всех</numerusform></translation></message>",
    )
    file.write_text(f"<TS><context><name>Sentences</name>{''.join(messages)}</context></TS>", "utf-8")
    assert build.missing(file) == ["{1} holds {2}.", "{1} ends.", "%n of {all}"]


def test_an_unknown_language_of_the_system_is_english(monkeypatch: pytest.MonkeyPatch) -> None:
    from companion.ui import language

    monkeypatch.setattr(language.QLocale, "uiLanguages", lambda _self: ["eo", "ru-RU", "en"])
    assert language.resolve("system") == "ru"
    monkeypatch.setattr(language.QLocale, "uiLanguages", lambda _self: ["eo"])
    assert language.resolve("system") == "en"
    assert language.resolve("ru") == "ru"
    translation = Translation()
    translation.speak("ru")
    assert QCoreApplication.translate("ChatPanel", "Settings") == "Настройки"
    translation.speak("en")
    assert QCoreApplication.translate("ChatPanel", "Settings") == "Settings"
    translation.release()
