"""What a voice is to the rest of the program. A new one is one file and one entry point."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from companion.lips.phones import Phone


@dataclass(frozen=True, slots=True, eq=False)
class Utterance:
    """The sound of a text: mono float32 in -1..1 at ``rate`` Hz; empty where nothing can be said.

    A voice that knows when it makes which sound says so in ``phones``. One that knows only their order gives
    ``phonemes``, in IPA, words apart; one that knows neither leaves both empty, and the lips find out by listening.
    """

    pcm: NDArray[np.float32]
    rate: int
    phones: tuple[Phone, ...] = ()
    phonemes: str = ""

    @property
    def seconds(self) -> float:
        """Duration of the sound."""
        return len(self.pcm) / self.rate


class SpeechEngine(Protocol):
    """Text to speech. Called by one thread at a time."""

    @property
    def name(self) -> str:
        """The engine's name as shown to the user."""
        ...

    @property
    def languages(self) -> tuple[str, ...]:
        """Codes of the languages it reads, such as "en"; empty: whatever it is given."""
        ...

    @property
    def voices(self) -> tuple[str, ...]:
        """Names of the voices that can be had here and now; the first is the default."""
        ...

    def speak(self, text: str, voice: str = "", emotion: str = "") -> Utterance:
        """Return ``text`` spoken by ``voice`` (empty: the default) in the mood of ``emotion``, a label of EMOTIONS.

        For a voice it does not have the default speaks too, and one Progress says so: a persona may come from a
        machine with another engine, and that must not cost her every answer. An engine without moods ignores them.
        """
        ...

    def close(self) -> None:
        """Free the voice."""
        ...
