"""The engine's supervisor: spawns the child, carries messages, notices its death or silence and starts it again.

Two threads serve the pipe, so neither a busy child nor a full pipe can hold up the window: one reads and emits queued
signals, one writes. All decisions are taken in the window's thread.
"""

from __future__ import annotations

import logging
import multiprocessing
import queue
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess

from PySide6.QtCore import QT_TRANSLATE_NOOP, QObject, Qt, QTimer, Signal

from companion.messages import (
    CancelTurn,
    Configure,
    EngineConfig,
    EngineFailed,
    HearingEvent,
    Ping,
    Pong,
    Progress,
    PromptShown,
    Ready,
    ServerAnswered,
    Shutdown,
    SleepEvent,
    StartTurn,
    ToEngine,
    TurnDone,
    TurnFailed,
)

logger = logging.getLogger(__name__)

STOPPED_MID_TURN = str(QT_TRANSLATE_NOOP("EngineProcess", "The engine stopped; it is starting again."))


class EngineState(Enum):
    """Where the child stands."""

    OFF = "off"
    LOADING = "loading"
    READY = "ready"
    FAILED = "failed"


@dataclass(frozen=True)
class Patience:
    """How long the supervisor waits, in seconds.

    ``start``: for the first message of a new child. ``load``: for any message while it loads (a download reports
    progress all the time). ``ping``: between two signs of life; ``missed`` unanswered ones in a row are silence.
    ``failures`` deaths within ``window`` are too many: then it gives up. ``leave``: for an orderly exit.
    """

    start: float = 60.0
    load: float = 120.0
    ping: float = 3.0
    missed: int = 5
    failures: int = 3
    window: float = 60.0
    leave: float = 3.0


class _Child:
    """One spawned process with its pipe and the two threads that serve it."""

    def __init__(self, target: Callable[[Connection], None], deliver: Callable[[_Child, object], None]) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process: SpawnProcess = context.Process(
            target=target, args=(theirs,), name="companion-engine", daemon=True
        )
        self.process.start()
        theirs.close()  # so that the child's death is an end of file here
        self.outbox: queue.SimpleQueue[ToEngine | None] = queue.SimpleQueue()
        self._deliver = deliver
        self._threads = [
            threading.Thread(target=self._read, name="companion-engine-reader", daemon=True),
            threading.Thread(target=self._write, name="companion-engine-writer", daemon=True),
        ]
        for thread in self._threads:
            thread.start()

    def _read(self) -> None:
        message: object = self
        while message is not None:
            try:
                message = self.pipe.recv()
            except (EOFError, OSError):
                message = None
            try:
                self._deliver(self, message)
            except RuntimeError:  # the window went without closing the engine: nobody is left to tell
                return

    def _write(self) -> None:
        try:
            while (message := self.outbox.get()) is not None:
                self.pipe.send(message)
        except OSError:
            pass  # the reader sees the end of the pipe and reports it

    def end(self, patience: float) -> int | None:
        """End the process within ``patience`` seconds, by force if need be; returns its exit code."""
        self.process.join(patience)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()
        code = self.process.exitcode
        self.outbox.put(None)
        for thread in self._threads:  # both end by themselves: the other side of the pipe is gone
            thread.join()
        self.pipe.close()
        self.process.close()
        return code


