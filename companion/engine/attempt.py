"""Write one reply: ask the model, drop thoughts and stop texts, and ask once more for an empty or repeated answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from companion.engine.llm.base import Ending, LanguageModel, TextStream
from companion.engine.llm.stops import until_stop
from companion.errors import CompanionError
from companion.messages import Sampling, StartTurn
from companion.mind.prompt import build_prompt, stop_texts
from companion.mind.thinking import ThoughtFilter

_ATTEMPTS = 2
_SMALLEST_PROMPT = 64


def write_reply(llm: LanguageModel, turn: StartTurn, cancelled: Callable[[], bool]) -> TextStream:
    """Yield the reply in pieces. Raises CompanionError when the model answers nothing twice."""
    room = max(_SMALLEST_PROMPT, llm.context_tokens - turn.sampling.max_tokens)
    messages = build_prompt(turn.persona, turn.history, turn.text, llm.count_tokens, room)
    said = next((line.text for line in reversed(turn.history) if line.role == "assistant"), "")
    sampling = turn.sampling
    stops = (*sampling.stop, *stop_texts(turn.persona))
    for attempt in range(_ATTEMPTS):
        stream = until_stop(llm.stream(messages, sampling, cancelled), stops)
        held = ""
        fresh = False
        last = attempt == _ATTEMPTS - 1
        pieces = _clean(stream, turn.persona.name)
        while True:
            try:
                piece = next(pieces)
            except StopIteration as end:
                ending: Ending = end.value
                break
            held += piece
            # Held back while it could still be the last answer word for word.
            fresh = fresh or (bool(held.strip()) and (last or not _same_start(held, said)))
            if fresh:
                yield held
                held = ""
        if fresh or ending == "cancelled":
            return ending
        sampling = _bolder(sampling)
    raise CompanionError("The text model gave no answer; say it in other words or choose another model.")


def _clean(stream: TextStream, name: str) -> TextStream:
    """Drop thoughts, white space before the reply, and a "Name:" the model may put in front."""
    thoughts = ThoughtFilter()
    label = f"{name}:"
    held, begun = "", False
    while True:
        try:
            text = thoughts.feed(next(stream))
            ended = False
        except StopIteration as end:
            text, ended, ending = thoughts.flush(), True, end.value
        if not begun:
            held = (held + text).lstrip()
            text = ""
            if held.startswith(label):
                held = held[len(label) :].lstrip()
            if ended or (held and not label.startswith(held)):
                text, begun = held, bool(held)
        if text:
            yield text
        if ended:
            return ending  # type: ignore[no-any-return]


def _same_start(text: str, said: str) -> bool:
    return bool(said) and _folded(said).startswith(_folded(text))


def _folded(text: str) -> str:
    return "".join(character for character in text.lower() if character.isalnum())


def _bolder(sampling: Sampling) -> Sampling:
    """Return a sampling that leaves the rut the first attempt was in."""
    seed = None if sampling.seed is None else sampling.seed + 1
    return replace(
        sampling,
        temperature=min(2.0, sampling.temperature + 0.3),
        presence_penalty=min(2.0, sampling.presence_penalty + 0.5),
        seed=seed,
    )
