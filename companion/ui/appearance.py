"""Language, colours, size of the text, captions and motion, as the settings have them."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from companion import settings as s
from companion.settings import Setting, Settings
from companion.ui import theme
from companion.ui.language import Translation


class Appearance(QObject):
    """Dresses the whole application, now and whenever one of these settings changes."""

    language_changed = Signal()
    """Everything on screen has heard of it; what is built once must be built anew."""

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        """Dress at once: the first widget is made in the right language."""
        super().__init__(parent)
        self._settings = settings
        self.translation = Translation()
        self._dress()
        settings.subscribe(self._follow)

    def close(self) -> None:
        """Take the language out of the application."""
        self._settings.unsubscribe(self._follow)
        self.translation.release()

    def _follow(self, setting: Setting[str]) -> None:
        if setting in {s.LANGUAGE, s.THEME, s.TEXT_SIZE, s.CALM}:
            # Not from within the list that was chosen from: the dialog it belongs to is built anew.
            QTimer.singleShot(0, self, self._dress)

    def _dress(self) -> None:
        before = self.translation.language
        self.translation.speak(self._settings[s.LANGUAGE])
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.setProperty("calm", self._settings[s.CALM])
        theme.wear(application, self._settings[s.THEME], self._settings[s.TEXT_SIZE])
        if before not in {"", self.translation.language}:
            self.language_changed.emit()