class EngineProcess(QObject):
    """The engine as the window sees it: send turns, receive events, know its state."""

    told = Signal(object)
    """A TurnEvent of the engine, or the TurnFailed that stands for a dead one."""
    state_changed = Signal(object, str, object)
    """EngineState, a text to show as it is, and a fraction in 0..1 or None."""
    ready = Signal(object)
    """Ready: the names of the loaded engines."""
    answered = Signal(object)
    """PromptShown or ServerAnswered: the answer to a question of the settings."""

    overheard = Signal(object)
    """A HearingEvent of the engine."""
    dreamt = Signal(object)
    """A SleepEvent of the engine."""
    lost = Signal()
    """The child died; another one is starting, unless the state says otherwise."""

    _delivered = Signal(object, object)

    def __init__(
        self,
        target: Callable[[Connection], None],
        patience: Patience | None = None,
        parent: QObject | None = None,
    ) -> None:
        """Prepare to run ``target(connection)`` in a spawned process; nothing is started yet."""
        super().__init__(parent)
        self._target = target
        self._patience = patience or Patience()
        self._child: _Child | None = None
        self._config: EngineConfig | None = None
        self._waiting: StartTurn | None = None
        self._running: int | None = None
        self._deaths: deque[float] = deque()
        self._unanswered = 0
        self._pings = 0
        self._heard_from = False
        self._silent_looks = 0
        self.state = EngineState.OFF
        self.text = ""
        self._delivered.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self._timer = QTimer(self)
        self._timer.setInterval(int(self._patience.ping * 1000))
        self._timer.timeout.connect(self._watch)

    @property
    def pid(self) -> int | None:
        """The child's process number, None while there is none."""
        return self._child.process.pid if self._child else None

    def configure(self, config: EngineConfig) -> None:
        """Load these engines: in the running child, or in a new one. A running turn is cancelled."""
        self._config = config
        self._deaths.clear()
        if self._child is None:
            self._start()
            return
        if self._running is not None:
            self._child.outbox.put(CancelTurn(self._running))
        self._child.outbox.put(Configure(config))
        self._become(EngineState.LOADING, self.tr("Loading…"))

    def send(self, message: ToEngine) -> None:
        """Send a message of a turn; a StartTurn waits until the engines are loaded."""
        if isinstance(message, StartTurn):
            self._start_turn(message)
        elif isinstance(message, CancelTurn):
            if self._waiting is not None and self._waiting.turn_id == message.turn_id:
                self._waiting = None
            elif self._child is not None and self._running == message.turn_id:
                self._child.outbox.put(message)
        elif self._child is not None:
            self._child.outbox.put(message)

    def _start_turn(self, message: StartTurn) -> None:
        if self.state is EngineState.READY and self._child is not None:
            self._running = message.turn_id
            self._child.outbox.put(message)
        elif self.state is EngineState.FAILED:
            # Queued, so that the caller has finished beginning the turn before it fails.
            failure = TurnFailed(message.turn_id, self.text)
            QTimer.singleShot(0, self, lambda: self.told.emit(failure))
        else:
            self._waiting = message

    def close(self) -> None:
        """Ask the child to leave, end it if it does not, and wait until it is gone."""
        self._timer.stop()
        self._config = None
        child, self._child = self._child, None
        if child is not None:
            child.outbox.put(Shutdown())
            child.end(self._patience.leave)
        self._become(EngineState.OFF, "")

    def _start(self) -> None:
        assert self._config is not None
        self._heard_from = False
        self._unanswered = 0
        self._silent_looks = 0
        self._become(EngineState.LOADING, self.tr("Starting the engine…"))
        try:
            child = self._child = _Child(self._target, self._delivered.emit)
        except OSError as error:
            sentence = self.tr("The engine cannot be started ({error}): close other programs, then try again.")
            self._fail(sentence.format(error=error.strerror))
            return
        child.outbox.put(Configure(self._config))
        self._timer.start()

    def _take(self, child: _Child, message: object) -> None:
        """One message from the pipe, now in the window's thread; None: the pipe ended."""
        if self._child is not child:
            return  # the last words of a child that is gone
        if message is None:
            self._died(child, "it ended by itself")
            return
        self._heard_from = True
        self._silent_looks = 0
        self._unanswered = 0  # any word is a sign of life
        if isinstance(message, Pong):
            return
        if isinstance(message, Progress):
            # Also in a turn, where something slow may go on: the engine stays ready then.
            self._become(self.state, message.text, message.fraction)
        elif isinstance(message, Ready):
            self._become(EngineState.READY, self.tr("Ready"))
            self.ready.emit(message)
            waiting, self._waiting = self._waiting, None
            if waiting is not None:
                self._start_turn(waiting)
        elif isinstance(message, EngineFailed):
            self._fail(message.message)
        elif isinstance(message, PromptShown | ServerAnswered):
            self.answered.emit(message)
        elif isinstance(message, SleepEvent):
            self.dreamt.emit(message)
        elif isinstance(message, HearingEvent):
            self.overheard.emit(message)
        else:
            if isinstance(message, TurnDone | TurnFailed) and message.turn_id == self._running:
                self._running = None
            self.told.emit(message)

    def _watch(self) -> None:
        child = self._child
        if child is None:
            return
        # Looks are counted, not seconds: while the computer or this process slept, nobody could say anything.
        self._silent_looks += 1
        silent = self._silent_looks * self._timer.interval() / 1000
        patience = self._patience
        if self.state is EngineState.LOADING:
            limit = patience.load if self._heard_from else patience.start
            if silent > limit:
                self._died(child, f"no word for {silent:.0f} s while loading")
                return
        elif self._unanswered >= patience.missed:
            self._died(child, f"{self._unanswered} pings unanswered")
            return
        self._pings += 1
        self._unanswered += 1
        child.outbox.put(Ping(self._pings))

    def _died(self, child: _Child, why: str) -> None:
        """Bury the child; start another unless this happened too often."""
        self._child = None
        self._timer.stop()
        child.process.kill()
        code = child.end(0.0)
        logger.warning("the engine process is gone: %s (exit code %s)", why, code)
        now = time.monotonic()
        self._deaths.append(now)
        while self._deaths and now - self._deaths[0] > self._patience.window:
            self._deaths.popleft()
        if len(self._deaths) >= self._patience.failures:
            sentence = self.tr("The engine stopped {count} times in a row; choose another model in the settings.")
            self._fail(sentence.format(count=len(self._deaths)))
            self.lost.emit()
            return
        running, self._running = self._running, None
        self._start()
        if running is not None:
            self.told.emit(TurnFailed(running, self.tr(STOPPED_MID_TURN)))
        self.lost.emit()

    def _fail(self, sentence: str) -> None:
        """No engine is there to answer: fail what waits, in words."""
        self._become(EngineState.FAILED, sentence)
        waiting, self._waiting = self._waiting, None
        running, self._running = self._running, None
        for turn in (running, waiting.turn_id if waiting else None):
            if turn is not None:
                self.told.emit(TurnFailed(turn, sentence))

    def _become(self, state: EngineState, text: str, fraction: float | None = None) -> None:
        self.state, self.text = state, text
        self.state_changed.emit(state, text, fraction)
