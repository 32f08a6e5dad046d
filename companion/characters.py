"""The characters to choose from: those that ship with the program and those the user has added.

A folder or picture of the user's stays where it is and is never deleted; a zip file is unpacked into the user's data,
and that copy goes when the character is removed.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

from companion.avatar.archive import is_archive, unpacked
from companion.errors import CompanionError
from companion.paths import data_dir, default_avatar, shipped_avatars
from companion.whole_file import write_whole


@dataclass(frozen=True)
class Character:
    """One to choose: its name, and its path as the setting ``face.avatar`` wants it (empty: Amelie)."""

    name: str
    path: str
    ours: bool = False

    @property
    def file(self) -> Path:
        """The file or folder of the character."""
        return Path(self.path) if self.path else default_avatar()

    @property
    def is_copy(self) -> bool:
        """Whether its files are a copy of the program's own, which goes with it."""
        return not self.ours and self.file.is_relative_to(_copies())


def characters() -> list[Character]:
    """Return all, Amelie first. Raises CompanionError for a damaged list."""
    return shipped() + added()


def shipped() -> list[Character]:
    """Return those that came with the program, Amelie first."""
    return [
        Character(name, "" if place == 0 else str(path), ours=True)
        for place, (name, path) in enumerate(shipped_avatars().items())
    ]


def added() -> list[Character]:
    """Return those the user has added, in that order. Raises CompanionError for a damaged list."""
    file = _list()
    if not file.exists():
        return []
    try:
        entries = json.loads(file.read_text(encoding="utf-8"))
        return [Character(str(one["name"]), str(one["path"])) for one in entries]
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise CompanionError(f"The list of your characters, {file}, cannot be read; move it away.") from error


def unpack_for_good(path: Path) -> Path:
    """Return what is to be loaded for a path: a zip file is unpacked into the user's data first."""
    return unpacked(path, _copies()) if is_archive(path) else path.resolve()


def add(path: Path, name: str) -> Character:
    """Remember a character; adding it again changes nothing. Raises CompanionError."""
    known = added()
    new = Character(name, str(path))
    if all(one.path != new.path for one in known) and path not in shipped_avatars().values():
        _keep([*known, new])
    return next((one for one in characters() if one.file == path), new)


def remove(character: Character) -> None:
    """Forget a character; its files stay until ``sweep``, so that it can be added again."""
    _keep([one for one in added() if one.path != character.path])


def sweep() -> None:
    """Delete the copies of characters that are no longer in the list; none where nobody can read it."""
    try:
        used = [one.file for one in added()]
    except CompanionError:
        return
    if not _copies().is_dir():
        return
    for folder in _copies().iterdir():
        if not any(file.is_relative_to(folder) for file in used):
            shutil.rmtree(folder, ignore_errors=True)


def _copies() -> Path:
    return data_dir() / "added-characters"


def _list() -> Path:
    return data_dir() / "added-characters.json"


def _keep(entries: list[Character]) -> None:
    told = [{"name": one.name, "path": one.path} for one in entries]
    try:
        write_whole(_list(), json.dumps(told, ensure_ascii=False, indent=2) + "\n")
    except OSError as error:
        raise CompanionError(f"The list of your characters cannot be kept in {_list()} ({error.strerror}).") from error
