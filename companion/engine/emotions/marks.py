"""Feelings by the text model's own marks, a bracketed word before each sentence; the embedded head feels the rest.

The rest is what the user says, sentences the model forgot to mark, and every reply of a model too small to set marks.
"""

from __future__ import annotations

from companion.engine.emotions.embedded import EmbeddedEmotions
from companion.messages import Persona
from companion.mind.feeling_words import wishing_for_marks


class MarkedEmotions(EmbeddedEmotions):
    """The embedded engine, and the wish for marks in the prompt."""

    name = "marks by the text model"

    def wishing(self, persona: Persona) -> Persona:
        """Return the persona whose prompt asks for marks."""
        return wishing_for_marks(persona)
