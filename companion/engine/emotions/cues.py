"""Words and sayings that tell a feeling by themselves: sentence vectors miss idioms and rare words."""

from __future__ import annotations

import re
import tomllib

import numpy as np
from numpy.typing import NDArray

from companion.errors import CompanionError
from companion.messages import EMOTIONS
from companion.paths import assets_dir

WEIGHT = 0.1
"""What a cue counts beside the components of a unit vector; chosen as ``assets/emotion/train.py`` says."""


class Cues:
    """The words of ``assets/emotion/cues.toml``, one pattern a feeling."""

    def __init__(self, words: dict[str, list[str]]) -> None:
        alternatives = ["|".join(words[label]) for label in EMOTIONS]
        self._patterns = [re.compile(rf"\b(?:{any_of})", re.IGNORECASE) for any_of in alternatives]

    def beside(self, vectors: NDArray[np.float32], texts: list[str]) -> NDArray[np.float32]:
        """Return each text's vector and after it, for each label, whether one of its words is in the text."""
        found = [[bool(pattern.search(text)) for pattern in self._patterns] for text in texts]
        return np.concatenate([vectors, WEIGHT * np.asarray(found, np.float32)], axis=1, dtype=np.float32)


def load_cues() -> Cues:
    """Read the words. Raises CompanionError."""
    file = assets_dir() / "emotion" / "cues.toml"
    try:
        return Cues(tomllib.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, re.error) as error:
        raise CompanionError(f"The words of feeling in {file} cannot be read ({error}); install again.") from error
