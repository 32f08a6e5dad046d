"""Speaking over her: from your voice, and from the words that decide, to the moment the loudspeaker is silent.

The ears, the talk, the player and the engine process are the program's own; only the microphone is a voice put in at
the pace of speech. Silence is what the sound card's clock says; without a sound card its buffer is not in the figures.
"""

from __future__ import annotations

import multiprocessing
import statistics
import tempfile
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from companion.audio.microphone import Heard
from companion.audio.player import Player
from companion.bench.measurement import Figure
from companion.bench.talk import spoken
from companion.configuration import engine_config
from companion.conversation import Conversation, State
from companion.ears import Ears, Mode
from companion.engine.hearing.base import RATE
from companion.engine.start import run_engine
from companion.errors import CompanionError
from companion.history import History
from companion.messages import (
    Configure,
    EngineConfig,
    EngineFailed,
    ListeningReady,
    PartialText,
    Ready,
    Shutdown,
    SpeechHeard,
    TurnFailed,
)
from companion.mind.persona import load_persona
from companion.settings import Settings

STORY = (
    "Once upon a time there was a lighthouse by the sea. Every morning its keeper counted the ships, wrote their names"
    " into a green book, and boiled two eggs for his breakfast. In the winter nobody came to visit him."
)
INTERRUPTIONS = ("Please talk about music.", "Wait a moment, please.", "Stop it now.", "No, tell me something else.")
_BLOCK = RATE // 50
_PATIENCE = 60.0


class _Voice:
    """A microphone that hears ``say`` and quiet noise around it, in real time."""

    def __init__(self) -> None:
        self.on_sound: Callable[[Heard], None] = lambda _heard: None
        self.on_failed: Callable[[str], None] = lambda _sentence: None
        self.began = 0.0
        self._random = np.random.default_rng(1)
        self._next = time.perf_counter()
        self._rest = np.zeros(0, np.float32)

    def say(self, pcm: NDArray[np.float32]) -> None:
        self._rest = pcm
        self.began = self._next + np.flatnonzero(np.abs(pcm) > 0.02)[0] / RATE

    def poll(self) -> None:
        while self._next + _BLOCK / RATE <= time.perf_counter():
            sound = self._random.normal(0, 0.0005, _BLOCK).astype(np.float32)
            part, self._rest = self._rest[:_BLOCK], self._rest[_BLOCK:]
            sound[: len(part)] += part
            self.on_sound(Heard(sound, self._next, 0.0))
            self._next += _BLOCK / RATE

    def close(self) -> None:
        """Nothing to give back."""

    def join(self) -> None:
        """Nothing to wait for."""


class _Bench:
    """The program without its window."""

    def __init__(self, pipe: Connection, config: EngineConfig, history: History) -> None:
        self._pipe = pipe
        self.player = Player()
        self.voice = _Voice()
        self.talk = Conversation(history, pipe.send, self.player.play, self.player.stop)
        self.talk.open("bench", load_persona("amelie"))
        self.ears = Ears(self.talk, pipe.send, lambda: self.voice, lambda _text, _heard: None, self)
        self.ears.config = config
        self.ready = False
        self.listens = self.heard = False
        self.words_at = self.silent_at = 0.0
        self.player.on_started = lambda sentence, _at: self.talk.sentence_started(sentence)
        self.player.on_finished = lambda sentence, _at: self.talk.sentence_finished(sentence)
        self.player.on_stopped = lambda at: setattr(self, "silent_at", at)

    def until(self, done: Callable[[], bool]) -> None:
        deadline = time.monotonic() + _PATIENCE
        while not done():
            if time.monotonic() > deadline:
                raise CompanionError("She was not interrupted: the measurement has no end.")
            self.player.poll()
            self.ears.poll()
            while self._pipe.poll(0.002):
                self._take(self._pipe.recv())

    def _take(self, message: object) -> None:
        match message:
            case Ready():
                self.ready = True
            case EngineFailed(sentence) | TurnFailed(_, sentence):
                raise CompanionError(sentence)
            case _ if hasattr(message, "turn_id"):
                self.talk.receive(message)  # type: ignore[arg-type]
            case _ if hasattr(message, "listening"):
                self.listens |= isinstance(message, ListeningReady)
                if isinstance(message, PartialText | SpeechHeard):
                    self.words_at = self.words_at if self.talk.state is State.IDLE else time.perf_counter()
                self.heard |= isinstance(message, SpeechHeard)
                self.ears.receive(message)  # type: ignore[arg-type]

    def interrupt(self, pcm: NDArray[np.float32]) -> tuple[float, float]:
        """Return milliseconds to silence from his voice's beginning, and from the words that decided."""
        self.talk.say(STORY)
        self.until(lambda: self.talk.state is State.SPEAKING and self.player.position > 0.5)
        self.voice.say(pcm)
        self.silent_at = 0.0
        self.heard = False
        self.until(lambda: self.talk.state is State.IDLE)
        took = (self.silent_at - self.voice.began) * 1000, (self.silent_at - self.words_at) * 1000
        self.until(lambda: self.heard)  # the end of what he said, which is no word over the next story
        return took

    def listening_changed(self, mode: Mode) -> None:
        """Not shown."""

    def level_changed(self, level: float) -> None:
        """Not shown."""

    def words_changed(self, text: str) -> None:
        """Not shown."""

    def ears_loading(self, text: str, fraction: float | None) -> None:
        """Not shown."""

    def ears_failed(self, sentence: str) -> None:
        """Nothing is measured without ears."""
        raise CompanionError(sentence)


def measure() -> list[Figure]:
    """Return medians over the interruptions, in milliseconds; takes about a minute."""
    settings = Settings()
    settings_config = engine_config(settings)
    voices = [spoken(settings_config, text) for text in INTERRUPTIONS]
    config = EngineConfig(llm="echo", emotion="neutral", options=settings_config.options)
    context = multiprocessing.get_context("spawn")
    pipe, theirs = context.Pipe()
    child = context.Process(target=run_engine, args=(theirs,), daemon=True)
    child.start()
    theirs.close()
    figures = []
    with tempfile.TemporaryDirectory() as folder:
        history = History(Path(folder) / "history.sqlite")
        bench = _Bench(pipe, config, history)
        try:
            pipe.send(Configure(config))
            bench.until(lambda: bench.ready)
            bench.ears.toggle()
            bench.until(lambda: bench.listens)
            for way, loudspeakers in (("loudspeakers", True), ("headphones", False)):
                bench.ears.loudspeakers = loudspeakers
                rounds = [bench.interrupt(voice) for voice in voices]
                where = f"{way}, no sound card" if bench.player.silent_reason else way
                whole, rest = (statistics.median(values) for values in zip(*rounds, strict=True))
                figures += [
                    Figure(f"voice to silence ({where})", whole, "ms"),
                    Figure(f"words to silence ({where})", rest, "ms", goal="<= 200"),
                ]
        finally:
            bench.player.close()
            pipe.send(Shutdown())
            child.join(10)
            history.close()
            pipe.close()
    return figures
