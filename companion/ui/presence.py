"""Whether somebody is there: the pointer moves, something is written or said."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QCursor

LOOK_MS = 2000
_WRITING = 5.0
"""Seconds after a key in which somebody is taken to go on writing."""


class Presence(QObject):
    """Seconds since the last sign of the user. Beyond our windows only the pointer is looked at, never a key."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin as if the user were there."""
        super().__init__(parent)
        self._pointer = QCursor.pos()
        self._sign = time.monotonic()
        self._written = float("-inf")
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    @property
    def idle(self) -> float:
        """Seconds since the last sign."""
        return time.monotonic() - self._sign

    @property
    def writing(self) -> bool:
        """Whether something was written in the last seconds."""
        return time.monotonic() - self._written < _WRITING

    def attend(self) -> None:
        """Somebody is there: talks with her."""
        self._sign = time.monotonic()

    def write(self) -> None:
        """A key was pressed in the field for messages."""
        self._sign = self._written = time.monotonic()

    def close(self) -> None:
        """Look no more."""
        self._timer.stop()

    def _look(self) -> None:
        pointer = QCursor.pos()
        if pointer != self._pointer:
            self._pointer, self._sign = pointer, time.monotonic()
