"""What a hand on the stage means: stroking or patting the head, poking elsewhere. Knows no window."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["pat", "poke"]

STROKE = 0.3
"""How far a hand goes, in halves of the stage, until it strokes."""
STILL = 0.08
"""A hand that went no further than this between down and up has poked or patted."""
COOL_DOWN_SECONDS = 1.5
"""She reacts to one kind of touch in one place not more often than this."""

ZONES = ("Head", "Hair", "Face", "Body")

_FAMILIES = (
    ("Hair", ("hair", "kami", "髪", "发")),
    ("Face", ("face", "cheek", "mouth", "eye", "nose", "kao", "顔", "脸")),
    ("Head", ("head", "atama", "頭", "头")),
)

_DIRECTIONS = {
    "en": {"Head": "*pats your head*", "Hair": "*strokes your hair*", "Face": "*pokes your cheek*", "": "*pokes you*"},
    "ru": {
        "Head": "*гладит тебя по голове*",
        "Hair": "*гладит тебя по волосам*",
        "Face": "*тычет тебя в щёку*",
        "": "*тычет в тебя пальцем*",
    },
}


@dataclass(frozen=True)
class Touch:
    """One touch: the model's own name of the place, and what the hand did."""

    zone: str
    kind: Kind


def zone_family(zone: str) -> str:
    """Return which of ZONES a model's own name of a hit area means; what is not above the neck is Body."""
    name = zone.lower()
    return next((family for family, words in _FAMILIES if any(word in name for word in words)), "Body")


def is_allowed(zone: str, left_alone: str) -> bool:
    """Say whether a zone may be touched; ``left_alone`` lists zones or their families, separated by commas."""
    names = {name.lower() for name in re.split(r"[,;\s]+", left_alone) if name}
    return not names & {zone.lower(), zone_family(zone).lower()}


def stage_direction(touch: Touch, language: str) -> str:
    """Return the touch as a player writes it, in the persona's ``language``, English where it is another."""
    lines = _DIRECTIONS.get(language[:2].lower(), _DIRECTIONS["en"])
    return lines.get(zone_family(touch.zone), lines[""])


class TouchSense:
    """Turns the moves of a hand into touches. Times in seconds on any steady clock, places -1..1 on the stage."""

    def __init__(self) -> None:
        self._down: tuple[str | None, float, float] | None = None
        self._last = (0.0, 0.0)
        self._gone = 0.0
        self._stroked = False
        self._felt: dict[tuple[str, Kind], float] = {}

    def press(self, zone: str | None, x: float, y: float) -> None:
        """Put the hand down on ``zone``, None beside her."""
        self._down, self._last, self._gone, self._stroked = (zone, x, y), (x, y), 0.0, False

    def move(self, zone: str | None, x: float, y: float, now: float) -> Touch | None:
        """Move the hand while it is down; returns a touch when it has stroked her."""
        if self._down is None:
            return None
        if zone is not None:
            self._gone += math.hypot(x - self._last[0], y - self._last[1])
        self._last = x, y
        if zone is None or self._gone < STROKE:
            return None
        self._gone, self._stroked = 0.0, True
        return self._touch(zone, now)

    def release(self, now: float) -> Touch | None:
        """Lift the hand; returns a touch when it had come down on her and stayed there."""
        if self._down is None:
            return None
        zone, x, y = self._down
        self._down = None
        still = math.hypot(self._last[0] - x, self._last[1] - y) <= STILL
        return self._touch(zone, now) if zone is not None and still and not self._stroked else None

    def _touch(self, zone: str, now: float) -> Touch | None:
        kind: Kind = "pat" if zone_family(zone) in ("Head", "Hair") else "poke"
        if now - self._felt.get((zone, kind), -math.inf) < COOL_DOWN_SECONDS:
            return None
        self._felt[zone, kind] = now
        return Touch(zone, kind)
