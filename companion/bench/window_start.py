"""From the start of the process to a drawn window, against a bare PySide6 window with an OpenGL widget."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time

from companion.bench.measurement import Figure
from companion.errors import CompanionError

_RUNS = 5

# Both programs print the wall clock when their window has been drawn for the first time, then end.
_BARE = """
import sys, time
from PySide6.QtOpenGLWidgets import QOpenGLWidget
from PySide6.QtWidgets import QApplication
application = QApplication([])
window = QOpenGLWidget()
window.resize(1120, 760)
window.frameSwapped.connect(lambda: (print(time.time(), flush=True), application.quit()))
window.show()
application.exec()
"""

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
    for _ in range(_RUNS):
        bare.append(_drawn(_BARE)[0])
        first, second = _drawn(_OURS)
        window.append(first)
        character.append(second)
    anchor = statistics.median(bare)
    return [
        Figure("window on screen", statistics.median(window), "s", anchor, "bare PySide6 window", "<= 2 s"),
        Figure("character on stage", statistics.median(character), "s", anchor, "bare PySide6 window"),
    ]


def _drawn(program: str) -> list[float]:
    with tempfile.TemporaryDirectory() as home:
        start = time.time()
        done = subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
            env=os.environ | {"COMPANION_HOME": home, "COMPANION_MODELS": str(_models())},
        )
    times = [float(line) - start for line in done.stdout.split() if line.replace(".", "").isdigit()]
    if done.returncode != 0 or not times:
        raise CompanionError(f"The window did not open: {done.stderr.strip().splitlines()[-1:]}")
    return times


def _models() -> str:
    from companion import paths

    return str(paths.models_dir())
