"""Her place in the picture: a small live picture of her to drag and zoom, with sliders beside it."""

from __future__ import annotations

from dataclasses import replace
from math import log

from PySide6.QtCore import QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QImage, QMouseEvent, QPixmap, QShowEvent, QWheelEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QSlider, QVBoxLayout, QWidget

from companion.avatar.looks import within
from companion.ui.avatar_view import AvatarView
from companion.ui.dressing import Dressing
from companion.ui.plain_text import Label
from cubism_binding.rendering.framing import Framing

PREVIEW_MS = 80
SIDE = 216
STEP = 1.1
"""How much a notch of the wheel zooms."""
_STEPS = 1000


class Preview(Label):
    """The stage in small, alive; dragging moves her, the wheel zooms."""

    moved = Signal(float, float)
    """By how many half picture heights to the right and up."""
    zoomed = Signal(float)

    def __init__(self, stage: AvatarView, parent: QWidget | None = None, *, side: int = SIDE) -> None:
        """Show what is on ``stage``, ``side`` pixels square."""
        super().__init__(parent)
        self._stage = stage
        self._side = side
        self._at: QPointF | None = None
        self.setFixedSize(side, side)
        self._timer = QTimer(self)
        self._timer.setInterval(PREVIEW_MS)
        self._timer.timeout.connect(self._look)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()

    def _look(self) -> None:
        if self._stage.character is None:
            self.clear()
            return
        ratio = self.devicePixelRatio()
        size = round(self._side * ratio)
        pixels = self._stage.snapshot(size, size).copy()
        picture = QPixmap.fromImage(QImage(pixels.data, size, size, size * 4, QImage.Format.Format_RGBX8888))
        picture.setDevicePixelRatio(ratio)
        self.setPixmap(picture)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._at = event.position()
        self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._at is not None:
            way = event.position() - self._at
            self._at = event.position()
            self.moved.emit(way.x() / self._side * 2, -way.y() / self._side * 2)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._at = None
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.zoomed.emit(STEP ** (event.angleDelta().y() / 120))
        event.accept()


class FramingBox(QWidget):
    """The preview, three sliders and two presets; what is chosen is kept for this character."""

    def __init__(self, stage: AvatarView, dressing: Dressing, parent: QWidget | None = None) -> None:
        """Show how the character on stage stands now."""
        super().__init__(parent)
        self._dressing = dressing
        self.preview = Preview(stage, self)
        self.preview.setAccessibleName(self.tr("Her picture"))
        self.preview.setCursor(Qt.CursorShape.OpenHandCursor)
        self.preview.moved.connect(self._move)
        self.preview.zoomed.connect(self._zoom)
        self.zoom, self.across, self.up = [QSlider(Qt.Orientation.Horizontal, self) for _ in range(3)]
        grid = QGridLayout()
        grid.setVerticalSpacing(4)
        for row, (slider, title) in enumerate(
            ((self.zoom, self.tr("Size")), (self.across, self.tr("Left and right")), (self.up, self.tr("Up and down")))
        ):
            slider.setRange(0, _STEPS)
            slider.setAccessibleName(title)
            slider.valueChanged.connect(self._slid)
            grid.addWidget(Label(title, self), row * 2, 0)
            grid.addWidget(slider, row * 2 + 1, 0)
        self.portrait = QPushButton(self.tr("Portrait"), self)
        self.portrait.setToolTip(self.tr("Head and shoulders, found automatically"))
        self.portrait.clicked.connect(lambda: self._put(None))
        self.whole = QPushButton(self.tr("Whole figure"), self)
        self.whole.clicked.connect(lambda: self._put(Framing()))
        presets = QHBoxLayout()
        for button in (self.portrait, self.whole):
            button.setAutoDefault(False)
            presets.addWidget(button)
        presets.addStretch(1)
        hint = Label(self.tr("Drag her in the picture; the wheel makes her larger."), self)
        hint.setObjectName("help")
        hint.setWordWrap(True)
        right = QVBoxLayout()
        right.addWidget(hint)
        right.addLayout(grid)
        right.addLayout(presets)
        right.addStretch(1)
        row_ = QHBoxLayout(self)
        row_.setContentsMargins(16, 14, 16, 14)
        row_.setSpacing(20)
        row_.addWidget(self.preview)
        row_.addLayout(right, 1)
        dressing.changed.connect(self.show_framing)
        self.show_framing()

    def show_framing(self) -> None:
        """Put the sliders where she stands."""
        framing = self._now()
        values = (_place(framing.zoom, 0.3, 8.0), _place(framing.x, -6.0, 6.0), _place(framing.y, -6.0, 6.0))
        for slider, value in zip((self.zoom, self.across, self.up), values, strict=True):
            slider.blockSignals(True)
            slider.setValue(value)
            slider.blockSignals(False)
        self.setEnabled(self._dressing.character is not None)

    def _now(self) -> Framing:
        character = self._dressing.character
        return character.framing if character is not None else Framing()

    def _slid(self) -> None:
        zoom, x, y = self.zoom.value() / _STEPS, self.across.value() / _STEPS, self.up.value() / _STEPS
        self._put(Framing(0.3 * (8.0 / 0.3) ** zoom, -6.0 + 12.0 * x, -6.0 + 12.0 * y))

    def _move(self, right: float, up: float) -> None:
        now = self._now()
        self._put(replace(now, x=now.x + right, y=now.y + up))

    def _zoom(self, factor: float) -> None:
        """Zoom around the middle of the picture."""
        now = self._now()
        self._put(Framing(now.zoom * factor, now.x * factor, now.y * factor))

    def _put(self, framing: Framing | None) -> None:
        looks = self._dressing.looks
        self._dressing.change(replace(looks, framing=within(framing) if framing is not None else None))


def _place(value: float, low: float, high: float) -> int:
    """Return a slider's place for a value; sizes go by ratio, places by difference."""
    if low > 0:
        return round(log(max(value, low) / low) / log(high / low) * _STEPS)
    return round((value - low) / (high - low) * _STEPS)
