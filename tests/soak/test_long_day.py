"""Some minutes of the simulated day of long_day.py: nothing grows, she keeps moving."""

from __future__ import annotations

from long_day import simulated_day, verdict


def test_nothing_grows_in_a_simulated_while() -> None:
    samples = simulated_day(0.2, 4, every=300.0)
    assert len(samples) == 2
    assert verdict(samples) == []
