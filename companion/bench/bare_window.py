"""The anchor of the window's figures: PySide6 with one empty OpenGL widget of the size our window opens with."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping

from companion.errors import CompanionError

_PROGRAM = """
import time, psutil
from PySide6.QtOpenGLWidgets import QOpenGLWidget
from PySide6.QtWidgets import QApplication
application = QApplication([])
window = QOpenGLWidget()
window.resize(1120, 760)
window.frameSwapped.connect(lambda: (print({value}, flush=True), application.quit()))
window.show()
application.exec()
"""

DRAWN_AT = "time.time()"
MEMORY = "psutil.Process().memory_full_info().pss"


def bare_window(value: str) -> float:
    """Return what the Python expression ``value`` gives when the bare window has been drawn for the first time."""
    return numbers_of(_PROGRAM.format(value=value), {})[0]


def numbers_of(program: str, environment: Mapping[str, str]) -> list[float]:
    """Run a Python program that opens a window; return the numbers it prints. Raises CompanionError for none."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    # Installed programs are compiled once; a machine that keeps no bytecode would measure the compiler.
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env=kept | {**environment},
    )
    numbers = [float(line) for line in done.stdout.split() if line.replace(".", "").isdigit()]
    if done.returncode != 0 or not numbers:
        raise CompanionError(f"The window did not open: {done.stderr.strip().splitlines()[-1:]}")
    return numbers
