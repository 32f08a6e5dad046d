"""The whole program in processes of its own, as its user has it, held by strings: see ``puppet``."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
QUICK = (
    "version = 2\n[window]\nwelcomed = true\n[brain]\nengine = 'echo'\n[voice]\nengine = 'silent'\n"
    "[feelings]\nengine = 'neutral'\n"
)
"""Settings with engines that load at once: she says back what was said."""


class RealWindow:
    """One running program."""

    def __init__(self, *arguments: str, before: Sequence[str] = (), **environment: str) -> None:
        """Start ``companion ARGUMENTS`` through the command ``before``."""
        self.process = subprocess.Popen(
            [*before, sys.executable, str(ROOT / "tests" / "puppet.py"), *arguments],
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": str(ROOT)} | environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def ask(self, expression: str) -> Any:
        """Return what the expression is in the window's thread."""
        said = self._ask(expression)
        assert "error" not in said, f"{expression}: {said['error']}"
        return said["value"]

    def _ask(self, expression: str) -> dict[str, Any]:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(" ".join(expression.split()) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        assert line, f"the program ended: {self.process.communicate()}"
        said: dict[str, Any] = json.loads(line)
        return said

    def wait(self, expression: str, seconds: float = 120.0) -> Any:
        """Ask until the answer is true, and return it."""
        deadline = time.monotonic() + seconds
        while True:
            said = self._ask(expression)
            if said.get("value"):
                return said["value"]
            assert time.monotonic() < deadline, f"{expression} stays {said!r}; {self.ask('windows')}"
            time.sleep(0.05)

    def wait_ready(self) -> None:
        """Wait until she is on stage and can answer."""
        self.wait("program is not None")
        self.wait("program.engine.state.value == 'ready' and program.stage.character is not None")

    def notice(self, subject: str) -> str:
        """Return what is said above the talk about ``subject``."""
        return str(self.ask(f"program.window.chat.notices.text({subject!r})"))

    def say(self, text: str) -> None:
        """Write to her and wait until the turn is over."""
        self.ask(f"program._say({text!r})")
        self.wait("program.conversation.state.value == 'idle'")

    @property
    def texts(self) -> list[str]:
        """All that is shown of the talk."""
        said = self.ask("[message.text for message in program.conversation.messages]")
        assert isinstance(said, list)
        return said

    def end(self, seconds: float = 60.0) -> int:
        """Close it as a friendly kill does; returns its exit code."""
        self.process.terminate()
        return self.process.wait(seconds)


Open = Callable[..., RealWindow]


@pytest.fixture
def real_window(private_home: Path) -> Iterator[Open]:
    """Return a function that starts the program on the test's home, with quick engines unless it has settings."""
    if not os.environ.get("DISPLAY"):
        pytest.fail("The window's tests need a display: run them through ./test, which starts Xvfb.", pytrace=False)
    opened: list[RealWindow] = []

    def start(*arguments: str, settings: str = QUICK, **more: Any) -> RealWindow:
        file = private_home / "config" / "settings.toml"
        file.parent.mkdir(exist_ok=True)
        if not file.exists() and settings:
            file.write_text(settings, encoding="utf-8")
        opened.append(RealWindow(*arguments, **more))
        return opened[-1]

    yield start
    for one in opened:
        one.process.kill()
        one.process.communicate()
