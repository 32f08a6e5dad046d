"""Who stands on the stage: the persona's character, else the chosen one, else Amelie with a word why."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from companion import paths
from companion import settings as s
from companion.conversation import Conversation
from companion.settings import Settings
from companion.ui.avatar_loading import AvatarLoading
from companion.ui.avatar_view import AvatarView
from companion.ui.dressing import Dressing
from companion.ui.notices import Notices
from companion.ui.performance import Performance

if TYPE_CHECKING:
    from companion.avatar.avatar import Avatar


class Casting(QObject):
    """Loads the character that is wanted and gives it to the stage, which owns it from then on.

    ``arrived`` carries each character that came on the stage.
    """

    arrived = Signal(object)

    def __init__(
        self,
        settings: Settings,
        conversation: Conversation,
        stage: AvatarView,
        performance: Performance,
        *,
        notices: Notices,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._conversation = conversation
        self._stage = stage
        self._performance = performance
        self._notices = notices
        self.dressing = Dressing(lambda: conversation.persona, self)
        self._path: Path | None = None
        self._closed = False
        self._loading = AvatarLoading(self)
        self._loading.loaded.connect(self._show)
        self._loading.failed.connect(self._failed)

    @property
    def chosen(self) -> Path:
        """The character that is wanted now."""
        chosen = self._conversation.persona.avatar or self._settings[s.AVATAR]
        return paths.of_user(chosen) if chosen else paths.default_avatar()

    def call(self, path: Path | None = None) -> None:
        """Load a character, else the chosen one; returns at once."""
        path = path or self.chosen
        if self._closed:
            return
        if path == self._path:
            self.dressing.dress()  # a persona may have her own faces for the same character
            if self._stage.character is not None and path == self.chosen:
                self._notices.withdraw("avatar")  # chosen again after another one failed
            return
        self._path = path
        self._loading.load(path)

    def tell(self, sentence: str) -> None:
        """Say above the talk what is the matter with the character."""
        self._notices.tell("avatar", sentence)

    def close(self) -> None:
        """Take her off and wait for what is being loaded."""
        self._closed = True
        self.dressing.leave()
        self._performance.actor = None
        self._loading.close()

    def _failed(self, path: Path, sentence: str) -> None:
        self._path = None
        self.tell(sentence)
        if self._stage.character is None and path != paths.default_avatar():
            self.call(paths.default_avatar())  # better her than an empty stage; the notice says why

    def _show(self, path: Path, avatar: Avatar) -> None:
        if self._closed:
            avatar.close()
            return
        if path == self.chosen:
            self._notices.withdraw("avatar")
        self._performance.actor = None
        trouble = self.dressing.take(avatar)
        self._stage.show_character(avatar)
        self._performance.actor = avatar
        self.arrived.emit(avatar)
        if trouble:
            self.tell(trouble)
        if avatar.problems:
            others = self.tr(" ({count} more: “companion avatar check” lists them.)")
            more = others.format(count=len(avatar.problems) - 1) if len(avatar.problems) > 1 else ""
            self.tell(avatar.problems[0] + more)
