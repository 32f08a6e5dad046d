"""The looks the user wants for the character on stage: loaded with it, changed live, kept at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from companion.errors import CompanionError
from companion.messages import Persona

if TYPE_CHECKING:
    from companion.avatar.avatar import Avatar
    from companion.avatar.looks import Looks
    from companion.ui.avatar_view import AvatarView


KEEP_MS = 300
"""A slider that moves writes once, when it rests."""


class Dressing(QObject):
    """Knows who is on stage and what she is to look like; the stage owns her."""

    changed = Signal()
    """Another character came, or her looks changed."""
    failed = Signal(str)
    """Her looks could not be kept; one sentence."""

    def __init__(self, persona: Callable[[], Persona], parent: QObject | None = None) -> None:
        """``persona`` returns who she is now: a persona may have its own faces for feelings."""
        super().__init__(parent)
        self._persona = persona
        self._looks: Looks | None = None
        self.character: Avatar | None = None
        self._unkept = False
        self._unread = ""
        self._keep_soon = QTimer(self)
        self._keep_soon.setSingleShot(True)
        self._keep_soon.setInterval(KEEP_MS)
        self._keep_soon.timeout.connect(self._keep)

    @property
    def looks(self) -> Looks:
        """What the user wants for the character on stage."""
        from companion.avatar.looks import Looks

        return self._looks or Looks()

    def keys(self) -> dict[str, str]:
        """Return the hot keys of the character on stage and what each shows."""
        return {one.keys: one.name for one in self.looks.hot_keys}

    def take(self, character: Avatar) -> str:
        """Dress a character that comes on the stage; return a sentence when its looks cannot be read."""
        from companion.avatar.looks import load_looks

        self._keep()
        self.character, self._looks, self._unread = character, None, ""
        try:
            self._looks = load_looks(character.identity)
        except CompanionError as error:
            self._unread = str(error)
        self._wear()
        self.changed.emit()
        return self._unread

    def dress(self) -> None:
        """Take over the faces of who she is now."""
        self._wear()
        self.changed.emit()

    def change(self, looks: Looks) -> None:
        """Show and keep other looks."""
        if self.character is None:
            return
        self._looks = looks
        self._wear()
        self._unkept = True
        self._keep_soon.start()
        self.changed.emit()

    def leave(self) -> None:
        """Keep what was changed last; nobody is on stage any more."""
        self._keep()
        self.character = None

    def _keep(self) -> None:
        from companion.avatar.looks import save_looks

        self._keep_soon.stop()
        if self.character is None or not self._unkept:
            return
        self._unkept = False
        if self._unread:  # what somebody wrote there is not written over
            self.failed.emit(self._unread)
            return
        try:
            save_looks(self.character.identity, self.looks)
        except CompanionError as error:
            self.failed.emit(str(error))

    def _wear(self) -> None:
        from companion.avatar.looks import wear

        if self.character is not None:
            wear(self.character, self.looks, dict(self._persona().expressions))


@dataclass(frozen=True)
class OnStage:
    """What the page “Face” works on: the stage, the looks of who is on it, and how a new character is let in."""

    stage: AvatarView
    dressing: Dressing
    introduce: Callable[[Path], None]
    """Examines a file or folder and asks whether to use it."""
    sweep: Callable[[], None]
    """Deletes the copies of characters that nobody wants any more."""
