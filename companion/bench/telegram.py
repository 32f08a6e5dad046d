"""Video notes a minute and core, as the Telegram bot makes them: its drawing processes, without model and network."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator

import psutil

from companion.bench.measurement import Figure
from companion.bench.note import FPS, SIZE, murmurs
from companion.paths import default_avatar
from companion.recording.note import Style
from companion.telegram.studio import Shoot, Studio

_ROUNDS = 3


def measure() -> Iterator[Figure]:
    """Yield the notes of one process, of one for each core, and what a core makes of its time."""
    sentences = tuple(murmurs())
    job = Shoot(default_avatar(), sentences, Style((SIZE, SIZE), FPS, longest=60.0, thumbnail=True))
    cores = os.cpu_count() or 1
    alone = 0.0
    for workers in dict.fromkeys((1, cores)):
        a_minute, cpu_seconds, film_seconds = _rate(job, workers)
        what = f"notes of {film_seconds:.1f} s, {workers} at once"
        if workers == 1:
            alone = a_minute
            yield Figure(what, a_minute, "/min")
        else:
            yield Figure(what, a_minute, "/min", alone, "one process")
        yield Figure(f"the same for each busy core, {workers} at once", 60.0 / cpu_seconds, "/min")


def _rate(job: Shoot, workers: int) -> tuple[float, float, float]:
    """Return notes a minute, processor seconds a note with its encoder, and the length of one."""
    studio = Studio(workers)
    try:
        # Each worker has started and drawn once before the clock runs.
        films = [future.result() for future in [studio.threads.submit(studio.shoot, job) for _ in range(workers)]]
        before, start = _processor_seconds(), time.perf_counter()
        for future in [studio.threads.submit(studio.shoot, job) for _ in range(workers * _ROUNDS)]:
            future.result()
        took, used = time.perf_counter() - start, _processor_seconds() - before
    finally:
        studio.close()
    count = workers * _ROUNDS
    return count * 60.0 / took, used / count, films[0].seconds


def _processor_seconds() -> float:
    """Return what the workers used so far, with the encoders that ended."""
    times = [child.cpu_times() for child in psutil.Process().children()]
    return float(sum(one.user + one.system + one.children_user + one.children_system for one in times))
