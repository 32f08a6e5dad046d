"""Personas: TOML files that ship with the program or are the user's own."""

from __future__ import annotations

import re
import tomllib
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any, cast

import tomlkit

from companion.errors import CompanionError
from companion.messages import Line, LoreEntry, Persona, Role, Temperament
from companion.paths import assets_dir, config_dir
from companion.whole_file import write_whole

_ROLES: dict[str, Role] = {"user": "user", "her": "assistant"}
_FIELDS = (
    "description", "personality", "scenario", "greeting", "language", "voice", "avatar", "system_prompt", "reminder",
    "prompt_format",
)  # fmt: skip
_FILE_NAME = re.compile(r"[\w][\w .-]{0,59}")


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
    raise CompanionError(f"There is no persona {name[:60]!r}; choose one of: {', '.join(list_personas())}.")


def read_persona(file: Path) -> Persona:
    """Read a persona file. Raises CompanionError that names the file and what is wrong with it."""
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
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
    lore = table.get("lore", {})
    usual = Persona("")
    if not isinstance(lore, dict):
        raise CompanionError(f"In {file}, lore must be a table: [lore].")
    sizes = {"depth": lore.get("depth", usual.lore_depth), "tokens": lore.get("tokens", usual.lore_tokens)}
    for key, size in sizes.items():
        if not isinstance(size, int):
            raise CompanionError(f"In {file}, {key} of [lore] must be a whole number.")
    entries = lore.get("entry", [])
    if not isinstance(entries, list):
        raise CompanionError(f"In {file}, write each entry of the lore below a line [[lore.entry]].")
    return Persona(
        name=text("name"),
        sample_dialogue=tuple(lines),
        other_greetings=_texts(table, "other_greetings", file),
        stop=_texts(table, "stop", file),
        expressions=tuple(_pairs(table, "expressions", str, file).items()),
        sampling=tuple((key, float(value)) for key, value in _pairs(table, "sampling", (int, float), file).items()),
        temperament=temperament_of(_pairs(table, "temperament", (int, float), file)),
        lorebook=tuple(_lore_entry(entry, number, file) for number, entry in enumerate(entries, start=1)),
        lore_depth=sizes["depth"],
        lore_tokens=sizes["tokens"],
        **{key: text(key, "en" if key == "language" else "") for key in _FIELDS},
    )


_TEMPERAMENT = {"valence": (-1.0, 1.0), "arousal": (-1.0, 1.0), "half_life": (1.0, 1e7)}


def temperament_of(table: dict[str, Any]) -> Temperament:
    """Return the temperament with what the table says of it, each within its range."""
    ranges = {key: bounds for key, bounds in _TEMPERAMENT.items() if key in table}
    return Temperament(**{key: min(high, max(low, float(table[key]))) for key, (low, high) in ranges.items()})


def temperament_table(temperament: Temperament) -> dict[str, float]:
    """Return what of a temperament is not as usual."""
    usual = Temperament()
    told = {key: getattr(temperament, key) for key in _TEMPERAMENT}
    return {key: value for key, value in told.items() if value != getattr(usual, key)}


def _texts(table: dict[str, Any], key: str, file: Path) -> tuple[str, ...]:
    value = table.get(key, [])
    if not (isinstance(value, list) and all(isinstance(one, str) for one in value)):
        raise CompanionError(f"In the persona file {file}, {key} must be a list of texts in quotes.")
    return tuple(value)


def _pairs(table: dict[str, Any], key: str, kind: type | tuple[type, ...], file: Path) -> dict[str, Any]:
    value = table.get(key, {})
    if not (isinstance(value, dict) and all(isinstance(one, kind) for one in value.values())):
        what = "names and texts" if kind is str else "names and numbers"
        raise CompanionError(f"In the persona file {file}, [{key}] must hold {what}.")
    return value


def _lore_entry(entry: Any, number: int, file: Path) -> LoreEntry:
    try:
        return LoreEntry(
            content=str(entry["content"]),
            keys=tuple(map(str, entry.get("keys", ()))),
            secondary_keys=tuple(map(str, entry.get("secondary_keys", ()))),
            constant=bool(entry.get("constant", False)),
            case_sensitive=bool(entry.get("case_sensitive", False)),
            order=int(entry.get("order", 0)),
            before=bool(entry.get("before", True)),
        )
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise CompanionError(f"In {file}, lore entry {number} needs a content and a list of keys.") from error


def _lore_table(entry: LoreEntry) -> dict[str, Any]:
    """Return the entry as TOML values, without what is as usual."""
    table = {field.name: getattr(entry, field.name) for field in fields(LoreEntry)}
    usual = asdict(LoreEntry(""))
    return {
        key: list(value) if isinstance(value, tuple) else value for key, value in table.items() if value != usual[key]
    }


def save_persona(name: str, persona: Persona) -> Path:
    """Write the user's persona file ``name``.toml and return its path; presets are never touched.

    Raises CompanionError for a name that is no plain file name, and where it cannot be written.
    """
    if not _FILE_NAME.fullmatch(name):
        raise CompanionError(f"A persona's file name may hold letters, digits, spaces, dots and dashes, not {name!r}.")
    file = _folders()[0] / f"{name}.toml"
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(file, persona_text(persona))
    except OSError as error:
        raise CompanionError(f"{file} cannot be written ({error.strerror}).") from error
    return file


def remove_persona(name: str) -> None:
    """Delete the user's own persona file; a preset of that name comes back.

    Raises CompanionError for a preset, and where it cannot be deleted.
    """
    file = _folders()[0] / f"{name}.toml"
    if not _FILE_NAME.fullmatch(name) or not file.is_file():
        raise CompanionError(f"The persona {name!r} came with the program and stays.")
    for one in (file, file.with_suffix(".card.json"), file.with_suffix(".card.png")):
        try:
            one.unlink(missing_ok=True)
        except OSError as error:
            raise CompanionError(f"{one} cannot be deleted ({error.strerror}).") from error


def persona_text(persona: Persona) -> str:
    """Return the persona as the text of its file."""
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
    for key in ("other_greetings", "stop"):
        if getattr(persona, key):
            texts = tomlkit.array().multiline(True)
            texts.extend(getattr(persona, key))
            document[key] = texts
    for key in ("expressions", "sampling"):
        if getattr(persona, key):
            document[key] = dict(getattr(persona, key))
    if temperament_table(persona.temperament):
        document["temperament"] = temperament_table(persona.temperament)
    if persona.lorebook:
        document["lore"] = {"depth": persona.lore_depth, "tokens": persona.lore_tokens}
        document["lore"]["entry"] = [_lore_table(entry) for entry in persona.lorebook]
    return tomlkit.dumps(document)
