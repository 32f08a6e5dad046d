"""The records that travel between the window and the engine process.

A leaf: it imports nothing of ours. Everything is frozen, picklable and complete in itself; the pipe is private to the
two processes and never a network port. One turn, with the arrows::

    window ──Configure──────────────► engine       once at start, again after a restart or changed settings
    window ◄─Progress, Ready──────── engine
    window ──StartTurn──────────────► engine
    window ◄─ReplyText (many)─────── engine        text as the model writes it
    window ◄─SentenceReady (many)─── engine        text + emotion + sound of one sentence, in order
    window ◄─TurnDone | TurnFailed── engine        exactly one of them, last
    window ◄─Remembered───────────── engine        after it, when the user told something of themself
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

from typing import TypeAlias

from companion.messages.config import SAMPLING_RANGES, EngineConfig, Sampling
from companion.messages.emotion import EMOTIONS, NEUTRAL, EmotionScores
from companion.messages.hearing import (
    HearingEvent,
    HearingProgress,
    Listen,
    ListeningEnded,
    ListeningFailed,
    ListeningReady,
    MicrophoneSound,
    PartialText,
    SpeechHeard,
    SpeechStarted,
    StopListening,
)
from companion.messages.life import (
    AskServer,
    Configure,
    EngineFailed,
    Ping,
    Pong,
    Progress,
    Ready,
    ServerAnswered,
    Shutdown,
)
from companion.messages.mouth import MOUTH_STEPS_PER_SECOND, NO_VOWELS, SHUT, VOWELS, MouthPose, MouthTrack
from companion.messages.persona import Line, LoreEntry, Persona, Role, Temperament
from companion.messages.sleep import Dreaming, Sleep, SleepEvent, Slept, TalkDay, WakeUp
from companion.messages.turn import (
    CancelTurn,
    Foresee,
    PromptShown,
    Remembered,
    ReplyText,
    ReplyVariant,
    SentenceReady,
    ShowPrompt,
    StartTurn,
    Timings,
    TurnDone,
    TurnEvent,
    TurnFailed,
    UserFeeling,
)
from companion.messages.usage import Usage, UsageKind

ToEngine: TypeAlias = (
    Configure
    | Foresee
    | StartTurn
    | CancelTurn
    | Ping
    | Shutdown
    | ShowPrompt
    | AskServer
    | Listen
    | MicrophoneSound
    | StopListening
    | Sleep
    | WakeUp
)

FromEngine: TypeAlias = (
    Progress | Ready | EngineFailed | TurnEvent | PromptShown | ServerAnswered | HearingEvent | Pong | SleepEvent
)

__all__ = [
    "EMOTIONS",
    "MOUTH_STEPS_PER_SECOND",
    "NEUTRAL",
    "NO_VOWELS",
    "SAMPLING_RANGES",
    "SHUT",
    "VOWELS",
    "AskServer",
    "CancelTurn",
    "Configure",
    "Dreaming",
    "EmotionScores",
    "EngineConfig",
    "EngineFailed",
    "Foresee",
    "FromEngine",
    "HearingEvent",
    "HearingProgress",
    "Line",
    "Listen",
    "ListeningEnded",
    "ListeningFailed",
    "ListeningReady",
    "LoreEntry",
    "MicrophoneSound",
    "MouthPose",
    "MouthTrack",
    "PartialText",
    "Persona",
    "Ping",
    "Pong",
    "Progress",
    "PromptShown",
    "Ready",
    "Remembered",
    "ReplyText",
    "ReplyVariant",
    "Role",
    "Sampling",
    "SentenceReady",
    "ServerAnswered",
    "ShowPrompt",
    "Shutdown",
    "Sleep",
    "SleepEvent",
    "Slept",
    "SpeechHeard",
    "SpeechStarted",
    "StartTurn",
    "StopListening",
    "TalkDay",
    "Temperament",
    "Timings",
    "ToEngine",
    "TurnDone",
    "TurnEvent",
    "TurnFailed",
    "Usage",
    "UsageKind",
    "UserFeeling",
    "WakeUp",
]
