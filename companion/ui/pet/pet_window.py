"""Her window on the desktop: no frame, see-through, on top; what the pointer does on it becomes signals."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QMouseEvent, QWheelEvent

from companion.ui.gl_surface import StageWindow, surface_format

_KEYS_BACK = {Qt.Key.Key_Escape}


class PetWindow(StageWindow):
    """A surface of its own. Left button: drag, or a click pokes; right button: stroke, or a click for the menu."""

    moved_to = Signal(QPoint)
    """The hand drags the window's upper left corner there."""
    dropped = Signal()
    turned = Signal(float)
    """The wheel was turned by so many notches, up is positive."""
    menu_wanted = Signal(QPoint)
    opened = Signal()
    """A double click: the talk is wanted."""
    left = Signal()
    """A key or the window manager closes pet mode."""

    def __init__(self, *, system_moves: bool) -> None:
        """``system_moves``: the desktop moves windows itself when asked, and lets nobody else."""
        super().__init__()
        form = surface_format()
        form.setAlphaBufferSize(8)
        self.setFormat(form)
        self.setFlags(
            Qt.WindowType.Tool
            | Qt.WindowType.FramelessWindowHint
            | Qt.WindowType.WindowStaysOnTopHint
            | Qt.WindowType.NoDropShadowWindowHint
        )
        self.setTitle("Companion")
        self._system_moves = system_moves
        self._pressed: QPointF | None = None
        self._corner = QPoint()
        self._far = False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed, self._far = event.globalPosition(), False
        self._corner = self.position()
        if event.button() is Qt.MouseButton.RightButton:
            self.painter.press(event.position().toPoint())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            return
        way = (event.globalPosition() - self._pressed).toPoint()
        self._far = self._far or way.manhattanLength() >= QGuiApplication.styleHints().startDragDistance()
        if not self._far:
            return
        if event.buttons() & Qt.MouseButton.RightButton:
            self.painter.move(event.position().toPoint())
        elif self._system_moves:
            self._pressed = None
            self.startSystemMove()
        else:
            self.moved_to.emit(self._corner + way)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            return
        self._pressed = None
        if event.button() is Qt.MouseButton.RightButton:
            if self._far:
                self.painter.release()
            else:
                self.menu_wanted.emit(event.globalPosition().toPoint())
        elif self._far:
            self.dropped.emit()
        else:
            self.painter.press(event.position().toPoint())
            self.painter.release()

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        self.opened.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.turned.emit(event.angleDelta().y() / 120)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _KEYS_BACK:
            self.left.emit()
        elif event.key() in {Qt.Key.Key_Menu, Qt.Key.Key_F10}:
            self.menu_wanted.emit(self.geometry().center())
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.opened.emit()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Close:
            event.ignore()
            self.left.emit()
            return True
        if event.type() is QEvent.Type.Paint and self.isValid() and not self.mask().isEmpty():
            return True  # each new cut uncovers a little, and her picture comes with it: no need of one more
        return super().event(event)
