"""The command line's promises: exit codes, one plain line, never a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

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


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere every file name is text")
@pytest.mark.parametrize(
    ("name", "encoding", "told"),
    [(b"\xe0\xec.png", "utf-8:strict", b"\xe0\xec.png"), ("アメ.png".encode(), "cp1251", b"\\u30a2\\u30e1.png")],
)
def test_names_the_terminal_cannot_write_are_no_mistake(
    tmp_path: Path, private_home: Path, name: bytes, encoding: str, told: bytes
) -> None:
    file = tmp_path / os.fsdecode(name)
    Image.new("RGB", (8, 8)).save(file, "PNG")
    command = [sys.executable, "-m", "companion", "avatar", "check", file]
    run = subprocess.run(command, capture_output=True, env=os.environ | {"PYTHONIOENCODING": encoding}, check=False)
    assert (run.returncode, run.stderr) == (0, b"")
    assert run.stdout.startswith(told)
