"""The program in the desktop's menu: its entry, its icons and what software centres show of it."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from companion.errors import CompanionError
from companion.paths import assets_dir

ID = "io.github.live2d_companion.Companion"
"""Name of the entry and of the icon; the window bears it too, so that the desktop knows whose window it is."""

ICON_SIZES = (16, 24, 32, 48, 64, 128, 256, 512)


def install() -> list[Path]:
    """Put the program into the user's menu and return the files written. Raises CompanionError where that fails."""
    source = assets_dir() / "desktop"
    entry = (source / f"{ID}.desktop").read_text(encoding="utf-8").replace("Exec=companion", f"Exec={_command()}")
    try:
        for file, content in _files():
            file.parent.mkdir(parents=True, exist_ok=True)
            if content is None:
                file.write_text(entry, encoding="utf-8")
            else:
                shutil.copyfile(content, file)
    except OSError as error:
        raise CompanionError(f"{error.filename} cannot be written ({error.strerror}).") from error
    return [file for file, _ in _files()]


def remove() -> list[Path]:
    """Take the program out of the menu and return the files that are gone. Raises CompanionError where that fails."""
    gone = [file for file, _ in _files() if file.exists()]
    try:
        for file in gone:
            file.unlink()
    except OSError as error:
        raise CompanionError(f"{error.filename} cannot be deleted ({error.strerror}).") from error
    return gone


def _files() -> Iterator[tuple[Path, Path | None]]:
    """Yield each file of the menu and what it is a copy of; None: the entry, which names this very program."""
    if not sys.platform.startswith("linux"):
        raise CompanionError("Only Linux desktops have such a menu; see docs/packaging.md for Windows and macOS.")
    source = assets_dir() / "desktop"
    share = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    icons = share / "icons" / "hicolor"
    yield share / "applications" / f"{ID}.desktop", None
    yield share / "metainfo" / f"{ID}.metainfo.xml", source / f"{ID}.metainfo.xml"
    yield icons / "scalable" / "apps" / f"{ID}.svg", source / "icon.svg"
    for size in ICON_SIZES:
        yield icons / f"{size}x{size}" / "apps" / f"{ID}.png", source / f"icon-{size}.png"


def _command() -> str:
    """Return what starts this very program, quoted as an entry wants it."""
    run = assets_dir().parent / "run"
    if getattr(sys, "frozen", False):
        words = [sys.executable]
    elif run.is_file():
        words = [str(run)]
    else:
        words = [sys.executable, "-m", "companion"]
    return " ".join(_quoted(word) for word in words)


def _quoted(word: str) -> str:
    if shlex.quote(word) == word:
        return word.replace("%", "%%")
    for special in ("\\", '"', "`", "$"):
        word = word.replace(special, "\\" + special)
    # An entry's values are unescaped once before the command is taken apart.
    return '"' + word.replace("\\", "\\\\").replace("%", "%%") + '"'
