"""Any causal model of the transformers library: GPT-J, OPT, Pygmalion, Llama …, by hub id, folder or GGUF file."""

from __future__ import annotations

import logging
import os
import shutil
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from companion.engine.llm.adapter import Learned, adapter_folder, train, with_adapter
from companion.engine.llm.base import NEAR_SIGHTED_PARAMETERS, PENALTY_WINDOW, TextStream, as_messages
from companion.engine.llm.converted import Source, converted_folder, find_source, keep_converted
from companion.engine.llm.token_choice import choose_token
from companion.engine.memory_room import require_memory
from companion.engine.torch_import import prepare_torch
from companion.errors import CompanionError, first_line
from companion.messages import EngineConfig, Progress, Sampling
from companion.mind.prompt import ChatMessage, Prompt, Takes
from companion.mind.thinking import opened_thought

_log = logging.getLogger(__name__)
_CONTEXT = 2048
_BYTES = {"float32": 4.0, "float16": 2.0, "bfloat16": 2.0, "8-bit": 1.1, "4-bit": 0.6}
_WATCH_SECONDS = 0.5


class TransformersModel:
    """Runs one model; options ``hub_model``, ``dtype``, ``quantization``, ``device``, ``context``."""

    def __init__(self, config: EngineConfig, progress: Callable[[Progress], None]) -> None:
        """Find, measure and load the model. Raises CompanionError, also when it would not fit into memory."""
        prepare_torch()
        import torch

        source = find_source(config.option("hub_model"), config.offline, progress)
        self.name = source.name
        torch.set_num_threads(config.threads or max(1, (os.cpu_count() or 2) - 1))
        try:
            self._load(source, config, progress)
        except (CompanionError, ModuleNotFoundError):  # a missing package has its own words, in the registry
            raise
        except Exception as error:  # a damaged file shows as any of a dozen kinds
            _log.info("cannot load %s", source.name, exc_info=True)
            raise CompanionError(
                f"The text model {source.name} could not be loaded ({first_line(error)}); it is damaged or of an"
                " unknown kind. Choose another model."
            ) from error
        self.takes: tuple[Takes, ...] = ("chat", "text") if self._tokenizer.chat_template else ("text",)
        self._cache: Any = None
        self._read: list[int] = []  # the tokens the cache holds

    def _load(self, source: Source, config: EngineConfig, progress: Callable[[Progress], None]) -> None:
        import torch
        from transformers import AutoConfig, AutoModelForCausalLM, AutoTokenizer
        from transformers.utils import logging as library_logging

        library_logging.disable_progress_bar()

        gguf: dict[str, Any] = {"gguf_file": source.gguf} if source.gguf else {}
        model_config = AutoConfig.from_pretrained(source.folder, **gguf)
        dtype = config.option("dtype", "auto")
        if dtype == "auto":
            stored = getattr(model_config, "dtype", None)
            dtype = str(stored).removeprefix("torch.") if stored is not None else ""
            dtype = dtype if dtype in _BYTES else "bfloat16"
        self.context_tokens = min(int(config.option("context") or 0) or _CONTEXT, _longest_window(model_config))
        quantization = config.option("quantization", "none")
        graphics = torch.cuda.is_available() and config.option("device", "auto") == "auto"
        extra = _quantized(quantization)
        with torch.device("meta"):
            empty = AutoModelForCausalLM.from_config(model_config)
        parameters = sum(parameter.numel() for parameter in empty.parameters())
        self.near_sighted = parameters < NEAR_SIGHTED_PARAMETERS
        del empty
        _require_room(
            source.name,
            parameters,
            model_config,
            context=self.context_tokens,
            dtype=dtype,
            quantization=quantization,
            graphics=graphics,
        )

        kept = converted_folder(source, dtype)
        stored_so = str(getattr(model_config, "dtype", None)).removeprefix("torch.") == dtype
        converting = not (source.has_safetensors() and stored_so) and quantization == "none"
        place: Path = source.folder
        if kept.is_dir():
            place, gguf, converting = kept, {}, False
        if gguf:
            from transformers import GgufConfig

            extra["quantization_config"] = GgufConfig(dequantize=True)
        if graphics:
            extra["device_map"] = "auto"
        try:
            with _progress_by_memory(f"Loading {source.name} …", parameters * _BYTES[dtype], progress):
                self._tokenizer: Any = AutoTokenizer.from_pretrained(place, **gguf)
                self._model: Any = AutoModelForCausalLM.from_pretrained(
                    place, dtype=getattr(torch, dtype), weights_only=True, low_cpu_mem_usage=True, **gguf, **extra
                )
        except Exception:
            if place != kept:
                raise
            _log.warning("the converted copy of %s is damaged and made anew", source.name, exc_info=True)
            shutil.rmtree(kept)
            self._load(source, config, progress)
            return
        if gguf:
            self._model = self._model.to(getattr(torch, dtype))
        if converting:
            progress(Progress(f"Keeping {source.name} for a quicker start next time …"))
            keep_converted(kept, self._model, self._tokenizer)
        if config.option("learned"):
            self._model = with_adapter(self._model, adapter_folder(self.name))
        self._model.eval()

    def count_tokens(self, text: str) -> int:
        """Return the tokens of ``text``."""
        return len(self._tokenizer(text, add_special_tokens=False)["input_ids"])

    def stream(self, prompt: Prompt, sampling: Sampling, cancelled: Callable[[], bool]) -> TextStream:
        """Write the answer token by token; what was read for an earlier prompt that begins alike is not read again."""
        import torch

        ids = self._ids(prompt)
        if not isinstance(prompt, str) and (opened := opened_thought(self._text(prompt))):
            yield opened  # the template lets the answer begin within a thought
        generator = torch.Generator()
        if sampling.seed is None:
            generator.seed()
        else:
            generator.manual_seed(sampling.seed)
        recent = deque(ids[-PENALTY_WINDOW:], maxlen=PENALTY_WINDOW)
        ends = self._ends()
        text = _TextOfTokens(self._tokenizer)
        unread = self._unread(ids)
        for _ in range(sampling.max_tokens):
            if cancelled():
                return "cancelled"
            if len(self._read) + len(unread) >= self.context_tokens:
                break
            token = choose_token(self._scores(unread), recent, sampling, generator)
            if token in ends:
                yield from text.rest()
                return "stop"
            recent.append(token)
            unread = [token]
            yield from text.add(token)
        yield from text.rest()
        return "length"

    def prepare(self, prompt: Prompt) -> None:
        """Read the prompt, so that its beginning need not be read again."""
        self._scores(self._unread(self._ids(prompt)))

    def learn(self, texts: Sequence[str], cancelled: Callable[[], bool]) -> Learned | None:
        """Learn ``texts`` by heart, beside the model; it is used from the next load on. None when cancelled."""
        import torch

        self._cache, self._read = None, []
        threads = torch.get_num_threads()
        torch.set_num_threads(1)  # nobody waits for it
        try:
            self._model, learned = train(self._model, self._tokenizer, texts, adapter_folder(self.name), cancelled)
        finally:
            torch.set_num_threads(threads)
        return learned

    def show(self, prompt: Prompt) -> tuple[str, int]:
        """Return the text in the model's own chat template, and its exact length."""
        ids = self._ids(prompt)
        return self._tokenizer.decode(ids), len(ids)

    def close(self) -> None:
        """Free the model."""
        self._model = self._cache = None

    def _ids(self, prompt: Prompt) -> list[int]:
        if isinstance(prompt, str):
            return list(self._tokenizer(prompt)["input_ids"])
        return list(self._tokenizer(self._text(prompt), add_special_tokens=False)["input_ids"])

    def _text(self, prompt: Prompt) -> str:
        """Return messages in the model's chat template. Raises CompanionError where it cannot be used."""
        from jinja2 import TemplateError

        try:
            return self._template(prompt)
        except TemplateError:  # some templates know no system role: then she is told with the first message
            try:
                return self._template(_without_system(prompt))
            except TemplateError as error:
                raise CompanionError(
                    f"The chat template of {self.name} cannot be used ({error}); choose the raw format in the persona."
                ) from error

    def _template(self, prompt: Prompt) -> str:
        return str(self._tokenizer.apply_chat_template(as_messages(prompt), tokenize=False, add_generation_prompt=True))

    def _ends(self) -> set[int]:
        told = self._model.generation_config.eos_token_id
        ends = {*told} if isinstance(told, list) else {told}
        return {token for token in (*ends, self._tokenizer.eos_token_id) if token is not None}

    def _unread(self, ids: list[int]) -> list[int]:
        """Bring the cache back to what it shares with ``ids``; return the rest, at least the last token."""
        common = 0
        for mine, other in zip(self._read, ids[:-1], strict=False):
            if mine != other:
                break
            common += 1
        if self._cache is not None and common < len(self._read):
            if common and getattr(self._cache, "is_croppable", False):
                self._cache.crop(common - len(self._read))  # negative: how many are taken away
            else:
                self._cache, common = None, 0
        self._read = ids[:common]
        return ids[common:]

    def _scores(self, unread: list[int]) -> Any:
        """Read the tokens; return the scores of the next one, shape (vocabulary,)."""
        import torch

        with torch.inference_mode():
            ids = torch.tensor([unread], device=self._model.device)
            answer = self._model(ids, past_key_values=self._cache, use_cache=True, logits_to_keep=1)
        self._cache = answer.past_key_values
        self._read = [*self._read, *unread]
        return answer.logits[0, -1]


