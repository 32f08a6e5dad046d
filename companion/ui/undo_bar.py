"""A line below the settings that tells what has just been put back, and takes it back again."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from companion.ui.plain_text import Label
from companion.ui.sentences import translated


class UndoBar(QFrame):
    """Hidden until ``offer``; the last thing done is what can be undone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start hidden."""
        super().__init__(parent)
        self.setObjectName("undoBar")
        self.words = Label(self)
        self.words.setWordWrap(True)
        self.button = QPushButton(self.tr("Undo"), self)
        self.button.setObjectName("link")
        self.button.clicked.connect(self._undo)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 8, 8)
        row.addWidget(self.words, 1)
        row.addWidget(self.button)
        self._act: Callable[[], None] | None = None
        self.hide()

    @property
    def offered(self) -> tuple[str, Callable[[], None]] | None:
        """What can be undone now: the sentence and the act."""
        return (self.words.text(), self._act) if self._act is not None else None

    def offer(self, sentence: str, undo: Callable[[], None] | None = None) -> None:
        """Tell what was done, and offer to undo it."""
        self._act = undo
        self.words.setText(translated(sentence))
        self.button.setVisible(undo is not None)
        self.show()

    def _undo(self) -> None:
        act, self._act = self._act, None
        self.hide()
        if act is not None:
            act()
