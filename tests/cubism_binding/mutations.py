"""Spoil the files of a model, repeatably: the same generator state spoils the same way.

Each function returns the new bytes and a few words on what was done.
"""

from __future__ import annotations

import copy
import json
import random
import struct
from collections.abc import Callable
from typing import Any

from cubism_binding.moc3 import layout

WHOLE = (-1, -2, 0, 1, 2, 3, 5, 17, 255, 1000, 65535, 65536, 70000, 2**24, 2**31 - 1, -(2**31))
REAL = (0.0, -0.0, 1.0, -1.0, 0.5, 1e-30, 1e5, 1e9, -1e9, 1e15, 3.4e38, float("nan"), float("inf"), float("-inf"))
PATHS = ("../secret.png", "/etc/passwd", "C:\\windows\\x.png", "..\\..\\x", "a\0b", "\ud800", "x" * 5000, "", ".",
         "nowhere.json", "sub/../../x", "~root/x", "//server/x", "CON", "\n")  # fmt: skip
VALUES: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 2, 0.5, -0.0, 1e-30, 1e9, 1e11, -1e12, 1e15, 1e308, -1e308, 10**400, float("nan"),
    float("inf"), "", "x", "Param", "1", [], {}, [[]], [{}], [None], [1, 2, 3], {"Id": "x"}, ["ParamAngleX"],
    [0, 0, 9, 1, 1], [0] * 5000,
)  # fmt: skip


def mutate_moc(data: bytes, rng: random.Random) -> tuple[bytes, str]:
    """Spoil a moc in one to three places."""
    done = []
    for _ in range(rng.choice((1, 1, 1, 2, 3))):
        act = rng.choices((_field, _byte, _counter, _offset, _cut, _swap, _canvas, _block), (12, 3, 2, 2, 1, 1, 1, 1))[
            0
        ]
        if len(data) < 4096 or data[:4] != b"MOC3" or not 1 <= data[4] <= layout.LATEST_VERSION:
            break
        data, words = act(bytearray(data), rng)
        done.append(words)
    return data, ", ".join(done)


def _places(data: bytearray) -> tuple[tuple[layout.Section, ...], list[int], dict[str, int]]:
    sections = layout.sections(data[4])
    offsets = list(struct.unpack_from(f"<{len(sections) + 2}I", data, layout.HEADER_SIZE))
    names = layout.counters(data[4])
    counts: dict[str, int] = {}
    if offsets[0] + 4 * len(names) <= len(data):
        counts = dict(zip(names, struct.unpack_from(f"<{len(names)}I", data, offsets[0]), strict=True))
    return sections, offsets, counts


def _value(kind: str, rng: random.Random, old: bytes) -> bytes:
    if rng.random() < 0.3 and kind in ("i32", "u16"):  # a near miss is nastier than nonsense
        code = {"i32": "<i", "u16": "<H"}[kind]
        size = struct.calcsize(code)
        limit = 1 << 8 * size
        value = (int.from_bytes(old, "little") + rng.choice((-3, -2, -1, 1, 2, 3, 16))) % limit
        return value.to_bytes(size, "little")
    if kind == "i32":
        return struct.pack("<i", rng.choice(WHOLE))
    if kind == "f32":
        return struct.pack("<f", rng.choice(REAL))
    if kind == "u16":
        return struct.pack("<H", rng.choice((0, 1, 7, 300, 65535)))
    if kind == "id64":
        return rng.choice((b"\0" * 64, b"x" * 64, b"\xff\xfe\x80".ljust(64, b"\0"), b"ParamAngleX".ljust(64, b"\0")))
    return bytes(rng.randrange(256) for _ in old)


def _field(data: bytearray, rng: random.Random) -> tuple[bytes, str]:
    """Overwrite one entry, or a run of entries, of one section."""
    sections, offsets, counts = _places(data)
    number = rng.randrange(len(sections))
    for _ in range(50):
        if counts.get(sections[number].counter, 0):
            break
        number = rng.randrange(len(sections))
    section, start = sections[number], offsets[number + 2]
    width = section.dtype.itemsize
    amount = counts.get(section.counter, 0)
    if not 0 < amount <= len(data) // width or start + amount * width > len(data):
        return _byte(data, rng)
    first = rng.randrange(amount)
    run = min(amount - first, rng.choice((1, 1, 1, 1, 4, 10**6)))
    raw = _value(section.kind, rng, bytes(data[start + first * width : start + (first + 1) * width]))
    data[start + first * width : start + (first + run) * width] = raw * run
    return bytes(data), f"{section.name}[{first}:{first + run}] = {raw[:8].hex()}"


def _byte(data: bytearray, rng: random.Random) -> tuple[bytes, str]:
    place = rng.randrange(len(data))
    data[place] ^= 1 << rng.randrange(8)
    return bytes(data), f"bit at {place}"


def _counter(data: bytearray, rng: random.Random) -> tuple[bytes, str]:
    _sections, offsets, counts = _places(data)
    if not counts:
        return _byte(data, rng)
    number = rng.randrange(len(counts))
    name = list(counts)[number]
    new = rng.choice((counts[name] - 1, counts[name] + 1, 0, 1, 2**31 - 1, 2**32 - 1, counts[name] * 2)) % 2**32
    struct.pack_into("<I", data, offsets[0] + 4 * number, new)
    return bytes(data), f"{name} counts {new}"


def _offset(data: bytearray, rng: random.Random) -> tuple[bytes, str]:
    sections, offsets, _counts = _places(data)
    number = rng.randrange(len(sections) + 2)
    old = offsets[number]
    new = rng.choice((0, 8, old + 4, old - 4, old + 64, old - 64, old + 1, len(data), len(data) - 4, 2**31, 2**32 - 64,
                      rng.choice(offsets))) % 2**32  # fmt: skip
    struct.pack_into("<I", data, layout.HEADER_SIZE + 4 * number, new)
    return bytes(data), f"section {number} begins at {new}"


