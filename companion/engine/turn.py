"""One turn as a generator of events, each as soon as it exists.

Two threads work side by side: the writer runs the text model and finds sentences; the speaker gives each sentence its
emotion and its sound, in order, while the model writes on. An emotion engine that asks the text model itself has to
wait in the writer's thread until the reply is written. The generator only hands on what they make, so that a
cancel is answered at once, however deep a model is in its work.
"""

from __future__ import annotations

import logging
import queue
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from threading import Event, Lock
from typing import Any, Literal, TypeAlias

from companion.engine.attempt import write_reply
from companion.engine.emotions.base import AsksTextModel
from companion.engine.llm.base import Ending
from companion.engine.registry import Engines
from companion.engine.turn_usage import TurnUsage
from companion.errors import CompanionError
from companion.messages import (
    EmotionScores,
    ReplyText,
    ReplyVariant,
    SentenceReady,
    StartTurn,
    Timings,
    TurnDone,
    TurnEvent,
    TurnFailed,
    Usage,
    UserFeeling,
)
from companion.mind.feeling_words import MarkedReply, without_marks
from companion.mind.sentences import SentenceSplitter
from companion.mind.spoken_text import SpokenText
from companion.mind.thinking import without_thoughts
from companion.whole_text import whole_text

_log = logging.getLogger(__name__)
Moment: TypeAlias = Literal["first_token", "first_sentence", "first_sound", "text_done", "done"]

_CANCEL_SECONDS = 0.02
"""How often a waiting turn looks for a cancel."""


def run_turn(engines: Engines, turn: StartTurn, cancelled: Callable[[], bool]) -> Iterator[TurnEvent]:
    """Yield the turn's events in the order of ``companion.messages``; the last is TurnDone or TurnFailed.

    ``cancelled`` is asked often and from several threads. Closing the generator early stops the work too.
    """
    work = _Turn(engines, turn, cancelled)
    try:
        work.start()
        while True:
            try:
                event = work.events.get(timeout=_CANCEL_SECONDS)
            except queue.Empty:
                event = None
            # Asked after each wait, so that even a stream of events does not put a cancel off.
            if cancelled() and not isinstance(event, TurnDone | TurnFailed):
                yield TurnDone(turn.turn_id, work.text.strip(), work.timings_now(), cancelled=True, usage=work.usage())
                return
            if event is not None:
                yield event
                if isinstance(event, TurnDone | TurnFailed):
                    return
    finally:
        work.stop.set()


