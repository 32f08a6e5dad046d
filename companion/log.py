"""The log files of the window and of the engine: small, without secrets, there after a crash."""

from __future__ import annotations

import faulthandler
import logging
from collections import deque
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import IO

from companion import paths
from companion.redaction import redacted

LARGEST = 1 << 20
"""Bytes of one log file; with its two older ones that is all a log ever takes."""
OLDER = 2

_crash_files: list[IO[str]] = []
"""Open as long as the process lives: faulthandler writes to them from within a crash."""


class RedactedFormatter(logging.Formatter):
    """A line of a log, with its traceback, without secrets."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(name)s %(levelname)s %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        return redacted(super().format(record))


def log_to_file(name: str, logger: logging.Logger) -> None:
    """Keep what ``logger`` gets in NAME.log; where nothing can be written there, on standard error."""
    handler: logging.Handler
    try:
        handler = RotatingFileHandler(
            paths.log_dir() / f"{name}.log", maxBytes=LARGEST, backupCount=OLDER, encoding="utf-8"
        )
    except OSError:
        handler = logging.StreamHandler()
    handler.setFormatter(RedactedFormatter())
    logger.addHandler(handler)


def note_crashes(name: str) -> None:
    """Let a crash in native code leave its traces in NAME-crash.log; those of the run before go to NAME-crash.old."""
    try:
        file = paths.log_dir() / f"{name}-crash.log"
        if file.exists() and file.stat().st_size:
            file.replace(file.with_suffix(".old"))
        stream = file.open("w", encoding="utf-8")
    except OSError:  # the log has moved to standard error; so do crashes
        faulthandler.enable()
        return
    _crash_files.append(stream)
    faulthandler.enable(stream)


def last_lines(file: Path, count: int) -> str:
    """Return the last lines of a log, without secrets; nothing where there is none."""
    try:
        with file.open(encoding="utf-8", errors="replace") as stream:
            return redacted("".join(deque(stream, count)))
    except OSError:
        return ""
