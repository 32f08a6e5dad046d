"""The program as its user starts it: a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from opened_window import display, open_program, sound_card

__all__ = ["display", "open_program", "sound_card"]

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def companion(tmp_path: Path) -> Run:
    """Return a function that runs ``companion ARGUMENTS`` without a display and returns the finished process."""

    def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        env = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
        return subprocess.run(
            [sys.executable, "-m", "companion", *arguments],
            capture_output=True,
            text=True,
            timeout=240,
            check=False,
            cwd=Path(__file__).parents[2],
            env=env | environment,
        )

    return run
