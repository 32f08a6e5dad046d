"""The default voice: hibari, English, its "heart" voice inside the package; no account, no download."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from companion.errors import CompanionError
from companion.messages import EngineConfig, Progress

_FOREIGN = re.compile(r"[\u0400-\u052f\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af\u0590-\u06ff]")
_SEED = 1
"""Fixed, so that the same words always sound the same."""


class HibariVoice:
    """Speaks English; text in another script gives no sound, and one notice that says so.

    A voice it cannot have never costs an answer: the default speaks instead, and one notice a voice says so.
    """

    name = "hibari"

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
        self._loaded: dict[str, Any] = {}
        self._lacking: set[str] = set()
        wanted = config.option("voice")
        if wanted and self._has(wanted):
            self._default = wanted
        self._load(self._default)("Hello.", seed=_SEED)  # the first call builds its tables: not in the first sentence

    @property
    def voices(self) -> tuple[str, ...]:
        """The default first, then the other voices that can be had: offline only those already here."""
        return (self._default, *(name for name in self._table if name != self._default and self._can_have(name)))

    def speak(self, text: str, voice: str = "") -> tuple[NDArray[np.float32], int]:
        """Return 24 kHz mono sound; none for text the voice cannot read (Cyrillic and other scripts)."""
        if _FOREIGN.search(text):
            if not self._told:
                self._told = True
                self._progress(Progress("This voice reads English only; other sentences are shown without sound."))
            return np.zeros(0, np.float32), self._hibari.SAMPLE_RATE
        name = voice if voice and self._has(voice) else self._default
        pcm = self._load(name)(text, seed=_SEED)
        return np.clip(np.asarray(pcm, np.float32), -1.0, 1.0), self._hibari.SAMPLE_RATE

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

    def _load(self, name: str) -> Any:
        if name not in self._table:
            known = ", ".join(filter(self._can_have, self._table))
            raise CompanionError(f"The voice {name!r} is unknown to hibari; choose one of: {known}.")
        if name not in self._loaded:
            if not self._can_have(name):
                raise CompanionError(f"The voice {name!r} is not on this machine and offline mode is on.")
            try:
                self._loaded[name] = self._hibari.Hibari(voice=name)
            except (RuntimeError, OSError) as error:
                raise CompanionError(f"The voice {name!r} could not be fetched ({error}).") from error
        return self._loaded[name]
