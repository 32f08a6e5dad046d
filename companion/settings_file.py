"""The file behind the settings: read, brought up to date, written whole; what it says wrongly is kept aside.

The file has a ``version``. What is no known setting, or has a value of no use, moves to the table ``[set_aside]`` under
its full key: nothing a person wrote is lost, and a newer program that knows the key takes it back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Protocol, TypeAlias

import tomlkit
from tomlkit.exceptions import TOMLKitError

from companion.errors import CompanionError
from companion.whole_file import write_whole

SCHEMA_VERSION = 2
SET_ASIDE = "set_aside"


Stamp: TypeAlias = tuple[int, int, int] | None
"""Which state of a file it is: its number, length and time; None where there is none."""


class Accepting(Protocol):
    """What is needed of a setting here."""

    def accept(self, value: Any) -> Any:
        """Return the value as it is to be kept; raises CompanionError."""


def read(file: Path) -> tomlkit.TOMLDocument:
    """Return what is in ``file``, brought to SCHEMA_VERSION; a file that is missing is empty.

    Raises CompanionError with what to do.
    """
    try:
        return parse(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return tomlkit.document()
    except (TOMLKitError, ValueError, RecursionError, OSError) as error:
        raise CompanionError(f"The settings file {file} cannot be read ({error}); mend or move it.") from error


def parse(text: str) -> tomlkit.TOMLDocument:
    """Return ``text`` as a document of SCHEMA_VERSION. Raises TOMLKitError."""
    document = tomlkit.parse(text)
    version = document.unwrap().get("version")
    if type(version) is not int:
        version = SCHEMA_VERSION
    for older in range(max(1, version), SCHEMA_VERSION):
        MIGRATIONS[older](document)
    # A file of a newer program keeps its number: that program must not migrate it once more.
    document["version"] = max(SCHEMA_VERSION, version)
    return document


def write(document: tomlkit.TOMLDocument, file: Path) -> None:
    """Replace ``file`` at once. Raises CompanionError where it cannot be written."""
    document.setdefault("version", SCHEMA_VERSION)
    try:
        write_whole(file, tomlkit.dumps(document))
    except OSError as error:
        raise CompanionError(f"The settings cannot be kept in {file} ({error.strerror or error}).") from error


def stamp(file: Path) -> Stamp:
    """Return the state of ``file``; one that was written since has another."""
    try:
        state = file.stat()
    except OSError:
        return None
    return state.st_ino, state.st_size, state.st_mtime_ns


def put(document: tomlkit.TOMLDocument, key: str, value: Any) -> None:
    """Set ``section.name`` to ``value``."""
    section, name = key.split(".")
    document.setdefault(section, tomlkit.table())[name] = value


def remove(document: tomlkit.TOMLDocument, key: str) -> None:
    """Forget ``section.name``."""
    section, name = key.split(".")
    document.get(section, {}).pop(name, None)


def sort_out(document: tomlkit.TOMLDocument, known: Mapping[str, Accepting]) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Return the values of the ``known`` settings, and a sentence for each entry that is put aside in the document."""
    values: dict[str, Any] = {}
    aside: dict[str, Any] = {}
    problems: list[str] = []
    for key, value in _entries(document):
        try:
            values[key] = _accepted(known, key, value)
        except CompanionError as error:
            aside[key] = value
            problems.append(f"{error} “{key}” has no effect.")
    for key in aside:
        _take_out(document, key)
    kept = document.get(SET_ASIDE)
    if isinstance(kept, dict):
        _take_back(document, kept, known, values)
    if aside:
        table = document.setdefault(SET_ASIDE, tomlkit.table())
        for key, value in aside.items():
            table[key] = value
    return values, tuple(problems)


def _entries(document: tomlkit.TOMLDocument) -> list[tuple[str, Any]]:
    """Return the full key and the plain value of everything in the document."""
    found: list[tuple[str, Any]] = []
    for section, table in document.unwrap().items():
        if section == "version" or (section == SET_ASIDE and isinstance(table, dict)):
            continue
        if isinstance(table, dict):
            found += [(f"{section}.{name}", value) for name, value in table.items()]
        else:
            found.append((section, table))
    return found


def _accepted(known: Mapping[str, Accepting], key: str, value: Any) -> Any:
    if key not in known:
        raise CompanionError(f"There is no setting “{key}”.")
    return known[key].accept(value)


def _take_out(document: tomlkit.TOMLDocument, key: str) -> None:
    section, _, name = key.partition(".")
    if name:
        document[section].pop(name)
        if not document[section]:
            document.pop(section)
    else:
        document.pop(section)


def _take_back(
    document: tomlkit.TOMLDocument, kept: dict[str, Any], known: Mapping[str, Accepting], values: dict[str, Any]
) -> None:
    """Use what was put aside by a program that did not know it yet."""
    for key in [key for key in kept if key in known and key not in values]:
        try:
            values[key] = known[key].accept(tomlkit.item(kept[key]).unwrap())
        except CompanionError:
            continue
        put(document, key, values[key])
        kept.pop(key)


def _welcome_known_users(document: tomlkit.TOMLDocument) -> None:
    """Who has settings of version 1 has used the program before it had first steps to show."""
    window = document.setdefault("window", tomlkit.table())
    if isinstance(window, dict):  # what else somebody wrote there is put aside later
        window["welcomed"] = True


MIGRATIONS: dict[int, Callable[[tomlkit.TOMLDocument], None]] = {1: _welcome_known_users}
"""What brings a file of a version to the next one."""
