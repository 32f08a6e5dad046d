"""Any OpenAI-compatible server: OpenAI, llama.cpp, vLLM, Ollama, KoboldCpp, LocalAI …

Chat completions for chat models; the legacy completions for models that only go on with a text.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from companion.engine.llm.base import Ending, TextStream, as_messages, as_text, estimate_tokens
from companion.engine.openai_client import in_words, open_client
from companion.errors import CompanionError
from companion.messages import EngineConfig, Progress, Sampling
from companion.mind.prompt import Prompt, Takes
from companion.server_address import host_of

if TYPE_CHECKING:
    import openai

_CONTEXT = 4096
_EXTRAS = ("top_k", "repetition_penalty", "repeat_penalty")
"""Not in OpenAI's protocol, but most local servers know them, under one of the two names."""


class OpenAIServer:
    """A model behind a web address.

    Options: ``base_url``, ``server_model`` (empty: the first the server lists), ``endpoint`` ("chat" or
    "completions"), ``context``, ``timeout`` in seconds.
    """

    near_sighted = False

    def __init__(self, config: EngineConfig, progress: Callable[[Progress], None]) -> None:
        """Connect and choose the model. Raises CompanionError in offline mode, before any socket is opened."""
        self._base_url = config.option("base_url", "http://127.0.0.1:8080/v1")
        self._client = open_client(self._base_url, config, "the text model", "the text model llama.cpp")
        progress(Progress(f"Connecting to {self._base_url} …"))
        self.context_tokens = int(config.option("context") or 0) or _CONTEXT
        self.takes: tuple[Takes, ...] = ("text",) if config.option("endpoint") == "completions" else ("chat",)
        self._renamed: dict[str, str] = dict.fromkeys(_EXTRAS, "") if self._is_strict() else {}
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

    def stream(self, prompt: Prompt, sampling: Sampling, cancelled: Callable[[], bool]) -> TextStream:
        """Write the answer; a field of the sampling the server does not know is left out from then on."""
        import openai

        ending: Ending = "stop"
        begun = False
        try:
            with self._ask(prompt, self._request(sampling)) as chunks:
                begun = True
                for answer in self._answers(chunks):
                    if cancelled():
                        return "cancelled"
                    text, finish = _read(answer)
                    if text:
                        yield text
                    if finish:
                        ending = "length" if finish == "length" else "stop"
        except openai.OpenAIError as error:
            if begun and isinstance(error, openai.APIConnectionError) and not isinstance(error, openai.APITimeoutError):
                raise CompanionError(f"The server {self._base_url} broke off its answer; try again.") from error
            raise self._in_words(error) from error
        except (OSError, ValueError, AttributeError) as error:  # the stream broke, or is no such stream
            raise CompanionError(f"The server {self._base_url} broke off its answer ({error}); try again.") from error
        except Exception as error:
            # The package lets errors of its transport through once an answer has begun.
            if type(error).__module__.partition(".")[0] in {"httpx", "httpcore", "httpx2", "httpcore2"}:
                raise CompanionError(
                    f"The server {self._base_url} broke off its answer ({type(error).__name__}); try again."
                ) from error
            raise
        return ending

    def prepare(self, prompt: Prompt) -> None:
        """Do nothing: a request may cost money."""

    def show(self, prompt: Prompt) -> tuple[str, int]:
        """Return the prompt as it is sent and an estimate: the server puts it into its template and counts."""
        text = as_text(prompt)
        return text, estimate_tokens(text)

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def models(self) -> tuple[str, ...]:
        """Return the names of the models the server lists. Raises CompanionError in words."""
        import openai

        try:
            return tuple(model.id for model in self._client.models.list().data or () if model.id)
        except openai.OpenAIError as error:
            raise self._in_words(error) from error
        except (ValueError, TypeError, AttributeError) as error:
            raise CompanionError(
                f"The server {self._base_url} lists no models in a way that is understood; is the address complete"
                " (it often ends in /v1)?"
            ) from error

    def _first_model(self) -> str:
        models = self.models()
        if not models:
            raise CompanionError(f"The server {self._base_url} lists no model; load one there.")
        return models[0]

    def _is_strict(self) -> bool:
        """Say whether this is a server known to refuse fields that are not OpenAI's own."""
        return host_of(self._base_url).endswith((".openai.com", ".openai.azure.com"))

    def _request(self, sampling: Sampling) -> dict[str, Any]:
        request: dict[str, Any] = {
            "model": self.name,
            "temperature": sampling.temperature,
            "top_p": sampling.top_p,
            "max_tokens": sampling.max_tokens,
            "frequency_penalty": sampling.frequency_penalty,
            "presence_penalty": sampling.presence_penalty,
        }
        if sampling.seed is not None:
            request["seed"] = sampling.seed
        request |= {
            "top_k": sampling.top_k,
            "repetition_penalty": sampling.repetition_penalty,
            "repeat_penalty": sampling.repetition_penalty,
        }
        return request

    def _ask(self, prompt: Prompt, request: dict[str, Any]) -> openai.Stream[Any]:
        """Send the request; when the server refuses one field of it by name, remember that and send it without."""
        import openai

        while True:
            fields = {self._renamed.get(name, name): value for name, value in request.items()}
            fields.pop("", None)
            extra = {name: fields.pop(name) for name in _EXTRAS if name in fields}
            try:
                create: Any = self._client.chat.completions.create
                if isinstance(prompt, str):
                    create, fields["prompt"] = self._client.completions.create, prompt
                else:
                    fields["messages"] = as_messages(prompt)
                answer: openai.Stream[Any] = create(stream=True, extra_body=extra, **fields)
                return answer
            except (openai.BadRequestError, openai.UnprocessableEntityError) as error:
                if not self._adapt(str(error.body or error), request):
                    raise

    def _answers(self, chunks: openai.Stream[Any]) -> Iterator[dict[str, Any]]:
        """Yield the answer in its parts, or as a whole from a server that knows no streams."""
        kind = chunks.response.headers.get("content-type", "")
        if "html" in kind:
            raise CompanionError(
                f"The server {self._base_url} answers with a web page; is the address complete (it often ends in /v1)?"
            )
        if "application/json" not in kind:
            yield from (chunk.to_dict(warnings=False) for chunk in chunks)
            return
        answer = json.loads(chunks.response.read())
        if "error" in answer:
            raise CompanionError(f"The server {self._base_url} answered with an error: {answer['error']}")
        yield answer

    def _adapt(self, complaint: str, request: dict[str, Any]) -> bool:
        if "max_completion_tokens" in complaint and "max_tokens" not in self._renamed:
            self._renamed["max_tokens"] = "max_completion_tokens"  # OpenAI's newer models
            return True
        refused = [name for name in _optional(request) if name not in self._renamed and name in complaint]
        self._renamed.update(dict.fromkeys(refused, ""))
        return bool(refused)

    def _in_words(self, error: openai.OpenAIError) -> CompanionError:
        wanted = f"the model {self.name!r}" if self.name else "a list of models"
        return in_words(error, self._base_url, wanted)


def _read(answer: dict[str, Any]) -> tuple[str, str | None]:
    """Return the text of one part of an answer and why it ended, if it did; many parts have no text."""
    choices = answer.get("choices")  # the last part may hold the usage only
    if not choices:
        return "", None
    choice = choices[0]
    message = choice.get("delta") or choice.get("message") or {}
    text = choice.get("text") or message.get("content") or ""
    if isinstance(text, list):  # of texts, thoughts, pictures
        text = "".join(part.get("text") or "" for part in text if part.get("type") == "text")
    return text, choice.get("finish_reason")


def _optional(request: dict[str, Any]) -> Iterator[str]:
    """Yield the fields a reply can do without."""
    return (name for name in request if name not in {"model", "max_tokens"})


def server_models(config: EngineConfig) -> tuple[str, ...]:
    """Ask the server of ``config`` for its models: the test of a connection. Raises CompanionError."""
    # A name given already: the constructor then asks nothing.
    options = (*(pair for pair in config.options if pair[0] != "server_model"), ("server_model", "?"))
    server = OpenAIServer(replace(config, options=options), lambda _: None)
    try:
        server.name = ""
        return server.models()
    finally:
        server.close()
