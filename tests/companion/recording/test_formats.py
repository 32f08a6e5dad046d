"""Every format written and decoded again: sound and picture together, alpha really there."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from companion.errors import CompanionError
from companion.recording.ffmpeg import Encoder, check_size
from companion.recording.formats import GIF, PRESETS, format_of
from decoded_video import constant_rate, decode

FPS = 30


def film(file: Path, *, transparent: bool = False) -> None:
    """Write 2 s: from 0.5 to 1.5 s a tone sounds and the right half is white; on the left half there is nothing."""
    encoder = Encoder(file, (64, 64), FPS, 24000, film=format_of(file, transparent=transparent))
    tone = 0.5 * np.sin(2 * np.pi * 440 * np.arange(800) / 24000)
    for frame in range(60):
        middle = 15 <= frame < 45
        rgba = np.zeros((64, 64, 4), np.uint8)
        rgba[:, 32:] = (255 * middle, 255 * middle, 255 * middle, 255)
        rgba[:16, 32:] = (100, 0, 0, 128)  # premultiplied: half of (200, 0, 0)
        encoder.write_sound(tone * middle)
        encoder.write_frame(rgba)
    encoder.finish()


@pytest.mark.parametrize("name", ["a.mp4", "a.webm", "a.mov", "clear.webm", "clear.mov"])
def test_sound_and_picture_start_and_end_together_in_every_container(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    film(file, transparent=name.startswith("clear"))
    with av.open(str(file)) as container:
        assert len(container.streams.video) == len(container.streams.audio) == 1
    video = decode(file)
    assert len(video.frames) == 60
    assert constant_rate(video, FPS) or file.suffix == ".webm"  # whose clock has milliseconds
    assert max(abs(float(at) - n / FPS) for n, at in enumerate(video.pts)) <= 0.001
    white = np.flatnonzero(video.frames[:, 32:, 40:].mean(axis=(1, 2, 3)) > 128)
    loud = np.flatnonzero(np.abs(video.sound) > 0.1) / video.rate
    assert loud[0] == pytest.approx(float(video.pts[white[0]]), abs=0.02)
    assert loud[-1] == pytest.approx(float(video.pts[white[-1]]) + 1 / FPS, abs=0.02)


def with_alpha(file: Path) -> NDArray[np.uint8]:
    """Return the picture at half a second and a little, straight RGBA."""
    if file.suffix == ".webp":
        with Image.open(file) as picture:
            picture.seek(picture.n_frames // 2)
            return np.asarray(picture.convert("RGBA"))
    with av.open(str(file)) as container:
        stream = container.streams.video[0]
        # ffmpeg's own VP9 decoder does not read the alpha plane.
        decoder = av.CodecContext.create("libvpx-vp9", "r") if file.suffix == ".webm" else None
        pictures = [
            frame
            for packet in container.demux(stream)
            if packet.size
            for frame in (decoder.decode(packet) if decoder is not None else packet.decode())
        ]
    picture: NDArray[np.uint8] = pictures[len(pictures) // 2].reformat(format="rgba").to_ndarray()
    return picture


@pytest.mark.parametrize("suffix", [".webm", ".mov", ".gif", ".webp"])
def test_transparent_pictures_keep_their_alpha_straight(tmp_path: Path, suffix: str) -> None:
    film(tmp_path / f"clear{suffix}", transparent=True)
    picture = with_alpha(tmp_path / f"clear{suffix}").astype(int)
    assert picture.shape == (64, 64, 4)
    assert picture[20:, :28, 3].max() < 8
    assert picture[20:, 36:].min() > 240
    if suffix != ".gif":  # which knows only all or nothing
        assert picture[2:12, 40:60, 3].mean() == pytest.approx(128, abs=8)
        assert picture[2:12, 40:60, 0].mean() == pytest.approx(200, abs=15)


@pytest.mark.parametrize("name", ["a.gif", "a.webp"])
def test_stickers_play_for_ever_at_their_pace(tmp_path: Path, name: str) -> None:
    film(tmp_path / name)
    with Image.open(tmp_path / name) as picture:
        assert picture.info["loop"] == 0
        lasted = 0.0
        for number in range(picture.n_frames):
            picture.seek(number)
            picture.load()
            lasted += float(picture.info["duration"])
    assert lasted == pytest.approx(2000, abs=60)


def test_a_sticker_is_as_telegram_takes_it(tmp_path: Path) -> None:
    kind = format_of(tmp_path / "a.webm", transparent=True, sticker=True)
    encoder = Encoder(tmp_path / "a.webm", (512, 512), 25, 24000, film=kind)
    noise = np.random.default_rng(1)
    small = noise.integers(0, 256, (16, 16, 4), np.uint8)
    for number in range(75):  # three seconds of something that moves all over
        encoder.write_sound(np.zeros(960))
        encoder.write_frame(np.roll(np.kron(small, np.ones((32, 32, 1), np.uint8)), number * 3, axis=1))
    encoder.finish()
    with av.open(str(tmp_path / "a.webm")) as container:
        assert not container.streams.audio
        assert container.streams.video[0].codec_context.name == "vp9"
    assert (tmp_path / "a.webm").stat().st_size <= kind.largest == 256_000


def test_names_and_paces_no_format_has_are_refused() -> None:
    with pytest.raises(CompanionError, match=r"note\.mp4"):
        format_of(Path("note.avi"))
    with pytest.raises(CompanionError, match=r"note\.webm"):
        format_of(Path("note.mp4"), transparent=True)
    with pytest.raises(CompanionError, match="25 or 50"):
        check_size((64, 64), 60, GIF)


@pytest.mark.parametrize(
    ("name", "size", "dimensions"),
    [
        ("note", None, (512, 512)),
        ("story", 1080, (1080, 1920)),
        ("clip", 1080, (1920, 1080)),
        ("story", 512, (512, 910)),
    ],
)
def test_presets_have_even_shapes(name: str, size: int | None, dimensions: tuple[int, int]) -> None:
    assert PRESETS[name].dimensions(size) == dimensions
