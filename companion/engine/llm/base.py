"""What a text model is to the rest of the program. A new one is one file and one entry point."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import Literal, Protocol, TypeAlias

from companion.messages import Sampling
from companion.mind.prompt import Prompt, Takes, taking_turns

Ending: TypeAlias = Literal["stop", "length", "cancelled"]
"""Why a reply ended: the model (or a stop text) ended it, the token limit did, or the user did."""

TextStream: TypeAlias = Generator[str, None, Ending]
"""Pieces of text as they are written; the generator's return value says how it ended. Closing it stops the model."""


PENALTY_WINDOW = 24
"""How many of the last tokens the penalties of local engines look at: the reply itself. Further back stands her name,
which she must repeat."""


NEAR_SIGHTED_PARAMETERS = 400e6
"""Models with fewer parameters lose a long prompt; see ``LanguageModel.near_sighted``."""


class LanguageModel(Protocol):
    """A text model. Called by one thread at a time."""

    @property
    def name(self) -> str:
        """The model's name as shown to the user."""
        ...

    @property
    def context_tokens(self) -> int:
        """How many tokens prompt and reply may have together."""
        ...

    @property
    def takes(self) -> tuple[Takes, ...]:
        """What it can be given, the best first: "chat" for messages, "text" for a text to go on with."""
        ...

    @property
    def near_sighted(self) -> bool:
        """Whether it heeds only what stands last, as models of a few hundred million parameters do."""
        ...

    def count_tokens(self, text: str) -> int:
        """Return the tokens of ``text``, or an honest upper estimate."""
        ...

    def stream(self, prompt: Prompt, sampling: Sampling, cancelled: Callable[[], bool]) -> TextStream:
        """Write the answer. ``sampling.stop`` and ``n`` are the caller's business. Raises CompanionError."""
        ...

    def prepare(self, prompt: Prompt) -> None:
        """Read the beginning of prompts to come, so that the first answer comes sooner; may do nothing."""
        ...

    def show(self, prompt: Prompt) -> tuple[str, int]:
        """Return the very text the model reads and its tokens, or the best that can be known of both."""
        ...

    def close(self) -> None:
        """Free the model."""
        ...


def as_text(prompt: Prompt) -> str:
    """Return a prompt as text to look at, where the model's own template is not known."""
    if isinstance(prompt, str):
        return prompt
    return "\n\n".join(f"[{message.role}]\n{message.text}" for message in prompt)


def as_messages(prompt: Prompt) -> list[dict[str, str]]:
    """Return a chat prompt as the protocols want it, its speakers taking turns."""
    assert not isinstance(prompt, str)
    return [{"role": message.role, "content": message.text} for message in taking_turns(prompt)]


def estimate_tokens(text: str) -> int:
    """Estimate tokens without the tokenizer, on the high side: a token a 3 Latin letters, a token a 1.3 others."""
    plain = sum(character < "\u0250" for character in text)
    return int(plain / 3 + (len(text) - plain) / 1.3) + 1
