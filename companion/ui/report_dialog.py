"""A report to look through, copy and hand on: what went wrong, on what machine, what the logs say."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from companion import paths
from companion.ui import theme
from companion.ui.plain_text import Label


def open_log_folder() -> None:
    """Show the folder of the logs in the system's file manager."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(paths.log_dir())))


def copy(text: str) -> None:
    """Put ``text`` on the clipboard."""
    QGuiApplication.clipboard().setText(text)


class ReportDialog(QDialog):
    """Shows one report."""

    def __init__(self, title: str, text: str, parent: QWidget | None = None) -> None:
        """``title`` says in words what the report is about."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Report"))
        heading = Label(title, self)
        heading.setObjectName("pageTitle")
        heading.setTextFormat(Qt.TextFormat.PlainText)
        heading.setWordWrap(True)
        note = Label(
            self.tr("Keys and the name of your home folder are left out. Look through it before you hand it on."), self
        )
        note.setObjectName("help")
        note.setWordWrap(True)
        self.text = QPlainTextEdit(text, self)
        self.text.setReadOnly(True)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setAccessibleName(self.tr("Report"))
        self.copy_button = QPushButton(self.tr("Copy"), self)
        self.copy_button.setObjectName("primary")
        self.folder_button = QPushButton(self.tr("Open the log folder"), self)
        self.close_button = QPushButton(self.tr("Close"), self)
        self.copy_button.clicked.connect(self._copy)
        self.folder_button.clicked.connect(open_log_folder)
        self.close_button.clicked.connect(self.close)
        row = QHBoxLayout()
        row.addWidget(self.folder_button)
        row.addStretch(1)
        row.addWidget(self.close_button)
        row.addWidget(self.copy_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 24, 28, 20)
        column.setSpacing(10)
        column.addWidget(heading)
        column.addWidget(note)
        column.addWidget(self.text, 1)
        column.addLayout(row)
        scale = theme.text_size_now() / 100
        self.resize(round(680 * scale), round(520 * scale))

    def _copy(self) -> None:
        copy(self.text.toPlainText())
        self.copy_button.setText(self.tr("Copied"))
