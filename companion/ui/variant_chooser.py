"""Two arrows and "2/3": the replies there are to choose from."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from companion.ui import theme
from companion.ui.plain_text import Label


class VariantChooser(QWidget):
    """Two arrows and "2/3": the replies there are to choose from."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start hidden, with nothing to choose."""
        super().__init__(parent)
        self._count = 0
        self._place = 0
        self.words = Label(self)
        self.words.setObjectName("caption")
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 0, 0, 0)
        row.setSpacing(2)
        self.back = self._arrow("previous", -1)
        self.forth = self._arrow("next", 1)
        self.retranslate()
        for widget in (self.back, self.words, self.forth):
            row.addWidget(widget)
        row.addStretch(1)
        self.hide()

    def _arrow(self, icon: str, step: int) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName("small")
        button.setIcon(theme.icon(icon, theme.palette().soft_text, 14))
        button.setIconSize(QSize(14, 14))
        button.setFixedSize(24, 24)
        button.clicked.connect(lambda: self.chosen.emit((self._place + step) % max(1, self._count)))
        return button

    def retranslate(self) -> None:
        """Take over the current language."""
        for button, name in ((self.back, self.tr("The reply before")), (self.forth, self.tr("Another reply"))):
            button.setToolTip(name)
            button.setAccessibleName(name)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def show_choice(self, place: int, count: int) -> None:
        """Show that the reply ``place`` (from 0) of ``count`` is chosen; hidden when there is only one."""
        self._place, self._count = place, count
        self.words.setText(f"{place + 1}/{count}")
        self.setVisible(count > 1)
