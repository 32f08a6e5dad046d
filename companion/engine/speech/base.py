"""What a voice is to the rest of the program. A new one is one file and one entry point."""

from __future__ import annotations

from typing import Protocol

import numpy as np
from numpy.typing import NDArray


class SpeechEngine(Protocol):
    """Text to speech. Called by one thread at a time."""

    @property
    def name(self) -> str:
        """The engine's name as shown to the user."""
        ...

    @property
    def voices(self) -> tuple[str, ...]:
        """Names of the voices that can be had here and now; the first is the default."""
        ...

    def speak(self, text: str, voice: str = "") -> tuple[NDArray[np.float32], int]:
        """Return the sound of ``text``, mono in -1..1, and its rate in Hz; no samples where nothing can be said.

        ``voice`` empty means the default. For a voice it does not have the default speaks too, and one Progress says
        so: a persona may come from a machine with another engine, and that must not cost her every answer.
        """
        ...

    def close(self) -> None:
        """Free the voice."""
        ...
