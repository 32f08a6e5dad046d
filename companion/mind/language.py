"""In which language a sentence is written, as far as its letters tell."""

from __future__ import annotations

import re
from collections import Counter

_SCRIPTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("zh", re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")),
    ("ko", re.compile(r"[\u1100-\u11ff\uac00-\ud7af]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
)
_UKRAINIAN = re.compile(r"[іїєґІЇЄҐ]")
_LATIN_WORD = re.compile(r"[^\W\d_]+")


def language_of(text: str, latin: str = "en") -> str:
    """Return a code such as "ru" by the script most words are in; ``latin`` for Latin letters and for none at all.

    Kanji beside kana are Japanese. A name in another script does not change the language of its sentence.
    """
    count: Counter[str] = Counter()
    for word in _LATIN_WORD.findall(text):
        own = next((code for code, letters in _SCRIPTS if letters.search(word)), latin)
        # Scripts without spaces count by the letter, for their words cannot be told apart.
        count[own] += len(word) if own in {"ja", "zh", "th"} else 1
    if count["ja"]:
        count["ja"] += count.pop("zh", 0)
    if not count:
        return latin
    language = count.most_common(1)[0][0]
    return "uk" if language == "ru" and _UKRAINIAN.search(text) else language
