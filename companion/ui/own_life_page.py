"""The page of settings about what she does of her own: sleep at night, and speak first."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from companion import paths
from companion import settings as s
from companion.errors import CompanionError
from companion.initiative import read_times
from companion.settings import Settings
from companion.ui.field_page import FieldPage


class OwnLifePage(FieldPage):
    """Sleep, learning by heart, speaking first, quiet hours."""

    undo_wanted = Signal()
    """What text models learned by heart shall be forgotten."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        """Show what holds now."""
        super().__init__(settings, parent)
        self.group(self.tr("Sleep"))
        self.switch(
            s.SLEEP,
            self.tr("She sleeps at night"),
            self.tr("When nobody is there, she goes over the day's talk and keeps what matters. A message wakes her."),
        )
        hours = self.tr("Local time, 0 to 23")
        self.numbers(((s.SLEEP_FROM, self.tr("From (hour)"), hours), (s.SLEEP_TO, self.tr("Until (hour)"), hours)))
        self.switch(
            s.SLEEP_LEARN,
            self.tr("She learns the day's lines by heart"),
            self.tr(
                "Only with a text model of the engine transformers; slow. The model itself is never changed: what is "
                "learned lies beside it, is used from the next start on, and can be undone."
            ),
        )
        self.undo = QPushButton(self.tr("Undo"), self)
        self.undo.clicked.connect(self._undo)
        self.add(None, self.tr("Undo what was learned by heart"), self.undo)
        self.group(self.tr("Speaking first"))
        self.first = self.switch(
            s.FIRST,
            self.tr("She may speak first"),
            self.tr(
                "When you come back, or at set times. Never while you write or speak, while a recording runs, in quiet "
                "hours, or (on Linux) while another program uses the microphone, as in a call."
            ),
        )
        self.do_not_disturb = self.switch(s.DO_NOT_DISTURB, self.tr("Do not disturb"))
        same = self.tr("The same hour twice: no quiet hours")
        self.numbers(
            (
                (s.FIRST_AWAY, self.tr("Away for minutes"), self.tr("After so long away she greets you")),
                (s.FIRST_MOST, self.tr("At most so often a day"), self.tr("Greetings and set times together")),
                (s.QUIET_FROM, self.tr("Quiet from (hour)"), same),
                (s.QUIET_TO, self.tr("Quiet until (hour)"), same),
            )
        )
        self.times = self.line(
            s.FIRST_TIMES, self.tr("Set times"), self.tr("Times of day, separated by commas"), hint="9:00, 21:30"
        )
        self.times.editingFinished.connect(self._check_times)
        self.finish()
        self._show_undo()

    def _check_times(self) -> None:
        try:
            read_times(self.times.text())
        except CompanionError as error:
            self.complaint.setText(str(error))

    def _undo(self) -> None:
        self.undo_wanted.emit()
        self._show_undo()

    def _show_undo(self) -> None:
        self.undo.setEnabled(paths.adapters_dir().is_dir())
