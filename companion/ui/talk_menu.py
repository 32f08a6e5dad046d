"""What can be done with the talk as a whole: search all, keep it as a file, give it or her the whole window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from companion.conversation import Conversation
from companion.errors import CompanionError
from companion.transcript import write_transcript


class TalkMenu(QMenu):
    """The menu in the header of the talk; its words are those of the language it opens in."""

    talks_wanted = Signal()
    new_wanted = Signal()
    search_wanted = Signal()
    parts_wanted = Signal(str)
    failed = Signal(str)

    def __init__(self, conversation: Conversation, parent: QWidget | None = None) -> None:
        """Act on ``conversation``."""
        super().__init__(parent)
        self._conversation = conversation
        self.aboutToShow.connect(self.fill)

    def fill(self) -> None:
        """Write the entries anew."""
        self.clear()
        self.addAction(self.tr("New talk\tCtrl+N"), self.new_wanted.emit)
        self.addAction(self.tr("All talks\tCtrl+T"), self.talks_wanted.emit)
        self.addAction(self.tr("Search all talks\tCtrl+F"), self.search_wanted.emit)
        self.addAction(self.tr("Keep the talk as a file…"), self._export)
        self.addSeparator()
        for parts, words in (
            ("both", self.tr("Her and the talk\tCtrl+1")),
            ("her", self.tr("Only her\tCtrl+2")),
            ("talk", self.tr("Only the talk\tCtrl+3")),
        ):
            self.addAction(words).triggered.connect(lambda _on=False, parts=parts: self.parts_wanted.emit(parts))

    def export(self, file: Path) -> None:
        """Write the whole talk into ``file``; a failure is told."""
        talk = self._conversation
        try:
            write_transcript(file, talk.stored(), talk.persona.name, talk.user_name or self.tr("You"))
        except CompanionError as error:
            self.failed.emit(str(error))

    def _export(self) -> None:
        known = str(Path.home() / f"{self._conversation.persona.name}.md")
        kinds = self.tr("Text to read (*.md);;Data (*.json)")
        chosen, _kind = QFileDialog.getSaveFileName(self, self.tr("Keep the talk as a file…"), known, kinds)
        if chosen:
            self.export(Path(chosen))
