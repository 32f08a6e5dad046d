"""From the start of the process to a drawn window, against a bare PySide6 window with an OpenGL widget."""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time

from companion import paths
from companion.bench.bare_window import DRAWN_AT, bare_window, numbers_of
from companion.bench.measurement import Figure
from companion.errors import CompanionError

_RUNS = 5

# Prints the wall clock when the window has been drawn for the first time and when she is on stage, then ends.
_OURS = """
import time
from companion.commands.window import prepare
prepare()
from companion import launch
application = launch.make_application()
program = launch.open_program()
shown = []
def tell():
    if not shown:
        shown.append(time.time())
        print(shown[0], flush=True)
    if program.stage.character is not None:
        print(time.time(), flush=True)
        program.stage.surface.frameSwapped.disconnect(tell)
        application.quit()
program.stage.surface.frameSwapped.connect(tell)
program.start()
application.exec()
program.close()
"""


def measure() -> list[Figure]:
    """Return the median of several starts, in seconds, of both windows and of the character on stage."""
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or sys.platform != "linux"):
        raise CompanionError("There is no screen to open a window on: measure the others with --only.")
    bare, window, character = [], [], []
    for run in range(_RUNS + 1):
        start = time.time()
        one = bare_window(DRAWN_AT) - start
        first, second = _ours()
        if run:  # the first run may compile, and warms the disk
            bare.append(one)
            window.append(first)
            character.append(second)
    anchor = statistics.median(bare)
    return [
        Figure("window on screen", statistics.median(window), "s", anchor, "bare PySide6 window", "<= 2 s"),
        Figure("character on stage", statistics.median(character), "s", anchor, "bare PySide6 window"),
    ]


def _ours() -> tuple[float, float]:
    with tempfile.TemporaryDirectory() as home:
        start = time.time()
        times = numbers_of(_OURS, {"COMPANION_HOME": home, "COMPANION_MODELS": str(paths.models_dir())})
    return times[0] - start, times[-1] - start
