"""How much memory both processes take, against a bare PySide6 window, and what each further turn adds."""

from __future__ import annotations

import os
from collections.abc import Iterator

import psutil

from companion.bench.bare_window import MEMORY, bare_window
from companion.bench.measurement import Figure
from companion.bench.opened_window import ask, opened_window

_FIRST, _MORE = 3, 20


def measure() -> Iterator[Figure]:
    """Yield proportional set sizes in MB after some turns, and their growth over as many more."""
    bare = bare_window(MEMORY) / 1e6
    with opened_window() as (program, wait):
        for number in range(_FIRST):
            ask(program, wait, f"Hello, this is line {number}.")
        window, engine = _sizes()
        yield Figure("memory, window", window, "MB", bare, "bare PySide6 window")
        yield Figure("memory, engine", engine, "MB", bare, "bare PySide6 window")
        for number in range(_MORE):
            ask(program, wait, f"Tell me one thing about the number {number}.")
        window_later, engine_later = _sizes()
        yield Figure("memory, window, per turn", (window_later - window) / _MORE, "MB")
        yield Figure("memory, engine, per turn", (engine_later - engine) / _MORE, "MB")


def _sizes() -> tuple[float, float]:
    own = psutil.Process(os.getpid())
    children = [child for child in own.children(recursive=True) if child.is_running()]
    return own.memory_full_info().pss / 1e6, sum(child.memory_full_info().pss for child in children) / 1e6
