"""The turns of the talk: what is being written, what was heard, what is kept. Knows no window and no sound card.

A turn begins with ``say`` and has two ends: the engine's (TurnDone or TurnFailed) and the ear's (the last sentence was
heard). Only what was heard becomes history; a turn that is interrupted keeps the words that reached the ear.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from typing import Protocol

from companion.history import Entry, History
from companion.messages import (
    CancelTurn,
    Line,
    Persona,
    Remembered,
    ReplyText,
    ReplyVariant,
    Role,
    Sampling,
    SentenceReady,
    StartTurn,
    ToEngine,
    TurnDone,
    TurnEvent,
    TurnFailed,
    UserFeeling,
)

PROMPT_LINES = 40
"""How many stored messages a turn offers to the prompt; the prompt trims them to its own budget."""


class State(Enum):
    """What she does."""

    IDLE = "idle"
    THINKING = "thinking"
    SPEAKING = "speaking"


@dataclass(eq=False)
class Message:
    """One message as shown. ``emotion`` is a label or empty; ``number`` is its row in the history, 0 while unheard.

    ``cut``: the token limit ended it. ``variants``: the whole replies to choose from, its own among them.
    ``remembered``: sentences about the user that she will remember since this message.
    """

    role: Role
    text: str
    emotion: str = ""
    stopped: bool = False
    number: int = 0
    cut: bool = False
    variants: list[str] = field(default_factory=list)
    remembered: tuple[str, ...] = ()

    @property
    def chosen(self) -> int:
        """Which of the variants is the message now, from 0."""
        return self.variants.index(self.text) if self.text in self.variants else 0


class Listener(Protocol):
    """A view of the conversation; every call comes in the thread that called the conversation."""

    def messages_reset(self) -> None:
        """All messages changed: another persona, or the history was cleared."""

    def message_added(self, message: Message) -> None:
        """A message was added at the end."""

    def message_changed(self, message: Message) -> None:
        """Text, emotion or state of a message changed."""

    def message_removed(self, message: Message) -> None:
        """A message went away: nothing of it was heard."""

    def state_changed(self, state: State) -> None:
        """She began to think or speak, or fell silent."""

    def turn_failed(self, sentence: str) -> None:
        """A turn failed; one sentence for the user."""


@dataclass
class _Turn:
    """The running turn. ``ends`` maps a sentence's index to the end of its text in the reply."""

    number: int
    user: Message
    reply: Message
    text: str = ""
    ends: dict[int, int] = field(default_factory=dict)
    finished: set[int] = field(default_factory=set)
    speaking: int | None = None
    heard: int = 0
    variants: list[str] = field(default_factory=list)
    engine_done: bool = False
    broken_off: bool = False


