"""How pleasant the text model is as a persona: forty lines of small talk, answered and judged by simple rules.

``python -m companion.bench.small_talk [--persona NAME] [--model NAME] [--seeds N] [--mood WORDS] [--quiet]``
prints every reply.

The rules, each a share of all answers:

- *keeps her name*: a reply to a line that asks for it holds the persona's name;
- *does not speak for you*: no speaker's label and no question answered by herself in your name;
- *not empty*;
- *no repetition*: neither the same as, nor nearly (9 of 10 words in common), one of her last three answers;
- *on topic*: the sentence vector of the reply is nearer to its own line than to three quarters of the other lines.
"""

from __future__ import annotations

import argparse
import dataclasses
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import resources

from companion.bench.measurement import Figure
from companion.configuration import engine_config, sampling
from companion.engine.attempt import write_reply
from companion.engine.emotions.encoder import load_encoder
from companion.engine.llm.base import LanguageModel
from companion.engine.registry import create_engine
from companion.messages import Line, Persona, StartTurn
from companion.mind.persona import load_persona
from companion.settings import LLM_MODEL, Settings

_NEARLY = 0.9
_ON_TOPIC = 0.75
_LABEL = re.compile(r"(?:^|\n)\s*(?:human|user|you|her)\s*:|<\|", re.IGNORECASE)


@dataclass(frozen=True)
class Said:
    """One line, the answer to it, and her answers before (the newest last)."""

    line: str
    asks_name: bool
    reply: str
    before: tuple[str, ...]


@dataclass(frozen=True)
class Shares:
    """The share of answers, in 0..1, that keeps each rule."""

    name: float
    own_part: float
    words: float
    fresh: float
    topic: float


def talk(llm: LanguageModel, persona: Persona, settings: Settings, seed: int, mood: str = "") -> Iterator[Said]:
    """Have all talks, in a ``mood`` as the prompt says it, and yield what was said."""
    drawn = dataclasses.replace(sampling(settings, persona), seed=seed)
    table = tomllib.loads(resources.files(__package__).joinpath("small_talk.toml").read_text(encoding="utf-8"))
    for one in table["talk"]:
        history: list[Line] = []
        for entry in one["lines"]:
            turn = StartTurn(1, entry["text"], persona, tuple(history), drawn, mood=mood)
            reply = "".join(write_reply(llm, turn, lambda: False)).strip()
            before = tuple(line.text for line in history if line.role == "assistant")
            yield Said(entry["text"], entry.get("name", False), reply, before)
            history += [Line("user", entry["text"]), Line("assistant", reply)]


def judge(said: list[Said], name: str) -> Shares:
    """Return how much of what was said keeps the rules."""
    asked = [one for one in said if one.asks_name]
    return Shares(
        name=_share(name.lower() in one.reply.lower() for one in asked),
        own_part=_share(not _LABEL.search(one.reply) for one in said),
        words=_share(bool(re.search(r"\w", one.reply)) for one in said),
        fresh=_share(not any(_nearly_same(one.reply, old) for old in one.before[-3:]) for one in said),
        topic=_share(on_topic(said)),
    )


def on_topic(said: list[Said]) -> list[bool]:
    """Say of each reply whether it is nearer to its own line than to three quarters of the others."""
    encoder = load_encoder()
    lines = encoder.encode([one.line for one in said])
    near = encoder.encode([one.reply or "." for one in said]) @ lines.T
    return [float((row < row[number]).sum()) >= _ON_TOPIC * (len(said) - 1) for number, row in enumerate(near)]


def measure() -> list[Figure]:
    """Return the shares for the default persona and text model; takes about a minute."""
    settings = Settings()
    persona = load_persona("amelie")
    llm: LanguageModel = create_engine("companion.llm", engine_config(settings), lambda _: None)
    shares = judge(list(talk(llm, persona, settings, 1)), persona.name)
    llm.close()
    return [
        Figure("small talk: keeps her name", shares.name, "", goal=">= 0.9"),
        Figure("small talk: does not speak for you", shares.own_part, "", goal="1"),
        Figure("small talk: not empty", shares.words, "", goal="1"),
        Figure("small talk: no repetition", shares.fresh, "", goal=">= 0.95"),
        Figure("small talk: on topic", shares.topic, "", goal=">= 0.75"),
    ]


def main() -> None:
    """Talk and judge from the command line."""
    parser = argparse.ArgumentParser(prog="python -m companion.bench.small_talk")
    parser.add_argument("--persona", default="amelie")
    parser.add_argument("--model", default=LLM_MODEL.default)
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--mood", default="", help='how she feels, as the prompt says it: "Right now …"')
    parser.add_argument("--quiet", action="store_true", help="print the shares only")
    arguments = parser.parse_args()
    settings = Settings()
    settings[LLM_MODEL] = arguments.model
    persona = load_persona(arguments.persona)
    llm: LanguageModel = create_engine("companion.llm", engine_config(settings), lambda _: None)
    every: list[Shares] = []
    for seed in range(1, arguments.seeds + 1):
        said = list(talk(llm, persona, settings, seed, arguments.mood))
        every.append(judge(said, persona.name))
        for one, fits in zip(said, on_topic(said), strict=True):
            if not arguments.quiet:
                mark = "" if fits else "   (off topic)"
                sys.stdout.write(f"  {one.line}\n    {one.reply}{mark}\n")
        sys.stdout.write(f"seed {seed}: {every[-1]}\n")
        sys.stdout.flush()
    for field in dataclasses.fields(Shares):
        mean = sum(getattr(shares, field.name) for shares in every) / len(every)
        sys.stdout.write(f"{field.name:<9} {mean:.3f}\n")
    llm.close()


def _share(rights: Iterable[bool]) -> float:
    values = list(rights)
    return sum(values) / len(values)


def _nearly_same(text: str, other: str) -> bool:
    ours, theirs = (set(re.findall(r"\w+", one.lower())) for one in (text, other))
    return bool(ours) and len(ours & theirs) >= _NEARLY * len(ours | theirs)


if __name__ == "__main__":
    main()
