"""Open the user's settings, history and memory for the window: whatever is wrong, it opens and nothing is lost.

A damaged file is kept aside under a name of its own; what cannot be written is held in memory until the window closes.
"""

from __future__ import annotations

import contextlib
import sqlite3
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeAlias

from companion import paths, safe_mode
from companion import settings as s
from companion.errors import CompanionError
from companion.history import History
from companion.settings import Settings

_KEPT_IN_SAFE_MODE: tuple[s.Setting[Any], ...] = (
    s.USER_NAME, s.LANGUAGE, s.THEME, s.TEXT_SIZE, s.CALM, s.CAPTIONS, s.WELCOMED, s.OFFLINE,
)  # fmt: skip
"""What cannot keep the window from opening, and the user would miss."""


Subject: TypeAlias = Literal["settings", "history", "memory", "log"]


@dataclass(frozen=True)
class Trouble:
    """What the user must know: the file was ``damaged`` and is kept as ``place``, or ``place`` is ``unwritable``."""

    subject: Subject
    kind: Literal["damaged", "unwritable"]
    place: Path
    reason: str


def open_settings() -> tuple[Settings, Trouble | None]:
    """Return the settings, in safe mode harmless ones that are not kept."""
    file = paths.config_dir() / "settings.toml"
    if safe_mode.is_on():
        return safe_settings(file), None
    try:
        settings = Settings(file)
    except CompanionError as error:
        try:
            kept = set_aside(file)
        except OSError:
            return Settings(), Trouble("settings", "unwritable", file, str(error))
        return Settings(file), Trouble("settings", "damaged", kept, str(error))
    return settings, unwritable("settings", file.parent)


def open_history() -> tuple[History, Trouble | None]:
    """Return the history. Raises CompanionError when a newer program wrote it."""
    file = paths.data_dir() / "history.sqlite"
    trouble = unwritable("history", file.parent)
    if trouble is not None:
        return _copy_in_memory(file), trouble
    try:
        _check(file)
        return History(file), None
    except (sqlite3.Error, CompanionError) as error:
        cause = error.__cause__ or error
        if isinstance(cause, sqlite3.OperationalError):  # a full disk, not a damaged file
            return _copy_in_memory(file), Trouble("history", "unwritable", file.parent, str(cause))
        if not isinstance(cause, sqlite3.DatabaseError):
            raise
        kept = set_aside(file)
        return History(file), Trouble("history", "damaged", kept, str(cause))


def check_memory() -> Trouble | None:
    """Keep a damaged memory aside, before the engine opens it."""
    file = paths.memory_file()
    try:
        _check(file)
    except sqlite3.OperationalError:  # not damaged, only out of reach
        return None
    except sqlite3.DatabaseError as error:
        kept = file
        with contextlib.suppress(OSError):  # where nothing can be renamed it stays where it is
            kept = set_aside(file)
        return Trouble("memory", "damaged", kept, str(error))
    return None


def unwritable(subject: Subject, folder: Path) -> Trouble | None:
    """Return the trouble when nothing can be written into ``folder``; tried for real."""
    try:
        with tempfile.TemporaryFile(dir=folder):
            return None
    except OSError as error:
        return Trouble(subject, "unwritable", folder, error.strerror or str(error))


def set_aside(file: Path) -> Path:
    """Give ``file`` (with what a database keeps beside it) a name of its own; returns it."""
    kept = file.with_name(f"{file.stem}-damaged-{time.strftime('%Y%m%d-%H%M%S')}{file.suffix}")
    for ending in ("-wal", "-shm"):
        beside = file.with_name(file.name + ending)
        if beside.exists():
            beside.rename(kept.with_name(kept.name + ending))
    file.rename(kept)
    return kept


def _check(file: Path) -> None:
    """Raise sqlite3.DatabaseError when the file is damaged; the 20 MB of 100,000 messages take 0.07 s."""
    if not file.exists():
        return
    database = sqlite3.connect(file)
    try:
        found = database.execute("PRAGMA quick_check(1)").fetchone()[0]
    finally:
        database.close()
    if found != "ok":
        raise sqlite3.DatabaseError(found)


def _copy_in_memory(file: Path) -> History:
    """Return the history that is there, with all that is added to it kept until the window closes."""
    history = History(Path(":memory:"))
    if not file.exists():
        return history
    # A database in use has part of it in a file beside it, which "immutable" overlooks; without write access to the
    # folder that is the only way.
    for way in ("mode=ro", "immutable=1"):
        source = sqlite3.connect(f"{file.absolute().as_uri()}?{way}", uri=True)
        try:
            history.take_over(source)
            break
        except sqlite3.Error:
            continue
        finally:
            source.close()
    return history


def safe_settings(file: Path) -> Settings:
    """Return settings in memory only: the defaults, and of ``file`` what is harmless."""
    settings = Settings()
    try:
        own = Settings(file)
    except CompanionError:  # perhaps the very reason for safe mode
        return settings
    for setting in _KEPT_IN_SAFE_MODE:
        settings[setting] = own[setting]
    return settings
