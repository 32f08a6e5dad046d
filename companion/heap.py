"""What glibc keeps of freed memory: how many pools of it there are, and when the system gets it back."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable

_ARENAS = 2
_LARGE = 256 * 1024
_M_ARENA_MAX, _M_MMAP_THRESHOLD = -8, -3  # mallopt(3)


def share_memory() -> None:
    """Let all threads take memory from the same two arenas; call it before there are any.

    glibc gives a thread an arena of its own, up to eight a core, and what one has freed no other gets: with an
    engine's many threads that was 60 MB after an hour's talk, and it went on growing. Other systems share anyway.
    """
    _adjust(_M_ARENA_MAX, _ARENAS)


def keep_large_pieces_apart() -> None:
    """Let pieces of 256 KB and more, pictures mostly, go back to the system as soon as they are freed.

    glibc raises this limit to up to 32 MB by itself, and then small pieces settle between large ones: of the window's
    memory a tenth after a dozen recordings and visits to the settings. Not for an engine, whose numbers come and go.
    """
    _adjust(_M_MMAP_THRESHOLD, _LARGE)


def give_back_memory() -> None:
    """Give the system what was freed between pieces still in use; takes up to 5 ms.

    glibc keeps it: 50 MB after a long sentence of the default voice, 13 MB when the settings are closed.
    """
    trim = _glibc("malloc_trim")
    if trim is not None:
        trim(ctypes.c_size_t(0))


def _adjust(what: int, value: int) -> None:
    mallopt = _glibc("mallopt")
    if mallopt is not None:
        mallopt(what, value)


def _glibc(name: str) -> Callable[..., object] | None:
    """Return a function only glibc has; None elsewhere."""
    return getattr(ctypes.CDLL(None), name, None) if sys.platform == "linux" else None
