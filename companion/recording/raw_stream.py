"""Frames and sound in one byte stream: a minimal Matroska with uncompressed tracks, as ffmpeg reads it from a pipe.

One pipe carries both, interleaved by us, so neither track can starve the other and it works where a child process
inherits nothing but its standard input. Element ids and layout: RFC 8794 (EBML) and RFC 9559 (Matroska).
"""

from __future__ import annotations

import struct

VIDEO_TRACK = 1
SOUND_TRACK = 2
_UNKNOWN_SIZE = b"\x01\xff\xff\xff\xff\xff\xff\xff"
_TICK_NANOSECONDS = 1000
_VIDEO, _AUDIO = 1, 2


def header(width: int, height: int, rate: int) -> bytes:
    """Return the start of the stream: RGBA frames of ``width`` x ``height``, mono 32-bit float sound at ``rate`` Hz."""
    ebml = _element(
        0x1A45DFA3,
        _text(0x4282, "matroska"),
        _number(0x4287, 4),  # DocTypeVersion
        _number(0x4285, 2),  # DocTypeReadVersion
    )
    info = _element(
        0x1549A966, _number(0x2AD7B1, _TICK_NANOSECONDS), _text(0x4D80, "companion"), _text(0x5741, "companion")
    )
    picture = _element(
        0xE0,
        _number(0xB0, width),
        _number(0xBA, height),
        _element(0x2EB524, b"RGBA"),  # UncompressedFourCC
    )
    sound = _element(0xE1, _float(0xB5, float(rate)), _number(0x9F, 1), _number(0x6264, 32))
    tracks = _element(
        0x1654AE6B,
        _element(
            0xAE, _number(0xD7, VIDEO_TRACK), _number(0x73C5, VIDEO_TRACK), _number(0x83, _VIDEO), _number(0x9C, 0),
            _text(0x86, "V_UNCOMPRESSED"), picture,
        ),
        _element(
            0xAE, _number(0xD7, SOUND_TRACK), _number(0x73C5, SOUND_TRACK), _number(0x83, _AUDIO), _number(0x9C, 0),
            _text(0x86, "A_PCM/FLOAT/IEEE"), sound,
        ),
    )  # fmt: skip
    return ebml + _id(0x18538067) + _UNKNOWN_SIZE + info + tracks


def block(track: int, seconds: float, payload_bytes: int) -> bytes:
    """Return what precedes a payload of ``payload_bytes`` that belongs to ``track`` at ``seconds``: a cluster its own.

    A cluster a block keeps the time stamp exact to the microsecond (block time stamps alone have 16 bits).
    """
    stamp = _number(0xE7, round(seconds * 1e9 / _TICK_NANOSECONDS))
    simple = _id(0xA3) + _size(4 + payload_bytes) + bytes([0x80 | track]) + struct.pack(">hB", 0, 0x80)
    return _id(0x1F43B675) + _size(len(stamp) + len(simple) + payload_bytes) + stamp + simple


def _id(number: int) -> bytes:
    return number.to_bytes((number.bit_length() + 7) // 8, "big")


def _size(count: int) -> bytes:
    return (count | 1 << 56).to_bytes(8, "big")


def _element(number: int, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return _id(number) + _size(len(body)) + body


def _number(number: int, value: int) -> bytes:
    return _element(number, value.to_bytes(max(1, (value.bit_length() + 7) // 8), "big"))


def _float(number: int, value: float) -> bytes:
    return _element(number, struct.pack(">d", value))


def _text(number: int, value: str) -> bytes:
    return _element(number, value.encode("ascii"))
