"""Any OpenAI-compatible server: OpenAI, llama.cpp, vLLM, Ollama, KoboldCpp, LocalAI …"""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from companion.engine.llm.base import Ending, TextStream, estimate_tokens
from companion.errors import CompanionError
from companion.messages import EngineConfig, Progress, Sampling
from companion.mind.prompt import ChatMessage

if TYPE_CHECKING:
    import openai

_CONTEXT = 4096
_TIMEOUT_SECONDS = 30.0
_RETRIES = 2


class OpenAIServer:
    """A chat model behind a web address; options ``base_url``, ``server_model`` (empty: the first the server lists)."""

    def __init__(self, config: EngineConfig, progress: Callable[[Progress], None]) -> None:
        """Connect and choose the model. Raises CompanionError in offline mode, before any socket is opened."""
        self._base_url = config.option("base_url", "http://127.0.0.1:8080/v1")
        if urlsplit(self._base_url).scheme not in {"http", "https"} or not urlsplit(self._base_url).hostname:
            raise CompanionError(f"{self._base_url!r} is no server address; it looks like http://127.0.0.1:8080/v1")
        if config.offline:
            where = "on this machine" if _is_loopback(self._base_url) else "elsewhere"
            raise CompanionError(
                f"Offline mode is on, and the text model is behind a server {where}: no connection is made."
                " Choose the text model llama.cpp or switch offline mode off."
            )
        import openai

        progress(Progress(f"Connecting to {self._base_url} …"))
        # Local servers want no key, but the package insists on one.
        key = config.api_key or "none"
        timeout = float(config.option("timeout") or _TIMEOUT_SECONDS)
        self._client = openai.OpenAI(base_url=self._base_url, api_key=key, timeout=timeout, max_retries=_RETRIES)
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
        """Return the error as a sentence that says what to do."""
        import openai

        where = self._base_url
        match error:
            case openai.APITimeoutError():
                text = f"The server {where} did not answer in time; is it busy or the wrong address?"
            case openai.APIConnectionError():
                text = f"No server answers at {where}; start it, or correct the address in the settings."
            case openai.AuthenticationError() | openai.PermissionDeniedError():
                text = f"The server {where} refuses the key ({error.status_code}); enter the right key in the settings."
            case openai.NotFoundError():
                model = f"the model {self.name!r}" if self.name else "a list of models"
                text = f"The server {where} does not know {model} or that address (404); correct it in the settings."
            case openai.RateLimitError():
                text = f"The server {where} says: too many requests or no credit left (429); wait or check the account."
            case openai.APIStatusError():
                text = f"The server {where} answered with an error ({error.status_code}): {error.message}"
            case _:
                text = f"The server {where} answered something unexpected: {error}"
        return CompanionError(text)


def _is_loopback(address: str) -> bool:
    host = urlsplit(address).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