class Conversation:
    """The talk with one persona; sends turns to the engine and sentences to the player."""

    def __init__(
        self,
        history: History,
        send: Callable[[ToEngine], None],
        play: Callable[[SentenceReady], None],
        hush: Callable[[], float],
    ) -> None:
        """Connect the parts.

        ``play`` queues a sentence to be heard; ``hush`` stops the sound at once and returns which part of the current
        sentence was heard, in 0..1.
        """
        self._history = history
        self._send = send
        self._play = play
        self._hush = hush
        self._listeners: list[Listener] = []
        self._turn: _Turn | None = None
        self._last_turn = 0
        self.key = ""
        self.persona = Persona("")
        self.sampling = Sampling()
        self.user_name = ""
        self.messages: list[Message] = []
        self.state = State.IDLE

    def subscribe(self, listener: Listener) -> None:
        """Tell ``listener`` of every change from now on."""
        self._listeners.append(listener)

    def open(self, key: str, persona: Persona, show: int = 100) -> None:
        """Talk with ``persona`` (stored under ``key``) and bring back the last ``show`` messages."""
        if key == self.key:
            self.persona = persona  # an edited persona keeps its talk, even a running turn
            return
        self.stop()
        self.key, self.persona = key, persona
        self.messages = [
            Message(entry.role, entry.text, entry.emotion, entry.stopped, number=entry.id)
            for entry in self._history.last(key, show)
        ]
        for listener in self._listeners:
            listener.messages_reset()

    def clear(self) -> None:
        """Forget all messages with the current persona."""
        self.stop()
        self._history.clear(self.key)
        self.messages = []
        for listener in self._listeners:
            listener.messages_reset()

    def say(self, text: str) -> int:
        """Begin a turn with what the user wrote; interrupts a running one. Returns its number, 0 for empty text."""
        text = text.strip()
        if not text:
            return 0
        self.stop()
        before: tuple[Line, ...] = self._history.lines(self.key, PROMPT_LINES)
        user = Message("user", text, number=self._history.add(self.key, "user", text))
        reply = Message("assistant", "")
        self._last_turn += 1
        self._turn = _Turn(self._last_turn, user, reply)
        for message in (user, reply):
            self.messages.append(message)
            for listener in self._listeners:
                listener.message_added(message)
        self._become(State.THINKING)
        self._send(StartTurn(self._last_turn, text, self.persona, before, self.sampling, user_name=self.user_name))
        return self._last_turn

    def stop(self) -> None:
        """Stop writing and speaking at once; what was heard is kept."""
        turn = self._turn
        if turn is None:
            return
        part = self._hush()
        if not turn.engine_done:
            self._send(CancelTurn(turn.number))
        if turn.speaking is not None:
            turn.heard = _words_until(turn.text, turn.heard, turn.ends[turn.speaking], part)
        complete = turn.engine_done and not turn.broken_off and turn.heard >= len(turn.text.rstrip())
        self._end(turn, turn.text[: turn.heard], stopped=not complete)

    def choose(self, message: Message, variant: int) -> None:
        """Take another of a message's variants: shown now, and kept as what she said."""
        if not 0 <= variant < len(message.variants):
            return
        message.text, message.stopped, message.cut = message.variants[variant], False, False
        self._history.change(message.number, message.text, emotion=message.emotion)
        self._changed(message)

    def remove(self, message: Message) -> None:
        """Forget one message; a running turn is stopped first."""
        self.stop()
        if message not in self.messages:
            return
        if message.number:
            self._history.remove(message.number)
        self.messages.remove(message)
        for listener in self._listeners:
            listener.message_removed(message)

    def take_back(self, message: Message) -> str:
        """Forget all from your message on, or from yours before hers; returns your text, to be sent once more."""
        self.stop()
        if message not in self.messages:
            return ""
        place = self.messages.index(message)
        while place > 0 and self.messages[place].role != "user":
            place -= 1
        text = self.messages[place].text if self.messages[place].role == "user" else ""
        for later in reversed(self.messages[place:]):
            self.remove(later)
        return text

    def stored(self) -> list[Entry]:
        """Return the whole talk with the current persona, oldest first."""
        return self._history.last(self.key, -1)  # SQLite: no limit

    def receive(self, event: TurnEvent) -> None:
        """Take one event of the engine; those of another turn are dropped."""
        if isinstance(event, Remembered):
            self._take_remembered(event)
            return
        turn = self._turn
        if turn is None or event.turn_id != turn.number:
            return
        if isinstance(event, ReplyText):
            turn.text += event.text
            turn.reply.text = turn.text
            self._changed(turn.reply)
        elif isinstance(event, SentenceReady):
            self._take_sentence(turn, event)
        elif isinstance(event, UserFeeling):
            turn.user.emotion = event.emotion.label
            self._history.change(turn.user.number, turn.user.text, emotion=turn.user.emotion)
            self._changed(turn.user)
        elif isinstance(event, ReplyVariant):
            turn.variants.append(event.text)
        elif isinstance(event, TurnDone):
            turn.engine_done = True
            turn.reply.cut = event.cut
            turn.broken_off = event.cancelled
            self._end_when_heard(turn)
        elif isinstance(event, TurnFailed):
            turn.engine_done = turn.broken_off = True
            for listener in self._listeners:
                listener.turn_failed(event.message)
            self._end_when_heard(turn)

    def _take_remembered(self, event: Remembered) -> None:
        """Note at her last message what she remembers; it may still be being said, or be said already."""
        if event.turn_id == self._last_turn and self.messages and self.messages[-1].role == "assistant":
            self.messages[-1].remembered = event.facts
            self._changed(self.messages[-1])

    def sentence_started(self, sentence: SentenceReady) -> None:
        """The player says: this sentence is being heard from now on."""
        turn = self._turn
        if turn is None or sentence.turn_id != turn.number:
            return
        turn.speaking = sentence.index
        turn.reply.emotion = sentence.emotion.label
        self._changed(turn.reply)
        self._become(State.SPEAKING)

    def sentence_finished(self, sentence: SentenceReady) -> None:
        """The player says: this sentence was heard to its end."""
        turn = self._turn
        if turn is None or sentence.turn_id != turn.number:
            return
        turn.speaking = None
        turn.finished.add(sentence.index)
        turn.heard = max(turn.heard, turn.ends[sentence.index])
        self._keep(turn, turn.text[: turn.heard], stopped=False)
        self._end_when_heard(turn)

    def _take_sentence(self, turn: _Turn, sentence: SentenceReady) -> None:
        begin = max(turn.ends.values(), default=0)
        shown = sentence.text.strip()
        found = re.compile(r"\s+".join(map(re.escape, shown.split()))).search(turn.text, begin)
        if found:
            end = found.end()
        elif begin >= len(turn.text.rstrip()):  # spoken without having been streamed
            turn.text = f"{turn.text.rstrip()} {shown}".strip()
            turn.reply.text = turn.text
            end = len(turn.text)
            self._changed(turn.reply)
        else:  # cleaned on its way to the voice: count its letters
            end = min(begin + len(shown), len(turn.text))
        turn.ends[sentence.index] = end
        self._play(sentence)

    def _end_when_heard(self, turn: _Turn) -> None:
        if not turn.engine_done or len(turn.finished) < len(turn.ends):
            return
        if turn.broken_off:
            self._end(turn, turn.text[: turn.heard], stopped=True)
            return
        if not turn.text.strip():
            for listener in self._listeners:
                listener.turn_failed("The text model answered nothing; ask again or choose another model.")
        self._end(turn, turn.text.strip(), stopped=False)

    def _end(self, turn: _Turn, text: str, *, stopped: bool) -> None:
        self._turn = None
        reply = turn.reply
        if text.strip():
            self._keep(turn, text, stopped=stopped)
            reply.text, reply.stopped = text.strip(), stopped
            reply.cut = reply.cut and not stopped
            if turn.variants:
                reply.variants = [turn.text.strip(), *turn.variants]
            self._changed(reply)
        else:
            self.messages.remove(reply)
            for listener in self._listeners:
                listener.message_removed(reply)
        self._become(State.IDLE)

    def _keep(self, turn: _Turn, text: str, *, stopped: bool) -> None:
        text, reply = text.strip(), turn.reply
        if not text:
            return
        if reply.number:
            self._history.change(reply.number, text, emotion=reply.emotion, stopped=stopped)
        else:
            reply.number = self._history.add(self.key, "assistant", text, emotion=reply.emotion, stopped=stopped)

    def _changed(self, message: Message) -> None:
        for listener in self._listeners:
            listener.message_changed(message)

    def _become(self, state: State) -> None:
        if state is not self.state:
            self.state = state
            for listener in self._listeners:
                listener.state_changed(state)


def _words_until(text: str, begin: int, end: int, part: float) -> int:
    """Return where the heard words of ``text[begin:end]`` end when ``part`` (0..1) of the sentence was heard.

    Speech is taken to run evenly over the letters; a word begun but not finished counts as unheard.
    """
    reached = begin + round((end - begin) * min(max(part, 0.0), 1.0))
    if reached >= end:
        return end
    while reached > begin and not text[reached].isspace():
        reached -= 1
    return reached
