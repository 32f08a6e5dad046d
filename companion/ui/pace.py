"""How often she is drawn: 60 times a second while it is quick enough, seldomer while nobody is near or sees her."""

from __future__ import annotations

FRAME_MS = 16
SLOW_FRAME_MS = 33
"""Without a graphics card, or on a busy machine: an even 30 frames a second leave time for her voice and thoughts."""

CALM_FRAME_MS = 50
"""Without a graphics card while nobody is near her or works here: breath and blinking need no more, and each picture
costs 14 ms."""

HIDDEN_MS = 160
"""While nobody sees her and she is silent: often enough to hear that she is to speak."""

TOO_SLOW, FAST_ENOUGH = 0.015, 0.011
"""Seconds from the beginning of a frame until it is on screen, on average, that make her go slower and back."""

PACE_FRAMES = 60
"""Pictures over which that average is taken."""


class Pace:
    """Is told how long pictures take; says when the next is due."""

    def __init__(self, *, software: bool) -> None:
        """``software``: the processor draws."""
        self._calm_ms = CALM_FRAME_MS if software else SLOW_FRAME_MS
        self._seconds = 0.0
        self._painted = 0
        self._slow = False

    def painted(self, seconds: float) -> None:
        """A picture was on screen so long after its frame had begun."""
        self._seconds += seconds
        self._painted += 1
        if self._painted < PACE_FRAMES:
            return
        mean = self._seconds / self._painted
        self._painted, self._seconds = 0, 0.0
        self._slow = mean > TOO_SLOW or (self._slow and mean >= FAST_ENOUGH)

    def milliseconds(self, *, calm: bool, exposed: bool) -> int:
        """Return the time from one frame to the next; ``calm``: nothing moves her now."""
        if calm:
            return self._calm_ms if exposed else HIDDEN_MS
        return SLOW_FRAME_MS if self._slow else FRAME_MS
