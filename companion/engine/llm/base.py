"""What a text model is to the rest of the program. A new one is one file and one entry point."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from typing import Literal, Protocol, TypeAlias

from companion.messages import Sampling
from companion.mind.prompt import ChatMessage

Ending: TypeAlias = Literal["stop", "length", "cancelled"]
"""Why a reply ended: the model (or a stop text) ended it, the token limit did, or the user did."""

TextStream: TypeAlias = Generator[str, None, Ending]
"""Pieces of text as they are written; the generator's return value says how it ended. Closing it stops the model."""


class LanguageModel(Protocol):
    """A chat model. Called by one thread at a time."""

    @property
    def name(self) -> str:
        """The model's name as shown to the user."""
        ...

    @property
    def context_tokens(self) -> int:
        """How many tokens prompt and reply may have together."""
        ...

    def count_tokens(self, text: str) -> int:
        """Return the tokens of ``text``, or an honest upper estimate."""
        ...

    def stream(self, messages: Sequence[ChatMessage], sampling: Sampling, cancelled: Callable[[], bool]) -> TextStream:
        """Write the answer. ``sampling.stop`` is applied by the caller, on the text. Raises CompanionError."""
        ...

    def prepare(self, messages: Sequence[ChatMessage]) -> None:
        """Read the beginning of prompts to come, so that the first answer comes sooner; may do nothing."""
        ...

    def close(self) -> None:
        """Free the model."""
        ...


def estimate_tokens(text: str) -> int:
    """Estimate tokens without the tokenizer, on the high side: a token a 3 Latin letters, a token a 1.3 others."""
    plain = sum(character < "\u0250" for character in text)
    return int(plain / 3 + (len(text) - plain) / 1.3) + 1
