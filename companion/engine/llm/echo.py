"""A fake text model, honest about it: it repeats what it was told. For tests, and to try the rest without weights."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

from companion.engine.llm.base import TextStream, as_text, estimate_tokens
from companion.messages import EngineConfig, Progress, Sampling
from companion.mind.prompt import Prompt, Takes


class EchoModel:
    """Answers "You said: …", a word at a time; option ``echo_delay`` is the seconds between words."""

    name = "echo (fake)"
    context_tokens = 4096
    takes: tuple[Takes, ...] = ("chat", "text")
    near_sighted = False

    def __init__(self, config: EngineConfig, progress: Callable[[Progress], None]) -> None:
        self._delay = float(config.option("echo_delay", "0"))

    def count_tokens(self, text: str) -> int:
        """Return the usual estimate."""
        return estimate_tokens(text)

    def stream(self, prompt: Prompt, sampling: Sampling, cancelled: Callable[[], bool]) -> TextStream:
        """Write the last message back; a word counts as a token."""
        said = prompt.splitlines()[-2].partition(": ")[2] if isinstance(prompt, str) else prompt[-1].text
        for count, word in enumerate(re.findall(r"\S+\s*", f"You said: {said}"), start=1):
            if count > sampling.max_tokens:
                return "length"
            if cancelled():
                return "cancelled"
            time.sleep(self._delay)
            yield word
        return "stop"

    def prepare(self, prompt: Prompt) -> None:
        """Nothing to read ahead."""

    def show(self, prompt: Prompt) -> tuple[str, int]:
        """Return the prompt as it is."""
        return as_text(prompt), estimate_tokens(as_text(prompt))

    def close(self) -> None:
        """Nothing to free."""
