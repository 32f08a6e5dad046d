"""A character the user brings: dropped on the window or chosen, examined, shown on stage, and kept or let go."""

from __future__ import annotations

import logging
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from companion import characters
from companion import settings as s
from companion.errors import CompanionError
from companion.settings import Settings
from companion.ui.avatar_view import AvatarView
from companion.ui.casting import Casting
from companion.ui.notices import Notices

if TYPE_CHECKING:
    from companion.ui.findings import Findings, Sheet

logger = logging.getLogger(__name__)

CARDS = (".charx", ".json", ".png")
"""Files that may be character cards."""


class Introduction(QObject):
    """Takes what is dropped on the window; examines it in a thread of its own."""

    added = Signal()
    """The list of characters has changed."""
    _done = Signal(object, object)

    def __init__(
        self,
        settings: Settings,
        casting: Casting,
        stage: AvatarView,
        *,
        notices: Notices,
        window: QWidget,
        targets: list[QObject],
    ) -> None:
        """``targets``: what files can be dropped on."""
        super().__init__(window)
        self._settings = settings
        self._casting = casting
        self._stage = stage
        self._notices = notices
        self._window = window
        self._cancelled = threading.Event()
        self._threads: list[threading.Thread] = []
        self._hint = False
        self._looks_at = False
        self.sheet: Sheet | None = None
        self._done.connect(self._show, Qt.ConnectionType.QueuedConnection)
        for target in targets:
            target.installEventFilter(self)

    def close(self) -> None:
        """Give up what is being examined."""
        self._cancelled.set()
        for thread in self._threads:
            thread.join()
        if self.sheet is not None:
            self.sheet.close()

    # ---- dropping

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take files that are dropped; everything else goes its way."""
        if isinstance(event, QDragEnterEvent | QDragMoveEvent | QDropEvent):
            files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
            if files:
                event.acceptProposedAction()
                if event.type() == QEvent.Type.DragEnter:
                    self._say(self.tr("Let go to bring {name} in.").format(name=files[0].name))
                elif event.type() == QEvent.Type.Drop:
                    self.introduce(files[0])
                return True
        elif event.type() == QEvent.Type.DragLeave and self._hint:
            self._say("")
        return super().eventFilter(watched, event)

    def _say(self, sentence: str) -> None:
        """Tell what can be done, or what is being done; empty: nothing any more."""
        self._hint = bool(sentence)
        if sentence:
            self._notices.tell("introduction", sentence, icon="info", quiet=True)
        else:
            self._notices.withdraw("introduction")

    def introduce(self, path: Path) -> None:
        """Look at a file or folder; returns at once."""
        if path.suffix.lower() in CARDS and path.is_file() and self._take_card(path):
            return
        self._say(self.tr("Looking at {name}…").format(name=path.name))
        self._cancelled.set()
        cancelled = self._cancelled = threading.Event()
        self._looks_at = True
        thread = threading.Thread(target=self._examine, args=(path, cancelled), name="companion-introduction")
        self._threads = [one for one in self._threads if one.is_alive()] + [thread]
        thread.start()

    def _take_card(self, path: Path) -> bool:
        """Return whether it was a character card: then her persona, and the model in it, have been taken over."""
        from companion.mind.persona_exchange import import_persona

        try:
            key = import_persona(path)
        except CompanionError as error:
            if path.suffix.lower() == ".charx":
                self._notices.tell("introduction", str(error))
                return True
            return False  # a picture without a card, or a model.json
        self._settings[s.PERSONA] = key
        sentence = self.tr("{name} is here with her persona.").format(name=path.stem)
        self._notices.tell("introduction", sentence, icon="check", quiet=True, seconds=12)
        return True

    def _examine(self, path: Path, cancelled: threading.Event) -> None:
        from companion.ui.findings import examine
        from cubism_binding.core.errors import CubismError

        try:
            self._done.emit(cancelled, examine(path, cancelled))
        except (CompanionError, CubismError) as error:
            self._done.emit(cancelled, str(error))
        except Exception as error:  # a broken model must not take the window away
            logger.exception("the character cannot be examined")
            self._done.emit(
                cancelled, self.tr("The character {name} cannot be used: {error}").format(name=path.name, error=error)
            )

    # ---- the sheet

    def _show(self, cancelled: threading.Event, result: Findings | str) -> None:
        from companion.ui.findings import Sheet

        if cancelled.is_set():
            return
        self._notices.withdraw("introduction")
        if isinstance(result, str):
            self._looks_at = False
            self._notices.tell("introduction", result)
            self.sweep()
            return
        if self.sheet is not None:
            self.sheet.reject()
        self._looks_at = False
        self._casting.call(result.file)
        sheet = self.sheet = Sheet(result, self._stage, self._window)
        sheet.used.connect(lambda: self._keep(result, use=True))
        sheet.kept.connect(lambda: self._keep(result, use=False))
        sheet.finished.connect(self._leave)
        frame = self._window.frameGeometry()
        sheet.move(frame.right() - sheet.width() - 24, frame.top() + 72)
        sheet.show()

    def _keep(self, found: Findings, *, use: bool) -> None:
        try:
            character = characters.add(found.file, found.name)
        except CompanionError as error:
            self._notices.tell("introduction", str(error))
            return
        if use:
            self._settings[s.AVATAR] = character.path
        self.added.emit()

    def _leave(self) -> None:
        """Whoever is wanted comes back on stage; a copy nobody kept goes."""
        sheet, self.sheet = self.sheet, None
        if sheet is not None:
            sheet.deleteLater()
        self._casting.call()
        self.sweep()

    def sweep(self) -> None:
        """Delete copies of characters that nobody keeps, but not under the eyes of who is looking at one."""
        if self.sheet is None and not self._looks_at:
            characters.sweep()
