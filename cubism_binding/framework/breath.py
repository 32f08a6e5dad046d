"""Slow sway and breathing: sines of unequal length that never repeat together."""

from __future__ import annotations

import math
from dataclasses import dataclass

from cubism_binding.framework.parameters import Parameters


@dataclass(frozen=True)
class BreathWave:
    """Add ``offset + peak * sin(2 pi t / cycle)`` in the degree of ``weight``; ``cycle`` in seconds."""

    parameter: str
    offset: float
    peak: float
    cycle: float
    weight: float


DEFAULT_WAVES = (
    BreathWave("ParamAngleX", 0.0, 15.0, 6.5345, 0.5),
    BreathWave("ParamAngleY", 0.0, 8.0, 3.5345, 0.5),
    BreathWave("ParamAngleZ", 0.0, 10.0, 5.5345, 0.5),
    BreathWave("ParamBodyAngleX", 0.0, 4.0, 15.5345, 0.5),
    BreathWave("ParamBreath", 0.5, 0.5, 3.2345, 0.5),
)


class Breath:
    """Add the waves each frame; those whose parameter the model lacks are left out."""

    def __init__(self, parameters: Parameters, waves: tuple[BreathWave, ...] = DEFAULT_WAVES) -> None:
        self._waves = [
            (
                parameters.index(own),
                wave.offset * wave.weight,
                wave.peak * wave.weight,
                2.0 * math.pi / wave.cycle,
                wave.parameter == "ParamBreath",
            )
            for wave in waves
            if (own := parameters.spelt_like(wave.parameter))
        ]
        self._time = 0.0

    def update(self, parameters: Parameters, dt: float, *, still: bool = False) -> None:
        """Advance by ``dt`` seconds and add; ``still``: the chest alone, nothing sways."""
        self._time += dt
        for index, offset, peak, speed, chest in self._waves:
            if chest or not still:
                parameters.add(index, offset + peak * math.sin(speed * self._time))
