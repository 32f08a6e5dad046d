"""Progress on a terminal and in a log: what passes is written over, notices stay."""

from __future__ import annotations

import io

import pytest

from companion.commands.progress_line import ProgressLine
from companion.messages import Progress


class Terminal(io.StringIO):
    """Says that it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_a_notice_stays_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    with ProgressLine() as line:
        line.show(Progress("Fetching …", 0.5))
        line.show(Progress("There is no voice nobody."))
        line.show(Progress("Loading …"))
        line.step("Filming, 0.1 s")
    written = terminal.getvalue()
    assert "There is no voice nobody.\n" in written
    assert written.endswith("\r\x1b[K")
    assert written.count("\n") == 1


def test_a_log_gets_each_text_once(monkeypatch: pytest.MonkeyPatch) -> None:
    log = io.StringIO()
    monkeypatch.setattr("sys.stderr", log)
    with ProgressLine() as line:
        for step in range(5):
            line.show(Progress("Fetching …", step / 5))
            line.step(f"Filming, {step} s")
    assert log.getvalue() == "Fetching …\n"
