"""Reasoning models write their thoughts between <think> tags: neither shown, nor said."""

from __future__ import annotations

_OPEN, _CLOSE = "<think>", "</think>"


class ThoughtFilter:
    """Takes a reply in pieces and gives it without its thoughts; a tag may be split over pieces."""

    def __init__(self) -> None:
        self._held = ""
        self._thinking = False

    def feed(self, text: str) -> str:
        """Take the next piece; return what may be shown now."""
        self._held += text
        shown = ""
        while True:
            tag = _CLOSE if self._thinking else _OPEN
            found = self._held.find(tag)
            if found < 0:
                break
            if not self._thinking:
                shown += self._held[:found]
            self._held = self._held[found + len(tag) :]
            self._thinking = not self._thinking
        keep = partial_length(self._held, tag)
        if not self._thinking:
            shown += self._held[: len(self._held) - keep]
        self._held = self._held[len(self._held) - keep :]
        return shown

    def flush(self) -> str:
        """Return what was held back at the end; thoughts never closed stay unsaid."""
        rest, self._held = self._held, ""
        return "" if self._thinking else rest


def partial_length(text: str, mark: str) -> int:
    """Return how many characters at the end of ``text`` are a true beginning of ``mark``."""
    for length in range(min(len(mark) - 1, len(text)), 0, -1):
        if text.endswith(mark[:length]):
            return length
    return 0
