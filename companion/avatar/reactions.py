"""Which motion and which expression of a model is a reaction: guessed from names, as every author has their own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

MOTION_WORDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "greeting": ("greeting", "greet", "hello", "hi", "wave", "welcome"),
        "think": ("think", "thinking", "ponder", "wonder"),
        "pat": ("pat", "headpat", "flickhead", "taphead", "touchhead", "shy"),
        "poke": ("poke", "tapbody", "touchbody", "tap", "touch", "surprised"),
        "annoyed": ("angry", "annoyed", "mad", "shake"),
        "sigh": ("sigh", "bored"),
        "sleep": ("sleep", "sleeping"),
        "wake": ("wake", "wakeup", "surprised"),
    }
)
"""What she does -> names of motion groups that show it, the best first; compared without case and punctuation."""

URGENT = frozenset({"pat", "poke", "annoyed", "wake"})
"""Acts that answer somebody: they interrupt what she does of her own accord."""

FACE_WORDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "blush": ("blush", "blushing", "shy", "embarrassed", "tere"),
        "startled": ("startled",),
        "annoyed": ("annoyed", "pout", "sulk"),
        "thinking": ("thinking", "think", "pensive", "hmm"),
        "pout": ("pout", "sulk", "bored", "sigh"),
        "sleepy": ("sleepy", "tired", "drowsy", "sleep"),
    }
)
"""What her face says without words -> words of expression names."""

# Where a model has no such face an emotion may stand in for it, in this degree; for some nothing can.
_STAND_INS: Mapping[str, tuple[str, float]] = MappingProxyType(
    {"blush": ("joy", 0.7), "startled": ("surprise", 0.8), "annoyed": ("anger", 0.8), "pout": ("sadness", 0.35)}
)


def motion_map(groups: Iterable[str]) -> dict[str, str]:
    """Return act -> motion group for the acts of MOTION_WORDS that ``groups`` can show."""
    plain = {re.sub(r"[\W_\d]+", "", group).lower(): group for group in reversed(list(groups))}
    found = {}
    for act, words in MOTION_WORDS.items():
        group = next((plain[word] for word in words if word in plain), None)
        if group is not None:
            found[act] = group
    return found


def face_map(names: Iterable[str], emotions: Mapping[str, str]) -> dict[str, tuple[str, float]]:
    """Return wordless face -> (expression, weight) for those of FACE_WORDS that ``names`` can show.

    ``emotions`` is emotion -> expression; one of them stands in where nothing has the name.
    """
    split = {name: {part.lower() for part in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name)} for name in names}
    found: dict[str, tuple[str, float]] = {}
    for face, words in FACE_WORDS.items():
        named = next((name for word in words for name, parts in split.items() if word in parts), None)
        if named is not None:
            found[face] = (named, 1.0)
        elif face in _STAND_INS and _STAND_INS[face][0] in emotions:
            emotion, weight = _STAND_INS[face]
            found[face] = (emotions[emotion], weight)
    return found
