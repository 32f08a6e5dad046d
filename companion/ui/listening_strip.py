"""What shows above the field while the microphone is open: how loud it is and what was understood so far."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from companion.ui import theme
from companion.ui.plain_text import Label
from companion.ui.sentences import translated

_BARS = 5
_SHAPE = (0.45, 0.75, 1.0, 0.75, 0.45)
_FALL = 0.82


class LevelMeter(QWidget):
    """Five bars that rise with the voice and sink slowly."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start silent."""
        super().__init__(parent)
        self.setFixedSize(28, 20)
        self._level = 0.0

    @property
    def level(self) -> float:
        """Loudness, 0..1; what is shown falls slowly after what is set."""
        return self._level

    @level.setter
    def level(self, value: float) -> None:
        shown = max(value, self._level * _FALL)
        if abs(shown - self._level) > 0.01:
            self._level = shown
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(28, 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bars."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.palette().accent))
        step = self.width() / _BARS
        for place, share in enumerate(_SHAPE):
            height = 3 + (self.height() - 3) * min(1.0, self._level * share * 1.2)
            painter.drawRoundedRect(QRectF(place * step + 1, (self.height() - height) / 2, 3, height), 1.5, 1.5)
        painter.end()


class ListeningStrip(QFrame):
    """The meter and one line of words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start hidden."""
        super().__init__(parent)
        self.setObjectName("listening")
        self.meter = LevelMeter(self)
        self.label = Label(self)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setWordWrap(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 14, 6)
        row.setSpacing(10)
        row.addWidget(self.meter, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.label, 1)
        self._listens = False
        self._words = ""
        self._loading = ""
        self._refresh()

    def show_listening(self, listens: bool) -> None:
        """The microphone was opened or closed."""
        self._listens = listens
        if not listens:
            self._loading = ""
            self.meter.level = 0.0
        self._refresh()

    def show_words(self, text: str) -> None:
        """Show what was understood so far."""
        self._words = text
        self._refresh()

    def show_loading(self, text: str) -> None:
        """Show what is still to be loaded; empty: nothing."""
        self._loading = translated(text)
        self._refresh()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._refresh()

    def _refresh(self) -> None:
        self.meter.setAccessibleName(self.tr("Loudness of the microphone"))
        self.label.setText(self._words or self._loading or self.tr("Listening…"))
        self.setVisible(self._listens or bool(self._words))
