"""Which engines are loaded and how the text model draws its words."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Sampling:
    """How the text model draws its next token, the same for all models; ranges in ``SAMPLING_RANGES``.

    Temperature 0 always takes the likeliest token. ``top_k`` 0 and ``top_p`` 1 leave all tokens in. Frequency and
    presence penalty lower the logits of tokens of the reply (OpenAI's meaning); ``repetition_penalty`` divides those of
    the last tokens (Keskar et al. 2019). ``stop`` acts on the text. ``n`` replies are written to choose from.
    """

    temperature: float = 0.5
    top_p: float = 0.9
    top_k: int = 40
    max_tokens: int = 120
    frequency_penalty: float = 0.0
    presence_penalty: float = 0.0
    repetition_penalty: float = 1.1
    seed: int | None = None
    stop: tuple[str, ...] = ()
    n: int = 1


SAMPLING_RANGES: dict[str, tuple[float, float]] = {
    "temperature": (0.0, 2.0),
    "top_p": (0.0, 1.0),
    "top_k": (0, 1000),
    "max_tokens": (8, 4096),
    "frequency_penalty": (-2.0, 2.0),
    "presence_penalty": (-2.0, 2.0),
    "repetition_penalty": (1.0, 2.0),
    "n": (1, 5),
}
"""Least and greatest value of each field of Sampling that has a range."""


@dataclass(frozen=True, slots=True)
class EngineConfig:
    """Which engines the child loads, by registry name, each with its own options (strings, from the settings).

    ``api_key``, and ``speech_key`` for a voice with a key of its own, travel here only: never in ``options``, a log or
    a command line (hence no repr). ``offline``: no network socket is opened, but with ``own_servers`` to servers on
    this very computer.
    """

    llm: str = "llama.cpp"
    speech: str = "hibari"
    hearing: str = "whisper"
    emotion: str = "embedded"
    options: tuple[tuple[str, str], ...] = ()
    threads: int = 0
    offline: bool = False
    own_servers: bool = False
    api_key: str = field(default="", repr=False)
    speech_key: str = field(default="", repr=False)

    def option(self, name: str, default: str = "") -> str:
        """Return one option by name, ``default`` when it is not set."""
        return dict(self.options).get(name, default)
