"""Starting the window: the Qt application, the user's files, the log, signals; and its end."""

from __future__ import annotations

import logging
import os
import signal
import sys

from PySide6.QtCore import QSettings
from PySide6.QtGui import QSurfaceFormat
from PySide6.QtWidgets import QApplication

from companion import paths
from companion.app import Program
from companion.errors import CompanionError
from companion.history import History
from companion.settings import Settings
from companion.ui import theme
from companion.ui.gl_surface import surface_format
from companion.ui.main_window import dress


def make_application() -> QApplication:
    """Make the Qt application, dressed, with OpenGL 3.3 core for all windows."""
    QSurfaceFormat.setDefaultFormat(surface_format())
    application = QApplication(sys.argv[:1])
    application.setApplicationName("live2d-companion")
    application.setApplicationDisplayName("Companion")
    dress(application)
    return application


def window_memory() -> QSettings:
    """Return where the window's geometry is kept, and nothing else."""
    return QSettings(str(paths.config_dir() / "window.ini"), QSettings.Format.IniFormat)


def open_program() -> Program:
    """Build the program on the user's settings and history; needs the application."""
    from companion.engine.worker import run_engine

    settings = Settings(paths.config_dir() / "settings.toml")
    history = History(paths.data_dir() / "history.sqlite")
    return Program(settings, history, window_memory(), run_engine)


def _log_to_file(*, also_to_stderr: bool) -> None:
    """Keep what goes on in window.log, anew with each start."""
    handler = logging.FileHandler(paths.log_dir() / "window.log", mode="w", encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(name)s %(levelname)s %(message)s"))
    ours = logging.getLogger("companion")
    ours.addHandler(handler)
    ours.setLevel(logging.DEBUG if also_to_stderr else logging.INFO)
    ours.propagate = also_to_stderr


def run_window(*, debug: bool = False) -> int:
    """Open the window and stay until it is closed; ``debug`` logs to standard error as well.

    Raises CompanionError when it cannot even be shown.
    """
    if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        raise CompanionError(
            "There is no display to open a window on; “companion note” and “companion reply” need none."
        )
    _log_to_file(also_to_stderr=debug)
    application = make_application()
    program = open_program()
    sys.excepthook = program.report
    # Ctrl-C and a friendly kill close the window as its button does: nothing is left running, a recording is saved.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda _number, _frame: application.quit())
    program.start()
    program.welcome.open_once()
    try:
        return application.exec()
    finally:
        program.close()
        theme.pixmap.cache_clear()  # pictures must go before the application does
