"""``companion play --stdin`` as a process of its own."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import av
import numpy as np

from companion.engine.speech.wav import write_wav


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
