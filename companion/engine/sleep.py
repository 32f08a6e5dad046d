"""Her sleep: day by day, the talk becomes memories; then, if wanted, the text model learns the lines by heart.

Each day is stored as a whole with its mark, so that sleep can be broken off at any moment and goes on where it was;
what is marked is not done twice.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from companion.engine.emotions.encoder import sentence_vectors
from companion.engine.llm.adapter import Learned, Learns
from companion.engine.registry import LOCAL_MODELS, Engines
from companion.errors import CompanionError
from companion.messages import Dreaming, Line, Sampling, Sleep, SleepEvent, Slept, TalkDay
from companion.mind.digest import (
    believed_facts,
    believed_summary,
    facts_prompt,
    summary_prompt,
    talk_text,
    weightiest,
)
from companion.mind.memory import Memory
from companion.mind.prompt import ChatMessage

_log = logging.getLogger(__name__)
_SAMPLING = Sampling(temperature=0.0, max_tokens=160, repetition_penalty=1.0)
_ROOM = 1400
"""Tokens of a day's talk that a model is given at most: digesting a day stays a matter of a minute."""


class _WokenError(Exception):
    """Raised where her sleep is broken off."""


def sleep(engines: Engines, memory: Memory, order: Sleep, woken: Callable[[], bool]) -> Iterator[SleepEvent]:
    """Yield Dreaming as it goes on and Slept at the end. ``woken`` is asked often, from several threads."""
    days = [day for day in order.days if memory.slept(order.key, day.day)[0] < day.last]
    lessons = [day for day in order.days if order.learn and memory.slept(order.key, day.day)[1] < day.last]
    work = len(days) + 4 * bool(lessons)
    memories: list[str] = []
    digested = 0
    learned: Learned | None = None
    note = ""
    try:
        for number, day in enumerate(days):
            yield Dreaming(number / work)
            memories += _digest(engines, memory, order, day, woken)
            digested += 1
        if lessons:
            yield Dreaming(len(days) / work, learning=True)
            learned = _learn(engines, order, lessons, woken)
            for day in lessons:
                memory.mark_slept(order.key, day.day, until=day.last, learned=day.last)
    except _WokenError:
        yield Slept(digested, tuple(memories), interrupted=True)
        return
    except CompanionError as error:  # the memories are made; only the model could not do its part
        note = str(error)
    loss = None if learned is None else (learned.before, learned.after)
    yield Slept(digested, tuple(memories), loss=loss, note=note)


def _digest(engines: Engines, memory: Memory, order: Sleep, day: TalkDay, woken: Callable[[], bool]) -> list[str]:
    """Store what a day leaves behind; returns the new facts and events as sentences."""
    if woken():
        raise _WokenError
    persona = order.persona
    facts: list[str] = []
    summary = ""
    if _can_digest(engines):
        talk = talk_text(day.lines, persona.name, engines.llm.count_tokens, min(_ROOM, engines.llm.context_tokens // 2))
        language = persona.language[:2]
        if talk:  # asked about nothing a model would make up a day
            summary = believed_summary(_ask(engines, summary_prompt(persona.name, language, talk), woken))
            answer = _ask(engines, facts_prompt(persona.name, language, talk), woken)
            facts = believed_facts(answer, day.lines, language)
    if not summary:
        summary = weightiest(day.lines, sentence_vectors(engines.emotion))
    new: list[str] = []
    # Nobody knows when on that day it was said: taken as early, it undoes nothing that was settled since.
    told = min(day.at, datetime.fromisoformat(day.day).timestamp())
    with memory.together():
        for line in day.lines:
            if line.role == "user":
                new += memory.learn(line.text, persona.name, told)
        for fact in facts:
            slot = "told " + "".join(filter(str.isalnum, fact.casefold()))
            if memory.keep("fact", slot, fact, persona.name, source="", at=told):
                new.append(fact)
        if summary:
            memory.keep("day", f"day {order.key} {day.day}", summary, persona.name, source="", at=day.at)
        learned = memory.slept(order.key, day.day)[1]
        memory.mark_slept(order.key, day.day, until=day.last, learned=learned)
    return new


def _can_digest(engines: Engines) -> bool:
    """Say whether the text model is good enough, and on this computer: a server may cost money while nobody looks."""
    return not engines.llm.near_sighted and engines.config.llm in LOCAL_MODELS and "chat" in engines.llm.takes


def _ask(engines: Engines, prompt: Sequence[ChatMessage], woken: Callable[[], bool]) -> str:
    """Return the model's answer, written in the writer's thread. Raises CompanionError, or that she was woken."""

    def write() -> str:
        return "".join(engines.llm.stream(prompt, _SAMPLING, woken))

    answer = engines.writer.submit(write).result()
    if woken():
        raise _WokenError
    return answer


def _learn(engines: Engines, order: Sleep, days: Sequence[TalkDay], woken: Callable[[], bool]) -> Learned:
    """Let the text model learn the days' lines. Raises CompanionError where it cannot."""
    model = engines.llm
    if engines.config.llm != "transformers" or not isinstance(model, Learns):
        raise CompanionError("Only text models of the engine transformers can learn by heart; choose one for that.")
    texts = [_lesson(order.persona.name, day.lines) for day in days]
    learned = engines.writer.submit(model.learn, texts, woken).result()
    if learned is None:
        raise _WokenError
    return learned


def _lesson(name: str, lines: Sequence[Line]) -> str:
    return "\n".join(f"{name if line.role == 'assistant' else 'User'}: {line.text}" for line in lines)
