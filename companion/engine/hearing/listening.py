"""From microphone sound to words: finds utterances and has them recognised, partly while they are still spoken.

The listener's thread takes the sound and decides; the recogniser's loads the engine and runs it, one piece of sound at
a time. Its results come back through the listener's queue, so that all state belongs to one thread.
"""

from __future__ import annotations

import itertools
import logging
import queue
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from companion.engine.hearing.base import HearingEngine, Transcript
from companion.engine.hearing.endpoint import CHUNK_SECONDS, Change, Endpointer
from companion.engine.hearing.voice_detector import CHUNK, VoiceDetector
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
    Progress,
    SpeechHeard,
    SpeechStarted,
    StopListening,
)

_log = logging.getLogger(__name__)

FIRST_LOOK = 0.6
"""Seconds of an utterance before its first words are asked for."""
LOOK_EVERY = 0.4
"""Seconds of new sound between two looks at an utterance that goes on."""
_PATIENCE = 2.0
"""Two looks are at least so many times the last one's duration apart: a third of a processor's time at most."""

CreateEngine = Callable[[EngineConfig, Callable[[Progress], None]], HearingEngine]


@dataclass(frozen=True, eq=False)
class _Look:
    """An utterance as it was at some moment, to be recognised. ``voice_until``: when its voice was last heard."""

    listening: int
    utterance: int
    language: str
    sound: NDArray[np.float32]
    voice_until: float


@dataclass(frozen=True, eq=False)
class _Seen:
    """What a look found, or a sentence saying why it found nothing."""

    look: _Look
    result: Transcript | str
    seconds: float


@dataclass(frozen=True, eq=False)
class _Loaded:
    """The recogniser for ``config``, or a sentence saying why there is none."""

    config: EngineConfig
    result: HearingEngine | str