class _Turn:
    """The work of one turn, shared by its two threads."""

    def __init__(self, engines: Engines, turn: StartTurn, cancelled: Callable[[], bool]) -> None:
        self.events: queue.SimpleQueue[TurnEvent] = queue.SimpleQueue()
        self.stop = Event()
        self.text = ""
        self._raw = ""  # the reply as written, marks and all
        self._engines = engines
        self._turn = engines.asked(turn)
        self._marks = MarkedReply() if engines.marked and not turn.verbatim else None
        self._asks = isinstance(engines.emotion, AsksTextModel)
        self._unfelt: list[str] = []
        self._cancelled = cancelled
        self._started = time.perf_counter()
        self._timings = Timings()
        self._lock = Lock()
        self._spoken = SpokenText()
        self._index = 0
        self._context = turn.text
        self._usage = TurnUsage(engines, self._turn)

    def start(self) -> None:
        """Put the work into the threads."""
        if not self._turn.verbatim and not self._asks:
            self._speak_soon(self._feel_user)
        self._engines.writer.submit(self._guard, self._write)

    def timings_now(self) -> Timings:
        """Return what has been measured so far."""
        with self._lock:
            return self._timings

    def usage(self) -> tuple[Usage, ...]:
        """Return what the work took so far."""
        return self._usage.so_far()

    def _stopped(self) -> bool:
        return self.stop.is_set() or self._cancelled()

    def _guard(self, work: Callable[[], None]) -> None:
        """Run one piece of work; an error ends the turn with a sentence."""
        if self._stopped():
            return
        try:
            work()
        except CompanionError as error:
            self.stop.set()
            self.events.put(TurnFailed(self._turn.turn_id, str(error)))
        except Exception as error:  # noqa: BLE001  any engine, also a stranger's: the turn must end in words
            _log.exception("turn %d failed", self._turn.turn_id)
            self.stop.set()
            message = (
                f"Something unexpected went wrong in the engine ({type(error).__name__}: {error}); please report it."
            )
            self.events.put(TurnFailed(self._turn.turn_id, message))

    def _speak_soon(self, work: Callable[[], None]) -> None:
        self._engines.speaker.submit(self._guard, work)

    def _note(self, name: Moment) -> None:
        """Note when something first happened."""
        with self._lock:
            if getattr(self._timings, name) is None:
                milliseconds: dict[str, Any] = {name: (time.perf_counter() - self._started) * 1000}
                self._timings = replace(self._timings, **milliseconds)

    # ---- the writer's thread ----

    def _write(self) -> None:
        splitter = SentenceSplitter(early=not self._turn.verbatim)
        ending: Ending = "stop"
        tokens = 0
        if self._turn.verbatim:
            self._add(without_thoughts(self._turn.text), splitter)
        else:
            reply = write_reply(self._engines.llm, self._turn, self._stopped)
            while True:
                try:
                    piece = next(reply)
                except StopIteration as end:
                    ending = end.value
                    break
                tokens += 1
                self._usage.wrote()
                self._note("first_token")
                self._add(piece, splitter)
        if self._marks:
            self._show(self._marks.rest())
        for sentence in splitter.flush():
            self._sentence(sentence)
        self._note("text_done")
        with self._lock:
            self._timings = replace(self._timings, tokens=tokens)
        if self._asks:
            self._feel_with_model()
        if not self._turn.verbatim:
            self._write_variants()
        self._speak_soon(lambda: self._finish(ending))

    def _feel_with_model(self) -> None:
        """Ask the text model for the feelings of all sentences, then of the user's words: it has one thread."""
        for sentence in self._unfelt:
            if self._stopped():
                return
            feeling = self._feeling(sentence)
            self._speak_soon(partial(self._speak, sentence, feeling))
        if not self._turn.verbatim and not self._stopped():
            self._feel_user()
        if isinstance(self._engines.emotion, AsksTextModel):
            self._usage.asked(*self._engines.emotion.take_tokens())

    def _write_variants(self) -> None:
        """Write the other replies to choose from, while the first is being spoken."""
        wanted = self._turn.sampling.n
        written = [self._raw.strip()]
        # A model that is sure of itself writes the same again: after as many tries once more there are fewer to choose.
        for _ in range(2 * (wanted - 1)):
            if len(set(written)) >= wanted or self._stopped():
                return
            try:
                variant = "".join(write_reply(self._engines.llm, self._turn, self._stopped, written)).strip()
            except CompanionError as error:  # the first reply stands; fewer to choose from is no failure
                _log.info("no further variant: %s", error)
                return
            if self._stopped():
                return
            if variant not in written:
                shown = without_marks(variant).strip() if self._marks else variant
                self.events.put(ReplyVariant(self._turn.turn_id, shown))
            written.append(variant)

    def _add(self, piece: str, splitter: SentenceSplitter) -> None:
        piece = whole_text(piece)
        self._raw += piece
        self._show(self._marks.feed(piece) if self._marks else piece)
        for sentence in splitter.feed(piece):
            self._sentence(sentence)

    def _show(self, piece: str) -> None:
        if piece:
            self.text += piece
            self.events.put(ReplyText(self._turn.turn_id, piece))

    def _sentence(self, sentence: str) -> None:
        sentence, label = self._marks.of(sentence) if self._marks else (sentence.strip(), "")
        if not sentence:
            return
        self._note("first_sentence")
        if self._asks:
            self._unfelt.append(sentence)
        else:
            self._speak_soon(partial(self._feel_and_speak, sentence, label))

    # ---- the speaker's thread ----

    def _feel_user(self) -> None:
        history = self._turn.history
        feeling = self._engines.emotion.scores(self._turn.text, history[-1].text if history else "")
        self.events.put(UserFeeling(self._turn.turn_id, feeling))

    def _feeling(self, sentence: str, label: str = "") -> EmotionScores:
        """Return the feeling of the next sentence: that of its mark where it has one."""
        context = "" if self._turn.verbatim else self._context
        self._context = sentence
        return EmotionScores.only(label) if label else self._engines.emotion.scores(sentence, context)

    def _feel_and_speak(self, sentence: str, label: str) -> None:
        self._speak(sentence, self._feeling(sentence, label))

    def _speak(self, sentence: str, feeling: EmotionScores) -> None:
        spoken = self._spoken.of(sentence)
        # An unspoken sentence still passes through the voice, which alone knows its sample rate.
        began = time.perf_counter()
        said, mouth = self._engines.speech.perform(spoken, self._turn.persona.voice, feeling.label)
        pcm = said.pcm if spoken else said.pcm[:0]
        if len(pcm):
            self._note("first_sound")
            self._usage.spoke(spoken, len(pcm) / said.rate, time.perf_counter() - began)
        ready = SentenceReady(self._turn.turn_id, self._index, sentence, spoken, feeling, pcm, said.rate, mouth)
        self._index += 1
        self.events.put(ready)

    def _finish(self, ending: Ending) -> None:
        self._note("done")
        done = TurnDone(
            self._turn.turn_id, self.text.strip(), self.timings_now(), cut=ending == "length", usage=self.usage()
        )
        self.events.put(done)
        self._engines.speech.learn_voice()
