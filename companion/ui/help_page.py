"""The page of settings for when something is wrong: what this is, what to hand on, where the logs are."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from companion import __version__
from companion.ui.plain_text import Label
from companion.ui.report_dialog import ReportDialog, copy, open_log_folder


class HelpPage(QWidget):
    """Version, debug info, logs, and how to get out of trouble."""

    def __init__(self, debug_info: Callable[[], str], parent: QWidget | None = None) -> None:
        """``debug_info`` returns the report of now."""
        super().__init__(parent)
        self._debug_info = debug_info
        self.copy_button = QPushButton(self.tr("Copy debug info"), self)
        self.copy_button.clicked.connect(self._copy)
        self.show_button = QPushButton(self.tr("Show debug info…"), self)
        self.show_button.clicked.connect(self._show)
        self.folder_button = QPushButton(self.tr("Open the log folder"), self)
        self.folder_button.clicked.connect(open_log_folder)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._text(self.tr("Companion {version}").format(version=__version__), "section"))
        column.addWidget(
            self._text(self.tr("“companion doctor” in a terminal tries every part and says what to install."))
        )
        column.addWidget(
            self._text(
                self.tr(
                    "“companion --safe” starts with the default character and engines and without plug-ins;"
                    " your settings stay as they are."
                )
            )
        )
        column.addSpacing(10)
        for button in (self.copy_button, self.show_button, self.folder_button):
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(
            self._text(
                self.tr(
                    "Debug info tells versions, graphics, sound, engines and the last lines of the logs."
                    " Keys and the name of your home folder are left out."
                )
            )
        )
        column.addStretch(1)

    def _text(self, text: str, kind: str = "help") -> QLabel:
        label = Label(text, self)
        label.setObjectName(kind)
        label.setWordWrap(True)
        return label

    def _copy(self) -> None:
        copy(self._debug_info())
        self.copy_button.setText(self.tr("Copied"))

    def _show(self) -> None:
        ReportDialog(self.tr("Debug info"), self._debug_info(), self).show()
