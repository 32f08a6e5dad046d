"""Which pieces of a persona's lore enter the prompt: those spoken of lately, within a budget of tokens."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from companion.messages import LoreEntry, Persona


def active_lore(
    persona: Persona, recent: Sequence[str], count_tokens: Callable[[str], int], room: float = math.inf
) -> tuple[LoreEntry, ...]:
    """Return the entries that ``recent`` (the last lines, newest last) calls for, in the order of the prompt.

    Constant entries come first into the budget, then the others by their order; what does not fit, or not into
    ``room``, stays out.
    """
    spoken = "\n".join(recent[-persona.lore_depth :] if persona.lore_depth > 0 else ())
    called = [entry for entry in persona.lorebook if entry.content.strip() and _is_called(entry, spoken)]
    left = min(persona.lore_tokens, room)
    kept: list[LoreEntry] = []
    for entry in sorted(called, key=lambda entry: (not entry.constant, entry.order)):
        cost = count_tokens(entry.content)
        if cost <= left:
            left -= cost
            kept.append(entry)
    return tuple(sorted(kept, key=lambda entry: entry.order))


def _is_called(entry: LoreEntry, spoken: str) -> bool:
    if entry.constant:
        return True
    if not entry.case_sensitive:
        spoken = spoken.casefold()
    return _any_in(entry.keys, spoken, entry) and (
        not any(key.strip() for key in entry.secondary_keys) or _any_in(entry.secondary_keys, spoken, entry)
    )


def _any_in(keys: Sequence[str], spoken: str, entry: LoreEntry) -> bool:
    wanted = (key.strip() if entry.case_sensitive else key.strip().casefold() for key in keys)
    return any(key and key in spoken for key in wanted)
