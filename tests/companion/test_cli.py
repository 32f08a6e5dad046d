"""The command line's promises: exit codes, one plain line, never a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

from companion import cli
from companion.commands import doctor


def test_a_mistake_of_the_program_is_one_line_and_a_report(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], private_home: Path
) -> None:
    def stumble(_arguments: object) -> int:
        raise ZeroDivisionError("nothing to share")

    monkeypatch.setattr(doctor, "run", stumble)
    assert cli.main(["doctor"]) == 1
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert "nothing to share" in told
    report = private_home / "logs" / "mistakes.log"
    assert str(report) in told
    assert "Traceback" in report.read_text("utf-8")


def test_unknown_options_exit_with_2(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(["doctor", "--everything"])
    assert ended.value.code == 2
    assert "--everything" in capsys.readouterr().err
