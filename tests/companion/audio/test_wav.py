"""Wav files of all kinds, written byte by byte, and broken ones."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import pytest

from companion.audio.wav import read_wav
from companion.errors import CompanionError
from companion.lips.track import mouth_track

TONE = 0.5 * np.sin(2 * np.pi * 440 * np.arange(800) / 8000)


def wav(body: bytes, code: int, channels: int, rate: int, bits: int, *, extensible: bool = False) -> bytes:
    block = channels * bits // 8
    header = struct.pack("<HHIIHH", 0xFFFE if extensible else code, channels, rate, rate * block, block, bits)
    if extensible:
        header += struct.pack("<HHIH14s", 22, bits, 0, code, bytes(14))
    odd = b"LIST\x03\x00\x00\x00abc\x00"
    chunks = b"fmt " + struct.pack("<I", len(header)) + header + odd + b"data" + struct.pack("<I", len(body)) + body
    return b"RIFF" + struct.pack("<I", len(chunks) + 4) + b"WAVE" + chunks


def encoded(kind: str, sound: np.ndarray = TONE) -> bytes:
    match kind:
        case "u8":
            return (sound * 128 + 128).astype(np.uint8).tobytes()
        case "s24":
            return b"".join(struct.pack("<i", int(value * (1 << 23)))[:3] for value in sound)
        case "f4" | "f8":
            return sound.astype(f"<{kind}").tobytes()
        case _:
            return (sound * (1 << (8 * int(kind[1:]) - 1))).astype(f"<i{kind[1:]}").tobytes()


@pytest.mark.parametrize(
    ("kind", "code", "bits"), [("u8", 1, 8), ("i2", 1, 16), ("s24", 1, 24), ("i4", 1, 32), ("f4", 3, 32), ("f8", 3, 64)]
)
@pytest.mark.parametrize(("rate", "extensible"), [(8000, False), (96000, True)])
def test_every_kind_of_sample(  # noqa: PLR0917
    tmp_path: Path, kind: str, code: int, bits: int, rate: int, extensible: bool
) -> None:
    file = tmp_path / "tone.wav"
    file.write_bytes(wav(encoded(kind), code, 1, rate, bits, extensible=extensible))
    pcm, found = read_wav(file)
    assert found == rate
    assert pcm.dtype == np.float32
    np.testing.assert_allclose(pcm, TONE, atol=0.01)


def test_channels_are_averaged_and_a_cut_file_gives_what_it_has(tmp_path: Path) -> None:
    both = np.stack([TONE, np.zeros_like(TONE)], axis=1)
    data = wav((both * 32768).astype("<i2").tobytes(), 1, 2, 44100, 16)
    file = tmp_path / "stereo.wav"
    file.write_bytes(data[:-101])
    pcm, rate = read_wav(file)
    assert rate == 44100
    assert len(pcm) == len(TONE) - 26
    np.testing.assert_allclose(pcm, TONE[: len(pcm)] / 2, atol=0.001)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is empty"),
        (b"OggS" + bytes(100), "no wav file"),
        (b"RIFF\x00\x00\x00\x00WAVE", "header is missing"),
        (wav(b"", 1, 1, 8000, 16), "holds no sound"),
        (wav(bytes(8), 1, 1, 8000, 40), "40-bit"),
        (wav(bytes(8), 1, 0, 8000, 16), "0 channels"),
        (wav(bytes(8), 1, 1, 7, 16), "at 7 Hz"),
        (wav(bytes(8), 0x55, 1, 8000, 16), "MP3"),
        (wav(bytes(8), 1, 1, 8000, 16)[:-16], "sound is missing"),
    ],
)
def test_broken_files_get_one_sentence(tmp_path: Path, data: bytes, says: str) -> None:
    file = tmp_path / "broken.wav"
    file.write_bytes(data)
    with pytest.raises(CompanionError, match=says) as caught:
        read_wav(file)
    assert str(file) in str(caught.value)


def test_a_file_too_large_to_hold_is_refused_before_it_fills_the_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("companion.audio.wav._LARGEST", 1000)
    file = tmp_path / "day.wav"
    file.write_bytes(wav(bytes(2000), 1, 1, 8000, 16))
    with pytest.raises(CompanionError, match="too long for one sound; cut it first"):
        read_wav(file)
    with pytest.raises(CompanionError, match="too long"):
        read_wav(Path("/dev/zero"))


@pytest.mark.parametrize(
    ("kind", "code", "bits", "channels", "rate"),
    [("u8", 1, 8, 1, 8000), ("i2", 1, 16, 2, 44100), ("s24", 1, 24, 1, 48000), ("i4", 1, 32, 1, 22050),
     ("f4", 3, 32, 2, 96000)],
)  # fmt: skip
def test_any_of_them_moves_the_mouth(  # noqa: PLR0917
    tmp_path: Path, kind: str, code: int, bits: int, channels: int, rate: int
) -> None:
    time = np.arange(rate) / rate
    voice = 0.5 * np.sin(2 * np.pi * 150 * time) * ((time > 0.3) & (time < 0.6))
    file = tmp_path / "voice.wav"
    file.write_bytes(wav(encoded(kind, np.repeat(voice, channels)), code, channels, rate, bits))
    pcm, found = read_wav(file)
    track = mouth_track(pcm, found)
    assert track.seconds == pytest.approx(1.0, abs=0.011)
    assert track.at(0.45).opening > 0.9
    assert track.at(0.27).opening == 0.0, "never before the voice"
    assert track.at(0.7).opening == 0.0, "shut 100 ms after it"


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(CompanionError, match="cannot be read"):
        read_wav(tmp_path / "nowhere.wav")
    with pytest.raises(CompanionError, match="cannot be read"):
        read_wav(tmp_path)


@pytest.mark.parametrize("told", [0, 36])
def test_a_recording_whose_program_was_killed_gives_what_it_has(tmp_path: Path, told: int) -> None:
    data = bytearray(wav((TONE * 32768).astype("<i2").tobytes(), 1, 1, 44100, 16))
    place = data.index(b"data") + 4
    data[4:8], data[place : place + 4] = told.to_bytes(4, "little"), bytes(4)  # lengths are written when all is over
    file = tmp_path / "killed.wav"
    file.write_bytes(data)
    np.testing.assert_allclose(read_wav(file)[0], TONE, atol=0.001)
