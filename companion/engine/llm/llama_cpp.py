"""The default text model: any GGUF file through llama.cpp (package xllamacpp), on the processor."""

from __future__ import annotations

import os
import queue
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

from companion.engine.llm.base import (
    NEAR_SIGHTED_PARAMETERS,
    PENALTY_WINDOW,
    Ending,
    TextStream,
    as_messages,
    as_text,
    estimate_tokens,
)
from companion.engine.memory_room import require_memory
from companion.engine.waiting import wait_asleep
from companion.errors import CompanionError
from companion.messages import EngineConfig, Progress, Sampling
from companion.mind.prompt import Prompt, Takes
from companion.models.catalogue import catalogue, find
from companion.models.download import install, is_installed, path_of
from companion.paths import of_user

DEFAULT_MODEL = "smollm2-135m"
_CONTEXT = 2048


class LlamaCpp:
    """Runs one GGUF model; option ``model`` is a catalogue name or a path, ``context`` the window in tokens."""

    takes: tuple[Takes, ...] = ("chat", "text")

    def __init__(self, config: EngineConfig, progress: Callable[[Progress], None]) -> None:
        """Load the model, fetching it first when the catalogue knows it and offline mode is off."""
        wanted = config.option("model") or DEFAULT_MODEL
        file = _find_model(wanted, config.offline, progress)
        self.name = file.stem
        # Judged by the file, at four to five bits a parameter: one with more bits is taken for a bigger model.
        self.near_sighted = file.stat().st_size < NEAR_SIGHTED_PARAMETERS * 0.6
        self.context_tokens = int(config.option("context") or 0) or _CONTEXT
        # The window's share of memory by rule of thumb: the weights and a quarter.
        require_memory(
            file.stat().st_size * 1.25, file.stem, "choose a smaller model, or one with fewer bits (Q4 instead of Q8)."
        )
        progress(Progress(f"Loading {file.stem} …"))
        wait_asleep()
        import xllamacpp

        params = xllamacpp.CommonParams()
        params.model.path = str(file)
        params.n_ctx = self.context_tokens
        params.n_parallel = 1
        params.verbosity = -1
        cores = os.cpu_count() or 2
        # Leave a processor to the window while she writes: with all of them busy both stutter. Reading the prompt is
        # a short burst that everybody waits for: it may have them all.
        params.cpuparams.n_threads = config.threads or max(1, cores - 1)
        params.cpuparams_batch.n_threads = config.threads or cores
        # The library cannot be had without its web server. A socket file in a private folder keeps it off the network,
        # and once that is deleted nobody can reach it at all.
        with tempfile.TemporaryDirectory(prefix="companion-") as folder:
            if sys.platform != "win32":
                params.hostnames = [str(Path(folder) / "llama.sock")]
            else:
                params.api_keys = [os.urandom(16).hex()]
            # Else it keeps what it has read for other talks as well, up to 8 GB of it.
            params.cache_ram_mib = 0
            params.ui = False
            params.endpoint_slots = False
            try:
                self._server: Any = xllamacpp.Server(params)
            except RuntimeError as error:
                raise CompanionError(
                    f"The text model {file} could not be loaded; it is damaged, of an unknown kind, or too big for this"
                    " machine's memory. Choose another model."
                ) from error
            # Freed before its loop has begun, the server waits for ever for the end of it: one token, and it runs.
            self._server.handle_completions({"prompt": ".", "max_tokens": 1})

    def count_tokens(self, text: str) -> int:
        """Return an estimate on the high side: the library does not show its tokenizer."""
        return estimate_tokens(text)

    def stream(self, prompt: Prompt, sampling: Sampling, cancelled: Callable[[], bool]) -> TextStream:
        """Write the answer: messages in the model's own chat template, a text as it is."""
        request = {
            **_asked(prompt),
            "stream": True,
            "cache_prompt": True,  # persona and sample dialogue are read once, not every turn
            "max_tokens": sampling.max_tokens,
            "temperature": sampling.temperature,
            "top_p": sampling.top_p,
            "top_k": sampling.top_k,
            "frequency_penalty": sampling.frequency_penalty,
            "presence_penalty": sampling.presence_penalty,
            "repeat_penalty": sampling.repetition_penalty,
            "repeat_last_n": PENALTY_WINDOW,
            # The order OpenAI and transformers keep; the library's own would also cut the tail by min_p.
            "samplers": ["penalties", "temperature", "top_k", "top_p"],
        }
        if sampling.seed is not None:
            request["seed"] = sampling.seed
        answers: queue.SimpleQueue[Any] = queue.SimpleQueue()
        stop = threading.Event()

        def receive(answer: Any) -> bool:
            answers.put(answer)
            return stop.is_set() or cancelled()

        def write() -> None:
            try:
                self._handle(prompt)(request, receive)
            except RuntimeError as error:
                answers.put(error)
            answers.put(None)

        writer = threading.Thread(target=write, name="llama.cpp", daemon=True)
        writer.start()
        try:
            ending: Ending = "cancelled"
            while (answer := answers.get()) is not None:
                for chunk in answer if isinstance(answer, list) else [answer]:
                    text, ended = _read(chunk)
                    ending = ended or ending
                    if text:
                        yield text
            return ending
        finally:
            stop.set()
            writer.join()

    def prepare(self, prompt: Prompt) -> None:
        """Read the prompt and write nothing; the server keeps what it has read."""
        for _ in self.stream(prompt, Sampling(max_tokens=0), lambda: False):
            pass

    def show(self, prompt: Prompt) -> tuple[str, int]:
        """Return the text in the model's own chat template, and its exact length."""
        request = {**_asked(prompt), "max_tokens": 1, "cache_prompt": True, "verbose": True}
        try:
            answer = self._handle(prompt)(request)
        except RuntimeError as error:
            raise CompanionError(f"The text model stopped with an error ({error}); try again.") from error
        _read(answer)
        text = answer.get("__verbose", {}).get("prompt")
        return text if isinstance(text, str) else as_text(prompt), answer["usage"]["prompt_tokens"]

    def _handle(self, prompt: Prompt) -> Callable[..., Any]:
        server = self._server
        handle = server.handle_completions if isinstance(prompt, str) else server.handle_chat_completions
        return cast(Callable[..., Any], handle)

    def close(self) -> None:
        """Free the model."""
        self._server = None


