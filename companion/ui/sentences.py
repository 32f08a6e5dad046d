"""Sentences of the rooms below the window, which speak English, in the window's language.

``assets/i18n/build.py`` collects their templates, such as "The folder {1} does not exist; create it.", into the
translations and into ``sentences.json``. A sentence is found again by the words between the values.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache, partial
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QLocale

from companion import paths

_CONTEXT = "Sentences"
_LONGEST = 1000
"""Characters; more is no sentence of ours."""
_MOST_TRIES = 500
"""Parts of a text that are tried as a sentence; ours have a few dozen, and a stranger's must not hold up the window."""
_VALUE = re.compile(r"(\{\d+\})")
_GAP = re.compile(r"(?<=[.!?…:)]) ")
"""Between two sentences, or a name and what is said of it."""


class Told(NamedTuple):
    """A text in the other language, and how many letters of it are known words."""

    known: int
    text: str


def translated(said: str) -> str:
    """Return what a room below said in the window's language; words that are not its own, of a library, stay."""
    if QLocale().language() == QLocale.Language.English or len(said) > _LONGEST:
        return said
    return Interpreter(said, _templates(), partial(QCoreApplication.translate, _CONTEXT)).read(said).text


class Interpreter:
    """Puts one text made from templates into another language.

    A sentence may quote another, and several templates may fit it: the reading that knows most of its words is taken.
    """

    def __init__(self, said: str, templates: Mapping[str, str], translate: Callable[[str], str]) -> None:
        """``templates``: each with the longest run of its own words; ``translate`` translates a template."""
        self._fitting = [template for template, words in templates.items() if words in said]
        self._translate = translate
        self._read: dict[str, Told] = {}
        self._tries = 0

    def read(self, said: str) -> Told:
        """Read one or more sentences, of which any may be unknown."""
        if said not in self._read:
            readings = [self._whole(said)]
            for gap in _GAP.finditer(said):
                if self._tries > _MOST_TRIES:
                    break
                first, others = self._whole(said[: gap.start()]), self.read(said[gap.end() :])
                readings.append(Told(first.known + others.known, f"{first.text} {others.text}"))
            self._read[said] = max(readings, key=lambda told: told.known)
        return self._read[said]

    def _whole(self, said: str) -> Told:
        """Read a text as made by one template, with what stands in it for the numbers."""
        readings = [Told(0, said)]
        self._tries += 1
        for template in self._fitting:
            for found in filter(None, (pattern.fullmatch(said) for pattern in _patterns(template))):
                values = [self.read(value) for value in found.groups()]
                told = {f"{{{number}}}": value.text for number, value in enumerate(values, start=1)}
                text = "".join([told.get(part, part) for part in _VALUE.split(self._translate(template))])
                known = len(_VALUE.sub("", template)) + sum(value.known for value in values)
                readings.append(Told(known, text))
        return max(readings, key=lambda told: told.known)


def with_words(templates: Iterable[str]) -> dict[str, str]:
    """Return each template with the longest run of its own words."""
    return {template: max(_VALUE.sub("\0", template).split("\0"), key=len) for template in templates}


@cache
def _templates() -> dict[str, str]:
    return with_words(json.loads((paths.assets_dir() / "i18n" / "sentences.json").read_text("utf-8")))


@cache
def _patterns(template: str) -> tuple[re.Pattern[str], ...]:
    """Return what finds a template's values: where its words stand in a value, too, the first is short or long."""
    words = list(map(re.escape, _VALUE.sub("\0", template).split("\0")))
    return tuple(re.compile(value.join(words), re.DOTALL) for value in ("(.*?)", "(.*)")[: len(words)])
