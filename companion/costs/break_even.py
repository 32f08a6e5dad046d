"""From how many requests on a machine of one's own is cheaper than renting engines.

The figures of the article this program began with: a token is worth 0.75 English or 0.15 Russian words, a word 5 or 7
letters; a request writes 2,000 tokens, spends 600 on the feeling and speaks 500.
"""

from __future__ import annotations

from dataclasses import dataclass

from companion.costs.prices import EnginePrice

WORDS_PER_TOKEN = {"en": 0.75, "ru": 0.15}
LETTERS_PER_WORD = {"en": 5, "ru": 7}
DAYS_A_MONTH = 30


@dataclass(frozen=True)
class Request:
    """What one request to her takes: tokens written and judged, letters spoken."""

    tokens: int
    letters: float


def typical_request(language: str, *, written: int = 2000, judged: int = 600, spoken: int = 500) -> Request:
    """Return the article's request in ``language`` (``en`` or ``ru``), from its numbers of tokens."""
    return Request(written + judged, spoken * WORDS_PER_TOKEN[language] * LETTERS_PER_WORD[language])


def request_cost(request: Request, text: EnginePrice, speech: EnginePrice) -> float:
    """Return what one request costs with a rented text model and a rented voice."""
    return request.tokens / 1000 * text.tokens_written + request.letters / 1e6 * speech.letters


def requests_a_month(budget: float, cost: float) -> float:
    """Return how many requests ``budget`` a month pays for; more than that, and the machine is cheaper."""
    return budget / cost if cost > 0 else float("inf")
