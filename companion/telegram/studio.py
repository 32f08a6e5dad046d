"""Draws and encodes notes in processes of their own, several at once: one that dies or hangs takes nothing with it."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import queue
import signal
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from companion.errors import CompanionError
from companion.messages import SentenceReady
from companion.recording.note import Style, render_notes
from cubism_binding.core.errors import CubismError

_NICE = 5
_LOADING_SECONDS = 60.0
_SECONDS_A_SECOND = 20.0
"""Patience: a note may take this many times its length, which is a hundred times what it should, before it hangs."""


@dataclass(frozen=True, slots=True)
class Shoot:
    """One note to make."""

    avatar: Path
    sentences: tuple[SentenceReady, ...]
    style: Style


@dataclass(frozen=True, slots=True, repr=False)
class Film:
    """A finished note: MP4, how long and wide it is, and a JPEG of it."""

    video: bytes
    seconds: float
    side: int
    thumbnail: bytes


class Studio:
    """The workers. ``shoot`` may be called by many threads; each call waits for a free worker."""

    def __init__(self, workers: int) -> None:
        """Have ``workers`` processes, each started when it is first needed; 0: one less than the machine has cores."""
        count = workers or max(1, (os.cpu_count() or 2) - 1)
        self.threads = ThreadPoolExecutor(count, thread_name_prefix="studio")
        """As many as there are workers; what they are asked for waits its turn in order."""
        self._folder = tempfile.TemporaryDirectory(prefix="companion-studio-")
        self._workers = [_Worker(self._folder.name) for _ in range(count)]
        self._free: queue.SimpleQueue[_Worker] = queue.SimpleQueue()
        for worker in self._workers:
            self._free.put(worker)

    def shoot(self, job: Shoot) -> Film:
        """Make one note of ``job``. Raises CompanionError with what went wrong; the next one starts afresh."""
        worker = self._free.get()
        try:
            return worker.shoot(job)
        finally:
            self._free.put(worker)

    def close(self) -> None:
        """End the workers, also in the middle of a note."""
        self.threads.shutdown(wait=False, cancel_futures=True)
        for worker in self._workers:
            worker.interrupt()
        self.threads.shutdown(wait=True)
        for worker in self._workers:
            worker.end()
        self._folder.cleanup()


class _Worker:
    """One process and the pipe to it; started when it is needed and is not there. One thread at a time."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None

    def shoot(self, job: Shoot) -> Film:
        """Make one note; what dies or hangs is ended."""
        seconds = sum(sentence.seconds for sentence in job.sentences)
        try:
            pipe = self._started()
            pipe.send(job)
            if not pipe.poll(_LOADING_SECONDS + seconds * _SECONDS_A_SECOND):
                raise CompanionError("A note took too long to draw; its worker was ended.")
            made = pipe.recv()
        except (OSError, EOFError) as error:
            self.end()
            raise CompanionError("The process that drew a note died.") from error
        except BaseException:
            self.end()
            raise
        if isinstance(made, Film):
            return made
        raise CompanionError(str(made))

    def interrupt(self) -> None:
        """Let a ``shoot`` in another thread fail at once."""
        if self._process is not None:
            self._process.kill()

    def end(self) -> None:
        """End the process; the next ``shoot`` starts another."""
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process = None
        if self._pipe is not None:
            self._pipe.close()
            self._pipe = None

    def _started(self) -> Connection:
        if self._pipe is None or self._process is None or not self._process.is_alive():
            self.end()
            context = multiprocessing.get_context("spawn")  # OpenGL and threads do not survive a fork
            self._pipe, theirs = context.Pipe()
            self._process = context.Process(
                target=run_worker, args=(theirs, self._folder), name="companion-studio", daemon=True
            )
            self._process.start()
            theirs.close()
        return self._pipe


def run_worker(pipe: Connection, folder: str) -> None:
    """Make notes in ``folder`` until the pipe closes. The main function of a worker."""
    if hasattr(os, "nice"):
        os.nice(_NICE)  # answers in text go first
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with contextlib.suppress(EOFError, OSError):  # the bot is gone
        while True:
            job = pipe.recv()
            try:
                made: Film | str = _shot(job, folder)
            except (CompanionError, CubismError) as error:
                made = str(error)
            except Exception as error:  # noqa: BLE001 - whatever it is, the user gets her voice instead
                made = f"a mistake of the program ({type(error).__name__}: {error})"
            pipe.send(made)


def _shot(job: Shoot, folder: str) -> Film:
    with tempfile.TemporaryDirectory(dir=folder) as own:
        note = render_notes(job.avatar, job.sentences, Path(own) / "note.mp4", job.style)[0]
        return Film(note.file.read_bytes(), note.seconds, job.style.size[0], note.beside[0].read_bytes())
