"""What she costs while nothing happens: processor time of the window's process, in percent of one core.

The measurement's own loop wakes 2,000 times a second: what that costs is in every figure, also in the anchor.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from companion.bench.measurement import Figure
from companion.bench.opened_window import Wait, opened_window

_SETTLE_SECONDS = 2.0
_SECONDS = 6.0
_TURN_SECONDS = 60.0


def measure() -> list[Figure]:
    """Return percent of a core, hidden, idle and answering, in the window and as a pet on the desktop."""
    from companion.conversation import State

    figures = []
    with opened_window() as (program, wait):

        def answering() -> float:
            program.conversation.say("Tell me a short story about a cat.")
            return _percent(wait, _TURN_SECONDS, lambda: program.conversation.state is State.IDLE)

        program.window.hide()
        hidden = _idle(wait)
        figures.append(Figure("window hidden", hidden, "%"))

        def add(name: str, percent: float) -> None:
            figures.append(Figure(name, percent, "%", hidden, "window hidden"))

        program.window.show()
        # Which window has the focus is not for a measurement to say: the stage is told instead.
        judged = program.stage.calm
        program.stage.calm = lambda: True
        add("window idle behind another", _idle(wait))
        program.stage.calm = lambda: False
        add("window idle", _idle(wait))
        add("window answering", answering())
        program.stage.calm = judged
        program.pet_mode.enter()
        add("pet idle", _idle(wait))
        add("pet answering", answering())
    return figures


def _idle(wait: Wait) -> float:
    began = time.perf_counter()
    wait(_SETTLE_SECONDS + 1.0, lambda: time.perf_counter() > began + _SETTLE_SECONDS)
    return _percent(wait, _SECONDS + 1.0, lambda: time.perf_counter() > began + _SETTLE_SECONDS + _SECONDS)


def _percent(wait: Wait, seconds: float, done: Callable[[], object]) -> float:
    wall, used = time.perf_counter(), time.process_time()
    wait(seconds, done)
    return 100 * (time.process_time() - used) / (time.perf_counter() - wall)
