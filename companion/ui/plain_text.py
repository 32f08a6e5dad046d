"""Text shown as it stands: names, files and sentences come from strangers, and Qt takes what looks so for HTML."""

from __future__ import annotations

import html

from PySide6 import QtGui
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget


class Label(QLabel):
    """A label that takes nothing for markup."""

    def __init__(self, text: str | QWidget | None = "", parent: QWidget | None = None) -> None:
        """Show ``text``; a widget in its place is the parent, as with QLabel."""
        super().__init__(text if isinstance(text, str) else "", parent if isinstance(text, str) else text)
        self.setTextFormat(Qt.TextFormat.PlainText)


def tip(text: str) -> str:
    """Return ``text`` for a tool tip, which has no switch for plain text."""
    return html.escape(text) if QtGui.Qt.mightBeRichText(text) else text
