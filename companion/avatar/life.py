"""What she does when nobody tells her what to do: looks about, blinks, shifts her weight. Knows no model and no GL."""

from __future__ import annotations

import random

from companion.avatar.blinking import Blinking
from companion.avatar.follow import Follower
from companion.avatar.gaze import Gaze
from companion.avatar.posture import Posture

# Eyes jump, the head comes after them, the body last; 1/s.
_EYES, _HEAD, _BODY = 30.0, 6.5, 1.6
# How much of a glance of her own the head goes along with.
_WITH_THE_HEAD = 0.45
_SHIFT_SECONDS = (3.0, 9.0)


class Life:
    """Idle life, moment by moment; equal seed, equal calls, equal life."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._gaze = Gaze(seed)
        self._blinking = Blinking(seed)
        self._eyes, self._head, self._body = Follower(_EYES), Follower(_HEAD), Follower(_BODY)
        self._weight = (0.0, 0.0)
        self._until_shift = self._random.uniform(*_SHIFT_SECONDS)

    def look_at(self, x: float | None, y: float | None) -> None:
        """Look in a direction, -1..1, (0, 0) straight ahead; None: wherever she likes."""
        self._gaze.target = None if x is None or y is None else (_within(x), _within(y))

    def update(self, dt: float) -> Posture:
        """Live for ``dt`` seconds; return how she holds herself then."""
        led = self._gaze.target is not None
        x, y = self._gaze.update(dt)
        turned = (x, y) if led else (x * _WITH_THE_HEAD, y * _WITH_THE_HEAD)
        head = self._head.update(turned, dt)
        # The eyes are at the target at once and go back in their sockets while the head arrives.
        ahead = (x if led else x + (x - head[0]), y if led else y + (y - head[1]))
        self._until_shift -= dt
        if self._until_shift <= 0.0:
            self._until_shift = self._random.uniform(*_SHIFT_SECONDS)
            self._weight = (self._random.uniform(-1.0, 1.0), self._random.uniform(-1.0, 1.0))
        eyes = self._eyes.update(ahead, dt)
        return Posture(
            head=head,
            eyes=(_within(eyes[0]), _within(eyes[1])),
            lids=self._blinking.update(dt),
            weight=self._body.update(self._weight, dt),
        )


def _within(value: float) -> float:
    return max(-1.0, min(1.0, value))
