"""What she does when nobody tells her what to do: looks about, blinks, thinks, waits, falls asleep, feels a hand.

Knows no model and no GL: a body reads the posture, the wordless face and the acts, and shows what it can of them.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable

from companion.avatar.attention import Attention
from companion.avatar.blinking import Blinking
from companion.avatar.follow import Follower
from companion.avatar.gaze import Gaze, Manner
from companion.avatar.posture import Posture
from companion.avatar.touch import Touch

# Eyes jump, the head comes after them, the body last; 1/s.
_EYES, _HEAD, _BODY = 30.0, 6.5, 1.6
# How much of a glance of her own the head goes along with.
_WITH_THE_HEAD = {Manner.COMPANY: 0.45, Manner.THINKING: 0.8, Manner.BORED: 0.7, Manner.DROWSY: 0.9}
_CALM_HEAD = 0.25  # with less motion the eyes do it nearly alone
_SHIFT_SECONDS = (2.5, 7.0)
_TREMOR_SECONDS, _TREMOR = (0.5, 1.6), 0.02  # no eye rests quite still

# Seconds. An answer that comes at once is not thought about.
_THINKS_FROM, _PONDERS_FROM = 0.4, 1.5
_SIGH_PAUSE, _SIGH, _POUT = (45.0, 110.0), 2.2, 4.0
_PLEASED, _STARTLED, _ANNOYED = 2.5, 1.4, 3.5
_LIDS_FALL, _LIDS_RISE = 0.3, 0.1  # seconds
_SHUT = 0.02  # a lower opening is not seen as one
# Her mood, from which distance on it shows in her face, and how little and how much of that feeling then does.
_LEAST_MOOD, _LEAST_TRACE, _MOST_TRACE = 0.2, 0.1, 0.3
_HANGS = 0.25  # how far her head hangs when she is as unhappy as can be
# So many pokes within so many seconds are too many.
_TOO_MANY_POKES, _POKES_WITHIN = 3, 12.0


class Life:
    """Idle life, moment by moment; equal seed, equal calls, equal life."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._gaze = Gaze(seed)
        self._blinking = Blinking(seed)
        self._eyes, self._head, self._body = Follower(_EYES), Follower(_HEAD), Follower(_BODY)
        self._tilt = Follower(_HEAD)
        self._weight = self._tremor = (0.0, 0.0)
        self._until_shift = self._random.uniform(0.0, _SHIFT_SECONDS[0])
        self._until_tremor = 0.0
        self._until_sigh = self._random.uniform(*_SIGH_PAUSE)
        self._attention = Attention()
        self._thought = 0.0
        self._sighed = math.inf
        self._time = self._closed = 0.0
        self._reaction: tuple[str, float] | None = None
        self._inclined = 0.0
        self._pokes: list[float] = []
        self._acts: list[str] = []
        self._slept = False
        self.thinking = False
        """Whether she is to be seen thinking about an answer."""
        self.calm = False
        """Whether she is to move as little as she can: no acts, no shifting of weight."""
        self.mood: Callable[[], tuple[float, float]] | None = None
        """Tells valence and arousal, each -1..1 away from her usual mood; None: always as usual."""
        self._mood = (0.0, 0.0)
        self.dreaming = False
        """Whether she sleeps, whatever the hour, until this is over."""
        self.hour: Callable[[], float] | None = None
        """Tells the local time, 0..24; None: time of day and being left alone mean nothing to her."""

    @property
    def asleep(self) -> bool:
        """Whether she sleeps."""
        return self.dreaming or self._attention.asleep

    def look_at(self, x: float | None, y: float | None) -> None:
        """Look in a direction, (0, 0) straight ahead, 1 the edge of the stage, any distance; None: as she likes."""
        if x is None or y is None:
            self._gaze.target = None
            return
        # Near her a step of the pointer is a turn of the head; at the far end of a desktop it hardly is.
        far = math.hypot(x, y)
        part = math.tanh(far) / far if far > 0.0 else 1.0
        self._gaze.target = x * part, y * part

    def attend(self) -> None:
        """Somebody cares: she wakes up and waits no longer."""
        self._attention.attend()

    def greet(self) -> None:
        """Show that she is glad you are here."""
        self._acts.append("greeting")

    def feel(self, touch: Touch) -> None:
        """Feel a hand: she likes to be patted, starts at a poke, and is cross at the third."""
        asleep = self.asleep
        self.attend()
        if asleep:
            return  # waking up is what she does about it
        if touch.kind == "pat":
            self._react("blush", _PLEASED, "pat")
            return
        self._pokes = [at for at in self._pokes if self._time - at < _POKES_WITHIN] + [self._time]
        if len(self._pokes) >= _TOO_MANY_POKES:
            self._react("annoyed", _ANNOYED, "annoyed")
        else:
            self._react("startled", _STARTLED, "poke")
            if not self.calm:
                self._head.push(self._random.choice((-1.5, 1.5)), 1.5)

    @property
    def face(self) -> str | None:
        """The wordless face she makes now, one of ``reactions.FACE_WORDS``; None: her usual one."""
        if self._reaction is not None:
            return self._reaction[0]
        if self._thought > _THINKS_FROM:
            return "thinking"
        if self._attention.sleepiness > 0.7:
            return "sleepy"
        return "pout" if self._sighed < _POUT else None

    @property
    def resting(self) -> tuple[str, float]:
        """The feeling her face keeps while nothing else shows on it, and how much of it: a trace of her mood."""
        valence, arousal = self._mood
        trace = round(min(_MOST_TRACE, abs(valence) - _LEAST_MOOD + _LEAST_TRACE), 1)
        if self.asleep or abs(valence) < _LEAST_MOOD:
            return "neutral", 1.0
        return ("joy" if valence > 0.0 else "anger" if arousal > _LEAST_MOOD else "sadness"), trace

    def take_acts(self) -> tuple[str, ...]:
        """Return the acts begun since the last call, keys of ``reactions.MOTION_WORDS``."""
        acts, self._acts = tuple(self._acts), []
        return () if self.calm else acts

    def update(self, dt: float) -> Posture:
        """Live for ``dt`` seconds; return how she holds herself then."""
        self._time += dt
        self._mood = (0.0, 0.0) if self.mood is None else self.mood()
        self._attention.update(dt, None if self.hour is None else self.hour())
        self._think(dt)
        self._wait(dt)
        if self._reaction is not None:
            face, left = self._reaction
            self._reaction = (face, left - dt) if left > dt else None
        return self._hold_herself(dt)

    def _react(self, face: str, seconds: float, act: str) -> None:
        self._reaction = face, seconds
        self._inclined = self._random.choice((-0.6, 0.6)) * (0.0 if self.calm else 1.0)
        self._acts.append(act)

    def _think(self, dt: float) -> None:
        if not self.thinking:
            self._thought = 0.0
            return
        self.attend()
        before, self._thought = self._thought, self._thought + dt
        if before < _PONDERS_FROM <= self._thought:
            self._acts.append("think")

    def _wait(self, dt: float) -> None:
        """Sigh now and then while nobody comes, fall asleep, wake up."""
        self._sighed += dt
        if self._attention.bored and self._attention.sleepiness < 0.5:
            self._until_sigh -= dt * math.exp2(-self._mood[0])  # who is sad sighs more
            if self._until_sigh <= 0.0:
                self._until_sigh = self._random.uniform(*_SIGH_PAUSE)
                self._sighed = 0.0
                self._acts.append("sigh")
        if self.asleep != self._slept:
            self._slept = self.asleep
            self._acts.append("sleep" if self._slept else "wake")

    def _manner(self) -> Manner:
        if self._thought > _THINKS_FROM:
            return Manner.THINKING
        if self._attention.sleepiness > 0.5:
            return Manner.DROWSY
        return Manner.BORED if self._attention.bored else Manner.COMPANY

    def _hold_herself(self, dt: float) -> Posture:
        manner = self._manner()
        shown, thinks = self._gaze.target, manner is Manner.THINKING
        if thinks or self.asleep:
            self._gaze.target = None  # neither looks after the pointer
        x, y = self._gaze.update(dt * self._pace, manner)
        led, self._gaze.target = self._gaze.target is not None, shown
        share = 1.0 if led else _WITH_THE_HEAD[manner] * (_CALM_HEAD if self.calm else 1.0)
        sunk = 0.55 if self.asleep else 0.3 * self._sigh() + _HANGS * max(0.0, -self._mood[0])
        head = self._head.update((x * share, y * share - sunk), dt)
        # The eyes are at the target at once and go back in their sockets while the head arrives.
        ahead = (x, y) if led else (2 * x - head[0], 2 * y - head[1] - sunk)
        eyes = self._eyes.update(ahead, dt)
        self._fidget(dt)
        inclined = self._inclined if self._reaction is not None else 0.35 * math.copysign(1.0, x) * thinks
        pleased = self._reaction is not None and self._reaction[0] == "blush"
        closed = 1.0 if self.asleep else max(0.45 * pleased, 0.4 * self._sigh())
        slowness = _LIDS_FALL if closed > self._closed else _LIDS_RISE
        self._closed += (closed - self._closed) * min(1.0, dt / slowness)
        lids = self._blinking.update(dt, self._attention.sleepiness) * (1.0 - self._closed)
        return Posture(
            head=head,
            eyes=(_within(eyes[0] + self._tremor[0]), _within(eyes[1] + self._tremor[1])),
            lids=lids if lids > _SHUT else 0.0,
            weight=self._body.update(self._weight, dt),
            tilt=self._tilt.update((inclined, 0.0), dt)[0],
        )

    def _fidget(self, dt: float) -> None:
        """Shift the weight from time to time, and let the eyes never rest quite still."""
        if self.calm:
            self._weight = self._tremor = (0.0, 0.0)
            return
        self._until_shift -= dt * self._pace
        if self._until_shift <= 0.0:
            self._until_shift = self._random.uniform(*_SHIFT_SECONDS)
            far = min(1.0, self._pace)
            self._weight = (self._random.uniform(-far, far), self._random.uniform(-far, far))
        self._until_tremor -= dt
        if self._until_tremor <= 0.0:
            self._until_tremor = self._random.uniform(*_TREMOR_SECONDS)
            self._tremor = (self._random.uniform(-_TREMOR, _TREMOR), self._random.uniform(-_TREMOR, _TREMOR))

    @property
    def _pace(self) -> float:
        """How quickly she looks about and shifts: twice as quickly in the greatest excitement, half as in calm."""
        return math.exp2(self._mood[1])

    def _sigh(self) -> float:
        """Return how far into a sigh she is: 0 to 1 in its middle and back."""
        return math.sin(math.pi * self._sighed / _SIGH) if self._sighed < _SIGH else 0.0


def _within(value: float) -> float:
    return max(-1.0, min(1.0, value))
