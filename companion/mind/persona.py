"""Personas: TOML files that ship with the program or are the user's own."""

from __future__ import annotations

import os
import re
import tempfile
import tomllib
from pathlib import Path
from typing import Any, cast

import tomlkit

from companion.errors import CompanionError
from companion.messages import Line, Persona, Role
from companion.paths import assets_dir, config_dir

_ROLES: dict[str, Role] = {"user": "user", "her": "assistant"}
_FIELDS = ("description", "greeting", "language", "voice", "avatar")
_FILE_NAME = re.compile(r"[\w][\w .-]*")


def _folders() -> tuple[Path, Path]:
    return config_dir() / "personas", assets_dir() / "presets"


def list_personas() -> list[str]:
    """Return the file names (without .toml) of all personas, the user's and the presets, sorted."""
    return sorted({file.stem for folder in _folders() for file in folder.glob("*.toml")})


def load_persona(name: str) -> Persona:
    """Load a persona by file name without .toml; the user's own file wins over a preset of the same name.

    Raises CompanionError when there is none, or when the file is broken.
    """
    if _FILE_NAME.fullmatch(name):
        for folder in _folders():
            file = folder / f"{name}.toml"
            if file.is_file():
                return read_persona(file)
    raise CompanionError(f"There is no persona {name!r}; choose one of: {', '.join(list_personas())}.")


def read_persona(file: Path) -> Persona:
    """Read a persona file. Raises CompanionError that names the file and what is wrong with it."""
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CompanionError(f"The persona file {file} cannot be read ({error}); mend or remove it.") from error
    return _from_table(table, file)


def _from_table(table: dict[str, Any], file: Path) -> Persona:
    def text(key: str, default: str = "") -> str:
        value = table.get(key, default)
        if not isinstance(value, str):
            raise CompanionError(f"In the persona file {file}, {key} must be a text in quotes.")
        return value.strip()

    if not text("name"):
        raise CompanionError(f'The persona file {file} gives no name; add a line such as: name = "Amelie".')
    lines: list[Line] = []
    dialogue = table.get("dialogue", [])
    for number, entry in enumerate(dialogue if isinstance(dialogue, list) else [None], start=1):
        # One table a line with one key, the speaker: { user = "Hi." } or { her = "Hello." }.
        if not (isinstance(entry, dict) and len(entry) == 1):
            raise CompanionError(f'In {file}, dialogue line {number} must be like {{ user = "…" }} or {{ her = "…" }}.')
        speaker, said = next(iter(entry.items()))
        if speaker not in _ROLES or not isinstance(said, str):
            raise CompanionError(f'In {file}, dialogue line {number} must be like {{ user = "…" }} or {{ her = "…" }}.')
        lines.append(Line(_ROLES[speaker], said))
    return Persona(
        name=text("name"),
        description=text("description"),
        sample_dialogue=tuple(lines),
        greeting=text("greeting"),
        language=text("language", "en"),
        voice=text("voice"),
        avatar=text("avatar"),
    )


def save_persona(name: str, persona: Persona) -> Path:
    """Write the user's persona file ``name``.toml and return its path; presets are never touched.

    Raises CompanionError for a name that is no plain file name.
    """
    if not _FILE_NAME.fullmatch(name):
        raise CompanionError(f"A persona's file name may hold letters, digits, spaces, dots and dashes, not {name!r}.")
    document = tomlkit.document()
    document["name"] = persona.name
    for key in _FIELDS:
        value = cast(str, getattr(persona, key))
        if value:
            document[key] = tomlkit.string(value, multiline="\n" in value)
    dialogue = tomlkit.array().multiline(True)
    speakers = {role: speaker for speaker, role in _ROLES.items()}
    for line in persona.sample_dialogue:
        entry = tomlkit.inline_table()
        entry[speakers[line.role]] = line.text
        dialogue.append(entry)
    document["dialogue"] = dialogue
    folder = _folders()[0]
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{name}.toml"
    handle, beside = tempfile.mkstemp(dir=folder, prefix=".persona-")
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        stream.write(tomlkit.dumps(document))
    Path(beside).replace(file)
    return file
