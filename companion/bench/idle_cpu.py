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

        def busy() -> bool:
            return program.conversation.state is not State.IDLE

        def answering() -> float:
            program.conversation.say("Tell me a short story about a cat.")
            return _percent(wait, _TURN_SECONDS, lambda: not busy())

        program.window.hide()
        hidden = _idle(wait)
        figures.append(Figure("window hidden", hidden, "%"))
        program.window.show()
        for name in ("window", "pet"):
            if name == "pet":
                program.pet_mode.enter()
            figures.append(Figure(f"{name} idle", _idle(wait), "%", hidden, "window hidden"))
            figures.append(Figure(f"{name} answering", answering(), "%", hidden, "window hidden"))
    return figures


def _idle(wait: Wait) -> float:
    began = time.perf_counter()
    wait(_SETTLE_SECONDS + 1.0, lambda: time.perf_counter() > began + _SETTLE_SECONDS)
    return _percent(wait, _SECONDS + 1.0, lambda: time.perf_counter() > began + _SETTLE_SECONDS + _SECONDS)


def _percent(wait: Wait, seconds: float, done: Callable[[], object]) -> float:
    wall, used = time.perf_counter(), time.process_time()
    wait(seconds, done)
    return 100 * (time.process_time() - used) / (time.perf_counter() - wall)
