"""The engine process: loading, signs of life, the end."""

from __future__ import annotations

from dataclasses import dataclass

from companion.messages.config import EngineConfig


@dataclass(frozen=True, slots=True)
class Configure:
    """Load these engines; answered by Progress (many), then Ready or EngineFailed."""

    config: EngineConfig


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
class AskServer:
    """Try the server of ``config`` and list its models, changing nothing. Answered by ServerAnswered."""

    config: EngineConfig


@dataclass(frozen=True, slots=True)
class ServerAnswered:
    """The models a server lists, or one sentence why it does not."""

    models: tuple[str, ...] = ()
    error: str = ""


@dataclass(frozen=True, slots=True)
class Ping:
    """Ask for a sign of life."""

    number: int


@dataclass(frozen=True, slots=True)
class Pong:
    """The answer to Ping."""

    number: int


@dataclass(frozen=True, slots=True)
class Shutdown:
    """Free everything and exit."""
