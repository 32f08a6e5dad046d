"""Load characters in threads: decoding textures and trying an unknown model out take longer than a frame."""

from __future__ import annotations

import logging
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from companion.errors import CompanionError

if TYPE_CHECKING:
    from companion.avatar.avatar import Avatar

logger = logging.getLogger(__name__)


class AvatarLoading(QObject):
    """Load one character after another; the last one asked for counts, earlier ones are given up at once.

    ``loaded`` carries the path and the character, which its receiver then owns; ``failed`` the path and one sentence.
    """

    loaded = Signal(object, object)
    failed = Signal(object, str)
    _done = Signal(object, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._threads: list[threading.Thread] = []
        self._cancelled: threading.Event | None = None
        self._done.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def load(self, path: Path) -> None:
        """Begin to load ``path``; returns at once."""
        self.cancel()
        cancelled = self._cancelled = threading.Event()
        thread = threading.Thread(target=self._read, args=(path, cancelled), name="companion-avatar")
        self._threads = [one for one in self._threads if one.is_alive()] + [thread]
        thread.start()

    def cancel(self) -> None:
        """Give up what is being loaded: nothing is told of it."""
        if self._cancelled is not None:
            self._cancelled.set()
            self._cancelled = None

    def close(self) -> None:
        """Give up and wait until no thread is left."""
        self.cancel()
        for thread in self._threads:
            thread.join()
        self._threads.clear()

    def _read(self, path: Path, cancelled: threading.Event) -> None:
        from companion.avatar.avatar import load_avatar
        from cubism_binding.core.errors import CubismError

        try:
            avatar = load_avatar(path, cancelled=cancelled)
            avatar.preload()  # here, so that the first paint has only to upload them
        except (CompanionError, CubismError) as error:
            self._done.emit(path, cancelled, str(error))
        except Exception as error:  # a broken model must not take the chat away
            logger.exception("the character cannot be loaded")
            self._done.emit(
                path,
                cancelled,
                self.tr("The character {name} cannot be loaded: {error}").format(name=path.name, error=error),
            )
        else:
            self._done.emit(path, cancelled, avatar)

    def _tell(self, path: Path, cancelled: threading.Event, result: Avatar | str) -> None:
        if cancelled.is_set():
            if not isinstance(result, str):
                result.close()
            return
        self._cancelled = None
        if isinstance(result, str):
            self.failed.emit(path, result)
        else:
            self.loaded.emit(path, result)
