"""The next token from a model's scores, drawn as ``Sampling`` says; the same order as the other engines keep."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from companion.messages import Sampling

if TYPE_CHECKING:
    from torch import Generator, Tensor


def choose_token(scores: Tensor, recent: Sequence[int], sampling: Sampling, generator: Generator) -> int:
    """Return a token: penalties, temperature, top_k, top_p, then a draw. ``scores``: logits, shape (vocabulary,).

    ``recent`` are the last tokens, which the penalties act on: frequency and presence as OpenAI defines them,
    repetition after Keskar et al. 2019 (arXiv:1909.05858).
    """
    import torch

    scores = scores.detach().float().clone()
    if recent:
        seen, counts = torch.tensor(list(recent), device=scores.device).unique(return_counts=True)
        values = scores[seen]
        penalty = sampling.repetition_penalty
        values = torch.where(values > 0, values / penalty, values * penalty)
        scores[seen] = values - counts * sampling.frequency_penalty - sampling.presence_penalty
    if sampling.temperature <= 0:
        return int(scores.argmax())
    scores /= sampling.temperature
    if sampling.top_k:
        values, places = scores.topk(min(sampling.top_k, len(scores)))
    else:
        values, places = scores.sort(descending=True)
    chances = values.softmax(0)
    # Kept: the fewest likeliest tokens that together reach top_p; at least one.
    before = chances.cumsum(0) - chances
    chances[1:][before[1:] >= sampling.top_p] = 0
    return int(places[torch.multinomial(chances.cpu(), 1, generator=generator)])
