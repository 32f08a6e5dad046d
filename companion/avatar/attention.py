"""How long nobody has cared for her, what hour it is, and how bored and sleepy that makes her."""

from __future__ import annotations

IGNORED_SECONDS = 150.0
"""After this she looks about and sighs."""
SLEEPY_SECONDS = 480.0
"""From here on her lids grow heavy,"""
ASLEEP_SECONDS = 1200.0
"""and here she is asleep. At night all three come twice as soon."""

_LATE, _DEEP_NIGHT, _DAWN, _MORNING = 21.5, 24.0, 5.0, 7.0
# How sleepy the night alone makes her: she is tired, she does not fall asleep while you talk.
_TIRED = 0.4


class Attention:
    """Time since somebody wrote, spoke or touched. Without an hour (a video note) nobody is ever away."""

    def __init__(self) -> None:
        self.alone = 0.0
        """Seconds nobody has cared."""
        self._night = 0.0

    def attend(self) -> None:
        """Somebody cares now."""
        self.alone = 0.0

    def update(self, dt: float, hour: float | None) -> None:
        """Move on by ``dt`` seconds; ``hour`` is local time, 0..24, or None where time of day means nothing."""
        if hour is None:
            self.alone = self._night = 0.0
            return
        self.alone += dt
        self._night = night(hour)

    @property
    def bored(self) -> bool:
        """Whether she has waited long enough to look about."""
        return self._felt > IGNORED_SECONDS

    @property
    def sleepiness(self) -> float:
        """0 wide awake to 1 falling asleep."""
        waited = (self._felt - SLEEPY_SECONDS) / (ASLEEP_SECONDS - SLEEPY_SECONDS)
        return max(_TIRED * self._night, min(1.0, max(0.0, waited)))

    @property
    def asleep(self) -> bool:
        """Whether she sleeps."""
        return self._felt >= ASLEEP_SECONDS

    @property
    def _felt(self) -> float:
        return self.alone * (1.0 + self._night)


def night(hour: float) -> float:
    """Return how much of a night an hour (0..24) is: 0 by day, 1 in the depth of it, evening and dawn between."""
    if hour >= _LATE:
        return (hour - _LATE) / (_DEEP_NIGHT - _LATE)
    if hour < _DAWN:
        return 1.0
    return max(0.0, (_MORNING - hour) / (_MORNING - _DAWN))
