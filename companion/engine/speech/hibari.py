"""The default voice: hibari, English, its "heart" voice inside the package; no account, no download."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from companion.engine.speech.base import Utterance
from companion.errors import CompanionError
from companion.lips.phones import Phone
from companion.messages import EngineConfig, Progress

_FOREIGN = re.compile(r"[\u0400-\u052f\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af\u0590-\u06ff]")
_SEED = 1
"""Fixed, so that the same words always sound the same."""
_DURATIONS = b"/Cast_32_output_0"
"""The tensor inside the network that holds the length of each symbol, in equal parts of the sound."""
_AHEAD = 0.05
"""Seconds by which the sound runs ahead of those lengths: where hiss and loudness fit them best."""
_DIPHTHONGS = {"A": "eɪ", "I": "aɪ", "O": "oʊ", "Q": "əʊ", "W": "aʊ", "Y": "ɔɪ"}
"""One-letter symbols of the voice's alphabet; all others are IPA."""


class HibariVoice:
    """Speaks English; text in another script gives no sound, and one notice that says so.

    A voice it cannot have never costs an answer: the default speaks instead, and one notice a voice says so.
    """

    name = "hibari"
    languages = ("en",)

    def __init__(self, config: EngineConfig, progress: Callable[[Progress], None]) -> None:
        import hibari
        from hibari import voices

        self._hibari = hibari
        self._table: dict[str, dict[str, object]] = voices.VOICES
        self._default: str = voices.DEFAULT
        self._cache = Path(voices.cache_dir())
        self._offline = config.offline
        self._progress = progress
        self._told = False
        self._loaded: dict[str, _TimedVoice] = {}
        self._lacking: set[str] = set()
        wanted = config.option("voice")
        if wanted and self._has(wanted):
            self._default = wanted
        self._load(self._default).speak("Hello.")  # the first call builds its tables: not in the first sentence

    @property
    def voices(self) -> tuple[str, ...]:
        """The default first, then the other voices that can be had: offline only those already here."""
        return (self._default, *(name for name in self._table if name != self._default and self._can_have(name)))

    def speak(self, text: str, voice: str = "", emotion: str = "") -> Utterance:
        """Return 24 kHz sound; none for text the voice cannot read (Cyrillic and other scripts)."""
        if _FOREIGN.search(text):
            if not self._told:
                self._told = True
                self._progress(Progress("This voice reads English only; other sentences are shown without sound."))
            return Utterance(np.zeros(0, np.float32), self._hibari.SAMPLE_RATE)
        name = voice if voice and self._has(voice) else self._default
        return self._load(name).speak(text)

    def close(self) -> None:
        """Drop the loaded voices."""
        self._loaded.clear()

    def _can_have(self, name: str) -> bool:
        entry = self._table[name]
        if name in self._lacking:
            return False
        return bool(entry.get("bundled")) or not self._offline or (self._cache / str(entry["file"])).exists()

    def _has(self, name: str) -> bool:
        """Say whether the voice can speak now, loading it; the first time it cannot, tell why."""
        if name in self._lacking:
            return False
        try:
            self._load(name)
        except CompanionError as error:
            self._lacking.add(name)  # asked once: a fetch that fails must not delay every sentence
            self._progress(Progress(f"{error} The voice {self._default} speaks instead."))
            return False
        return True

    def _load(self, name: str) -> _TimedVoice:
        if name not in self._table:
            known = ", ".join(filter(self._can_have, self._table))
            raise CompanionError(f"The voice {name!r} is unknown to hibari; choose one of: {known}.")
        if name not in self._loaded:
            if not self._can_have(name):
                raise CompanionError(f"The voice {name!r} is not on this machine and offline mode is on.")
            try:
                self._loaded[name] = _TimedVoice(self._hibari.Hibari(voice=name))
            except (RuntimeError, OSError) as error:
                raise CompanionError(f"The voice {name!r} could not be fetched ({error}).") from error
        return self._loaded[name]


class _TimedVoice:
    """One voice, asked also for the length of each symbol, which its package computes and throws away."""

    def __init__(self, voice: Any) -> None:
        self._voice = voice
        model = Path(voice.model_path).read_bytes()
        self._timed = _DURATIONS in model
        if not self._timed:  # a voice of another make: the lips align its phonemes with the sound instead
            return
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # Every sentence has another length: what onnxruntime keeps for the next of the same one only grows.
        options.enable_cpu_mem_arena = options.enable_mem_pattern = False
        # Two ModelProto messages one after the other are one message with both their fields (protobuf's rule for
        # merging): this appends one more output (graph = 7, output = 12, name = 1) to the network's six.
        output = _field(7, _field(12, _field(1, _DURATIONS)))
        voice.sess = onnxruntime.InferenceSession(model + output, options, providers=["CPUExecutionProvider"])

    def speak(self, text: str) -> Utterance:
        rate = self._voice.sample_rate
        spoken = self._voice.phonemize(text)
        if not self._timed:
            pcm = _clipped([self._voice(text, seed=_SEED)])
            return Utterance(pcm, rate, phonemes=" ".join(map(_ipa, spoken)))
        from hibari import dsp

        noise = np.random.default_rng(_SEED)
        sounds: list[NDArray[np.float32]] = []
        phones: list[Phone] = []
        start = 0.0
        for phonemes in spoken:
            ids = self._voice.ids(phonemes)
            feed = {"ids": np.asarray([ids], np.int64), "speed": np.ones(1, np.float32)}
            *spectrum, lengths = self._voice.sess.run(None, feed)
            sounds.append(dsp.synth(*(part[0] for part in spectrum), noise))
            seconds = len(sounds[-1]) / rate
            ends = np.cumsum(lengths) * (seconds / max(1, int(lengths.sum())))
            edges = start + np.maximum(ends - _AHEAD, 0.0)
            symbols = [symbol for symbol in phonemes if symbol in self._voice.vocab]
            phones += _phones(symbols, edges.tolist())
            start += seconds
        return Utterance(_clipped(sounds), rate, tuple(phones))


def _phones(symbols: list[str], edges: list[float]) -> list[Phone]:
    """Return the phones of one sentence; ``edges[i]`` is where symbol i begins and ``edges[i + 1]`` where it ends.

    The time of a stress mark is that of the sound it stands before; the time of a space is left to its neighbours.
    """
    phones: list[Phone] = []
    begin: float | None = None
    for number, symbol in enumerate(symbols):
        start, end = edges[number], edges[number + 1]
        if symbol in "ˈˌ":
            begin = start if begin is None else begin
        elif symbol == "ː" and phones:
            phones[-1] = phones[-1]._replace(end=end)
        elif symbol != " ":
            phones.append(Phone(_ipa(symbol) if symbol.isalpha() else "", start if begin is None else begin, end))
            begin = None
    return phones


def _ipa(phonemes: str) -> str:
    return "".join(_DIPHTHONGS.get(symbol, symbol) for symbol in phonemes)


def _clipped(sounds: list[NDArray[np.float32]]) -> NDArray[np.float32]:
    pcm = np.concatenate(sounds) if sounds else np.zeros(0, np.float32)
    return np.clip(pcm.astype(np.float32, copy=False), -1.0, 1.0)


def _field(number: int, content: bytes) -> bytes:
    """Return ``content`` as a length-delimited protobuf field."""
    length, left = bytearray(), len(content)
    while left > 0x7F:
        length.append(left & 0x7F | 0x80)
        left >>= 7
    return bytes((number << 3 | 2, *length, left)) + content