class Listening:
    """The ears of the engine process. Messages go in by ``take``; events come out through ``send``, in a thread."""

    def __init__(self, create: CreateEngine, send: Callable[[HearingEvent], None]) -> None:
        """``create`` loads a recogniser and raises CompanionError."""
        self._create = create
        self._send = send
        self._inbox: queue.SimpleQueue[object] = queue.SimpleQueue()
        self._recogniser = ThreadPoolExecutor(1, thread_name_prefix="recogniser")
        self._thread: threading.Thread | None = None
        # All below belongs to the listener's thread.
        self._engine: HearingEngine | None = None
        self._config: EngineConfig | None = None
        self._detector: VoiceDetector | None = None
        self._session: _Session | None = None
        self._finishing: list[_Session] = []
        self._looks: list[_Look] = []
        self._running: _Look | None = None

    def take(self, message: Listen | MicrophoneSound | StopListening) -> None:
        """Queue a message; the first one starts the thread."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="listener", daemon=True)
            self._thread.start()
        self._inbox.put(message)

    def close(self) -> None:
        """End both threads and free the recogniser."""
        if self._thread is not None:
            self._inbox.put(None)
            self._thread.join()
        self._recogniser.shutdown(wait=True, cancel_futures=True)
        if self._engine is not None:
            self._engine.close()

    # ---- the listener's thread

    def _run(self) -> None:
        while (message := self._inbox.get()) is not None:
            try:
                self._handle(message)
            except CompanionError as error:
                self._fail(str(error), message)
            except Exception as error:  # noqa: BLE001  the window must be told, whatever it is
                _log.exception("listening failed")
                self._fail(
                    f"Something unexpected went wrong while listening ({type(error).__name__}: {error}).", message
                )

    def _handle(self, message: object) -> None:
        session = self._session
        match message:
            case Listen():
                self._begin(message)
            case MicrophoneSound(listening) if session is not None and session.order.listening == listening:
                session.hear(message)
            case StopListening(listening) if session is not None and session.order.listening == listening:
                session.stop(keep=message.keep)
            case _Loaded():
                self._take_engine(message)
            case _Seen():
                self._take_result(message)

    def _begin(self, order: Listen) -> None:
        if self._detector is None:
            self._detector = VoiceDetector()
        self._detector.reset()
        if self._session is not None and not self._session.done:
            self._session.stop(keep=True)
            self._finishing.append(self._session)
        self._session = _Session(order, self._detector, self._look, self._send)
        if order.config != self._config:
            # The old one is closed in the recogniser's thread, behind the look it may be busy with.
            old, self._engine, self._config = self._engine, None, order.config
            self._recogniser.submit(self._load, order.config, old)
        elif self._engine is not None:
            self._session.ready(self._engine)

    def _look(self, look: _Look) -> None:
        """Have a look recognised; it replaces those that nobody waits for."""
        sessions = self._sessions()
        self._looks = [old for old in self._looks if any(session.awaits(old) for session in sessions)]
        self._looks.append(look)
        self._next_look()

    def _next_look(self) -> None:
        if self._engine is not None and self._looks and self._running is None:
            self._running = self._looks.pop(0)
            self._recogniser.submit(self._recognise, self._engine, self._running)

    def _take_engine(self, loaded: _Loaded) -> None:
        if isinstance(loaded.result, str):
            if loaded.config == self._config:
                self._config = None
                self._fail(loaded.result)
        elif loaded.config != self._config:  # another one was chosen meanwhile
            loaded.result.close()
        else:
            self._engine = loaded.result
            if self._session is not None:
                self._session.ready(self._engine)
            self._next_look()

    def _take_result(self, seen: _Seen) -> None:
        self._running = None
        for session in self._sessions():
            if seen.look.listening == session.order.listening:
                if isinstance(seen.result, str):
                    self._fail(seen.result)
                else:
                    session.see(seen.look, seen.result, seen.seconds)
        self._finishing = [session for session in self._finishing if not session.done]
        self._next_look()

    def _sessions(self) -> list[_Session]:
        return [*self._finishing, *([self._session] if self._session is not None else [])]

    def _fail(self, sentence: str, message: object = None) -> None:
        failed = {session.order.listening for session in self._sessions() if not session.done}
        if isinstance(message, Listen):  # which failed before it began
            failed.add(message.listening)
        for listening in sorted(failed):
            self._send(ListeningFailed(listening, sentence))
        self._session = None
        self._finishing.clear()
        self._looks.clear()

    # ---- the recogniser's thread

    def _load(self, config: EngineConfig, old: HearingEngine | None) -> None:
        if old is not None:
            old.close()
        result: HearingEngine | str
        try:
            result = self._create(
                config, lambda progress: self._send(HearingProgress(progress.text, progress.fraction))
            )
        except CompanionError as error:
            result = str(error)
        except Exception as error:  # noqa: BLE001  any engine, also a stranger's
            _log.exception("the recogniser could not be loaded")
            result = f"The recogniser could not be loaded ({type(error).__name__}: {error}); choose another."
        self._inbox.put(_Loaded(config, result))

    def _recognise(self, engine: HearingEngine, look: _Look) -> None:
        begun = time.perf_counter()
        result: Transcript | str
        try:
            result = engine.transcribe(look.sound, look.language)
        except CompanionError as error:
            result = str(error)
        except Exception as error:  # noqa: BLE001  any engine, also a stranger's
            _log.exception("the recogniser failed")
            result = f"The recogniser failed ({type(error).__name__}: {error}); choose another in the settings."
        self._inbox.put(_Seen(look, result, time.perf_counter() - begun))


class _Session:
    """One time of listening: from Listen to ListeningEnded."""

    def __init__(
        self,
        order: Listen,
        detector: VoiceDetector,
        look: Callable[[_Look], None],
        send: Callable[[HearingEvent], None],
    ) -> None:
        self.order = order
        self._detector = detector
        self._request = look
        self._send = send
        self._endpointer = Endpointer(pause=order.pause, longest=order.longest, hold=order.hold)
        self._numbers = itertools.count(1)
        self._utterance = 0
        self._quick = False
        self._rest = np.zeros(0, np.float32)
        self._latest: _Look | None = None
        self._result: tuple[_Look, Transcript] | None = None
        self._ended: dict[_Look, SpeechHeard] = {}
        self._next_length = 0.0
        self._next_time = 0.0
        self._stopped = False
        self.done = False
        """Whether nothing more will come of it."""

    def ready(self, engine: HearingEngine) -> None:
        """The recogniser is there."""
        self._quick = engine.quick
        self._send(ListeningReady(self.order.listening, engine.name))

    def awaits(self, look: _Look) -> bool:
        """Whether an utterance that has ended waits for this look."""
        return look in self._ended

    def hear(self, message: MicrophoneSound) -> None:
        """Take sound in pieces of any length; ``message.at`` is the time of its first sample."""
        sound = np.concatenate([self._rest, message.pcm])
        at = message.at - len(self._rest) * CHUNK_SECONDS / CHUNK
        whole = len(sound) // CHUNK * CHUNK
        for place in range(0, whole, CHUNK):
            chunk = sound[place : place + CHUNK]
            change = self._endpointer.feed(chunk, self._detector.probability(chunk), at)
            at += CHUNK_SECONDS
            self._react(change)
        self._rest = sound[whole:]

    def stop(self, *, keep: bool) -> None:
        """Listen no more; what is being said is recognised (``keep``) or dropped."""
        self._stopped = True
        if not keep:
            self._ended.clear()
        elif self._endpointer.finish() is Change.ENDED:
            self._end_utterance()
        if not self.done:
            self._tell_end()

    def see(self, look: _Look, transcript: Transcript, seconds: float) -> None:
        """Take what a look found."""
        ended = self._ended.pop(look, None)
        if ended is not None:
            self._deliver(ended, transcript)
        elif look.utterance == self._utterance and self._endpointer.active and not self.done:
            self._result = (look, transcript)
            self._next_time = time.monotonic() + _PATIENCE * seconds
            if transcript.text:
                pausing = self._endpointer.paused and look is self._latest
                self._send(PartialText(self.order.listening, look.utterance, transcript.text, pausing))

    def _react(self, change: Change | None) -> None:
        endpointer = self._endpointer
        if change is Change.BEGAN:
            self._utterance = next(self._numbers)
            self._latest = self._result = None
            self._next_length = FIRST_LOOK
            self._send(SpeechStarted(self.order.listening, self._utterance, endpointer.began_at))
        elif change is Change.ENDED:
            self._end_utterance()
        elif self._quick and endpointer.active and endpointer.voiced:
            due = endpointer.seconds >= self._next_length and time.monotonic() >= self._next_time
            # A pause may be the end: recognition begins now, and its result is used unless the speaker goes on.
            if change is Change.PAUSED or (due and not endpointer.paused):
                self._request(self._look())

    def _look(self) -> _Look:
        endpointer = self._endpointer
        self._next_length = endpointer.seconds + LOOK_EVERY
        self._latest = _Look(
            self.order.listening, self._utterance, self.order.language, endpointer.sound, endpointer.ended_at
        )
        return self._latest

    def _end_utterance(self) -> None:
        """The utterance is complete: its text is there already, on its way, or still to be asked for."""
        endpointer, latest, result = self._endpointer, self._latest, self._result
        if not endpointer.voiced:
            self._deliver(SpeechHeard(self.order.listening, 0), Transcript(""))
            return
        heard = SpeechHeard(
            self.order.listening, self._utterance, began_at=endpointer.began_at, ended_at=endpointer.ended_at
        )
        if latest is None or latest.voice_until != endpointer.ended_at:
            latest = self._look()
            self._ended[latest] = heard
            self._request(latest)
        elif result is not None and result[0] is latest:
            self._deliver(heard, result[1])
        else:
            self._ended[latest] = heard

    def _deliver(self, heard: SpeechHeard, transcript: Transcript) -> None:
        self._send(
            replace(
                heard,
                text=transcript.text,
                language=transcript.language,
                doubtful=transcript.doubtful,
            )
        )
        self._tell_end()

    def _tell_end(self) -> None:
        if self._stopped and not self._ended:
            self.done = True
            self._send(ListeningEnded(self.order.listening))
