"""Her mood: what the talk leaves in her, fading back to her temperament.

The mood is a point in Russell's circumplex: valence (sad to glad) and arousal (calm to excited), each in -1..1. An
emotion pulls it towards the emotion's own place, the more the less neutral it is::

    mood += gain * (1 - p_neutral) * (place - mood)           place = sum of p_i * place_i / (1 - p_neutral)

and time takes it home: ``mood(t) = home + (mood(0) - home) * 2 ** (-t / half_life)``. With no time between them,
n equal emotions of weight w lead to ``place - (place - mood(0)) * (1 - w) ** n``. Nothing is drawn by chance.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from companion.messages import EmotionScores

PLACES: dict[str, tuple[float, float]] = {
    "anger": (-0.7, 0.8),
    "disgust": (-0.7, 0.2),
    "fear": (-0.6, 0.7),
    "joy": (0.9, 0.5),
    "sadness": (-0.8, -0.5),
    "surprise": (0.2, 0.9),
}
"""Valence and arousal of the emotions, after Russell (1980); neutral has no place and pulls nowhere."""

GAINS: dict[str, float] = {"user": 0.25, "assistant": 0.35}
"""What the user feels touches her; what she says herself says more about how she feels."""

HALF_LIFE = 600.0
"""Seconds after which half of a mood is gone."""

SAMPLES = 720
"""How many points of the past are kept for the chart."""


@dataclass(frozen=True, slots=True)
class Temperament:
    """Where her mood returns to, and how fast: valence and arousal in -1..1, ``half_life`` in seconds."""

    valence: float = 0.15
    arousal: float = 0.0
    half_life: float = HALF_LIFE


@dataclass(frozen=True, slots=True)
class Sample:
    """The mood at a time in seconds since 1970."""

    at: float
    valence: float
    arousal: float


class Mood:
    """The mood of one persona. ``now`` gives seconds since 1970; a clock set back counts as no time."""

    def __init__(self, temperament: Temperament, now: Callable[[], float], past: tuple[Sample, ...] = ()) -> None:
        """Begin at home, or where the ``past`` ended."""
        self.temperament = temperament
        self._now = now
        self.past = list(past) or [Sample(now(), temperament.valence, temperament.arousal)]

    def now(self) -> Sample:
        """Return the mood as it is by now."""
        last, home = self.past[-1], self.temperament
        at = max(last.at, self._now())
        left = 2.0 ** (-(at - last.at) / home.half_life)
        return Sample(
            at,
            home.valence + (last.valence - home.valence) * left,
            home.arousal + (last.arousal - home.arousal) * left,
        )

    def feel(self, emotion: EmotionScores, who: Literal["user", "assistant"]) -> None:
        """Take in the emotion of something said."""
        scores = emotion.as_dict()
        strength = sum(scores[name] for name in PLACES)
        if strength <= 0.0:
            return
        mood, gain = self.now(), GAINS[who]
        valence = sum(scores[name] * PLACES[name][0] for name in PLACES) / strength
        arousal = sum(scores[name] * PLACES[name][1] for name in PLACES) / strength
        pull = gain * min(1.0, strength)
        self.past.append(
            Sample(
                mood.at, mood.valence + pull * (valence - mood.valence), mood.arousal + pull * (arousal - mood.arousal)
            )
        )
        del self.past[:-SAMPLES]

    def words(self) -> str:
        """Return how she feels in a few words, empty while it is nothing special."""
        return mood_words(self.now(), self.temperament)

    def save(self, file: Path) -> None:
        """Keep the mood for the next start."""
        file.write_text(json.dumps([[s.at, s.valence, s.arousal] for s in self.past]), encoding="utf-8")


def load_mood(file: Path, temperament: Temperament, now: Callable[[], float]) -> Mood:
    """Return the mood kept in ``file``; one that is missing or damaged begins at home: a mood may be lost."""
    try:
        rows = json.loads(file.read_text(encoding="utf-8"))
        past = tuple(Sample(float(at), _within(valence), _within(arousal)) for at, valence, arousal in rows)
    except (OSError, ValueError, TypeError):
        past = ()
    return Mood(temperament, now, past)


def mood_words(mood: Sample, home: Temperament) -> str:
    """Return the mood in words for the prompt: empty near home, else what its octant is called, and how strong."""
    valence, arousal = mood.valence - home.valence, mood.arousal - home.arousal
    strength = max(abs(valence), abs(arousal))
    if strength < 0.12:
        return ""
    if abs(valence) < 0.4 * abs(arousal):
        word = "excited" if arousal > 0 else "sleepy"
    elif abs(arousal) < 0.4 * abs(valence):
        word = "happy" if valence > 0 else "unhappy"
    elif valence > 0:
        word = "cheerful" if arousal > 0 else "relaxed"
    else:
        word = "upset" if arousal > 0 else "sad"
    return f"a little {word}" if strength < 0.3 else f"very {word}" if strength > 0.6 else word


def _within(value: object) -> float:
    number = float(value)  # type: ignore[arg-type]
    if not -1.0 <= number <= 1.0:
        raise ValueError(value)
    return number
