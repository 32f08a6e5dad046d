"""A fake emotion engine, honest about it: everything is neutral. For tests."""

from __future__ import annotations

from collections.abc import Callable

from companion.messages import NEUTRAL, EmotionScores, EngineConfig, Progress


class NeutralEmotions:
    """Feels nothing."""

    name = "neutral (fake)"

    def __init__(self, config: EngineConfig, progress: Callable[[Progress], None]) -> None:
        pass

    def scores(self, text: str, context: str = "") -> EmotionScores:
        """Return wholly neutral scores."""
        return NEUTRAL

    def close(self) -> None:
        """Nothing to free."""
