"""The commands a user can give, and the buttons below some of them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import cast

from telegram import BotCommand, InlineKeyboardButton, InlineKeyboardMarkup

from companion.errors import CompanionError
from companion.mind.persona import list_personas, load_persona
from companion.telegram.answering import Manner
from companion.telegram.courier import Courier
from companion.telegram.store import ANSWERS, Arrived, Store
from companion.telegram.texts import Key, told

COMMANDS = ("start", "reset", "persona", "voice", "help")


def menu(language: str) -> list[BotCommand]:
    """Return the commands as Telegram shows them."""
    return [BotCommand(name, told(language, cast(Key, f"command_{name}"))) for name in COMMANDS]


class Orders:
    """Carries out commands at once, also while an answer is being made. /start is an answer: see ``answering``."""

    def __init__(self, store: Store, courier: Courier, manner: Callable[[int], Manner]) -> None:
        """Connect the parts."""
        self._store = store
        self._courier = courier
        self._manner = manner

    async def obey(self, arrived: Arrived) -> None:
        """Carry out a command or the press of a button. Raises TelegramError, CompanionError."""
        word, _, rest = arrived.body.partition(" ")
        name, rest = word.partition("@")[0].removeprefix("/").lower(), rest.strip()
        if name == "reset":
            self._store.forget(arrived.chat)
            await self._say(arrived, "forgotten")
        elif name == "help":
            await self._say(arrived, "help", name=self._manner(arrived.chat).persona.name)
        elif name == "persona":
            await self._persona(arrived, rest)
        elif name == "voice":
            await self._voice(arrived, rest)
        else:
            await self._say(arrived, "unknown", command=word[:40])

    async def _persona(self, arrived: Arrived, wanted: str) -> None:
        names = _personas()
        if not wanted:
            now = self._manner(arrived.chat)
            buttons = [(shown, f"/persona {_mark(key)}") for key, shown in names.items()]
            await self._say(arrived, "choose_persona", buttons, name=now.persona.name)
            return
        folded = wanted.casefold()
        key = next((key for key, name in names.items() if folded in (key.casefold(), name.casefold(), _mark(key))), "")
        if not key:
            await self._say(arrived, "no_persona", name=wanted[:40])
            return
        self._store.choose(arrived.chat, persona=key)
        await self._say(arrived, "persona", name=names[key])

    async def _voice(self, arrived: Arrived, wanted: str) -> None:
        answer = next((one for one in ANSWERS if one == wanted.casefold()), None)
        if answer is None:
            now = told(arrived.language, self._manner(arrived.chat).answer)
            buttons = [(told(arrived.language, one), f"/voice {one}") for one in ANSWERS]
            await self._say(arrived, "choose_answer", buttons, now=now)
            return
        self._store.choose(arrived.chat, answer=answer)
        await self._say(arrived, cast(Key, f"answer_{answer}"))

    async def _say(
        self, arrived: Arrived, key: Key, buttons: list[tuple[str, str]] | None = None, **values: object
    ) -> None:
        text = told(arrived.language, key, **values)
        if arrived.kind == "button":  # the question becomes its answer
            await self._courier.change(arrived.chat, arrived.number, text)
            return
        rows = [[InlineKeyboardButton(label, callback_data=data)] for label, data in buttons or []]
        await self._courier.say(arrived.chat, text, InlineKeyboardMarkup(rows) if rows else None)


def _personas() -> dict[str, str]:
    """Return the names of all personas that can be read, by file name."""
    names = {}
    for key in list_personas():
        try:
            names[key] = load_persona(key).name
        except CompanionError:  # a broken file is its owner's concern, not the guest's
            continue
    return names


def _mark(key: str) -> str:
    """Return what stands for a persona in a button, which may hold 64 bytes."""
    return hashlib.sha256(key.encode()).hexdigest()[:16]
