"""Reasoning models write their thoughts between tags such as <think>: neither shown, nor said."""

from __future__ import annotations

from string import ascii_lowercase, ascii_uppercase

_NAMES = ("think", "thinking", "thought", "reasoning")
_SMALL = str.maketrans(ascii_uppercase, ascii_lowercase)
"""Not lower(), which makes some letters longer: then a place found is another place in the text."""
_OPEN = tuple(f"<{name}>" for name in _NAMES)


class ThoughtFilter:
    """Takes a reply in pieces and gives it without its thoughts; a tag may be split over pieces."""

    def __init__(self) -> None:
        self._held = ""
        self._close = ""

    def feed(self, text: str) -> str:
        """Take the next piece; return what may be shown now."""
        self._held += text
        shown = ""
        while True:
            tags = (self._close,) if self._close else _OPEN
            folded = self._held.translate(_SMALL)
            found, tag = min(((folded.find(tag), tag) for tag in tags if tag in folded), default=(-1, ""))
            if found < 0:
                break
            if not self._close:
                shown += self._held[:found]
            self._held = self._held[found + len(tag) :]
            self._close = "" if self._close else f"</{tag[1:]}"
        keep = max(partial_length(folded, tag) for tag in tags)
        if not self._close:
            shown += self._held[: len(self._held) - keep]
        self._held = self._held[len(self._held) - keep :]
        return shown

    def flush(self) -> str:
        """Return what was held back at the end; thoughts never closed stay unsaid."""
        rest, self._held = self._held, ""
        return "" if self._close else rest


def opened_thought(prompt: str) -> str:
    """Return the tag at the end of a prompt that lets a model begin with thoughts, empty where there is none."""
    return next((tag for tag in _OPEN if prompt.rstrip().endswith(tag)), "")


def without_thoughts(text: str) -> str:
    """Return a whole text without its thoughts."""
    thoughts = ThoughtFilter()
    return thoughts.feed(text) + thoughts.flush()


def partial_length(text: str, mark: str) -> int:
    """Return how many characters at the end of ``text`` are a true beginning of ``mark``."""
    for length in range(min(len(mark) - 1, len(text)), 0, -1):
        if text.endswith(mark[:length]):
            return length
    return 0
