"""What an emotion engine is to the rest of the program. A new one is one file and one entry point."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from companion.messages import EmotionScores


class EmotionEngine(Protocol):
    """Text to the seven scores. Called by one thread at a time."""

    @property
    def name(self) -> str:
        """The engine's name as shown to the user."""
        ...

    def scores(self, text: str, context: str = "") -> EmotionScores:
        """Return the feeling of ``text``; ``context`` is what was said just before it."""
        ...

    def close(self) -> None:
        """Free the engine."""
        ...


@runtime_checkable
class GivesVectors(Protocol):
    """An emotion engine that has a sentence encoder, whose vectors also serve the memory."""

    def encode(self, texts: list[str]) -> NDArray[np.float32]:
        """Return unit vectors, shape (len(texts), dimension)."""
        ...
