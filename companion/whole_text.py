"""Text from outside, made fit for every file, database and window."""

from __future__ import annotations


def whole_text(text: str) -> str:
    """Return the text with lone halves of characters (surrogates, as broken JSON has them) shown as question marks.

    Nothing can store or encode them; all other text is returned as it is.
    """
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")
