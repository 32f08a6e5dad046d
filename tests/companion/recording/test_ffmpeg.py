"""Both kinds of ffmpeg write the same video; failures are sentences."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

from companion.errors import CompanionError
from companion.recording.ffmpeg import Encoder, find_ffmpeg, finished_copy
from decoded_video import constant_rate, decode


def film(file: Path, *, crash_safe: bool) -> Encoder:
    """Write 3 s: in the middle one the picture is white and a tone sounds."""
    encoder = Encoder(file, (64, 48), 30, 24000, crash_safe=crash_safe)
    tone = 0.5 * np.sin(2 * np.pi * 440 * np.arange(800) / 24000)
    for frame in range(90):
        middle = 30 <= frame < 60
        encoder.write_sound(tone * middle)
        encoder.write_frame(np.full((48, 64, 4), 255 * middle, np.uint8))
    return encoder


@pytest.mark.parametrize("crash_safe", [False, True])
@pytest.mark.parametrize("bundled", [False, True])
def test_sound_and_picture_start_and_end_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bundled: bool, crash_safe: bool
) -> None:
    if bundled:
        monkeypatch.setenv("PATH", "")
        assert "imageio_ffmpeg" in find_ffmpeg()
    film(tmp_path / "film.mp4", crash_safe=crash_safe).finish()
    files = [tmp_path / "film.mp4"]
    if crash_safe:
        files.append(tmp_path / "copy.mp4")
        finished_copy(files[0], files[1])
    for file in files:
        video = decode(file)
        assert len(video.frames) == 90
        assert constant_rate(video, 30)
        white = np.flatnonzero(video.frames.mean(axis=(1, 2, 3)) > 128)
        assert (white[0], white[-1]) == (30, 59)
        loud = np.flatnonzero(np.abs(video.sound) > 0.1) / video.rate
        assert loud[0] == pytest.approx(1.0, abs=0.002)
        assert loud[-1] == pytest.approx(2.0, abs=0.002)


def test_white_stays_white_and_colours_keep_their_hue(tmp_path: Path) -> None:
    encoder = Encoder(tmp_path / "film.mp4", (64, 64), 30, 24000, crash_safe=False)
    skin = np.full((64, 64, 4), (250, 225, 210, 255), np.uint8)
    for _ in range(5):
        encoder.write_sound(np.zeros(800))
        encoder.write_frame(skin)
    encoder.finish()
    shown = decode(tmp_path / "film.mp4").frames[2].astype(int).mean(axis=(0, 1))
    assert shown == pytest.approx([250, 225, 210], abs=4)


def test_sound_beyond_full_scale_is_clipped_and_not_wrapped(tmp_path: Path) -> None:
    encoder = Encoder(tmp_path / "film.mp4", (64, 64), 30, 24000, crash_safe=False)
    loud = 3.0 * np.sin(2 * np.pi * 300 * np.arange(800) / 24000)
    loud[10] = np.nan
    for _ in range(10):
        encoder.write_sound(loud)
        encoder.write_frame(np.zeros((64, 64, 4), np.uint8))
    encoder.finish()
    assert 0.8 < np.abs(decode(tmp_path / "film.mp4").sound).max() < 1.3


def test_without_any_ffmpeg_the_user_is_told_how_to_get_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setitem(sys.modules, "imageio_ffmpeg", None)
    with pytest.raises(CompanionError, match="apt install ffmpeg"):
        find_ffmpeg()


def test_what_ffmpeg_complains_about_reaches_the_user(tmp_path: Path) -> None:
    with pytest.raises(CompanionError, match=r"could not write the video.*No such file or directory"):
        film(tmp_path / "no" / "film.mp4", crash_safe=False).finish()
    (tmp_path / "broken.mp4").write_bytes(b"no video at all")
    with pytest.raises(CompanionError, match="could not finish"):
        finished_copy(tmp_path / "broken.mp4", tmp_path / "copy.mp4")
    assert not (tmp_path / "copy.mp4").exists()


def test_frames_of_another_shape_are_a_programming_error(tmp_path: Path) -> None:
    encoder = Encoder(tmp_path / "film.mp4", (64, 48), 30, 24000, crash_safe=False)
    with pytest.raises(ValueError, match="expected uint8 frames"):
        encoder.write_frame(np.zeros((64, 48, 4), np.uint8))
    encoder.kill()


@pytest.mark.parametrize("rate", [48_000, 22_050])
@pytest.mark.parametrize("frames", [28, 30, 34, 47])
def test_sound_that_comes_in_blocks_ends_with_the_nearest_one(tmp_path: Path, rate: int, frames: int) -> None:
    encoder = Encoder(tmp_path / "film.mp4", (64, 48), 30, rate)
    for frame in range(frames):
        encoder.write_frame(np.zeros((48, 64, 4), np.uint8))
        encoder.write_sound(np.full(encoder.samples_until(frame + 1) - encoder.samples_until(frame), 0.3, np.float32))
    encoder.finish()
    video = decode(tmp_path / "film.mp4")
    assert len(video.sound) / video.rate == pytest.approx(frames / 30, abs=0.0108), "half a block of AAC, 1,024 samples"
