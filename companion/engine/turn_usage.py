"""What a turn takes of the engines, counted while it runs, for the costs."""

from __future__ import annotations

import time

from companion.engine.attempt import prompt_of
from companion.engine.registry import Engines
from companion.messages import StartTurn, Usage


class TurnUsage:
    """The meter of one turn: told by the writer of each token, by the speaker of each sentence."""

    def __init__(self, engines: Engines, turn: StartTurn) -> None:
        self._engines = engines
        self._turn = turn
        self._began = self._last = time.perf_counter()
        self._tokens = 0
        self._asked = (0, 0)
        self._letters = 0
        self._sound = 0.0
        self._speaking = 0.0

    def wrote(self) -> None:
        """Count a token of the text model."""
        self._tokens += 1
        self._last = time.perf_counter()

    def asked(self, read: int, written: int) -> None:
        """Count what was asked of the text model beside the reply."""
        self._asked = (read, written)
        self._last = time.perf_counter()

    def spoke(self, text: str, sound_seconds: float, busy_seconds: float) -> None:
        """Count a sentence of the voice."""
        self._letters += len(text)
        self._sound += sound_seconds
        self._speaking += busy_seconds

    def so_far(self) -> tuple[Usage, ...]:
        """Return what was taken until now; nothing of an engine that did no work.

        Tokens are the pieces the model sent, tokens read those of its prompt, by the engine's own count or estimate.
        """
        engines, config = self._engines, self._engines.config
        usage = []
        read, written = self._asked
        if self._tokens:
            prompt = prompt_of(engines.llm, self._turn)
            texts = [prompt] if isinstance(prompt, str) else [message.text for message in prompt]
            read, written = read + sum(map(engines.llm.count_tokens, texts)), written + self._tokens
        if written:
            usage.append(
                Usage("text", config.llm, engines.llm.name, read, written, busy_seconds=self._last - self._began)
            )
        if self._letters:
            usage.append(
                Usage(
                    "speech", config.speech, engines.speech.name, letters=self._letters, sound_seconds=self._sound,
                    busy_seconds=self._speaking,
                )
            )  # fmt: skip
        return tuple(usage)
