"""A text model that leaves memory while nobody talks, and comes back with the next turn."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from companion.engine.llm.adapter import Learned, Learns
from companion.engine.llm.base import LanguageModel, TextStream
from companion.errors import CompanionError
from companion.messages import Sampling
from companion.mind.prompt import Prompt, Takes


class RestingModel:
    """Stands for the model ``load`` returns, and frees it when it was not used for ``idle_seconds``."""

    def __init__(self, load: Callable[[], LanguageModel], idle_seconds: float) -> None:
        """Load at once, so that mistakes show early. Raises what ``load`` raises."""
        self._load = load
        self._idle_seconds = idle_seconds
        self._lock = threading.Lock()
        self._model: LanguageModel | None = load()
        self.name = self._model.name
        self.context_tokens = self._model.context_tokens
        self.near_sighted = self._model.near_sighted
        self.takes: tuple[Takes, ...] = self._model.takes
        self._timer: threading.Timer | None = None
        self._closed = False
        self._rest_later()

    @property
    def is_resting(self) -> bool:
        """Whether the model is out of memory now."""
        return self._model is None

    def count_tokens(self, text: str) -> int:
        """Return the tokens of ``text`` as the model counts them."""
        with self._awake() as model:
            return model.count_tokens(text)

    def stream(self, prompt: Prompt, sampling: Sampling, cancelled: Callable[[], bool]) -> TextStream:
        """Write the answer, loading the model first when it was resting."""
        with self._awake() as model:
            return (yield from model.stream(prompt, sampling, cancelled))

    def prepare(self, prompt: Prompt) -> None:
        """Read the beginning of prompts to come."""
        with self._awake() as model:
            model.prepare(prompt)

    def show(self, prompt: Prompt) -> tuple[str, int]:
        """Return the very text the model reads and its tokens."""
        with self._awake() as model:
            return model.show(prompt)

    def learn(self, texts: Sequence[str], cancelled: Callable[[], bool]) -> Learned | None:
        """Learn ``texts`` by heart, where the model can."""
        with self._awake() as model:
            if not isinstance(model, Learns):
                raise CompanionError(f"The text model {self.name} cannot learn by heart.")
            return model.learn(texts, cancelled)

    def close(self) -> None:
        """Free the model for good."""
        with self._lock:
            self._closed = True
            timer = self._timer
            self._stop_timer()
            self._free()
        if timer is not None:
            timer.join()

    @contextmanager
    def _awake(self) -> Iterator[LanguageModel]:
        """Hold the model loaded; the lock keeps it from being freed meanwhile."""
        with self._lock:
            self._stop_timer()
            if self._model is None:
                self._model = self._load()
            try:
                yield self._model
            finally:
                self._rest_later()

    def _rest_later(self) -> None:
        self._timer = threading.Timer(self._idle_seconds, self._rest)
        self._timer.daemon = True
        self._timer.start()

    def _rest(self) -> None:
        with self._lock:
            if self._timer is threading.current_thread() and not self._closed:
                self._free()

    def _stop_timer(self) -> None:
        timer, self._timer = self._timer, None
        if timer is not None:
            timer.cancel()

    def _free(self) -> None:
        model, self._model = self._model, None
        if model is not None:
            model.close()
