"""``companion reply``: one answer in the terminal, as text or as JSON with feelings and timings."""

from __future__ import annotations

import argparse
import dataclasses
import json
import sys

from companion.commands.progress_line import ProgressLine
from companion.configuration import keyed_config, sampling
from companion.costs.counting import count_turn
from companion.engine.registry import create_engines
from companion.engine.turn import run_turn
from companion.errors import CompanionError
from companion.messages import ReplyText, SentenceReady, StartTurn, TurnDone, TurnEvent, TurnFailed, UserFeeling
from companion.mind.persona import load_persona
from companion.paths import config_dir
from companion.settings import PERSONA, USER_NAME, Settings


def run(arguments: argparse.Namespace) -> int:
    """Answer the text; nothing is played, but the voice is made, so that the timings are those of a real turn."""
    if not arguments.text.strip():
        raise CompanionError("There is no text to answer; write something between the quotes.")
    settings = Settings(config_dir() / "settings.toml")
    persona = load_persona(arguments.persona or settings[PERSONA])
    turn = StartTurn(1, arguments.text, persona, sampling=sampling(settings, persona), user_name=settings[USER_NAME])
    with ProgressLine() as line, create_engines(keyed_config(settings), line.show) as engines:
        line.end()
        events: list[TurnEvent] = []
        for event in run_turn(engines, turn, lambda: False):
            events.append(event)
            if isinstance(event, TurnFailed):
                raise CompanionError(event.message)
            if isinstance(event, TurnDone):
                count_turn(event)
            if isinstance(event, ReplyText) and not arguments.json:
                sys.stdout.write(event.text)
                sys.stdout.flush()
    if arguments.json:
        sys.stdout.write(json.dumps(report(events), indent=1, ensure_ascii=False) + "\n")
    else:
        sys.stdout.write("\n")
    return 0


def report(events: list[TurnEvent]) -> dict[str, object]:
    """Return a finished turn as JSON values: text, sentences, emotions (7 scores each), timings in ms."""
    done = events[-1]
    assert isinstance(done, TurnDone)
    sentences = [event for event in events if isinstance(event, SentenceReady)]
    user = next(event.emotion for event in events if isinstance(event, UserFeeling))
    return {
        "text": done.text,
        "cut": done.cut,
        "user_emotion": _rounded(user.as_dict()),
        "sentences": [sentence.text for sentence in sentences],
        "emotions": [_rounded(sentence.emotion.as_dict()) for sentence in sentences],
        "seconds": [round(sentence.seconds, 3) for sentence in sentences],
        "timings": _rounded(dataclasses.asdict(done.timings), 1),
    }


def _rounded(values: dict[str, float | None] | dict[str, float], digits: int = 4) -> dict[str, float | None]:
    return {key: None if value is None else round(value, digits) for key, value in values.items()}
