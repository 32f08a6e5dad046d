"""The mood of the persona you talk with: the one owner of it. The conversation feeds it; prompt, body and chart ask.

It is kept in a file a persona, so that it goes on after a restart, faded by the time away.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from pathlib import Path

from companion.messages import EmotionScores, Persona, Role
from companion.mind.mood import Mood, Sample, load_mood, mood_words

logger = logging.getLogger(__name__)


class HerMood:
    """Takes in what both sides say; ``folder`` None keeps nothing."""

    def __init__(self, folder: Path | None = None, now: Callable[[], float] = time.time) -> None:
        """Begin as a persona without a name; ``now`` gives seconds since 1970."""
        self._folder = folder
        self._now = now
        self._key = ""
        self._persona = Persona("")
        self._listeners: list[Callable[[], None]] = []
        self.mood = Mood(self._persona.temperament, now)
        self.depth = 1.0
        """How strongly she feels: 0 not at all, 1 as she is."""

    def subscribe(self, listener: Callable[[], None]) -> None:
        """Call ``listener`` when something has moved her; that her mood fades with time is for it to know."""
        self._listeners.append(listener)

    def open(self, key: str, persona: Persona) -> None:
        """Be in the mood of ``persona`` (stored under ``key``); one that was edited stays in its own."""
        self._persona = persona
        if key == self._key:
            self.mood.temperament = persona.temperament
        else:
            self.keep()
            self._key = key
            self.mood = load_mood(self._file, persona.temperament, self._now)
        self._tell()

    def feel(self, emotion: EmotionScores, who: Role) -> None:
        """Be moved by something said."""
        if self.depth > 0.0:
            self.mood.feel(emotion, who, self.depth)
            self._tell()

    def words(self) -> str:
        """Return her mood as a sentence for the prompt, empty when it is as usual."""
        mood, persona = self.mood, self._persona
        return mood_words(mood.now(), mood.temperament, persona.name, persona.language) if self.depth > 0.0 else ""

    def away_from_home(self) -> tuple[float, float]:
        """Return valence and arousal as they differ from her temperament."""
        now, home = self.mood.now(), self.mood.temperament
        return (now.valence - home.valence, now.arousal - home.arousal) if self.depth > 0.0 else (0.0, 0.0)

    def curve(self, seconds: float, points: int) -> list[Sample]:
        """Return the mood at equal steps over the last ``seconds``."""
        return self.mood.curve(seconds, points)

    def keep(self) -> None:
        """Write it down for the next start; a full disk costs only that."""
        file = self._file
        if file is None:
            return
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            self.mood.save(file)
        except OSError as error:
            logger.warning("the mood cannot be kept: %s", error)

    @property
    def _file(self) -> Path | None:
        return self._folder / f"{self._key}.json" if self._folder is not None and self._key else None

    def _tell(self) -> None:
        for listener in self._listeners:
            listener()
