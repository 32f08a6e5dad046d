"""The real program, started as its user starts it, which also does what it reads from standard input.

Each line is a Python expression on ``program`` (the open window's parts) or ``application``; it is worked out in the
window's thread, between other events, and the answer is written as one line of JSON.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from pathlib import Path
from typing import Any

import shifted_clock


def main() -> int:
    """Run ``companion ARGUMENTS`` and listen."""
    if "SHIFTED_CLOCK" in os.environ:
        shifted_clock.install()
    from companion.commands.window import prepare

    prepare()
    from PySide6.QtCore import QObject, QTimer, Signal
    from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton

    from companion import launch, settings
    from companion.cli import main as companion

    class Strings(QObject):
        asked = Signal(str)

        def __init__(self) -> None:
            super().__init__()
            self.names: dict[str, Any] = {"program": None, "s": settings, "shift": shifted_clock.shift, "Path": Path}
            self.names |= {kind.__name__: kind for kind in (QTimer, QMessageBox, QPushButton)}
            self.asked.connect(self.answer)

        def answer(self, line: str) -> None:
            self.names["application"] = QApplication.instance()
            self.names["windows"] = [type(w).__name__ for w in QApplication.topLevelWidgets() if w.isVisible()]
            try:
                said = {"value": eval(line, self.names)}
            except Exception as error:  # noqa: BLE001 - the test wants to know
                said = {"error": f"{type(error).__name__}: {error}"}
            out.write(json.dumps(said, default=str) + "\n")
            out.flush()

    out = sys.stdout
    strings = Strings()
    opened = launch.open_program

    def open_program() -> Any:
        strings.names["program"] = opened()
        return strings.names["program"]

    launch.open_program = open_program

    def listen() -> None:
        for line in sys.stdin:
            strings.asked.emit(line)

    threading.Thread(target=listen, daemon=True).start()
    return companion(sys.argv[1:])


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    raise SystemExit(main())
