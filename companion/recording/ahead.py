"""Iterate something slow in a thread of its own, a few items ahead of the reader."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

T = TypeVar("T")

_PAUSE_SECONDS = 0.05


@dataclass(frozen=True, slots=True)
class _Handed(Generic[T]):
    """What the thread hands over: items, then one with an error or with nothing, which is the end."""

    items: tuple[T, ...] = ()
    error: BaseException | None = None


class Ahead(Iterator[T]):
    """Yield what ``items`` yields, in order; errors come out where they would have. Close it, always."""

    def __init__(self, items: Iterable[T], depth: int) -> None:
        """Start at once, keeping at most ``depth`` items ready."""
        self._queue: queue.Queue[_Handed[T]] = queue.Queue(depth)
        self._closing = threading.Event()
        self._ended = False
        self._thread = threading.Thread(target=self._run, args=(items,), name="ahead", daemon=True)
        self._thread.start()

    def __next__(self) -> T:
        if self._ended:
            raise StopIteration
        handed = self._queue.get()
        if handed.items:
            return handed.items[0]
        self._ended = True
        if handed.error is not None:
            raise handed.error
        raise StopIteration

    @property
    def ready(self) -> bool:
        """Whether ``next`` would return or raise at once."""
        return self._ended or not self._queue.empty()

    def close(self) -> None:
        """Stop after the item being made, close ``items`` if it is a generator, and end the thread."""
        self._ended = True
        self._closing.set()
        self._thread.join()

    def _run(self, items: Iterable[T]) -> None:
        iterator: Any = iter(items)
        end: _Handed[T] = _Handed()
        try:
            for item in iterator:
                if not self._hand(_Handed((item,))):
                    return
        except BaseException as error:  # noqa: BLE001 - handed over and raised by the reader, whatever it is
            end = _Handed(error=error)
        finally:
            if hasattr(iterator, "close"):
                iterator.close()
        self._hand(end)

    def _hand(self, handed: _Handed[T]) -> bool:
        while not self._closing.is_set():
            try:
                self._queue.put(handed, timeout=_PAUSE_SECONDS)
            except queue.Full:
                continue
            return True
        return False
