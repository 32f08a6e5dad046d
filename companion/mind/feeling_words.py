"""Feelings in a text model's words: the question for Ekman's emotions, and the marks it may put before sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from companion.messages import EMOTIONS, Persona
from companion.mind.prompt import ChatMessage, Prompt, Takes

_TASK = (
    "Paul Ekman's basic emotions are anger, disgust, fear, joy, sadness and surprise."
    " Name the one that speaks from the line, or neutral if none does. Answer with one word."
)
_EXAMPLES = (
    ("", "You broke it again, and you don't even say sorry!", "anger"),
    ("How are you?", "Fine!", "joy"),
    ("", "The milk has gone sour, yuck.", "disgust"),
    ("", "Did you hear that? There is someone at the window.", "fear"),
    ("", "What do you mean, he has a twin?", "surprise"),
    ("", "She left, and the house is so empty now.", "sadness"),
    ("Как дела?", "Нормально.", "neutral"),
    ("", "Ура, мы выиграли!", "joy"),
    ("", "The shop opens at nine.", "neutral"),
)

_MEANT = {label: label for label in EMOTIONS} | {
    "angry": "anger", "annoyed": "anger", "гнев": "anger", "злость": "anger",
    "disgusted": "disgust", "отвращение": "disgust",
    "afraid": "fear", "scared": "fear", "fearful": "fear", "anxious": "fear", "страх": "fear",
    "joyful": "joy", "happy": "joy", "happiness": "joy", "радость": "joy",
    "sad": "sadness", "грусть": "sadness", "печаль": "sadness",
    "surprised": "surprise", "удивление": "surprise",
}  # fmt: skip
"""What a model calls the seven, folded; anything else is no answer."""

MARKS_WISH = (
    "Begin each of your sentences with how you feel as you say it, in square brackets, one of: "
    + ", ".join(f"[{label}]" for label in EMOTIONS)
    + ". For example: [joy] I am glad to see you! [surprise] Is that a new hat?"
)
_MARK = re.compile(r"\[\s*([^\W\d_]+)\s*\]\s*")
_LONGEST_MARK = 24


def ekman_prompt(text: str, context: str, takes: Sequence[Takes]) -> Prompt:
    """Return the prompt that asks which emotion speaks from ``text``, said after ``context``."""
    if takes[0] == "text":
        asked = [f"{_question(before, line)}\nEmotion: {label}" for before, line, label in _EXAMPLES]
        return "\n\n".join([_TASK, *asked, f"{_question(context, text)}\nEmotion:"])
    messages = [ChatMessage("system", _TASK)]
    for before, line, label in _EXAMPLES:
        messages += [ChatMessage("user", _question(before, line)), ChatMessage("assistant", label)]
    return [*messages, ChatMessage("user", _question(context, text))]


def _question(before: str, line: str) -> str:
    told = [f"Before: {_flat(before)}"] if before.strip() else []
    return "\n".join([*told, f"Line: {_flat(line)}"])


def _flat(text: str) -> str:
    return " ".join(text.split())


def label_of(answer: str) -> str:
    """Return the emotion a text model's answer names first; neutral when it names none."""
    words = re.findall(r"[^\W\d_]+", answer.lower())
    return next((_MEANT[word] for word in words if word in _MEANT), "neutral")


def wishing_for_marks(persona: Persona) -> Persona:
    """Return the persona with the wish for marks after all else: that is where models heed it."""
    return replace(persona, reminder="\n\n".join(text for text in (persona.reminder, MARKS_WISH) if text))


def take_mark(sentence: str) -> tuple[str, str]:
    """Return the label of the first mark in a sentence and the sentence without marks; "" where none is meant."""
    found = _MARK.search(sentence)
    label = _MEANT.get(found[1].lower(), "") if found else ""
    return label, _MARK.sub("", sentence).strip()


class MarkedReply:
    """Takes a marked reply in pieces and gives it without marks, and the feeling of each of its sentences."""

    def __init__(self) -> None:
        self._held = ""
        self._after_mark = True  # nor white space before the first word
        self._label = ""
        self._goes_on = False

    def feed(self, piece: str) -> str:
        """Take the next piece; return what may be shown now."""
        self._held += piece
        opened = self._held.rfind("[")
        wait = opened >= 0 and "]" not in self._held[opened:] and len(self._held) - opened < _LONGEST_MARK
        ready, self._held = (self._held[:opened], self._held[opened:]) if wait else (self._held, "")
        return self._without(ready)

    def rest(self) -> str:
        """Return what was held back at the end."""
        rest, self._held = self._held, ""
        return self._without(rest)

    def of(self, sentence: str) -> tuple[str, str]:
        """Return the next sentence without marks and its label; "" where the model set none it knows.

        A mark that stands alone, or before the first clause of a sentence, holds for what comes next.
        """
        label, shown = take_mark(sentence)
        label = label or (self._label if self._goes_on else "")
        self._label, self._goes_on = label, not shown.endswith((".", "!", "?", "…"))
        return shown, label

    def _without(self, text: str) -> str:
        if not text:
            return ""
        shown = _MARK.sub("", text)
        if self._after_mark:
            shown = shown.lstrip()
        last = list(_MARK.finditer(text))[-1:]
        if last and last[0].end() == len(text):
            self._after_mark = True
        elif shown:
            self._after_mark = False
        return shown


def without_marks(text: str) -> str:
    """Return a whole text without its marks."""
    marks = MarkedReply()
    return marks.feed(text) + marks.rest()
