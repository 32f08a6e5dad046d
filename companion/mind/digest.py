"""A day's talk made short: what the text model is asked in her sleep, what of that is believed, and a way without.

A model makes things up. So a fact it finds counts only where its words were said, and a model that is near-sighted is
not asked at all: then the user's weightiest sentences stand for the day.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import numpy as np

from companion.messages import Line
from companion.mind.memory import Encode
from companion.mind.prompt import ChatMessage
from companion.mind.sentences import split_sentences

_MOST_FACTS = 8
_SENTENCES = 3
_FEWEST_WORDS = 4
_LONGEST_SUMMARY = 400
_STEM = 4
"""Letters of a word that are compared: enough for its meaning, few enough for its endings."""
_GROUNDED = 0.5
"""Share of a fact's longer words that must have been said."""

_ASKED = {
    "en": (
        "You keep the diary of {name}. Below is what {name} and the user said to each other today.",
        "Sum up in two short sentences what they talked about. Write only what was said.",
        "List what the user told about themself: names, pets, family, work, tastes, plans. One fact a line, each "
        "beginning with “The user”. Write only what was said; write “none” when nothing was.",
        "The user",
    ),
    "ru": (
        "Ты ведёшь дневник персонажа по имени {name}. Ниже — сегодняшний разговор {name} с пользователем.",
        "Перескажи в двух коротких предложениях, о чём они говорили. Пиши только то, что было сказано.",
        "Перечисли, что пользователь рассказал о себе: имена, питомцы, семья, работа, вкусы, планы. По одному факту в "
        "строке, каждый начинается со слова «Пользователь». Только то, что было сказано; если ничего — напиши «нет».",
        "Пользователь",
    ),
}


def summary_prompt(name: str, language: str, talk: str) -> list[ChatMessage]:
    """Return what a chat model is asked for the summary of a day."""
    asked = _ASKED.get(language, _ASKED["en"])
    return [ChatMessage("system", asked[0].format(name=name)), ChatMessage("user", f"{talk}\n\n{asked[1]}")]


def facts_prompt(name: str, language: str, talk: str) -> list[ChatMessage]:
    """Return what a chat model is asked for the facts of a day."""
    asked = _ASKED.get(language, _ASKED["en"])
    return [ChatMessage("system", asked[0].format(name=name)), ChatMessage("user", f"{talk}\n\n{asked[2]}")]


def talk_text(lines: Sequence[Line], name: str, count_tokens: Callable[[str], int], room: int) -> str:
    """Return the talk as text, of a long one its end: at most ``room`` tokens."""
    kept: list[str] = []
    for line in reversed(lines):
        said = f"{name if line.role == 'assistant' else 'User'}: {line.text}"
        room -= count_tokens(said) + 1
        if room < 0:
            break
        kept.insert(0, said)
    return "\n".join(kept)


def believed_facts(answer: str, lines: Sequence[Line], language: str) -> list[str]:
    """Return the facts of a model's answer whose words the user said, as sentences."""
    begin = _ASKED.get(language, _ASKED["en"])[3]
    said = _stems(" ".join(line.text for line in lines if line.role == "user"))
    found: list[str] = []
    for raw in answer.splitlines():
        text = raw.strip(" \t-*•0123456789.)")
        words = _stems(text.removeprefix(begin))
        if not text.startswith(begin) or not words or len(words & said) < _GROUNDED * len(words):
            continue
        fact = text if text.endswith((".", "!")) else f"{text}."
        if fact not in found:
            found.append(fact)
    return found[:_MOST_FACTS]


def believed_summary(answer: str) -> str:
    """Return a model's summary in one line of whole sentences, empty where it wrote none."""
    sentences = split_sentences([" ".join(answer.split())])
    text = ""
    for sentence in sentences:
        if not sentence.rstrip().endswith((".", "!", "…")) or len(text) + len(sentence) > _LONGEST_SUMMARY:
            break
        text += sentence
    return text.strip()


def weightiest(lines: Sequence[Line], encode: Encode | None) -> str:
    """Return the user's sentences that stand for the day, as one sentence about them; empty for an empty day.

    Central is what is like the rest of what the user said; without an encoder the longest sentences are taken.
    """
    said = [
        " ".join(sentence.split())
        for line in lines
        if line.role == "user"
        for sentence in split_sentences([line.text])
        if len(sentence.split()) >= _FEWEST_WORDS and not sentence.rstrip().endswith("?")
    ]
    said = list(dict.fromkeys(said))
    if not said:
        return ""
    if encode is None:
        weight = np.array([len(sentence) for sentence in said], np.float32)
    else:
        vectors = encode(said)
        weight = (vectors @ vectors.T).mean(axis=1)
    chosen = sorted(np.argsort(-weight, kind="stable")[:_SENTENCES])
    return "The user said: " + " ".join(f"“{said[place]}”" for place in chosen)


def _stems(text: str) -> set[str]:
    return {word[:_STEM] for word in re.findall(r"[\w']+", text.casefold()) if len(word) >= _STEM}
