"""Names and files from strangers are shown as they stand, everywhere in the window; the report and the help page."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from companion import paths
from companion import settings as s
from companion.app import Program
from companion.ui.plain_text import Label, tip
from companion.ui.report_dialog import ReportDialog

OpenProgram = Callable[..., Program]
HOSTILE = "<img src='x.png'><b>Mia is a long name &lt;"


def test_a_label_and_a_tip_show_markup_as_text(qtbot: QtBot) -> None:
    label = Label(HOSTILE)
    qtbot.addWidget(label)
    plain = QLabel()
    plain.setTextFormat(Qt.TextFormat.PlainText)
    plain.setText(HOSTILE)
    qtbot.addWidget(plain)
    assert label.sizeHint().width() == plain.sizeHint().width() > 200
    parent = QWidget()
    qtbot.addWidget(parent)
    assert Label(parent).parent() is parent
    assert Label("x", parent).text() == "x"
    shown = QLabel(tip(HOSTILE))  # as a tool tip does: markup where it looks so
    qtbot.addWidget(shown)
    assert abs(shown.sizeHint().width() - plain.sizeHint().width()) < 4
    assert tip("a & b") == "a & b"


def test_a_hostile_name_stays_text_in_every_window(qtbot: QtBot, open_program: OpenProgram) -> None:
    (paths.config_dir() / "personas").mkdir()
    (paths.config_dir() / "personas" / "evil.toml").write_text(
        f'name = "{HOSTILE}"\ndescription = "{HOSTILE}"\ngreeting = "{HOSTILE}"\n', encoding="utf-8"
    )
    program = open_program()
    program.settings[s.PERSONA] = "evil"
    program.settings[s.USER_NAME] = HOSTILE
    program.settings[s.AVATAR] = f"/nowhere/{HOSTILE}.model3.json"
    qtbot.waitUntil(lambda: HOSTILE in program.window.chat.notices.text("avatar"), timeout=20_000)
    assert program.conversation.persona.name == HOSTILE
    program.open_settings()
    assert program.dialog is not None
    program.dialog.make_all()
    program.welcome.open()
    for window in QApplication.topLevelWidgets():
        for label in window.findChildren(QLabel):
            if not isinstance(label.window(), QMessageBox):
                assert label.textFormat() is not Qt.TextFormat.AutoText or not label.text(), label.text()
        for widget in window.findChildren(QWidget):
            assert "<img" not in widget.toolTip(), widget


def test_the_help_page_hands_out_the_report(qtbot: QtBot, open_program: OpenProgram) -> None:
    program = open_program()
    program.open_settings()
    assert program.dialog is not None
    page = program.dialog.page.help
    page.copy_button.click()
    copied = QApplication.clipboard().text()
    for telling in ("Companion 0", "graphics: ", "engine: ready", "character: ", "safe mode: off"):
        assert telling in copied
    page.show_button.click()
    report = page.findChild(ReportDialog)
    assert report is not None
    shown = report.findChild(QPlainTextEdit)
    assert shown is not None
    assert shown.toPlainText() == copied
    report.close()
