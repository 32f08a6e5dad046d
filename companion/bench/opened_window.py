"""The real window with the real engine, opened for a measurement in a home of its own: nobody's talk counts."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from companion import paths
from companion.errors import CompanionError
from companion.settings import RECORD_FOLDER

if TYPE_CHECKING:
    from companion.app import Program

Wait = Callable[[float, Callable[[], object]], None]
_LOAD_SECONDS = 60.0


@contextmanager
def fresh_home() -> Iterator[str]:
    """Keep settings, data and logs in a folder that goes away; downloaded models stay where they are."""
    before = {name: os.environ.get(name) for name in ("COMPANION_HOME", "COMPANION_MODELS")}
    models = str(paths.models_dir())
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        os.environ |= {"COMPANION_HOME": home, "COMPANION_MODELS": models}
        try:
            yield home
        finally:
            for name, value in before.items():
                if value is None:
                    del os.environ[name]
                else:
                    os.environ[name] = value


def ask(program: Program, wait: Wait, text: str, seconds: float = 60.0) -> None:
    """Say something and wait, at most ``seconds``, until she has answered and fallen silent."""
    from companion.conversation import State

    program.conversation.say(text)
    wait(seconds, lambda: program.conversation.state is State.IDLE)


@contextmanager
def opened_window() -> Iterator[tuple[Program, Wait]]:
    """Give the program, ready to answer, and ``wait(seconds, done)``; raises CompanionError where that takes longer."""
    from companion.commands.window import prepare

    prepare()
    from PySide6.QtCore import QEvent

    from companion import launch
    from companion.ui.engine_process import EngineState

    with fresh_home() as home:
        application = launch.make_application()
        program = launch.open_program()
        program.settings[RECORD_FOLDER] = home
        program.start()

        def wait(seconds: float, done: Callable[[], object]) -> None:
            until = time.perf_counter() + seconds
            while not done():
                if time.perf_counter() > until:
                    raise CompanionError("The window did not come to the point in time; see companion doctor.")
                application.processEvents()
                # Only a loop that runs inside another one deletes what shall be deleted later.
                application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
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