def _asked(prompt: Prompt) -> dict[str, Any]:
    return {"prompt": prompt} if isinstance(prompt, str) else {"messages": as_messages(prompt)}


def _read(chunk: Any) -> tuple[str, Ending | None]:
    """Return the text of one answer and how the reply ended, if it did. Raises CompanionError for an error."""
    if isinstance(chunk, Exception):
        raise CompanionError(f"The text model stopped with an error ({chunk}); try again.") from chunk
    if isinstance(chunk, str):
        chunk = {"error": {"message": chunk}}
    if "error" in chunk:
        error = chunk["error"]
        reason = error.get("message", error) if isinstance(error, dict) else error
        raise CompanionError(f"The text model refused the request: {reason}")
    choice = chunk["choices"][0]
    finish = choice.get("finish_reason")
    ending: Ending | None = None if finish is None else ("length" if finish == "length" else "stop")
    return choice.get("text") or choice.get("delta", {}).get("content") or "", ending


def _find_model(wanted: str, offline: bool, progress: Callable[[Progress], None]) -> Path:
    if any(entry.name == wanted for entry in catalogue()):
        if find(wanted).kind != "text model":
            raise CompanionError(f"{wanted} is no text model; see: companion models list")
        if not is_installed(wanted):
            install(wanted, progress, offline=offline)
        return path_of(wanted)
    file = of_user(wanted)
    if not file.is_file():
        raise CompanionError(
            f"There is no text model {wanted!r}: give the path of a GGUF file, or a name from: companion models list"
        )
    with file.open("rb") as stream:
        if stream.read(4) != b"GGUF":
            raise CompanionError(f"The file {file} is no GGUF model; choose another file.")
    return file
