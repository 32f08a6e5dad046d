"""The part of a stored talk that is on screen: opened at its end or at a message, paged, taken from, brought back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Protocol

from companion.history import Entry, Felt, History
from companion.messages import Role

PAGE = 40
"""So many messages are fetched at a time; a talk may have a hundred thousand."""

BEFORE_FOUND = 8
"""So many messages show before one that was searched for."""


class State(Enum):
    """What she does."""

    IDLE = "idle"
    THINKING = "thinking"
    SPEAKING = "speaking"


@dataclass(eq=False)
class Message:
    """One message as shown. ``emotion`` is a label or empty; ``number`` is its row in the history, 0 while unheard.

    ``feelings``: each sentence of hers that was heard and how it felt. ``cut``: the token limit ended it.
    ``variants``: the whole replies to choose from, its own among them. ``remembered``: sentences about the user that
    she will remember since this message. ``begun``: nobody had said anything to her.
    """

    role: Role
    text: str
    emotion: str = ""
    stopped: bool = False
    number: int = 0
    cut: bool = False
    feelings: list[Felt] = field(default_factory=list)
    variants: list[str] = field(default_factory=list)
    remembered: tuple[str, ...] = ()
    begun: bool = False

    @property
    def chosen(self) -> int:
        """Which of the variants is the message now, from 0."""
        same = [text == self.text for text in self.variants]
        begun = [text.startswith(self.text) for text in self.variants]  # she was stopped in the middle of it
        return same.index(True) if True in same else begun.index(True) if True in begun else 0


class Listener(Protocol):
    """A view of the conversation; every call comes in the thread that called the conversation."""

    def messages_reset(self) -> None:
        """All messages changed: another talk."""

    def messages_inserted(self, place: int, messages: Sequence[Message]) -> None:
        """Stored messages came on screen at a place: a page was fetched, or they were brought back."""

    def message_added(self, message: Message) -> None:
        """A new message was added at the end."""

    def message_changed(self, message: Message) -> None:
        """Text, emotion or state of a message changed."""

    def message_removed(self, message: Message) -> None:
        """A message went away: nothing of it was heard, or it was deleted."""

    def state_changed(self, state: State) -> None:
        """She began to think or speak, or fell silent."""

    def turn_failed(self, sentence: str) -> None:
        """A turn failed; one sentence for the user."""


class ShownTalk:
    """Messages of one talk, always without gaps. A talk is stored with its first message."""

    def __init__(self, history: History) -> None:
        """Show nothing yet."""
        self.history = history
        """Where all talks are stored."""
        self._listeners: list[Listener] = []
        self._taken: list[Message] = []
        self.key = ""
        """The persona's file name."""
        self.talk = 0
        """The talk's number in the history, 0 before its first message."""
        self.messages: list[Message] = []
        self.more_above = self.more_below = False
        """Whether the talk goes on beyond what is shown."""

    def subscribe(self, listener: Listener) -> None:
        """Tell ``listener`` of every change from now on."""
        self._listeners.append(listener)

    def stop(self) -> None:
        """End what is being said; nothing is, here."""

    def open_talk(self, talk: int, at: int = 0) -> None:
        """Show a talk of the current persona, 0 for a new one: its end, or around the message number ``at``."""
        self.stop()
        self.talk, self._taken = talk, []
        count = BEFORE_FOUND if at else PAGE
        entries = self.history.last(talk, count, at or None)
        self.more_above, self.more_below = len(entries) == count, False
        if at:
            entries += self.history.following(talk, at, PAGE)
            self.more_below = bool(entries) and entries[-1] != self.history.last(talk, 1)[0]
        self.messages = [shown(entry) for entry in entries]
        for listener in self._listeners:
            listener.messages_reset()

    def show_older(self) -> None:
        """Fetch the page above the first message."""
        if not self.more_above:
            return
        first = next((message.number for message in self.messages if message.number), None)
        page = self.history.last(self.talk, PAGE, first)
        self.more_above = len(page) == PAGE
        self._insert(0, [shown(entry) for entry in page])

    def show_newer(self) -> None:
        """Fetch the page below the last message."""
        if not self.more_below or not self.messages:
            return
        page = self.history.following(self.talk, self.messages[-1].number + 1, PAGE)
        self.more_below = len(page) == PAGE
        self._insert(len(self.messages), [shown(entry) for entry in page])

    def show_end(self) -> None:
        """Show the end of the talk, where one goes on speaking."""
        if self.more_below:
            self.open_talk(self.talk)

    def shorten(self) -> None:
        """Leave the last page on screen, as after opening: the messages of a long day would fill the memory."""
        surplus = self.messages[:-PAGE]
        for message in surplus:
            self._drop(message)
        self.more_above = self.more_above or bool(surplus)

    def stored(self) -> list[Entry]:
        """Return the whole talk, oldest first."""
        return self.history.last(self.talk, -1)  # SQLite: no limit

    def remove_talk(self, talk: int) -> None:
        """Take a talk away; where it is shown a new one begins."""
        if talk == self.talk:
            self.open_talk(0)
        self.history.remove_talk(talk)

    def remove(self, message: Message) -> None:
        """Take one message away; a running turn is stopped first. ``bring_back`` undoes it."""
        self.stop()
        self._take([message])

    def take_back(self, message: Message) -> str:
        """Take away all from your message on, or from yours before hers; returns your text, to be sent once more.

        Where you had said nothing before, nothing goes and the text is empty.
        """
        self.stop()
        yours = self._yours(message)
        while yours is None and self.more_above:
            self.show_older()
            yours = self._yours(message)
        if yours is None:
            return ""
        if self.more_below:  # the talk goes on beyond what is shown, and all of that goes, too
            following = [shown(entry) for entry in self.history.following(self.talk, yours.number, -1)]
            self.history.remove(*(one.number for one in following))
            self.open_talk(self.talk)
            self._taken = following
        else:
            self._take(self.messages[self.messages.index(yours) :])
        return yours.text

    def _yours(self, message: Message) -> Message | None:
        """Return the message if it is yours, else the last of yours before it, as far as it is shown."""
        until = self.messages.index(message) + 1 if message in self.messages else 0
        return next((one for one in reversed(self.messages[:until]) if one.role == "user"), None)

    @property
    def taken(self) -> int:
        """How many messages ``bring_back`` would bring back."""
        return len(self._taken)

    def bring_back(self) -> None:
        """Undo the last removal of messages."""
        taken, self._taken = self._taken, []
        self.history.remove(*(message.number for message in taken), gone=False)
        if len(taken) > PAGE:  # a talk may have a hundred thousand
            self.open_talk(self.talk, taken[0].number)
            return
        for message in taken:
            place = sum(0 < other.number < message.number for other in self.messages)
            if place or not self.more_above:  # else it comes with the page it is on
                self._insert(place, [message])

    def _take(self, messages: list[Message]) -> None:
        self._taken = [message for message in messages if message in self.messages and message.number]
        self.history.remove(*(message.number for message in self._taken))
        for message in messages[::-1]:
            self._drop(message)
        if not self.messages:
            self.show_older()

    def _drop(self, message: Message) -> None:
        if message in self.messages:
            self.messages.remove(message)
            for listener in self._listeners:
                listener.message_removed(message)

    def _insert(self, place: int, messages: list[Message]) -> None:
        self.messages[place:place] = messages
        for listener in self._listeners:
            listener.messages_inserted(place, messages)

    def _changed(self, message: Message) -> None:
        for listener in self._listeners:
            listener.message_changed(message)


def shown(entry: Entry) -> Message:
    """Return a stored message as it is shown."""
    return Message(
        entry.role,
        entry.text,
        entry.emotion,
        entry.stopped,
        number=entry.id,
        cut=entry.cut,
        feelings=list(entry.feelings),
        begun=entry.begun,
    )
