"""Each measurement in a process and a home of its own: none finds what another has loaded, said or left behind."""

from __future__ import annotations

import importlib
import multiprocessing
from collections.abc import Iterable, Iterator, Sequence
from multiprocessing.connection import Connection
from pathlib import Path

from companion.bench.measurement import Figure
from companion.bench.opened_window import fresh_home
from companion.errors import CompanionError

_END_SECONDS = 20.0
"""How long a measurement may take to close what it opened."""


def measured(module: str, avatars: Sequence[Path] = (), count: int = 0) -> Iterator[Figure]:
    """Yield what ``measure`` of a module gives, each figure as soon as it is known.

    ``avatars`` and ``count`` are those of ``companion bench --frames``. Raises CompanionError where it fails.
    """
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(target=_measure, args=(theirs, module, avatars, count), name=module)
    child.start()
    theirs.close()
    try:
        while (told := _next(ours, module)) is not None:
            yield told
        child.join(_END_SECONDS)
    finally:
        ours.close()
        if child.is_alive():
            child.terminate()
        child.join()


def _next(pipe: Connection, module: str) -> Figure | None:
    try:
        told: Figure | str | None = pipe.recv()
    except EOFError:
        raise CompanionError(f"The measurement {module.rpartition('.')[2]} broke off; see companion doctor.") from None
    if isinstance(told, str):
        raise CompanionError(told)
    return told


def _measure(pipe: Connection, module: str, avatars: Sequence[Path], count: int) -> None:
    """What the child does."""
    measurement = importlib.import_module(module)
    try:
        with fresh_home():
            figures: Iterable[Figure] = (
                measurement.measure_avatars(avatars, count) if avatars or count else measurement.measure()
            )
            for figure in figures:
                pipe.send(figure)
    except CompanionError as error:
        pipe.send(str(error))
    else:
        pipe.send(None)
