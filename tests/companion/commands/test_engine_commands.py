"""reply, speak, feel and models, as typed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import wave
from pathlib import Path

import numpy as np
import pytest

from companion.cli import main
from companion.messages import EMOTIONS
from companion.paths import config_dir


def settings(text: str) -> None:
    (config_dir() / "settings.toml").write_text(text, encoding="utf-8")


def test_reply_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["reply", "Hello, who are you?", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["text"]
    assert len(answer["sentences"]) == len(answer["emotions"]) >= 1
    for scores in [*answer["emotions"], answer["user_emotion"]]:
        assert tuple(scores) == EMOTIONS
        assert sum(scores.values()) == pytest.approx(1, abs=0.001)
    timings = answer["timings"]
    assert 0 < timings["first_token"] <= timings["first_sentence"] <= timings["first_sound"] <= timings["done"]


def test_reply_as_text_by_the_settings(capsys: pytest.CaptureFixture[str]) -> None:
    settings('[brain]\nengine = "echo"\n[voice]\nengine = "silent"\n[feelings]\nengine = "neutral"\n')
    assert main(["reply", "One. Two.", "--persona", "assistant"]) == 0
    assert capsys.readouterr().out == "You said: One. Two.\n"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["reply", " "], "no text to answer"),
        (["reply", "Hi", "--persona", "nobody"], "no persona 'nobody'"),
        (["feel", ""], "no text to feel"),
        (["speak", "...", "--out", "x.wav"], "nothing to say"),
        (["models", "install"], "Say which model"),
        (["models", "install", "nothing"], "no model 'nothing'"),
    ],
)
def test_mistakes_are_told_in_a_line(capsys: pytest.CaptureFixture[str], arguments: list[str], words: str) -> None:
    assert main(arguments) == 1
    error = capsys.readouterr().err
    assert words in error
    assert error.count("\n") == 1


def test_speak_writes_16_bit_sound(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "said.wav"
    assert main(["speak", "Good evening. *waves* I have 3.5 roses.", "--out", str(out)]) == 0
    assert capsys.readouterr().out == f"{out}\n"
    with wave.open(str(out)) as sound:
        assert (sound.getnchannels(), sound.getsampwidth(), sound.getframerate()) == (1, 2, 24000)
        samples = np.frombuffer(sound.readframes(sound.getnframes()), "<i2")
    assert 2.0 < len(samples) / 24000 < 6.0
    assert np.abs(samples).max() > 2000


def test_speak_tells_what_it_cannot(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["speak", "こんにちは", "--out", str(tmp_path / "a.wav")]) == 1
    assert "cannot read this text" in capsys.readouterr().err
    assert main(["speak", "Hello", "--out", str(tmp_path / "no" / "a.wav")]) == 1
    assert "cannot be written" in capsys.readouterr().err


def test_speak_with_an_unknown_voice_uses_the_default(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "said.wav"
    settings('[voice]\nname = "nobody"\n')
    assert main(["speak", "One. Two.", "--out", str(out)]) == 0
    assert capsys.readouterr().err.count("'nobody' is unknown to hibari") == 1
    with wave.open(str(out)) as sound:
        assert sound.getnframes() > 0


def test_feel(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["feel", "I am so angry with you!", "--json"]) == 0
    scores = json.loads(capsys.readouterr().out)
    assert tuple(scores) == EMOTIONS
    assert max(scores, key=scores.__getitem__) == "anger"
    assert main(["feel", "Fine!", "--context", "How are you?"]) == 0
    assert not capsys.readouterr().out.startswith("anger")


def test_models_list(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["models"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("NAME")
    default = next(line for line in lines if line.startswith("smollm2-135m"))
    assert "98 MB" in default
    assert "Apache-2.0" in default


def test_models_verify_removes_what_is_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COMPANION_MODELS", str(tmp_path))
    bad = tmp_path / "smollm2-135m" / "SmolLM2-135M-Instruct.Q4_1.gguf"
    bad.parent.mkdir()
    with bad.open("wb") as stream:
        stream.truncate(98362432)  # the right size, the wrong bytes
    assert main(["models", "verify"]) == 1
    assert "damaged" in capsys.readouterr().err
    assert not bad.exists()
    assert main(["models", "verify"]) == 0


def test_offline_without_the_model_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COMPANION_MODELS", str(tmp_path))
    settings("[privacy]\noffline = true\n")
    assert main(["reply", "Hi"]) == 1
    assert "offline mode is on" in capsys.readouterr().err
    assert main(["models", "install", "smollm2-135m"]) == 1
    assert "offline mode is on" in capsys.readouterr().err


def test_reader_that_goes_away_causes_no_traceback() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "companion", "feel", "Hello", "--json"],
        env={name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as command:
        assert command.stdout is not None
        assert command.stderr is not None
        command.stdout.close()
        assert command.stderr.read() == ""
        assert command.wait() in {0, 1}
