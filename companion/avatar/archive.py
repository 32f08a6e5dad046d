"""Characters handed on as a zip file: unpacked once into the user's cache, nothing outside it, nothing without end."""

from __future__ import annotations

import hashlib
import lzma
import re
import shutil
import tempfile
import time
import zipfile
import zlib
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path, PurePosixPath, PureWindowsPath

from companion.errors import CompanionError
from companion.paths import cache_dir

LARGEST = 1 << 30
"""Bytes a character may have unpacked; those of Live2D's samples have up to 30 MB."""
MOST_FILES = 5000
_CHUNK = 1 << 20
_UTF_8 = 0x800  # of an entry's flags
_RUSSIAN, _RUSSIAN_VOWEL = re.compile("[А-Яа-яЁё№]"), re.compile("[аеёиоуыэюя]")
_HALF_WIDTH = re.compile("[\uff61-\uff9f]")  # what Chinese looks like when it is read as Japanese
_MIXED = re.compile("[А-Яа-яЁё][A-Za-z]|[A-Za-z][А-Яа-яЁё]")  # no word has both kinds of letters
_BEGUN = "unpacking-"
_EDITION = 2  # raised when names are read otherwise: what was unpacked before does not count
_ABANDONED_SECONDS = 3600.0


def is_archive(path: Path) -> bool:
    """Return whether a path is to be unpacked before it can hold a character."""
    return path.suffix.lower() == ".zip" and path.is_file()


def unpacked(archive: Path, place: Path | None = None) -> Path:
    """Return the folder with the archive's character, unpacking it below ``place`` unless that was done before.

    Without a place it goes into the cache, which may be emptied at any time.

    Raises CompanionError with one sentence for a damaged, encrypted or hostile archive.
    """
    place = place or cache_dir() / "characters"
    try:
        folder = place / _digest(archive)
        if not folder.is_dir():
            place.mkdir(exist_ok=True)
            _clear(place)
            # Beside and renamed: a folder of that name is always whole.
            with tempfile.TemporaryDirectory(dir=place, prefix=_BEGUN) as beside:
                _unpack(archive, Path(beside) / "whole")
                try:
                    (Path(beside) / "whole").rename(folder)
                except OSError:
                    if not folder.is_dir():  # else another process was faster: it is there
                        raise
        return _inner(folder)
    except (
        zipfile.BadZipFile, zlib.error, lzma.LZMAError, NotImplementedError, EOFError, ValueError, IndexError
    ) as error:  # fmt: skip
        raise CompanionError(f"{archive} is no zip file that can be unpacked: {str(error)[:200]}.") from error
    except OSError as error:
        raise CompanionError(f"{archive} cannot be unpacked: {error.strerror or error}.") from error


def _clear(place: Path) -> None:
    """Remove what a program that was killed had begun to unpack."""
    for begun in place.glob(f"{_BEGUN}*"):
        with suppress(OSError):  # it goes by itself this moment
            if time.time() - begun.stat().st_mtime > _ABANDONED_SECONDS:
                shutil.rmtree(begun, ignore_errors=True)


def _digest(archive: Path) -> str:
    with archive.open("rb") as stream:
        return f"{hashlib.file_digest(stream, 'sha256').hexdigest()[:32]}-{_EDITION}"


def _unpack(archive: Path, folder: Path) -> None:
    folder.mkdir()
    with zipfile.ZipFile(archive) as packed:
        # Some programs write Windows' separator, also behind the names of folders.
        entries = [entry for entry in packed.infolist() if not entry.filename.endswith(("/", "\\"))]
        if len(entries) > MOST_FILES:
            raise CompanionError(f"{archive} holds {len(entries)} files; a character has at most {MOST_FILES}.")
        left, encoding = LARGEST, _encoding(filter(None, map(_raw_name, entries)))
        for entry in entries:
            if entry.flag_bits & 1:
                raise CompanionError(f"{archive} is encrypted: unpack it yourself and choose the folder.")
            file = folder / _inside(archive, _name(entry, encoding))
            file.parent.mkdir(parents=True, exist_ok=True)
            with packed.open(entry) as source, file.open("wb") as target:
                while chunk := source.read(_CHUNK):  # counted as it comes: the size in the archive may be a lie
                    left -= len(chunk)
                    if left < 0:
                        raise CompanionError(
                            f"{archive} unpacks to more than {LARGEST >> 20} MB; that is no character."
                        )
                    target.write(chunk)


def _name(entry: zipfile.ZipInfo, encoding: str) -> str:
    raw = _raw_name(entry)
    return entry.filename if raw is None else raw.decode(encoding)


def _raw_name(entry: zipfile.ZipInfo) -> bytes | None:
    """Return the bytes of a name whose encoding the archive does not tell; None where it does."""
    try:
        return None if entry.flag_bits & _UTF_8 else entry.filename.encode("cp437")
    except UnicodeEncodeError:  # told apart from the flag
        return None


def _encoding(names: Iterable[bytes]) -> str:
    """Return how the names nothing is told of were written: all in the encoding of the system that packed them."""
    together = b"/".join(names)
    for encoding in ("utf-8", "cp866", "shift_jis", "gbk"):
        try:
            text = together.decode(encoding)
        except UnicodeDecodeError:
            continue
        if (encoding != "cp866" or _is_russian(text)) and not _HALF_WIDTH.search(text):
            return encoding
    return "cp437"


def _is_russian(text: str) -> bool:
    """Say whether names read in the encoding of Russian Windows, in which all bytes mean something, make sense."""
    if _MIXED.search(text) or not _RUSSIAN_VOWEL.search(text):
        return False
    return all(letter.isascii() or _RUSSIAN.match(letter) for letter in text)


def _inside(archive: Path, name: str) -> PurePosixPath:
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or PureWindowsPath(name).drive or ".." in path.parts or not path.parts:
        raise CompanionError(f"{archive} holds a file outside itself ({name[:80]!r}); it is not unpacked.")
    return path


def _inner(folder: Path) -> Path:
    """Return the folder with the model, which archives often wrap in others; the outermost one where none is found."""
    found = sorted(
        file.parent
        for file in folder.rglob("*")
        if file.name.lower().endswith(("model3.json", "model.json"))
        and not any(map(_is_hidden, file.relative_to(folder).parts))
    )
    if found:
        return found[0]
    while len(held := [file for file in folder.iterdir() if not _is_hidden(file.name)]) == 1 and held[0].is_dir():
        folder = held[0]
    return folder


def _is_hidden(name: str) -> bool:
    """Say whether a name is no part of the character: macOS packs a shadow of each file, ``__MACOSX/._NAME``."""
    return name.startswith(".") or name == "__MACOSX"
