"""Fixtures of the window's tests."""

from __future__ import annotations

import pytest

from opened_window import display, open_program, sound_card

__all__ = ["display", "open_program", "sound_card"]


@pytest.fixture(autouse=True)
def on_a_display(display: None) -> None:
    """All tests of this folder need a display."""
