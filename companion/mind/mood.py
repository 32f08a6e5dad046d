"""Her mood: what the talk leaves in her, fading back to her temperament.

The mood is a point in Russell's circumplex: valence (sad to glad) and arousal (calm to excited), each in -1..1. An
emotion pulls it towards the emotion's own place as far as it is likelier than no emotion::

    mood += depth * gain * w * (place - mood)      w_i = max(0, p_i - p_neutral), w = sum of w_i,
                                                   place = sum of w_i * place_i / w

The rest of the scores is doubt, not feeling. Taken for feeling it made her upset in a plain talk, for four of the six
places are sad ones.

Time takes it home: ``mood(t) = home + (mood(0) - home) * 2 ** (-t / half_life)``. With no time between them,
n equal emotions of weight w lead to ``place - (place - mood(0)) * (1 - w) ** n``. Nothing is drawn by chance.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, TypeAlias

from companion.messages import EmotionScores, Role, Temperament
from companion.whole_file import write_whole

PLACES: dict[str, tuple[float, float]] = {
    "anger": (-0.7, 0.8),
    "disgust": (-0.7, 0.2),
    "fear": (-0.6, 0.7),
    "joy": (0.9, 0.5),
    "sadness": (-0.8, -0.5),
    "surprise": (0.2, 0.9),
}
"""Valence and arousal of the emotions, after Russell (1980); neutral has no place and pulls nowhere."""

GAINS: dict[Role, float] = {"user": 0.25, "assistant": 0.35}
"""What the user feels touches her; what she says herself says more about how she feels."""

SAMPLES = 720
"""How many points of the past are kept for the chart."""


@dataclass(frozen=True, slots=True)
class Sample:
    """The mood at a time in seconds since 1970."""

    at: float
    valence: float
    arousal: float


class Mood:
    """The mood of one persona. ``now`` gives seconds since 1970; setting that clock back takes no time."""

    def __init__(self, temperament: Temperament, now: Callable[[], float], past: tuple[Sample, ...] = ()) -> None:
        """Begin at home, or where the ``past`` ended."""
        self.temperament = temperament
        self._now = now
        self.past = list(past) or [Sample(now(), temperament.valence, temperament.arousal)]

    def now(self) -> Sample:
        """Return the mood as it is by now."""
        now = self._now()
        if now < self.past[-1].at:  # the clock was set back: the past moves with it, and fading goes on from here
            back = self.past[-1].at - now
            self.past = [replace(sample, at=sample.at - back) for sample in self.past]
        return self._faded(self.past[-1], now)

    def curve(self, seconds: float, points: int) -> list[Sample]:
        """Return the mood at ``points`` equal steps over the last ``seconds``, the last of them now."""
        end = self.now().at
        times = [end - seconds * (points - 1 - step) / (points - 1) for step in range(points)]
        marks = [sample.at for sample in self.past]
        home = Sample(0.0, self.temperament.valence, self.temperament.arousal)
        # Before the first that is known she was at home.
        return [
            self._faded(self.past[found - 1], at) if (found := bisect_right(marks, at)) else replace(home, at=at)
            for at in times
        ]

    def _faded(self, last: Sample, at: float) -> Sample:
        home = self.temperament
        left = 2.0 ** (-(at - last.at) / home.half_life)
        return Sample(
            at,
            home.valence + (last.valence - home.valence) * left,
            home.arousal + (last.arousal - home.arousal) * left,
        )

    def feel(self, emotion: EmotionScores, who: Role, depth: float = 1.0) -> None:
        """Take in the emotion of something said; ``depth`` is how strongly she feels, 0 not at all."""
        scores = emotion.as_dict()
        weights = {name: max(0.0, scores[name] - scores["neutral"]) for name in PLACES}
        strength = sum(weights.values())
        if strength <= 0.0:
            return
        mood, gain = self.now(), GAINS[who]
        valence = sum(weight * PLACES[name][0] for name, weight in weights.items()) / strength
        arousal = sum(weight * PLACES[name][1] for name, weight in weights.items()) / strength
        pull = min(1.0, depth * gain * min(1.0, strength))
        self.past.append(
            Sample(
                mood.at, mood.valence + pull * (valence - mood.valence), mood.arousal + pull * (arousal - mood.arousal)
            )
        )
        del self.past[:-SAMPLES]

    def save(self, file: Path) -> None:
        """Keep the mood for the next start, whole or not at all."""
        write_whole(file, json.dumps([[s.at, s.valence, s.arousal] for s in self.past]))


def load_mood(file: Path | None, temperament: Temperament, now: Callable[[], float]) -> Mood:
    """Return the mood kept in ``file``; one that is missing or damaged begins at home: a mood may be lost."""
    try:
        rows = json.loads(file.read_text(encoding="utf-8")) if file is not None else []
        past = tuple(Sample(float(at), _within(valence), _within(arousal)) for at, valence, arousal in rows)
    except (OSError, ValueError, TypeError):
        past = ()
    return Mood(temperament, now, past)


FEELINGS = ("excited", "cheerful", "happy", "relaxed", "sleepy", "sad", "unhappy", "upset")
"""The octants of the circumplex, from the top clockwise."""

Degree: TypeAlias = Literal["a little", "", "very"]


def feeling_of(mood: Sample, home: Temperament) -> tuple[str, Degree]:
    """Return which of FEELINGS the mood is, seen from home, and how much; "" near home."""
    valence, arousal = mood.valence - home.valence, mood.arousal - home.arousal
    strength = max(abs(valence), abs(arousal))
    if strength < 0.12:
        return "", ""
    if abs(valence) < 0.4 * abs(arousal):
        word = "excited" if arousal > 0 else "sleepy"
    elif abs(arousal) < 0.4 * abs(valence):
        word = "happy" if valence > 0 else "unhappy"
    elif valence > 0:
        word = "cheerful" if arousal > 0 else "relaxed"
    else:
        word = "upset" if arousal > 0 else "sad"
    return word, "a little" if strength < 0.3 else "very" if strength > 0.6 else ""


_RUSSIAN = {
    "excited": "взволнованное", "cheerful": "весёлое", "happy": "радостное", "relaxed": "умиротворённое",
    "sleepy": "сонное", "sad": "грустное", "unhappy": "подавленное", "upset": "раздражённое",
    "a little": "немного", "very": "очень", "": "",
}  # fmt: skip


def mood_words(mood: Sample, home: Temperament, name: str, language: str = "en") -> str:
    """Return the mood as a sentence for the prompt, in Russian for a Russian persona; empty while she is at home."""
    word, degree = feeling_of(mood, home)
    if not word:
        return ""
    if language.startswith("ru"):
        return f"Сейчас настроение у {name} {_RUSSIAN[degree]} {_RUSSIAN[word]}.".replace("  ", " ")
    return f"Right now {name} feels {degree} {word}.".replace("  ", " ")


def _within(value: object) -> float:
    number = float(value)  # type: ignore[arg-type]
    if not -1.0 <= number <= 1.0:
        raise ValueError(value)
    return number
