"""What has happened to the user, found by rules in English and Russian: a past of the first person, with a time."""

from __future__ import annotations

import re

from companion.mind.facts import FoundFact
from companion.mind.sentences import split_sentences

_LONGEST = 30
"""Words of a sentence that is kept as it is."""

_WHEN = re.compile(
    r"\b(?:today|yesterday|tonight|just now|finally|this (?:morning|afternoon|evening|week|weekend)"
    r"|last (?:night|week|weekend|month|year|monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
    r"|\w+ (?:days?|weeks?) ago"
    r"|сегодня|вчера|позавчера|наконец|только что|на прошлой неделе|на днях|в прошлом (?:месяце|году)"
    r"|этим утром|этим вечером|\w+ (?:дня|дней|недели|неделю) назад)\b",
    re.IGNORECASE,
)
_WHO = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|[Яя]|[Мм]ы|[Мм]не|[Мм]еня|[Нн]ас|[Нн]ам|[Мм]о[йяеёи]|[Нн]аш[аеи]?)\b")
_PAST = re.compile(
    r"\b(?:[a-z]{2,}ed|was|were|had|did|got|went|came|made|met|saw|took|found|lost|won|bought|sold|broke|left|began"
    r"|started|became|felt|heard|told|said|gave|wrote|read|ate|drank|slept|flew|drove|ran|fell|forgot|learnt|spent"
    r"|sang|sent|spoke|swam|thought|woke|built|caught|chose|fought|held|kept|knew|led|paid|put|quit|rode|taught"
    r"|[а-яё]{2,}л(?:а|о|и|ся|ась|ось|ись)?)\b",
    re.IGNORECASE,
)
_AHEAD = re.compile(r"\b(?:will|going to|plan to|want to|would|буду|будем|хочу|собираюсь)\b", re.IGNORECASE)


def find_events(text: str, day: str) -> list[FoundFact]:
    """Return what the user tells of having happened, each in a slot of its own of ``day`` (ISO)."""
    found = []
    for sentence in split_sentences([text]):
        said = " ".join(sentence.split())
        if said.endswith("?") or len(said.split()) > _LONGEST or _AHEAD.search(said):
            continue
        if _WHEN.search(said) and _WHO.search(said) and _PAST.search(said):
            folded = "".join(filter(str.isalnum, said.casefold()))[:80]
            found.append(FoundFact(f"event {day} {folded}", f"The user said: “{said}”"))
    return found
