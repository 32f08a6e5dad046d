"""Who she is, and what was said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

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
class Temperament:
    """Where her mood returns to, and how fast: valence (sad to glad) and arousal (calm to excited) in -1..1.

    ``half_life`` is in seconds.
    """

    valence: float = 0.15
    arousal: float = 0.0
    half_life: float = 600.0


@dataclass(frozen=True, slots=True)
class Persona:
    """Who she is: all that the prompt, the voice and the face need of a character.

    ``sample_dialogue`` teaches the style; it, ``description``, ``personality`` and ``scenario`` are never trimmed from
    the prompt. ``greeting`` and ``other_greetings`` are what she may begin with. ``system_prompt`` stands before it
    all, ``reminder`` after the last message. ``avatar`` is a path to a model3.json, empty for the default character;
    ``voice`` is an engine's voice name, empty for the engine's default. ``expressions`` maps feelings to expressions
    of her avatar. ``sampling`` replaces single fields of the user's Sampling by name; ``stop`` adds stop texts.
    ``prompt_format`` is "chat", "raw" or "pygmalion", empty for what the text model likes best. ``lore_depth`` is how
    many of the last lines are searched for keys, ``lore_tokens`` how much lore may enter. ``temperament`` is where her
    mood comes home to.
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
    temperament: Temperament = Temperament()
    lore_depth: int = 4
    lore_tokens: int = 400
