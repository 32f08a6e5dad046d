"""Try a model the program has never seen in a process of its own: what the Core does there cannot hurt the host.

The linter refuses every kind of harmful file that is known; this is for the kinds that are not. The child loads the
moc and drives its parameters through their extremes and at random. The verdict is remembered, so the second load of
the same file costs nothing.
"""

from __future__ import annotations

import contextlib
import hashlib
import multiprocessing
import os
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

import numpy as np

from cubism_binding.core.api import CoreApi
from cubism_binding.core.errors import CubismError
from cubism_binding.moc3.lint import LINT_VERSION

SECONDS = 30.0
"""A trial takes well below a second after its process has started; a machine under load may need some."""
MEMORY = 1 << 30
"""Bytes the trial may take on top of what its process has at its start, where the system can limit it."""
_RANDOM_POSES = 300
_POLL_SECONDS = 0.05
_STARTED, _PASSED = "started", "passed"
_CRASHED = "it crashed the Cubism Core in a trial"
# The end of the session, or the system that is short of memory: no fault of the model.
_FROM_OUTSIDE = {getattr(signal, name) for name in ("SIGTERM", "SIGKILL", "SIGHUP") if hasattr(signal, name)}


class Probe:
    """Judge mocs in a child process and keep the verdicts in the folder ``cache``, made when it is missing.

    Setting ``cancelled`` from another thread ends a trial at once. Processes are spawned: a script that uses this must
    guard its main part with ``if __name__ == "__main__"``.
    """

    def __init__(self, cache: Path, cancelled: threading.Event | None = None, seconds: float = SECONDS) -> None:
        self.cache = cache
        self.cancelled = cancelled or threading.Event()
        self.seconds = seconds
        self._trial: Callable[[Connection, bytes, str], None] = _run

    def check(self, data: bytes, name: str, core: CoreApi) -> None:
        """Return when the moc ``data`` is harmless; CubismError, naming ``name``, says what it did otherwise."""
        verdict_file = self.cache / f"{hashlib.sha256(data).hexdigest()}-{core.version}-{LINT_VERSION}"
        reason = _remembered(verdict_file)
        if reason is None:
            reason, lasting = self._try(data, name, core)
            if lasting:
                _remember(verdict_file, reason)
        if reason:
            raise CubismError(f"{name} is damaged: {reason}.")

    def _try(self, data: bytes, name: str, core: CoreApi) -> tuple[str, bool]:
        """Return why not ("" = harmless) and whether that will stay so."""
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe(duplex=False)
        child = context.Process(target=self._trial, args=(theirs, data, str(core.path)), name="moc3-trial", daemon=True)
        try:
            child.start()
        except OSError as error:  # no processes or no memory left
            raise CubismError(f"{name} cannot be tried out: {error.strerror or error}.") from error
        theirs.close()
        try:
            reason, lasting = self._listen(ours, name, time.monotonic() + self.seconds)
            if reason == _CRASHED:
                child.join()  # its end of the pipe is shut, so it is as good as gone
                if -(child.exitcode or 0) in _FROM_OUTSIDE:
                    raise CubismError(f"Loading {name} was stopped.")
            return reason, lasting
        finally:
            child.kill()
            child.join()
            child.close()
            ours.close()

    def _listen(self, connection: Connection, name: str, deadline: float) -> tuple[str, bool]:
        started = False
        while time.monotonic() < deadline:
            if self.cancelled.is_set():
                raise CubismError(f"Loading {name} was stopped.")
            if not connection.poll(_POLL_SECONDS):
                continue
            try:
                message = str(connection.recv())
            except (EOFError, OSError):
                if not started:
                    raise CubismError(f"{name} cannot be tried out: no process can be started for it.") from None
                return _CRASHED, True
            if message == _STARTED:
                started = True
            else:
                return ("" if message == _PASSED else message), True
        return f"the Cubism Core did not finish with it in {self.seconds:g} seconds", False


def _remembered(file: Path) -> str | None:
    """Return the reason kept in ``file``, "" for a harmless moc, None where nothing is known."""
    try:
        first, _, reason = file.read_text("utf-8").partition("\n")
    except (OSError, ValueError):
        return None
    if first == _PASSED:
        return ""
    return reason if first == "refused" and reason else None


def _remember(file: Path, reason: str) -> None:
    """Keep a verdict; a full or read-only disk only means another trial next time."""
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, beside = tempfile.mkstemp(dir=file.parent)
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as stream:
                stream.write(f"refused\n{reason}" if reason else f"{_PASSED}\n")
            Path(beside).replace(file)
        except OSError:
            Path(beside).unlink()


def _run(connection: Connection, data: bytes, core_path: str) -> None:
    """Try ``data``: the main function of the child."""
    from cubism_binding.core.library import load_core

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole process group; the parent decides
    _silence()
    core = load_core(core_path)
    connection.send(_STARTED)
    try:
        _limit_memory()
        exercise(data, core)
    except CubismError as error:
        connection.send(str(error).rstrip("."))
    except MemoryError:
        connection.send(f"it needs more than {MEMORY >> 20} MB of memory")
    else:
        connection.send(_PASSED)


def _silence() -> None:
    """Send what the Core and a dying process print to nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        with contextlib.suppress(OSError):
            os.dup2(nowhere, stream)


def _limit_memory() -> None:
    """Limit what the process may still take; on systems without such limits the time limit has to do."""
    if sys.platform == "win32":
        return
    import resource

    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    statm = Path("/proc/self/statm")
    if statm.exists():
        used = int(statm.read_text("ascii").split()[0]) * resource.getpagesize()
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_AS, (used + MEMORY, used + MEMORY))


def exercise(data: bytes, core: CoreApi, seed: int = 1) -> None:
    """Load a moc and update it at rest, at every parameter's ends and at random; CubismError says what is wrong.

    The Core's crash, should there be one, is the process's: call it where that does no harm.
    """
    from cubism_binding.core.moc import Moc
    from cubism_binding.core.model import Model

    model = Model(Moc(data, "The file", core))
    low, high, rest = model.parameter_minimums, model.parameter_maximums, model.parameter_defaults.copy()
    model.update()
    if not np.isfinite(model.positions).all():
        raise CubismError("its shapes are nowhere when it rests")
    corners = zip(model.drawable_triangles, model.vertex_counts, strict=True)
    if any(len(own) and own.max() >= count for own, count in corners):
        raise CubismError("its triangles name vertices it does not have")
    for pose in (low, high):
        model.parameter_values[:] = pose
        model.update()
    for index in range(len(rest)):
        for value in (low[index], high[index]):
            model.parameter_values[:] = rest
            model.parameter_values[index] = value
            model.update()
    numbers = np.random.default_rng(seed)
    for _ in range(_RANDOM_POSES):
        model.parameter_values[:] = low + (high - low) * numbers.random(len(rest), np.float32)
        model.part_opacities[:] = numbers.random(len(model.part_opacities), np.float32)
        model.update()
