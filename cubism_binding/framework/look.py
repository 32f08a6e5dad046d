"""Eyes, head and body turning smoothly towards a point."""

from __future__ import annotations

import math

from cubism_binding.framework.parameters import Parameters

STEP = 1.0 / 30.0  # seconds; the reference moves once a frame, so its speed would depend on the frame rate
_MAXIMUM_SPEED = 4.0 / 30.0  # view units a step
_ACCELERATION = _MAXIMUM_SPEED / 4.5  # full speed after 0.15 s
_DEAD_ZONE = 0.01

# Parameter, and its share of x, of y and of x * y.
OFFSETS = (
    ("ParamAngleX", 30.0, 0.0, 0.0),
    ("ParamAngleY", 0.0, 30.0, 0.0),
    ("ParamAngleZ", 0.0, 0.0, -30.0),
    ("ParamBodyAngleX", 10.0, 0.0, 0.0),
    ("ParamEyeBallX", 1.0, 0.0, 0.0),
    ("ParamEyeBallY", 0.0, 1.0, 0.0),
)


class Look:
    """Follow a target in view coordinates (-1..1, x right, y up; (0, 0) = straight) with limited acceleration.

    The reference's smoother runs here in fixed steps of 1/30 s and the position between two steps is interpolated:
    equal speed at any frame rate, and the same numbers as the reference at 30 Hz.
    """

    def __init__(self, parameters: Parameters) -> None:
        self._offsets = [
            (parameters.index(own), x, y, xy) for name, x, y, xy in OFFSETS if (own := parameters.spelt_like(name))
        ]
        self._target = (0.0, 0.0)
        self._velocity = (0.0, 0.0)
        self._previous = self._current = (0.0, 0.0)
        self._remainder = 0.0

    def look_at(self, x: float, y: float) -> None:
        """Set the target."""
        self._target = (x, y)

    @property
    def position(self) -> tuple[float, float]:
        """Where the look is now, between the last two steps."""
        share = self._remainder / STEP
        (x0, y0), (x1, y1) = self._previous, self._current
        return (x0 + (x1 - x0) * share, y0 + (y1 - y0) * share) if share < 1.0 else self._current

    def update(self, parameters: Parameters, dt: float) -> None:
        """Advance by ``dt`` seconds and add the offsets."""
        self.advance(dt)
        x, y = self.position
        if x == 0.0 and y == 0.0:
            return
        for index, share_x, share_y, share_xy in self._offsets:
            parameters.add(index, share_x * x + share_y * y + share_xy * x * y)

    def advance(self, dt: float) -> None:
        """Run the fixed steps due after ``dt`` seconds; a long pause counts as one second."""
        self._remainder += min(dt, 1.0)
        while self._remainder >= STEP * (1.0 - 1e-9):
            self._remainder = max(0.0, self._remainder - STEP)
            self._previous = self._current
            self._step()

    def _step(self) -> None:
        (x, y), (vx, vy) = self._current, self._velocity
        dx, dy = self._target[0] - x, self._target[1] - y
        if abs(dx) <= _DEAD_ZONE and abs(dy) <= _DEAD_ZONE:
            return
        distance = math.hypot(dx, dy)
        ax = _MAXIMUM_SPEED * dx / distance - vx
        ay = _MAXIMUM_SPEED * dy / distance - vy
        acceleration = math.hypot(ax, ay)
        if acceleration > _ACCELERATION:
            ax, ay = ax * _ACCELERATION / acceleration, ay * _ACCELERATION / acceleration
        vx, vy = vx + ax, vy + ay
        # The speed from which the target is still reached without overshooting.
        limit = 0.5 * (math.sqrt(_ACCELERATION**2 + 8.0 * _ACCELERATION * distance) - _ACCELERATION)
        speed = math.hypot(vx, vy)
        if speed > limit:
            vx, vy = vx * limit / speed, vy * limit / speed
        self._velocity = vx, vy
        self._current = x + vx, y + vy
