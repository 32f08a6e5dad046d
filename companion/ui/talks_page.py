"""All talks, to go on with one, begin another, name or delete one; and a search through every word of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from PySide6.QtCore import (
    QDateTime,
    QEvent,
    QLocale,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QKeySequence, QPainter, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from companion.history import Found, History, Talk
from companion.ui import theme
from companion.ui.plain_text import Label

MOST_FOUND = 100
PAUSE_MS = 150
"""A search begins when the fingers rest."""
_TALK = Qt.ItemDataRole.UserRole
_NUMBER = Qt.ItemDataRole.UserRole + 1
_BELOW = Qt.ItemDataRole.UserRole + 2
_PAD = 10

Index: TypeAlias = QModelIndex | QPersistentModelIndex


class _TwoLines(QStyledItemDelegate):
    """A title, and below it in small soft letters with whom and when."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self.initStyleOption(option, index)
        option.text = ""
        style = option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        room = option.rect.adjusted(_PAD, _PAD - 2, -_PAD, -_PAD)
        colours = theme.palette()
        painter.save()
        painter.setFont(option.font)
        self._line(painter, room, index.data(), colours.text)
        room.translate(0, option.fontMetrics.height() + 2)
        painter.setFont(self._small(option))
        self._line(painter, room, index.data(_BELOW), colours.soft_text)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(80, 2 * option.fontMetrics.height() + 2 * _PAD)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        editor.setGeometry(option.rect)

    def _line(self, painter: QPainter, room: QRect, text: str, colour: str) -> None:
        painter.setPen(QColor(colour))
        elided = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, elided)

    def _small(self, option: QStyleOptionViewItem) -> QFont:
        font = QFont(option.font)
        font.setPixelSize(round(12 * theme.text_size_now() / 100))
        return font


