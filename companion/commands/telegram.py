"""``companion telegram``: run the bot, keep its token, say who may write to it."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import getpass
import logging
import os
import re
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from companion import paths, secrets
from companion import settings as s
from companion.avatar.avatar import find_avatar
from companion.commands.progress_line import ProgressLine
from companion.configuration import keyed_config, sampling
from companion.errors import CompanionError
from companion.mind.persona import load_persona
from companion.recording.ffmpeg import find_ffmpeg
from companion.recording.formats import PRESETS
from companion.recording.note import Style
from companion.server_address import host_of, is_loopback, is_private
from companion.settings import Settings

_TOKEN = re.compile(r"(\d+):[\w-]{20,}")


def run(arguments: argparse.Namespace) -> int:
    """Do what was asked; the bot runs until Ctrl-C or a friendly kill."""
    if arguments.action in ("allow", "deny"):
        return _admit(arguments.user, allow=arguments.action == "allow")
    if arguments.user is not None:
        raise CompanionError(f"companion telegram {arguments.action} takes no number.")
    return _keep_token() if arguments.action == "token" else _run_bot(debug=arguments.debug)


# ---- who may write


def _settings_file() -> Path:
    return paths.config_dir() / "settings.toml"


def users_of(settings: Settings) -> frozenset[int]:
    """Return the numbers of those who may write. Raises CompanionError for an entry that is no number."""
    entries = [entry for entry in re.split(r"[\s,;]+", settings[s.TELEGRAM_USERS]) if entry]
    for entry in entries:
        if not entry.isdecimal():
            raise CompanionError(
                f"telegram.users holds {entry!r}, which is no user's number; the bot tells a stranger their number."
            )
    return frozenset(map(int, entries))


def _admit(user: int | None, *, allow: bool) -> int:
    settings = Settings(_settings_file())
    users = set(users_of(settings))
    if user is not None:
        (users.add if allow else users.discard)(user)
        settings[s.TELEGRAM_USERS] = ", ".join(map(str, sorted(users)))
    sys.stdout.write(f"Who may write to the bot: {settings[s.TELEGRAM_USERS] or 'nobody'}\n")
    return 0


class GuestList:
    """Who may write, as the settings file says now: a new guest needs no new start."""

    def __init__(self, file: Path) -> None:
        """Read ``file``. Raises CompanionError."""
        self._file = file
        self._read_at: int | None = None
        self._users: frozenset[int] = frozenset()
        self._read()

    def __contains__(self, user: int) -> bool:
        """Say whether the user may write; a list that was broken meanwhile stays as it was."""
        with contextlib.suppress(CompanionError):
            self._read()
        return user in self._users

    def _read(self) -> None:
        changed = self._file.stat().st_mtime_ns if self._file.exists() else None
        if changed is None or changed != self._read_at:
            self._read_at = changed
            self._users = users_of(Settings(self._file))


# ---- the token


def _keep_token() -> int:
    asked = "The token from @BotFather (it is not shown): "
    token = (getpass.getpass(asked) if sys.stdin.isatty() else sys.stdin.readline()).strip()
    if token and not _TOKEN.fullmatch(token):
        raise CompanionError("This is no bot token; @BotFather gives one like 123456789:AAE…")
    place = secrets.save_key(token, secrets.TELEGRAM_TOKEN)
    where = {
        "keyring": "The token is kept in the keyring.",
        "file": f"There is no keyring here: the token is kept in {secrets.key_file(secrets.TELEGRAM_TOKEN)}, which"
        " only you can read.",
    }
    sys.stdout.write(where.get(place, "The token is forgotten.") + "\n")
    return 0


def _load_token() -> str:
    token = secrets.load_key(secrets.TELEGRAM_TOKEN)
    # What this program starts inherits the environment, and needs no token.
    os.environ.pop(secrets.TELEGRAM_TOKEN.variable, None)
    if not token:
        raise CompanionError(
            "There is no bot token: get one from @BotFather in Telegram, then run companion telegram token, or set"
            f" {secrets.TELEGRAM_TOKEN.variable}."
        )
    if not _TOKEN.fullmatch(token):
        raise CompanionError("The bot token looks wrong; @BotFather gives one like 123456789:AAE…")
    return token


class _Discreet(logging.Formatter):
    """Writes a line of the log without the token, wherever it stands: also in addresses and tracebacks."""

    def __init__(self, token: str) -> None:
        super().__init__("%(asctime)s %(name)s %(levelname)s %(message)s")
        self._token = token

    def format(self, record: logging.LogRecord) -> str:
        return super().format(record).replace(self._token, "[token]")


@contextmanager
def logged(token: str, *, debug: bool) -> Iterator[None]:
    """Keep a log in telegram.log that never holds the token; nor does anything else that is logged."""
    root = logging.getLogger()
    handler = logging.FileHandler(paths.log_dir() / "telegram.log", encoding="utf-8")
    handler.setLevel(logging.DEBUG if debug else logging.INFO)
    for each in root.handlers:  # standard error
        each.setFormatter(_Discreet(token))
        each.setLevel(logging.DEBUG if debug else logging.WARNING)
    handler.setFormatter(_Discreet(token))
    root.addHandler(handler)
    ours = logging.getLogger("companion")
    levels = {logger: logger.level for logger in (ours, *map(logging.getLogger, ("httpx", "httpcore")))}
    ours.setLevel(logging.DEBUG if debug else logging.INFO)
    for logger in list(levels)[1:]:
        logger.setLevel(logging.WARNING)  # below that, each address with the token in it
    try:
        yield
    finally:
        root.removeHandler(handler)
        handler.close()
        for logger, level in levels.items():
            logger.setLevel(level)


# ---- the bot


def _check_api(settings: Settings) -> str:
    api = settings[s.TELEGRAM_API]
    if not host_of(api):
        raise CompanionError(f"telegram.api is no server address: {api!r}; Telegram's is {s.TELEGRAM_API.default}")
    if settings[s.OFFLINE] and not (settings[s.OWN_SERVERS] and is_loopback(api)):
        raise CompanionError("Offline mode is on, and the bot needs the network; switch it off in the settings.")
    if api.startswith("http:") and not is_private(api):
        raise CompanionError(f"{api} would carry the bot's token in the open; use https.")
    return api


def _run_bot(*, debug: bool) -> int:
    try:
        import telegram  # noqa: F401 - whether the extra is there
    except ImportError as error:
        raise CompanionError("The bot needs an extra: pip install 'live2d-companion[telegram]'") from error
    settings = Settings(_settings_file())
    for problem in settings.problems:
        sys.stderr.write(f"companion: {problem}\n")
    # Everything that can be wrong is found out before the models load.
    guests = GuestList(_settings_file())
    api = _check_api(settings)
    load_persona(settings[s.PERSONA])
    find_ffmpeg()
    token = _load_token()
    with logged(token, debug=debug), ProgressLine() as line:
        if not users_of(settings):
            line.end()
            sys.stderr.write(
                "Nobody may write to the bot yet: write to it, and it tells you your number; then run companion"
                " telegram allow NUMBER. It need not be started again.\n"
            )
        return asyncio.run(_serve(token, api, settings, guests.__contains__, line))


async def _serve(token: str, api: str, settings: Settings, allowed: Callable[[int], bool], line: ProgressLine) -> int:
    from companion.telegram.answering import Answering, Manner
    from companion.telegram.bot import CompanionBot
    from companion.telegram.brain import EngineBrain
    from companion.telegram.courier import Courier, make_bot
    from companion.telegram.intake import Limits
    from companion.telegram.orders import Orders
    from companion.telegram.store import ANSWERS, Answer, Store
    from companion.telegram.studio import Studio

    preset = PRESETS["note"]
    style = Style(
        preset.dimensions(settings[s.TELEGRAM_SIZE]),
        preset.fps,
        captions=settings[s.RECORD_CAPTIONS],
        longest=preset.longest,
        thumbnail=preset.thumbnail,
    )
    with ExitStack() as owned:
        store = Store(paths.data_dir() / f"telegram-{token.partition(':')[0]}.sqlite")
        owned.callback(store.close)
        brain = EngineBrain(keyed_config(settings), settings[s.EARS_LANGUAGE], line.show)
        owned.callback(brain.close)
        line.end()
        studio = Studio(settings[s.TELEGRAM_WORKERS])
        owned.callback(studio.close)
        bot = make_bot(token, api)
        courier = Courier(bot)

        def manner(chat: int) -> Manner:
            key, answer = store.chosen(chat)
            try:
                persona = load_persona(key or settings[s.PERSONA])
            except CompanionError:  # it was removed since it was chosen
                key, persona = "", load_persona(settings[s.PERSONA])
            named = persona.avatar or settings[s.AVATAR]
            avatar = find_avatar(paths.of_user(named) if named else paths.default_avatar()).path
            wanted = answer or settings[s.TELEGRAM_ANSWER]
            chosen: Answer = next(one for one in ANSWERS if one == wanted)
            return Manner(key or settings[s.PERSONA], persona, avatar, chosen, sampling(settings, persona))

        answering = Answering(
            store, courier, brain, studio, style=style, manner=manner, longest_voice=settings[s.TELEGRAM_LONGEST_VOICE]
        )
        owned.callback(answering.close)
        limits = Limits(
            settings[s.TELEGRAM_LONGEST_TEXT],
            settings[s.TELEGRAM_LONGEST_VOICE],
            settings[s.TELEGRAM_PER_MINUTE],
            settings[s.TELEGRAM_WAITING],
        )
        orders = Orders(store, courier, manner)
        running = asyncio.ensure_future(
            CompanionBot(bot, store, courier, answering, orders, allowed=allowed, limits=limits).run(_announce)
        )
        loop = asyncio.get_running_loop()
        if os.name == "posix":
            for number in (signal.SIGINT, signal.SIGTERM):
                loop.add_signal_handler(number, running.cancel)
        try:
            await running
        except asyncio.CancelledError:
            sys.stderr.write("The bot ended; what it has not answered waits for the next start.\n")
        finally:
            with contextlib.suppress(Exception):
                await bot.shutdown()
    return 0


def _announce(name: str) -> None:
    sys.stderr.write(f"@{name} answers now; Ctrl-C ends it.\n")
    sys.stderr.flush()
