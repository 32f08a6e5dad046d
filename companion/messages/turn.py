"""One turn: what the window asks and what the engine answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from companion.messages.config import Sampling
from companion.messages.emotion import EmotionScores
from companion.messages.mouth import SHUT, MouthTrack
from companion.messages.persona import Line, Persona
from companion.messages.usage import Usage


@dataclass(frozen=True, slots=True)
class StartTurn:
    """Answer ``text`` as ``persona`` after ``history`` (oldest first, without ``text``).

    With ``verbatim`` the text itself is spoken and no text model is asked. ``user_name`` is what she calls the user.
    ``mood`` says in a sentence how she feels, empty when as usual.
    ``facts`` are sentences she remembers of the user; the engine process adds those that fit ``text``.
    """

    turn_id: int
    text: str
    persona: Persona
    history: tuple[Line, ...] = ()
    sampling: Sampling = Sampling()
    verbatim: bool = False
    user_name: str = ""
    facts: tuple[str, ...] = ()
    mood: str = ""


@dataclass(frozen=True, slots=True)
class Foresee:
    """The user is about to say something: read ahead what is known of ``turn``. Nothing is answered.

    Its ``text`` is what may be said, empty where nothing is known of it yet.
    """

    turn: StartTurn


@dataclass(frozen=True, slots=True)
class ShowPrompt:
    """Answer with the exact prompt this turn would send; nothing is said. Answered by PromptShown."""

    turn: StartTurn


@dataclass(frozen=True, slots=True)
class CancelTurn:
    """Stop writing and speaking this turn; no effect when it has ended."""

    turn_id: int


@dataclass(frozen=True, slots=True)
class UserFeeling:
    """The emotion of what the user wrote."""

    turn_id: int
    emotion: EmotionScores


@dataclass(frozen=True, slots=True)
class Remembered:
    """What she will remember of the user's words, as sentences; comes after the end of the turn."""

    turn_id: int
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReplyText:
    """The next piece of the reply as the model wrote it; pieces joined are the reply."""

    turn_id: int
    text: str


@dataclass(frozen=True, slots=True, eq=False)
class SentenceReady:
    """One sentence, ready to be heard: what is shown, what was spoken, how it feels, how it sounds.

    The first of a turn may be only its first clause: what is heard first is ready sooner.

    ``pcm`` is mono float32 in -1..1 at ``sample_rate`` Hz; empty (length 0) for a sentence with nothing to say.
    ``index`` counts from 0 within the turn. ``mouth`` moves with the sound.
    """

    turn_id: int
    index: int
    text: str
    spoken: str
    emotion: EmotionScores
    pcm: NDArray[np.float32]
    sample_rate: int
    mouth: MouthTrack = SHUT

    @property
    def seconds(self) -> float:
        """Duration of the sound in seconds."""
        return len(self.pcm) / self.sample_rate


@dataclass(frozen=True, slots=True)
class ReplyVariant:
    """Another whole reply to choose instead of the first; written after it, with ``Sampling.n`` above 1."""

    turn_id: int
    text: str


@dataclass(frozen=True, slots=True)
class PromptShown:
    """The prompt as the model reads it and its length; ``error`` is a sentence when there is none."""

    turn_id: int
    text: str = ""
    tokens: int = 0
    window: int = 0
    error: str = ""


@dataclass(frozen=True, slots=True)
class Timings:
    """Milliseconds from the start of the turn; None for what did not happen."""

    first_token: float | None = None
    first_sentence: float | None = None
    first_sound: float | None = None
    text_done: float | None = None
    done: float | None = None
    tokens: int = 0


@dataclass(frozen=True, slots=True)
class TurnDone:
    """The turn ended: the whole reply; ``cut`` when the token limit ended it, ``cancelled`` when the user did.

    ``usage`` is what its work took, by engine.
    """

    turn_id: int
    text: str
    timings: Timings = Timings()
    cut: bool = False
    cancelled: bool = False
    usage: tuple[Usage, ...] = ()


@dataclass(frozen=True, slots=True)
class TurnFailed:
    """The turn ended with an error; one sentence for the user. What was said before stays said."""

    turn_id: int
    message: str


TurnEvent: TypeAlias = UserFeeling | ReplyText | ReplyVariant | SentenceReady | TurnDone | TurnFailed | Remembered
