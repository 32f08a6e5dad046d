"""A classifier of the transformers library: Hartmann's English one, or any other with the same seven labels.

Weights are read from safetensors. A folder that has only PyTorch's .bin is read once by torch's ``weights_only``
reader, which runs no code, and kept as safetensors from then on. Code that comes with a model is never run.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

import numpy as np

from companion.engine.emotions.context import Probabilities, felt_in_context
from companion.engine.llm.converted import converted_folder, find_source, keep_converted
from companion.engine.torch_import import prepare_torch
from companion.errors import CompanionError, first_line
from companion.messages import EMOTIONS, EmotionScores, EngineConfig, Progress

_log = logging.getLogger(__name__)

HARTMANN = "j-hartmann/emotion-english-distilroberta-base"
_DTYPE = "float32"


class EmotionClassifier:
    """Runs one classifier; options ``emotion_model`` (hub id or folder) and ``emotion_device`` (auto, cpu)."""

    def __init__(self, config: EngineConfig, progress: Callable[[Progress], None]) -> None:
        """Find, fetch when needed, and load. Raises CompanionError."""
        prepare_torch()
        import transformers

        source = find_source(config.option("emotion_model") or HARTMANN, config.offline, progress)
        self.name = source.name
        progress(Progress(f"Loading {source.name} …"))
        try:
            self._pipeline = _load(transformers, source, config)
        except (CompanionError, ModuleNotFoundError):  # a missing package has its own words, in the registry
            raise
        except Exception as error:  # a damaged file shows as any of a dozen kinds
            _log.info("cannot load %s", source.name, exc_info=True)
            raise CompanionError(
                f"The emotion model {source.name} could not be loaded ({first_line(error)}); it is damaged or no"
                " text classifier. Choose another, or the emotion engine embedded."
            ) from error
        labels = sorted(label.lower() for label in self._pipeline.model.config.id2label.values())
        if labels != sorted(EMOTIONS):
            raise CompanionError(
                f"The emotion model {source.name} tells {', '.join(labels)} apart, not {', '.join(EMOTIONS)};"
                f" choose one that does, such as {HARTMANN}."
            )
        progress(Progress(f"{source.name} is loaded.", 1.0))

    def scores(self, text: str, context: str = "") -> EmotionScores:
        """Return the feeling of ``text``; a short one is read together with ``context``."""
        return felt_in_context(self._probabilities, text, context)

    def close(self) -> None:
        """Free the model."""
        self._pipeline = None

    def _probabilities(self, text: str) -> Probabilities:
        found = {one["label"].lower(): one["score"] for one in self._pipeline([text])[0]}
        return np.array([found[label] for label in EMOTIONS], np.float64)


def _load(transformers: Any, source: Any, config: EngineConfig) -> Any:
    import torch

    transformers.utils.logging.disable_progress_bar()
    kept = converted_folder(source, _DTYPE)
    place = kept if kept.is_dir() else source.folder
    tokenizer = transformers.AutoTokenizer.from_pretrained(place)
    model = transformers.AutoModelForSequenceClassification.from_pretrained(
        place, dtype=getattr(torch, _DTYPE), weights_only=True
    )
    if not (source.has_safetensors() or kept.is_dir()):
        keep_converted(kept, model, tokenizer)
    on_card = torch.cuda.is_available() and config.option("emotion_device", "auto") == "auto"
    return transformers.pipeline(
        "text-classification", model=model, tokenizer=tokenizer, device=0 if on_card else -1, top_k=None,
        truncation=True,
    )  # fmt: skip
