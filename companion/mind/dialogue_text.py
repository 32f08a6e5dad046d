"""Parts of a persona as text to edit: dialogues, and tables of one pair a line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from companion.errors import CompanionError
from companion.messages import Line


def dialogue_text(lines: tuple[Line, ...]) -> str:
    """Return a dialogue as text to edit: each line begins with ``You:`` or ``Her:``; further lines are indented."""
    words = {"user": "You", "assistant": "Her"}
    return "\n".join(f"{words[line.role]}: " + line.text.replace("\n", "\n  ") for line in lines)


def parse_dialogue(text: str) -> tuple[Line, ...]:
    """Read what ``dialogue_text`` wrote. Raises CompanionError that names the first line without a speaker."""
    lines: list[Line] = []
    for number, raw in enumerate(text.splitlines(), start=1):
        if not raw.strip():
            continue
        begun = re.match(r"(you|her):\s*(.*)", raw, re.IGNORECASE)
        if begun:
            lines.append(Line("user" if begun[1].lower() == "you" else "assistant", begun[2].strip()))
        elif raw[0].isspace() and lines:
            lines[-1] = replace(lines[-1], text=f"{lines[-1].text}\n{raw.strip()}")
        else:
            raise CompanionError(f'Line {number} of the sample dialogue must begin with "You:" or "Her:".')
    return tuple(lines)


def pairs_text(pairs: Iterable[tuple[str, object]]) -> str:
    """Return a table as text: one ``name = value`` a line."""
    return "\n".join(f"{name} = {value}" for name, value in pairs)


def parse_pairs(text: str, names: Iterable[str], what: str) -> tuple[tuple[str, str], ...]:
    """Read what ``pairs_text`` wrote. Raises CompanionError for a name that is not one of ``names``."""
    known = list(names)
    pairs = []
    for number, line in enumerate(text.splitlines(), start=1):
        name, equals, value = (part.strip() for part in line.partition("="))
        if not line.strip():
            continue
        if not equals or not value or name not in known:
            raise CompanionError(f"Line {number} of {what} must be like “{known[0]} = …”; names: {', '.join(known)}.")
        pairs.append((name, value))
    return tuple(pairs)
