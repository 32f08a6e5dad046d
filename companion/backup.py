"""Copies of what cannot be made again (talks, memories, settings, personas): one a day, the last seven.

A copy is a folder named by its day. It is made beside and renamed, so a folder of that name is always whole; databases
are copied by SQLite itself, which is safe while the program writes to them.
"""

from __future__ import annotations

import contextlib
import logging
import shutil
import sqlite3
import tempfile
import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from companion import paths
from companion.errors import CompanionError

_log = logging.getLogger(__name__)

KEPT = 7
"""Copies that stay; older ones go when a new one is made."""
_BUSY_SECONDS = 10.0
LOOK_SECONDS = 600.0


def _databases() -> tuple[Path, ...]:
    return paths.data_dir() / "history.sqlite", paths.memory_file()


def _texts() -> tuple[Path, ...]:
    return paths.config_dir() / "settings.toml", paths.config_dir() / "personas"


def backup_dir() -> Path:
    """Return the folder of the copies, created when missing. Raises CompanionError when there can be none."""
    folder = paths.data_dir() / "backups"
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise CompanionError(f"No backup could be made in {folder} ({error}).") from error
    return folder


def backups() -> list[str]:
    """Return the names of all copies, the newest first."""
    return sorted((place.name for place in backup_dir().iterdir() if not place.name.startswith(".")), reverse=True)


def make_daily_backup(now: datetime) -> str:
    """Make the copy of today unless there is one; return its name, or "" when nothing was to do."""
    if any(name.startswith(f"{now:%Y-%m-%d}") for name in backups()):
        return ""
    return make_backup(now)


def make_backup(now: datetime) -> str:
    """Make a copy of what there is now; return its name, or "" when there is nothing to keep yet.

    Raises CompanionError when it cannot be made; what was there before stays.
    """
    if not any(file.exists() for file in _databases()):
        return ""
    folder, name = backup_dir(), f"{now:%Y-%m-%d %H-%M-%S}"
    try:
        with tempfile.TemporaryDirectory(dir=folder, prefix=".making-") as beside:
            whole = Path(beside) / "whole"
            whole.mkdir()
            for database in _databases():
                if database.exists():
                    _copy_database(database, whole / database.name)
            for text in _texts():
                if text.is_dir():
                    shutil.copytree(text, whole / text.name)
                elif text.exists():
                    shutil.copy2(text, whole / text.name)
            whole.rename(folder / name)
    except (OSError, sqlite3.Error) as error:
        raise CompanionError(f"No backup could be made in {folder} ({error}).") from error
    # Not the one just made, whatever its name: copies of a clock that went wrong may have later ones.
    for old in [one for one in backups() if one != name][KEPT - 1 :]:
        shutil.rmtree(folder / old, ignore_errors=True)
    return name


def restore_backup(name: str, now: datetime) -> str:
    """Put the files of a copy back in place; return the name of the copy of what was there before.

    A database too damaged to be copied or written into is moved aside, its new name ends in ``.damaged``. Raises
    CompanionError when there is no such copy, or when it cannot be put back.
    """
    if name not in backups():
        raise CompanionError(f"There is no backup {name[:60]!r}; there are: {', '.join(backups()) or 'none yet'}.")
    copy = backup_dir() / name
    with tempfile.TemporaryDirectory() as kept:
        try:
            # Held elsewhere meanwhile: the copy of what is there now may push the very one that is wanted out.
            shutil.copytree(copy, Path(kept) / "copy")
            try:
                before = make_backup(now)
            except CompanionError:  # what is there now is damaged: the reason why somebody restores
                before = ""
            for database in _databases():
                if (Path(kept) / "copy" / database.name).exists():
                    _put_back(Path(kept) / "copy" / database.name, database)
            for text in _texts():
                held = Path(kept) / "copy" / text.name
                if held.is_dir():
                    shutil.copytree(held, text, dirs_exist_ok=True)
                elif held.exists():
                    shutil.copy2(held, text)
        except (OSError, sqlite3.Error) as error:
            raise CompanionError(f"The backup {name} cannot be put back ({error}); close the program first.") from error
    return before


class DailyBackup:
    """Makes the backup of each day in a thread of its own, for a window that shall not wait and may stay open."""

    def __init__(self, now: Callable[[], datetime] | None = None, pause: float = LOOK_SECONDS) -> None:
        """``now`` is the local time of day; so many seconds pass between two looks at it."""
        self._now = now or datetime.now
        self._pause = pause
        self._over = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self, wanted: Callable[[], bool]) -> None:
        """Begin; returns at once. ``wanted`` is asked each time, in the thread."""
        self._thread = threading.Thread(target=self._run, args=(wanted,), name="companion-backup")
        self._thread.start()

    def close(self) -> None:
        """Wait until the thread has ended."""
        self._over.set()
        if self._thread is not None:
            self._thread.join()

    def _run(self, wanted: Callable[[], bool]) -> None:
        complaint = ""
        while True:
            try:
                if wanted():
                    make_daily_backup(self._now())
            except (CompanionError, OSError) as error:  # the backup of yesterday is still there
                if str(error) != complaint:
                    _log.warning("%s", error)
                complaint = str(error)
            if self._over.wait(self._pause):
                return


def _copy_database(source: Path, target: Path) -> None:
    with (
        contextlib.closing(sqlite3.connect(source, timeout=_BUSY_SECONDS)) as old,
        contextlib.closing(sqlite3.connect(target)) as new,
    ):
        new.execute("PRAGMA journal_mode = DELETE")  # fails where somebody else has it open
        old.backup(new)
        new.execute("PRAGMA journal_mode = DELETE")  # one file, that can be copied as it is


def _put_back(copy: Path, target: Path) -> None:
    try:
        _copy_database(copy, target)
    except sqlite3.OperationalError:  # in use, or no room: nothing is wrong with it
        raise
    except sqlite3.DatabaseError:
        for file in target.parent.glob(f"{target.name}*"):
            if not file.name.endswith(".damaged"):
                file.replace(file.with_name(f"{file.name}.damaged"))
        _copy_database(copy, target)
