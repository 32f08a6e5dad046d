"""The settings dialog: found by words, put back and undone, taken from a file; everything live."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QKeySequenceEdit,
    QLineEdit,
    QSlider,
    QSpinBox,
    QToolTip,
    QWidget,
)
from pytestqt.qtbot import QtBot

from companion import paths
from companion import settings as s
from companion.app import Program
from companion.mind.memory import Memory
from companion.secrets import find_key
from companion.settings import Settings
from companion.ui.field_page import FieldPage
from companion.ui.memory_page import MemoryPage
from companion.ui.settings_dialog import SettingsDialog
from no_room import room_for

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
    row = dialog.page.ears.rows[s.EARS_INTERRUPT.key]
    assert dialog.pages.currentItem().text() == "Ears"
    assert row.property("found") is True
    assert row.visibleRegion().boundingRect().height() == row.height()  # scrolled into view
    dialog.search.setText("colours")  # by its title; by its help; by the English of its declaration
    assert dialog.pages.currentItem().text() == "Window"
    dialog.search.setText("sentence by sentence")
    assert dialog.page.window.rows[s.CAPTIONS.key].property("found") is True
    dialog.search.setText("server address")  # a row that another choice hides leads to that choice
    assert dialog.hits.count() == 3
    assert dialog.page.brain.rows[s.LLM.key].property("found") is True
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


def test_pages_are_made_one_by_one_and_at_once_when_wanted(qtbot: QtBot, open_program: OpenProgram) -> None:
    dialog = opened(open_program(wait=False))
    assert dialog.page.persona.isVisible()
    assert not dialog.page.is_made("costs"), "making all of them would hold the window up"
    dialog.pages.setCurrentRow(dialog.pages.count() - 1)
    assert dialog.page.help.isVisible()
    qtbot.waitUntil(lambda: dialog.page.is_made("costs"), timeout=20_000)
    dialog.search.setText("a")
    pages = [place.page for place in dialog._places]
    assert pages == sorted(pages), "found in the order of the list, whichever was made first"
    dialog.close()


def test_nothing_of_it_is_left_when_it_is_closed(qtbot: QtBot, open_program: OpenProgram) -> None:
    program = open_program(wait=False)
    find_key()  # keyring keeps the stack of its first use
    dialog = opened(program)
    page = dialog.page.brain
    left = [weakref.ref(one) for one in (dialog, page, page.model_list, dialog.page.voice, dialog.page.face)]
    del dialog, page
    program.settings_session.close()
    qtbot.wait(50)
    gc.collect()
    assert [one() for one in left if one() is not None] == []
    program.settings_session.downloads.changed.emit("smollm2-135m", 0.5)


def test_a_setting_and_a_page_are_put_back_and_undone(qtbot: QtBot, open_program: OpenProgram) -> None:
    program = open_program(wait=False)
    settings = program.settings
    dialog = opened(program)
    row = dialog.page.ears.rows[s.EARS_PAUSE.key]
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
    dialog.page.ears.reset()
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
    dialog.page.window.reset()
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
    dialog.make_all()
    for page in dialog.findChildren(FieldPage):
        for setting in page.shown_settings:
            row = page.rows[setting.key]
            assert row.reset.isHidden() == program.settings.is_default(setting), setting.key
    program.settings[s.CAPTIONS] = True
    assert dialog.page.window.captions.isChecked()
    program.settings[s.VOLUME] = 0.25
    assert dialog.page.voice.volume.value() == 25
    program.settings[s.THEME] = "dark"
    assert dialog.page.window.theme.currentData() == "dark"
    program.settings[s.USER_NAME] = "Kim"


def press(edit: QKeySequenceEdit, keys: str) -> None:
    edit.setKeySequence(QKeySequence(keys))
    edit.editingFinished.emit()


def test_keys_are_changed_refused_where_taken_and_told(qtbot: QtBot, open_program: OpenProgram) -> None:
    program = open_program(wait=False)
    dialog = opened(program)
    page = dialog.page.shortcuts
    press(page.edits["shortcuts.her"], "Ctrl+R")
    assert program.settings.is_default(s.BY_KEY["shortcuts.her"])
    assert page.complaint.text() == "Ctrl+R is taken: Begin or end a recording. Choose another key."
    press(page.edits["ears.key"], "Esc")
    assert program.settings[s.EARS_KEY] == "Space"
    press(page.edits["shortcuts.her"], "Ctrl+F11")
    press(page.edits["shortcuts.desktop"], "Ctrl+D")
    press(page.edits["ears.key"], "F8")
    assert program.settings[s.EARS_KEY] == "F8"
    press(page.edits["shortcuts.settings"], "")
    press(page.edits["shortcuts.record_letter"], "V")
    record = program.window.stage.bar.button
    QApplication.sendEvent(record, QHelpEvent(QEvent.Type.ToolTip, QPoint(), record.mapToGlobal(QPoint())))
    assert QToolTip.text() == "Record a video note (V)"
    assert program.shortcuts.tip_of(program.window.stage.pet_button) == "Put her on the desktop (Ctrl+D)"
    assert program.shortcuts.tip_of(program.window.chat.settings_button) == "Settings"
    menu = program.window.chat.talk_menu
    menu.aboutToShow.emit()
    assert "Only her\tCtrl+F11" in [action.text() for action in menu.actions()]
    dialog.close()
    program.window.activateWindow()
    qtbot.waitUntil(program.window.isActiveWindow, timeout=10_000)
    QTest.keyClick(program.window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert program.window.chat.isVisible()
    QTest.keyClick(program.window, Qt.Key.Key_F11, Qt.KeyboardModifier.ControlModifier)
    assert not program.window.chat.isVisible()
    again = opened(program)
    again.page.shortcuts.reset()
    again.close()
    QTest.keyClick(program.window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert program.window.chat.isVisible()


def test_every_setting_is_on_one_page_or_hidden_for_a_reason(qtbot: QtBot, open_program: OpenProgram) -> None:
    dialog = opened(open_program(wait=False))
    dialog.make_all()
    pages = [page for page in dialog.findChildren(QWidget) if hasattr(page, "shown_settings")]
    shown = [setting.key for page in pages for setting in page.shown_settings]
    hidden = [setting.key for setting in s.TABLE if setting.hidden]
    assert len(shown) == len(set(shown))
    assert {*shown, *hidden} == {setting.key for setting in s.TABLE}


def handled(field: QWidget, number: int) -> bool:
    """Give a field another value as a user would; return whether it is of a kind that can be walked."""
    if isinstance(field, QCheckBox):
        field.toggle()
    elif isinstance(field, QComboBox) and not field.isEditable():
        field.setCurrentIndex((field.currentIndex() + 1) % field.count())
    elif isinstance(field, QSpinBox | QDoubleSpinBox):
        down = field.value() - field.singleStep() >= field.minimum()
        field.setValue(field.value() + (-field.singleStep() if down else field.singleStep()))
        field.editingFinished.emit()
    elif isinstance(field, QSlider):
        field.setValue(field.maximum() // 3)
    elif isinstance(field, QLineEdit):
        field.setText("another")
        field.editingFinished.emit()
    elif isinstance(field, QKeySequenceEdit):
        press(field, f"Ctrl+Alt+{chr(ord('A') + number % 26)}")
    else:
        return False
    return True


def test_every_row_shows_and_sets_what_it_says(qtbot: QtBot, open_program: OpenProgram) -> None:
    """Walk all rows: another value set elsewhere shows, and the field sets its setting and no other."""
    program = open_program(wait=False)
    settings = program.settings
    dialog = opened(program)
    walked = set()
    dialog.make_all()
    for page in dialog.findChildren(FieldPage):
        for row in page.rows.values():
            field, setting = row.field, row.setting
            if setting is None or setting in {s.LANGUAGE, s.AVATAR, s.RECORD_BACKGROUND}:
                continue  # a new dialog, a character, a file to choose: they have tests of their own
            before = {one.key: settings[one] for one in s.TABLE}
            if not handled(field, len(walked)):
                continue
            walked.add(setting.key)
            changed = {key for key, value in before.items() if settings[s.BY_KEY[key]] != value}
            if isinstance(field, QLineEdit) and not changed:
                assert page.complaint.text(), setting.key  # a word it does not take: it says why
                continue
            if not isinstance(field, QComboBox) or field.count() > 1:
                assert setting.key in changed, setting.key
            # Another voice engine has other voices: that one setting follows.
            assert changed - {setting.key} <= {s.VOICE.key}, setting.key
            assert row.reset.isHidden() == settings.is_default(setting), setting.key
            settings.reset((setting,))
    assert len(walked) > 40


def test_esc_closes_it_as_the_button_does(qtbot: QtBot, open_program: OpenProgram) -> None:
    program = open_program(wait=False)
    dialog = opened(program)
    dialog.make_all()
    dialog.pages.setCurrentRow(9)
    dialog.activateWindow()
    field = dialog.page.window.rows[s.USER_NAME.key].field
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClicks(field, "Ada")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert program.dialog is None
    assert program.settings[s.USER_NAME] == "Ada", "what is being written counts"
    qtbot.wait(1)
    program.settings[s.OFFLINE] = True  # no page that has gone listens
    program.open_settings()
    assert program.dialog is not None


def test_a_memory_that_takes_or_gives_nothing_is_said(qtbot: QtBot, private_home: Path) -> None:
    file = paths.memory_file()
    stored = Memory(file)
    stored.learn("My name is Ada. I have a cat called Tom.", "amelie")
    stored.close()
    page = MemoryPage(file)
    qtbot.addWidget(page)
    count = page.facts.count()
    assert count > 0 and page._memory is not None
    page._memory._database.execute("PRAGMA query_only = ON")
    page.facts.selectAll()
    page.forget.click()
    assert "readonly" in page.words.text()
    assert page.facts.count() == count
    page._memory._database.execute("PRAGMA query_only = OFF")
    page._memory._database.execute("ALTER TABLE fact RENAME TO lost")
    page.refresh()
    assert "The memory cannot be read" in page.words.text()
    page.close_page()


def test_settings_that_cannot_be_kept_change_all_the_same(qtbot: QtBot, open_program: OpenProgram) -> None:
    program = open_program(wait=False)
    notices = program.window.chat.notices
    talk = program.history.begin("assistant")
    number = program.history.add(talk, "user", "Do you hear?")
    program.welcome.open()
    with room_for(4):
        (stored,) = [one for one in program.history.talks() if one.id == talk]
        program.window.chat.talk_wanted.emit(stored, number)
        assert program.conversation.talk == talk
        assert program.welcome.dialog is not None
        program.welcome.dialog.close()
        assert program.welcome.dialog is None
        assert "cannot be kept" in notices.text("settings")
    program.settings[s.CALM] = True
    assert notices.text("settings") == ""
    assert Settings(paths.config_dir() / "settings.toml")[s.PERSONA] == "assistant"


def test_undo_brings_back_what_changed_along(qtbot: QtBot, open_program: OpenProgram, tmp_path: Path) -> None:
    program = open_program(wait=False)
    program.settings[s.SPEECH], program.settings[s.VOICE] = "espeak", "ru"
    dialog = opened(program)
    dialog.page.voice.reset((s.SPEECH,))
    assert (program.settings[s.SPEECH], program.settings[s.VOICE]) == ("hibari", ""), "another engine, other voices"
    dialog.undo.button.click()
    assert (program.settings[s.SPEECH], program.settings[s.VOICE]) == ("espeak", "ru")
    file = tmp_path / "from elsewhere.toml"
    file.write_text('[voice]\nengine = "openai"\nname = "nova"\n', encoding="utf-8")
    dialog.import_from(file)
    assert (program.settings[s.SPEECH], program.settings[s.VOICE]) == ("openai", "nova")
    dialog.undo.button.click()
    assert (program.settings[s.SPEECH], program.settings[s.VOICE]) == ("espeak", "ru")
