"""Three dots that breathe while she thinks."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from companion.ui import theme


class Dots(QWidget):
    """Three dots that breathe while she thinks."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Move only while visible."""
        super().__init__(parent)
        self.setFixedSize(QSize(38, 20))
        self._step = 0
        self._timer = QTimer(self)
        self._timer.setInterval(120)
        self._timer.timeout.connect(self._advance)
        self.retranslate()

    def retranslate(self) -> None:
        """Take over the current language."""
        self.setAccessibleName(self.tr("She is thinking"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _advance(self) -> None:
        self._step += 1
        self.update()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and not theme.is_calm():
            self._timer.start()
        elif event.type() == QEvent.Type.Hide:
            self._timer.stop()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the dots, one of them lit."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for number in range(3):
            colour = QColor(theme.palette().accent)
            colour.setAlphaF((1.0, 0.65, 0.35, 0.35, 0.35)[(self._step - number) % 5])
            painter.setBrush(colour)
            painter.drawEllipse(4 + number * 12, 7, 7, 7)
        painter.end()
