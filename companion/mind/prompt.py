"""The prompt: persona and sample dialogue, always whole; then as much of the latest history as the window holds.

Chat models take messages. A model that only goes on with a text gets one text, ending in her name and a colon: raw, as
people wrote to GPT-3, or in Pygmalion's form.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias, cast, get_args

from companion.errors import CompanionError
from companion.messages import Line, Persona
from companion.mind.lorebook import active_lore
from companion.mind.macros import fill

PromptFormat: TypeAlias = Literal["chat", "raw", "pygmalion"]
Takes: TypeAlias = Literal["chat", "text"]
"""What a text model can be given: messages in its own chat template, or a text to go on with."""

_NEAR_LINES = 2
_ANSWERED = 0.4
_FACTS_SHARE = 0.15
"""Most of the room that remembered facts may take."""

_COMMON = frozenset("a am are do i is it me my of the to you".split())  # noqa: SIM905
"""Words that say nothing of what a line is about."""

_TOKENS_A_MESSAGE = 6
"""Role marks and line ends that a chat template puts around each message; llama.cpp's ChatML needs 5."""

_USER_LABEL: dict[PromptFormat, str] = {"chat": "User", "raw": "Human", "pygmalion": "You"}


@dataclass(frozen=True, slots=True)
class ChatMessage:
    """One message as chat models take it."""

    role: Literal["system", "user", "assistant"]
    text: str


Prompt: TypeAlias = Sequence[ChatMessage] | str
"""Messages for a chat model, or a text to go on with."""


def prompt_format(persona: Persona, takes: Sequence[Takes]) -> PromptFormat:
    """Return the form in which a model that ``takes`` these (the best first) is asked as ``persona``.

    Raises CompanionError when the persona insists on a form the model cannot take.
    """
    wanted = persona.prompt_format
    if not wanted:
        return "chat" if takes[0] == "chat" else "raw"
    if wanted not in get_args(PromptFormat):
        raise CompanionError(
            f"The persona {persona.name} wants the prompt format {wanted!r}; choose one of: chat, raw, pygmalion."
        )
    if ("chat" if wanted == "chat" else "text") not in takes:
        able = "a chat model only" if takes[0] == "chat" else "a model without a chat template"
        raise CompanionError(
            f"The persona {persona.name} wants the prompt format {wanted!r}, and this text model is {able};"
            " choose another format in the persona, or another model."
        )
    return cast(PromptFormat, wanted)


def user_label(form: PromptFormat, user_name: str = "") -> str:
    """Return what the user is called in a prompt of this form."""
    return user_name or _USER_LABEL[form]


def stop_texts(persona: Persona, form: PromptFormat = "chat", user_name: str = "") -> tuple[str, ...]:
    """Return the texts that end a reply: the model begins to write the other speaker's part, or a new scene."""
    texts = ["Human:", "User:", "\nYou:", f"\n{persona.name}:", "<|im_end|>", "<|im_start|>"]
    if user_name:
        texts.append(f"\n{user_name}:")
    if form == "pygmalion":
        texts.append("<START>")
    return (*texts, *persona.stop)


def build_prompt(
    persona: Persona,
    history: Sequence[Line],
    text: str,
    count_tokens: Callable[[str], int],
    room: int,
    *,
    form: PromptFormat = "chat",
    user_name: str = "",
    facts: Sequence[str] = (),
    mood: str = "",
    near_sighted: bool = False,
) -> Prompt:
    """Return the prompt that asks for the answer to ``text``, at most ``room`` tokens long.

    The oldest history goes first; persona, sample dialogue and ``text`` are never dropped. In chat form the history
    kept starts with a line of the user, as chat templates demand. Raises CompanionError when the rest does not fit.

    ``facts`` are sentences about the user that she remembers, ``mood`` one on how she feels: they stand before and
    behind ``text``, for a near-sighted model behind the samples.

    A ``near_sighted`` model gets only the last exchange, and of the samples the one nearest to ``text`` once more just
    before it: it copies what stands last, so that had better fit.
    """
    user = user_label(form, user_name)

    def filled(raw: str) -> str:
        return fill(raw, persona.name, user)

    recent = [*(line.text for line in history), text]
    layout = _Layout(form, persona, user, filled)
    head = layout.head((), ())
    # What changes from turn to turn stands late, or the whole talk would have to be read anew.
    known = " ".join(_fitting(facts, count_tokens, room))
    before, behind = (f"({part})" if part and not near_sighted else "" for part in (known, mood))
    last = "\n\n".join(part for part in (before, text, filled(persona.reminder), behind) if part)
    # Beside the user's words a near-sighted model would say it back, or forget who she is.
    now = " ".join(part for part in (known, mood) if part and near_sighted)

    def cost(line: Line) -> int:
        return count_tokens(line.text) + _TOKENS_A_MESSAGE

    tail = Line("user", last)
    left = room - sum(cost(line) for line in (*persona.sample_dialogue, tail))
    left -= sum(count_tokens(part) + _TOKENS_A_MESSAGE for part in (head, now) if part)
    if left < 0:
        raise CompanionError(
            f"The message and the persona {persona.name[:60]} are {-left} tokens too long for this text model;"
            " shorten the message or the persona."
        )
    # A stranger's lorebook may be bigger than the window: half of what is left is for the talk.
    lore = active_lore(persona, recent, count_tokens, left / 2)
    told = layout.head([filled(entry.content) for entry in lore if entry.before],
                       [filled(entry.content) for entry in lore if not entry.before])  # fmt: skip
    left -= count_tokens(told) - count_tokens(head)
    nearest: tuple[Line, ...] = ()
    if near_sighted:
        nearest, nearness = _nearest_sample(persona.sample_dialogue, text)
        # A line that a sample answers needs no history, which would only lead away from it.
        history = () if nearness >= _ANSWERED else history[-_NEAR_LINES:]
        if sum(map(cost, nearest)) > left:
            nearest = ()
        left -= sum(map(cost, nearest))
    kept: list[Line] = []
    for line in reversed(history):
        left -= cost(line)
        if left < 0:
            break
        kept.insert(0, line)
    while form == "chat" and kept and kept[0].role != "user":
        kept.pop(0)
    samples = [Line(line.role, filled(line.text)) for line in nearest]
    return layout.whole(told, now, (*kept, *samples, tail))


