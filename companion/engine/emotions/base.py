"""What an emotion engine is to the rest of the program. A new one is one file and one entry point."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from companion.engine.llm.base import LanguageModel
from companion.messages import EmotionScores, Persona


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


@runtime_checkable
class AsksTextModel(Protocol):
    """An emotion engine that asks the text model: called in the writer's thread only, after the reply is written."""

    def take_model(self, model: LanguageModel) -> None:
        """Ask ``model`` from now on; it stays its owner's."""
        ...

    def take_tokens(self) -> tuple[int, int]:
        """Return the tokens read and written since the last call, for the costs."""
        ...


@runtime_checkable
class WishesForMarks(Protocol):
    """An emotion engine for replies whose writer marks each sentence with its feeling (``mind.feeling_words``)."""

    def wishing(self, persona: Persona) -> Persona:
        """Return the persona whose prompt asks for marks."""
        ...
