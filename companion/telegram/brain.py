"""What thinks for the bot: the engines in this process, asked by many chats, one turn after the other."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from companion.costs.counting import count_turn
from companion.engine.hearing.base import HearingEngine
from companion.engine.registry import create_engine, create_engines
from companion.engine.turn import run_turn
from companion.errors import CompanionError
from companion.messages import EngineConfig, Progress, SentenceReady, StartTurn, TurnDone, TurnFailed


@dataclass(frozen=True, slots=True)
class Said:
    """A whole answer: its text, and its sentences with feeling, sound and mouth."""

    text: str
    sentences: tuple[SentenceReady, ...]


class Brain(Protocol):
    """What the bot asks; called by several threads at once, each call waits for its answer."""

    def answer(self, turn: StartTurn, stopped: Callable[[], bool]) -> Said:
        """Return the answer to a turn; what there is of it when ``stopped``. Raises CompanionError."""
        ...

    def hear(self, pcm: NDArray[np.float32]) -> str:
        """Return the words in sound at 16 kHz, empty where there are none. Raises CompanionError."""
        ...


class EngineBrain:
    """The engines the settings choose; the recogniser is loaded with the first voice message."""

    def __init__(self, config: EngineConfig, language: str, progress: Callable[[Progress], None]) -> None:
        """Load the engines of a turn. ``language``: what users speak, empty to find out. Raises CompanionError."""
        self._config = config
        self._language = language
        self._progress = progress
        self._engines = create_engines(config, progress)
        self._ears: HearingEngine | None = None
        self._hearing = threading.Lock()

    def answer(self, turn: StartTurn, stopped: Callable[[], bool]) -> Said:
        """Answer a turn. Turns of several threads share the writer: while one is spoken, the next is being written."""
        sentences: list[SentenceReady] = []
        text = ""
        for event in run_turn(self._engines, turn, stopped):
            if isinstance(event, SentenceReady):
                sentences.append(event)
            elif isinstance(event, TurnFailed):
                raise CompanionError(event.message)
            elif isinstance(event, TurnDone):
                text = event.text
                count_turn(event)
        return Said(text, tuple(sentences))

    def hear(self, pcm: NDArray[np.float32]) -> str:
        """Recognise one voice message after the other."""
        with self._hearing:
            if self._ears is None:
                self._ears = create_engine("companion.hearing", self._config, self._progress)
            return self._ears.transcribe(pcm, self._language).text.strip()

    def close(self) -> None:
        """Free the engines."""
        self._engines.close()
        with self._hearing:
            if self._ears is not None:
                self._ears.close()
                self._ears = None
