"""The real window with the real engine, opened for a measurement."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from companion.errors import CompanionError

if TYPE_CHECKING:
    from companion.app import Program

Wait = Callable[[float, Callable[[], object]], None]
_LOAD_SECONDS = 60.0


@contextmanager
def opened_window() -> Iterator[tuple[Program, Wait]]:
    """Give the program, ready to answer, and ``wait(seconds, done)``; raises CompanionError where that takes longer."""
    from companion.commands.window import prepare

    prepare()
    from companion import launch
    from companion.ui.engine_process import EngineState

    application = launch.make_application()
    program = launch.open_program()
    program.start()

    def wait(seconds: float, done: Callable[[], object]) -> None:
        until = time.perf_counter() + seconds
        while not done():
            if time.perf_counter() > until:
                raise CompanionError("The window did not come to the point in time; see companion doctor.")
            application.processEvents()
            # The event loop of a measurement must not itself take a core: wait as exec() would.
            time.sleep(0.0005)

    try:
        ready: list[bool] = []
        program.engine.state_changed.connect(
            lambda state, _text, _fraction: ready.append(True) if state is EngineState.READY else None
        )
        wait(_LOAD_SECONDS, lambda: ready and program.stage.character is not None)
        yield program, wait
    finally:
        program.close()
        application.processEvents()
