"""From Enter to the first sound: sentence by sentence against the serial way.

The serial way is the article's: the whole reply is written, then the whole reply is spoken, then it is heard. Both ways
write the same replies (same prompts, same seeds) with the same engines in one process, one after the other.
"""

from __future__ import annotations

import dataclasses
import statistics
import time

from companion.bench.measurement import Figure
from companion.configuration import engine_config
from companion.engine.registry import Engines, create_engine, create_engines
from companion.engine.turn import run_turn
from companion.errors import CompanionError
from companion.messages import Progress, Sampling, SentenceReady, StartTurn, TurnDone, TurnFailed
from companion.mind.persona import load_persona
from companion.settings import Settings

PROMPTS = (
    "Tell me about your day.",
    "What do you think about roses?",
    "Tell me a short story about a cat.",
    "What should I cook tonight?",
    "Why is the sky blue?",
    "What would you do with a free afternoon?",
    "Tell me a joke and explain it.",
    "Describe the place where you live.",
)


def measure() -> list[Figure]:
    """Return the median first sound of both ways, in milliseconds; takes about a minute."""
    config = engine_config(Settings())
    engines = create_engines(config, _quiet)
    # The serial way writes without anything beside it: its text time is not slowed by a voice working in parallel.
    fakes = dataclasses.replace(config, speech="silent", emotion="neutral")
    writing_only = Engines(
        engines.llm,
        create_engine("companion.speech", fakes, _quiet),
        create_engine("companion.emotions", fakes, _quiet),
    )
    persona = load_persona("amelie")
    between = StartTurn(0, "Hello.", persona, sampling=Sampling(max_tokens=8))
    streamed, serial, lengths = [], [], []
    for number, prompt in enumerate(PROMPTS, 1):
        turn = StartTurn(number, prompt, persona, sampling=Sampling(seed=number, max_tokens=120))
        # Another turn before each, so that neither way finds the prompt's last line already read by the other.
        _whole_text(writing_only, between)
        streamed.append(_first_sound(engines, turn))
        _whole_text(writing_only, between)
        start = time.perf_counter()
        text = _whole_text(writing_only, turn)
        engines.speech.speak(text, "")
        serial.append((time.perf_counter() - start) * 1000)
        lengths.append(len(text.split()))
    writing_only.writer.shutdown()
    writing_only.speaker.shutdown()
    engines.close()
    return [
        Figure(
            "first sound, streaming",
            statistics.median(streamed),
            "ms",
            statistics.median(serial),
            f"serial way, replies of {statistics.median(lengths):.0f} words",
            "<= 0.4 of serial",
        )
    ]


def _quiet(_progress: Progress) -> None:
    """Say nothing while loading."""


def _first_sound(engines: Engines, turn: StartTurn) -> float:
    """Run the whole turn; return milliseconds until its first sentence could be heard."""
    start = time.perf_counter()
    first = None
    for event in run_turn(engines, turn, lambda: False):
        if isinstance(event, SentenceReady) and first is None and len(event.pcm):
            first = (time.perf_counter() - start) * 1000
        if isinstance(event, TurnFailed):
            raise CompanionError(event.message)
    if first is None:
        raise CompanionError(f"Nothing was said to {turn.text!r}: the measurement has no first sound.")
    return first


def _whole_text(engines: Engines, turn: StartTurn) -> str:
    for event in run_turn(engines, turn, lambda: False):
        if isinstance(event, TurnDone):
            return event.text
        if isinstance(event, TurnFailed):
            raise CompanionError(event.message)
    raise CompanionError("The turn ended without an end.")
