"""The prompt: persona and sample dialogue, always whole; then as much of the latest history as the window holds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from companion.errors import CompanionError
from companion.messages import Line, Persona

_TOKENS_A_MESSAGE = 6
"""Role marks and line ends that a chat template puts around each message; llama.cpp's ChatML needs 5."""


@dataclass(frozen=True, slots=True)
class ChatMessage:
    """One message as chat models take it."""

    role: Literal["system", "user", "assistant"]
    text: str


def stop_texts(persona: Persona) -> tuple[str, ...]:
    """Return the texts that end a reply: the model begins to write the other speaker's part, or a new scene."""
    return ("Human:", "User:", "\nYou:", f"\n{persona.name}:", "<|im_end|>", "<|im_start|>")


def build_prompt(
    persona: Persona,
    history: Sequence[Line],
    text: str,
    count_tokens: Callable[[str], int],
    room: int,
) -> list[ChatMessage]:
    """Return the messages that ask for the answer to ``text``, at most ``room`` tokens long.

    The oldest history goes first; persona, sample dialogue and ``text`` are never dropped. The history kept starts
    with a line of the user, as chat templates demand. Raises CompanionError when even the rest does not fit.
    """

    def cost(message: ChatMessage) -> int:
        return count_tokens(message.text) + _TOKENS_A_MESSAGE

    head = [ChatMessage("system", persona.description)] if persona.description else []
    head += [ChatMessage(line.role, line.text) for line in persona.sample_dialogue]
    last = ChatMessage("user", text)
    left = room - sum(map(cost, head)) - cost(last)
    if left < 0:
        raise CompanionError(
            f"The message and the persona {persona.name} are {-left} tokens too long for this text model;"
            " shorten the message or the persona."
        )
    kept: list[ChatMessage] = []
    for line in reversed(history):
        message = ChatMessage(line.role, line.text)
        left -= cost(message)
        if left < 0:
            break
        kept.insert(0, message)
    while kept and kept[0].role != "user":
        kept.pop(0)
    return [*head, *kept, last]
