"""Being with her beyond words: what is touched, whether somebody is there, and what she says to a hand."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from PySide6.QtCore import QObject

from companion.avatar.avatar import Avatar
from companion.avatar.touch import Touch, is_allowed, stage_direction
from companion.conversation import Conversation, State
from companion.settings import CALM, TOUCH, UNTOUCHABLE, Settings
from companion.ui.avatar_view import AvatarView

logger = logging.getLogger(__name__)

ANSWER_COOL_DOWN = 20.0
"""Seconds between two answers in words to a touch; in between her face and body answer."""


class Company(QObject):
    """Tells the character who is there and lets her answer touches through the ordinary talk."""

    def __init__(
        self,
        settings: Settings,
        stage: AvatarView,
        conversation: Conversation,
        *,
        mood: Callable[[], tuple[float, float]],
        say: Callable[[str], None],
        can_answer: Callable[[], bool],
        parent: QObject | None = None,
    ) -> None:
        """``say`` begins a turn with a text; ``can_answer`` tells whether an answer could come now.

        ``mood`` tells how far her mood is from its home: valence and arousal.
        """
        super().__init__(parent)
        self._settings = settings
        self._stage = stage
        self._conversation = conversation
        self._mood = mood
        self._say = say
        self._can_answer = can_answer
        self._answered = float("-inf")
        stage.touchable = self._touchable
        stage.touched.connect(self._touched)

    def welcome(self, avatar: Avatar) -> None:
        """Tell a character that has come on stage the time of day from now on; she greets."""
        avatar.life.hour = _local_hour
        avatar.life.mood = self._mood
        avatar.life.calm = self._settings[CALM]
        avatar.life.greet()

    def calm_down(self) -> None:
        """Take over how much she may move."""
        if self._stage.character is not None:
            self._stage.character.life.calm = self._settings[CALM]

    def attend(self) -> None:
        """Somebody is there: writes, speaks or listens."""
        if self._stage.character is not None:
            self._stage.character.life.attend()

    def _touchable(self, zone: str) -> bool:
        return self._settings[TOUCH] and is_allowed(zone, self._settings[UNTOUCHABLE])

    def _touched(self, touch: Touch) -> None:
        """Begin a turn with what the hand did, unless she is thinking or speaking or has answered one just now."""
        now = time.monotonic()
        if self._conversation.state is not State.IDLE or not self._can_answer():
            return
        if now - self._answered < ANSWER_COOL_DOWN:
            return
        self._answered = now
        logger.info("she answers a %s in the zone %s", touch.kind, touch.zone)
        self._say(stage_direction(touch, self._conversation.persona.language))


def _local_hour() -> float:
    now = time.localtime()
    return now.tm_hour + now.tm_min / 60.0
