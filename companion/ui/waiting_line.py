"""What you wrote while she spoke and she is to get when she has finished; it can be taken back until then."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from companion.ui import theme
from companion.ui.plain_text import Label


class WaitingLine(QFrame):
    """One text that waits; more lines join it."""

    taken_back = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start with nothing, hidden."""
        super().__init__(parent)
        self.setObjectName("listening")
        self.text = ""
        self.label = Label(self)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setWordWrap(True)
        self.button = QToolButton(self)
        self.button.setFixedSize(24, 24)
        self.button.setIconSize(QSize(14, 14))
        self.button.clicked.connect(lambda: self.taken_back.emit(self.take()))
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 8, 6)
        row.addWidget(self.label, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        self.restyle()
        self._show()

    def add(self, text: str) -> None:
        """Let ``text`` wait, below what waits already."""
        self.text = f"{self.text}\n{text}".strip()
        self._show()

    def take(self) -> str:
        """Return what waits, which then waits no longer."""
        text, self.text = self.text, ""
        self._show()
        return text

    def restyle(self) -> None:
        """Take over the current colours."""
        self.button.setIcon(theme.icon("close", theme.palette().soft_text, 14))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._show()
        elif event.type() == QEvent.Type.PaletteChange and hasattr(self, "button"):
            self.restyle()

    def _show(self) -> None:
        shown = " ".join(self.text.split())
        self.label.setText(self.tr("When she has finished: {text}").format(text=shown[:200]))
        self.button.setToolTip(self.tr("Take it back"))
        self.button.setAccessibleName(self.tr("Take it back"))
        self.setVisible(bool(self.text))
