"""A lorebook as text to edit: each entry begins with its keys in brackets.

``[rose, flower + red]`` enters when one of the first and one of the second are spoken of; ``[*]`` always. After a bar
stand ``after`` (the description), ``exact`` (capitals count) and ``order 5``. The lines below are what she then knows.
"""

from __future__ import annotations

import re
from dataclasses import replace

from companion.errors import CompanionError
from companion.messages import LoreEntry

_HEAD = re.compile(r"\[([^\]|]*)(?:\|([^\]]*))?\]\s*")


def lore_text(entries: tuple[LoreEntry, ...]) -> str:
    """Return the entries as text."""
    blocks = []
    for entry in entries:
        keys = "*" if entry.constant else ", ".join(entry.keys)
        if entry.secondary_keys and not entry.constant:
            keys += " + " + ", ".join(entry.secondary_keys)
        flags = [
            *(["after"] if not entry.before else []),
            *(["exact"] if entry.case_sensitive else []),
            *([f"order {entry.order}"] if entry.order else []),
        ]
        blocks.append(f"[{keys}{' | ' + ', '.join(flags) if flags else ''}]\n{entry.content.strip()}")
    return "\n\n".join(blocks)


def parse_lore(text: str) -> tuple[LoreEntry, ...]:
    """Read what ``lore_text`` wrote. Raises CompanionError that names the line."""
    entries: list[LoreEntry] = []
    content: list[str] = []
    head: LoreEntry | None = None

    def finish() -> None:
        if head is not None and (body := "\n".join(content).strip()):
            entries.append(_with_content(head, body))

    for number, line in enumerate(text.splitlines(), start=1):
        match = _HEAD.fullmatch(line)
        if match:
            finish()
            head, content = _head(match[1], match[2] or "", number), []
        elif head is not None:
            content.append(line)
        elif line.strip():
            raise CompanionError(f"Line {number} of the lore must stand below its keys in brackets, such as [rose].")
    finish()
    return tuple(entries)


def _head(keys: str, flags: str, number: int) -> LoreEntry:
    first, _, second = keys.partition("+")
    order, before, exact = 0, True, False
    for flag in _parts(flags):
        if flag == "after":
            before = False
        elif flag == "exact":
            exact = True
        elif re.fullmatch(r"order -?\d{1,9}", flag):
            order = int(flag.split()[1])
        else:
            raise CompanionError(
                f"Line {number} of the lore has the unknown word {flag!r}; known are after, exact, order 5."
            )
    constant = first.strip() == "*"
    return LoreEntry(
        content="",
        keys=() if constant else _parts(first),
        secondary_keys=_parts(second),
        constant=constant,
        case_sensitive=exact,
        order=order,
        before=before,
    )


def _with_content(head: LoreEntry, content: str) -> LoreEntry:
    return replace(head, content=content)


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())
