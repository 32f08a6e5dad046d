"""A talk as a file to keep or give away: Markdown to read, JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from companion.errors import CompanionError
from companion.history import Entry


def write_transcript(file: Path, entries: Sequence[Entry], her: str, you: str) -> None:
    """Write the talk of ``her`` and ``you``; a name ending in .json gives JSON, any other Markdown.

    Raises CompanionError when the file cannot be written.
    """
    text = _as_json(entries, her) if file.suffix.lower() == ".json" else _as_markdown(entries, her, you)
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise CompanionError(f"{file} cannot be written ({error.strerror}); choose another place.") from error


def _as_markdown(entries: Sequence[Entry], her: str, you: str) -> str:
    lines = [f"# {her}", ""]
    day = ""
    for entry in entries:
        at = datetime.fromtimestamp(entry.at)
        if f"{at:%Y-%m-%d}" != day:
            day = f"{at:%Y-%m-%d}"
            lines += [f"## {day}", ""]
        name = her if entry.role == "assistant" else you
        lines += [f"**{name}** {at:%H:%M}" + (f" *({entry.emotion})*" if entry.emotion else ""), "", entry.text, ""]
    return "\n".join(lines)


def _as_json(entries: Sequence[Entry], her: str) -> str:
    return json.dumps({"persona": her, "messages": [asdict(one) for one in entries]}, ensure_ascii=False, indent=1)
