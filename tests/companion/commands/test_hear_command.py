"""``companion hear``: words in, files that are none, JSON."""

from __future__ import annotations

import json
import struct
from pathlib import Path

import numpy as np
import pytest

from companion.audio.resample import resample
from companion.audio.wav import read_wav
from companion.cli import main
from companion.engine.speech.wav import write_wav


@pytest.fixture
def said(tmp_path: Path) -> Path:
    file = tmp_path / "said.wav"
    assert main(["speak", "The weather is lovely this morning.", "--out", str(file)]) == 0
    return file


def test_the_words_of_a_file_are_printed(said: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["hear", str(said)]) == 0
    assert capsys.readouterr().out == "The weather is lovely this morning.\n"


def test_json_tells_segments_language_and_time(said: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["hear", str(said), "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["text"] == report["segments"][0]["text"] == "The weather is lovely this morning."
    assert report["language"] == "en"
    assert 0 < report["ms"] < 60_000
    assert report["seconds"] == pytest.approx(report["segments"][0]["end"], abs=0.01)


def test_silence_and_a_broken_file_are_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    silent, broken = tmp_path / "silent.wav", tmp_path / "broken.wav"
    write_wav(silent, np.zeros(16000, np.float32), 16000)
    broken.write_bytes(b"not a sound")
    assert main(["hear", str(silent)]) == 0
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "nobody speaks" in captured.err
    assert main(["hear", str(broken)]) == 1
    assert "is no wav file" in capsys.readouterr().err
    broken.write_bytes(b"")
    assert main(["hear", str(broken)]) == 1
    assert "is empty" in capsys.readouterr().err
    assert main(["hear", str(tmp_path / "nowhere.wav")]) == 1
    assert "nowhere.wav cannot be read (No such file or directory)" in capsys.readouterr().err


def test_a_studio_file_of_96_khz_float_stereo_is_understood(
    said: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pcm, rate = read_wav(said)
    loud = resample(pcm, rate, 96_000)
    both = np.stack([loud, loud], axis=1).astype("<f4").tobytes()
    header = struct.pack("<4sI4s4sIHHIIHH", b"RIFF", 36 + len(both), b"WAVE", b"fmt ", 16, 3, 2, 96_000, 768_000, 8, 32)
    file = tmp_path / "studio.wav"
    file.write_bytes(header + b"data" + struct.pack("<I", len(both)) + both)
    capsys.readouterr()
    assert main(["hear", str(file)]) == 0
    assert capsys.readouterr().out == "The weather is lovely this morning.\n"
