"""Speaking instead of typing: what is heard becomes a turn, speaking over her stops her, her own voice is no answer.

Knows no window: it is told what the user presses (``press``, ``release``, ``toggle``) and what the engine heard
(``receive``), polls the microphone, and tells a view. The engine finds the utterances (``companion.messages``).
"""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable
from difflib import SequenceMatcher
from enum import Enum
from typing import Protocol

from companion.audio.microphone import Heard
from companion.conversation import Conversation, State
from companion.errors import CompanionError
from companion.messages import (
    EngineConfig,
    HearingEvent,
    HearingProgress,
    Listen,
    ListeningEnded,
    ListeningFailed,
    ListeningReady,
    MicrophoneSound,
    PartialText,
    SpeechHeard,
    SpeechStarted,
    StopListening,
    ToEngine,
)

logger = logging.getLogger(__name__)

TAIL = 0.15
"""Seconds the microphone stays open after the key is released: the last word is still on its way."""
TAP = 0.25
"""A key held for less than this many seconds was no speech."""
ECHO_LASTS = 1.0
"""Seconds after her last sound in which the room may still return it."""
SURE_WORDS = 2
"""So many words more than needed, and none of them hers, are no mishearing of what the room returns."""
OWN_WORDS = 0.6
"""Share of heard words that stand, in order, in what she says: then it was she who was heard."""


class Mode(Enum):
    """How she listens."""

    OFF = "off"
    HOLD = "hold"
    FREE = "free"


class OpenMicrophone(Protocol):
    """A microphone that is being recorded; see ``companion.audio.microphone``."""

    on_sound: Callable[[Heard], None]
    on_failed: Callable[[str], None]

    def poll(self) -> None:
        """Hand over what was heard."""

    def close(self) -> None:
        """Give the device back."""

    def join(self) -> None:
        """Wait until it is free."""


class View(Protocol):
    """What shows the ears."""

    def listening_changed(self, mode: Mode) -> None:
        """The microphone was opened or closed."""

    def level_changed(self, level: float) -> None:
        """The sound is so loud now, 0..1."""

    def words_changed(self, text: str) -> None:
        """What was understood so far of what is being said; empty: nothing."""

    def ears_loading(self, text: str, fraction: float | None) -> None:
        """The recogniser is being fetched or loaded; empty text: it is there."""

    def ears_failed(self, sentence: str) -> None:
        """Something about listening failed."""


