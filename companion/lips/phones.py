"""The sounds of speech and what the mouth does for each, in the International Phonetic Alphabet.

Every voice brings its own alphabet; its engine translates into this one, so that one table serves all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from companion.messages import NO_VOWELS, VOWELS


class Phone(NamedTuple):
    """One sound of speech, an IPA symbol (marks of stress and length allowed); seconds from the sound's start.

    An empty symbol is a pause.
    """

    symbol: str
    start: float
    end: float


@dataclass(frozen=True)
class Shape:
    """What a sound asks of the mouth.

    ``vowels``: how much of each of VOWELS; None: whatever its neighbours have. ``widest``: the opening it allows, 0..1.
    """

    vowels: tuple[float, ...] | None = None
    widest: float = 1.0


def _vowels(**parts: float) -> tuple[float, ...]:
    return tuple(parts.get(name, 0.0) for name in VOWELS)


_A, _I, _U, _E, _O = (_vowels(**{name: 1.0}) for name in VOWELS)

CLOSED = Shape(None, 0.0)
"""The lips meet: nothing else shows so plainly whether a mouth really says the words."""
PAUSE = Shape(NO_VOWELS)
"""The loudness says how far a pause shuts the mouth."""

SHAPES: dict[str, Shape] = {
    "a": Shape(_A), "ɑ": Shape(_A), "ɐ": Shape(_vowels(A=0.85, E=0.15)), "ʌ": Shape(_vowels(A=0.8, E=0.2)),
    "æ": Shape(_vowels(A=0.6, E=0.4)), "ɶ": Shape(_A),
    "i": Shape(_I), "ɪ": Shape(_vowels(I=0.75, E=0.25)), "ɨ": Shape(_vowels(I=0.8, E=0.2)), "j": Shape(_I, 0.7),
    "ᵻ": Shape(_vowels(I=0.6, E=0.3)), "y": Shape(_vowels(U=0.6, I=0.4)), "ʏ": Shape(_vowels(U=0.6, I=0.4)),
    "u": Shape(_U), "ʊ": Shape(_vowels(U=0.75, O=0.25)), "ɯ": Shape(_vowels(U=0.5, I=0.5)), "ʉ": Shape(_U),
    "w": Shape(_U, 0.6), "ʍ": Shape(_U, 0.6), "ɥ": Shape(_U, 0.6),
    "e": Shape(_E), "ɛ": Shape(_E), "ə": Shape(_vowels(E=0.45, A=0.25), 0.8), "ɘ": Shape(_vowels(E=0.7), 0.8),
    "ᵊ": Shape(_vowels(E=0.4, A=0.2), 0.7), "ɜ": Shape(_vowels(E=0.5, O=0.4)), "ɝ": Shape(_vowels(E=0.5, O=0.4)),
    "ɚ": Shape(_vowels(E=0.45, O=0.35), 0.8), "ø": Shape(_vowels(O=0.6, E=0.4)), "œ": Shape(_vowels(O=0.5, E=0.5)),
    "o": Shape(_O), "ɔ": Shape(_vowels(O=0.85, A=0.15)), "ɒ": Shape(_vowels(O=0.6, A=0.4)),
    "ɤ": Shape(_vowels(O=0.5, E=0.5)), "ɵ": Shape(_O),
    "p": CLOSED, "b": CLOSED, "m": CLOSED,
    "f": Shape(_vowels(E=0.3, I=0.3), 0.12), "v": Shape(_vowels(E=0.3, I=0.3), 0.15), "ʋ": Shape(None, 0.25),
    "β": Shape(None, 0.15), "ɸ": Shape(None, 0.15), "ɱ": Shape(None, 0.12),
    "ʃ": Shape(_vowels(U=0.55), 0.55), "ʒ": Shape(_vowels(U=0.55), 0.55), "ʧ": Shape(_vowels(U=0.5), 0.55),
    "ʤ": Shape(_vowels(U=0.5), 0.55), "ʂ": Shape(_vowels(U=0.5), 0.55), "ʐ": Shape(_vowels(U=0.5), 0.55),
    "ɕ": Shape(_vowels(I=0.4, U=0.2), 0.55), "ʑ": Shape(_vowels(I=0.4, U=0.2), 0.55),
    "ʨ": Shape(_vowels(I=0.3, U=0.3), 0.55), "ʥ": Shape(_vowels(I=0.3, U=0.3), 0.55),
    "s": Shape(_vowels(I=0.4, E=0.1), 0.5), "z": Shape(_vowels(I=0.4, E=0.1), 0.5), "ʦ": Shape(None, 0.5),
    "ʣ": Shape(None, 0.5), "t": Shape(None, 0.55), "d": Shape(None, 0.55), "n": Shape(None, 0.6), "ɲ": Shape(_I, 0.6),
    "θ": Shape(None, 0.5), "ð": Shape(None, 0.55), "l": Shape(None, 0.7), "ɫ": Shape(None, 0.7), "ʎ": Shape(_I, 0.6),
    "ɹ": Shape(_vowels(O=0.35, U=0.35), 0.65), "r": Shape(None, 0.65), "ɾ": Shape(None, 0.7),
    "ʁ": Shape(None, 0.7), "k": Shape(None, 0.7), "ɡ": Shape(None, 0.7), "g": Shape(None, 0.7), "ŋ": Shape(None, 0.7),
    "x": Shape(None, 0.7), "ɣ": Shape(None, 0.7), "h": Shape(None), "ɦ": Shape(None), "ç": Shape(_I, 0.6),
    "ʔ": Shape(None, 0.7),
}  # fmt: skip

_VOWELS = frozenset("aɑɐʌæɶiɪɨᵻyʏuʊɯʉeɛəɘᵊɜɝɚøœoɔɒɤɵ")

DIPHTHONG_TURN = 0.55
"""Where in a diphthong the second vowel takes over, as part of its length."""

_MARKS = frozenset("ˈˌːˑʲʰʷ̩̯̃̆̈̊͡↓→↗↘ ")


def bare(symbol: str) -> str:
    """Return ``symbol`` without marks of stress, length and the like; empty for a pause or a mark alone."""
    return "".join(letter for letter in symbol if letter not in _MARKS and letter.isalpha())


def is_vowel(symbol: str) -> bool:
    """Say whether the sound is a vowel, or begins with one."""
    return bare(symbol)[:1] in _VOWELS and bool(bare(symbol))


def shaped(phones: Iterable[Phone]) -> Iterator[tuple[Shape, float, float]]:
    """Yield shape, start and end for each phone; a symbol of several letters (a diphthong) is split among them."""
    for phone in phones:
        letters = [letter for letter in bare(phone.symbol) if letter in SHAPES]
        if not letters:
            # An unknown sound leaves the mouth to the loudness; nothing at all is a pause.
            yield (Shape() if bare(phone.symbol) else PAUSE), phone.start, phone.end
            continue
        place = phone.start
        for number, letter in enumerate(letters):
            last = number == len(letters) - 1
            share = DIPHTHONG_TURN if len(letters) == 2 else (number + 1) / len(letters)
            end = phone.end if last else phone.start + (phone.end - phone.start) * share
            yield SHAPES[letter], place, end
            place = end
