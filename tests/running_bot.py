"""The bot in a thread of the test, with a brain that answers by a script: real sending, drawing and keeping."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot_api_server import TOKEN, BotApiServer
from companion.errors import CompanionError
from companion.lips.track import mouth_track
from companion.messages import EmotionScores, Sampling, SentenceReady, StartTurn
from companion.mind.persona import load_persona
from companion.paths import cache_dir, data_dir
from companion.recording.note import Style
from companion.telegram.answering import Answering, Manner
from companion.telegram.bot import CompanionBot
from companion.telegram.brain import Said
from companion.telegram.courier import Courier, make_bot
from companion.telegram.intake import Limits
from companion.telegram.orders import Orders
from companion.telegram.store import ANSWERS, Answer, Store
from companion.telegram.studio import Film, Shoot, Studio
from drawn_pictures import SKIN, draw_figure

RATE = 24_000
STYLE = Style((64, 64), 10, longest=60.0, thumbnail=True)


def sentence(text: str, seconds: float, index: int = 0) -> SentenceReady:
    """Return ``text`` with a tone for a voice."""
    times = np.arange(round(RATE * seconds)) / RATE
    pcm = (0.4 * np.sin(2 * np.pi * 330 * times) * np.sin(np.pi * 3 * times) ** 2).astype(np.float32)
    return SentenceReady(1, index, text, text, EmotionScores.only("joy"), pcm, RATE, mouth_track(pcm, RATE))


class ScriptedBrain:
    """Answers "You said …"; the words fail, bug, wait and long in a text do what they say."""

    def __init__(self) -> None:
        self.turns: list[StartTurn] = []
        self.heard: list[int] = []
        self.go_on = threading.Event()

    def answer(self, turn: StartTurn, stopped: Callable[[], bool]) -> Said:
        self.turns.append(turn)
        if "fail" in turn.text:
            raise CompanionError("The server 10.0.0.7 is down; start it.")
        if "bug" in turn.text:
            raise ZeroDivisionError("nobody expected this")
        if "wait" in turn.text and not turn.verbatim:
            while not self.go_on.wait(0.01) and not stopped():
                pass
        text = turn.text if turn.verbatim else f"You said {turn.text}."
        if "long" not in turn.text or turn.verbatim:
            return Said(text, (sentence(text, 0.5),))
        parts = tuple(sentence(f"Part {number}.", 25.0, number) for number in range(4))
        return Said(" ".join(part.text for part in parts), parts)

    def hear(self, pcm: NDArray[np.float32]) -> str:
        self.heard.append(len(pcm))
        return "" if np.abs(pcm).max() < 0.01 else "what was heard"


class GatedStudio:
    """A studio that makes as many notes as it was allowed to."""

    def __init__(self, studio: Studio, allowed: int) -> None:
        self.threads: ThreadPoolExecutor = studio.threads
        self.gate = threading.Semaphore(allowed)
        self._studio = studio

    def shoot(self, job: Shoot) -> Film:
        if not self.gate.acquire(timeout=60):
            raise CompanionError("The gate stayed shut.")
        return self._studio.shoot(job)


class RunningBot:
    """Runs from ``start`` to ``stop``; may be started again on the same store."""

    def __init__(self, server: BotApiServer, studio: Studio | GatedStudio) -> None:
        self.server = server
        self.studio = studio
        self.brain = ScriptedBrain()
        self.users = {1, 2, 3}
        self.limits = Limits()
        self.avatar = cache_dir() / "figure.png"  # a picture is drawn at once; the real one is in the end-to-end test
        draw_figure(self.avatar, SKIN["joy"])
        self.answer: Answer = "note"
        self.api = server.address
        self.file: Path = data_dir() / "telegram-424242.sqlite"
        self.failure: BaseException | None = None
        self._thread: threading.Thread | None = None
        self._ready = threading.Event()
        self._ended = threading.Event()

    def start(self) -> None:
        self._ready.clear()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()))
        self._thread.start()

    def wait_until_ready(self) -> None:
        assert self._ready.wait(60)

    def stop(self) -> None:
        if self._thread is not None:
            assert self._ready.wait(60) or self.failure
            self._loop.call_soon_threadsafe(self._task.cancel)
            self._thread.join(60)
            assert not self._thread.is_alive()
            self._thread = None

    def join(self) -> None:
        """Wait until the bot ends by itself."""
        assert self._thread is not None
        self._thread.join(60)
        assert not self._thread.is_alive()
        self._thread = None

    def manner(self, chat: int) -> Manner:
        key, answer = self._store.chosen(chat)
        persona = replace(load_persona(key or "amelie"), avatar="")
        chosen: Answer = next((one for one in ANSWERS if one == answer), self.answer)
        return Manner(key or "amelie", persona, self.avatar, chosen, Sampling())

    async def _serve(self) -> None:
        self._loop, self._task = asyncio.get_running_loop(), asyncio.current_task()
        self._store = Store(self.file)
        bot = make_bot(TOKEN, self.api)
        courier = Courier(bot, pause=0.05)
        answering = Answering(
            self._store, courier, self.brain, self.studio, style=STYLE, manner=self.manner, longest_voice=10.0
        )
        orders = Orders(self._store, courier, self.manner)
        running = CompanionBot(
            bot,
            self._store,
            courier,
            answering,
            orders,
            allowed=self.users.__contains__,
            limits=self.limits,
            pause=0.05,
        )
        try:
            await running.run(lambda _name: self._ready.set())
        except asyncio.CancelledError:
            pass
        except BaseException as error:  # noqa: BLE001 - for the test to look at
            self.failure = error
            self._ready.set()
        finally:
            answering.close()
            await bot.shutdown()
            self._store.close()
