"""What is said of what is shown: *actions*, emoji, markdown, code, tags and addresses stay silent, digits are words."""

from __future__ import annotations

import html
import re
import unicodedata

from companion.mind.language import language_of
from companion.mind.number_words import numbers_in_words
from companion.mind.written_signs import written_out
from companion.server_address import host_of

_FENCE = re.compile(r"```|~~~")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)\s]*\)")
_IN_ADDRESS = r"(?:[^\s<>\"'()\]]|\([^\s<>\"'()]*\))*(?:[^\s<>\"'()\].,!?;:]|\([^\s<>\"'()]*\))"
_ADDRESS = re.compile(rf"https?://(?:\[[^\]\s]*\](?:{_IN_ADDRESS})?|{_IN_ADDRESS})")
_MAIL = re.compile(r"(?:mailto:)?\b([\w.+-]+)@([\w-]+(?:\.[\w-]+)+)")
_BARE_ADDRESS = re.compile(rf"\b(?:www\.|(?=(?:[\w-]+\.)+[^\W\d_]{{2,6}}/)){_IN_ADDRESS}")
_FOOTNOTE = re.compile(r"\[\^?\d+\]")
_TABLE_RULE = re.compile(r"^\s*\|?[\s:|-]*-{2,}[\s:|-]*$", re.MULTILINE)
_TABLE_ROW = re.compile(r"^\s*\|(.*)\|\s*$", re.MULTILINE)
_RULER = re.compile(r"^\s*(?:\*\s*){3,}$|^\s*(?:_\s*){3,}$", re.MULTILINE)
_FACE = re.compile(r"(?<!\w)(?:[:;=8][-'^]?[)(DPpOo3/\\|*]|<3|\^_\^|xD|XD|[()]{2,})(?!\w)")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_BOLD_ITALIC = re.compile(r"\*\*\*(?=\S)(.+?)(?<=\S)\*\*\*")
_BOLD = re.compile(r"(\*\*|__|~~)(?=\S)(.+?)(?<=\S)\1")
_STARRED = re.compile(r"\*(?=\S)([^*]+?)(?<=\S)\*")
_WAVED = re.compile(r"(?<![\w~])~(?=[^\W\d])([^~]+?)(?<=\S)~(?![\w~])")
_STAGE = re.compile(r"\[[^\W\d_A-ZА-ЯЁ][^\[\]\d]{0,40}\]")
"""What is done, not said: [laughs], as plays and subtitles write it."""
_UNSPACED = re.compile(r"(?<=[a-zа-яё])([.!?…]+)(?=[A-ZА-ЯЁ][a-zа-яё ])")
_CALLED = re.compile(r"(?<!\w)[@#](?=[^\W\d_])")
"""Before a name or a hashtag."""
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
        parts = _FENCE.split(sentence)
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
    text = _ADDRESS.sub(lambda match: host_of(match.group()), text)
    text = _BARE_ADDRESS.sub(lambda match: match.group().partition("/")[0], text)
    text = _MAIL.sub(_mail, text)
    text = html.unescape(_TAG.sub("", text))
    text = _TABLE_RULE.sub("", text)
    text = _RULER.sub("", text)
    text = _TABLE_ROW.sub(lambda row: ", ".join(filter(None, map(str.strip, row.group(1).split("|")))) + ".", text)
    text = _LINE_START.sub("", text)
    text = _FOOTNOTE.sub("", text)
    text = _FACE.sub("", text)
    text = _BOLD_ITALIC.sub(r"\1", text)
    text = _BOLD.sub(r"\2", text)
    text = _STARRED.sub(_starred, text)
    text = _WAVED.sub(_starred, text)
    text = _STAGE.sub("", text)
    text = _UNDERLINED.sub(r"\1", text)
    text = _UNSPACED.sub(r"\1 ", _CALLED.sub("", text))
    language = language_of(text)
    text = written_out(text, language)
    text = "".join(" " if _is_picture(character) else character for character in text if not _is_unseen(character))
    text = numbers_in_words(text, language)
    text = re.sub(r"\s&\s", {"ru": " и "}.get(language, " and "), text) if language in {"en", "ru"} else text
    text = text.replace("`", "").replace("*", "")
    text = re.sub(r"\s+([,.!?…;:]+)(?!\w)", r"\1", " ".join(text.split()))
    return text if any(character.isalnum() for character in text) else ""


def _mail(match: re.Match[str]) -> str:
    """Return an e-mail address as people say it."""
    russian = language_of(match.string) == "ru"
    at, dot = (" собака ", " точка ") if russian else (" at ", " dot ")
    return f"{match.group(1).replace('.', dot)}{at}{match.group(2).replace('.', dot)}"


def _starred(match: re.Match[str]) -> str:
    """Keep an emphasised word within a sentence ("I *do* care"), drop an action ("*sighs* Fine.")."""
    before = match.string[: match.start()].rstrip()
    after = match.string[match.end() :].lstrip()
    one_word = " " not in match.group(1)
    within = bool(before) and (before[-1].isalnum() or (before[-1] == "," and one_word))
    goes_on = bool(after) and (after[0].islower() or after[0] in ".,!?;:…")
    return match.group(1) if within and goes_on else ""


def _is_unseen(character: str) -> bool:
    """Say whether it is a joiner of emoji, or a mark of format: zero width, or turning the direction."""
    return character in _JOINERS or unicodedata.category(character) == "Cf"


def _is_picture(character: str) -> bool:
    if ord(character) < 0x2000:
        return False
    category = unicodedata.category(character)
    return category in {"So", "Cs", "Co"} or 0x1F3FB <= ord(character) <= 0x1F3FF
