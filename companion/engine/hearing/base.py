"""What a recogniser is to the rest of the program. A new one is one file and one entry point."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

RATE = 16_000
"""Hz of all sound that is recognised."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of what was said; ``start`` and ``end`` in seconds of the sound."""

    start: float
    end: float
    text: str


@dataclass(frozen=True, slots=True)
class Transcript:
    """What was said. ``text`` is empty where nobody spoke; ``language`` is a code like "en", empty when unknown.

    ``doubtful``: the recogniser itself finds these words unlikely.
    """

    text: str
    language: str = ""
    segments: tuple[Segment, ...] = ()
    doubtful: bool = False


class HearingEngine(Protocol):
    """Speech to text. Called by one thread at a time."""

    @property
    def name(self) -> str:
        """The engine's name as shown to the user."""
        ...

    @property
    def quick(self) -> bool:
        """Whether it may be asked again and again while somebody still speaks: local, and free of charge."""
        ...

    def transcribe(self, pcm: NDArray[np.float32], language: str = "") -> Transcript:
        """Return what is said in ``pcm``: mono in -1..1 at ``RATE``, of any length.

        ``language`` is a code like "en"; empty lets the engine find out. Raises CompanionError.
        """
        ...

    def close(self) -> None:
        """Free the recogniser."""
        ...
