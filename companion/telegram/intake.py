"""What of Telegram's updates is to be answered, and what the others are told. Knows no network."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from telegram import Message, Update
from telegram.constants import ChatType

from companion.telegram.courier import seconds_of
from companion.telegram.limits import Pace
from companion.telegram.store import Arrived, Kind
from companion.telegram.texts import Key, told
from companion.whole_text import whole_text

LARGEST_FILE = 20_000_000
"""Bytes of a voice message; Telegram's own servers give out no larger files."""
_COMMAND = re.compile(r"/\w+")
_LONGEST_COMMAND = 200


@dataclass(frozen=True, slots=True)
class Limits:
    """What is taken in: letters of a text, seconds of a voice message, messages a minute and waiting, for each chat."""

    longest_text: int = 1000
    longest_voice: int = 60
    per_minute: int = 10
    waiting: int = 5


class RefusedError(Exception):
    """An update that gets no answer but a sentence why."""

    def __init__(self, what: Key, **values: object) -> None:
        """Refuse with the text ``what``."""
        super().__init__(what)
        self.what = what
        self._values = values

    def told(self, language: str) -> str:
        """Return the sentence."""
        return told(language, self.what, **self._values)


@dataclass(frozen=True, slots=True)
class Edited:
    """A text that its writer changed."""

    chat: int
    number: int
    text: str


class Intake:
    """Decides about each update; counts the messages of each chat."""

    def __init__(self, allowed: Callable[[int], bool], limits: Limits, waiting: Callable[[int], int]) -> None:
        """``allowed``: may this user write; ``waiting``: how many messages of a chat are not answered yet."""
        self._allowed = allowed
        self._limits = limits
        self._waiting = waiting
        self._pace = Pace(limits.per_minute)

    def accept(self, update: Update) -> Arrived | Edited | None:
        """Return what is to be done; None for nothing at all. Raises RefusedError."""
        user, message = update.effective_user, update.effective_message
        if user is None or message is None or user.is_bot:
            return None
        if message.chat.type != ChatType.PRIVATE:
            if self._allowed(user.id):
                raise RefusedError("only_private")
            return None  # strangers in a group speak to each other
        if not self._allowed(user.id):
            raise RefusedError("stranger", id=user.id)
        if update.edited_message is not None:
            return self._edited(message)
        language, chat = user.language_code or "en", message.chat.id
        kind: Kind
        if update.callback_query is not None:
            kind, body = "button", (update.callback_query.data or "")[:_LONGEST_COMMAND]
        elif message.text is not None and _COMMAND.match(message.text):
            kind, body = "order", message.text[:_LONGEST_COMMAND]
        else:
            kind, body = self._content(message)
            self._make_room(chat)
        return Arrived(update.update_id, chat, message.message_id, whole_text(language), kind, whole_text(body))

    def _edited(self, message: Message) -> Edited | None:
        if not message.text or len(message.text) > self._limits.longest_text:
            return None
        return Edited(message.chat.id, message.message_id, whole_text(message.text))

    def _content(self, message: Message) -> tuple[Kind, str]:
        """Return what a message is and says. Raises RefusedError."""
        limits = self._limits
        if message.text is not None and message.text.strip():
            if len(message.text) > limits.longest_text:
                raise RefusedError("too_long", length=len(message.text), most=limits.longest_text)
            return "text", message.text
        recorded = message.voice or message.video_note
        if recorded is None:
            raise RefusedError("only_words")
        seconds = seconds_of(recorded.duration)
        if seconds > limits.longest_voice:
            raise RefusedError("voice_too_long", length=round(seconds), most=limits.longest_voice)
        if (recorded.file_size or 0) > LARGEST_FILE:
            raise RefusedError("voice_too_large")
        return ("voice" if message.voice else "round"), recorded.file_id

    def _make_room(self, chat: int) -> None:
        """Count a message that takes work. Raises RefusedError when there is too much of it."""
        if self._waiting(chat) >= self._limits.waiting:
            raise RefusedError("too_many")
        if not self._pace.allows(chat):
            raise RefusedError("too_fast", most=self._limits.per_minute)
