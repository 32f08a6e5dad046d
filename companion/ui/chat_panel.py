"""The talk: who she is and how she is, the notices, the messages, the field to write in."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QScrollArea,
    QSizePolicy,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from companion.conversation import Conversation, Message, State
from companion.errors import CompanionError
from companion.history import Talk
from companion.mind.macros import fill
from companion.mind.persona import load_persona
from companion.ui import theme
from companion.ui.announcement import announce
from companion.ui.composer import Composer
from companion.ui.empty_state import EmptyState
from companion.ui.listening_strip import ListeningStrip
from companion.ui.message_acts import UNDO_SECONDS, MessageActs
from companion.ui.messages_area import Messages
from companion.ui.notices import Notices
from companion.ui.plain_text import Label
from companion.ui.sentences import translated
from companion.ui.talk_menu import TalkMenu
from companion.ui.talks_page import TalksPage
from companion.ui.waiting_line import WaitingLine

NARROWEST = 340
"""Pixels at a text size of 100 %."""


class ChatPanel(QWidget):
    """A listener of the conversation; what the user does leaves as signals."""

    said = Signal(str)
    stopped = Signal()
    settings_wanted = Signal()
    parts_wanted = Signal(str)
    """Her, the talk or both shall fill the window."""
    note_wanted = Signal(object)
    """A Message that shall become a video note."""
    talk_wanted = Signal(object, int)
    """A Talk, and the number of the message in it to show, 0 for its end."""

    def __init__(self, conversation: Conversation, parent: QWidget | None = None) -> None:
        """Show ``conversation``."""
        super().__init__(parent)
        self.setObjectName("chat")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._conversation = conversation
        self._engine_text = ""
        self.name = Label(self)
        self.name.setObjectName("name")
        self.name.setTextFormat(Qt.TextFormat.PlainText)
        self.status = Label(self)
        self.status.setObjectName("status")
        self.status.setTextFormat(Qt.TextFormat.PlainText)
        self._make_tools()
        self._progress = QProgressBar(self)
        self._progress.setTextVisible(False)
        self._progress.hide()
        self.notices = Notices(self)
        self.messages = Messages(self)
        self.messages.tab_after = self.settings_button
        self._acts = MessageActs(conversation, self.messages, self.notices, self)
        self._acts.said.connect(self.said)
        self._acts.rewritten.connect(self._write_again)
        self._acts.note_wanted.connect(self.note_wanted)
        self.talks = TalksPage(conversation.history, self._persona_name, self)
        self.talks.opened.connect(self.talk_wanted)
        self.talks.new_wanted.connect(self.begin_talk)
        self.talks.removed.connect(self._remove_talk)
        self.empty = EmptyState(self)
        self.empty.chosen.connect(self.said)
        self.strip = ListeningStrip(self)
        self.waiting = WaitingLine(self)
        self.waiting.taken_back.connect(self._write_again)
        self.timing = Label(self)
        self.timing.setObjectName("caption")
        self.timing.hide()
        self.composer = Composer(self)
        self.composer.sent.connect(self._send)
        self.composer.queued.connect(self.waiting.add)
        self.composer.stopped.connect(self.stopped)
        self._lay_out()
        self._show_width()
        self.restyle()
        self.messages_reset()
        self.retranslate()
        conversation.subscribe(self)

    def _tool(self, icon_size: int = 20) -> QToolButton:
        button = QToolButton(self)
        button.setFixedSize(36, 36)
        button.setIconSize(QSize(icon_size, icon_size))
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return button

    def _make_tools(self) -> None:
        """Make what stands in the header beside the name."""
        self.talks_button = self._tool()
        self.talks_button.setCheckable(True)
        self.talks_button.clicked.connect(lambda on: self.open_talks() if on else self.close_talks())
        self.mood_button = self._tool()
        self.more_button = self._tool()
        self.more_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.talk_menu = TalkMenu(self._conversation, self)
        self.talk_menu.talks_wanted.connect(self.open_talks)
        self.talk_menu.new_wanted.connect(self.begin_talk)
        self.talk_menu.search_wanted.connect(self.open_search)
        self.talk_menu.parts_wanted.connect(self.parts_wanted)
        self.talk_menu.failed.connect(self._tell_of_talk)
        self.more_button.setMenu(self.talk_menu)
        self.settings_button = self._tool()
        self.settings_button.clicked.connect(self.settings_wanted)

    def _lay_out(self) -> None:
        header = QFrame(self)
        header.setObjectName("header")
        names = QVBoxLayout()
        names.setSpacing(1)
        names.addWidget(self.name)
        names.addWidget(self.status)
        top = QHBoxLayout(header)
        top.setContentsMargins(12, 14, 12, 12)
        top.setSpacing(4)
        middle = Qt.AlignmentFlag.AlignVCenter
        top.addWidget(self.talks_button, 0, middle)
        top.addLayout(names, 1)
        top.addWidget(self.mood_button, 0, middle)
        top.addWidget(self.more_button, 0, middle)
        top.addWidget(self.settings_button, 0, middle)
        pages = QWidget(self)
        self._stack = QStackedLayout(pages)
        self._beginning = QScrollArea(self)
        self._beginning.setWidgetResizable(True)
        self._beginning.setFrameShape(QFrame.Shape.NoFrame)
        self._beginning.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._beginning.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._beginning.setWidget(self.empty)
        for page in (self._beginning, self.messages, self.talks):
            self._stack.addWidget(page)
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 4, 16, 12)
        foot.setSpacing(6)
        for line in (self.strip, self.waiting, self.composer):
            foot.addWidget(line)
        foot.addWidget(self.timing, 0, Qt.AlignmentFlag.AlignRight)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(header)
        column.addWidget(self._progress)
        column.addWidget(self.notices)
        column.addWidget(pages, 1)
        column.addLayout(foot)

    def sizeHint(self) -> QSize:
        """Return what reads well: the talk alone needs no more."""
        return QSize(460 * theme.text_size_now() // 100, 680)

    def show_engine(self, text: str, fraction: float | None, *, loading: bool) -> None:
        """Show how the engine is, in words and as a bar."""
        self._engine_text = translated(text)
        self._progress.setVisible(loading)
        self._progress.setRange(0, 0 if fraction is None else 1000)
        if fraction is not None:
            self._progress.setValue(round(fraction * 1000))
        self._show_status()

    def restyle(self) -> None:
        """Take over the current colours."""
        colour = theme.palette().soft_text
        for button, icon in (
            (self.settings_button, "settings"),
            (self.more_button, "more"),
            (self.talks_button, "talks"),
        ):
            button.setIcon(theme.icon(icon, colour, 20))
        self.composer.restyle()
        self.empty.restyle()

    def retranslate(self) -> None:
        """Take over the current language."""
        self.settings_button.setToolTip(self.tr("Settings (Ctrl+,)"))
        self.settings_button.setAccessibleName(self.tr("Settings"))
        for button in (self.more_button, self.talk_menu):
            button.setAccessibleName(self.tr("More"))
        self.more_button.setToolTip(self.tr("More"))
        self.talks_button.setToolTip(self.tr("All talks (Ctrl+T)"))
        self.talks_button.setAccessibleName(self.tr("All talks"))
        self._progress.setAccessibleName(self.tr("Loading"))
        self.messages.setAccessibleName(self.tr("Conversation"))
        self.persona_changed()
        self._show_status()

    # ---- all talks

    def open_talks(self) -> None:
        """Show all talks in place of this one."""
        self.talks.set_current(self._conversation.talk)
        self.talks_button.setChecked(True)
        self._show_middle()
        self.talks.list.setFocus()

    def open_search(self) -> None:
        """Show all talks, ready to search them."""
        self.open_talks()
        self.talks.search.setFocus()

    def close_talks(self) -> bool:
        """Show the talk again; returns whether it was hidden."""
        if not self.talks_button.isChecked():
            return False
        self.talks.search.clear()
        self.talks_button.setChecked(False)
        self._show_middle()
        self.composer.field.setFocus()
        return True

    def begin_talk(self) -> None:
        """Begin another talk with her; it is stored with its first line."""
        self.close_talks()
        if self._conversation.messages:
            self._conversation.open_talk(0)
        self.composer.field.setFocus()

    def show_message(self, number: int) -> None:
        """Show the talk at the message with ``number``, or its end for 0."""
        self.close_talks()
        if number:
            self.messages.go_to(number)

    def _remove_talk(self, talk: Talk) -> None:
        self._conversation.remove_talk(talk.id)
        action = (self.tr("Undo"), lambda: self._bring_talk_back(talk))
        sentence = self.tr("“{title}” was deleted.").format(title=talk.title)
        self.notices.tell("undo", sentence, icon="check", quiet=True, action=action, seconds=UNDO_SECONDS)

    def _bring_talk_back(self, talk: Talk) -> None:
        self.notices.withdraw("undo")
        self._conversation.history.remove_talk(talk.id, gone=False)
        self.talk_wanted.emit(talk, 0)

    def _persona_name(self, key: str) -> str:
        if key == self._conversation.key:
            return self._conversation.persona.name
        try:
            return load_persona(key).name
        except CompanionError:  # deleted, or broken: its talks are still here
            return key

    # ---- what is sent

    def _send(self, text: str) -> None:
        self.close_talks()
        self.said.emit(f"{self.waiting.take()}\n{text}".strip())

    def _write_again(self, text: str) -> None:
        field = self.composer.field
        field.setPlainText(f"{text}\n{field.toPlainText()}".strip())
        field.setFocus()

    def _tell_of_talk(self, sentence: str) -> None:
        self.notices.tell("talk", sentence)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "composer"):
            self.restyle()
        elif event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.StyleChange:
            self._show_width()

    def _show_width(self) -> None:
        """Be as wide as the text size needs."""
        self.setMinimumWidth(NARROWEST * min(max(theme.text_size_now(), 100), 150) // 100)

    # ---- what the conversation tells

    def messages_reset(self) -> None:
        """Show the talk that was opened."""
        for subject in ("undo", "link", "persona"):
            self.notices.withdraw(subject)
        if self.waiting.text:  # it was meant for the talk before
            self._write_again(self.waiting.take())
        self.messages.complete = not self._conversation.more_below
        self.messages.show_all(self._conversation.messages)
        self.persona_changed()
        self._show_middle()

    def persona_changed(self) -> None:
        """Show the name."""
        persona = self._conversation.persona
        self.name.setText(persona.name)
        self.composer.set_name(persona.name)
        self.messages.set_names(persona.name, self._conversation.user_name or self.tr("You"))
        user = self._conversation.user_name or self.tr("you")
        greetings = (persona.greeting, *persona.other_greetings)
        self.empty.introduce(persona.name, tuple(fill(text, persona.name, user) for text in greetings))

    def messages_inserted(self, place: int, messages: Sequence[Message]) -> None:
        """Show messages that were fetched or brought back."""
        self.messages.complete = not self._conversation.more_below
        self.messages.insert(place, messages)
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
        """Offer Stop while she thinks or speaks; afterwards she gets what has waited."""
        self.composer.set_busy(state is not State.IDLE)
        self._show_status()
        if state is not State.IDLE:
            return
        self.messages.finish()
        last = self._conversation.messages[-1:]
        if last and last[0].role == "assistant":
            announce(self.messages, f"{self._conversation.persona.name}: {last[0].text}")
        if self.waiting.text:
            QTimer.singleShot(0, self, self._send_waiting)

    def _send_waiting(self) -> None:
        if self._conversation.state is State.IDLE and self.waiting.text:
            self.said.emit(self.waiting.take())

    def turn_failed(self, sentence: str) -> None:
        """Say what failed."""
        self.notices.tell("turn", sentence, seconds=12)

    def _show_middle(self) -> None:
        talk = self.messages if self._conversation.messages else self._beginning
        listed = self.talks_button.isChecked()
        # The list of talks cannot be low; while it is hidden its room is the notices', whose text would be cut.
        height = QSizePolicy.Policy.Preferred if listed else QSizePolicy.Policy.Ignored
        self.talks.setSizePolicy(QSizePolicy.Policy.Preferred, height)
        self._stack.setCurrentWidget(self.talks if listed else talk)

    def _show_status(self) -> None:
        doing = {State.THINKING: self.tr("is thinking…"), State.SPEAKING: self.tr("is speaking")}
        loading = not self._progress.isHidden()  # then that is why she takes so long
        self.status.setText(self._engine_text if loading else doing.get(self._conversation.state, self._engine_text))
