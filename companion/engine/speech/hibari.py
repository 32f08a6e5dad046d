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
    """Speaks English; text in another script gives no sound, and one notice that says so."""

    name = "hibari"

    def __init__(self, config: EngineConfig, progress: Callable[[Progress], None]) -> None:
        import hibari
        from hibari import voices

        self._hibari = hibari
        self._table: dict[str, dict[str, object]] = voices.VOICES
        self._default: str = config.option("voice") or voices.DEFAULT
        self._cache = Path(voices.cache_dir())
        self._offline = config.offline
        self._progress = progress
        self._told = False
        self._loaded: dict[str, Any] = {}
        self._voice(self._default)("Hello.", seed=_SEED)  # the first call builds its tables: not in the first sentence

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
        pcm = self._voice(voice or self._default)(text, seed=_SEED)
        return np.clip(np.asarray(pcm, np.float32), -1.0, 1.0), self._hibari.SAMPLE_RATE

    def close(self) -> None:
        """Drop the loaded voices."""
        self._loaded.clear()

    def _can_have(self, name: str) -> bool:
        entry = self._table[name]
        return bool(entry.get("bundled")) or not self._offline or (self._cache / str(entry["file"])).exists()

    def _voice(self, name: str) -> Any:
        if name not in self._table:
            known = ", ".join(filter(self._can_have, self._table))
            raise CompanionError(f"The voice {name!r} is unknown to hibari; choose one of: {known}.")
        if name not in self._loaded:
            if not self._can_have(name):
                raise CompanionError(f"The voice {name!r} is not on this machine and offline mode is on; choose heart.")
            try:
                self._loaded[name] = self._hibari.Hibari(voice=name)
            except RuntimeError as error:
                raise CompanionError(f"The voice {name!r} could not be fetched ({error}); choose heart.") from error
        return self._loaded[name]
