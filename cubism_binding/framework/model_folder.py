"""The folder of a model: names in its JSON become files in it, and never files outside it."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator
from pathlib import Path, PureWindowsPath

from cubism_binding.core.errors import CubismError
from cubism_binding.framework.json_file import Node

_DEEPEST = 3  # folders below the model's own that are searched for unlisted files
_MOST = 2000  # entries looked at: someone may keep a model among their downloads
_SHOWN = 80  # characters of a file name in a sentence


class Folder:
    """Resolve the names in a model3.json; ``problems`` are sentences about files that are left out."""

    def __init__(self, settings: Path) -> None:
        self.problems: list[str] = []
        self._settings = settings
        self._root = settings.parent.resolve()

    def needed(self, name: str, place: str) -> Path:
        """Return the existing file ``name`` (with '/' or, from careless tools, '\\\\'); CubismError says what is wrong.

        Upper and lower case and ways to compose a letter may differ: models come from systems that do not mind.
        """
        wanted = Path(name.replace("\\", "/"))
        shown = quoted(name)
        try:
            found = (self._root / wanted).resolve()
            if wanted.is_absolute() or PureWindowsPath(name).drive or not found.is_relative_to(self._root):
                raise CubismError(f"{place} names {shown}, which lies outside the model's folder: this is not allowed.")
            if not found.exists():
                found = self._spelt_otherwise(wanted) or found
            if found.is_dir():
                raise CubismError(f"{place} names {shown}, but that is a folder; the model is incomplete.")
            if not found.is_file():
                raise CubismError(f"{place} names {shown}, but there is no such file; the model is incomplete.")
        except (OSError, ValueError, RuntimeError) as error:  # zero characters, lone surrogates, too long, link loops
            raise CubismError(f"{place} names {shown}, which is no file that can be read.") from error
        return found

    def optional(self, node: Node, key: str) -> Path | None:
        """Return the file under ``key``; None where the key is missing or empty, or where ``problems`` says why."""
        name = node.text(key) if node.data.get(key) is not None else ""
        if not name:
            return None
        try:
            return self.needed(name, node.place)
        except CubismError as error:
            self.problems.append(str(error))
            return None

    def listed(self, node: Node, key: str) -> Path | None:
        """Return the file under ``key``, which must have a name; None where ``problems`` says why."""
        if not node.text(key):
            raise node.wrong(key, "the name of a file")
        return self.optional(node, key)

    def unlisted(self, suffix: str, listed: set[Path]) -> dict[str, Path]:
        """Return files of the folder that end in ``suffix`` but are not ``listed``, by their name without it.

        A folder with several models tells not whose they are: then there are none.
        """
        found: dict[str, Path] = {}
        for file in sorted(self._files()):
            if file.name.lower().endswith(".model3.json") and file != self._settings.resolve():
                return {}
            name = file.name[: -len(suffix)]
            if file.name.lower().endswith(suffix) and file not in listed and name:
                found.setdefault(name, file)
        return found

    def _files(self) -> Iterator[Path]:
        """Yield the files of this folder and, a little, below it; not hidden ones, and links are not followed."""
        seen = 0
        for place, folders, files in os.walk(self._root):
            names = [name for name in files if not name.startswith(".")]
            deep = len(Path(place).relative_to(self._root).parts) >= _DEEPEST
            folders[:] = [] if deep else sorted(name for name in folders if not name.startswith("."))
            if place != str(self._root) and any(name.lower().endswith(".model3.json") for name in names):
                folders[:] = []  # another model lives there
                continue
            seen += len(files)
            if seen > _MOST:
                return
            yield from (file for name in names if not (file := Path(place) / name).is_symlink())

    def _spelt_otherwise(self, wanted: Path) -> Path | None:
        """Find the one file whose name differs only in case and in how its letters are composed."""
        place = self._root
        for part in wanted.parts:
            if part == "..":
                return None
            try:
                matches = [entry for entry in place.iterdir() if _plain(entry.name) == _plain(part)]
            except OSError:
                return None
            if len(matches) != 1:
                return None
            place = matches[0]
        return place if place.resolve().is_relative_to(self._root) else None


def quoted(name: str) -> str:
    """Return a name for a sentence: in quotes, on one line, not endless."""
    return repr(name if len(name) <= _SHOWN else name[: _SHOWN - 1] + "…")


def _plain(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
