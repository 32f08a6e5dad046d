"""The engine process: reads messages in one thread, works in another, answers a Ping in the middle of a turn."""

from __future__ import annotations

import logging
import os
import queue
import signal
import sqlite3
import threading
from dataclasses import replace
from functools import partial
from multiprocessing.connection import Connection

from companion.costs.counting import count_turn
from companion.engine.attempt import prompt_of
from companion.engine.emotions.encoder import sentence_vectors
from companion.engine.hearing.listening import Listening
from companion.engine.llm.openai_server import server_models
from companion.engine.registry import Engines, create_engine, create_engines
from companion.engine.sleep import sleep
from companion.engine.turn import run_turn
from companion.errors import CompanionError
from companion.heap import give_back_memory
from companion.log import log_to_file, note_crashes
from companion.messages import (
    AskServer,
    CancelTurn,
    Configure,
    EngineConfig,
    EngineFailed,
    Foresee,
    FromEngine,
    Listen,
    MicrophoneSound,
    Ping,
    Pong,
    PromptShown,
    Remembered,
    ServerAnswered,
    ShowPrompt,
    Shutdown,
    Sleep,
    Slept,
    StartTurn,
    StopListening,
    ToEngine,
    TurnDone,
    TurnFailed,
    WakeUp,
)
from companion.mind.memory import Memory
from companion.paths import log_dir, memory_file
from companion.redaction import hide

_log = logging.getLogger(__name__)
_NICE = 5
"""The window's frames and the sound card go first."""
_GRACE_SECONDS = 2.0
"""How long unfinished work may take after Shutdown before the process ends anyway."""


def serve(connection: Connection) -> None:
    """Serve one window until Shutdown or until the pipe closes."""
    if hasattr(os, "nice"):
        os.nice(_NICE)
    # Ctrl-C in a terminal reaches the whole process group; the window decides when the engine ends.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    log_to_file("engine", logging.getLogger())
    note_crashes("engine")
    _Worker(connection).run()


