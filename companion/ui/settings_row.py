"""What a page of the settings is made of: groups, and in them rows with a title, a field and a line of help."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from companion.settings import Setting
from companion.ui import theme
from companion.ui.plain_text import Label

HIGHLIGHT_MS = 2200
RESET_SIZE = 24
BESIDE = 272
"""Pixels, at a text size of 100 %, that a field may want and still stand beside its title."""


class Row(QWidget):
    """One field: its title and help on the left, what is set on the right, or below where that is too wide."""

    reset_wanted = Signal(object)
    """The Setting that is to have its default again."""
    shown = Signal()
    """It shows or hides: its group follows."""

    def __init__(
        self,
        title: str,
        widget: QWidget,
        note: str = "",
        *,
        setting: Setting[Any] | None = None,
        show: Callable[[Any], None] | None = None,
        wide: bool = False,
    ) -> None:
        """``show`` puts a value into the field; ``wide``: the field always stands below the title."""
        super().__init__()
        self.setObjectName("row")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title, self.note, self.setting, self.field = title, note, setting, widget
        self.show_value = show or (lambda _value: None)
        self._wide = wide
        words = QVBoxLayout()
        words.setSpacing(2)
        label = Label(title, self)
        label.setObjectName("rowTitle")
        label.setWordWrap(True)
        label.setBuddy(widget)
        words.addWidget(label)
        if isinstance(widget, QCheckBox):
            widget.setObjectName("switch")
        widget.setAccessibleName(title)
        self.help = Label(note, self)
        self.help.setObjectName("help")
        self.help.setWordWrap(True)
        self.help.setVisible(bool(note))
        widget.setAccessibleDescription(note)
        words.addWidget(self.help)
        self.reset = QToolButton(self)
        self.reset.setObjectName("reset")
        self.reset.setIcon(theme.icon("undo", theme.palette().soft_text, 16))
        self.reset.setIconSize(QSize(16, 16))
        self.reset.setFixedSize(RESET_SIZE, RESET_SIZE)
        self.reset.clicked.connect(lambda: self.reset_wanted.emit(setting))
        keep = self.reset.sizePolicy()
        keep.setRetainSizeWhenHidden(True)
        self.reset.setSizePolicy(keep)
        self.reset.hide()
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._box.setSpacing(10)
        self._box.addLayout(words, 1)
        switch = isinstance(widget, QCheckBox)
        self._box.addWidget(widget, 0 if switch else 1)
        if not switch:
            widget.setSizePolicy(QSizePolicy.Policy.Expanding, widget.sizePolicy().verticalPolicy())
        inside = QHBoxLayout(self)
        inside.setContentsMargins(16, 11, 8, 11)
        inside.setSpacing(6)
        inside.addLayout(self._box, 1)
        inside.addWidget(self.reset, 0, Qt.AlignmentFlag.AlignTop)
        self._retranslate()
        self.ensurePolished()
        self._lay_out()

    def show_state(self, *, changed: bool) -> None:
        """Offer the way back only where there is one."""
        self.reset.setVisible(changed)

    def highlight(self) -> None:
        """Glow for a moment, so that the eye finds it."""
        self._glow(True)
        QTimer.singleShot(HIGHLIGHT_MS, self, lambda: self._glow(False))

    def setVisible(self, visible: bool) -> None:
        super().setVisible(visible)
        self.shown.emit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Turn a switch by a click anywhere on its row."""
        super().mouseReleaseEvent(event)
        if isinstance(self.field, QCheckBox) and self.rect().contains(event.position().toPoint()):
            self.field.toggle()

    def event(self, event: QEvent) -> bool:
        """Look again at how wide the field is when what is in it changes."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._lay_out()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self.reset.setToolTip(self.tr("Back to the default"))
        self.reset.setAccessibleName(self.tr("Back to the default: {title}").format(title=self.title))

    def _lay_out(self) -> None:
        if isinstance(self.field, QCheckBox):
            return
        # Known before it is shown, so that nothing jumps; only in a narrow dialog the width says otherwise.
        half = round(BESIDE * theme.text_size_now() / 100)
        if self.isVisible():
            half = min(half, (self.width() - 16 - 8 - RESET_SIZE - 16) // 2)
        wide = self._wide or isinstance(self.field, QPlainTextEdit) or self._wanted() > half
        direction = QBoxLayout.Direction.TopToBottom if wide else QBoxLayout.Direction.LeftToRight
        if self._box.direction() is not direction:
            self._box.setDirection(direction)
            self._box.setSpacing(6 if wide else 10)

    def _wanted(self) -> int:
        """Return how wide the field would like to be."""
        hint = self.field.sizeHint().width()
        if isinstance(self.field, QLineEdit):  # its hint knows nothing of what stands in it while it is empty
            hint = max(hint, self.field.fontMetrics().horizontalAdvance(self.field.placeholderText()) + 28)
        return hint

    def _glow(self, on: bool) -> None:
        self.setProperty("found", on)
        self.style().unpolish(self)
        self.style().polish(self)


class Group(QFrame):
    """Rows that belong together, on one card; it shows while one of them does."""

    def __init__(self, title: str = "", note: str = "", parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.title = title
        self.rows: list[QWidget] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for text, name in ((title, "groupTitle"), (note, "help")):
            if text:
                label = Label(text, self)
                label.setObjectName(name)
                label.setWordWrap(True)
                label.setContentsMargins(2, 0, 0, 0)
                column.addWidget(label)
        card = QFrame(self)
        card.setObjectName("card")
        self._inside = QVBoxLayout(card)
        self._inside.setContentsMargins(1, 1, 1, 1)
        self._inside.setSpacing(0)
        column.addWidget(card)

    def add(self, row: QWidget) -> None:
        """Add a row below the others."""
        self.rows.append(row)
        self._inside.addWidget(row)
        if isinstance(row, Row):
            row.shown.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        first = True
        for row in self.rows:
            if not row.isHidden():
                if row.property("first") is not first:
                    row.setProperty("first", first)
                    row.style().unpolish(row)
                    row.style().polish(row)
                first = False
        self.setVisible(not first)
