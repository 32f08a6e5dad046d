"""The records that travel between the window and the engine process.

A leaf: it imports nothing of ours. Everything is frozen, picklable and complete in itself; the pipe is private to the
two processes and never a network port. One turn, with the arrows::

    window ──Configure──────────────► engine       once at start, again after a restart or changed settings
    window ◄─Progress, Ready──────── engine
    window ──StartTurn──────────────► engine
    window ◄─ReplyText (many)─────── engine        text as the model writes it
    window ◄─SentenceReady (many)─── engine        text + emotion + sound of one sentence, in order
    window ◄─TurnDone | TurnFailed── engine        exactly one of them, last
    window ──CancelTurn─────────────► engine       barge-in or Stop: ends with TurnDone(cancelled=True)
    window ──Listen─────────────────► engine       the microphone is open; loads the recogniser the first time
    window ◄─HearingProgress, ListeningReady── engine
    window ──MicrophoneSound (many)─► engine
    window ◄─SpeechStarted, PartialText (many), SpeechHeard── engine     for each utterance
    window ──StopListening──────────► engine       answered by ListeningEnded, after what is still being recognised
    window ◄─ListeningFailed──────── engine        in place of all that would follow
    window ──Ping───────────────────► engine ──Pong──► window     answered also while a turn runs
    window ──Shutdown───────────────► engine       the child exits

Messages of a turn carry its ``turn_id``; the receiver drops those of a turn that is not current.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

EMOTIONS: tuple[str, ...] = ("anger", "disgust", "fear", "joy", "neutral", "sadness", "surprise")
"""The seven labels, in the order of every score tuple (the order of Hartmann's English classifier)."""


@dataclass(frozen=True, slots=True)
class EmotionScores:
    """Probabilities of the seven labels in the order of ``EMOTIONS``; each in 0..1, together 1."""

    scores: tuple[float, ...]

    def __post_init__(self) -> None:
        if len(self.scores) != len(EMOTIONS):
            raise ValueError(f"expected {len(EMOTIONS)} emotion scores, got {len(self.scores)}")

    @property
    def label(self) -> str:
        """The strongest emotion."""
        return EMOTIONS[max(range(len(EMOTIONS)), key=self.scores.__getitem__)]

    def as_dict(self) -> dict[str, float]:
        """Return label -> score, in the fixed order."""
        return dict(zip(EMOTIONS, self.scores, strict=True))

    @classmethod
    def only(cls, label: str) -> EmotionScores:
        """Return scores that are wholly ``label``."""
        return cls(tuple(1.0 if name == label else 0.0 for name in EMOTIONS))


NEUTRAL = EmotionScores.only("neutral")

VOWELS: tuple[str, ...] = ("A", "I", "U", "E", "O")
"""The mouth shapes of speech, named as Live2D models name them; the order of every tuple of vowels."""

NO_VOWELS: tuple[float, ...] = (0.0,) * len(VOWELS)
MOUTH_STEPS_PER_SECOND = 100


class MouthPose(NamedTuple):
    """The mouth at one moment. ``opening``: 0 shut, 1 wide. ``vowels``: how much of each shape, 0..1, together <= 1.

    What the vowels lack to 1 is the shape of no vowel in particular.
    """

    opening: float = 0.0
    vowels: tuple[float, ...] = NO_VOWELS


@dataclass(frozen=True, slots=True, eq=False)
class MouthTrack:
    """The mouth through one sound. ``steps`` has the shape (steps, 6): the opening, then each of ``VOWELS``.

    Step i belongs to the time (i + 0.5) / MOUTH_STEPS_PER_SECOND; between two steps the mouth moves evenly.
    """

    steps: NDArray[np.float32]

    @property
    def seconds(self) -> float:
        """Length in seconds (the sound's, rounded up to a step)."""
        return len(self.steps) / MOUTH_STEPS_PER_SECOND

    def at(self, seconds: float) -> MouthPose:
        """Return the mouth at ``seconds`` from the sound's start: shut before it and after it."""
        if not 0.0 <= seconds < self.seconds:
            return MouthPose()
        place = seconds * MOUTH_STEPS_PER_SECOND - 0.5
        left = int(place) if place >= 0 else -1
        before = self.steps[left] if left >= 0 else self.steps[0] * 0.0
        after = self.steps[left + 1] if left + 1 < len(self.steps) else self.steps[-1] * 0.0
        opening, *vowels = (before + (after - before) * np.float32(place - left)).tolist()
        return MouthPose(opening, tuple(vowels))


SHUT = MouthTrack(np.zeros((0, 1 + len(VOWELS)), np.float32))

Role: TypeAlias = Literal["user", "assistant"]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a dialogue: who said it and the text as heard or typed."""

    role: Role
    text: str


@dataclass(frozen=True, slots=True)
class LoreEntry:
    """One piece of a world's lore: it enters the prompt when one of ``keys`` was spoken of lately.

    With ``secondary_keys`` one of those must have been spoken of too. ``constant`` ones always enter. A smaller
    ``order`` stands earlier; ``before`` puts it before the description, else after it.
    """

    content: str
    keys: tuple[str, ...] = ()
    secondary_keys: tuple[str, ...] = ()
    constant: bool = False
    case_sensitive: bool = False
    order: int = 0
    before: bool = True


@dataclass(frozen=True, slots=True)
class Persona:
    """Who she is: all that the prompt, the voice and the face need of a character.

    ``sample_dialogue`` teaches the style; it, ``description``, ``personality`` and ``scenario`` are never trimmed from
    the prompt. ``greeting`` and ``other_greetings`` are what she may begin with. ``system_prompt`` stands before it
    all, ``reminder`` after the last message. ``avatar`` is a path to a model3.json, empty for the default character;
    ``voice`` is an engine's voice name, empty for the engine's default. ``expressions`` maps feelings to expressions
    of her avatar. ``sampling`` replaces single fields of the user's Sampling by name; ``stop`` adds stop texts.
    ``prompt_format`` is "chat", "raw" or "pygmalion", empty for what the text model likes best. ``lore_depth`` is how
    many of the last lines are searched for keys, ``lore_tokens`` how much lore may enter.
    """

    name: str
    description: str = ""
    sample_dialogue: tuple[Line, ...] = ()
    greeting: str = ""
    language: str = "en"
    voice: str = ""
    avatar: str = ""
    personality: str = ""
    scenario: str = ""
    other_greetings: tuple[str, ...] = ()
    system_prompt: str = ""
    reminder: str = ""
    expressions: tuple[tuple[str, str], ...] = ()
    sampling: tuple[tuple[str, float], ...] = ()
    stop: tuple[str, ...] = ()
    prompt_format: str = ""
    lorebook: tuple[LoreEntry, ...] = ()
    lore_depth: int = 4
    lore_tokens: int = 400


@dataclass(frozen=True, slots=True)
class Sampling:
    """How the text model draws its next token, the same for all models; ranges in ``SAMPLING_RANGES``.

    Temperature 0 always takes the likeliest token. ``top_k`` 0 and ``top_p`` 1 leave all tokens in. Frequency and
    presence penalty lower the logits of tokens of the reply (OpenAI's meaning); ``repetition_penalty`` divides those of
    the last tokens (Keskar et al. 2019). ``stop`` acts on the text. ``n`` replies are written to choose from.
    """

    temperature: float = 0.5
    top_p: float = 0.9
    top_k: int = 40
    max_tokens: int = 120
    frequency_penalty: float = 0.0
    presence_penalty: float = 0.0
    repetition_penalty: float = 1.1
    seed: int | None = None
    stop: tuple[str, ...] = ()
    n: int = 1


SAMPLING_RANGES: dict[str, tuple[float, float]] = {
    "temperature": (0.0, 2.0),
    "top_p": (0.0, 1.0),
    "top_k": (0, 1000),
    "max_tokens": (8, 4096),
    "frequency_penalty": (-2.0, 2.0),
    "presence_penalty": (-2.0, 2.0),
    "repetition_penalty": (1.0, 2.0),
    "n": (1, 5),
}
"""Least and greatest value of each field of Sampling that has a range."""


@dataclass(frozen=True, slots=True)
class EngineConfig:
    """Which engines the child loads, by registry name, each with its own options (strings, from the settings).

    ``api_key`` travels here only: never in ``options``, a log or a command line (hence no repr).
    """

    llm: str = "llama.cpp"
    speech: str = "hibari"
    hearing: str = "whisper"
    emotion: str = "embedded"
    options: tuple[tuple[str, str], ...] = ()
    threads: int = 0
    offline: bool = False
    api_key: str = field(default="", repr=False)

    def option(self, name: str, default: str = "") -> str:
        """Return one option by name, ``default`` when it is not set."""
        return dict(self.options).get(name, default)


# ---- window -> engine ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Configure:
    """Load these engines; answered by Progress (many), then Ready or EngineFailed."""

    config: EngineConfig


@dataclass(frozen=True, slots=True)
class StartTurn:
    """Answer ``text`` as ``persona`` after ``history`` (oldest first, without ``text``).

    With ``verbatim`` the text itself is spoken and no text model is asked. ``user_name`` is what she calls the user.
    """

    turn_id: int
    text: str
    persona: Persona
    history: tuple[Line, ...] = ()
    sampling: Sampling = Sampling()
    verbatim: bool = False
    user_name: str = ""


@dataclass(frozen=True, slots=True)
class ShowPrompt:
    """Answer with the exact prompt this turn would send; nothing is said. Answered by PromptShown."""

    turn: StartTurn


@dataclass(frozen=True, slots=True)
class AskServer:
    """Try the server of ``config`` and list its models, changing nothing. Answered by ServerAnswered."""

    config: EngineConfig


@dataclass(frozen=True, slots=True)
class CancelTurn:
    """Stop writing and speaking this turn; no effect when it has ended."""

    turn_id: int


@dataclass(frozen=True, slots=True)
class Ping:
    """Ask for a sign of life."""

    number: int


@dataclass(frozen=True, slots=True)
class Shutdown:
    """Free everything and exit."""


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


ToEngine: TypeAlias = (
    Configure
    | StartTurn
    | CancelTurn
    | Ping
    | Shutdown
    | ShowPrompt
    | AskServer
    | Listen
    | MicrophoneSound
    | StopListening
)

# ---- engine -> window ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Progress:
    """Something slow goes on: ``fraction`` in 0..1, or None when unknown. ``text`` is shown as it is."""

    text: str
    fraction: float | None = None


@dataclass(frozen=True, slots=True)
class Ready:
    """All engines are loaded; names as shown to the user. ``voices`` can be chosen, the engine's default first."""

    llm: str
    speech: str
    emotion: str
    voices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EngineFailed:
    """The engines could not be loaded; one sentence that says what to do."""

    message: str


@dataclass(frozen=True, slots=True)
class UserFeeling:
    """The emotion of what the user wrote."""

    turn_id: int
    emotion: EmotionScores


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
class ServerAnswered:
    """The models a server lists, or one sentence why it does not."""

    models: tuple[str, ...] = ()
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


UsageKind: TypeAlias = Literal["text", "speech", "hearing"]


@dataclass(frozen=True, slots=True)
class Usage:
    """What one piece of work took of one engine: tokens read and written, letters spoken, seconds of sound and of work.

    ``engine`` is its registry name, ``model`` what it ran; tokens read are the engine's own count or its estimate.
    """

    kind: UsageKind
    engine: str
    model: str
    tokens_read: int = 0
    tokens_written: int = 0
    letters: int = 0
    sound_seconds: float = 0.0
    busy_seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class TurnDone:
    """The turn ended: the whole reply; ``cut`` when the token limit ended it, ``cancelled`` when the user did."""

    turn_id: int
    text: str
    timings: Timings = Timings()
    cut: bool = False
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class TurnFailed:
    """The turn ended with an error; one sentence for the user. What was said before stays said."""

    turn_id: int
    message: str


@dataclass(frozen=True, slots=True)
class Pong:
    """The answer to Ping."""

    number: int


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
    """The words of an utterance so far; later ones replace it."""

    listening: int
    utterance: int
    text: str


@dataclass(frozen=True, slots=True)
class SpeechHeard:
    """An utterance ended. ``text`` is empty where it held no words: a cough, a door.

    ``began_at`` and ``ended_at``: when its voice was first and last heard, by the clock of MicrophoneSound.
    """

    listening: int
    utterance: int
    text: str = ""
    language: str = ""
    began_at: float = 0.0
    ended_at: float = 0.0
    recognition_seconds: float = 0.0


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
TurnEvent: TypeAlias = UserFeeling | ReplyText | ReplyVariant | SentenceReady | TurnDone | TurnFailed
FromEngine: TypeAlias = Progress | Ready | EngineFailed | TurnEvent | PromptShown | ServerAnswered | HearingEvent | Pong
