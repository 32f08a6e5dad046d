"""How something feels: the seven emotions and their scores."""

from __future__ import annotations

from dataclasses import dataclass

EMOTIONS: tuple[str, ...] = ("anger", "disgust", "fear", "joy", "neutral", "sadness", "surprise")
"""The seven labels, in the order of every score tuple (the order of Hartmann's English classifier)."""


@dataclass(frozen=True, slots=True)
class EmotionScores:
    """Probabilities of the seven labels in the order of ``EMOTIONS``; each in 0..1, together 1."""

    scores: tuple[float, ...]

    def __post_init__(self) -> None:
        if len(self.scores) != len(EMOTIONS):
            raise ValueError(f"expected {len(EMOTIONS)} emotion scores, got {len(self.scores)}")

    @property
    def label(self) -> str:
        """The strongest emotion."""
        return EMOTIONS[max(range(len(EMOTIONS)), key=self.scores.__getitem__)]

    def as_dict(self) -> dict[str, float]:
        """Return label -> score, in the fixed order."""
        return dict(zip(EMOTIONS, self.scores, strict=True))

    @classmethod
    def only(cls, label: str) -> EmotionScores:
        """Return scores that are wholly ``label``."""
        return cls(tuple(1.0 if name == label else 0.0 for name in EMOTIONS))


NEUTRAL = EmotionScores.only("neutral")
