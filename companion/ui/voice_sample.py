"""A button that lets her say one sentence, so that a voice is chosen by ear."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from companion import settings as s
from companion.settings import Setting, Settings

_RUSSIAN = "festival"
_SILENT = "silent"


class VoiceSample(QPushButton):
    """Asks for a sentence in the language of the voice; of no use, and off, where she has no voice."""

    wanted = Signal(str)
    """The sentence she shall say."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        """Follow the voice chosen now."""
        super().__init__(parent)
        self._settings = settings
        self.setText(self.tr("Hear her"))
        self.clicked.connect(self._ask)
        self.follow(s.SPEECH)

    def follow(self, setting: Setting[Any]) -> None:
        """Another voice engine was chosen."""
        if setting is s.SPEECH:
            self.setEnabled(self._settings[s.SPEECH] != _SILENT)

    def _ask(self) -> None:
        russian = self._settings[s.SPEECH] == _RUSSIAN
        said = "Привет! Вот так я звучу." if russian else self.tr("Hello! This is how I sound.")
        self.wanted.emit(said)
