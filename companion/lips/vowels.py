"""Which vowel a voice makes, by the colour of its sound: against its own five vowels, or those of people in general."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from companion.lips.spectrum import COEFFICIENTS, Features, Spectrum, cepstra, frequencies, spectrum
from companion.messages import VOWELS
from companion.whole_file import write_whole

CALIBRATION: dict[str, dict[str, tuple[str, ...]]] = {
    "en": {
        "A": ("Ah.", "Pa."), "I": ("Ee.", "Bee."), "U": ("Oo.", "Boo."), "E": ("Eh.", "Bet."),
        "O": ("Oh.", "Or.", "Paw."),
    },
    "ru": {
        "A": ("А.", "Па.", "Как.", "Там.", "Знак."), "I": ("И.", "Пи.", "Пить.", "Вид."),
        "U": ("У.", "Пу.", "Ум.", "Куст."), "E": ("Э.", "Бэ.", "Мэр.", "Лес.", "Съел."),
        "O": ("О.", "По.", "Вот.", "Кот.", "Нос."),
    },
}  # fmt: skip
"""What a voice says so that its own vowels are known, by language."""

_LOUD = 0.35
"""Steps louder than this part of the loudest are a vowel's own; below, it begins or fades."""
_HISSING = 0.5
_SHARPNESS = 0.5
"""How decidedly the nearest vowel wins: 1 would be a Gaussian's certainty, which real speech does not have."""

# Peterson and Barney (1952), "Control methods used in a study of the vowels": mean formants of men and women in Hz,
# /ɑ i u ɛ ɔ/. Bandwidths after Klatt (1980).
_FORMANTS = {
    "A": ((730, 1090, 2440), (850, 1220, 2810)),
    "I": ((270, 2290, 3010), (310, 2790, 3310)),
    "U": ((300, 870, 2240), (370, 950, 2670)),
    "E": ((530, 1840, 2480), (610, 2330, 2990)),
    "O": ((570, 840, 2410), (590, 920, 2710)),
}
_BANDWIDTHS = (80.0, 100.0, 140.0, 250.0, 300.0)
_UPPER_FORMANTS = (3500.0, 4500.0)
_REAL = (-3.8, 2.3, -1.6, 4.9, -3.4, 0.2, -0.6, 0.7, 0.2, -0.5, -0.2, 0.7)
"""What the mean colour of two real voices has more than that of such vowels: a real source is no pulse train."""

# The vowels of two voices, a woman's (hibari's heart) and a man's (Festival's msu_ru_nsh), saying ``CALIBRATION``.
_MEASURED = (
    (0.5, -0.6, 0.3, -0.3, 1.2, 0.3, 1.7, 0.8, -0.4, -1.3, 2.5, -0.4),
    (0.4, 2.2, 2.5, -3.3, -0.3, 2.2, -2.5, -0.1, 0.6, -1.6, 1.7, 1.5),
    (1.5, 0.1, -0.5, 0.2, -1.2, 0.3, -1.1, 0.9, 0.8, -2.1, 2.5, 0.7),
    (0.3, -0.3, 1.1, -2.6, -1.2, 3.7, 1.0, -1.0, 0.0, -1.0, 1.6, 0.2),
    (0.9, -0.2, -0.4, -0.5, 0.4, 1.2, 1.0, 0.7, 0.4, -1.3, 1.8, 0.8),
    (0.4, -2.7, -0.7, -2.9, 0.4, -1.8, 2.4, 0.0, 5.9, -3.3, -1.3, 0.1),
    (-1.1, 3.1, 7.8, -1.3, -2.9, -0.1, 0.0, -5.9, 2.1, -1.6, 0.1, -0.6),
    (3.7, 1.6, 0.6, -2.2, 0.0, -0.2, 3.9, -3.6, 2.7, -2.6, -2.3, 0.3),
    (0.0, 0.1, 3.9, -2.3, -4.2, -3.6, 0.2, -1.6, 3.8, -1.9, 2.1, 0.8),
    (0.4, -2.2, 0.0, -3.3, 0.1, -2.8, 2.2, -0.6, 5.8, -2.3, -1.1, 0.7),
)
_SPREAD = (0.6, 1.0, 0.9, 1.3, 1.5, 1.5, 1.4, 1.4, 1.2, 1.2, 1.3, 1.1)
"""How far the colour strays within a vowel of a spoken word."""


