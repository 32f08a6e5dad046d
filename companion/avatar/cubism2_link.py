"""The window's end of the process a Cubism 2 model lives in: starts it, asks it, takes its pictures, ends it."""

from __future__ import annotations

import contextlib
import multiprocessing
import tempfile
import time
from collections.abc import Iterator
from multiprocessing.shared_memory import SharedMemory
from pathlib import Path
from threading import Event
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from companion.avatar import cubism2_process as process
from companion.avatar.cubism2_settings import Cubism2Settings
from cubism_binding.core.errors import CubismError

Answer = TypeVar("Answer")

_LOAD_SECONDS, _ANSWER_SECONDS = 60.0, 5.0
_POLL_SECONDS = 0.1
CONVERT = "open it in Cubism Editor, convert it, and export it for the SDK as model3.json"
"""What a user can do about a Cubism 2 model that cannot be shown."""


class Cubism2Link:
    """Owns the process, the pipe and the shared memory; not for several threads at once."""

    def __init__(self, path: Path, settings: Cubism2Settings, seed: int, cancelled: Event) -> None:
        """Start the process and wait until the model stands. Raises CubismError with one sentence."""
        self._path = path
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        try:
            self._memory = SharedMemory(create=True, size=process.LARGEST_SIDE**2 * 4)
        except OSError as error:
            raise CubismError(f"{path.name} needs shared memory, which this system refuses ({error}).") from error
        # Here and not in the process, which may be killed while it loads.
        self._folder = tempfile.TemporaryDirectory(prefix="companion-cubism2-")
        self.child = context.Process(
            target=process.run,
            args=(theirs, self._memory.name, settings, seed, self._folder.name),
            name="cubism2",
            daemon=True,
        )
        self._open = True
        self._asked: tuple[process.Draw, float] | None = None
        self._next: list[process.Draw] = []
        try:
            self.child.start()
            theirs.close()
            self.loaded = self._await_loaded(cancelled)
            self._folder.cleanup()
        except BaseException:
            self.close()
            raise

    def tell(self, wish: object) -> None:
        """Send a wish that has no answer. A process that has ended is told of by the next picture asked for."""
        with contextlib.suppress(OSError):
            self._pipe.send(wish)

    def touch(self, x: float, y: float) -> process.Touched:
        """Ask what is at a place of the canvas."""
        self._finish_picture()
        self.tell(process.Touch(x, y))
        return self._await(process.Touched)

    def picture(self, wish: process.Draw) -> NDArray[np.uint8]:
        """Return a picture of the present moment, (height, width, 4), bottom row first; valid until the next call."""
        self._finish_picture()
        self.tell(wish)
        self._await(process.Drawn)
        return self._pixels(wish)

    def pictures(self, wish: process.Draw) -> Iterator[tuple[process.Draw, NDArray[np.uint8]]]:
        """Ask for a picture without waiting; yield the one finished meanwhile, asked for by an earlier call, if any.

        Pictures of several sizes take turns. What is yielded is valid until the iteration goes on.
        """
        if self._asked is not None:
            asked, since = self._asked
            if self._pipe.poll():
                self._received(process.Drawn)
                self._asked = None
                yield asked, self._pixels(asked)
            elif time.monotonic() - since > _ANSWER_SECONDS:
                raise self._silent()
        size = (wish.width, wish.height)
        self._next = [other for other in self._next if (other.width, other.height) != size] + [wish]
        if self._asked is None:
            first = self._next.pop(0)
            self._asked = first, time.monotonic()
            self.tell(first)

    def close(self) -> None:
        """End the process and free the memory. Harmless the second time."""
        if not self._open:
            return
        self._open = False
        self._pipe.close()
        if self.child.pid is not None:
            self.child.kill()  # it holds nothing that would be lost
            self.child.join()
        self.child.close()
        self._folder.cleanup()
        self._memory.close()
        self._memory.unlink()

    def _pixels(self, wish: process.Draw) -> NDArray[np.uint8]:
        assert self._memory.buf is not None
        count = wish.width * wish.height * 4
        return np.frombuffer(self._memory.buf, np.uint8, count).reshape(wish.height, wish.width, 4)

    def _await_loaded(self, cancelled: Event) -> process.Loaded:
        deadline = time.monotonic() + _LOAD_SECONDS
        while time.monotonic() < deadline:
            if cancelled.is_set():
                raise CubismError(f"Loading {self._path.name} was stopped.")
            if self._pipe.poll(_POLL_SECONDS):
                return self._received(process.Loaded)
        raise CubismError(f"{self._path} could not be loaded in {_LOAD_SECONDS:g} seconds.")

    def _finish_picture(self) -> None:
        """Wait for a picture that was asked for; nobody needs it any more."""
        if self._asked is not None:
            self._asked = None
            self._await(process.Drawn)

    def _await(self, answer: type[Answer]) -> Answer:
        if not self._pipe.poll(_ANSWER_SECONDS):
            raise self._silent()
        return self._received(answer)

    def _received(self, answer: type[Answer]) -> Answer:
        try:
            message = self._pipe.recv()
        except (EOFError, OSError):
            raise CubismError(
                f"{self._path} ended the process that draws Cubism 2 models, so one of its files is damaged. "
                f"If you have the model's source, {CONVERT}."
            ) from None
        if isinstance(message, process.Refused):
            raise CubismError(message.reason)
        assert isinstance(message, answer)
        return message

    def _silent(self) -> CubismError:
        return CubismError(f"{self._path.name} has stopped moving: choose the character again.")