def _fitting(facts: Sequence[str], count_tokens: Callable[[str], int], room: int) -> Sequence[str]:
    """Return the remembered ``facts``, the first dropped first where they are too long."""
    most = room * _FACTS_SHARE
    while facts and count_tokens(" ".join(facts)) > most:
        facts = facts[1:]
    return facts


def _nearest_sample(samples: Sequence[Line], text: str) -> tuple[tuple[Line, ...], float]:
    """Return the question and answer of the samples with the most words of ``text`` and how near it is, 0..1.

    Of equals the last; none when no word is the same.
    """
    pairs = [
        (ask, answer) for ask, answer in itertools.pairwise(samples) if (ask.role, answer.role) == ("user", "assistant")
    ]
    wanted = _words(text)

    def nearness(pair: tuple[Line, Line]) -> float:
        words = _words(pair[0].text)
        return len(wanted & words) / (1 + len(words))

    # max takes the first of equals: asked from the end.
    best = max(reversed(pairs), key=nearness, default=None)
    return (best, nearness(best)) if best is not None and nearness(best) > 0 else ((), 0.0)


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower())) - _COMMON


class _Layout:
    """One form of prompt for one persona."""

    def __init__(self, form: PromptFormat, persona: Persona, user: str, filled: Callable[[str], str]) -> None:
        self._form = form
        self._persona = persona
        self._user = user
        self._filled = filled

    def head(self, before: Sequence[str], after: Sequence[str]) -> str:
        """Return what stands before the dialogue: who she is, the scene, the lore around it."""
        persona = self._persona
        description = self._filled(persona.description)
        if self._form == "pygmalion" and description:
            description = f"{persona.name}'s Persona: {description}"
        parts = [self._filled(persona.system_prompt), *before, description]
        if persona.personality:
            parts.append(f"{persona.name}'s personality: {self._filled(persona.personality)}")
        if persona.scenario:
            parts.append(f"Scenario: {self._filled(persona.scenario)}")
        return "\n".join(part.strip() for part in (*parts, *after) if part.strip())

    def whole(self, head: str, now: str, dialogue: Sequence[Line]) -> Prompt:
        """Return head, sample dialogue, what holds ``now`` and dialogue together."""
        samples = [Line(line.role, self._filled(line.text)) for line in self._persona.sample_dialogue]
        if self._form == "chat":
            shown, said = ([ChatMessage(line.role, line.text) for line in lines] for lines in (samples, dialogue))
            return [*_system(head), *shown, *_system(now), *said]
        spoken = "\n".join(map(self._labelled, samples))
        talk = "\n".join([*([now] if now else []), *map(self._labelled, dialogue), f"{self._persona.name}:"])
        if self._form == "raw":
            return "\n\n".join(part for part in (head, spoken + "\n" + talk if spoken else talk) if part)
        return "\n".join(part for part in (head, f"<START>\n{spoken}" if spoken else "", f"<START>\n{talk}") if part)

    def _labelled(self, line: Line) -> str:
        return f"{self._user if line.role == 'user' else self._persona.name}: {line.text}"


def taking_turns(messages: Sequence[ChatMessage]) -> list[ChatMessage]:
    """Return the messages with those of one speaker in a row as one: many chat templates refuse anything else.

    The user's come so where she was interrupted before she was heard, hers where she has begun a talk.
    """
    turns: list[ChatMessage] = []
    for message in messages:
        if turns and turns[-1].role == message.role != "system":
            turns[-1] = ChatMessage(message.role, f"{turns[-1].text}\n\n{message.text}")
        else:
            turns.append(message)
    return turns


def _system(text: str) -> tuple[ChatMessage, ...]:
    return (ChatMessage("system", text),) if text else ()
