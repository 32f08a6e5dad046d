"""``companion play --stdin`` as a process of its own."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import av
import numpy as np

from companion.engine.speech.wav import write_wav
from opened_window import display

__all__ = ["display"]


def _play(script: bytes, *options: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "companion", "play", "--stdin", "--size", "128", *options]
    return subprocess.run(command, input=script, capture_output=True, timeout=60, check=False)


def test_a_thousand_lines_of_noise_get_a_thousand_answers() -> None:
    rng = random.Random(7)
    lines = [bytes(rng.choices(b"elpz?\xff\xc3,=.05 Joy", k=rng.randrange(12))) for _ in range(1000)]
    done = _play(b"\r\n".join([*lines, b"t" + b"x" * 50_000, b"ejoy", b"q"]) + b"\n")
    answers = done.stdout.decode().splitlines()
    assert done.returncode == 0, done.stderr
    assert len(answers) == 1003
    assert all(answer == "ok" or answer.startswith(("ok ", "error ")) for answer in answers)
    assert answers[-3].startswith("error") and answers[-2:] == ["ok", "ok"]


def test_a_wav_is_filmed_whole_and_in_order(tmp_path: Path) -> None:
    tone = 0.4 * np.sin(np.arange(24_000) / 24_000 * 440 * 2 * np.pi).astype(np.float32)
    write_wav(tmp_path / "tone.wav", tone, 24_000)
    film = tmp_path / "film.mp4"
    done = _play(f"w0.5\ns{tmp_path / 'tone.wav'}\nw\nsmissing.wav\nr\nmNone\n".encode(), "--out", str(film))
    answers = done.stdout.decode().splitlines()
    assert answers[:3] == ["ok", "ok", "ok"] and done.returncode == 0, done.stderr
    assert all(answer.startswith("error ") for answer in answers[3:]) and len(answers) == 6
    with av.open(str(film)) as video:
        sound = np.concatenate([frame.to_ndarray().mean(axis=0) for frame in video.decode(audio=0)])
        rate = video.streams.audio[0].rate
    loud = np.flatnonzero(np.abs(sound) > 0.05)
    assert 0.95 < (loud[-1] - loud[0]) / rate < 1.05
    assert loud[0] / rate > 0.45


def test_a_window_shows_her_and_films_the_same(tmp_path: Path, display: None) -> None:
    film = tmp_path / "film.mp4"
    script = "\n".join(("w0.3", "x", "ejoy", f"r{tmp_path / 'part.mp4'}", "w0.7", "r", "l0.5,0.2", "t" + "x" * 20_000))
    done = _play(script.encode() + b"\nw0.3\n", "--window", "--background", "#0000ff", "--out", str(film))
    answers = done.stdout.decode().splitlines()
    assert done.returncode == 0, done.stderr
    assert len(answers) == 9
    assert [answer.partition(" ")[0] for answer in answers] == [
        "ok", "error", "ok", "ok", "ok", "ok", "ok", "error", "ok",
    ]  # fmt: skip
    with av.open(str(film)) as video:
        pictures = [frame.to_ndarray(format="rgb24") for frame in video.decode(video=0)]
    assert len(pictures) > 30
    assert np.abs(pictures[-1][4, 4].astype(int) - (0, 0, 255)).max() < 12, "the background that was asked for"
    assert pictures[-1][:, :, 0].max() > 200, "she is there"


def test_without_a_display_the_window_says_so() -> None:
    blind = {name: value for name, value in os.environ.items() if name not in {"DISPLAY", "WAYLAND_DISPLAY"}}
    command = [sys.executable, "-m", "companion", "play", "--stdin", "--window"]
    done = subprocess.run(command, input=b"q\n", capture_output=True, timeout=60, check=False, env=blind)
    assert done.returncode == 1
    assert b"without --window none is needed" in done.stderr
