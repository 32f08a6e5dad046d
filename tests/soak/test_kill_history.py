"""Some of the two hundred kills of kill_history.py."""

from __future__ import annotations

from pathlib import Path

from kill_history import missing_after


def test_every_message_told_of_survives_kill_9(tmp_path: Path) -> None:
    count, wrong = missing_after(12, 3, tmp_path)
    assert count > 12
    assert wrong == []
