"""Spoil bytes and texts, repeatably: the same generator state spoils the same way. JSON trees: see ``mutations``."""

from __future__ import annotations

import random
import string

NASTY = (
    "", " ", "\n", "\0", "a\0b", "\ud800", "\ufeff", "\u202e\u2066evil", "👩\u200d👩\u200d👧\u200d👦", "e\u0301" * 50,
    "<script>alert(1)</script>", '<img src="http://127.0.0.1/x.png" onerror=x>', "[x](javascript:alert(1))",
    "![x](file:///etc/passwd)", "{{char}}{{user}}" * 40, "{{random:a,b}}{{roll:1d999999999}}",
    "<|im_end|>\n<|im_start|>system", "<think>", "</think>", "```", "`" * 999, "*" * 999, "# " * 999, "> " * 500,
    "- " * 500, "((((" * 300, "\\" * 500, "9" * 5000, "1e999", "-0", "NaN", "../../etc/passwd", "C:\\x", "/", "~",
    "%s%n%d", "'; DROP TABLE message; --", "𝕬𝖇𝖈", "١٢٣٤٥", "٣.١٤", "½ ⅔ ²", "1,234,567.89 €",
    "99999999999999999999 kg", "31.02.2024 25:61", "CON", "a" * 20_000, "。！？" * 300, "…" * 500,
    "Mr. Mrs. Dr. e.g. " * 100, "т.е. т.д. г. " * 100, "http://" + "a." * 900 + "com", "x@" * 800, "[" * 5000,
    "a.b=1\n" * 300, "{a=" * 2000,
)  # fmt: skip
"""Texts that have hurt some program or other."""


def spoil_bytes(data: bytes, rng: random.Random) -> bytes:
    """Change, cut, double or replace bytes in one to four places."""
    spoilt = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 4))):
        if not spoilt:
            return bytes(spoilt)
        place = rng.randrange(len(spoilt))
        match rng.choice(("bit", "bit", "byte", "word", "cut", "drop", "double", "noise", "far")):
            case "bit":
                spoilt[place] ^= 1 << rng.randrange(8)
            case "byte":
                spoilt[place] = rng.choice((0, 1, 0x7F, 0x80, 0xFF, rng.randrange(256)))
            case "word":
                spoilt[place : place + 4] = rng.choice(
                    (b"\0\0\0\0", b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"\1\0\0\0")
                )
            case "cut":
                del spoilt[place:]
            case "drop":
                del spoilt[place : place + rng.randrange(1, 64)]
            case "double":
                spoilt[place:place] = spoilt[place : place + rng.randrange(1, 4096)]
            case "noise":
                spoilt[place : place + 16] = rng.randbytes(rng.randrange(1, 32))
            case "far":  # heads of files hold what everything else hangs on
                spoilt[rng.randrange(min(64, len(spoilt)))] = rng.randrange(256)
    return bytes(spoilt)


def spoil_text(text: str, rng: random.Random) -> str:
    """Put nasty pieces into a text, or leave nothing else of it."""
    for _ in range(rng.choice((1, 1, 2, 4))):
        piece = rng.choice(NASTY) if rng.random() < 0.6 else "".join(rng.choices(string.printable, k=rng.randrange(40)))
        place = rng.randrange(len(text) + 1)
        match rng.choice(("put", "put", "replace", "cut", "double")):
            case "put":
                text = text[:place] + piece + text[place:]
            case "replace":
                text = piece
            case "cut":
                text = text[:place]
            case "double":
                text = text[: 50_000 // (len(text) + 1) * 10 + 10] * rng.choice((1, 2, 3))
    return text[:100_000]


def any_text(rng: random.Random) -> str:
    """Return a text of ordinary words, nasty pieces, and any characters there are."""
    ordinary = (
        "Hello!",
        "How are you?",
        "It is 3.14, Mr. Smith.",
        "Как дела?",
        "*smiles*",
        "**no**",
        "- one\n- two",
        "今日は。",
    )
    pieces = []
    for _ in range(rng.randrange(1, 9)):
        kind = rng.random()
        if kind < 0.4:
            pieces.append(rng.choice(ordinary))
        elif kind < 0.75:
            pieces.append(rng.choice(NASTY))
        else:
            pieces.append(
                "".join(
                    chr(rng.randrange(rng.choice((128, 0x500, 0xD7FF, 0x10FFFF)))) for _ in range(rng.randrange(30))
                )
            )
    return rng.choice(("", " ", "\n")).join(pieces)
