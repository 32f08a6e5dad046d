"""The default emotion engine: sentence vectors, words that tell a feeling, and our own linear head over both.

Each sentence encoder (``encoder.py``) has its own head, trained by ``assets/emotion/train.py``, which also states its
accuracy. The encoders are multilingual, so a head trained mostly on English sentences works in other languages too.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from companion.engine.emotions.context import Probabilities, felt_in_context
from companion.engine.emotions.cues import load_cues
from companion.engine.emotions.encoder import load_encoder
from companion.errors import CompanionError
from companion.messages import EMOTIONS, EmotionScores, EngineConfig, Progress
from companion.paths import assets_dir


class EmbeddedEmotions:
    """Sentence vector times head, then softmax. The engine option ``encoder`` forces one of the encoders."""

    name = "embedded"

    def __init__(self, config: EngineConfig, progress: Callable[[Progress], None]) -> None:
        self._encoder = load_encoder(config.option("encoder"))
        self._cues = load_cues()
        file = assets_dir() / "emotion" / f"head-{self._encoder.name}.npz"
        try:
            with np.load(file, allow_pickle=False) as head:
                self._weights: NDArray[np.float32] = head["weights"]
                self._bias: NDArray[np.float32] = head["bias"]
        except (OSError, ValueError, KeyError) as error:
            raise CompanionError(f"The emotion head {file} cannot be read ({error}); install again.") from error
        width = self._encoder.dimension + len(EMOTIONS)
        if self._weights.shape != (len(EMOTIONS), width) or self._bias.shape != (len(EMOTIONS),):
            raise CompanionError(f"The emotion head {file} has the wrong shape; install again.")

    def scores(self, text: str, context: str = "") -> EmotionScores:
        """Return the feeling of ``text``; a short one is read together with ``context``."""
        return felt_in_context(self._probabilities, text, context)

    def encode(self, texts: list[str]) -> NDArray[np.float32]:
        """Return the unit vectors of ``texts``, shape (len(texts), dimension)."""
        return self._encoder.encode(texts)

    def close(self) -> None:
        """Nothing to free: the encoder lives as long as the process."""

    def _probabilities(self, text: str) -> Probabilities:
        features = self._cues.beside(self._encoder.encode([text]), [text])[0]
        logits = (self._weights @ features + self._bias).astype(np.float64)
        raised: Probabilities = np.exp(logits - logits.max())
        probabilities: Probabilities = raised / raised.sum()
        return probabilities
