"""The settings dialog: found by words, put back and undone, taken from a file; everything live."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from companion import settings as s
from companion.app import Program
from companion.ui.field_page import FieldPage
from companion.ui.settings_dialog import SettingsDialog

OpenProgram = Callable[..., Program]


def opened(program: Program) -> SettingsDialog:
    program.open_settings()
    dialog = program.dialog
    assert dialog is not None
    return dialog


def test_words_find_a_row_jump_to_it_and_let_it_glow(qtbot: QtBot, open_program: OpenProgram) -> None:
    dialog = opened(open_program(wait=False))
    dialog.search.setText("interrupt her words")
    assert dialog.hits.count() == 1
    assert dialog.pages.isHidden()
    row = dialog.ears.rows[s.EARS_INTERRUPT.key]
    assert dialog.pages.currentItem().text() == "Ears"
    assert row.property("found") is True
    assert row.visibleRegion().boundingRect().height() == row.height()  # scrolled into view
    dialog.search.setText("colours")  # by its title; by its help; by the English of its declaration
    assert dialog.pages.currentItem().text() == "Window"
    dialog.search.setText("sentence by sentence")
    assert dialog.window_page.rows[s.CAPTIONS.key].property("found") is True
    dialog.search.setText("server address")  # a row that another choice hides leads to that choice
    assert dialog.hits.count() == 3
    assert dialog.brain.rows[s.LLM.key].property("found") is True
    QTest.keyClick(dialog.search, Qt.Key.Key_Down)
    assert dialog.pages.currentItem().text() == "Voice"
    QTest.keyClick(dialog.search, Qt.Key.Key_Return)
    assert dialog.search.text() == ""
    assert not dialog.pages.isHidden()
    dialog.search.setText("zebra crossing")
    assert not dialog.nothing.isHidden()
    QTest.keyClick(dialog.search, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert dialog.nothing.isHidden()


def test_a_setting_and_a_page_are_put_back_and_undone(qtbot: QtBot, open_program: OpenProgram) -> None:
    program = open_program(wait=False)
    settings = program.settings
    dialog = opened(program)
    row = dialog.ears.rows[s.EARS_PAUSE.key]
    dialog.pages.setCurrentRow(dialog.pages.count() - 1)
    assert row.reset.isHidden()
    settings[s.EARS_PAUSE] = 0.8
    settings[s.EARS_ECHO] = "headphones"
    assert not row.reset.isHidden()
    row.reset.click()
    assert settings[s.EARS_PAUSE] == s.EARS_PAUSE.default
    assert settings[s.EARS_ECHO] == "headphones"
    dialog.undo.button.click()
    assert settings[s.EARS_PAUSE] == 0.8
    dialog.ears.reset()
    assert settings.is_default(s.EARS_PAUSE)
    assert settings.is_default(s.EARS_ECHO)
    assert dialog.undo.words.text() == "2 settings are as they came."
    dialog.undo.button.click()
    assert (settings[s.EARS_PAUSE], settings[s.EARS_ECHO]) == (0.8, "headphones")


def test_settings_go_out_and_in_and_back(qtbot: QtBot, open_program: OpenProgram, tmp_path: Path) -> None:
    program = open_program(wait=False)
    settings = program.settings
    settings[s.LLM_THREADS] = 3
    dialog = opened(program)
    file = tmp_path / "mine.toml"
    dialog.export_to(file)
    assert "mine.toml" in dialog.undo.words.text()
    settings[s.LLM_THREADS] = 1
    file.write_text(file.read_text(encoding="utf-8") + "[wings]\ncount = 2\n", encoding="utf-8")
    dialog.import_from(file)
    assert settings[s.LLM_THREADS] == 3
    assert "1 setting changed." in dialog.undo.words.text()
    assert "wings.count" in dialog.undo.words.text()
    dialog.undo.button.click()
    assert settings[s.LLM_THREADS] == 1
    dialog.import_from(tmp_path / "absent.toml")
    assert "cannot be read" in dialog.undo.words.text()
    dialog.export_to(tmp_path / "no" / "such" / "folder.toml")
    assert "cannot be written" in dialog.undo.words.text()


def test_a_change_of_language_keeps_what_can_be_undone(qtbot: QtBot, open_program: OpenProgram) -> None:
    program = open_program(wait=False)
    program.settings[s.LANGUAGE] = "ru"
    program.settings[s.CALM] = True
    qtbot.waitUntil(lambda: program.appearance.translation.language == "ru")
    dialog = opened(program)
    dialog.window_page.reset()
    qtbot.waitUntil(lambda: program.dialog is not dialog and program.dialog is not None)
    after = program.dialog
    assert after is not None
    assert after.windowTitle() == "Settings"
    after.undo.button.click()
    assert (program.settings[s.LANGUAGE], program.settings[s.CALM]) == ("ru", True)
    qtbot.waitUntil(lambda: program.appearance.translation.language == "ru")
    program.settings[s.LANGUAGE] = "en"
    qtbot.waitUntil(lambda: program.appearance.translation.language == "en")


def test_rows_follow_the_settings_whoever_changes_them(qtbot: QtBot, open_program: OpenProgram) -> None:
    """Each row of a declared choice, number, switch or text shows another value when it is set elsewhere."""
    program = open_program(wait=False)
    dialog = opened(program)
    for page in dialog.findChildren(FieldPage):
        for setting in page.shown_settings:
            row = page.rows[setting.key]
            assert row.reset.isHidden() == program.settings.is_default(setting), setting.key
    program.settings[s.CAPTIONS] = True
    assert dialog.window_page.captions.isChecked()
    program.settings[s.VOLUME] = 0.25
    assert dialog.voice.volume.value() == 25
    program.settings[s.THEME] = "dark"
    assert dialog.window_page.theme.currentData() == "dark"
    program.settings[s.USER_NAME] = "Kim"
