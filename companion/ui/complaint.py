"""A line of soft text below what it is about: what the rooms below say, in the window's language."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from companion.ui.plain_text import Label
from companion.ui.sentences import translated


class Complaint(Label):
    """Shows a sentence, empty for none; one in the window's language already is shown as it is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Say nothing yet."""
        super().__init__(parent)
        self.setObjectName("help")
        self.setWordWrap(True)

    def setText(self, sentence: str) -> None:
        """Say a sentence."""
        super().setText(translated(sentence))
