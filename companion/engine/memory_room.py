"""Whether a model fits into the machine's memory, asked before it is loaded."""

from __future__ import annotations

from companion.errors import CompanionError

_SPARE = 0.5e9
"""Bytes left to the window and the system."""


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
