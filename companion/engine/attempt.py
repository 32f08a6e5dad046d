"""Write one reply: ask the model, drop thoughts and stop texts, and ask again for an empty or repeated answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from dataclasses import replace

from companion.engine.llm.base import Ending, LanguageModel, TextStream
from companion.engine.llm.stops import until_stop
from companion.errors import CompanionError
from companion.messages import Sampling, StartTurn
from companion.mind.prompt import Prompt, build_prompt, prompt_format, stop_texts
from companion.mind.sentences import SentenceSplitter, split_sentences
from companion.mind.thinking import ThoughtFilter

_ATTEMPTS = 3
_SMALLEST_PROMPT = 64
_RECENT_REPLIES = 3
_LONGER_WORDS = 4
_STRESSED_TIMES = 3


def prompt_of(llm: LanguageModel, turn: StartTurn) -> Prompt:
    """Return the prompt of a turn in the form its persona and the model agree on. Raises CompanionError."""
    room = max(_SMALLEST_PROMPT, llm.context_tokens - _longest_reply(llm, turn.sampling))
    form = prompt_format(turn.persona, llm.takes)
    return build_prompt(
        turn.persona,
        turn.history,
        turn.text,
        llm.count_tokens,
        room,
        form=form,
        user_name=turn.user_name,
        facts=turn.facts,
        mood=turn.mood,
        near_sighted=llm.near_sighted,
    )


def _longest_reply(llm: LanguageModel, sampling: Sampling) -> int:
    """Return the tokens kept for the reply: what is wished for, at most half of the window; she needs the rest."""
    return min(sampling.max_tokens, llm.context_tokens // 2)


def write_reply(
    llm: LanguageModel, turn: StartTurn, cancelled: Callable[[], bool], variants: Sequence[str] = ()
) -> TextStream:
    """Yield the reply in pieces, another than ``variants``. Raises CompanionError when the model answers nothing."""
    prompt = prompt_of(llm, turn)
    said = [line.text for line in reversed(turn.history) if line.role == "assistant"][:1] + list(variants)
    sampling = replace(turn.sampling, max_tokens=_longest_reply(llm, turn.sampling))
    if sampling.seed is not None:
        sampling = replace(sampling, seed=sampling.seed + len(variants))
    form = prompt_format(turn.persona, llm.takes)
    stops = (*sampling.stop, *stop_texts(turn.persona, form, turn.user_name))
    for attempt in range(_ATTEMPTS):
        # Cleaned first: a stop text within a thought, or her own name in front, must not end the reply.
        stream = until_stop(_clean(llm.stream(prompt, sampling, cancelled), turn.persona.name), stops)
        held = ""
        fresh = False
        last = attempt == _ATTEMPTS - 1
        # On its last chance it may say again what it said before: better that than nothing.
        old = _recent_sentences(turn) if llm.near_sighted and not last else set()
        pieces = _without_loops(stream, old)
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
        if ending == "length" and not held.strip():  # asked again it would only think as long
            raise CompanionError(
                "The text model thought until the longest reply was used up; set a longer one and a window twice as"
                " long in the settings (Brain), or choose a model that does not think."
            )
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


def _recent_sentences(turn: StartTurn) -> set[str]:
    """Return the longer sentences of her last replies, folded: tiny models come back to them again and again.

    Not those with her name, which she may be asked for at any time.
    """
    replies = [line.text for line in turn.history if line.role == "assistant"][-_RECENT_REPLIES:]
    sentences = (sentence for reply in replies for sentence in split_sentences([reply]))
    return {_folded(sentence) for sentence in sentences if _is_old(sentence, turn.persona.name)}


def _is_old(sentence: str, name: str) -> bool:
    return len(sentence.split()) >= _LONGER_WORDS and name not in sentence


class _Said:
    """The sentences of a reply so far and those it shall not come back to; none of a code block, whose lines recur."""

    def __init__(self, old: Set[str]) -> None:
        self._seen = set(old)
        self._last, self._times = "", 0
        self._in_code = False

    def begins(self, text: str) -> bool:
        """Say whether an old sentence begins like this, so that it may become one."""
        return any(sentence.startswith(_folded(text)) for sentence in self._seen)

    def comes_again(self, sentence: str) -> bool:
        """Take the next sentence; say whether it is an old one. A short one may be said a few times: "Ha! Ha!"."""
        folded = _folded(sentence)
        within = self._in_code
        self._in_code ^= bool(sentence.count("```") % 2)
        if within or not folded:
            return False
        self._times = self._times + 1 if folded == self._last else 1
        self._last = folded
        stressed = 1 < self._times <= _STRESSED_TIMES and len(sentence.split()) < _LONGER_WORDS
        if folded in self._seen and not stressed:
            return True
        self._seen.add(folded)
        return False


def _without_loops(stream: TextStream, old: Set[str]) -> TextStream:
    """End the reply where a sentence comes again, in it or out of ``old``: small models would go on for ever."""
    splitter = SentenceSplitter()
    said = _Said(old)
    current, held = "", ""  # the sentence being written, and the part of it that is held back
    while True:
        try:
            piece = next(stream)
        except StopIteration as end:
            if held and not said.comes_again(current):
                yield held
            return end.value  # type: ignore[no-any-return]
        ready = ""
        for character in piece:
            for sentence in splitter.feed(character):
                if said.comes_again(sentence):
                    stream.close()
                    if ready:
                        yield ready
                    return "stop"
                ready, held, current = ready + held, "", ""
            current += character
            held += character
        if not said.begins(current):
            ready, held = ready + held, ""
        if ready:
            yield ready


def _same_start(text: str, said: Sequence[str]) -> bool:
    return any(one and _folded(one).startswith(_folded(text)) for one in said)


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
