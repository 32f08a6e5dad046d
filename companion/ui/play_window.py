"""A window with nothing but her, for ``companion play --window``: she does what standard input says."""

from __future__ import annotations

import os
import sys

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QSurfaceFormat
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from companion.avatar.avatar import Avatar
from companion.avatar.backdrop import Background
from companion.errors import CompanionError
from companion.stage.script import Script
from companion.stage.stage import Stage
from companion.ui.avatar_view import AvatarView
from companion.ui.gl_surface import surface_format

_LINES_SECONDS = 0.004
"""Of a frame's time, for lines that come fast: the picture goes on."""


class PlayWindow(QWidget):
    """Shows her; closing it ends the play as ``q`` does."""

    closed = Signal()

    def __init__(self, avatar: Avatar, stage: Stage, script: Script, background: Background) -> None:
        """Take over ``avatar``."""
        super().__init__()
        size = stage.size
        self.setWindowTitle("Companion")
        self._script = script
        self.view = AvatarView(parent=self)
        self.view.follows_pointer = False
        self.view.background = background
        self.view.record_size = (size, size)
        self.view.record_background = background
        self.view.take_frame = lambda picture, _at: stage.show(picture)
        self.view.wants_frame = lambda: stage.wants_picture
        self.view.before_frame = self._first_frame
        self.view.failed.connect(self._complain)
        self.view.show_character(avatar)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.view.home.hosted(self))
        self.resize(size, size)

    def _first_frame(self, dt: float) -> None:
        self.view.before_frame = self._before_frame
        try:
            self._script.begin()
        except CompanionError as error:
            self._complain(str(error))
        self._before_frame(dt)

    def _before_frame(self, _dt: float) -> None:
        self._script.follow_ready(_LINES_SECONDS)
        self._script.step()
        if self._script.over:
            self.close()

    def _complain(self, sentence: str) -> None:
        sys.stderr.write(f"companion: {sentence}\n")

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()


def play(avatar: Avatar, stage: Stage, script: Script, background: Background) -> None:
    """Show the window until the script is over or the window is closed. Closes ``avatar``.

    Raises CompanionError when there is no display.
    """
    if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        avatar.close()
        raise CompanionError("There is no display to open a window on; without --window none is needed.")
    QSurfaceFormat.setDefaultFormat(surface_format())
    application = QApplication.instance() or QApplication(sys.argv[:1])
    window = PlayWindow(avatar, stage, script, background)
    window.closed.connect(application.quit, Qt.ConnectionType.QueuedConnection)
    window.show()
    try:
        application.exec()
    finally:
        window.view.close_stage()
