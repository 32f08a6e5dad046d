"""Some minutes of the simulated day of long_day.py: nothing grows, she keeps moving; and what its verdict finds."""

from __future__ import annotations

from long_day import Sample, simulated_day, verdict


def test_nothing_grows_in_a_simulated_while() -> None:
    samples = simulated_day(0.2, 4, every=300.0)
    assert len(samples) == 2
    assert verdict(samples) == []


def test_a_leak_is_told_from_a_chat_that_lets_its_oldest_go() -> None:
    def day(leak: float) -> list[Sample]:
        """Return two hours, a sample every two minutes, of a chat that is let go every ten samples."""
        breath = [(number % 10) * 2_000_000 for number in range(60)]
        return [
            Sample(number / 30, 200_000_000 + breath[number] + int(leak * number), 300_000_000, 5, 28, 25, 1.0)
            for number in range(60)
        ]

    assert verdict(day(0.0)) == []
    assert verdict(day(500_000.0)) == ["resident memory grows by 0.50 MB a sample (232 MB at first)"]
