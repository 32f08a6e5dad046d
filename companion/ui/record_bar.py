"""The record button: a pill below her with the running time, then the way to what was saved."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QPushButton, QWidget

from companion.ui import theme
from companion.ui.plain_text import Label, tip


class RecordButton(QAbstractButton):
    """A red disc; a red square while recording."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start idle."""
        super().__init__(parent)
        self.setFixedSize(36, 36)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        # A click leaves the keyboard where one writes: the next space shall not end the recording.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def sizeHint(self) -> QSize:
        return QSize(36, 36)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ring and what is in it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = QColor(theme.palette().record)
        if not self.isEnabled():
            colour.setAlphaF(0.4)
        ring = QColor(colour)
        ring.setAlphaF(0.9 if self.hasFocus() or self.underMouse() else 0.35)
        pen = painter.pen()
        pen.setColor(ring)
        pen.setWidthF(2.0)
        painter.setPen(pen)
        painter.drawEllipse(3, 3, 30, 30)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        if self.isChecked():
            painter.drawRoundedRect(12, 12, 12, 12, 3, 3)
        else:
            painter.drawEllipse(9, 9, 18, 18)
        painter.end()


class RecordBar(QFrame):
    """Begins and ends a recording; shows its time and where it was saved."""

    toggled = Signal(bool)
    pause_wanted = Signal()
    """The recording shall wait, or go on."""
    films_wanted = Signal()
    """The films there are shall be shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start idle."""
        super().__init__(parent)
        self.setObjectName("recordBar")
        self.button = RecordButton(self)
        self.button.clicked.connect(self.toggled)
        self.label = Label(self)
        self.label.setObjectName("recordTime")
        self.pause_button = QPushButton(self)
        self.pause_button.setObjectName("link")
        self.pause_button.setCursor(Qt.CursorShape.PointingHandCursor)
        self.pause_button.clicked.connect(self.pause_wanted)
        self.pause_button.hide()
        self.films_button = QPushButton(self)
        self.films_button.setObjectName("link")
        self.films_button.setCursor(Qt.CursorShape.PointingHandCursor)
        self.films_button.clicked.connect(self.films_wanted)
        for button in (self.pause_button, self.films_button):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._file: Path | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 5, 18, 5)
        row.setSpacing(8)
        row.addWidget(self.button)
        row.addWidget(self.label)
        row.addWidget(self.pause_button)
        row.addWidget(self.films_button)
        self.retranslate()

    def retranslate(self) -> None:
        """Take over the current language."""
        self.button.setToolTip(self.tr("Record a video note (R)"))
        self.pause_button.setText(self.tr("Pause"))
        self.films_button.setText(self.tr("Videos"))
        self.films_button.setToolTip(tip(str(self._file)) if self._file else self.tr("All video notes (Ctrl+G)"))
        if not self.button.isChecked() and self.button.isEnabled():
            self._set(recording=False, text=self.tr("Saved") if self._file else self.tr("Record"))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The words beside the button are as good as the button."""
        if event.button() == Qt.MouseButton.LeftButton and self.button.isEnabled():
            self.button.click()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def show_recording(self, seconds: float, size: float = 0.0) -> None:
        """Show the running time, and how many bytes the film has."""
        self.pause_button.setText(self.tr("Pause"))
        text = _clock(seconds)
        if size:
            text += " · " + self.tr("{size} MB").format(size=self.locale().toString(size / 1e6, "f", 1))
        self._set(recording=True, text=text)

    def show_paused(self, seconds: float) -> None:
        """Show that it waits."""
        self.pause_button.setText(self.tr("Go on"))
        self._set(recording=True, text=self.tr("{time}, paused").format(time=_clock(seconds)))

    def show_saving(self) -> None:
        """Show that the file is being finished."""
        self.button.setEnabled(False)
        self._set(recording=False, text=self.tr("Saving…"))

    def show_saved(self, file: Path) -> None:
        """Show where the video lies."""
        self._file = file
        self.button.setEnabled(True)
        self._set(recording=False, text=self.tr("Saved"))
        self.films_button.setToolTip(tip(str(file)))

    def show_idle(self) -> None:
        """Be ready to record."""
        self.button.setEnabled(True)
        self._set(recording=False, text=self.tr("Record"))

    @property
    def file(self) -> Path | None:
        """The last saved video."""
        return self._file

    def _set(self, *, recording: bool, text: str) -> None:
        self.button.setChecked(recording)
        self.button.setAccessibleName(self.tr("Stop recording") if recording else self.tr("Record"))
        self.label.setText(text)
        self.films_button.setVisible(not recording)
        self.pause_button.setVisible(recording)
        if self.property("recording") != recording:
            self.setProperty("recording", recording)
            self.style().unpolish(self)
            self.style().polish(self)


def _clock(seconds: float) -> str:
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"