class Ears:
    """The listening side of the window."""

    def __init__(
        self,
        conversation: Conversation,
        send: Callable[[ToEngine], None],
        open_microphone: Callable[[], OpenMicrophone],
        say: Callable[[str, SpeechHeard], None],
        view: View,
    ) -> None:
        """``say`` begins a turn with what was heard; ``open_microphone`` may raise CompanionError, or fail later."""
        self._conversation = conversation
        self._send = send
        self._open = open_microphone
        self._say = say
        self._view = view
        self.config = EngineConfig()
        self.language = ""
        self.pause = 0.4
        self.interrupt_words = 2
        """So many words said over her stop her; 0: the first sound of a voice does."""
        self.loudspeakers = True
        """Whether the microphone can hear her: then a few words over her count only when they are understood twice."""
        self.mode = Mode.OFF
        self._microphone: OpenMicrophone | None = None
        self._left: list[OpenMicrophone] = []
        self._number = 0
        self._pressed_at = 0.0
        self._close_at: float | None = None
        self._awaiting = False
        self._interrupted: int | None = None
        self._over_her: set[int] = set()
        self._spoke_until = 0.0
        self._his: tuple[int, frozenset[str]] = (0, frozenset())

    # ---- what the user does

    def press(self) -> None:
        """The talk key goes down: she falls silent and listens until it is released."""
        if self.mode is Mode.HOLD and self._close_at is None:
            return
        self._conversation.stop()
        self._pressed_at = time.perf_counter()
        self._begin(Mode.HOLD)

    def release(self) -> None:
        """The talk key goes up: what was said becomes a turn."""
        if self.mode is Mode.HOLD and self._close_at is None:
            if time.perf_counter() - self._pressed_at < TAP:
                self.stop(keep=False)
            else:
                self._close_at = time.perf_counter() + TAIL

    def toggle(self) -> None:
        """Begin to listen hands-free, or stop listening."""
        if self.mode is Mode.OFF:
            self._begin(Mode.FREE)
        else:
            self.stop(keep=True)

    def stop(self, *, keep: bool) -> None:
        """Close the microphone; what is being said is recognised (``keep``) or dropped."""
        if self.mode is Mode.OFF:
            return
        self._send(StopListening(self._number, keep))
        self._awaiting = keep
        self._close_microphone()

    def close(self) -> None:
        """Stop listening and wait until the device is free."""
        self.stop(keep=False)
        for microphone in self._left:
            microphone.join()

    # ---- what is heard

    def poll(self) -> None:
        """Hand on the microphone's sound; call it often."""
        now = time.perf_counter()
        if self._conversation.state is State.SPEAKING:
            self._spoke_until = now
        if self._microphone is not None:
            self._microphone.poll()
        if self._close_at is not None and now >= self._close_at:
            self.stop(keep=True)

    def receive(self, event: HearingEvent) -> None:
        """Take one event of the engine; those of an earlier microphone matter only as words that were still due."""
        if isinstance(event, HearingProgress):
            if self.mode is not Mode.OFF:
                self._view.ears_loading(event.text, event.fraction)
            return
        if event.listening == self._number:
            self._take_current(event)
        if isinstance(event, SpeechHeard):
            self._take_speech(event)

    def engine_lost(self) -> None:
        """The engine process died: what was being said is lost; hands-free listening goes on with the next one."""
        if self.mode is Mode.OFF and not self._awaiting:
            return
        self._awaiting = False
        self._view.words_changed("")
        if self.mode is Mode.FREE:
            self._order()
        elif self.mode is Mode.HOLD:
            self._close_microphone()
        self._view.ears_failed("The engine stopped while she listened; say it again.")

    def _take_current(self, event: HearingEvent) -> None:
        match event:
            case ListeningReady():
                self._view.ears_loading("", None)
            case SpeechStarted():
                if self._speaks_now():
                    self._over_her.add(event.utterance)
                    if self.interrupt_words == 0:
                        self._interrupt(event.utterance)
                else:
                    self._conversation.foresee("")
            case PartialText():
                if self._is_her_own(event.utterance, event.text):
                    self._his = (event.utterance, frozenset())
                else:
                    self._view.words_changed(event.text)
                    self._perhaps_interrupt(event.utterance, event.text)
                    if event.pausing:
                        self._conversation.foresee(event.text)
            case ListeningFailed():
                self._awaiting = False
                self._close_microphone()
                self._view.words_changed("")
                self._view.ears_failed(event.message)
            case ListeningEnded():
                self._awaiting = False
                self._view.words_changed("")

    def _take_speech(self, event: SpeechHeard) -> None:
        self._view.words_changed("")
        over_her = event.listening == self._number and event.utterance in self._over_her
        own = self._is_her_own(event.utterance, event.text) if over_her else False
        self._over_her.discard(event.utterance)
        if not event.text or own:
            return
        if over_her and self._conversation.state is State.SPEAKING:
            self._perhaps_interrupt(event.utterance, event.text, ended=True, doubtful=event.doubtful)
            if self._interrupted != event.utterance:
                return  # "mhm": she may go on
        self._say(event.text, event)

    def _perhaps_interrupt(self, utterance: int, text: str, *, ended: bool = False, doubtful: bool = False) -> None:
        """Stop her when enough words are his. An utterance that ended before anybody looked has but one look."""
        # Words she is saying herself may be what the echo canceller left of her: only others count as his.
        his = frozenset(_words(text)) - frozenset(_words(self._her_words()))
        needed = max(1, self.interrupt_words)
        before = self._his[1] if self._his[0] == utterance else None
        self._his = (utterance, his)
        if self._conversation.state is not State.SPEAKING or len(his) < needed:
            return
        # What the canceller left may be misheard as other words; a second look at it seldom mishears the same.
        if before is None:
            twice = ended and not doubtful
        else:
            twice = len(his & before) >= max(1, min(needed, len(before)) if ended else needed)
        if twice or not self.loudspeakers or len(his) >= needed + SURE_WORDS:
            self._over_her.add(utterance)
            logger.info("interrupted by %r", text)
            self._interrupt(utterance)

    def _interrupt(self, utterance: int) -> None:
        self._interrupted = utterance
        self._conversation.stop()

    def _speaks_now(self) -> bool:
        speaking = self._conversation.state is State.SPEAKING
        return speaking or time.perf_counter() - self._spoke_until < ECHO_LASTS

    def _is_her_own(self, utterance: int, text: str) -> bool:
        """Say whether the words are those she says herself, returned by the room."""
        if self._speaks_now():
            self._over_her.add(utterance)
        if utterance not in self._over_her or utterance == self._interrupted:
            return False
        return own_words(text, self._her_words())

    def _her_words(self) -> str:
        # Two replies: the room may still return the last one when the next has begun.
        hers = [message.text for message in self._conversation.messages[-4:] if message.role == "assistant"]
        return " ".join(hers[-2:])

    # ---- the microphone

    def _begin(self, mode: Mode) -> None:
        if self.mode is not Mode.OFF:
            self.stop(keep=mode is Mode.HOLD)
        try:
            microphone = self._open()
        except CompanionError as error:
            self._view.ears_failed(str(error))
            return
        self.mode = mode
        self._order()
        self._microphone = microphone
        microphone.on_sound = self._hear
        microphone.on_failed = self._microphone_failed
        self._view.listening_changed(mode)

    def _order(self) -> None:
        self._number += 1
        self._over_her.clear()
        self._interrupted = None
        self._his = (0, frozenset())
        self._send(Listen(self._number, self.config, self.language, hold=self.mode is Mode.HOLD, pause=self.pause))

    def _hear(self, heard: Heard) -> None:
        self._send(MicrophoneSound(self._number, heard.pcm, heard.at))
        self._view.level_changed(heard.level)

    def _microphone_failed(self, sentence: str) -> None:
        self.stop(keep=True)
        self._view.ears_failed(sentence)

    def _close_microphone(self) -> None:
        microphone, self._microphone = self._microphone, None
        self._close_at = None
        self.mode = Mode.OFF
        if microphone is not None:
            microphone.close()
            self._left = [*self._left[-3:], microphone]
        self._view.listening_changed(Mode.OFF)


def own_words(heard: str, hers: str) -> bool:
    """Say whether most of the words ``heard`` stand in this order in ``hers``."""
    ours, theirs = _words(heard), _words(hers)
    if not ours:
        return False
    blocks = SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) >= OWN_WORDS * len(ours)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower().replace("'", "").replace("’", ""))
