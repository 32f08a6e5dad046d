"""Which expression of a model shows which emotion.

Every author names expressions in an own way. In order: an expression named like the emotion; the names of Live2D's
sample models (F01...F08); a guess from words that occur in the name. What nothing shows has no expression, and the
character keeps a neutral face for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from companion.messages import EMOTIONS

SAMPLE_MODEL_NAMES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "neutral": ("f01",),
        "surprise": ("f02",),
        "anger": ("f03",),
        "sadness": ("f04",),
        "joy": ("f05",),
        "fear": ("f06",),
        "disgust": ("f08", "f07"),
    }
)

WORDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "neutral": ("neutral", "normal", "default", "idle", "calm"),
        "surprise": ("surprise", "surprised", "shock", "shocked", "amazed", "astonished", "wow"),
        "anger": ("anger", "angry", "mad", "rage", "furious", "annoyed", "pout"),
        "sadness": ("sadness", "sad", "cry", "crying", "tears", "tear", "sorrow", "upset", "unhappy", "depressed"),
        "joy": ("joy", "happy", "smile", "smiling", "laugh", "laughing", "delight", "glad", "grin", "fun", "star"),
        "fear": ("fear", "fearful", "afraid", "scared", "worried", "worry", "nervous", "panic", "anxious"),
        "disgust": ("disgust", "disgusted", "dislike", "disdain", "contempt", "sick", "gross", "eww"),
    }
)


def expression_map(names: Iterable[str]) -> dict[str, str]:
    """Return emotion label -> expression name for those of the seven emotions that ``names`` can show."""
    known = list(names)
    by_lower = {name.lower(): name for name in reversed(known)}
    found: dict[str, str] = {}
    for label in EMOTIONS:
        exact = [by_lower[key] for key in (label, *SAMPLE_MODEL_NAMES[label]) if key in by_lower]
        guesses = exact or [name for word in WORDS[label] for name in known if word in _words(name)]
        if guesses:
            found[label] = guesses[0]
    return found


def _words(name: str) -> set[str]:
    """Split ``exp_AngryFace02`` into {exp, angry, face}: file endings, digits and case carry no meaning."""
    stem = name.removesuffix(".json").removesuffix(".exp3")
    return {word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", stem)}
