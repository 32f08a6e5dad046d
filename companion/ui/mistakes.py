"""Mistakes of the program itself, wherever they happen: each is logged, and the window is told to say so."""

from __future__ import annotations

import logging
import sys
import threading
import time
import traceback
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler

from companion.errors import CompanionError

logger = logging.getLogger(__name__)

_QT_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


REPEATED_SECONDS = 10.0
"""The same mistake so soon after is not told again: one that comes in every frame must not fill log and window."""


class Mistakes(QObject):
    """Takes over what Python and Qt do with errors nobody caught, until ``release``."""

    happened = Signal(str)
    """The name of an error; may come from any thread."""
    refused = Signal(str)
    """The sentence of a CompanionError that nobody showed: no mistake, only something that could not be done."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin to watch."""
        super().__init__(parent)
        self.last = ""
        """The traceback of the last one."""
        self._told_at = float("-inf")
        self._before = (sys.excepthook, threading.excepthook, sys.unraisablehook)
        sys.excepthook = self.take
        threading.excepthook = self._in_thread
        sys.unraisablehook = self._unraisable
        qInstallMessageHandler(self._of_qt)

    def release(self) -> None:
        """Give the hooks back."""
        qInstallMessageHandler(None)
        sys.excepthook, threading.excepthook, sys.unraisablehook = self._before

    def take(self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        """Log an error and tell of it."""
        if issubclass(kind, KeyboardInterrupt | SystemExit):
            return
        error = error or kind()
        if isinstance(error, CompanionError):
            logger.warning("%s", error)
            self.refused.emit(str(error))
            return
        said, now = "".join(traceback.format_exception(kind, error, trace)), time.monotonic()
        if said == self.last and now - self._told_at < REPEATED_SECONDS:
            return
        logger.error("a mistake in the program", exc_info=(kind, error, trace))
        self.last, self._told_at = said, now
        self.happened.emit(kind.__name__)

    def _in_thread(self, arguments: threading.ExceptHookArgs) -> None:
        self.take(arguments.exc_type, arguments.exc_value, arguments.exc_traceback)

    def _unraisable(self, unraisable: sys.UnraisableHookArgs) -> None:
        self.take(unraisable.exc_type, unraisable.exc_value, unraisable.exc_traceback)

    def _of_qt(self, kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
        logging.getLogger("companion.qt").log(_QT_LEVELS.get(kind, logging.WARNING), "%s", text)
