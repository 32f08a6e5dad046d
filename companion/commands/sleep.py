"""``companion sleep``: her sleep on demand, without a window; Ctrl-C wakes her, and what is digested stays so."""

from __future__ import annotations

import argparse
import shutil
import sys
import time

from companion import secrets
from companion.commands.progress_line import ProgressLine
from companion.configuration import engine_config
from companion.engine.registry import create_engines
from companion.engine.sleep import sleep
from companion.errors import CompanionError
from companion.history import History
from companion.messages import Dreaming, Progress, Sleep, Slept
from companion.mind.memory import Memory
from companion.mind.persona import load_persona
from companion.nights import LAST_DAYS, talk_days
from companion.paths import adapters_dir, config_dir, data_dir, memory_file
from companion.settings import PERSONA, SLEEP_LEARN, Settings


def run(arguments: argparse.Namespace) -> int:
    """Digest the days that were not yet, or undo what was learned by heart; print what came of it."""
    if arguments.undo:
        shutil.rmtree(adapters_dir(), ignore_errors=True)
        sys.stdout.write("What text models had learned by heart is forgotten.\n")
        return 0
    settings = Settings(config_dir() / "settings.toml")
    key = arguments.persona or settings[PERSONA]
    persona = load_persona(key)
    history = History(data_dir() / "history.sqlite")
    days = talk_days(history.since(key, time.time() - LAST_DAYS * 86400))
    history.close()
    order = Sleep(persona, key, days, arguments.learn or settings[SLEEP_LEARN])
    memory = Memory(memory_file())
    slept = Slept()
    try:
        with ProgressLine() as line, create_engines(engine_config(settings, secrets.load_key()), line.show) as engines:
            for event in sleep(engines, memory, order, lambda: False):
                if isinstance(event, Dreaming):
                    line.show(Progress("She learns by heart …" if event.learning else "She sleeps …", event.part))
                else:
                    slept = event
    finally:
        memory.close()
    for sentence in slept.memories:
        sys.stdout.write(f"{sentence}\n")
    sys.stdout.write(f"{slept.days} days digested, {len(slept.memories)} new memories.\n")
    if slept.loss is not None:
        sys.stdout.write(f"By heart: loss {slept.loss[0]:.3f} -> {slept.loss[1]:.3f} nats a token.\n")
    if slept.note:
        raise CompanionError(slept.note)
    return 0
