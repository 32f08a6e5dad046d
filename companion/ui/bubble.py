"""One message in the chat: a bubble as wide as its text, how it felt, and what can be done with it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QEnterEvent, QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from companion.conversation import Message
from companion.ui import theme
from companion.ui.dots import Dots
from companion.ui.feelings import FeelingBar, FeelingMark, felt_line
from companion.ui.plain_text import Label
from companion.ui.rich_text import MessageText
from companion.ui.variant_chooser import VariantChooser

WIDEST = 0.9
"""Part of the chat's width a bubble may take, beside its face and its button."""
READABLE = 560
"""Pixels at a text size of 100 %: longer lines are hard to read."""

_MENU_KEYS = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_Menu}


class Bubble(QWidget):
    """The view of one message. Hers is read as Markdown that can do no harm, yours is shown as you wrote it."""

    say_wanted = Signal()
    """The message shall be heard once more."""
    note_wanted = Signal()
    """The message shall become a video note."""
    again_wanted = Signal()
    """Another answer shall come in its place."""
    edit_wanted = Signal()
    """The message shall be written once more, differently."""
    remove_wanted = Signal()
    """The message shall be forgotten."""
    link_wanted = Signal(str)
    """The address of a link was clicked."""
    neighbour_wanted = Signal(int)
    """The keyboard goes on to the message so many below."""

    def __init__(self, message: Message, parent: QWidget | None = None) -> None:
        """Show ``message``."""
        super().__init__(parent)
        self.message = message
        self.writing = False
        """Whether its text is still being written."""
        self.speaker = ""
        """Who says it, for those who cannot see the side it stands on."""
        hers = message.role == "assistant"
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._frame = QFrame(self)
        self._frame.setObjectName("bubbleHers" if hers else "bubbleUser")
        self._label = MessageText(self._frame, markdown=hers)
        self._label.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)  # the whole bubble has one
        self._label.link_clicked.connect(self.link_wanted)
        self._dots = Dots(self._frame)
        inside = QVBoxLayout(self._frame)
        inside.setContentsMargins(14, 9, 14, 10)
        inside.addWidget(self._label)
        inside.addWidget(self._dots)
        self._mark = FeelingMark(self)
        self._mark.setVisible(hers)
        self._bar = FeelingBar(self)
        self._caption = Label(self)
        self._caption.setObjectName("caption")
        self._caption.setTextFormat(Qt.TextFormat.PlainText)
        self._caption.setWordWrap(True)
        self.chooser = VariantChooser(self)
        self.more = QToolButton(self)
        self.more.setFixedSize(24, 24)
        self.more.setIconSize(QSize(16, 16))
        self.more.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # by keyboard the bubble itself opens the menu
        self.more.setCursor(Qt.CursorShape.PointingHandCursor)
        self.more.clicked.connect(lambda: self.open_menu(self.more.mapToGlobal(QPoint(0, self.more.height()))))
        self._lay_out(hers)
        self._room = 320
        self.restyle()
        self.refresh()

    def _lay_out(self, hers: bool) -> None:
        side = Qt.AlignmentFlag.AlignLeft if hers else Qt.AlignmentFlag.AlignRight
        column = QVBoxLayout()
        column.setSpacing(3)
        column.addWidget(self._frame, 0, side)
        column.addWidget(self._bar, 0, side)
        column.addWidget(self._caption, 0, side)
        column.addWidget(self.chooser, 0, side)
        column.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        top = Qt.AlignmentFlag.AlignTop
        if hers:
            row.addWidget(self._mark, 0, top)
            row.addSpacing(4)
            row.addLayout(column)
            row.addWidget(self.more, 0, top)
            row.addStretch(1)
        else:
            row.addStretch(1)
            row.addWidget(self.more, 0, top)
            row.addLayout(column)

    @property
    def text(self) -> str:
        """The text as it was said."""
        return self._label.text

    # ---- what can be done with it

    def menu(self) -> QMenu:
        """Return what can be done with the message."""
        menu = QMenu(self)
        if self.message.role == "assistant":
            whole = bool(self.message.text.strip()) and not self.writing
            for words, signal, possible in (
                (self.tr("Say again"), self.say_wanted, whole),
                (self.tr("Answer differently"), self.again_wanted, whole and not self.message.begun),
                (self.tr("Make a video note"), self.note_wanted, whole),
            ):
                menu.addAction(words, signal.emit).setEnabled(possible)
        else:
            menu.addAction(self.tr("Edit and send again"), self.edit_wanted.emit)
        menu.addAction(self.tr("Copy"), self.copy)
        for link in self._label.links()[:5]:
            shown = self.fontMetrics().elidedText(link, Qt.TextElideMode.ElideMiddle, 320).replace("&", "&&")
            menu.addAction(self.tr("Open {address}").format(address=shown), partial(self.link_wanted.emit, link))
        if self.message.feelings:
            feelings = menu.addMenu(self.tr("How she felt"))
            for felt in self.message.feelings:
                line = self.fontMetrics().elidedText(felt_line(felt), Qt.TextElideMode.ElideRight, 420)
                feelings.addAction(line.replace("&", "&&"))
        menu.addSeparator()
        menu.addAction(self.tr("Delete"), self.remove_wanted.emit)
        return menu

    def open_menu(self, place: QPoint) -> None:
        """Show the menu at a place on the screen."""
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)  # not ``exec``: the message may go while its menu is open

    def copy(self) -> None:
        """Take what is marked to the clipboard, else the whole message."""
        QGuiApplication.clipboard().setText(self._label.selected() or self.message.text.strip())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.open_menu(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _MENU_KEYS:
            self.open_menu(self._frame.mapToGlobal(self._frame.rect().bottomLeft()))
        elif event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self.neighbour_wanted.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() == Qt.Key.Key_Delete:
            self.remove_wanted.emit()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    # ---- how it looks

    def refresh(self) -> None:
        """Show the message as it is now."""
        message = self.message
        text = message.text.strip()
        self._dots.setVisible(not text)
        self._label.setVisible(bool(text))
        self._label.show_text(text, writing=self.writing)
        notes = [self.tr("She began")] if message.begun else []
        notes += [self.tr("Stopped here")] if message.stopped else []
        if message.cut and not message.stopped:
            notes.append(self.tr("Cut off by the length limit"))
        if message.remembered:
            notes.append(self.tr("Remembered: {facts}").format(facts=" ".join(message.remembered)))
        self._caption.setText("\n".join(notes))
        self._caption.setVisible(bool(notes and text))
        self.chooser.show_choice(message.chosen, len(message.variants))
        feelings = message.feelings if message.role == "assistant" else []
        self._mark.show_feeling(message.emotion, feelings[-1] if feelings else None)
        self._bar.show_feelings(feelings)
        self.more.setToolTip(self.tr("What can be done with it"))
        self.more.setAccessibleName(self.tr("What can be done with it"))
        self.setAccessibleName(f"{self.speaker}: {text}" if text else self._dots.accessibleName())
        self.setAccessibleDescription("\n".join([*notes, *map(felt_line, feelings)]))
        self._label.setAccessibleName(self.speaker)
        self._fit()

    def restyle(self) -> None:
        """Take over the current colours."""
        self.more.setIcon(theme.icon("more", theme.palette().soft_text, 16))
        self._show_more(self.underMouse() or self.hasFocus())
        self._label.restyle()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.refresh()
        elif event.type() in {QEvent.Type.PaletteChange, QEvent.Type.StyleChange} and hasattr(self, "_room"):
            self.restyle()
            self._fit()

    def set_room(self, width: int) -> None:
        """Tell how wide the chat is, in pixels."""
        if width != self._room:
            self._room = width
            self._fit()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._show_more(True)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._show_more(self.hasFocus())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._show_focus(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._show_focus(False)

    def _show_focus(self, focused: bool) -> None:
        self._show_more(focused or self.underMouse())
        self._frame.setProperty("focused", focused)
        self._frame.style().unpolish(self._frame)
        self._frame.style().polish(self._frame)

    def _show_more(self, wanted: bool) -> None:
        # Its room is kept: nothing may move because a pointer passes.
        self.more.setToolButtonStyle(
            Qt.ToolButtonStyle.ToolButtonIconOnly if wanted else Qt.ToolButtonStyle.ToolButtonTextOnly
        )

    def _fit(self) -> None:
        """Make the text as wide as it needs, up to the widest a bubble may be."""
        hers = self.message.role == "assistant"
        beside = 28 + self.more.width() + (FeelingMark.SIZE + 12 if hers else 4)
        widest = min(int(self._room * WIDEST) - beside, READABLE * theme.text_size_now() // 100)
        self._label.fit(widest)
        self._bar.setFixedWidth(self._label.width() + 28)
        self._caption.ensurePolished()
        letters = self._caption.fontMetrics()
        width = max((letters.horizontalAdvance(line) for line in self._caption.text().split("\n")), default=0) + 8
        self._caption.setMinimumHeight(0)  # an old minimum would enter the answer
        self._caption.setFixedWidth(min(width, widest + 28))
        self._caption.setFixedHeight(max(self._caption.heightForWidth(self._caption.width()), letters.height()))
        self.updateGeometry()
