"""Ctrl-C, a friendly kill and a closed terminal end the program as its close button does, whatever window is open."""

from __future__ import annotations

import contextlib
import signal
import socket
from collections.abc import Callable
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier

SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))


class Signals(QObject):
    """Calls ``act`` in the window's thread for each signal.

    Python runs its handlers only when the interpreter runs, and Qt may wait for long in its own code. So the signal
    also writes into a socket that Qt watches, which wakes the interpreter.
    """

    def __init__(self, act: Callable[[], None], parent: QObject | None = None) -> None:
        """Begin to watch."""
        super().__init__(parent)
        self.received = False
        """A signal came: the program is to end."""
        self._act = act
        self._ours, self._theirs = socket.socketpair()
        self._ours.setblocking(False)
        self._theirs.setblocking(False)
        signal.set_wakeup_fd(self._theirs.fileno(), warn_on_full_buffer=False)
        self._notifier = QSocketNotifier(self._ours.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._drain)
        self._before = {number: signal.signal(number, self._take) for number in SIGNALS}

    def release(self) -> None:
        """Give the signals back."""
        for number, handler in self._before.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(-1)
        self._notifier.setEnabled(False)
        self._ours.close()
        self._theirs.close()

    def _take(self, _number: int, _frame: FrameType | None) -> None:
        self.received = True
        self._act()

    def _drain(self) -> None:
        """Empty the socket; that this runs at all lets Python call ``_take``."""
        with contextlib.suppress(BlockingIOError):
            self._ours.recv(64)
