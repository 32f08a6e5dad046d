"""Weights fetched in the background while the window is open, one after the other; each can be cancelled."""

from __future__ import annotations

import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal

from companion.errors import CompanionError
from companion.messages import Progress
from companion.models.download import install


class _CancelledError(Exception):
    """Raised inside the fetch to end it."""


class ModelDownloads(QObject):
    """At most one fetch at a time; closing it ends the fetch and leaves nothing half done."""

    changed = Signal(str, float)
    """Name of the model and the part that is here, 0..1."""
    finished = Signal(str, str)
    """Name of the model, and a sentence when it failed (empty: it is here; "cancelled" is no failure: no signal)."""
    cancelled = Signal(str)

    _told = Signal(str, float)
    _ended = Signal(str, object)

    def __init__(
        self,
        is_offline: Callable[[], bool],
        fetch: Callable[[str, Callable[[Progress], None], bool], None] = install,
        parent: QObject | None = None,
    ) -> None:
        """``fetch(name, progress, offline)`` does the work, in a thread."""
        super().__init__(parent)
        self._is_offline = is_offline
        self._fetch = fetch
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self.running = ""
        """Name of the model being fetched, empty for none."""
        self.part = 0.0
        self._told.connect(self._progressed, Qt.ConnectionType.QueuedConnection)
        self._ended.connect(self._end, Qt.ConnectionType.QueuedConnection)

    def start(self, name: str) -> None:
        """Fetch a model of the catalogue; refused while another is being fetched."""
        if self._thread is not None:
            self.finished.emit(name, self.tr("One model is being fetched; wait for it or cancel it."))
            return
        self._stop.clear()
        self.running, self.part = name, 0.0
        offline = self._is_offline()
        self._thread = threading.Thread(target=self._work, args=(name, offline), name="model-download", daemon=True)
        self._thread.start()
        self.changed.emit(name, 0.0)

    def cancel(self) -> None:
        """End the fetch soon; what was fetched is thrown away."""
        self._stop.set()

    def close(self) -> None:
        """End the fetch and wait for it."""
        self.cancel()
        if self._thread is not None:
            self._thread.join()

    def _work(self, name: str, offline: bool) -> None:
        def tell(progress: Progress) -> None:
            if self._stop.is_set() or (
                self._is_offline() and not offline
            ):  # offline mode ends a fetch that has begun, too
                raise _CancelledError
            self._told.emit(name, progress.fraction or 0.0)

        try:
            self._fetch(name, tell, offline)
            self._ended.emit(name, "")
        except _CancelledError:
            self._ended.emit(name, None)
        except CompanionError as error:
            self._ended.emit(name, str(error))
        except Exception as error:  # noqa: BLE001  the window must be told, whatever it was
            sentence = self.tr("The model {name} could not be fetched ({error}).")
            self._ended.emit(name, sentence.format(name=name, error=f"{type(error).__name__}: {error}"))

    def _progressed(self, name: str, part: float) -> None:
        self.part = part
        self.changed.emit(name, part)

    def _end(self, name: str, sentence: str | None) -> None:
        if self._thread is not None:
            self._thread.join()
        self._thread, self.running = None, ""
        if sentence is None:
            self.cancelled.emit(name)
        else:
            self.finished.emit(name, sentence)
