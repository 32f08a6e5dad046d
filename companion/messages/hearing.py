"""Listening: the microphone's sound and what was understood of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from companion.messages.config import EngineConfig


@dataclass(frozen=True, slots=True)
class Listen:
    """The microphone was opened: find what is said and recognise it with ``config``'s recogniser.

    ``pause`` seconds of silence end an utterance, ``longest`` seconds end it anyway; with ``hold`` (push to talk) only
    StopListening does. ``language`` is a code like "en", empty: to be found out.
    """

    listening: int
    config: EngineConfig
    language: str = ""
    hold: bool = False
    pause: float = 0.4
    longest: float = 28.0


@dataclass(frozen=True, slots=True, eq=False)
class MicrophoneSound:
    """What the microphone heard: mono float32 in -1..1 at 16 kHz; ``at``: time of its first sample by any clock."""

    listening: int
    pcm: NDArray[np.float32]
    at: float


@dataclass(frozen=True, slots=True)
class StopListening:
    """The microphone was closed; what is being said is recognised (``keep``) or dropped."""

    listening: int
    keep: bool = True


@dataclass(frozen=True, slots=True)
class HearingProgress:
    """The recogniser is being fetched or loaded; fields as in Progress."""

    text: str
    fraction: float | None = None


@dataclass(frozen=True, slots=True)
class ListeningReady:
    """The recogniser is loaded; its name as shown to the user. What was said before is not lost."""

    listening: int
    name: str


@dataclass(frozen=True, slots=True)
class SpeechStarted:
    """Somebody began to speak at ``at`` (the clock of MicrophoneSound). ``utterance`` counts from 1."""

    listening: int
    utterance: int
    at: float


@dataclass(frozen=True, slots=True)
class PartialText:
    """The words of an utterance so far; later ones replace it.

    ``pausing``: the voice is silent since; unless it goes on, these are all the words.
    """

    listening: int
    utterance: int
    text: str
    pausing: bool = False


@dataclass(frozen=True, slots=True)
class SpeechHeard:
    """An utterance ended. ``text`` is empty where it held no words: a cough, a door.

    ``began_at`` and ``ended_at``: when its voice was first and last heard, by the clock of MicrophoneSound.
    ``doubtful``: the recogniser itself finds these words unlikely.
    """

    listening: int
    utterance: int
    text: str = ""
    language: str = ""
    began_at: float = 0.0
    ended_at: float = 0.0
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class ListeningEnded:
    """The answer to StopListening: nothing more will come."""

    listening: int


@dataclass(frozen=True, slots=True)
class ListeningFailed:
    """Listening ended with an error; one sentence for the user."""

    listening: int
    message: str


HearingEvent: TypeAlias = (
    HearingProgress | ListeningReady | SpeechStarted | PartialText | SpeechHeard | ListeningEnded | ListeningFailed
)
