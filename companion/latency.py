"""How long she takes: the moments of a turn as the user lives them, in the window's own clock."""

from __future__ import annotations

import time
from dataclasses import dataclass


@dataclass
class TurnClock:
    """Times of one turn, seconds of perf_counter, None until they come; ``heard_at`` only where the user spoke."""

    heard_at: float | None = None
    """The user's voice ended."""
    recognised_at: float | None = None
    """The words were there, or Enter was pressed: the turn began."""
    first_text_at: float | None = None
    first_sentence_at: float | None = None
    """The first sentence had its sound."""
    first_sound_at: float | None = None
    """The first sentence left the loudspeaker."""

    def begin(self, heard_at: float | None = None) -> None:
        """Start anew with a turn that begins now."""
        self.heard_at, self.recognised_at = heard_at, time.perf_counter()
        self.first_text_at = self.first_sentence_at = self.first_sound_at = None

    def text(self) -> None:
        """A piece of her reply has come."""
        self.first_text_at = self.first_text_at or time.perf_counter()

    def sentence(self) -> None:
        """A sentence has come with its sound."""
        self.first_sentence_at = self.first_sentence_at or time.perf_counter()

    def sound(self) -> bool:
        """She is being heard; True the first time in a turn."""
        if self.first_sound_at is not None or self.recognised_at is None:
            return False
        self.first_sound_at = time.perf_counter()
        return True

    @property
    def milliseconds(self) -> dict[str, float | None]:
        """Milliseconds since the voice ended (or Enter) for each moment that came."""
        start = self.heard_at if self.heard_at is not None else self.recognised_at
        moments = {
            "recognised": self.recognised_at,
            "first_text": self.first_text_at,
            "first_sentence": self.first_sentence_at,
            "first_sound": self.first_sound_at,
        }
        return {name: None if at is None or start is None else (at - start) * 1000 for name, at in moments.items()}
