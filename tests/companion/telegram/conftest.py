from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot_api_server import BotApiServer
from companion.telegram.studio import Studio
from running_bot import RunningBot


@pytest.fixture(scope="session")
def studio() -> Iterator[Studio]:
    """Two real processes that draw real notes."""
    studio = Studio(2)
    yield studio
    studio.close()


@pytest.fixture
def server() -> Iterator[BotApiServer]:
    with BotApiServer() as server:
        yield server


@pytest.fixture
def bot(server: BotApiServer, studio: Studio) -> Iterator[RunningBot]:
    """A bot that is not started yet; it is stopped at the end."""
    bot = RunningBot(server, studio)
    yield bot
    bot.brain.go_on.set()
    bot.stop()


@pytest.fixture
def running(bot: RunningBot) -> RunningBot:
    bot.start()
    bot.wait_until_ready()
    return bot


@pytest.fixture
def writing(bot: RunningBot) -> RunningBot:
    """A running bot that answers in writing, where it does not matter how."""
    bot.answer = "text"
    bot.start()
    bot.wait_until_ready()
    return bot