@dataclass(frozen=True, eq=False)
class VowelProfile:
    """The vowels of a voice: ``means`` (prototypes, COEFFICIENTS), their ``labels`` in VOWELS, their ``spread``."""

    means: Features
    labels: NDArray[np.int64]
    spread: Features

    def logs(self, colour: Features) -> Features:
        """Return the log likelihood of each vowel, (steps, 5), up to a constant."""
        difference = (colour[:, None, :] - self.means) / self.spread
        distance = (difference**2).sum(axis=2)
        nearest = [distance[:, self.labels == number].min(axis=1) for number in range(len(VOWELS))]
        return -0.5 * np.column_stack(nearest)

    def weights(self, colour: Features) -> Features:
        """Return how much of each vowel is in each step, (steps, 5), together 1."""
        logs = self.logs(colour) * _SHARPNESS
        parts = np.exp(logs - logs.max(axis=1, keepdims=True))
        total: Features = parts / parts.sum(axis=1, keepdims=True)
        return total

    def save(self, file: Path) -> None:
        """Keep the profile, whole or not at all."""
        kept = io.BytesIO()
        np.savez(kept, means=self.means, labels=self.labels, spread=self.spread)
        write_whole(file, kept.getvalue())

    @classmethod
    def load(cls, file: Path) -> VowelProfile:
        """Read a kept profile. Raises OSError, KeyError or ValueError for a broken file."""
        try:
            with file.open("rb") as stream, np.load(stream, allow_pickle=False) as kept:
                profile = cls(kept["means"], kept["labels"], kept["spread"])
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
            raise ValueError(f"{file} is damaged: {error}") from error
        if profile.means.shape[1:] != (COEFFICIENTS,) or set(profile.labels.tolist()) != set(range(len(VOWELS))):
            raise ValueError(f"{file} holds no profile of vowels")
        return profile


def learn_profile(samples: Mapping[str, Sequence[tuple[NDArray[np.float32], int]]]) -> VowelProfile:
    """Return the profile of a voice from words it says, vowel -> (sound, rate) each. Raises ValueError when mute."""
    means, parts = [], []
    for vowel in VOWELS:
        heard = [spectrum(pcm, rate) for pcm, rate in samples[vowel]]
        own = [one.colour[(one.level > _LOUD) & (one.hiss < _HISSING)] for one in heard]
        steps = np.concatenate([steps for steps in own if len(steps) >= 3] or [np.zeros((0, COEFFICIENTS))])
        if not len(steps):
            raise ValueError("the voice did not say all vowels")
        # One mean of all words, not one a word: a single word with an odd neighbour would draw other vowels to it.
        means.append(steps.mean(axis=0))
        parts.append(steps - means[-1])
    spread = np.concatenate(parts).std(axis=0)
    # A voice varies more in a sentence than in single words.
    spread = 1.5 * np.sqrt(spread**2 + (0.35 * np.std(means, axis=0)) ** 2)
    return VowelProfile(np.array(means), np.arange(len(VOWELS)), np.maximum(spread, 1e-3))


@cache
def general_profile() -> VowelProfile:
    """Return the vowels of people in general, for a sound whose voice nobody knows."""
    means, labels = [np.array(row) for row in _MEASURED], [*range(len(VOWELS)), *range(len(VOWELS))]
    computed = []
    for number, vowel in enumerate(VOWELS):
        for formants in _FORMANTS[vowel]:
            computed.append(cepstra(_vowel_power(formants)[None])[0])
            labels.append(number)
    return VowelProfile(np.array([*means, *(row + _REAL for row in computed)]), np.array(labels), np.array(_SPREAD))


def _vowel_power(formants: tuple[int, ...]) -> Features:
    """Return the power spectrum of a vowel: a glottal source through resonances, as ``spectrum`` would see it."""
    frequency = frequencies()
    gain = 1.0 / np.maximum(frequency, 100.0)  # a source of -12 dB, lips of +6 dB an octave
    gain = gain * np.abs(1 - 0.95 * np.exp(-2j * np.pi * frequency / 16_000))
    for centre, width in zip((*formants, *_UPPER_FORMANTS), _BANDWIDTHS, strict=True):
        pole = complex(-np.pi * width, 2 * np.pi * centre)
        place = 2j * np.pi * frequency
        gain = gain * np.abs(abs(pole) ** 2 / ((place - pole) * (place - pole.conjugate())))
    power: Features = gain**2 * 1e6
    return power


def vowels_of(heard: Spectrum, profile: VowelProfile) -> Features:
    """Return the vowels of each step, (steps, 5): none in hiss and silence, else together 1."""
    voiced = np.clip((0.7 - heard.hiss) / 0.3, 0.0, 1.0) * np.clip(heard.level / 0.15, 0.0, 1.0)
    return profile.weights(heard.colour) * voiced[:, None]
