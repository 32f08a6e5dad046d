"""Roughly which sound an English letter stands for, for a voice that knows when it speaks which letter."""

from __future__ import annotations

from collections.abc import Sequence

from companion.lips.phones import Phone

_GROUPS = {
    "ee": "i", "ea": "i", "ie": "i", "oo": "u", "ou": "aʊ", "ow": "oʊ", "oa": "oʊ", "ai": "eɪ", "ay": "eɪ",
    "ei": "eɪ", "ey": "i", "oi": "ɔɪ", "oy": "ɔɪ", "au": "ɔ", "aw": "ɔ", "th": "θ", "sh": "ʃ", "ch": "ʧ", "ph": "f",
    "ck": "k", "ng": "ŋ", "wh": "w", "qu": "kw",
}  # fmt: skip
_SINGLE = {
    "a": "æ", "e": "ɛ", "i": "ɪ", "o": "ɔ", "u": "ʌ", "y": "i", "c": "k", "g": "ɡ", "j": "ʤ", "q": "k", "r": "ɹ",
    "x": "ks",
}  # fmt: skip


def letter_phones(letters: Sequence[str], times: Sequence[tuple[float, float]]) -> tuple[Phone, ...]:
    """Return phones for ``letters`` spoken at ``times``; other signs are pauses, a silent e at a word's end is none."""
    phones: list[Phone] = []
    place = 0
    while place < len(letters):
        letter, (start, end) = letters[place].lower(), times[place]
        pair = letter + (letters[place + 1].lower() if place + 1 < len(letters) else "")
        if pair in _GROUPS:
            phones.append(Phone(_GROUPS[pair], start, times[place + 1][1]))
            place += 2
            continue
        place += 1
        if letter.isalpha() and len(letter) == 1:
            if not (letter == "e" and _ends_word_with_vowel(letters, place - 1)):
                phones.append(Phone(_SINGLE.get(letter, letter), start, end))
        elif not letter.isspace():
            phones.append(Phone("", start, end))
    return tuple(phone for phone in phones if phone.end > phone.start)


def _ends_word_with_vowel(letters: Sequence[str], place: int) -> bool:
    """Say whether ``place`` is the last letter of a word that has had a vowel already."""
    if place + 1 < len(letters) and letters[place + 1].isalpha():
        return False
    for letter in reversed(letters[:place]):
        if not letter.isalpha():
            return False
        if letter.lower() in "aiouy":
            return True
    return False
