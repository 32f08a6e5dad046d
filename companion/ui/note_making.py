"""A note made from a message while the window lives on: ``companion note`` in a process of its own."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sys
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, Signal

from companion.ui.sentences import translated

_NICE = 10
_PATIENCE_MS = 5000


class NoteMaking(QObject):
    """Makes one note at a time; ``finished``, ``failed`` or ``cancelled`` ends it."""

    progressed = Signal(float, float)
    """Seconds filmed so far, negative while the voice is still being loaded, and of how many; 0: not known yet."""
    finished = Signal(Path)
    failed = Signal(str)
    cancelled = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        """Prepare; nothing runs yet."""
        super().__init__(parent)
        self._process: QProcess | None = None
        self._file = Path()
        self._made: Path | None = None
        self._given_up = False

    @property
    def running(self) -> bool:
        """Whether a note is being made."""
        return self._process is not None

    def make(self, text: str, file: Path, options: tuple[str, ...] = ()) -> None:
        """Begin to film ``text``, spoken as it stands, as ``file``, which must be new."""
        if self._process is not None:
            self.failed.emit(self.tr("One note is being made; wait for it or cancel it."))
            return
        self._file, self._made, self._given_up = file, None, False
        process = QProcess(self)
        self._process = process
        process.readyReadStandardOutput.connect(self._read)
        process.finished.connect(self._end)
        process.errorOccurred.connect(self._error)
        process.started.connect(self._let_others_first)
        ourselves = [] if getattr(sys, "frozen", False) else ["-m", "companion"]
        process.start(
            sys.executable, [*ourselves, "note", "--verbatim", "--json", "--out", str(file), *options, "--", text]
        )
        self.progressed.emit(-1.0, 0.0)

    def cancel(self) -> None:
        """Give up; nothing of the note is left."""
        process = self._process
        if process is None:
            return
        self._given_up = True
        # Ctrl-C lets it take its own ffmpeg and its unfinished file away.
        if os.name == "posix" and process.processId():
            with contextlib.suppress(ProcessLookupError):  # it has ended; we are told soon
                os.kill(process.processId(), signal.SIGINT)
        else:
            process.kill()

    def close(self) -> None:
        """Cancel and wait until it is gone."""
        process = self._process
        if process is None:
            return
        process.blockSignals(True)
        self.cancel()
        if not process.waitForFinished(_PATIENCE_MS):
            process.kill()
            process.waitForFinished(_PATIENCE_MS)
        self._process = None
        self._tidy()

    def _read(self) -> None:
        process = self._process
        while process is not None and process.canReadLine():
            with contextlib.suppress(ValueError):
                told = json.loads(bytes(process.readLine().data()))
                if "seconds" in told:
                    self.progressed.emit(float(told["seconds"]), float(told.get("of", 0.0)))
                elif "file" in told and self._made is None:
                    self._made = Path(told["file"])

    def _end(self, code: int, _status: QProcess.ExitStatus) -> None:
        process = self._process
        if process is None:
            return
        self._read()
        said = bytes(process.readAllStandardError().data()).decode("utf-8", "replace").strip().splitlines()
        self._process = None
        process.deleteLater()
        if self._given_up:
            self._tidy()
            if self._made is not None:  # it was done before it heard of that
                self._made.unlink(missing_ok=True)
            self.cancelled.emit()
        elif code == 0 and self._made is not None:
            self.finished.emit(self._made)
        else:
            self._tidy()
            last = (
                said[-1].removeprefix("companion: ") if said else self.tr("it ended with code {code}").format(code=code)
            )
            self.failed.emit(self.tr("The note could not be made: {reason}").format(reason=translated(last)))

    def _error(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart and self._process is not None:
            process, self._process = self._process, None
            self.failed.emit(self.tr("The note could not be made: {reason}").format(reason=process.errorString()))
            process.deleteLater()

    def _tidy(self) -> None:
        """Remove what a process that was killed could not."""
        with contextlib.suppress(OSError):
            self._file.with_name(f".{self._file.stem}.part{self._file.suffix}").unlink(missing_ok=True)

    def _let_others_first(self) -> None:
        if os.name == "posix" and self._process is not None:
            with contextlib.suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, self._process.processId(), _NICE)
