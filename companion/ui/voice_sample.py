"""A button that lets her say one sentence, so that a voice is chosen by ear."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QPushButton, QWidget

_RUSSIAN = "festival"
_SILENT = "silent"


class VoiceSample(QPushButton):
    """Asks for a sentence in the language of the voice; of no use, and off, where she has no voice."""

    wanted = Signal(str)
    """The sentence she shall say."""

    def __init__(self, engine: QComboBox, parent: QWidget | None = None) -> None:
        """Follow the list ``engine``, in which the voice engine is chosen."""
        super().__init__(parent)
        self._engine = engine
        self.setText(self.tr("Hear her"))
        self.clicked.connect(self._ask)
        engine.currentIndexChanged.connect(self._show)
        self._show()

    def _show(self) -> None:
        self.setEnabled(self._engine.currentData() != _SILENT)

    def _ask(self) -> None:
        russian = self._engine.currentData() == _RUSSIAN
        said = "Привет! Вот так я звучу." if russian else self.tr("Hello! This is how I sound.")
        self.wanted.emit(said)
