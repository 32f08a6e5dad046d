"""From the last sound of your voice to the first of hers: real engine process, real player, speech fed as it is spoken.

The voice is put in where the microphone hands over its sound, at the pace of speech; a microphone adds its own buffer
(some 30 ms). The loudspeaker's is included. Without a sound card she is timed as if there were one.
"""

from __future__ import annotations

import multiprocessing
import statistics
import time
from multiprocessing.connection import Connection

import numpy as np
from numpy.typing import NDArray

from companion.audio.player import Player
from companion.audio.resample import resample
from companion.bench.measurement import Figure
from companion.configuration import engine_config
from companion.engine.hearing.base import RATE
from companion.engine.registry import create_engine
from companion.engine.start import run_engine
from companion.errors import CompanionError
from companion.messages import (
    CancelTurn,
    Configure,
    EngineConfig,
    EngineFailed,
    Foresee,
    FromEngine,
    Listen,
    ListeningFailed,
    ListeningReady,
    MicrophoneSound,
    PartialText,
    Ready,
    Sampling,
    SentenceReady,
    Shutdown,
    SpeechHeard,
    SpeechStarted,
    StartTurn,
    StopListening,
    TurnDone,
    TurnFailed,
)
from companion.mind.persona import load_persona
from companion.settings import EARS_PAUSE, Settings

QUESTIONS = (
    "Tell me about your day, please.",
    "What do you think about roses?",
    "Do you like long walks in the rain?",
    "Could you tell me a short story about a cat?",
    "Why is the sky blue in the morning?",
    "What should I cook for my friends tonight?",
)
_BLOCK = RATE // 50
_LATEST = 30.0


def measure() -> list[Figure]:
    """Return medians over the questions, in milliseconds; takes about a minute."""
    config = engine_config(Settings())
    voices = [spoken(config, question) for question in QUESTIONS]
    context = multiprocessing.get_context("spawn")
    pipe, theirs = context.Pipe()
    child = context.Process(target=run_engine, args=(theirs,), daemon=True)
    child.start()
    theirs.close()
    player = Player()
    try:
        talk = _Talk(pipe, player, config)
        talk.begin()
        talk.ask(voices[0])  # the first one warms up
        rounds = [talk.ask(voice) for voice in voices]
        other = context.Process(target=_keep_a_core_busy, daemon=True)
        other.start()
        try:
            beside = [talk.ask(voice) for voice in voices[:3]]
        finally:
            other.kill()
            other.join()
    finally:
        player.close()
        pipe.send(Shutdown())
        child.join(10)
        pipe.close()
    pause = Settings()[EARS_PAUSE] * 1000
    length = statistics.median(len(voice) / RATE for voice in voices)
    return [
        Figure("speech end to words", statistics.median(r[0] for r in rounds), "ms", pause, "the pause waited for",
               f"<= 1000 ({length:.1f} s of speech)"),
        Figure("words to first sentence", statistics.median(r[1] for r in rounds), "ms"),
        Figure("speech end to first sound", statistics.median(r[2] for r in rounds), "ms", goal="<= 900"),
        Figure("the same beside a busy program", statistics.median(r[2] for r in beside), "ms"),
    ]  # fmt: skip


def _keep_a_core_busy() -> None:
    """Another program that computes all the time."""
    while True:
        pass


class _Talk:
    """One side of the talk: feeds a voice, hears the answer begin, breaks it off."""

    def __init__(self, pipe: Connection, player: Player, config: EngineConfig) -> None:
        self._pipe = pipe
        self._player = player
        self._config = config
        self._persona = load_persona("amelie")
        self._number = 0
        self._sounded: float | None = None
        player.on_started = self._note

    def begin(self) -> None:
        """Load everything."""
        self._pipe.send(Configure(self._config))
        self._wait(Ready)
        self._pipe.send(Listen(0, self._config))
        self._wait(ListeningReady)
        self._pipe.send(StopListening(0))
        self._player.prepare()

    def ask(self, voice: NDArray[np.float32]) -> tuple[float, float, float]:
        """Return milliseconds: speech end to words, words to first sentence, speech end to first sound."""
        self._number += 1
        self._sounded = None
        self._pipe.send(Listen(self._number, self._config, pause=Settings()[EARS_PAUSE]))
        heard = self._feed(voice)
        spoken_until = heard.ended_at
        recognised = time.perf_counter()
        self._pipe.send(StopListening(self._number))
        self._pipe.send(self._turn(heard.text))
        sentence = self._wait(SentenceReady)
        made = time.perf_counter()
        self._player.play(sentence)
        while self._sounded is None:
            self._player.poll()
            time.sleep(0.001)
        self._pipe.send(CancelTurn(self._number))
        self._wait(TurnDone)
        self._player.stop()
        return (
            (recognised - spoken_until) * 1000,
            (made - recognised) * 1000,
            (self._sounded - spoken_until) * 1000,
        )

    def _turn(self, text: str) -> StartTurn:
        return StartTurn(self._number, text, self._persona, sampling=Sampling(seed=self._number))

    def _feed(self, voice: NDArray[np.float32]) -> SpeechHeard:
        random = np.random.default_rng(self._number)
        begun = time.perf_counter()
        for block in range(int(_LATEST * RATE / _BLOCK)):
            part = voice[block * _BLOCK : (block + 1) * _BLOCK]
            sound = random.normal(0, 0.0005, _BLOCK).astype(np.float32)
            sound[: len(part)] += part
            at = begun + block * _BLOCK / RATE
            time.sleep(max(0.0, at + _BLOCK / RATE - time.perf_counter()))
            self._pipe.send(MicrophoneSound(self._number, sound, at))
            while self._pipe.poll():
                message = self._receive()
                if isinstance(message, SpeechStarted):  # as the window does
                    self._pipe.send(Foresee(self._turn("")))
                elif isinstance(message, PartialText) and message.pausing:
                    self._pipe.send(Foresee(self._turn(message.text)))
                if isinstance(message, SpeechHeard) and message.listening == self._number and message.text:
                    return message
        raise CompanionError("The speech was not understood: the measurement has no words.")

    def _wait(self, kind: type) -> SentenceReady:
        deadline = time.monotonic() + 120
        while self._pipe.poll(max(0.0, deadline - time.monotonic())):
            message = self._receive()
            if isinstance(message, kind):
                return message  # type: ignore[return-value]
        raise CompanionError("The engine does not answer.")

    def _receive(self) -> FromEngine:
        message: FromEngine = self._pipe.recv()
        if isinstance(message, EngineFailed | TurnFailed | ListeningFailed):
            raise CompanionError(message.message)
        return message

    def _note(self, _sentence: SentenceReady, at: float) -> None:
        self._sounded = at


def spoken(config: EngineConfig, text: str) -> NDArray[np.float32]:
    """Return ``text`` as the default voice says it, at the rate of the ears."""
    voice = create_engine("companion.speech", config, lambda _progress: None)
    said = voice.speak(text)
    voice.close()
    return resample(said.pcm, said.rate, RATE)
