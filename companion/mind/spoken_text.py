"""What is said of what is shown: *actions*, emoji, markdown, code, tags and addresses stay silent."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import urlsplit

_FENCE = "```"
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)\s]*\)")
_ADDRESS = re.compile(r"https?://[^\s<>\"')\]]+[^\s<>\"')\].,!?;:]")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_BOLD = re.compile(r"(\*\*|__|~~)(?=\S)(.+?)(?<=\S)\1")
_STARRED = re.compile(r"\*(?=\S)([^*]+?)(?<=\S)\*")
_UNDERLINED = re.compile(r"(?<!\w)_(?=\S)([^_]+?)(?<=\S)_(?!\w)")
_LINE_START = re.compile(r"^\s*(?:#{1,6}\s+|>\s+|[-*+•]\s+)", re.MULTILINE)
_JOINERS = {"\u200d", "\ufe0e", "\ufe0f", "\u20e3"}


class SpokenText:
    """Turns the sentences of one reply, in order, into what the voice says.

    It remembers an open code block from one sentence to the next: code has line ends, so it comes in several.
    """

    def __init__(self) -> None:
        self._in_code = False

    def of(self, sentence: str) -> str:
        """Return what is said of ``sentence``; empty when there is no letter or digit to say."""
        parts = sentence.split(_FENCE)
        said = []
        for number, part in enumerate(parts):
            if number:
                self._in_code = not self._in_code
            if not self._in_code:
                said.append(part)
        return _plain(" ".join(said))


def spoken_text(text: str) -> str:
    """Return what is said of a whole text."""
    return SpokenText().of(text)


def _plain(text: str) -> str:
    text = _LINK.sub(r"\1", text)
    text = _ADDRESS.sub(lambda match: urlsplit(match.group()).hostname or "", text)
    text = _TAG.sub("", text)
    text = _LINE_START.sub("", text)
    text = _BOLD.sub(r"\2", text)
    text = _STARRED.sub(_starred, text)
    text = _UNDERLINED.sub(r"\1", text)
    text = text.replace("`", "").replace("*", "")
    text = "".join(" " if _is_picture(character) else character for character in text if character not in _JOINERS)
    text = re.sub(r"\s+([,.!?…;:])", r"\1", " ".join(text.split()))
    return text if any(character.isalnum() for character in text) else ""


def _starred(match: re.Match[str]) -> str:
    """Keep an emphasised word within a sentence ("I *do* care"), drop an action ("*sighs* Fine.")."""
    before = match.string[: match.start()].rstrip()
    after = match.string[match.end() :].lstrip()
    one_word = " " not in match.group(1)
    within = bool(before) and (before[-1].isalnum() or (before[-1] == "," and one_word))
    goes_on = bool(after) and (after[0].islower() or after[0] in ".,!?;:…")
    return match.group(1) if within and goes_on else ""


def _is_picture(character: str) -> bool:
    if ord(character) < 0x2000:
        return False
    category = unicodedata.category(character)
    return category in {"So", "Cs", "Co"} or 0x1F3FB <= ord(character) <= 0x1F3FF
