"""When a voice makes which of its sounds, found by listening: its phonemes in order, fitted to the sound.

Each phoneme takes a stretch of steps; the stretches follow one another without gaps, and the whole is the cheapest by
dynamic programming: a vowel wants its colour, a hiss wants hiss, a closure and a pause want silence, and every sound
wants about its usual length.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from companion.lips.phones import SHAPES, Phone, bare, is_vowel
from companion.lips.spectrum import Features, Spectrum
from companion.lips.vowels import VowelProfile
from companion.messages import MOUTH_STEPS_PER_SECOND, NO_VOWELS

_HISSES = frozenset("szʃʒʧʤʂʐɕʑʦʣʨʥfθx")
_STOPS = frozenset("ptkbdɡgʔ")
_LONGEST = 45
_LONGEST_PAUSE = 120


@dataclass(frozen=True)
class _State:
    """One phoneme, or a pause (empty symbol): its usual length and how far it may stray, in steps."""

    symbol: str
    usual: float
    stray: float

    @property
    def longest(self) -> int:
        return _LONGEST if self.symbol else _LONGEST_PAUSE


def align(phonemes: str, heard: Spectrum, profile: VowelProfile) -> tuple[Phone, ...]:
    """Return when each of ``phonemes`` (IPA, words apart) is said in the sound ``heard``; none if it is too short."""
    states = _states(phonemes)
    steps = len(heard)
    if sum(1 for state in states if state.symbol) == 0 or sum(1 for s in states if s.symbol) > steps:
        return ()
    costs = np.column_stack([_costs(state.symbol, heard, profile) for state in states])
    begins = _cheapest(states, np.vstack([np.zeros((1, len(states))), np.cumsum(costs, axis=0)]), steps)
    edges = [*begins, steps]
    return tuple(
        Phone(state.symbol, edges[number] / MOUTH_STEPS_PER_SECOND, edges[number + 1] / MOUTH_STEPS_PER_SECOND)
        for number, state in enumerate(states)
        if edges[number + 1] > edges[number]
    )


def _states(phonemes: str) -> list[_State]:
    pause = _State("", 0.0, 20.0)
    states = [pause]
    for word in phonemes.split():
        for letter in word:
            symbol = bare(letter)
            if letter == "ː" and len(states) > 1:
                long = states[-1]
                states[-1] = _State(long.symbol, long.usual * 1.5, long.stray * 1.5)
            elif symbol in SHAPES:
                states.append(_State(symbol, 9.0, 5.0) if is_vowel(symbol) else _State(symbol, 6.0, 3.5))
        states.append(pause)
    return states


def _costs(symbol: str, heard: Spectrum, profile: VowelProfile) -> Features:
    """Return what each step costs if ``symbol`` is said in it."""
    level = np.clip(heard.level, 0.0, 1.0)
    loud = np.minimum(level / 0.25, 1.0)
    if not symbol:
        cost: Features = 4.0 * np.minimum(level / 0.1, 1.0)
        return cost
    if symbol in _HISSES:
        hiss: Features = 2.5 * (1 - heard.hiss) + 0.5 * (level < 0.02)
        return hiss
    if symbol in _STOPS:
        stop: Features = 1.6 * loud
        return stop
    vowels = np.array(SHAPES[symbol].vowels or NO_VOWELS)
    if is_vowel(symbol):
        logs = profile.logs(heard.colour)
        # How much worse than the best vowel, but never hopeless: neighbours colour each other.
        worse = np.minimum(logs.max(axis=1) - (logs @ vowels) / vowels.sum(), 6.0)
        vowel: Features = 0.35 * worse + 2.0 * (1 - loud) + 2.0 * heard.hiss
        return vowel
    other: Features = 1.0 + 0.8 * (1 - np.minimum(level / 0.1, 1.0)) + 1.5 * heard.hiss
    return other


def _cheapest(states: list[_State], sums: Features, steps: int) -> list[int]:
    """Return the step each state begins with; ``sums`` are cumulated costs, (steps + 1, states)."""
    best = np.full(steps + 1, np.inf)
    best[0] = 0.0
    lengths = np.zeros((len(states), steps + 1), np.int64)
    for number, state in enumerate(states):
        here = np.full(steps + 1, np.inf)
        before = best - sums[:, number]
        for length in range(0 if not state.symbol else 2, min(state.longest, steps) + 1):
            prior = 0.0 if not state.symbol else 0.5 * ((length - state.usual) / state.stray) ** 2
            reached = before[: steps + 1 - length] + sums[length:, number] + prior
            place = here[length:]
            better = reached < place
            place[better] = reached[better]
            lengths[number, length:][better] = length
        best = here
    begins: list[int] = []
    end = steps
    for number in range(len(states) - 1, -1, -1):
        end -= int(lengths[number, end])
        begins.append(end)
    return begins[::-1]
