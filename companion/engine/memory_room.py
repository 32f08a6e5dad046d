"""The engine process's memory: whether a model fits, asked before it is loaded, and how the threads share it."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable

from companion.errors import CompanionError

_SPARE = 0.5e9
"""Bytes left to the window and the system."""

_ARENAS = 2
_M_ARENA_MAX = -8  # mallopt(3)


def share_memory() -> None:
    """Let all threads take memory from the same two arenas; call it before there are any.

    glibc gives a thread an arena of its own, up to eight a core, and what one has freed no other gets: with an
    engine's many threads that was 60 MB after an hour's talk, and it went on growing. Other systems share anyway.
    """
    mallopt = _glibc("mallopt")
    if mallopt is not None:
        mallopt(_M_ARENA_MAX, _ARENAS)


def give_back_memory() -> None:
    """Give the system what was freed between pieces still in use; takes some milliseconds.

    glibc keeps it: 13 MB after ten turns, 3 after twenty.
    """
    trim = _glibc("malloc_trim")
    if trim is not None:
        trim(ctypes.c_size_t(0))


def _glibc(name: str) -> Callable[..., object] | None:
    """Return a function only glibc has; None elsewhere."""
    return getattr(ctypes.CDLL(None), name, None) if sys.platform == "linux" else None


def free_memory() -> int:
    """Return the bytes of memory a program can have without swapping."""
    import psutil

    return int(psutil.virtual_memory().available)


def require_memory(needed: float, name: str, suggestion: str, free: int | None = None) -> None:
    """Raise CompanionError with ``suggestion`` when ``needed`` bytes exceed ``free`` (default: the machine's)."""
    here = free_memory() if free is None else free
    if needed > here - _SPARE:
        raise CompanionError(
            f"The text model {name} needs about {needed / 1e9:.1f} GB of memory and {max(0.0, here / 1e9):.1f} GB are"
            f" free: {suggestion}"
        )
