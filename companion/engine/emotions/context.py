"""Short answers are felt together with what they answer: "Fine!" after "How are you?" is no anger."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from companion.messages import EmotionScores

SHORT_WORDS = 4
"""A text of at most so many words is felt together with what was said before it."""

_OWN_SHARE = 0.35

Probabilities = NDArray[np.float64]
"""The seven in the order of ``EMOTIONS``, shape (7,)."""


def felt_in_context(probabilities: Callable[[str], Probabilities], text: str, context: str) -> EmotionScores:
    """Return the feeling of ``text`` by a classifier of single texts; nothing but signs is neutral."""
    if not any(character.isalnum() for character in text):
        return EmotionScores.only("neutral")
    felt = probabilities(text)
    if context and len(text.split()) <= SHORT_WORDS:
        felt = _OWN_SHARE * felt + (1 - _OWN_SHARE) * probabilities(f"{context} {text}")
    return EmotionScores(tuple(float(p) for p in felt / felt.sum()))
