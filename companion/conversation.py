"""The turns of the talk: what is being written, what was heard, what is kept. Knows no window and no sound card.

A turn begins with ``say`` and has two ends: the engine's (TurnDone or TurnFailed) and the ear's (the last sentence was
heard). Only what was heard becomes history; a turn that is interrupted keeps the words that reached the ear.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from companion.her_mood import HerMood
from companion.history import Felt, History
from companion.messages import (
    CancelTurn,
    Foresee,
    Line,
    Persona,
    Remembered,
    ReplyText,
    ReplyVariant,
    Sampling,
    SentenceReady,
    StartTurn,
    ToEngine,
    TurnDone,
    TurnEvent,
    TurnFailed,
    UserFeeling,
)
from companion.shown_talk import Listener, Message, ShownTalk, State
from companion.whole_text import whole_text

__all__ = ["Conversation", "Listener", "Message", "State"]

PROMPT_LINES = 40
"""How many stored messages a turn offers to the prompt; the prompt trims them to its own budget."""


@dataclass
class _Turn:
    """The running turn. ``ends`` maps a sentence's index to the end of its text in the reply.

    ``echo``: a stored message is said again, nothing is kept. ``former``: replies it comes in place of.
    """

    number: int
    user: Message
    reply: Message
    echo: bool = False
    former: list[str] = field(default_factory=list)
    text: str = ""
    ends: dict[int, int] = field(default_factory=dict)
    finished: set[int] = field(default_factory=set)
    speaking: int | None = None
    heard: int = 0
    variants: list[str] = field(default_factory=list)
    engine_done: bool = False
    broken_off: bool = False


class Conversation(ShownTalk):
    """The talk with one persona; sends turns to the engine and sentences to the player."""

    def __init__(
        self,
        history: History,
        send: Callable[[ToEngine], None],
        play: Callable[[SentenceReady], None],
        hush: Callable[[], float],
        mood: HerMood | None = None,
    ) -> None:
        """Connect the parts.

        ``play`` queues a sentence to be heard; ``hush`` stops the sound at once and returns which part of the current
        sentence was heard, in 0..1. ``mood`` is fed with what both sides feel.
        """
        super().__init__(history)
        self._send = send
        self._play = play
        self._hush = hush
        self._mood = mood or HerMood()
        self._turn: _Turn | None = None
        self._last_turn = 0
        self._former: list[str] = []
        self._foreseen: StartTurn | None = None
        self.persona = Persona("")
        self.sampling = Sampling()
        self.user_name = ""
        self.state = State.IDLE

    def open(self, key: str, persona: Persona) -> None:
        """Talk with ``persona`` (stored under ``key``) and bring back the end of the last talk with it."""
        self._mood.open(key, persona)
        if key == self.key:
            self.persona = persona  # an edited persona keeps its talk, even a running turn
            return
        self.stop()
        self.key, self.persona = key, persona
        self.open_talk(self.history.latest(key))

    def say(self, text: str) -> int:
        """Begin a turn with what the user wrote; interrupts a running one. Returns its number, 0 for empty text."""
        text = whole_text(text.strip())
        if not text:
            return 0
        self.stop()
        self.show_end()
        self.talk = self.talk or self.history.begin(self.key)
        before: tuple[Line, ...] = self.history.lines(self.talk, PROMPT_LINES)
        user = Message("user", text, number=self.history.add(self.talk, "user", text))
        reply = Message("assistant", "")
        former, self._former = self._former, []
        turn = self._begin(_Turn(self._last_turn + 1, user, reply, former=former))
        for message in (user, reply):
            self.messages.append(message)
            for listener in self._listeners:
                listener.message_added(message)
        self._become(State.THINKING)
        self._send(self._asked(turn.number, text, before))
        return turn.number

    def foresee(self, text: str) -> None:
        """The user is about to say this, or something nobody knows yet: let her read ahead. Nothing shows of it."""
        if self._turn is not None:
            return
        before = self.history.lines(self.talk, PROMPT_LINES) if self.talk else ()
        turn = self._asked(0, whole_text(text.strip()), before)
        if turn != self._foreseen:
            self._foreseen = turn
            self._send(Foresee(turn))

    def _asked(self, number: int, text: str, before: tuple[Line, ...]) -> StartTurn:
        return StartTurn(
            number, text, self.persona, before, self.sampling, user_name=self.user_name, mood=self._mood.words()
        )

    def begin(self, hint: str) -> int:
        """Let her begin to talk; ``hint`` tells the text model why and is not kept. Returns 0 while a turn runs."""
        if self._turn is not None:
            return 0
        self.show_end()
        self.talk = self.talk or self.history.begin(self.key)
        before = self.history.lines(self.talk, PROMPT_LINES)
        reply = Message("assistant", "", begun=True)
        turn = self._begin(_Turn(self._last_turn + 1, Message("user", hint), reply))
        self.messages.append(reply)
        for listener in self._listeners:
            listener.message_added(reply)
        self._become(State.THINKING)
        self._send(self._asked(turn.number, hint, before))
        return turn.number

    def say_again(self, message: Message) -> int:
        """Let a message of hers be heard once more; nothing of that is kept. Returns the turn's number."""
        self.stop()
        turn = self._begin(_Turn(self._last_turn + 1, message, Message("assistant", ""), echo=True))
        self._become(State.THINKING)
        self._send(StartTurn(turn.number, message.text, self.persona, (), self.sampling, verbatim=True))
        return turn.number

    def ask_again(self, message: Message) -> str:
        """Take a reply back to have another; ``say`` the text returned. The reply stays one to choose from."""
        former = (message.variants or [message.text]) if message in self.messages[-1:] else []
        text = self.take_back(message)
        self._former = [reply for reply in former if reply] if text else []
        return text

    def _begin(self, turn: _Turn) -> _Turn:
        self._turn, self._last_turn = turn, turn.number
        return turn

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
        message.feelings = []
        self.history.change(message.number, message.text, emotion=message.emotion)
        self._changed(message)

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
        elif isinstance(event, UserFeeling) and turn.user.number:
            self._mood.feel(event.emotion, "user")
            turn.user.emotion = event.emotion.label
            self.history.change(turn.user.number, turn.user.text, emotion=turn.user.emotion)
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
        if not turn.echo:
            self._mood.feel(sentence.emotion, "assistant")
        turn.reply.emotion = sentence.emotion.label
        turn.reply.feelings.append(Felt(sentence.text.strip(), sentence.emotion))
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
        self._mood.keep()
        reply = turn.reply
        if turn.echo:
            self._become(State.IDLE)
            return
        if not text.strip() and turn.former:  # nothing came in its place: the reply before stands
            text, stopped, turn.variants = turn.former.pop(), False, []
            turn.text, reply.cut, reply.feelings = text, False, []
        if text.strip():
            reply.text, reply.stopped = text.strip(), stopped
            reply.cut = reply.cut and not stopped
            self._keep(turn, text, stopped=stopped)
            if turn.variants or turn.former:
                reply.variants = list(dict.fromkeys((*turn.former, turn.text.strip(), *turn.variants)))
            self._changed(reply)
        else:
            self._drop(reply)
        self._become(State.IDLE)

    def _keep(self, turn: _Turn, text: str, *, stopped: bool) -> None:
        text, reply = text.strip(), turn.reply
        if not text or turn.echo:
            return
        if not reply.number:
            reply.number = self.history.add(self.talk, "assistant", text, begun=reply.begun)
        self.history.change(
            reply.number, text, emotion=reply.emotion, feelings=reply.feelings, stopped=stopped, cut=reply.cut
        )

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
