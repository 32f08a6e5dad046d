"""Memory for the Core: aligned blocks whose numpy views keep them alive, and a count of the live ones."""

from __future__ import annotations

import threading
import weakref
from typing import Any

import numpy as np
from numpy.typing import NDArray

MOC_ALIGNMENT = 64
MODEL_ALIGNMENT = 16

_lock = threading.Lock()
_live = 0


def live_blocks() -> int:
    """Return how many blocks given to the Core are still in memory; 0 after everything is closed and dropped."""
    return _live


def _count(change: int) -> None:
    global _live  # noqa: PLW0603 - one counter for the process, as the memory is the process's
    with _lock:
        _live += change


class Block:
    """Hold ``size`` zeroed bytes whose address is a multiple of ``alignment``.

    Views made by :meth:`view` are slices of the same numpy array, so the memory is freed only after the last view
    is gone: a forgotten view reads old numbers, never freed memory.
    """

    def __init__(self, size: int, alignment: int) -> None:
        owner: NDArray[np.uint8] = np.zeros(size + alignment, np.uint8)
        skip = -int(owner.ctypes.data) % alignment
        self.data: NDArray[np.uint8] = owner[skip : skip + size]
        self.address = int(owner.ctypes.data) + skip
        self.size = size
        _count(1)
        weakref.finalize(owner, _count, -1).atexit = False

    def holds(self, address: int) -> bool:
        """Say whether ``address`` lies in this block."""
        return self.address <= address < self.address + self.size

    def view(self, address: int, count: int, dtype: type[np.generic]) -> NDArray[Any]:
        """Return ``count`` items of ``dtype`` at ``address`` without a copy; ``address`` must lie in the block."""
        start = address - self.address
        return self.data[start : start + count * np.dtype(dtype).itemsize].view(dtype)
