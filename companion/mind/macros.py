"""The placeholders of character cards, filled in when the prompt is made; the card keeps them as they were written."""

from __future__ import annotations

import re

_COMMENT = re.compile(r"\{\{\s*(?://|comment:|hidden_key:)[^{}]*\}\}", re.IGNORECASE)
_REVERSE = re.compile(r"\{\{\s*reverse:([^{}]*)\}\}", re.IGNORECASE)
_CHAR = re.compile(r"\{\{\s*char\s*\}\}|<char>|<bot>", re.IGNORECASE)
_USER = re.compile(r"\{\{\s*user\s*\}\}|<user>", re.IGNORECASE)
_ORIGINAL = re.compile(r"\{\{\s*original\s*\}\}", re.IGNORECASE)


def fill(text: str, char: str, user: str) -> str:
    """Put her name and the user's in, drop comments; braces of other kinds (W++, JSON) stay as they are."""
    text = _COMMENT.sub("", text)
    text = _REVERSE.sub(lambda match: match[1][::-1], text)
    text = _ORIGINAL.sub("", text)
    text = _CHAR.sub(lambda _: char, text)
    return _USER.sub(lambda _: user, text)
