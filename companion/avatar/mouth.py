"""How a model's own parameters take the shapes of speech: vowels where it has them, else open and form."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from companion.messages import NO_VOWELS, VOWELS
from cubism_binding.framework.standard_parameters import find_parameters

_FORMS = dict(zip(VOWELS, (0.0, 0.8, -1.0, 0.45, -0.75), strict=True))
"""How wide (1, a smile's width) or pursed (-1) the lips are for each vowel, for a mouth that only opens and widens."""
_APERTURES = dict(zip(VOWELS, (1.0, 0.5, 0.45, 0.75, 0.8), strict=True))
"""How far such a mouth opens for each vowel, as part of what the loudness asks for."""

_FORM_STRENGTH = 0.7
_VOWEL_ID = re.compile(r"(?:param)?_?(?:mouth|vowel|lip|mth)?_?([aiueo])", re.IGNORECASE)
"""``ParamA`` is Live2D's own name; others are seen as ``PARAM_A``, ``ParamMouthA``, ``ParamVowel_A``, ``MouthA``."""


@dataclass(frozen=True)
class MouthValues:
    """What to write: ``opening`` for the model's lip-sync parameters, others as they are, others on top of the face."""

    opening: float
    absolute: dict[str, float]
    added: dict[str, float]


class MouthShapes:
    """The mouth of one model, by the names of its parameters."""

    def __init__(self, names: Iterable[str]) -> None:
        known = tuple(names)
        found = {match.group(1).upper(): name for name in known if (match := _VOWEL_ID.fullmatch(name))}
        # One vowel missing, and the mouth would freeze whenever it is spoken: better none of them.
        self.vowel_ids = tuple(found[vowel] for vowel in VOWELS) if set(found) >= set(VOWELS) else ()
        self._form_id = next(iter(find_parameters("mouth shape", known)), None)

    def values(self, opening: float, vowels: tuple[float, ...] = NO_VOWELS) -> MouthValues:
        """Return the values for a mouth ``opening`` 0..1 in the shape of ``vowels``."""
        rest = max(0.0, 1.0 - sum(vowels))
        if self.vowel_ids:
            shapes = {name: opening * part for name, part in zip(self.vowel_ids, vowels, strict=True)}
            return MouthValues(opening * rest, shapes, {})
        aperture = rest + sum(_APERTURES[vowel] * part for vowel, part in zip(VOWELS, vowels, strict=True))
        form = sum(_FORMS[vowel] * part for vowel, part in zip(VOWELS, vowels, strict=True))
        # A nearly shut mouth keeps the form of the face.
        strength = _FORM_STRENGTH * min(1.0, opening * 3)
        added = {self._form_id: form * strength} if self._form_id is not None and form else {}
        return MouthValues(opening * aperture, {}, added)
