"""How evenly the window draws: intervals between frames while she idles, loads, answers and is filmed."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from companion.bench.measurement import Figure
from companion.bench.opened_window import Wait, ask, opened_window
from companion.configuration import keyed_config

if TYPE_CHECKING:
    from companion.app import Program

_PROMPTS = ("Tell me a short story about a cat.", "What do you think about roses?", "Describe the place you live in.")
_PERCENTILES = (50, 95, 99)
_IDLE_SECONDS = 5.0
_SLOW_SECONDS = 60.0


def measure() -> Iterator[Figure]:
    """Yield percentiles of the frame interval in milliseconds, from the real window and engine."""
    with opened_window() as (program, wait):
        for name, act in (("idle", _idle), ("loading", _load), ("answering", _answer), ("recording", _record)):
            with _intervals(program) as measured:
                act(program, wait)
            for percentile in _PERCENTILES:
                value = float(np.percentile(measured(), percentile))
                goal = "<= 20 ms" if (name, percentile) == ("answering", 99) else ""
                yield Figure(f"frame interval, {name}, p{percentile}", value, "ms", goal=goal)


@contextmanager
def _intervals(program: Program) -> Iterator[Callable[[], NDArray[np.float64]]]:
    """Note when frames are drawn; the result gives the intervals in milliseconds."""
    times: list[float] = []
    program.stage.frame_times = times
    yield lambda: np.diff(times) * 1000
    program.stage.frame_times = None


def _idle(_program: Program, wait: Wait) -> None:
    end = time.perf_counter() + _IDLE_SECONDS
    wait(_SLOW_SECONDS, lambda: time.perf_counter() > end)


def _load(program: Program, wait: Wait) -> None:
    from companion.ui.engine_process import EngineState

    loaded: list[object] = []
    connection = program.engine.ready.connect(loaded.append)
    program.engine.configure(keyed_config(program.settings))
    wait(_SLOW_SECONDS, lambda: loaded and program.engine.state is EngineState.READY)
    program.engine.ready.disconnect(connection)


def _answer(program: Program, wait: Wait) -> None:
    for prompt in _PROMPTS:
        ask(program, wait, prompt)


def _record(program: Program, wait: Wait) -> None:
    program.recording.start()
    ask(program, wait, _PROMPTS[0])
    program.recording.stop()
    wait(_SLOW_SECONDS, lambda: not program.recording.running and not program.recording.saving_now)
