"""``companion note`` with the real voice: one path on standard output, sentences for what is wrong."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from companion.audio.wav import read_wav
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
    assert main(["note", "Hi.", "--verbatim", "--transparent", "--out", str(tmp_path / "note.mp4")]) == 1
    assert "note.webm" in capsys.readouterr().err
    (tmp_path / "note.jpg").write_bytes(b"precious")
    assert main(["note", "Hi.", "--verbatim", "--preset", "note", "--out", str(tmp_path / "note.mp4")]) == 1
    assert "note.jpg exists already" in capsys.readouterr().err
    assert (tmp_path / "note.jpg").read_bytes() == b"precious"
    assert main(["note", "Hi.", "--verbatim", "--out", str(tmp_path / "no" / "note.mp4")]) == 1
    assert "does not exist" in capsys.readouterr().err
    assert main(["note", "Hi.", "--verbatim", "--out", str(tmp_path / f"{'long' * 80}.mp4")]) == 1
    assert "cannot be written (File name too long); choose another place." in capsys.readouterr().err


def test_a_batch_makes_a_note_a_line_and_goes_on_after_one_that_fails(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = tmp_path / "texts.txt"
    texts.write_text("Hello.\n\n…\nПока, bye!\n", encoding="utf-8")
    out = tmp_path / "note.mp4"
    options = ["--verbatim", "--size", "64", "--batch", str(texts), "--out", str(out), "--json"]
    assert main(["note", *options]) == 1
    captured = capsys.readouterr()
    told = [json.loads(line) for line in captured.out.splitlines()]
    made = [Path(line["file"]).name for line in told if "file" in line]
    assert made == ["note-1.mp4", "note-3.mp4"]
    assert any("seconds" in line for line in told)
    assert "note-2.mp4: There is nothing to say" in captured.err
    assert decode(tmp_path / "note-3.mp4").picture_seconds > 1.0


def test_a_recorded_voice_becomes_a_note_with_captions_and_thumbnail(tmp_path: Path) -> None:
    voice = tmp_path / "voice.wav"
    assert main(["speak", "Roses are red.", "--out", str(voice)]) == 0
    out = tmp_path / "note.mp4"
    options = ["--wav", str(voice), "--preset", "note", "--size", "128", "--captions", "srt", "--out", str(out)]
    assert main(["note", "Roses are red.", *options]) == 0
    subtitles = out.with_suffix(".srt").read_text(encoding="utf-8")
    assert "Roses are red." in subtitles
    assert subtitles.startswith("1\n00:00:00,3")
    with Image.open(out.with_suffix(".jpg")) as picture:
        assert picture.format == "JPEG"
        assert max(picture.size) <= 320
    pcm, rate = read_wav(voice)
    video = decode(out)
    assert video.picture_seconds == pytest.approx(0.3 + len(pcm) / rate + 0.6, abs=0.05)


def test_a_story_is_upright_and_has_the_words_on_it(tmp_path: Path) -> None:
    plain, burned = tmp_path / "plain.mp4", tmp_path / "burned.mp4"
    for file, more in ((plain, []), (burned, ["--captions", "burned"])):
        options = ["--verbatim", "--preset", "story", "--size", "180", *more, "--out", str(file)]
        assert main(["note", "Hello, dear.", *options]) == 0
    frames, with_words = decode(plain).frames.astype(int), decode(burned).frames.astype(int)
    assert frames.shape[1:] == (320, 180, 3)
    changed = np.abs(frames - with_words).max(axis=3) > 60
    assert changed[15, 240:300].mean() > 0.02
    assert not changed[15, :200].any()
    assert np.any(with_words[14] != with_words[25])
