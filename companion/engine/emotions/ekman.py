"""Feelings by asking the text model which of Ekman's basic emotions speaks from a line, with examples before it."""

from __future__ import annotations

from collections.abc import Callable

from companion.engine.llm.base import LanguageModel, as_text
from companion.engine.llm.stops import until_stop
from companion.errors import CompanionError
from companion.messages import EmotionScores, EngineConfig, Progress, Sampling
from companion.mind.feeling_words import ekman_prompt, label_of

_ASKED = Sampling(temperature=0.0, max_tokens=8, repetition_penalty=1.0, stop=("\n",))
"""One word is wanted: the likeliest."""


class EkmanEmotions:
    """Asks the text model it was given; an answer that names no emotion is neutral."""

    name = "Ekman's emotions, by the text model"

    def __init__(self, config: EngineConfig, progress: Callable[[Progress], None]) -> None:
        self._model: LanguageModel | None = None
        self._read = self._written = 0

    def take_model(self, model: LanguageModel) -> None:
        """Ask ``model`` from now on."""
        self._model = model

    def scores(self, text: str, context: str = "") -> EmotionScores:
        """Return the one emotion the model names: it gives no degrees. Raises what the model raises."""
        if self._model is None:
            raise CompanionError("The emotion engine ekman asks the text model, and there is none loaded.")
        if not any(character.isalnum() for character in text):
            return EmotionScores.only("neutral")
        prompt = ekman_prompt(text, context, self._model.takes)
        answer = list(until_stop(self._model.stream(prompt, _ASKED, lambda: False), _ASKED.stop))
        self._read += self._model.count_tokens(as_text(prompt))
        self._written += len(answer)
        return EmotionScores.only(label_of("".join(answer)))

    def take_tokens(self) -> tuple[int, int]:
        """Return the tokens read and written since the last call."""
        taken, self._read, self._written = (self._read, self._written), 0, 0
        return taken

    def close(self) -> None:
        """Nothing to free: the model has another owner."""
