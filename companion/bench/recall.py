"""Does she know after a restart what she was told: in the prompt, and in the answer of a good offline brain?

Facts are told, two hundred tokens of other talk go by, then memory and text model are opened anew and she is asked.
``python -m companion.bench.recall --model NAME`` prints what she says.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from companion.bench.measurement import Figure
from companion.configuration import engine_config, sampling
from companion.engine.attempt import write_reply
from companion.engine.emotions.encoder import load_encoder
from companion.engine.llm.base import LanguageModel
from companion.engine.registry import create_engine
from companion.messages import Line, StartTurn
from companion.mind.memory import Memory
from companion.mind.persona import load_persona
from companion.models.download import is_installed
from companion.settings import LLM_MODEL, Settings

GOOD = "qwen2.5-coder-1.5b"

_TOLD = (
    ("My cat is called Tom.", "What is my cat called?", "Tom"),
    ("My favourite colour is dark green.", "Which colour do I like best?", "green"),
    ("I live in Bristol.", "Which town do I live in?", "Bristol"),
    ("I work as a nurse.", "What is my job?", "nurse"),
    ("My sister's name is Clara.", "What is the name of my sister?", "Clara"),
    ("I'm allergic to nuts.", "What can't I eat?", "nut"),
)
_SINCE = (
    Line(
        "user", "The weather was strange all week: sun in the morning, hail at noon, fog in the evening. I stayed in."
    ),
    Line("assistant", "Fog suits a quiet evening. I would have counted the drops on the window and called it work."),
    Line("user", "I read a long book about lighthouses and the people who kept them. They wrote letters all winter."),
    Line("assistant", "Letters in winter, with the sea for company. I like them. Did any of them plant roses there?"),
    Line("user", "One of them tried. The salt killed all but a single bush, and that one flowered for forty years."),
    Line("assistant", "One rose against a whole sea. That is the most stubborn thing I have heard of this month."),
)


@dataclass(frozen=True)
class Asked:
    """One question: whether the fact came back for the prompt, what she said, whether that holds the answer."""

    question: str
    recalled: bool
    reply: str
    right: bool


def ask(model: str, folder: Path) -> Iterator[Asked]:
    """Tell everything, open everything anew, and ask."""
    persona, settings = load_persona("amelie"), Settings()
    settings[LLM_MODEL] = model
    memory = Memory(folder / "memory.sqlite")
    for told, _question, _answer in _TOLD:
        memory.learn(told, persona.name)
    memory.close()
    memory = Memory(folder / "memory.sqlite")
    encode = load_encoder().encode
    llm: LanguageModel = create_engine("companion.llm", engine_config(settings), lambda _: None)
    drawn = replace(sampling(settings, persona), seed=1)
    try:
        for _told, question, answer in _TOLD:
            facts = memory.recall(question, encode)
            turn = StartTurn(1, question, persona, _SINCE, drawn, facts=facts)
            reply = "".join(write_reply(llm, turn, lambda: False)).strip()
            recalled = any(answer.lower() in fact.lower() for fact in facts)
            yield Asked(question, recalled, reply, answer.lower() in reply.lower())
    finally:
        llm.close()
        memory.close()


def measure() -> list[Figure]:
    """Return both shares for the good brain where it is here, else for the default one; takes about a minute."""
    model = GOOD if is_installed(GOOD) else LLM_MODEL.default
    with tempfile.TemporaryDirectory() as folder:
        asked = list(ask(model, Path(folder)))
    return [
        Figure("memory: the fact is in the prompt", sum(one.recalled for one in asked) / len(asked), "", goal="1"),
        Figure(f"memory: {model} answers right", sum(one.right for one in asked) / len(asked), "", goal=">= 0.8"),
    ]


def main() -> None:
    """Print what she says."""
    parser = argparse.ArgumentParser(prog="python -m companion.bench.recall")
    parser.add_argument("--model", default=GOOD)
    with tempfile.TemporaryDirectory() as folder:
        for one in ask(parser.parse_args().model, Path(folder)):
            marks = ("" if one.recalled else "   (not recalled)") + ("" if one.right else "   (wrong)")
            sys.stdout.write(f"  {one.question}\n    {one.reply}{marks}\n")


if __name__ == "__main__":
    main()
