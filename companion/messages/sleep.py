"""Her sleep: the talks of some days go in, memories come out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from companion.messages.persona import Line, Persona


@dataclass(frozen=True, slots=True)
class TalkDay:
    """What was said on a ``day`` (ISO date); ``at`` its end (since 1970), ``last`` its last message's number."""

    day: str
    at: float
    last: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Sleep:
    """Digest the ``days`` that were not yet, in spare time; with ``learn`` the text model learns them by heart.

    ``key`` is the persona's file name. A turn, or WakeUp, interrupts it. Answered by Dreaming (many), then Slept.
    """

    persona: Persona
    key: str
    days: tuple[TalkDay, ...]
    learn: bool = False


@dataclass(frozen=True, slots=True)
class WakeUp:
    """End her sleep soon; what she has digested stays digested."""


@dataclass(frozen=True, slots=True)
class Dreaming:
    """How far she is: the part 0..1 of all she has to do; ``learning``: by heart, the slow part."""

    part: float
    learning: bool = False


@dataclass(frozen=True, slots=True)
class Slept:
    """She is awake. ``days`` were digested now, ``memories`` are new, ``loss`` is that of the lines before and after.

    ``note``: a sentence about what could not be done, empty for nothing.
    """

    days: int = 0
    memories: tuple[str, ...] = ()
    interrupted: bool = False
    loss: tuple[float, float] | None = None
    note: str = ""


SleepEvent: TypeAlias = Dreaming | Slept
