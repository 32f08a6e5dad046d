"""``companion bench --frames``: the table, and what many frames leave behind."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from companion import cli
from companion.bench import frames
from companion.errors import CompanionError

ROOT = Path(__file__).parents[3]
AMELIE = ROOT / "assets" / "avatars" / "amelie"


def test_thousands_of_frames_gain_no_memory_and_closing_leaves_no_object() -> None:
    model = next(AMELIE.glob("*.model3.json"))
    command = [sys.executable, "-m", "companion.bench.frame_child", "growth", str(model), "2000", "7"]
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=os.environ | {"GALLIUM_NOOP": "1"},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    found = json.loads(done.stdout)
    assert found["python_bytes"] < 30_000  # 15 bytes a frame: what is kept is not kept for each of them
    assert found["gl_objects"] == found["gl_objects_after_close"] == found["core_blocks_after_close"] == 0


def test_both_renderers_are_measured_in_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frames, "_SIZES", (64,))
    monkeypatch.setattr(frames, "_ROUNDS", {True: (3, 5), False: (2, 2)})
    figures = frames.measure_avatars([AMELIE], 0)
    without, drawn, *summary = figures
    assert without.name.endswith("64, without pixels")
    assert without.anchor is not None
    assert drawn.anchor is not None
    assert 0 < without.value < drawn.value, "what Mesa is told to throw away costs as much as what it draws"
    assert [figure.name.split()[0] for figure in summary] == ["median", "largest"] * 2


def test_what_cannot_be_measured_is_said_in_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(CompanionError, match="no Live2D model"):
        list(frames.measure_avatars([tmp_path], 0))
    assert cli.main(["bench", "--avatar", str(AMELIE)]) == 1
    assert "--frames" in capsys.readouterr().err
    (tmp_path / "broken.model3.json").write_text("{}")
    with pytest.raises(CompanionError, match="cannot be drawn here"):
        list(frames.measure_avatars([tmp_path], 0))
