"""The talk: who she is and how she is, the notices, the messages, the field to write in."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QScrollArea,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from companion.conversation import Conversation, Message, State
from companion.mind.macros import fill
from companion.ui import theme
from companion.ui.bubble import Bubble
from companion.ui.composer import Composer
from companion.ui.empty_state import EmptyState
from companion.ui.listening_strip import ListeningStrip
from companion.ui.notices import Notices
from companion.ui.talk_menu import TalkMenu


class Messages(QScrollArea):
    """The bubbles, newest below; stays at the end unless the user scrolled up."""

    variant_chosen = Signal(object, int)
    """A Message and which of its variants is wanted."""
    again_wanted = Signal(object)
    edit_wanted = Signal(object)
    remove_wanted = Signal(object)
    """A Message to be answered differently, written differently, forgotten."""
    note_wanted = Signal(object)
    """A Message that shall become a video note."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.setObjectName("messages")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget(self)
        inside.setObjectName("messages")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(16, 20, 12, 12)
        self._column.setSpacing(12)
        self._column.addStretch(1)
        self.setWidget(inside)
        self.bubbles: dict[int, Bubble] = {}
        self._changed: set[int] = set()
        self._follow = True
        self._refresh = QTimer(self)
        self._refresh.setSingleShot(True)
        self._refresh.setInterval(33)  # words arrive faster than anyone reads; the layout need not follow each
        self._refresh.timeout.connect(self._refresh_changed)
        bar = self.verticalScrollBar()
        bar.rangeChanged.connect(lambda _low, high: bar.setValue(high) if self._follow else None)
        bar.valueChanged.connect(self._scrolled)

    def add(self, message: Message, place: int | None = None) -> None:
        """Show a message at a place, or at the end."""
        bubble = Bubble(message, self)
        bubble.chooser.chosen.connect(lambda variant: self.variant_chosen.emit(message, variant))
        bubble.note_wanted.connect(lambda: self.note_wanted.emit(message))
        bubble.again_wanted.connect(lambda: self.again_wanted.emit(message))
        bubble.edit_wanted.connect(lambda: self.edit_wanted.emit(message))
        bubble.remove_wanted.connect(lambda: self.remove_wanted.emit(message))
        bubble.set_room(self._room())
        self.bubbles[id(message)] = bubble
        if place is None and message.role == "user":
            self._follow = True
        self._column.insertWidget(self._column.count() if place is None else place + 1, bubble)  # below the stretch

    def change(self, message: Message) -> None:
        """Show a message as it is now, soon."""
        self._changed.add(id(message))
        if not self._refresh.isActive():
            self._refresh.start()

    def remove(self, message: Message) -> None:
        """Take a message away."""
        bubble = self.bubbles.pop(id(message), None)
        if bubble is not None:
            self._column.removeWidget(bubble)
            bubble.hide()
            bubble.deleteLater()

    def clear(self) -> None:
        """Take all messages away."""
        for bubble in list(self.bubbles.values()):
            self.remove(bubble.message)

    def search(self, text: str) -> int:
        """Show only the messages with ``text`` in them, all when it is empty; returns how many."""
        wanted = text.strip().casefold()
        for bubble in self.bubbles.values():
            bubble.setVisible(wanted in bubble.message.text.casefold())
        return sum(not bubble.isHidden() for bubble in self.bubbles.values())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for bubble in self.bubbles.values():
            bubble.set_room(self._room())

    def _room(self) -> int:
        return max(self.viewport().width() - 28, 160)

    def _scrolled(self, value: int) -> None:
        # The range grows before the value follows: only the user's own scrolling away counts.
        if self.verticalScrollBar().isSliderDown() or value < self.verticalScrollBar().maximum() - 80:
            self._follow = value >= self.verticalScrollBar().maximum() - 8
        else:
            self._follow = True

    def _refresh_changed(self) -> None:
        changed, self._changed = self._changed, set()
        for key in changed:
            bubble = self.bubbles.get(key)
            if bubble is not None:
                bubble.refresh()


