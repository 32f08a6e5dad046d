"""Sentences out of a stream of text, each as early as it is safe.

A sentence ends at . ! ? … (or their like in Arabic, Urdu and Hindi) before white space and a next word that can begin a
sentence, or at a line end. Decimals and addresses on the web hold no white space, so they stay whole; abbreviations,
initials, list numbers, quotations, brackets and *actions* are known. Nothing is lost: the pieces joined are the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

LONGEST = 240
"""Characters after which a sentence is cut at a clause: about 15 s of speech, the most a voice takes well at once."""

_CLAUSE_FROM = 60
_FIRST_CLAUSE, _FIRST_CLAUSE_SPACES = 12, 2
_HARDEST = 2 * LONGEST
_END = re.compile(r"[.!?…؟۔।]+[\"'”’»)\]*_]*$")
_CJK_END = "。！？"
_CLAUSE = re.compile(r"[,;:—–][\"'”’»)\]]*\s+")

# Never the end of a sentence: something they belong to follows.
_OPEN_ABBREVIATIONS = frozenset(
    # One string, for as a list it would be five times as long.
    """
    mr mrs ms dr prof st vs e.g i.e cf approx fig gen col sgt capt lt rev hon mt ft viz gov sen rep pres maj messrs
    т.е т.к т.н т.о ул пер наб просп им см ср стр рис табл гл напр проф акад доц гр тов св пл обл
    """.split()  # noqa: SIM905
)
# Those that may end a sentence ("at 5 p.m.", "и т.д.") need no list: inside, a small letter follows. But a number or,
# after the Russian word for city, a name may follow these:
_NUMBER_WORDS = frozenset(
    """
    no vol pp jan feb mar apr jun jul aug sep sept oct nov dec
    г гг р д кв стр п пп ст оп ч мин сек тыс руб коп
    """.split()  # noqa: SIM905
)
_LETTERS = re.compile(r"(?:[A-ZА-Я]\.)+[A-ZА-Я]")
_PAIRS = (("«", "»"), ("“", "”"), ("(", ")"))


class SentenceSplitter:
    """Takes text in any pieces and gives sentences; the same ones however the text was cut.

    With ``early`` the first sentence may be cut at its first good clause: what is heard first is ready sooner.
    """

    def __init__(self, early: bool = False) -> None:
        self._text = ""
        self._early = early

    def feed(self, text: str) -> list[str]:
        """Take the next piece; return the sentences now complete, with their trailing white space."""
        done: list[str] = []
        for character in text:
            before = self._text
            if before and not character.isspace() and before.strip() and self._is_whole(before, character):
                done.append(before)
                self._text = character
                self._early = False
            else:
                self._text = before + character
                if len(self._text) > LONGEST:
                    done.extend(self._cut_long())
        return done

    def flush(self) -> list[str]:
        """Return what is left as the last sentence (none when nothing is left)."""
        rest, self._text = self._text, ""
        return [rest] if rest else []

    def _is_whole(self, before: str, following: str) -> bool:
        return _ends(before, following) or (self._early and _is_first_clause(before))

    def _cut_long(self) -> list[str]:
        text = self._text
        ends = [match.end() for match in _CLAUSE.finditer(text) if match.end() >= _CLAUSE_FROM]
        if not ends:
            ends = [match.end() for match in re.finditer(r"\s+", text) if match.end() >= _CLAUSE_FROM]
        ends = [end for end in ends if end < len(text) and text[:end].strip()]
        if not ends:
            if len(text) < _HARDEST:
                return []
            ends = [len(text) - 1]
        self._text = text[ends[-1] :]
        return [text[: ends[-1]]]


def split_sentences(pieces: Iterable[str]) -> Iterator[str]:
    """Yield the sentences of a text that comes in pieces."""
    splitter = SentenceSplitter()
    for piece in pieces:
        yield from splitter.feed(piece)
    yield from splitter.flush()


def _ends(before: str, following: str) -> bool:
    """Say whether a sentence ends after ``before``, when ``following`` is the next character that is no space."""
    body = before.rstrip()
    if "\n" in before[len(body) :]:
        return True
    if body[-1] in _CJK_END and following not in "」』”":
        return True
    if len(body) == len(before) or following.islower() or following in ",;:.!?…)»”—–":
        return False
    end = _END.search(body)
    if end is None or _is_inside(body):
        return False
    mark = end.group()
    if mark[0] != "." or mark.startswith(".."):
        return True
    return not _is_abbreviation(body[: end.start()], following)


def _is_first_clause(before: str) -> bool:
    """Say whether ``before`` is long enough a clause to begin to speak with: shorter ones sound torn off."""
    body = before.rstrip()
    if len(body) == len(before) or body[-1] not in ",;:—–":
        return False
    return len(body) >= _FIRST_CLAUSE and body.count(" ") >= _FIRST_CLAUSE_SPACES and not _is_inside(body)


def _is_abbreviation(text: str, following: str) -> bool:
    words = text.split()
    word = words[-1].lstrip("\"'“‘«([*_—-") if words else ""
    small = word.lower()
    if small in _OPEN_ABBREVIATIONS:
        return True
    if small in _NUMBER_WORDS:
        # "№ 5 г. Москва", "p. 5": inside. "в 1999 г. Он ушёл", "I said no. He left": the end.
        return following.isdigit() or (small == "г" and not (len(words) > 1 and words[-2][-1].isdigit()))
    if len(word) == 1 and word.isupper() and word not in "IЯ":
        return True  # the initial of a name
    if _LETTERS.fullmatch(word):
        return True  # "U.S. Army": better two sentences in one than one in two
    if small in {"е", "к", "н", "о"} and len(words) > 1 and words[-2].lower() == "т.":
        return True  # "т. е.", written apart
    return word.isdigit() and len(words) == 1  # the number of a list item


def _is_inside(text: str) -> bool:
    """Say whether ``text`` ends inside a quotation, brackets or an *action* that is not closed yet."""
    if any(text.count(opening) > text.count(closing) for opening, closing in _PAIRS):
        return True
    return text.count('"') % 2 == 1 or text.count("*") % 2 == 1
