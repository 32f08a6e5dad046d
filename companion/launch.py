"""Starting the window: the Qt application, the user's files, the log, signals; and its end."""

from __future__ import annotations

import logging
import os
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtGui import QSurfaceFormat
from PySide6.QtWidgets import QApplication

from companion import __version__, desktop, paths, safe_mode
from companion import settings as s
from companion.app import Program
from companion.engine.start import run_engine
from companion.errors import CompanionError
from companion.log import log_to_file, note_crashes
from companion.report import report
from companion.starts import TOO_MANY, Starts
from companion.ui import theme
from companion.ui.gl_surface import surface_format
from companion.ui.language import Translation
from companion.ui.main_window import dress
from companion.ui.mistakes import Mistakes
from companion.ui.signals import Signals
from companion.ui.single_instance import SingleInstance
from companion.ui.start_dialogs import SafeModeQuestion, StartFailure
from companion.users_files import check_memory, open_history, open_settings, safe_settings, unwritable

CAME_THROUGH_MS = 8000
"""A window open for so long has got through its start."""


def make_application() -> QApplication:
    """Make the Qt application, dressed, with OpenGL 3.3 core for all windows."""
    QSurfaceFormat.setDefaultFormat(surface_format())
    application = QApplication(sys.argv[:1])
    application.setApplicationName("live2d-companion")
    application.setApplicationDisplayName("Companion")
    application.setDesktopFileName(desktop.ID)
    dress(application)
    return application


def window_memory() -> QSettings:
    """Return where the window's geometry is kept, and what was written and not sent."""
    return QSettings(str(paths.config_dir() / "window.ini"), QSettings.Format.IniFormat)


def open_program() -> Program:
    """Build the program on the user's settings and history, and let it say what is wrong with them.

    Raises CompanionError when they may not be opened, or a newer program wrote them.
    """
    paths.check_access()
    settings, about_settings = open_settings()
    history, about_history = open_history()
    program = Program(settings, history, window_memory(), run_engine)
    program.complaints.tell(about_settings, about_history, check_memory(), unwritable("log", paths.log_dir()))
    return program


def run_window(*, debug: bool = False, safe: bool = False) -> int:
    """Open the window and stay until it is closed.

    ``debug`` logs to standard error as well; ``safe`` is safe mode. Raises CompanionError when it cannot even be shown.
    """
    if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        raise CompanionError(
            "There is no display to open a window on; “companion note” and “companion reply” need none."
        )
    application = make_application()
    instance = SingleInstance(paths.config_dir())
    if not instance.first:
        sys.stderr.write("companion: it is open already; its window comes to the front.\n")
        return 0
    logger = logging.getLogger("companion")
    logger.setLevel(logging.DEBUG if debug else logging.INFO)
    logger.propagate = debug
    log_to_file("window", logger)
    logger.info("Companion %s starts", __version__)
    note_crashes("window")
    mistakes = Mistakes()
    signals = Signals(partial(application.exit, 0))
    program = None
    try:
        starts = Starts(paths.data_dir() / "failed-starts")
        if safe or (starts.failed >= TOO_MANY and _wants_safe_mode(application)):
            safe_mode.switch_on()
        if not signals.received:
            program = _opened(application)
            instance.called.connect(program.show_up)
            program.complaints.watch(mistakes)
            QTimer.singleShot(CAME_THROUGH_MS, program, starts.came_through)
        if not signals.received:  # one that came meanwhile found no event loop to end
            application.exec()
        starts.came_through()  # also a window that was closed at once
        return 0
    finally:
        instance.close()
        signals.release()
        if program is not None:
            program.close()
        mistakes.release()
        theme.pixmap.cache_clear()  # pictures must go before the application does


@contextmanager
def _as_the_user_likes(application: QApplication) -> Iterator[None]:
    """Show what is inside in the user's language and colours: the program that brings them is not there yet."""
    known = safe_settings(paths.config_dir() / "settings.toml")
    translation = Translation()
    translation.speak(known[s.LANGUAGE])
    theme.wear(application, known[s.THEME], known[s.TEXT_SIZE])
    yield
    translation.release()


def _wants_safe_mode(application: QApplication) -> bool:
    with _as_the_user_likes(application):
        return SafeModeQuestion(report()).ask()


def _opened(application: QApplication) -> Program:
    """Build and show the program; where that fails, say so in a window before the error goes on its way."""
    try:
        program = open_program()
        program.start()
    except CompanionError as error:
        with _as_the_user_likes(application):
            StartFailure(report(), str(error)).exec()
        raise
    except Exception:
        with _as_the_user_likes(application):
            StartFailure(report(mistake=traceback.format_exc())).exec()
        raise
    program.welcome.open_once()
    return program
