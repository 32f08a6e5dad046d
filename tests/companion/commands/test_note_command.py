"""``companion note`` with the real voice: one path on standard output, sentences for what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from companion.cli import main
from decoded_video import constant_rate, decode


def test_a_spoken_text_becomes_a_video(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "note.mp4"
    options = ["--verbatim", "--size", "128", "--fps", "60", "--out", str(out)]
    assert main(["note", "Hello there. What a lovely day!", *options]) == 0
    captured = capsys.readouterr()
    assert captured.out == f"{out}\n"
    assert captured.err == ""
    video = decode(out)
    assert video.frames.shape[1:] == (128, 128, 3)
    assert constant_rate(video, 60)
    assert 1.5 < video.picture_seconds < 8.0
    assert abs(video.sound).max() > 0.1
    assert [file.name for file in tmp_path.glob("*.mp4")] == ["note.mp4"]


@pytest.mark.parametrize(
    ("text", "options", "sentence"),
    [
        ("Hi.", ["--size", "511"], "the size 511x511"),
        ("Hi.", ["--fps", "0"], "0 fps"),
        ("Hi.", ["--avatar", "/nowhere"], "/nowhere"),
        ("Hi.", ["--persona", "nobody"], "nobody"),
        ("  ", [], "no text"),
        ("…", [], "nothing to say"),
    ],
)
def test_wrong_arguments_get_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, options: list[str], sentence: str
) -> None:
    out = tmp_path / "note.mp4"
    assert main(["note", text, "--verbatim", "--out", str(out), *options]) == 1
    error = capsys.readouterr().err
    assert sentence in error
    assert error.count("\n") == 1
    assert not out.exists()


def test_places_where_no_video_can_be_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["note", "Hi.", "--verbatim", "--out", str(tmp_path / "note.avi")]) == 1
    assert "note.mp4" in capsys.readouterr().err
    assert main(["note", "Hi.", "--verbatim", "--out", str(tmp_path / "no" / "note.mp4")]) == 1
    assert "does not exist" in capsys.readouterr().err