class _Worker:
    """One pipe, its reader thread, and the engines, owned by the main thread."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._sending = threading.Lock()
        self._jobs: queue.SimpleQueue[Configure | Foresee | StartTurn | ShowPrompt | Sleep | None] = queue.SimpleQueue()
        self._cancelled: set[int] = set()
        self._ending = threading.Event()
        self._awake = threading.Event()
        self._engines: Engines | None = None
        self._memory: Memory | None = None
        self._recalled: tuple[str, ...] = ()
        self._recalled_for = ""  # the words just foreseen; forgotten with the answer, for she may be told to forget
        self._listening = Listening(partial(create_engine, "companion.hearing"), self._send)

    def run(self) -> None:
        """Work until told to end."""
        threading.Thread(target=self._read, name="reader", daemon=True).start()
        while (job := self._jobs.get()) is not None:
            if isinstance(job, Configure):
                self._configure(job)
            elif isinstance(job, ShowPrompt):
                self._send(self._show_prompt(job.turn))
            elif isinstance(job, Foresee):
                self._foresee(job.turn)
            elif isinstance(job, Sleep):
                self._sleep(job)
            else:
                self._answer(job)
        if self._engines is not None:
            self._engines.close()
        self._listening.close()
        if self._memory is not None:
            self._memory.close()
        self._connection.close()

    def _send(self, message: FromEngine) -> None:
        try:
            with self._sending:
                self._connection.send(message)
        except OSError:  # the window is gone; the reader notices too
            self._end()

    def _end(self) -> None:
        if self._ending.is_set():
            return
        self._ending.set()
        self._jobs.put(None)
        # A model deep in native code cannot be interrupted: the process ends, with or without it.
        timer = threading.Timer(_GRACE_SECONDS, os._exit, args=(0,))
        timer.daemon = True
        timer.start()

    # ---- the reader's thread ----

    def _read(self) -> None:
        try:
            while not self._ending.is_set():
                self._take(self._connection.recv())
        except (EOFError, OSError):
            self._end()

    def _take(self, message: ToEngine) -> None:
        match message:
            case Ping(number):
                self._send(Pong(number))
            case CancelTurn(turn_id):
                self._cancelled.add(turn_id)
            case Shutdown():
                self._end()
            case AskServer(config):  # a server may be slow to answer; nothing else shall wait for it
                threading.Thread(target=self._ask_server, args=(config,), name="server", daemon=True).start()
            case Sleep():
                self._awake.clear()
                self._jobs.put(message)
            case WakeUp():
                self._awake.set()
            case Configure() | Foresee() | StartTurn() | ShowPrompt():
                self._jobs.put(message)
            case Listen() | MicrophoneSound() | StopListening():
                self._listening.take(message)

    def _ask_server(self, config: EngineConfig) -> None:
        hide(config.api_key)
        try:
            answer = ServerAnswered(models=server_models(config))
        except CompanionError as error:
            answer = ServerAnswered(error=str(error))
        except Exception as error:  # noqa: BLE001  whatever a strange server makes of it: the button must get an answer
            _log.exception("the server could not be tried")
            answer = ServerAnswered(error=f"The server could not be tried ({type(error).__name__}: {error}).")
        self._send(answer)

    # ---- the main thread ----

    def _show_prompt(self, turn: StartTurn) -> PromptShown:
        engines = self._engines
        if engines is None:
            return PromptShown(turn.turn_id, error="The engines are not loaded; choose others in the settings.")
        try:
            turn = engines.asked(self._reminded(turn, engines))
            # In the writer's thread: a text model is called by one thread at a time.
            text, tokens = engines.writer.submit(lambda: engines.llm.show(prompt_of(engines.llm, turn))).result()
        except CompanionError as error:
            return PromptShown(turn.turn_id, error=str(error))
        except Exception as error:  # noqa: BLE001  any engine, also a stranger's: the window must be told
            _log.exception("the prompt cannot be shown")
            message = (
                f"Something unexpected went wrong in the engine ({type(error).__name__}: {error}); please report it."
            )
            return PromptShown(turn.turn_id, error=message)
        return PromptShown(turn.turn_id, text, tokens, engines.llm.context_tokens)

    def _configure(self, job: Configure) -> None:
        hide(job.config.api_key)
        hide(job.config.speech_key)
        if self._engines is not None:
            self._engines.close()
            self._engines = None
        try:
            self._engines = create_engines(job.config, self._send)
        except CompanionError as error:
            self._send(EngineFailed(str(error)))
        except Exception as error:  # noqa: BLE001  any engine, also a stranger's: the window must be told
            _log.exception("the engines could not be loaded")
            self._send(
                EngineFailed(f"The engines could not be loaded ({type(error).__name__}: {error}); see {log_dir()}.")
            )
        else:
            self._send(self._engines.ready())

    def _answer(self, turn: StartTurn) -> None:
        if self._engines is None:
            self._send(TurnFailed(turn.turn_id, "The engines are not loaded; choose others in the settings."))
            return
        reminded = self._reminded(turn, self._engines)
        self._recalled_for = ""
        answered = False
        for event in run_turn(
            self._engines, reminded, lambda: self._ending.is_set() or turn.turn_id in self._cancelled
        ):
            self._send(event)
            if isinstance(event, TurnDone):
                answered = True
                count_turn(event)
        self._cancelled.discard(turn.turn_id)
        if answered and not turn.verbatim:
            self._remember(turn)
        if self._jobs.empty():
            give_back_memory()

    def _foresee(self, turn: StartTurn) -> None:
        """Let the text model read ahead, unless there is something to answer already."""
        engines = self._engines
        if engines is not None and self._jobs.empty():
            engines.prepare(self._reminded(turn, engines))
            self._recalled_for = turn.text

    def _reminded(self, turn: StartTurn, engines: Engines) -> StartTurn:
        """Return the turn with what she remembers that fits it; as it is where the memory cannot be read.

        While nothing is known of what will be said, that is what fitted last: it may well fit again.
        """
        if turn.verbatim:
            return turn
        try:
            if turn.text and turn.text != self._recalled_for:
                self._recalled_for = ""
                self._recalled = tuple(self._open_memory().recall(turn.text, sentence_vectors(engines.emotion)))
            return replace(turn, facts=(*turn.facts, *self._recalled))
        except (CompanionError, sqlite3.Error) as error:  # she answers without it
            _log.warning("nothing can be recalled: %s", error)
            return turn
        except Exception:  # noqa: BLE001  whatever the file or the encoder holds ready: also then
            _log.exception("nothing can be recalled")
            return turn

    def _remember(self, turn: StartTurn) -> None:
        try:
            facts = self._open_memory().learn(turn.text, turn.persona.name)
        except (CompanionError, sqlite3.Error) as error:
            _log.warning("nothing can be remembered: %s", error)
            return
        if facts:
            self._send(Remembered(turn.turn_id, tuple(facts)))

    def _sleep(self, order: Sleep) -> None:
        """Digest the days until something else is to do."""
        if self._engines is None:
            self._send(Slept(note="The engines are not loaded; choose others in the settings."))
            return
        woken = lambda: self._awake.is_set() or not self._jobs.empty()  # noqa: E731
        try:
            for event in sleep(self._engines, self._open_memory(), order, woken):
                self._send(event)
        except (CompanionError, sqlite3.Error) as error:
            self._send(Slept(note=f"The memory cannot be used ({error})."))
        except Exception as error:  # noqa: BLE001  any engine, also a stranger's: the window must be told
            _log.exception("sleep failed")
            self._send(Slept(note=f"Her sleep was broken off ({type(error).__name__}: {error}); see {log_dir()}."))

    def _open_memory(self) -> Memory:
        if self._memory is None:
            self._memory = Memory(memory_file())
        return self._memory
