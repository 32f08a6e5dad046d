"""All settings as one TOML text, to take to another computer or to give away; keys and passwords never are in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import tomlkit
from tomlkit.exceptions import TOMLKitError

from companion import settings_file
from companion.errors import CompanionError
from companion.settings import BY_KEY, TABLE, Setting, Settings


@dataclass(frozen=True)
class Taken:
    """What an import changed: setting -> what it was before; and a sentence for each entry that was of no use."""

    before: Mapping[Setting[Any], Any]
    problems: tuple[str, ...]


def exported(settings: Settings) -> str:
    """Return all settings, those at their default as well, so that they mean the same everywhere."""
    document = tomlkit.document()
    document.add("version", tomlkit.item(settings_file.SCHEMA_VERSION))
    for setting in TABLE:
        settings_file.put(document, setting.key, _without_secrets(settings[setting]))
    return tomlkit.dumps(document)


def export_settings(settings: Settings, file: Path) -> None:
    """Write all settings into ``file``. Raises CompanionError."""
    try:
        file.write_text(exported(settings), encoding="utf-8")
    except OSError as error:
        raise CompanionError(f"The settings cannot be written to {file} ({error.strerror or error}).") from error


def import_settings(settings: Settings, file: Path) -> Taken:
    """Take what ``file`` says; what it does not name stays as it is. Raises CompanionError for no TOML file."""
    try:
        document = settings_file.parse(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise CompanionError(f"{file} cannot be read ({error.strerror or error}).") from error
    except (TOMLKitError, ValueError, RecursionError) as error:
        raise CompanionError(
            f"{file.name} is no settings file ({error}); choose one that was exported here."
        ) from error
    values, problems = settings_file.sort_out(document, BY_KEY)
    if not values:
        raise CompanionError(f"{file.name} names no setting; choose a file that was exported here.")
    before = {setting: settings[setting] for setting in TABLE}
    for key, value in values.items():
        settings[BY_KEY[key]] = value
    return Taken(settings.changed_since(before), problems)


def _without_secrets(value: Any) -> Any:
    """Return an address without the name, password and query somebody may have written into it."""
    if not isinstance(value, str) or "://" not in value:
        return value
    try:
        parts = urlsplit(value)
    except ValueError:
        return value
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))
