"""Read any wav file: 8 to 32 bit, float, one channel or many, also the extensible header that newer programs write."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from companion.errors import CompanionError

_PCM, _FLOAT, _EXTENSIBLE = 0x0001, 0x0003, 0xFFFE
_OTHERS = {0x0002: "Microsoft ADPCM", 0x0006: "A-law", 0x0007: "µ-law", 0x0011: "IMA ADPCM", 0x0055: "MP3"}
_LARGEST = 512 << 20
"""Bytes; as samples in memory they take several times as much. Four hours of speech at 16 kHz."""
_LOWEST_RATE, _HIGHEST_RATE = 4_000, 384_000


def read_wav(file: Path) -> tuple[NDArray[np.float32], int]:
    """Return the sound as mono float32 in -1..1 (channels averaged) and its rate in Hz.

    A file that was cut off gives what it has. Raises CompanionError for one that cannot be read or holds no sound.
    """
    try:
        with file.open("rb") as stream:
            data = stream.read(_LARGEST + 1)
    except OSError as error:
        raise CompanionError(f"{file} cannot be read ({error.strerror}).") from error
    if len(data) > _LARGEST:
        raise CompanionError(
            f"{file} is too long for one sound; cut it first:"
            f" ffmpeg -i '{file.name}' -f segment -segment_time 1800 part%d.wav"
        )
    if not data:
        raise CompanionError(f"{file} is empty; record or export it again.")
    return parse_wav(data, str(file))


def parse_wav(data: bytes, name: str) -> tuple[NDArray[np.float32], int]:
    """Return the sound of a whole wav file in memory, as ``read_wav`` does; ``name`` is what errors call it."""
    if data[:4] not in (b"RIFF", b"RF64") or data[8:12] != b"WAVE":
        raise CompanionError(f"{name} is no wav file; convert it first: ffmpeg -i '{Path(name).name}' sound.wav")
    header, sound = _chunks(data)
    if header is None or len(header) < 16 or sound is None:
        what = "its sound is missing" if header else "its header is missing"
        raise CompanionError(f"{name} is a broken wav file: {what}.")
    code, channels, rate, _bytes_per_second, block, bits = struct.unpack_from("<HHIIHH", header)
    if code == _EXTENSIBLE and len(header) >= 26:
        code = struct.unpack_from("<H", header, 24)[0]
    if code not in (_PCM, _FLOAT):
        kind = _OTHERS.get(code, f"format {code}")
        raise CompanionError(f"{name} holds {kind}; convert it first: ffmpeg -i '{Path(name).name}' sound.wav")
    if not channels or not block or block % channels or not _LOWEST_RATE <= rate <= _HIGHEST_RATE:
        raise CompanionError(f"{name} is a broken wav file: {channels} channels at {rate} Hz.")
    samples = _samples(sound[: len(sound) // block * block], code, block // channels)
    if samples is None:
        raise CompanionError(f"{name} holds {bits}-bit samples, which no program plays; convert it to 16 bit.")
    if not len(samples):
        raise CompanionError(f"{name} holds no sound.")
    mono = samples if channels == 1 else samples.reshape(-1, channels).mean(axis=1, dtype=np.float32)
    return np.nan_to_num(np.clip(mono, -1.0, 1.0)).astype(np.float32, copy=False), rate


def _chunks(data: bytes) -> tuple[bytes | None, bytes | None]:
    """Return the ``fmt`` and ``data`` chunks; a length beyond the file's end means up to its end."""
    header = sound = None
    (riff_length,) = struct.unpack_from("<I", data, 4)
    place = 12
    while place + 8 <= len(data) and (header is None or sound is None):
        name, length = struct.unpack_from("<4sI", data, place)
        body = data[place + 8 : place + 8 + length]
        if name == b"fmt ":
            header = body
        elif name == b"data":
            # Lengths that end here are those a program wrote ahead and, killed while it recorded, never put right.
            never_ended = length == 0 and riff_length <= place
            sound = data[place + 8 :] if never_ended else body
        place += 8 + length + (length & 1)
    return header, sound


def _samples(sound: bytes, code: int, width: int) -> NDArray[np.float32] | None:
    """Return all samples in -1..1; None for a width that does not exist."""
    if code == _FLOAT:
        return np.frombuffer(sound, f"<f{width}").astype(np.float32) if width in (4, 8) else None
    if width == 1:  # the only unsigned kind
        return (np.frombuffer(sound, np.uint8).astype(np.float32) - 128) / np.float32(128)
    if width == 3:
        raw = np.frombuffer(sound, np.uint8).reshape(-1, 3).astype(np.int32)
        value = raw[:, 0] | raw[:, 1] << 8 | raw[:, 2] << 16
        return ((value ^ 1 << 23) - (1 << 23)).astype(np.float32) / np.float32(1 << 23)
    if width in (2, 4):
        return np.frombuffer(sound, f"<i{width}").astype(np.float32) / np.float32(1 << (8 * width - 1))
    return None
