"""Where the user writes: a field that grows with the text, and one button that sends or stops."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QTextOption
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QToolButton, QWidget

from companion.ui import theme

LINES = 6
"""The field grows up to so many lines, then scrolls."""


class _Field(QPlainTextEdit):
    """Plain text; Enter sends, Ctrl+Enter sends when she has finished, Shift+Enter begins a new line."""

    entered = Signal()
    entered_for_later = Signal()
    focused = Signal(bool)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.entered_for_later.emit()
            return
        if enter and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.entered.emit()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focused.emit(False)


class Composer(QFrame):
    """The field and its button."""

    sent = Signal(str)
    queued = Signal(str)
    """To be sent when she has finished."""
    begun = Signal()
    """The first letter of a message was written."""
    stopped = Signal()
    microphone_toggled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.setObjectName("composer")
        self.field = _Field(self)
        self.field.setTabChangesFocus(True)
        self.field.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.field.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.field.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.field.document().setDocumentMargin(5)
        self.field.textChanged.connect(self._changed)
        self.field.entered.connect(self._send)
        self.field.entered_for_later.connect(self._send_later)
        self.field.focused.connect(self._show_focus)
        self.microphone = QToolButton(self)
        self.microphone.setFixedSize(34, 34)
        self.microphone.setIconSize(QSize(20, 20))
        self.microphone.setCursor(Qt.CursorShape.PointingHandCursor)
        self.microphone.clicked.connect(self.microphone_toggled)
        self._listens = False
        self.button = QToolButton(self)
        self.button.setObjectName("send")
        self.button.setFixedSize(34, 34)
        self.button.setIconSize(QSize(20, 20))
        self.button.setCursor(Qt.CursorShape.PointingHandCursor)
        self.button.clicked.connect(self._press)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 5, 5, 5)
        row.setSpacing(8)
        row.addWidget(self.field, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.microphone, 0, Qt.AlignmentFlag.AlignBottom)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignBottom)
        self._busy = False
        self._empty = True
        self._name = ""
        self.retranslate()
        self._changed()

    def set_name(self, name: str) -> None:
        """Say to whom one writes."""
        self._name = name
        self.retranslate()

    def retranslate(self) -> None:
        """Take over the current language."""
        self.field.setAccessibleName(self.tr("Message"))
        self.field.setPlaceholderText(self.tr("Write to {name}…").format(name=self._name))
        self.restyle()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Write, wherever in the frame was clicked."""
        self.field.setFocus(Qt.FocusReason.MouseFocusReason)
        event.accept()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange} and hasattr(self, "_busy"):
            self._changed()  # the letters have another size

    def set_busy(self, busy: bool) -> None:
        """While she thinks or speaks the button stops her, unless something new is written."""
        self._busy = busy
        self.restyle()

    def show_microphone(self, listens: bool) -> None:
        """Show whether the microphone is open."""
        self._listens = listens
        self.restyle()

    @property
    def stops(self) -> bool:
        """Whether the button stops her now."""
        return self._busy and not self.field.toPlainText().strip()

    def restyle(self) -> None:
        """Take over the current colours and state."""
        colours = theme.palette()
        self.button.setIcon(theme.icon("stop" if self.stops else "send", colours.on_accent, 20))
        name = self.tr("Stop (Esc)") if self.stops else self.tr("Send (Enter)")
        if self._busy and not self.stops:
            name = self.tr("Interrupt and send (Enter); send when she has finished (Ctrl+Enter)")
        self.button.setToolTip(self.tr("Stop (Esc); F7: pause, go on") if self.stops else name)
        self.button.setAccessibleName(name)
        self.microphone.setIcon(theme.icon("microphone", colours.accent if self._listens else colours.soft_text, 20))
        listen = self.tr("Stop listening") if self._listens else self.tr("Speak, hands free (or hold Space)")
        self.microphone.setToolTip(listen)
        self.microphone.setAccessibleName(listen)
        self.microphone.setProperty("listens", self._listens)
        self.microphone.style().unpolish(self.microphone)
        self.microphone.style().polish(self.microphone)
        self.button.setEnabled(self.stops or bool(self.field.toPlainText().strip()))

    def _changed(self) -> None:
        self.field.ensurePolished()
        line = self.field.fontMetrics().lineSpacing()
        lines = max(1, min(LINES, int(self.field.document().size().height())))
        self.field.setFixedHeight(line * lines + 12)
        was_empty, self._empty = self._empty, not self.field.toPlainText()
        if was_empty and not self._empty:
            self.begun.emit()
        self.restyle()

    def _send(self) -> None:
        text = self.field.toPlainText().strip()
        if text:
            self.field.clear()
            self.sent.emit(text)

    def _send_later(self) -> None:
        text = self.field.toPlainText().strip()
        if not self._busy:
            self._send()
        elif text:
            self.field.clear()
            self.queued.emit(text)

    def _press(self) -> None:
        if self.stops:
            self.stopped.emit()
        else:
            self._send()
        self.field.setFocus()

    def _show_focus(self, focused: bool) -> None:
        self.setProperty("focused", focused)
        self.style().unpolish(self)
        self.style().polish(self)
