"""What is done with a message: heard again, answered or written differently, forgotten and brought back, its links."""

from __future__ import annotations

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from companion.conversation import Conversation, Message
from companion.ui.messages_area import Messages
from companion.ui.notices import Notices

UNDO_SECONDS = 20.0
"""So long a way back is offered after something was taken away."""


class MessageActs(QObject):
    """Carries out the wishes of the bubbles on the conversation; tells in the notices."""

    said = Signal(str)
    """A text to be said anew."""
    rewritten = Signal(str)
    """A text to be written differently."""
    note_wanted = Signal(object)

    def __init__(self, conversation: Conversation, messages: Messages, notices: Notices, parent: QObject) -> None:
        """Connect them."""
        super().__init__(parent)
        self._conversation = conversation
        self._notices = notices
        messages.variant_chosen.connect(conversation.choose)
        messages.say_wanted.connect(conversation.say_again)
        messages.again_wanted.connect(self._ask_again)
        messages.edit_wanted.connect(self._edit)
        messages.remove_wanted.connect(self._remove)
        messages.note_wanted.connect(self.note_wanted)
        messages.link_wanted.connect(self._show_link)
        messages.older_wanted.connect(conversation.show_older)
        messages.newer_wanted.connect(conversation.show_newer)
        messages.too_many.connect(conversation.shorten)

    def _ask_again(self, message: Message) -> None:
        self.said.emit(self._conversation.ask_again(message))
        if self._conversation.taken > 2:  # more than your line and her answer
            self._offer_undo()

    def _edit(self, message: Message) -> None:
        self.rewritten.emit(self._conversation.take_back(message))
        self._offer_undo()

    def _remove(self, message: Message) -> None:
        self._conversation.remove(message)
        self._offer_undo()

    def _offer_undo(self) -> None:
        if not self._conversation.taken:  # she had not begun to say it
            return
        sentence = self.tr("%n message(s) were taken away.", "", self._conversation.taken)
        action = (self.tr("Undo"), self._bring_back)
        self._notices.tell("undo", sentence, icon="check", quiet=True, action=action, seconds=UNDO_SECONDS)

    def _bring_back(self) -> None:
        self._notices.withdraw("undo")
        self._conversation.bring_back()

    def _show_link(self, address: str) -> None:
        """Show where a link leads; it is opened only when that is asked for."""

        def follow() -> None:
            self._notices.withdraw("link")
            QDesktopServices.openUrl(QUrl(address))

        sentence = self.tr("The link leads to {address}").format(address=address)
        self._notices.tell("link", sentence, icon="link", quiet=True, action=(self.tr("Open"), follow))
