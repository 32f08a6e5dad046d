"""A text model whose every token is known."""

from __future__ import annotations

from collections.abc import Callable

from companion.engine.llm.base import Ending, TextStream, as_text
from companion.messages import Sampling
from companion.mind.prompt import Prompt, Takes


class ScriptedModel:
    """Writes given pieces, one list an attempt."""

    name = "script"
    context_tokens = 1000
    takes: tuple[Takes, ...] = ("chat", "text")
    near_sighted = False

    def __init__(self, *answers: list[str], ending: Ending = "stop") -> None:
        self.answers = list(answers)
        self.ending = ending
        self.samplings: list[Sampling] = []
        self.closed = 0

    def count_tokens(self, text: str) -> int:
        return len(text.split())

    def stream(self, prompt: Prompt, sampling: Sampling, cancelled: Callable[[], bool]) -> TextStream:
        self.samplings.append(sampling)
        try:
            yield from self.answers.pop(0)
        except GeneratorExit:
            self.closed += 1
            raise
        return self.ending

    def prepare(self, prompt: Prompt) -> None:
        """Nothing to read ahead."""

    def show(self, prompt: Prompt) -> tuple[str, int]:
        return as_text(prompt), 1

    def close(self) -> None:
        """Nothing to free."""
