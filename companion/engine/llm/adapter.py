"""Learning by heart: a LoRA adapter (package peft) beside a transformers model, trained on what was said.

The model's own weights are frozen and its files are never written; the adapter is a safetensors file in a folder of its
own. Deleting that folder undoes it. A night that is broken off, or that made the model worse, leaves what was there.
"""

from __future__ import annotations

import re
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from companion.errors import CompanionError, first_line
from companion.paths import adapters_dir

_RANK, _ALPHA, _RATE, _ROUNDS = 8, 16, 3e-4, 3
_PIECE = 256
"""Tokens read at once: what fits beside a model that just fits into memory."""
_WEIGHTS = "adapter_model.safetensors"


@dataclass(frozen=True)
class Learned:
    """The mean loss (nats a token) of the lines before and after; ``kept``: it fell, so the adapter was stored."""

    before: float
    after: float
    kept: bool


@runtime_checkable
class Learns(Protocol):
    """A text model that can learn lines by heart."""

    def learn(self, texts: Sequence[str], cancelled: Callable[[], bool]) -> Learned | None:
        """Learn ``texts``; None when it was cancelled. Raises CompanionError where it cannot."""
        ...


def adapter_folder(model_name: str) -> Path:
    """Return where the adapter of a model is or would be kept."""
    return adapters_dir() / re.sub(r"[^\w.-]", "-", model_name)


def with_adapter(model: Any, folder: Path) -> Any:
    """Return ``model`` with the adapter of ``folder`` beside it, or as it is where there is none."""
    if not (folder / _WEIGHTS).is_file():
        return model
    from peft import PeftModel
    from safetensors import SafetensorError

    try:
        with _their_warnings_dropped():
            return PeftModel.from_pretrained(model, str(folder))
    except (RuntimeError, ValueError, KeyError, TypeError, OSError, SafetensorError) as error:
        raise CompanionError(
            f"What she learned by heart in {folder} does not fit this text model ({first_line(error)});"
            " undo it on the page Memory, or remove that folder."
        ) from error


def train(
    model: Any, tokenizer: Any, texts: Sequence[str], folder: Path, cancelled: Callable[[], bool]
) -> tuple[Any, Learned | None]:
    """Train the adapter on ``texts``; returns the model to go on with and what came of it, None when cancelled.

    The model to go on with is the one given: a new adapter is used at the next load.
    """
    import torch
    from peft import LoraConfig, PeftModel, get_peft_model

    pieces = _pieces(tokenizer, texts, model.device)
    if not pieces:
        return model, Learned(0.0, 0.0, kept=False)
    adapted = isinstance(model, PeftModel)
    student = model
    if not adapted:
        plan = LoraConfig(r=_RANK, lora_alpha=_ALPHA, target_modules="all-linear", task_type="CAUSAL_LM")
        with _their_warnings_dropped():
            student = get_peft_model(model, plan)
    weights = {name: value for name, value in student.named_parameters() if "lora_" in name}
    old = {name: value.detach().clone() for name, value in weights.items()}
    for value in weights.values():
        value.requires_grad_(True)
    try:
        optimizer = torch.optim.AdamW(weights.values(), lr=_RATE)
        before = _loss(student, pieces)
        for _ in range(_ROUNDS):
            for piece in pieces:
                if cancelled():
                    _put_back(weights, old)
                    return model, None
                student(input_ids=piece, labels=piece).loss.backward()
                torch.nn.utils.clip_grad_norm_(weights.values(), 1.0)
                optimizer.step()
                optimizer.zero_grad()
        after = _loss(student, pieces)
        kept = after < before
        if kept:
            _store(student, folder)
        elif adapted:
            _put_back(weights, old)
        return model, Learned(before, after, kept)
    finally:
        for value in weights.values():
            value.requires_grad_(False)
        if not adapted:
            student.unload()  # takes the adapter out of the model again


@contextmanager
def _their_warnings_dropped() -> Iterator[None]:
    """Drop what the makers of peft and transformers tell each other: nothing a user can do."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)
        yield


def _pieces(tokenizer: Any, texts: Sequence[str], device: Any) -> list[Any]:
    """Return the texts as tokens in pieces, shape (1, up to 256); what is too short to predict anything is left out."""
    import torch

    pieces = []
    for text in texts:
        ids = tokenizer(text, add_special_tokens=False)["input_ids"]
        cut = [ids[start : start + _PIECE] for start in range(0, len(ids), _PIECE)]
        pieces += [torch.tensor([piece], device=device) for piece in cut if len(piece) > 1]
    return pieces


def _loss(model: Any, pieces: Sequence[Any]) -> float:
    import torch

    with torch.no_grad():
        total: float = sum(float(model(input_ids=piece, labels=piece).loss) * (piece.shape[1] - 1) for piece in pieces)
    return total / sum(int(piece.shape[1]) - 1 for piece in pieces)


def _put_back(weights: dict[str, Any], old: dict[str, Any]) -> None:
    import torch

    with torch.no_grad():
        for name, value in weights.items():
            value.copy_(old[name])


def _store(student: Any, folder: Path) -> None:
    """Write the adapter, whole or not at all."""
    from safetensors import SafetensorError

    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".learning-") as beside:
            # The embeddings are the base's own; asking whether they changed would ask the hub.
            with _their_warnings_dropped():
                student.save_pretrained(beside, save_embedding_layers=False)
            if folder.exists():
                shutil.rmtree(folder)
            Path(beside).replace(folder)
    except (OSError, SafetensorError) as error:
        raise CompanionError(f"What she learned could not be stored in {folder} ({error}).") from error
