"""A video note from the command line: seen by decoding it, heard by recognising it."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import av
import numpy as np
import pytest

from listening import sound_of, words, words_in


@pytest.fixture
def frames_of():
    def decode(file: Path) -> list[np.ndarray]:
        with av.open(str(file)) as container:
            return [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]

    return decode


def test_note_says_its_words(companion, frames_of, tmp_path):
    out = tmp_path / "roses.mp4"
    said = "Roses are red, and my hair is pink. I am glad that you came back today!"
    done = companion("note", said, "--verbatim", "--out", str(out))
    assert done.returncode == 0, done.stderr
    with av.open(str(out)) as container:
        video, sound = container.streams.video[0], container.streams.audio[0]
        assert (video.codec_context.name, sound.codec_context.name) == ("h264", "aac")
        assert video.width == video.height == 512
        assert video.codec_context.pix_fmt == "yuv420p"
        assert video.average_rate == 30
    heard = words_in(sound_of(out))
    wanted = words(said)
    missed = [word for word in wanted if word not in heard]
    assert len(missed) <= len(wanted) // 5, f"heard {heard}"
    frames = frames_of(out)
    changed = sum(bool(np.any(a != b)) for a, b in itertools.pairwise(frames))
    assert changed > len(frames) * 0.8, "she stands still"


def test_note_answers_in_character(companion, frames_of, tmp_path):
    out = tmp_path / "hello.mp4"
    done = companion("note", "Hello, who are you?", "--out", str(out))
    assert done.returncode == 0, done.stderr
    assert len(words_in(sound_of(out))) >= 3
    assert len(frames_of(out)) > 30


def test_note_is_the_same_for_the_same_input(companion, frames_of, tmp_path):
    files = [tmp_path / "a.mp4", tmp_path / "b.mp4"]
    for file in files:
        assert companion("note", "Twice the same.", "--verbatim", "--size", "128", "--out", str(file)).returncode == 0
    first, second = (frames_of(file) for file in files)
    assert len(first) == len(second)
    assert all(np.array_equal(a, b) for a, b in zip(first, second, strict=True))


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--size", "511"], "size"),
        (["--size", "0"], "size"),
        (["--fps", "7000"], "fps"),
        (["--avatar", "/nowhere/at/all.model3.json"], "/nowhere/at/all.model3.json"),
        (["--persona", "nobody-of-this-name"], "nobody-of-this-name"),
    ],
)
def test_bad_arguments_get_one_sentence(companion, tmp_path, arguments, says):
    done = companion("note", "Hi.", "--verbatim", "--out", str(tmp_path / "x.mp4"), *arguments)
    assert done.returncode == 1
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "x.mp4").exists()


def test_an_existing_file_is_not_overwritten(companion, tmp_path):
    out = tmp_path / "precious.mp4"
    out.write_bytes(b"precious")
    companion("note", "Hi.", "--verbatim", "--size", "128", "--out", str(out))
    assert out.read_bytes() == b"precious"


def test_reply_prints_one_json_object(companion):
    done = companion("reply", "Hello, who are you?", "--json")
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert answer["text"]
    assert len(answer["emotions"][0]) == 7
    assert answer["timings"]["first_token"] > 0


def test_speak_writes_a_wav_that_can_be_understood(companion, tmp_path):
    out = tmp_path / "said.wav"
    done = companion("speak", "The weather is lovely this morning.", "--out", str(out))
    assert done.returncode == 0, done.stderr
    heard = words_in(sound_of(out))
    assert {"weather", "lovely", "morning"} <= set(heard), heard


def test_feel_names_the_feeling(companion):
    done = companion("feel", "I am so happy that you are here!", "--json")
    assert done.returncode == 0, done.stderr
    scores = json.loads(done.stdout)
    scores = scores.get("emotions", scores)
    assert max(scores, key=scores.get) == "joy"


def test_render_draws_one_frame(companion, tmp_path):
    from PIL import Image

    shut, wide = tmp_path / "shut.png", tmp_path / "wide.png"
    assert companion("render", "--out", str(shut), "--size", "256").returncode == 0
    opened = companion("render", "--out", str(wide), "--size", "256", "--param", "ParamMouthOpenY=1")
    assert opened.returncode == 0, opened.stderr
    first, second = (np.asarray(Image.open(file).convert("RGBA"), dtype=int) for file in (shut, wide))
    assert first.shape == (256, 256, 4)
    assert first[..., 3].max() == 255
    assert np.abs(first - second).max() > 60


def test_wrong_arguments_exit_with_2(companion):
    assert companion("note").returncode == 2
    assert companion("dance").returncode == 2


def test_doctor_explains_the_missing_screen(companion):
    done = companion("doctor", "--json")
    findings = {finding["name"]: finding for finding in json.loads(done.stdout)}
    assert findings["graphics"]["level"] == "ok", findings["graphics"]
    assert findings["Cubism Core"]["level"] == "ok"
    assert findings["ffmpeg"]["level"] == "ok"
    assert findings["screen"]["level"] == "limited"
    assert done.returncode == 0, [f for f in findings.values() if f["level"] == "missing"]
