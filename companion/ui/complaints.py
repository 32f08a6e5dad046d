"""What the window says when the program itself, the user's files or the graphics are in trouble."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from companion import paths, safe_mode
from companion.history import History
from companion.report import report
from companion.settings import Settings
from companion.ui.gl_surface import can_draw
from companion.ui.mistakes import Mistakes
from companion.ui.notices import Notices
from companion.ui.report_dialog import ReportDialog
from companion.ui.troubles import Troubles
from companion.users_files import Trouble


class Complaints(Troubles):
    """Says it above the talk. ``facts`` returns what a report tells of the running program."""

    def __init__(
        self,
        notices: Notices,
        history: History,
        settings: Settings,
        facts: Callable[[], tuple[tuple[str, str], ...]],
        window: QWidget,
    ) -> None:
        """Say nothing yet."""
        super().__init__(window)
        settings.on_unkept = self._tell_unkept
        self._settings_told = False
        self._notices = notices
        self._history = history
        self._facts = facts
        self._window = window

    def watch(self, mistakes: Mistakes) -> None:
        """Tell of mistakes in the program itself: one sentence for the user, a report to hand on."""

        def tell(name: str) -> None:
            sentence = self.tr("Something went wrong in the program ({name}); it goes on.").format(name=name)
            said = report(self._facts(), mistakes.last)
            show = lambda: ReportDialog(sentence, said, self._window).show()  # noqa: E731
            self._notices.tell("mistake", sentence, action=(self.tr("Show the report"), show))

        mistakes.happened.connect(tell)
        mistakes.refused.connect(lambda sentence: self._notices.tell("refused", sentence))

    def tell(self, *troubles: Trouble | None) -> None:
        """Say what is wrong with the user's files or the graphics, and that this is safe mode."""
        for trouble in filter(None, troubles):
            self._notices.tell(trouble.subject, self.in_words(trouble))
        self._history.on_unsaved = self._tell_unsaved
        if not can_draw():
            sentence = self.tr(
                "There is no OpenGL 3.3 here, so she cannot be seen; she talks all the same. “companion doctor” says "
                "what is missing."
            )
            self._notices.tell("graphics", sentence)
        if safe_mode.is_on():
            self._notices.tell("safe", self.of_safe_mode(), icon="info", quiet=True)

    def _tell_unkept(self, reason: str) -> None:
        if reason:
            self._notices.tell("settings", reason)
        elif self._settings_told:
            self._notices.withdraw("settings")
        self._settings_told = bool(reason)

    def _tell_unsaved(self, reason: str) -> None:
        if reason:
            trouble = Trouble("history", "unwritable", paths.data_dir(), reason)
            self._notices.tell("history", self.in_words(trouble))
        else:
            self._notices.withdraw("history")
