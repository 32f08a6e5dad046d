"""What work took, for the costs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

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
