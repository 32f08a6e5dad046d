"""Facts the user tells of themself, found by rules in English and Russian: works with any text model.

A fact has a slot, such as "cat" or "favourite colour"; a newer fact of the same slot takes the older one's place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from companion.mind.sentences import split_sentences


@dataclass(frozen=True, slots=True)
class FoundFact:
    """One fact as a sentence about the user, and the slot it fills."""

    slot: str
    text: str


_NAME = r"(?P<value>[A-ZА-ЯЁ][\w'’-]+(?: [A-ZА-ЯЁ][\w'’-]+)?)"
_PHRASE = r"(?P<value>[\w'’-]+(?:[ /][\w'’-]+){0,5}?)"
_PETS = "cat|kitten|dog|puppy|parrot|hamster|rabbit|fish|horse|bird|turtle|guinea pig|rat|mouse|snake"
_KIN = "mother|mom|mum|father|dad|sister|brother|wife|husband|son|daughter|girlfriend|boyfriend|partner|friend"
_KIN_RU = (
    "мам[ауы]|пап[ауы]|сестр[ауы]|брата?|жен[ауы]|мужа?|сына?|доч(?:ь|ери|ку)|девушк[ауи]|парня|подруг[ауи]|друга?"
)
_PETS_RU = "кошк[ауи]|кота?|котёнка?|собак[ауи]|п[её]са?|щенка?|попуга[йя]|хомяка?|кролика?"
_STOP = r"(?=[.,!;:?)]|$| and | but | because | so | и | а | но | потому )"
_MONTH = "january|february|march|april|may|june|july|august|september|october|november|december"

_QUOTE = "Слова пользователя: «{said}»."
"""Russian is quoted: a sentence about the user would need words in other cases."""

_RULES: tuple[tuple[str, str, str], ...] = (
    # pattern, slot, sentence; {key} and {value} are the pattern's groups, {said} all of the match
    (rf"\b(?i:my name is|i am called|call me) {_NAME}", "name", "The user's name is {value}."),
    (rf"\b(?i:my) (?P<key>(?i:{_PETS})) (?i:is called|is named|'s name is) {_NAME}", "{key}",
     "The user's {key} is called {value}."),
    (rf"\b(?i:my) (?P<key>(?i:{_PETS}|{_KIN}))(?:'s|’s) (?i:name is) {_NAME}", "{key}",
     "The user's {key} is called {value}."),
    (rf"\b(?i:i have|i've got|i got|we have) (?i:a|an|one) (?:\w+ )?(?P<key>(?i:{_PETS}|{_KIN})),? "
     rf"(?i:called|named|whose name is|and (?:his|her|its) name is) {_NAME}", "{key}",
     "The user's {key} is called {value}."),
    (rf"\b(?i:my) (?P<key>(?i:{_KIN})) (?i:is called|is named) {_NAME}", "{key}",
     "The user's {key} is called {value}."),
    (rf"\b(?i:my) (?i:favou?rite) (?P<key>(?i:\w+(?: \w+)?)) (?i:is|are) (?i:the )?{_PHRASE}{_STOP}",
     "favourite {key}", "The user's favourite {key} is {value}."),
    (rf"\b(?i:i)(?i: really| also)? (?P<key>(?i:love|like|enjoy|hate|dislike|don't like|can't stand)) "
     rf"(?!(?i:you|it|that|this|to|how|what|when|him|her|them|your)\b){_PHRASE}{_STOP}",
     "taste {value}", "The user {key} {value}."),
    (rf"\b(?i:i live in|i moved to|i've moved to) (?i:the )?{_NAME}", "home", "The user lives in {value}."),
    (rf"\b(?i:i am from|i'm from|i come from) (?i:the )?{_NAME}", "origin", "The user comes from {value}."),
    (rf"\b(?i:i work as|i am working as|i'm working as) "
     rf"(?P<value>(?:an? |the )?[\w'’-]+(?:[ /][\w'’-]+){{0,4}}?){_STOP}", "job",
     "The user works as {value}."),
    (rf"\b(?i:i study|i'm studying|i am studying) {_PHRASE}{_STOP}", "study", "The user studies {value}."),
    (r"\b(?i:i am|i'm) (?P<value>\d{1,3})(?: (?i:years old|y\.?o\.?))?(?=[.,!;]|$| and )", "age",
     "The user is {value} years old."),
    (rf"\b(?i:my birthday is|i was born)(?: (?i:on|in))?(?: (?i:the))? "
     rf"(?P<value>(?i:(?:\d{{1,2}}(?:st|nd|rd|th)?(?: of)? )?(?:{_MONTH})(?: \d{{1,4}}(?:st|nd|rd|th)?)?))",
     "birthday", "The user's birthday is {value}."),
    (rf"\b(?i:i am|i'm) (?i:allergic to) {_PHRASE}{_STOP}", "allergy {value}", "The user is allergic to {value}."),
    (r"\b(?i:i will|i'll|i'm going to|i am going to|i plan to) "
     r"(?P<value>[^.,!?;]*\b(?i:tomorrow|next \w+|on (?:mon|tues|wednes|thurs|fri|satur|sun)day))", "plan {value}",
     "The user said: “{said}”"),
    (rf"(?i:меня зовут|моё имя|мое имя) {_NAME}", "name", _QUOTE),
    (rf"(?i:мою|моего|моя|мой) (?P<key>(?i:{_PETS_RU}|{_KIN_RU})) (?i:зовут) {_NAME}", "{key}",
     _QUOTE),
    (rf"(?i:у меня есть) (?P<key>(?i:{_PETS_RU}|{_KIN_RU})),? (?i:по имени|(?:её|ее|его) зовут)? ?{_NAME}", "{key}",
     _QUOTE),
    (rf"(?i:мо[йяеё]) (?i:любим(?:ый|ая|ое)) (?P<key>\w+) ?(?:[-–—]|это|,)+ ?(?i:это )?{_PHRASE}{_STOP}",
     "favourite {key}", _QUOTE),
    (rf"\b(?i:я)(?i: очень| просто)? (?P<key>(?i:люблю|обожаю|ненавижу|не люблю)) "
     rf"(?!(?i:тебя|вас|это|его|её|ее|их)\b){_PHRASE}{_STOP}", "taste {value}", _QUOTE),
    (rf"\b(?i:я живу в|я переехала? в) {_NAME}", "home", _QUOTE),
    (rf"\b(?i:я работаю) (?!(?i:в|на|с|над)\b){_PHRASE}{_STOP}", "job", _QUOTE),
    (r"\b(?i:мне) (?P<value>\d{1,3}) (?i:лет|года?)(?=[.,!;]|$| и | а )", "age", _QUOTE),
    (r"(?i:мой день рождения|у меня день рождения)(?: это| [-–—])? (?P<value>\d{1,2} [а-яё]+)", "birthday",
     _QUOTE),
)  # fmt: skip
_COMPILED = tuple((re.compile(pattern), slot, sentence) for pattern, slot, sentence in _RULES)

_SAME_KEY: tuple[tuple[str, str], ...] = (
    ("kitten", "cat"), ("puppy", "dog"), ("mom", "mother"), ("mum", "mother"), ("dad", "father"),
    ("кош", "cat"), ("кот", "cat"), ("собак", "dog"), ("пес", "dog"), ("пёс", "dog"), ("щен", "dog"),
    ("мам", "mother"), ("пап", "father"), ("сестр", "sister"), ("брат", "brother"), ("жен", "wife"), ("муж", "husband"),
    ("favourite color", "favourite colour"), ("favourite цвет", "favourite colour"),
)  # fmt: skip
"""Beginnings of slots that mean the same, so that a fact told in other words or in Russian replaces the older one."""


_THEIRS = {"my": "their", "our": "their", "myself": "themself", "ourselves": "themselves"}
_OWN = re.compile(rf"\b(?:{'|'.join(_THEIRS)})\b", re.IGNORECASE)
"""Words of the first person: in a sentence that she reads, "my" would be hers."""


def find_facts(text: str) -> list[FoundFact]:
    """Return the facts the user tells in ``text``, in its order; questions tell nothing."""
    found: dict[str, FoundFact] = {}
    for sentence in split_sentences([text]):
        if sentence.rstrip().endswith("?"):
            continue
        for rule, slot, words in _COMPILED:
            for match in rule.finditer(sentence):
                parts = {name: " ".join(part.split()) for name, part in match.groupdict().items()}
                key = parts.get("key", "").lower()
                value = _OWN.sub(lambda own: _THEIRS[own[0].lower()], parts["value"])
                written = words.format(key=_verb(key), value=value, said=" ".join(match[0].split()))
                name = _same(slot.format(key=key, value=parts["value"].lower()))
                found[name] = FoundFact(name, written)
    return list(found.values())


def _same(slot: str) -> str:
    return next((to for start, to in _SAME_KEY if slot.startswith(start)), slot)


def _verb(key: str) -> str:
    """Return a verb of the first person in the third; other words as they are."""
    thirds = {"love": "loves", "like": "likes", "enjoy": "enjoys", "hate": "hates", "dislike": "dislikes"}
    return thirds.get(key, key.replace("don't", "doesn't"))