class _TextOfTokens:
    """Tokens to text as early as it is sure: a character may be split over several tokens."""

    def __init__(self, tokenizer: Any) -> None:
        self._tokenizer = tokenizer
        self._tokens: list[int] = []
        self._shown = ""

    def add(self, token: int) -> Iterator[str]:
        self._tokens.append(token)
        text = self._text()
        if not text.endswith("\ufffd"):
            yield from self._new(text)

    def rest(self) -> Iterator[str]:
        yield from self._new(self._text().rstrip("\ufffd"))

    def _text(self) -> str:
        return str(self._tokenizer.decode(self._tokens, skip_special_tokens=True, clean_up_tokenization_spaces=False))

    def _new(self, text: str) -> Iterator[str]:
        if len(text) > len(self._shown):
            new, self._shown = text[len(self._shown) :], text
            yield new


def _quantized(wanted: str) -> dict[str, Any]:
    """Return what makes transformers load compressed weights. Raises CompanionError where this machine cannot."""
    if wanted == "none":
        return {}
    import importlib.util

    if importlib.util.find_spec("bitsandbytes") is None:
        raise CompanionError(
            f"{wanted} weights need the package bitsandbytes, which is not installed here; choose no compression, or a"
            " GGUF file with the engine llama.cpp, which is small on every machine."
        )
    from transformers import BitsAndBytesConfig

    return {"quantization_config": BitsAndBytesConfig(load_in_8bit=wanted == "8-bit", load_in_4bit=wanted == "4-bit")}


