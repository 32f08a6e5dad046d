"""Is the microphone heard? A meter that follows it while this is on screen."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from companion import settings as s
from companion.audio.microphone import Heard, Microphone
from companion.settings import Setting, Settings
from companion.ui.listening_strip import LevelMeter
from companion.ui.plain_text import Label
from companion.ui.sentences import translated

POLL_MS = 40
LOUD_ENOUGH = 0.3
"""Of the meter: quiet speech near a microphone reaches it, a quiet room does not."""


class MicrophoneCheck(QWidget):
    """Owns a microphone as long as it shows; what is heard goes nowhere."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        """Listen to the device of the settings."""
        super().__init__(parent)
        self._settings = settings
        self._microphone: Microphone | None = None
        self.meter = LevelMeter(self)
        self.meter.setAccessibleName(self.tr("Loudness of the microphone"))
        self.words = Label(self)
        self.words.setWordWrap(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 8, 0, 8)
        row.setSpacing(12)
        row.addWidget(self.meter)
        row.addWidget(self.words, 1)
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self._poll)
        settings.subscribe(self._follow)

    def leave(self) -> None:
        """Close the microphone and listen to the settings no more."""
        self._close()
        self._settings.unsubscribe(self._follow)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._open()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._close()

    def _follow(self, setting: Setting[str]) -> None:
        if setting is s.EARS_DEVICE and self.isVisible():  # also after another one has failed
            self._close()
            self._open()

    def _open(self) -> None:
        self.words.setText(self.tr("Say something…"))
        self._microphone = Microphone(self._settings[s.EARS_DEVICE], echo="headphones")
        self._microphone.on_sound = self._heard
        self._microphone.on_failed = self._failed
        self._timer.start()

    def _close(self) -> None:
        self._timer.stop()
        if self._microphone is not None:
            self._microphone.close()
            self._microphone = None

    def _poll(self) -> None:
        if self._microphone is not None:
            self._microphone.poll()

    def _heard(self, sound: Heard) -> None:
        self.meter.level = sound.level
        if sound.level > LOUD_ENOUGH:
            self.words.setText(self.tr("You are heard."))

    def _failed(self, sentence: str) -> None:
        self.words.setText(translated(sentence))
        self._close()
