"""Any OpenAI-compatible server: OpenAI, llama.cpp, vLLM, Ollama, KoboldCpp, LocalAI …"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from companion.engine.llm.base import Ending, TextStream, estimate_tokens
from companion.engine.openai_client import in_words, open_client
from companion.errors import CompanionError
from companion.messages import EngineConfig, Progress, Sampling
from companion.mind.prompt import ChatMessage

if TYPE_CHECKING:
    import openai

_CONTEXT = 4096


class OpenAIServer:
    """A chat model behind a web address; options ``base_url``, ``server_model`` (empty: the first the server lists)."""

    def __init__(self, config: EngineConfig, progress: Callable[[Progress], None]) -> None:
        """Connect and choose the model. Raises CompanionError in offline mode, before any socket is opened."""
        self._base_url = config.option("base_url", "http://127.0.0.1:8080/v1")
        self._client = open_client(self._base_url, config, "the text model", "the text model llama.cpp")
        progress(Progress(f"Connecting to {self._base_url} …"))
        self.context_tokens = int(config.option("context") or _CONTEXT)
        self.name = config.option("server_model")
        try:
            if not self.name:
                self.name = self._first_model()
        except BaseException:
            self._client.close()
            raise

    def count_tokens(self, text: str) -> int:
        """Return an estimate on the high side: servers do not show their tokenizers."""
        return estimate_tokens(text)

    def stream(self, messages: Sequence[ChatMessage], sampling: Sampling, cancelled: Callable[[], bool]) -> TextStream:
        """Write the answer through chat completions; ``top_k`` and ``repetition_penalty`` are not in the protocol."""
        import openai

        request: dict[str, Any] = {
            "model": self.name,
            "messages": [{"role": message.role, "content": message.text} for message in messages],
            "temperature": sampling.temperature,
            "top_p": sampling.top_p,
            "max_tokens": sampling.max_tokens,
            "frequency_penalty": sampling.frequency_penalty,
            "presence_penalty": sampling.presence_penalty,
        }
        if sampling.seed is not None:
            request["seed"] = sampling.seed
        ending: Ending = "stop"
        try:
            with self._client.chat.completions.create(stream=True, **request) as chunks:
                for chunk in chunks:
                    if cancelled():
                        return "cancelled"
                    if not chunk.choices:  # the last chunk may hold the usage only
                        continue
                    choice = chunk.choices[0]
                    if choice.delta.content:
                        yield choice.delta.content
                    if choice.finish_reason is not None:
                        ending = "length" if choice.finish_reason == "length" else "stop"
        except openai.OpenAIError as error:
            raise self._in_words(error) from error
        except (OSError, ValueError) as error:  # the stream broke, or is no such stream
            raise CompanionError(f"The server {self._base_url} broke off its answer ({error}); try again.") from error
        except Exception as error:
            # The package lets errors of its transport through once an answer has begun.
            if type(error).__module__.partition(".")[0] in {"httpx", "httpcore", "httpx2", "httpcore2"}:
                raise CompanionError(
                    f"The server {self._base_url} broke off its answer ({type(error).__name__}); try again."
                ) from error
            raise
        return ending

    def prepare(self, messages: Sequence[ChatMessage]) -> None:
        """Do nothing: a request may cost money."""

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def _first_model(self) -> str:
        import openai

        try:
            models = self._client.models.list().data
        except openai.OpenAIError as error:
            raise self._in_words(error) from error
        if not models:
            raise CompanionError(f"The server {self._base_url} lists no model; load one there.")
        return models[0].id

    def _in_words(self, error: openai.OpenAIError) -> CompanionError:
        wanted = f"the model {self.name!r}" if self.name else "a list of models"
        return in_words(error, self._base_url, wanted)