def _longest_window(model_config: Any) -> int:
    """Return the tokens the model was made for; each family names them in its own way."""
    named = (getattr(model_config, key, None) for key in ("max_position_embeddings", "n_positions", "n_ctx"))
    return next(filter(None, named), _CONTEXT)


def _require_room(
    name: str, parameters: int, config: Any, *, context: int, dtype: str, quantization: str, graphics: bool
) -> None:
    import torch

    kind = dtype if quantization == "none" else quantization
    layers = getattr(config, "num_hidden_layers", 0)
    width = getattr(config, "hidden_size", 0)
    cache = 2 * layers * width * context * _BYTES[dtype]
    needed = parameters * _BYTES[kind] * 1.1 + cache
    smaller = "bfloat16" if kind == "float32" else "4-bit" if kind in {"float16", "bfloat16", "8-bit"} else ""
    advice = "choose a smaller model, or a GGUF file of it with the engine llama.cpp."
    if smaller:
        half = (parameters * _BYTES[smaller] * 1.1 + cache) / 1e9
        advice = (
            f"{smaller} needs about {half:.1f} GB; choose that, a smaller model, or a GGUF file of it with the engine"
            " llama.cpp."
        )
    free = sum(torch.cuda.mem_get_info(number)[0] for number in range(torch.cuda.device_count())) if graphics else None
    require_memory(needed, name, advice, free)


@contextmanager
def _progress_by_memory(text: str, expected: float, progress: Callable[[Progress], None]) -> Iterator[None]:
    """Tell how far a load is by how much this process has grown: the library does not tell."""
    import psutil

    process = psutil.Process()
    begin = process.memory_info().rss
    done = threading.Event()

    def watch() -> None:
        while True:
            grown = process.memory_info().rss - begin
            progress(Progress(text, min(0.99, max(0.0, grown / max(expected, 1.0)))))
            if done.wait(_WATCH_SECONDS):
                return

    watcher = threading.Thread(target=watch, name="load-progress", daemon=True)
    watcher.start()
    try:
        yield
    finally:
        done.set()
        watcher.join()


def _without_system(prompt: Prompt) -> Prompt:
    """Return the prompt with what the system says before the user's next words."""
    assert not isinstance(prompt, str)
    told: list[ChatMessage] = []
    held = ""
    for message in prompt:
        if message.role == "system":
            held = f"{held}\n\n{message.text}" if held else message.text
        elif held and message.role == "user":
            told.append(ChatMessage("user", f"{held}\n\n{message.text}"))
            held = ""
        else:
            if held and not told:  # she begins the sample dialogue: a template wants a user first
                told.append(ChatMessage("user", held))
                held = ""
            told.append(message)
    return [*told, ChatMessage("user", held)] if held else told
