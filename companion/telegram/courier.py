"""Talks to the Bot API with patience: waits where Telegram says so, tries again, and shows what the bot is doing."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from typing import TypeVar

# Lengths of time come as such; else each use of one is a warning.
os.environ.setdefault("PTB_TIMEDELTA", "true")

import httpx
from telegram import Bot, InlineKeyboardMarkup, ReplyParameters
from telegram.constants import ChatAction, MessageLimit
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError
from telegram.request import HTTPXRequest

from companion.server_address import is_loopback
from companion.telegram.studio import Film

_log = logging.getLogger(__name__)
T = TypeVar("T")

_ATTEMPTS = 5
"""How often something is sent that the server does not manage to take; a lost network does not count."""
_LONGEST_PAUSE = 30.0
_ACTION_SECONDS = 4.0
"""Telegram shows for five seconds what a bot does."""
_CONNECTIONS = 64
_READ_SECONDS, _UPLOAD_SECONDS, _POOL_SECONDS = 60.0, 300.0, 60.0
_UNSENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)


def make_bot(token: str, api: str) -> Bot:
    """Return a client of the Bot API at the address ``api``."""
    own = {"trust_env": not is_loopback(api)}  # a proxy of the system knows nothing of this machine
    api = api.rstrip("/")
    return Bot(
        token,
        base_url=f"{api}/bot",
        base_file_url=f"{api}/file/bot",
        request=HTTPXRequest(
            _CONNECTIONS,
            read_timeout=_READ_SECONDS,
            pool_timeout=_POOL_SECONDS,
            media_write_timeout=_UPLOAD_SECONDS,
            httpx_kwargs=own,
        ),
        get_updates_request=HTTPXRequest(1, read_timeout=_READ_SECONDS / 4, httpx_kwargs=own),
    )


def seconds_of(length: int | float | timedelta) -> float:
    """Return a length of time, however the library gives it, in seconds."""
    return length.total_seconds() if isinstance(length, timedelta) else float(length)


class Courier:
    """Sends for all chats; what waits in one holds up no other."""

    def __init__(self, bot: Bot, pause: float = 1.0) -> None:
        """``pause``: seconds before the second try, twice that before the third, and so on."""
        self._bot = bot
        self._pause = pause
        self._under_way = 0
        self._idle = asyncio.Event()
        self._idle.set()
        self._closing = False

    async def settle(self, seconds: float) -> None:
        """Begin nothing new, and wait for what is under way: else it might arrive, and be sent again another day."""
        self._closing = True
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._idle.wait()

    async def _call(self, call: Callable[[], Awaitable[T]]) -> T:
        if self._closing:
            raise asyncio.CancelledError
        self._under_way += 1
        self._idle.clear()
        try:
            return await call()
        finally:
            self._under_way -= 1
            if not self._under_way:
                self._idle.set()

    async def patiently(self, call: Callable[[], Awaitable[T]]) -> T:
        """Return what ``call`` returns. Raises TelegramError where trying again is of no use.

        What the server was silent about after it had all of it is sent again: rather twice than never.
        """
        pause, tried = self._pause, 0
        while True:
            try:
                return await self._call(call)
            except RetryAfter as error:
                _log.info("Telegram asks for %s of patience", error.retry_after)
                await asyncio.sleep(seconds_of(error.retry_after))
            except BadRequest:
                raise
            except NetworkError as error:
                tried += not isinstance(error.__cause__, _UNSENT)
                if tried >= _ATTEMPTS:
                    raise
                _log.warning("Telegram cannot be reached (%s); trying again in %.0f s", error, pause)
                await asyncio.sleep(pause)
                pause = min(_LONGEST_PAUSE, pause * 2)

    async def say(
        self, chat: int, text: str, buttons: InlineKeyboardMarkup | None = None, answers: int | None = None
    ) -> None:
        """Send a text, in several messages where it is too long for one; ``answers`` is the message it answers."""
        most = int(MessageLimit.MAX_TEXT_LENGTH)
        for start in range(0, len(text), most):
            piece = text[start : start + most]
            await self.patiently(
                lambda piece=piece: self._bot.send_message(  # type: ignore[misc]
                    chat, piece, reply_markup=buttons, reply_parameters=_answering(answers)
                )
            )

    async def change(self, chat: int, number: int, text: str) -> None:
        """Replace one of the bot's own messages and its buttons."""
        try:
            await self.patiently(lambda: self._bot.edit_message_text(text, chat, number))
        except BadRequest as error:
            if "not modified" not in error.message.lower():  # it says so already: a button pressed twice
                raise

    async def acknowledge(self, press: str) -> None:
        """Let a button stop waiting; that it cannot be told is of no consequence."""
        with contextlib.suppress(TelegramError):
            await self._bot.answer_callback_query(press)

    async def show(self, chat: int, film: Film, answers: int | None = None) -> None:
        """Send a video note."""
        await self.patiently(
            lambda: self._bot.send_video_note(
                chat,
                film.video,
                duration=round(film.seconds),
                length=film.side,
                thumbnail=film.thumbnail,
                filename="note.mp4",
                reply_parameters=_answering(answers),
            )
        )

    async def speak(self, chat: int, ogg: bytes, seconds: float, answers: int | None = None) -> None:
        """Send a voice message."""
        await self.patiently(
            lambda: self._bot.send_voice(
                chat, ogg, duration=round(seconds), filename="voice.ogg", reply_parameters=_answering(answers)
            )
        )

    async def fetch(self, file: str, largest: int) -> bytes | None:
        """Return a file a user sent; None where it has more than ``largest`` bytes."""
        described = await self.patiently(lambda: self._bot.get_file(file))
        if (described.file_size or 0) > largest:
            return None
        return bytes(await self.patiently(described.download_as_bytearray))

    @contextlib.asynccontextmanager
    async def doing(self, chat: int, action: ChatAction) -> AsyncIterator[Doing]:
        """Show ``action`` in a chat, and what it changes to, until the block is left."""
        shown = Doing(self._bot, chat, action)
        task = asyncio.create_task(shown.keep())
        try:
            yield shown
        finally:
            shown.over = True
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task


class Doing:
    """What a chat shows of the bot: typing, recording, sending."""

    def __init__(self, bot: Bot, chat: int, action: ChatAction) -> None:
        self._bot = bot
        self._chat = chat
        self._action = action
        self._changed = asyncio.Event()
        self.over = False

    def now(self, action: ChatAction) -> None:
        """Show another action from now on."""
        if action is not self._action:
            self._action = action
            self._changed.set()

    async def keep(self) -> None:
        """Show it again and again; that it cannot be shown is no reason not to answer."""
        while not self.over:
            self._changed.clear()
            wait = _ACTION_SECONDS
            try:
                await self._bot.send_chat_action(self._chat, self._action)
            except RetryAfter as error:
                wait = max(wait, seconds_of(error.retry_after))
                await asyncio.sleep(wait)
                continue
            except TelegramError as error:
                _log.debug("no action shown: %s", error)
            # Not wait_for: Python 3.11's forgets a cancel that comes together with the event.
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(wait):
                    await self._changed.wait()


def _answering(number: int | None) -> ReplyParameters | None:
    return None if number is None else ReplyParameters(number, allow_sending_without_reply=True)