class ChatPanel(QWidget):
    """A listener of the conversation; what the user does leaves as signals."""

    said = Signal(str)
    stopped = Signal()
    settings_wanted = Signal()
    parts_wanted = Signal(str)
    """Her, the talk or both shall fill the window."""
    note_wanted = Signal(object)
    """A Message that shall become a video note."""

    def __init__(self, conversation: Conversation, parent: QWidget | None = None) -> None:
        """Show ``conversation``."""
        super().__init__(parent)
        self.setObjectName("chat")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._conversation = conversation
        self._engine_text = ""
        self.name = QLabel(self)
        self.name.setObjectName("name")
        self.name.setTextFormat(Qt.TextFormat.PlainText)
        self.status = QLabel(self)
        self.status.setObjectName("status")
        self.status.setTextFormat(Qt.TextFormat.PlainText)
        self._make_tools()
        self._progress = QProgressBar(self)
        self._progress.setTextVisible(False)
        self._progress.hide()
        self.notices = Notices(self)
        self.messages = Messages(self)
        self.messages.variant_chosen.connect(conversation.choose)
        self.messages.remove_wanted.connect(conversation.remove)
        self.messages.again_wanted.connect(lambda message: self.said.emit(conversation.ask_again(message)))
        self.messages.edit_wanted.connect(self._edit)
        self.search.textChanged.connect(self.messages.search)
        self.messages.note_wanted.connect(self.note_wanted)
        self.empty = EmptyState(self)
        self.empty.chosen.connect(self.said)
        self.strip = ListeningStrip(self)
        self.timing = QLabel(self)
        self.timing.setObjectName("caption")
        self.timing.hide()
        self.composer = Composer(self)
        self.composer.sent.connect(self.said)
        self.composer.stopped.connect(self.stopped)
        self._lay_out()
        self.restyle()
        self.messages_reset()
        self.retranslate()
        conversation.subscribe(self)

    def _make_tools(self) -> None:
        """Make what stands in the header beside the name, and the field to search in."""
        self.settings_button = QToolButton(self)
        self.settings_button.setFixedSize(36, 36)
        self.settings_button.setIconSize(QSize(20, 20))
        self.settings_button.clicked.connect(self.settings_wanted)
        self.more_button = QToolButton(self)
        self.more_button.setFixedSize(36, 36)
        self.more_button.setText("⋯")
        self.more_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.talk_menu = TalkMenu(self._conversation, self)
        self.talk_menu.search_wanted.connect(self.open_search)
        self.talk_menu.parts_wanted.connect(self.parts_wanted)
        self.talk_menu.failed.connect(self._tell_of_talk)
        self.more_button.setMenu(self.talk_menu)
        self.search = QLineEdit(self)
        self.search.setClearButtonEnabled(True)
        self.search.hide()
        QShortcut(QKeySequence("Ctrl+F"), self).activated.connect(self.open_search)

    def _lay_out(self) -> None:
        header = QFrame(self)
        header.setObjectName("header")
        names = QVBoxLayout()
        names.setSpacing(1)
        names.addWidget(self.name)
        names.addWidget(self.status)
        top = QHBoxLayout(header)
        top.setContentsMargins(20, 14, 12, 12)
        top.addLayout(names, 1)
        top.addWidget(self.more_button, 0, Qt.AlignmentFlag.AlignVCenter)
        top.addWidget(self.settings_button, 0, Qt.AlignmentFlag.AlignVCenter)
        middle = QWidget(self)
        self._stack = QStackedLayout(middle)
        self._beginning = QScrollArea(self)
        self._beginning.setWidgetResizable(True)
        self._beginning.setFrameShape(QFrame.Shape.NoFrame)
        self._beginning.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._beginning.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._beginning.setWidget(self.empty)
        self._stack.addWidget(self._beginning)
        self._stack.addWidget(self.messages)
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 4, 16, 16)
        foot.addWidget(self.strip)
        foot.addWidget(self.composer)
        foot.addWidget(self.timing, 0, Qt.AlignmentFlag.AlignRight)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(header)
        column.addWidget(self._progress)
        column.addWidget(self.search)
        column.addWidget(self.notices)
        column.addWidget(middle, 1)
        column.addLayout(foot)

    def show_engine(self, text: str, fraction: float | None, *, loading: bool) -> None:
        """Show how the engine is, in words and as a bar."""
        self._engine_text = text
        self._progress.setVisible(loading)
        self._progress.setRange(0, 0 if fraction is None else 1000)
        if fraction is not None:
            self._progress.setValue(round(fraction * 1000))
        self._show_status()

    def restyle(self) -> None:
        """Take over the current colours."""
        self.settings_button.setIcon(theme.icon("settings", theme.palette().soft_text, 20))
        self.composer.restyle()
        self.empty.restyle()

    def retranslate(self) -> None:
        """Take over the current language."""
        self.settings_button.setToolTip(self.tr("Settings (Ctrl+,)"))
        self.settings_button.setAccessibleName(self.tr("Settings"))
        for button in (self.more_button, self.talk_menu):
            button.setAccessibleName(self.tr("More"))
        self.more_button.setToolTip(self.tr("More"))
        self.search.setPlaceholderText(self.tr("Search what was said"))
        self.search.setAccessibleName(self.tr("Search what was said"))
        self._progress.setAccessibleName(self.tr("Loading"))
        self.messages.setAccessibleName(self.tr("Conversation"))
        self.persona_changed()
        self._show_status()

    def open_search(self) -> None:
        """Show the field to search in."""
        self.search.show()
        self.search.setFocus()

    def close_search(self) -> None:
        """Show all messages again."""
        if self.search.isHidden():
            return
        self.search.clear()
        self.search.hide()
        self.composer.field.setFocus()

    def _tell_of_talk(self, sentence: str) -> None:
        self.notices.tell("talk", sentence)

    def _edit(self, message: Message) -> None:
        """Take the message back into the field."""
        self.composer.field.setPlainText(self._conversation.take_back(message))
        self.composer.field.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "composer"):
            self.restyle()
        elif event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    # ---- what the conversation tells

    def messages_reset(self) -> None:
        """Show the talk with the current persona."""
        self.messages.clear()
        for message in self._conversation.messages:
            self.messages.add(message)
        self.persona_changed()
        self._show_middle()

    def persona_changed(self) -> None:
        """Show the name."""
        persona = self._conversation.persona
        self.name.setText(persona.name)
        self.composer.set_name(persona.name)
        user = self._conversation.user_name or self.tr("you")
        greetings = (persona.greeting, *persona.other_greetings)
        self.empty.introduce(persona.name, tuple(fill(text, persona.name, user) for text in greetings))

    def messages_inserted(self, place: int, messages: Sequence[Message]) -> None:
        """Show messages that were fetched or brought back."""
        for offset, message in enumerate(messages):
            self.messages.add(message, place + offset)
        self._show_middle()

    def message_added(self, message: Message) -> None:
        """Show a new message."""
        self.messages.add(message)
        self._show_middle()

    def message_changed(self, message: Message) -> None:
        """Show a message as it is now."""
        self.messages.change(message)

    def message_removed(self, message: Message) -> None:
        """Take a message away."""
        self.messages.remove(message)
        self._show_middle()

    def state_changed(self, state: State) -> None:
        """Offer Stop while she thinks or speaks."""
        self.composer.set_busy(state is not State.IDLE)
        self._show_status()

    def turn_failed(self, sentence: str) -> None:
        """Say what failed."""
        self.notices.tell("turn", sentence, seconds=12)

    def _show_middle(self) -> None:
        self._stack.setCurrentWidget(self.messages if self._conversation.messages else self._beginning)

    def _show_status(self) -> None:
        doing = {State.THINKING: self.tr("is thinking…"), State.SPEAKING: self.tr("is speaking")}
        loading = not self._progress.isHidden()  # then that is why she takes so long
        self.status.setText(self._engine_text if loading else doing.get(self._conversation.state, self._engine_text))