class TalksPage(QWidget):
    """Reads the history; what is chosen leaves as a signal."""

    opened = Signal(object, int)
    """A Talk, and the number of the message to show, 0 for its end."""
    new_wanted = Signal()
    removed = Signal(object)
    """A Talk shall be deleted."""

    def __init__(self, history: History, persona_name: Callable[[str], str], parent: QWidget | None = None) -> None:
        """``persona_name`` returns the name of a persona by its file name."""
        super().__init__(parent)
        self._history = history
        self._persona_name = persona_name
        self._current = 0
        self.search = QLineEdit(self)
        self.search.setClearButtonEnabled(True)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(PAUSE_MS)
        self._soon.timeout.connect(self.refresh)
        self.search.textChanged.connect(lambda _text: self._soon.start())
        self.search.returnPressed.connect(self._open_current)
        self.new_button = QPushButton(self)
        self.new_button.clicked.connect(self.new_wanted)
        self.list = QListWidget(self)
        self.list.setObjectName("talks")
        self.list.setItemDelegate(_TwoLines(self.list))
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._menu)
        self.list.itemClicked.connect(self._open)
        self.list.itemActivated.connect(self._open)
        self.list.itemChanged.connect(self._renamed)
        self.list.currentItemChanged.connect(lambda _now, _before: self._show_buttons())
        self.words = Label(self)
        self.words.setObjectName("hint")
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.words.setWordWrap(True)
        self.rename_button = QPushButton(self)
        self.rename_button.clicked.connect(self.rename)
        self.delete_button = QPushButton(self)
        self.delete_button.clicked.connect(self.delete)
        delete = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.list)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self.delete)
        self._lay_out()
        self.retranslate()
        self.restyle()

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.addWidget(self.rename_button)
        foot.addWidget(self.delete_button)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        column.addWidget(self.search)
        column.addWidget(self.new_button)
        column.addWidget(self.list, 1)
        column.addWidget(self.words, 1)
        column.addLayout(foot)

    def retranslate(self) -> None:
        """Take over the current language."""
        self.search.setPlaceholderText(self.tr("Search all talks"))
        self.search.setAccessibleName(self.tr("Search all talks"))
        self.list.setAccessibleName(self.tr("Talks"))
        self.new_button.setText(self.tr("New talk"))
        self.rename_button.setText(self.tr("Rename"))
        self.delete_button.setText(self.tr("Delete"))
        if self.isVisible():
            self.refresh()

    def restyle(self) -> None:
        """Take over the current colours."""
        self.new_button.setIcon(theme.icon("new", theme.palette().accent, 18))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.PaletteChange and hasattr(self, "new_button"):
            self.restyle()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def set_current(self, talk: int) -> None:
        """Tell which talk is open."""
        self._current = talk
        if self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Read anew what is stored."""
        self._soon.stop()
        wanted = self.search.text().strip()
        self.list.blockSignals(True)
        self.list.clear()
        if wanted:
            for found in self._history.search(wanted, MOST_FOUND):
                self._add(_around(found, wanted), found.talk, found.entry.id, found.entry.at, found.talk.title)
        else:
            for talk in self._history.talks():
                self._add(talk.title, talk, 0, talk.at, self._persona_name(talk.persona))
        self.list.blockSignals(False)
        self.list.setVisible(self.list.count() > 0)
        self.words.setVisible(self.list.count() == 0)
        self.words.setText(
            self.tr("Nobody has said that.") if wanted else self.tr("No talks yet. What you say is kept here.")
        )
        self.words.setMinimumHeight(self.words.heightForWidth(max(self.width() - 32, 160)))
        self._show_buttons()

    def rename(self) -> None:
        """Let the user write another title over the chosen one."""
        if self.list.currentItem() is not None:
            self.list.editItem(self.list.currentItem())

    def delete(self) -> None:
        """Ask for the chosen talk to be deleted."""
        item = self.list.currentItem()
        if item is not None and not item.data(_NUMBER):
            self.removed.emit(item.data(_TALK))
            self.refresh()

    def _add(self, title: str, talk: Talk, number: int, at: float, below: str) -> None:
        item = QListWidgetItem(title)
        when = QLocale().toString(QDateTime.fromSecsSinceEpoch(int(at)), QLocale.FormatType.ShortFormat)
        item.setData(_TALK, talk)
        item.setData(_NUMBER, number)
        item.setData(_BELOW, f"{below} · {when}")
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{title}, {below}, {when}")
        if not number:
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
        self.list.addItem(item)
        if talk.id == self._current and not number:
            self.list.setCurrentItem(item)

    def _open(self, item: QListWidgetItem) -> None:
        self.opened.emit(item.data(_TALK), item.data(_NUMBER))

    def _open_current(self) -> None:
        self.refresh()
        if self.list.count():
            self._open(self.list.currentItem() or self.list.item(0))

    def _renamed(self, item: QListWidgetItem) -> None:
        talk: Talk = item.data(_TALK)
        self._history.rename(talk.id, item.text())
        QTimer.singleShot(0, self, self.refresh)  # not from within the editor that is closing

    def _menu(self, place: QPoint) -> None:
        item = self.list.itemAt(place)
        if item is None or item.data(_NUMBER):
            return
        menu = QMenu(self)
        menu.addAction(self.tr("Rename"), self.rename)
        menu.addAction(self.tr("Delete"), self.delete)
        menu.exec(self.list.viewport().mapToGlobal(place))
        menu.deleteLater()

    def _show_buttons(self) -> None:
        item = self.list.currentItem()
        for button in (self.rename_button, self.delete_button):
            button.setEnabled(item is not None and not item.data(_NUMBER))


def _around(found: Found, wanted: str) -> str:
    """Return the part of a message that was found, as one line."""
    text = " ".join(found.entry.text.split())
    place = text.casefold().find(" ".join(wanted.casefold().split()))
    begin = max(place - 20, 0)
    return ("…" if begin else "") + text[begin : begin + 120]
