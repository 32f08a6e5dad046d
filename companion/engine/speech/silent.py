"""A fake voice, honest about it: silence as long as speech would be. For tests and machines that must stay quiet."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from companion.engine.speech.base import Utterance
from companion.messages import EngineConfig, Progress

_RATE = 24_000
_SECONDS_A_CHARACTER = 0.065
"""The pace of the default voice, about 15 characters a second."""


class SilentVoice:
    """Says nothing, in time."""

    name = "silent (fake)"
    languages: tuple[str, ...] = ()
    voices = ("silence",)

    def __init__(self, config: EngineConfig, progress: Callable[[Progress], None]) -> None:
        pass

    def speak(self, text: str, voice: str = "", emotion: str = "") -> Utterance:
        """Return zeros, as long as speaking ``text`` would take."""
        return Utterance(np.zeros(round(len(text) * _SECONDS_A_CHARACTER * _RATE), np.float32), _RATE)

    def close(self) -> None:
        """Nothing to free."""
