"""How evenly the window draws while she answers: intervals between frames, from the real window and engine."""

from __future__ import annotations

import time

import numpy as np
from numpy.typing import NDArray

from companion.bench.measurement import Figure
from companion.bench.opened_window import opened_window

_PROMPTS = ("Tell me a short story about a cat.", "What do you think about roses?", "Describe the place you live in.")
_TURN_SECONDS = 60.0


def measure() -> list[Figure]:
    """Return median and 99th percentile of the frame interval in milliseconds: idle and from Enter to silence."""
    from companion.conversation import State

    with opened_window() as (program, wait):

        def intervals() -> NDArray[np.float64]:
            times = program.stage.frame_times or []
            program.stage.frame_times = []
            return np.diff(times) * 1000

        program.stage.frame_times = []
        quiet_until = time.perf_counter() + 5.0
        wait(6.0, lambda: time.perf_counter() > quiet_until)
        idle = intervals()
        answering = []
        for prompt in _PROMPTS:
            program.conversation.say(prompt)
            intervals()
            wait(_TURN_SECONDS, lambda: program.conversation.state is State.IDLE)
            answering.append(intervals())
        spoken = np.concatenate(answering)
    return [
        Figure("frame interval, idle, p50", float(np.percentile(idle, 50)), "ms"),
        Figure("frame interval, idle, p99", float(np.percentile(idle, 99)), "ms"),
        Figure("frame interval, answering, p50", float(np.percentile(spoken, 50)), "ms"),
        Figure("frame interval, answering, p99", float(np.percentile(spoken, 99)), "ms", goal="<= 20 ms"),
    ]
