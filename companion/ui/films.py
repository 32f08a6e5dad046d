"""Her films beside the live recording: notes made from messages, the gallery, recordings that broke off."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from companion import settings as s
from companion.avatar.backdrop import DARK
from companion.conversation import Conversation, Message
from companion.errors import CompanionError
from companion.recording.film_file import film_name, leftovers, repair, unused
from companion.settings import Settings
from companion.ui.avatar_view import stage_background
from companion.ui.note_making import NoteMaking
from companion.ui.notices import Notices
from companion.ui.recording_session import SHAPES, RecordingSession
from companion.ui.sentences import translated

if TYPE_CHECKING:
    from companion.ui.gallery import Gallery


class Films(QObject):
    """Answers the wish for a note or the gallery; tells of its work in the notices."""

    _repaired = Signal(list, list)

    def __init__(
        self,
        settings: Settings,
        conversation: Conversation,
        recording: RecordingSession,
        notices: Notices,
        parent: QWidget,
    ) -> None:
        """Connect; nothing is read or made yet."""
        super().__init__(parent)
        self._settings = settings
        self._conversation = conversation
        self._recording = recording
        self._notices = notices
        self._window = parent
        self._repairing: threading.Thread | None = None
        self.gallery: Gallery | None = None
        """The gallery, while it is open."""
        self.making = NoteMaking(self)
        self.making.progressed.connect(self._show_progress)
        self.making.finished.connect(self._made)
        self.making.failed.connect(lambda sentence: self._notices.tell("note", sentence))
        self.making.cancelled.connect(lambda: self._notices.withdraw("note"))
        self._repaired.connect(self._show_repaired, Qt.ConnectionType.QueuedConnection)

    def make_note(self, message: Message) -> None:
        """Film a message; it is spoken as it stands."""
        text = message.text.strip()
        try:
            folder = self._recording.made_folder()
        except CompanionError as error:
            self._notices.tell("note", str(error))
            return
        background = self._settings[s.RECORD_BACKGROUND]
        if not background:
            background = "dark" if stage_background() is DARK else "light"
        suffix = ".webm" if background == "transparent" else ".mp4"
        file = unused(folder, film_name(self._conversation.persona.name, text), suffix)
        shape = SHAPES[self._settings[s.RECORD_SHAPE]]
        options = [
            "--preset", shape, "--size", str(self._settings[s.RECORD_SIZE]), "--fps", str(self._settings[s.RECORD_FPS]),
            "--persona", self._settings[s.PERSONA], "--background", background,
        ]  # fmt: skip
        if self._settings[s.RECORD_CAPTIONS]:
            options += ["--captions", "burned"]
        if self._settings[s.RECORD_SUBTITLES]:
            options += ["--subtitles", self._settings[s.RECORD_SUBTITLES].removeprefix(".")]
        self.making.make(text, file, tuple(options))

    def open_gallery(self, chosen: Path | None = None) -> None:
        """Show all films, ``chosen`` first."""
        from companion.ui.gallery import Gallery

        folder = self._recording.folder()
        if self.gallery is not None and self.gallery.folder != folder:  # another one was chosen meanwhile
            self.gallery.close()
        if self.gallery is None:
            self.gallery = Gallery(folder, self._settings[s.OUTPUT_DEVICE], self._settings[s.VOLUME], self._window)
            self.gallery.closed.connect(self._gallery_closed)
            self.gallery.show()
        if chosen is not None:
            self.gallery.fill(chosen)
        self.gallery.raise_()

    def look_for_leftovers(self) -> None:
        """Offer to repair recordings that broke off."""
        left = leftovers(self._recording.folder())
        if left:
            sentence = self.tr("A recording broke off; all but its last second can be saved.")
            if len(left) > 1:
                sentence = self.tr("{count} recordings broke off; all but their last seconds can be saved.")
            action = (self.tr("Save"), lambda: self._repair(left))
            self._notices.tell("leftover", sentence.format(count=len(left)), icon="recording", action=action)

    def close(self) -> None:
        """End what goes on."""
        self.making.close()
        if self._repairing is not None:
            self._repairing.join()
        if self.gallery is not None:
            self.gallery.close()

    def _show_progress(self, seconds: float, of: float) -> None:
        if seconds < 0:
            action = (self.tr("Cancel"), self.making.cancel)
            self._notices.tell("note", self.tr("Making a video note…"), icon="recording", quiet=True, action=action)
        else:
            sentence = self.tr("Making a video note: {seconds} s are filmed").format(seconds=f"{seconds:.0f}")
            self._notices.show_progress("note", sentence, seconds / of if of > 0 else None)

    def _made(self, file: Path) -> None:
        action = (self.tr("Show"), lambda: self.open_gallery(file))
        sentence = self.tr("The video note is ready: {name}").format(name=file.name)
        self._notices.tell("note", sentence, icon="check", quiet=True, action=action)
        if self.gallery is not None:
            self.gallery.fill(file)

    def _gallery_closed(self) -> None:
        if self.gallery is not None:
            self.gallery.deleteLater()
            self.gallery = None

    def _repair(self, left: list[Path]) -> None:
        self._notices.withdraw("leftover")

        def work() -> None:
            saved: list[Path] = []
            problems: list[str] = []
            for file in left:
                try:
                    saved.append(repair(file))
                except (CompanionError, OSError) as error:
                    problems.append(
                        self.tr("{name} could not be saved: {why}").format(name=file.name, why=translated(str(error)))
                    )
            self._repaired.emit(saved, problems)

        self._repairing = threading.Thread(target=work, name="companion-repair")
        self._repairing.start()

    def _show_repaired(self, saved: list[Path], problems: list[str]) -> None:
        if self._repairing is not None:
            self._repairing.join()
            self._repairing = None
        if problems:
            self._notices.tell("leftover", problems[0])
        elif saved:
            action = (self.tr("Show"), lambda: self.open_gallery(saved[0]))
            sentence = self.tr("Saved: {name}").format(name=saved[0].name)
            self._notices.tell("leftover", sentence, icon="check", quiet=True, action=action)
