"""The default emotion engine: sentence vectors and our own linear head over the seven labels.

Each sentence encoder (``encoder.py``) has its own head, trained by ``assets/emotion/train.py``, which also states its
accuracy. The encoders are multilingual, so a head trained mostly on English sentences works in other languages too.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from companion.engine.emotions.encoder import load_encoder
from companion.errors import CompanionError
from companion.messages import EMOTIONS, EmotionScores, EngineConfig, Progress
from companion.paths import assets_dir

SHORT_WORDS = 4
"""A text of at most so many words ("Fine!") is felt together with what was said before it."""

_OWN_SHARE = 0.35


class EmbeddedEmotions:
    """Sentence vector times head, then softmax. The engine option ``encoder`` forces one of the encoders."""

    name = "embedded"

    def __init__(self, config: EngineConfig, progress: Callable[[Progress], None]) -> None:
        self._encoder = load_encoder(config.option("encoder"))
        file = assets_dir() / "emotion" / f"head-{self._encoder.name}.npz"
        try:
            with np.load(file, allow_pickle=False) as head:
                self._weights: NDArray[np.float32] = head["weights"]
                self._bias: NDArray[np.float32] = head["bias"]
        except (OSError, ValueError, KeyError) as error:
            raise CompanionError(f"The emotion head {file} cannot be read ({error}); install again.") from error
        if self._weights.shape != (len(EMOTIONS), self._encoder.dimension) or self._bias.shape != (len(EMOTIONS),):
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

    def encode(self, texts: list[str]) -> NDArray[np.float32]:
        """Return the unit vectors of ``texts``, shape (len(texts), dimension)."""
        return self._encoder.encode(texts)

    def close(self) -> None:
        """Nothing to free: the encoder lives as long as the process."""

    def _probabilities(self, text: str) -> NDArray[np.float64]:
        logits = (self._weights @ self._encoder.encode([text])[0] + self._bias).astype(np.float64)
        raised: NDArray[np.float64] = np.exp(logits - logits.max())
        probabilities: NDArray[np.float64] = raised / raised.sum()
        return probabilities
