"""One window for each home of settings: a second start calls the first one's window to the front and ends."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, QStandardPaths, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from companion.errors import CompanionError

_CALL, _ANSWER = b"show\n", b"shown\n"
_PATIENCE_MS = 5000


class SingleInstance(QObject):
    """Is this program the first on its home? Then it listens for others; a socket file, never a network port."""

    called = Signal()
    """Another start asks for the window."""

    def __init__(self, home: Path, parent: QObject | None = None) -> None:
        """Find out. Raises CompanionError when the first one is there and does not answer."""
        super().__init__(parent)
        name = "live2d-companion-" + hashlib.sha256(str(home.resolve()).encode()).hexdigest()[:16]
        folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.RuntimeLocation))
        self._name = str(folder / name) if os.name == "posix" else name
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        # Two that start at once must not both take the socket for one left behind; a lock of a dead program breaks.
        lock = QLockFile(str(folder / f"{name}.lock"))
        lock.lock()
        try:
            self.first = not self._call()
            if self.first and not self._server.listen(self._name):
                QLocalServer.removeServer(self._name)  # left behind by a program that was killed
                self._server.listen(self._name)
        finally:
            lock.unlock()

    def close(self) -> None:
        """Listen no more."""
        self._server.close()

    def _call(self) -> bool:
        """Return whether another one was there and has shown its window."""
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(_PATIENCE_MS):
            return False
        socket.write(_CALL)
        socket.flush()
        if not socket.waitForReadyRead(_PATIENCE_MS):
            raise CompanionError("Companion is open already and does not answer; end its process, then start again.")
        return True

    def _answer(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.disconnected.connect(socket.deleteLater)
            socket.write(_ANSWER)
            socket.flush()
            self.called.emit()
