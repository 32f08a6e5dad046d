"""One answer, from what somebody wrote or said to what they get: a video note, else her voice, else her words."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

import numpy as np
from telegram.constants import ChatAction
from telegram.error import NetworkError

from companion.audio.resample import resample
from companion.errors import CompanionError
from companion.messages import Persona, Sampling, SentenceReady, StartTurn
from companion.mind.macros import fill
from companion.recording.note import GAP_SECONDS, Style, dealt_out
from companion.telegram import sound
from companion.telegram.brain import Brain, Said
from companion.telegram.courier import Courier, Doing
from companion.telegram.intake import LARGEST_FILE
from companion.telegram.store import Answer, Store, Waiting
from companion.telegram.studio import Film, Shoot
from companion.telegram.texts import told

_log = logging.getLogger(__name__)
T = TypeVar("T")

EXCHANGES = 20
"""How many exchanges a turn offers to the prompt, which trims them to its own budget."""
_THINKERS = 16
"""Turns that may wait for the text model, which takes one after the other."""


class FilmMaker(Protocol):
    """What draws the notes: the studio."""

    threads: ThreadPoolExecutor

    def shoot(self, job: Shoot) -> Film:
        """Make one note. Raises CompanionError."""
        ...


@dataclass(frozen=True, slots=True)
class Manner:
    """Who answers a chat and how."""

    key: str
    persona: Persona
    avatar: Path
    answer: Answer
    sampling: Sampling


class Answering:
    """Makes and sends answers. Each call of ``answer`` is one message of one chat; many may run at once."""

    def __init__(
        self,
        store: Store,
        courier: Courier,
        brain: Brain,
        studio: FilmMaker,
        *,
        style: Style,
        manner: Callable[[int], Manner],
        longest_voice: float,
    ) -> None:
        """Connect the parts; ``manner`` says how a chat wants it, and raises CompanionError."""
        self._store = store
        self._courier = courier
        self._brain = brain
        self._studio = studio
        self._style = style
        self._manner = manner
        self._longest_voice = longest_voice
        self._thinkers = ThreadPoolExecutor(_THINKERS, thread_name_prefix="thinker")
        self._ears = ThreadPoolExecutor(1, thread_name_prefix="ears")
        self._stopped = threading.Event()

    def close(self) -> None:
        """Stop thinking and wait for the threads; what was not sent stays waiting in the store."""
        self._stopped.set()
        for threads in (self._thinkers, self._ears):
            threads.shutdown(wait=True, cancel_futures=True)

    async def answer(self, waiting: Waiting, *, apart: bool = False) -> None:
        """Answer one message to the end. ``apart``: say which message it answers, for there are several.

        Raises CompanionError where there is no answer, TelegramError where it cannot be sent.
        """
        if waiting.reply and not waiting.rest:
            return  # all of it was sent before the program ended
        arrived = waiting.arrived
        manner = self._manner(arrived.chat)
        answers = arrived.number if apart else None
        async with self._courier.doing(arrived.chat, ChatAction.TYPING) as doing:
            if waiting.reply:  # thought of before the program ended, and perhaps sent in part
                said = await self._verbatim(waiting.rest, manner)
            elif arrived.kind == "order":
                greeting = manner.persona.greeting or told(arrived.language, "no_greeting", name=manner.persona.name)
                said = await self._verbatim(fill(greeting, manner.persona.name, told(arrived.language, "you")), manner)
            else:
                text = await self._words(waiting)
                if text is None:
                    return
                said = await self._think(
                    StartTurn(
                        waiting.id,
                        text,
                        manner.persona,
                        self._store.lines(arrived.chat, manner.key, EXCHANGES),
                        manner.sampling,
                    )
                )
            if self._forgotten(waiting):
                return
            if not said.text:
                raise CompanionError("The text model answered nothing.")
            self._store.keep_reply(waiting.id, manner.key, waiting.reply or said.text, said.text)
            await self._send(waiting, said, manner, doing, answers)

    def _forgotten(self, waiting: Waiting) -> bool:
        return self._store.find(waiting.id) is None

    # ---- thinking

    async def _words(self, waiting: Waiting) -> str | None:
        """Return what the user says; None where nothing could be made out, and the user knows."""
        arrived = waiting.arrived
        if arrived.kind == "text":
            return arrived.body
        if waiting.heard:
            return waiting.heard
        data = await self._courier.fetch(arrived.body, LARGEST_FILE)
        if data is None:
            await self._courier.say(arrived.chat, told(arrived.language, "voice_too_large"))
            return None
        try:
            heard = await self._in(self._ears, lambda: self._heard(data, arrived.kind))
        except CompanionError as error:
            _log.warning("a voice message of chat %d cannot be recognised: %s", arrived.chat, error)
            heard = ""
        if not heard:
            await self._courier.say(arrived.chat, told(arrived.language, "not_heard"))
            return None
        self._store.keep_heard(waiting.id, heard)
        return heard

    def _heard(self, data: bytes, kind: str) -> str:
        return self._brain.hear(sound.decode(data, kind, self._longest_voice))

    async def _verbatim(self, text: str, manner: Manner) -> Said:
        return await self._think(StartTurn(0, text, manner.persona, verbatim=True))

    async def _think(self, turn: StartTurn) -> Said:
        return await self._in(self._thinkers, lambda: self._brain.answer(turn, self._stopped.is_set))

    @staticmethod
    async def _in(threads: ThreadPoolExecutor, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(threads, work)

    # ---- sending

    async def _send(self, waiting: Waiting, said: Said, manner: Manner, doing: Doing, answers: int | None) -> None:
        """Send in the wanted way; where that fails, in the next plainer one. What was sent is kept in the store."""
        chat = waiting.arrived.chat
        rest = [sentence for sentence in said.sentences if len(sentence.pcm)]
        if manner.answer == "note" and rest:
            rest = await self._send_notes(waiting, rest, manner, doing, answers)
            if not rest:
                return
        if manner.answer != "text" and rest:
            try:
                doing.now(ChatAction.RECORD_VOICE)
                pcm, rate = joined(rest)
                ogg = await asyncio.to_thread(sound.encode, pcm, rate)
                doing.now(ChatAction.UPLOAD_VOICE)
                await self._courier.speak(chat, ogg, len(pcm) / rate, answers)
                self._store.keep_rest(waiting.id, "")
                return
            except (CompanionError, NetworkError) as error:
                _log.warning("chat %d gets text instead of a voice message: %s", chat, error)
        doing.now(ChatAction.TYPING)
        text = said.text if manner.answer == "text" or not rest else words_of(rest)
        await self._courier.say(chat, text, answers=answers)
        self._store.keep_rest(waiting.id, "")

    async def _send_notes(
        self, waiting: Waiting, sentences: list[SentenceReady], manner: Manner, doing: Doing, answers: int | None
    ) -> list[SentenceReady]:
        """Send notes, none longer than Telegram allows; return the sentences that could not be sent so."""
        chat = waiting.arrived.chat
        parts = [list(part) for part in dealt_out(sentences, self._style)]
        for number, part in enumerate(parts):
            following = [sentence for later in parts[number + 1 :] for sentence in later]
            doing.now(ChatAction.RECORD_VIDEO_NOTE)
            try:
                job = Shoot(manner.avatar, tuple(part), self._style)
                film = await self._in(self._studio.threads, lambda job=job: self._studio.shoot(job))  # type: ignore[misc]
                if self._forgotten(waiting):
                    return []
                doing.now(ChatAction.UPLOAD_VIDEO_NOTE)
                await self._courier.show(chat, film, answers)
            except (CompanionError, NetworkError) as error:
                _log.warning("chat %d gets a voice message instead of a note: %s", chat, error)
                return part + following
            self._store.keep_rest(waiting.id, words_of(following))
        return []


def words_of(sentences: list[SentenceReady]) -> str:
    """Return what is said."""
    return " ".join(sentence.text.strip() for sentence in sentences)


def joined(sentences: list[SentenceReady]) -> tuple[np.ndarray[tuple[int], np.dtype[np.float32]], int]:
    """Return the sound of sentences as one, with short pauses, and its rate in Hz."""
    rate = sentences[0].sample_rate
    pause = np.zeros(round(GAP_SECONDS * rate), np.float32)
    pieces = [piece for one in sentences for piece in (resample(one.pcm, one.sample_rate, rate), pause)]
    return np.concatenate(pieces[:-1]), rate