def _cut(data: bytearray, rng: random.Random) -> tuple[bytes, str]:
    size = rng.choice((rng.randrange(len(data)), rng.randrange(len(data) // 64) * 64, len(data) - 64, len(data) + 64))
    return bytes(data[:size]).ljust(min(size, len(data) + 64), b"\0"), f"{size} of {len(data)} bytes"


def _swap(data: bytearray, rng: random.Random) -> tuple[bytes, str]:
    """Let two sections of equal entries change places."""
    sections, offsets, counts = _places(data)
    first = rng.randrange(len(sections))
    like = [i for i, s in enumerate(sections) if (s.kind, s.counter) == (sections[first].kind, sections[first].counter)]
    second = rng.choice(like)
    size = counts.get(sections[first].counter, 0) * sections[first].dtype.itemsize
    a, b = offsets[first + 2], offsets[second + 2]
    if max(a, b) + size > len(data):
        return _byte(data, rng)
    data[a : a + size], data[b : b + size] = data[b : b + size], data[a : a + size]
    return bytes(data), f"{sections[first].name} and {sections[second].name} swapped"


def _canvas(data: bytearray, rng: random.Random) -> tuple[bytes, str]:
    _sections, offsets, _counts = _places(data)
    if offsets[1] + 24 > len(data):
        return _byte(data, rng)
    number = rng.randrange(5)
    struct.pack_into("<f", data, offsets[1] + 4 * number, value := rng.choice(REAL))
    return bytes(data), f"canvas field {number} = {value}"


def _block(data: bytearray, rng: random.Random) -> tuple[bytes, str]:
    """Fill or shuffle a run of bytes."""
    start = rng.randrange(len(data))
    size = rng.choice((4, 16, 64, 1000))
    old = data[start : start + size]
    kind = rng.choice(("zero", "ones", "noise", "copied"))
    source = rng.randrange(len(data) - len(old) + 1)
    data[start : start + size] = {
        "zero": bytes(len(old)), "ones": b"\xff" * len(old), "noise": rng.randbytes(len(old)),
        "copied": bytes(data[source : source + len(old)]),
    }[kind]  # fmt: skip
    return bytes(data), f"{len(old)} bytes {kind} at {start}"


def mutate_json(data: bytes, rng: random.Random) -> tuple[bytes, str]:
    """Spoil a JSON file: mostly its tree, sometimes its bytes."""
    if rng.random() < 0.15:
        return _spoil_text(data, rng)
    root = json.loads(data.decode("utf-8-sig"))
    done = []
    for _ in range(rng.choice((1, 1, 2, 4))):
        done.append(_spoil_tree(root, rng))
    return json.dumps(root).encode(), ", ".join(done)


def _spoil_text(data: bytes, rng: random.Random) -> tuple[bytes, str]:
    acts: dict[str, Callable[[], bytes]] = {
        "cut": lambda: data[: rng.randrange(len(data))],
        "empty": lambda: b"",
        "mark": lambda: b"\xef\xbb\xbf" + data,
        "utf-16": lambda: data.decode("utf-8-sig").encode("utf-16"),
        "zeros": lambda: bytes(len(data)),
        "deep": lambda: b"[" * 200_000,
        "deep object": lambda: b'{"a":' * 100_000,
        "a list": lambda: b"[]",
        "number": lambda: b"1" * 6000,
        "noise": lambda: rng.randbytes(200),
        "bit": lambda: bytes([*data[:-2], data[-2] ^ 8, data[-1]]),
        "one byte": lambda: _one_byte(data, rng),
    }
    name = rng.choice(list(acts))
    return acts[name](), name


def _one_byte(data: bytes, rng: random.Random) -> bytes:
    place = rng.randrange(len(data))
    return data[:place] + bytes([rng.randrange(256)]) + data[place + 1 :]


def _spoil_tree(root: Any, rng: random.Random) -> str:
    """Change one place of a JSON tree."""
    holder, key, words = root, None, ""
    depth = rng.choice((1, 1, 2, 3, 3, 4, 5, 6))
    for _ in range(depth):
        child = holder[key] if key is not None else root
        keys = list(child) if isinstance(child, dict) else list(range(len(child))) if isinstance(child, list) else []
        if not keys:
            break
        holder, key = child, rng.choice(keys)
        words += f"/{key}"
    if key is None:
        return "nothing"
    match rng.choice(("value", "value", "value", "path", "drop", "rename", "double", "nest", "scale")):
        case "drop":
            del holder[key]
            return f"{words} dropped"
        case "rename" if isinstance(holder, dict):
            holder[f"{key}x"] = holder.pop(key)
            return f"{words} renamed"
        case "double" if isinstance(holder, list):
            holder.extend(copy.deepcopy(holder[key]) for _ in range(rng.choice((1, 50))))
            return f"{words} repeated"
        case "nest":
            nested: Any = holder[key]
            for _ in range(rng.choice((1, 100))):
                nested = rng.choice(([nested], {"Id": nested}))
            holder[key] = nested
            return f"{words} nested"
        case "path" if isinstance(holder[key], str):
            holder[key] = rng.choice(PATHS)
        case "scale" if isinstance(holder[key], (int, float)) and abs(holder[key]) < 1e200:
            holder[key] *= rng.choice((-1, 0, 1e-6, 1e6, 1e11))
        case _:
            holder[key] = copy.deepcopy(rng.choice(VALUES))
    return f"{words} = {str(holder[key])[:40]!r}"
