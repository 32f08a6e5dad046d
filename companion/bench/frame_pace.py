"""How evenly the window draws while she answers: intervals between frames, from the real window and engine."""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from companion.bench.measurement import Figure
from companion.errors import CompanionError

_PROMPTS = ("Tell me a short story about a cat.", "What do you think about roses?", "Describe the place you live in.")
_LOAD_SECONDS = 60.0
_TURN_SECONDS = 60.0


def measure() -> list[Figure]:
    """Return median and 99th percentile of the frame interval in milliseconds: idle and from Enter to silence."""
    from companion.commands.window import prepare

    prepare()
    from companion import launch
    from companion.conversation import State
    from companion.ui.engine_process import EngineState

    application = launch.make_application()
    program = launch.open_program()
    program.start()

    def wait(until: float, done: Callable[[], object]) -> None:
        while not done():
            if time.perf_counter() > until:
                raise CompanionError("The window did not come to the point in time; see companion doctor.")
            application.processEvents()
            # The event loop of a measurement must not itself take a core: wait as exec() would.
            time.sleep(0.0005)

    def intervals() -> NDArray[np.float64]:
        times = program.stage.frame_times or []
        program.stage.frame_times = []
        return np.diff(times) * 1000

    try:
        ready: list[bool] = []
        program.engine.state_changed.connect(
            lambda state, _text, _fraction: ready.append(True) if state is EngineState.READY else None
        )
        wait(time.perf_counter() + _LOAD_SECONDS, lambda: ready and program.stage.character is not None)
        program.stage.frame_times = []
        quiet_until = time.perf_counter() + 5.0
        wait(quiet_until + 1.0, lambda: time.perf_counter() > quiet_until)
        idle = intervals()
        answering = []
        for prompt in _PROMPTS:
            program.conversation.say(prompt)
            intervals()
            wait(time.perf_counter() + _TURN_SECONDS, lambda: program.conversation.state is State.IDLE)
            answering.append(intervals())
        spoken = np.concatenate(answering)
    finally:
        program.close()
        application.processEvents()
    return [
        Figure("frame interval, idle, p50", float(np.percentile(idle, 50)), "ms"),
        Figure("frame interval, idle, p99", float(np.percentile(idle, 99)), "ms"),
        Figure("frame interval, answering, p50", float(np.percentile(spoken, 50)), "ms"),
        Figure("frame interval, answering, p99", float(np.percentile(spoken, 99)), "ms", goal="<= 20 ms"),
    ]
