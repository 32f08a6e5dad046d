"""Wav files of all kinds, written byte by byte, and broken ones."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import pytest

from companion.audio.wav import read_wav
from companion.errors import CompanionError

TONE = 0.5 * np.sin(2 * np.pi * 440 * np.arange(800) / 8000)


def wav(body: bytes, code: int, channels: int, rate: int, bits: int, *, extensible: bool = False) -> bytes:
    block = channels * bits // 8
    header = struct.pack("<HHIIHH", 0xFFFE if extensible else code, channels, rate, rate * block, block, bits)
    if extensible:
        header += struct.pack("<HHIH14s", 22, bits, 0, code, bytes(14))
    odd = b"LIST\x03\x00\x00\x00abc\x00"
    chunks = b"fmt " + struct.pack("<I", len(header)) + header + odd + b"data" + struct.pack("<I", len(body)) + body
    return b"RIFF" + struct.pack("<I", len(chunks) + 4) + b"WAVE" + chunks


def encoded(kind: str) -> bytes:
    match kind:
        case "u8":
            return (TONE * 128 + 128).astype(np.uint8).tobytes()
        case "s24":
            return b"".join(struct.pack("<i", int(value * (1 << 23)))[:3] for value in TONE)
        case "f4" | "f8":
            return TONE.astype(f"<{kind}").tobytes()
        case _:
            return (TONE * (1 << (8 * int(kind[1:]) - 1))).astype(f"<i{kind[1:]}").tobytes()


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
        (b"", "no wav file"),
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


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(CompanionError, match="cannot be read"):
        read_wav(tmp_path / "nowhere.wav")
    with pytest.raises(CompanionError, match="cannot be read"):
        read_wav(tmp_path)
