"""The bot: takes updates in, stores them, and lets each chat have its answers in order, whatever the others do."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
import time
import warnings
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from telegram import Bot, Update
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError

from companion.errors import CompanionError
from companion.telegram.answering import Answering
from companion.telegram.courier import Courier, seconds_of
from companion.telegram.intake import Edited, Intake, Limits, RefusedError
from companion.telegram.limits import Complaints
from companion.telegram.orders import Orders, menu
from companion.telegram.store import Store, Waiting
from companion.telegram.texts import LANGUAGES, told

_log = logging.getLogger(__name__)

_POLL_SECONDS = 25
_LONGEST_PAUSE = 30.0
_PATIENT_WITH_ANOTHER = 60.0
"""Telegram lets one program fetch updates; the one before may need so long to let go."""
_SETTLE_SECONDS = 10.0
"""What is being sent when the bot ends may take so long to arrive."""
_TRIES, _TRY_AGAIN_SECONDS = 5, 60.0
_UPDATES = (Update.MESSAGE, Update.EDITED_MESSAGE, Update.CALLBACK_QUERY)


class CompanionBot:
    """Runs until it is cancelled. The parts belong to the caller."""

    def __init__(
        self,
        bot: Bot,
        store: Store,
        courier: Courier,
        answering: Answering,
        orders: Orders,
        *,
        allowed: Callable[[int], bool],
        limits: Limits,
        pause: float = 1.0,
    ) -> None:
        """Connect the parts; ``allowed`` says whether a user of this number may talk with her."""
        self._bot = bot
        self._store = store
        self._courier = courier
        self._answering = answering
        self._orders = orders
        self._intake = Intake(allowed, limits, lambda chat: self._count[chat])
        self._pause = pause
        self._complaints = Complaints()
        self._talking: defaultdict[int, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._ordering: defaultdict[int, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._count: Counter[int] = Counter()
        self._tasks: set[asyncio.Task[None]] = set()

    async def run(self, ready: Callable[[str], None] = lambda _name: None) -> None:
        """Answer until cancelled. ``ready`` hears the bot's name once Telegram knows it.

        Raises CompanionError where Telegram refuses the token, or another program has it.
        """
        try:
            await self._greet_server(ready)
            for waiting in self._store.waiting():
                self._begin(waiting)
            await self._poll()
        finally:
            await self._courier.settle(_SETTLE_SECONDS)
            for task in self._tasks:
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)

    # ---- Telegram's side

    async def _greet_server(self, ready: Callable[[str], None]) -> None:
        await self._insist(self._bot.initialize)
        await self._insist(self._bot.delete_webhook)  # else there are no updates to be fetched
        for language in LANGUAGES:
            code = "" if language == "en" else language
            await self._insist(lambda code=code: self._bot.set_my_commands(menu(code), language_code=code))  # type: ignore[misc]
        ready(self._bot.username)

    async def _insist(self, call: Callable[[], Awaitable[object]]) -> None:
        """Call until the server can be reached: a bot that starts before the network is up shall not give up."""
        while True:
            try:
                await self._courier.patiently(call)
                return
            except InvalidToken:
                raise CompanionError(
                    "Telegram does not know this token; get the right one from @BotFather and run: companion telegram"
                    " token"
                ) from None  # its text holds the token
            except BadRequest as error:
                raise CompanionError(f"The Bot API refuses the bot: {error}.") from None
            except NetworkError as error:
                _log.warning("the Bot API does not answer: %s", error)
                await asyncio.sleep(self._pause)

    async def _poll(self) -> None:
        pause, alone_since = self._pause, time.monotonic()
        while True:
            try:
                updates = await self._fetched()
            except RetryAfter as error:
                await asyncio.sleep(seconds_of(error.retry_after))
                continue
            except InvalidToken:
                raise CompanionError(
                    "Telegram refuses the token, it was revoked; get a new one from @BotFather."
                ) from None
            except Conflict as error:
                if time.monotonic() - alone_since > _PATIENT_WITH_ANOTHER:
                    raise CompanionError(
                        "Another program fetches this bot's messages; end it, or revoke the token at @BotFather."
                    ) from None
                _log.warning("another program fetches messages: %s", error)
                await asyncio.sleep(self._pause)
                continue
            except TelegramError as error:
                _log.warning("no messages can be fetched (%s); trying again in %.0f s", error, pause)
                await asyncio.sleep(pause)
                pause = min(_LONGEST_PAUSE, pause * 2)
                continue
            alone_since = time.monotonic()
            try:
                for update in updates:
                    self._take(update)
            except sqlite3.Error as error:  # a full disk; what was not kept comes again
                _log.warning("messages cannot be kept (%s); trying again in %.0f s", error, pause)
                await asyncio.sleep(pause)
                pause = min(_LONGEST_PAUSE, pause * 2)
                continue
            pause = self._pause

    async def _fetched(self) -> Sequence[Update]:
        """Return new updates; of one that the library cannot read only its number. Raises TelegramError."""
        offset = self._store.next_update or None
        try:
            return await self._bot.get_updates(offset, timeout=_POLL_SECONDS, allowed_updates=_UPDATES)
        except TelegramError:
            raise
        except Exception:  # noqa: BLE001 - what a strange one raises; without this it would come again for ever
            _log.exception("an update cannot be read; they are looked at one by one")
        asked = {"allowed_updates": list(_UPDATES), **({} if offset is None else {"offset": offset})}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # that there is a method for it: the one that fails
            raw: Any = await self._bot.do_api_request("getUpdates", asked)
        return [self._read(one) for one in raw]

    def _read(self, raw: dict[str, Any]) -> Update:
        try:
            return Update.de_json(dict(raw), self._bot)
        except Exception:  # noqa: BLE001
            _log.warning("update %s cannot be read and is passed over", raw["update_id"])
            return Update(raw["update_id"])

    # ---- what comes in

    def _take(self, update: Update) -> None:
        """Store an update and see to its answer; never waits."""
        if update.update_id < self._store.next_update:
            return
        arrived = None
        try:
            arrived = self._intake.accept(update)
        except RefusedError as refused:
            self._refuse(update, refused)
        except Exception:  # noqa: BLE001 - one strange update must not stop the bot; it would come again for ever
            _log.exception("update %d cannot be read and is passed over", update.update_id)
        if update.callback_query is not None:
            self._soon(self._courier.acknowledge(update.callback_query.id))
        if isinstance(arrived, Edited):
            self._store.edit(arrived.chat, arrived.number, arrived.text)
            arrived = None
        waiting = self._store.take(update.update_id, arrived)
        if waiting is not None:
            self._begin(waiting)

    def _refuse(self, update: Update, refused: RefusedError) -> None:
        user, message = update.effective_user, update.effective_message
        if user is None or message is None or update.edited_message is not None:
            return
        _log.info("a message of user %d is not answered: %s", user.id, refused.what)
        if self._complaints.due(message.chat.id, refused.what):
            self._soon(self._say(message.chat.id, refused.told(user.language_code or "en")))

    async def _say(self, chat: int, text: str) -> None:
        try:
            await self._courier.say(chat, text)
        except TelegramError as error:
            _log.info("chat %d cannot be told something: %s", chat, error)

    # ---- the lanes

    def _soon(self, work: Awaitable[None]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _begin(self, waiting: Waiting) -> None:
        """Let a message wait for its turn in its chat; locks let those pass first who came first."""
        arrived = waiting.arrived
        if arrived.kind in ("order", "button") and _name(arrived.body) != "/start":
            self._soon(self._order(waiting))
            return
        self._count[arrived.chat] += 1
        self._soon(self._talk(waiting, apart=self._count[arrived.chat] > 1))

    async def _order(self, waiting: Waiting) -> None:
        async with self._ordering[waiting.arrived.chat]:
            try:
                await self._finish(waiting, lambda: self._orders.obey(waiting.arrived))
            except (NetworkError, sqlite3.Error) as error:  # it waits for the next start
                _log.warning("chat %d cannot be answered now: %s", waiting.arrived.chat, error)

    async def _talk(self, waiting: Waiting, *, apart: bool) -> None:
        chat = waiting.arrived.chat
        try:
            async with self._talking[chat]:
                for tried in range(_TRIES):
                    now = self._store.find(waiting.id)  # edited, forgotten, or sent in part
                    if now is None:
                        return
                    try:
                        await self._finish(now, lambda now=now: self._answering.answer(now, apart=apart))  # type: ignore[misc]
                        return
                    except (NetworkError, sqlite3.Error) as error:
                        _log.warning("chat %d cannot be answered now, try %d: %s", chat, tried + 1, error)
                        await asyncio.sleep(_TRY_AGAIN_SECONDS)
        finally:
            self._count[chat] -= 1

    async def _finish(self, waiting: Waiting, work: Callable[[], Awaitable[None]]) -> None:
        """Do the work for a message; then it is answered, well or ill.

        Raises NetworkError, and sqlite3.Error on a full disk, and then it is not.
        """
        chat = waiting.arrived.chat
        try:
            await work()
        except sqlite3.Error:
            raise
        except Forbidden as error:  # the user blocked the bot
            _log.warning("chat %d cannot be answered: %s", chat, error)
        except (CompanionError, TelegramError) as error:
            if isinstance(error, NetworkError) and not isinstance(error, BadRequest):
                raise
            _log.error("chat %d gets no answer: %s", chat, error)
            await self._say(chat, told(waiting.arrived.language, "failed"))
        except Exception:  # noqa: BLE001 - whatever an engine made of it, the user gets a word and the next answer
            _log.exception("chat %d gets no answer", chat)
            await self._say(chat, told(waiting.arrived.language, "failed"))
        self._store.answered(waiting.id)


def _name(command: str) -> str:
    return command.partition(" ")[0].partition("@")[0].lower()
