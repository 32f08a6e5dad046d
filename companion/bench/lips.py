"""How well the mouth fits the voice: the right shape on spoken vowels, the opening against the sound's energy, its lag.

For each voice that is installed: once as it plays (timed by the voice, where it can), once by listening alone.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from companion.bench.measurement import Figure
from companion.engine.registry import create_engine
from companion.engine.speech.speaker import normalised
from companion.errors import CompanionError
from companion.lips.track import mouth_track
from companion.lips.vowels import CALIBRATION, learn_profile
from companion.messages import MOUTH_STEPS_PER_SECOND, VOWELS, EngineConfig, MouthTrack, Progress

VOWEL_WORDS = {
    "en": {"A": "Father.", "I": "See.", "U": "Blue.", "E": "Red.", "O": "Door."},
    "ru": {"A": "Да.", "I": "Три.", "U": "Луг.", "E": "Это.", "O": "Дом."},
}
"""Words with one vowel that counts, none of them among those a voice is calibrated with."""
SENTENCES = {
    "en": (
        "Roses are red, and my hair is pink.",
        "The weather is lovely this morning, so come and sit with me in the garden.",
        "Do you really believe that? I am so glad to hear it!",
    ),
    "ru": (
        "Привет, меня зовут Амелия.",
        "Сегодня хорошая погода, и мы пойдём гулять в парк.",
        "Как я рада тебя видеть!",
    ),
}
_FURTHEST = 15
"""Steps by which the mouth is shifted against the sound in search of its lag."""


def measure() -> list[Figure]:
    """Return the figures of all voices that are installed here."""
    figures: list[Figure] = []
    for name, language in (("hibari", "en"), ("festival", "ru")):
        try:
            figures += _measure_voice(name, language)
        except CompanionError as error:
            figures.append(Figure(f"{name}: {error}", 0.0, ""))
    return figures


def _measure_voice(name: str, language: str) -> list[Figure]:
    voice = create_engine("companion.speech", EngineConfig(speech=name), _quiet)
    profile = learn_profile(
        {
            vowel: [(said.pcm, said.rate) for said in map(voice.speak, words)]
            for vowel, words in CALIBRATION[language].items()
        }
    )
    ways: tuple[tuple[str, Callable[[Any], MouthTrack]], ...] = (
        ("timed", lambda said: mouth_track(said.pcm, said.rate, said.phones)),
        ("listening", lambda said: mouth_track(said.pcm, said.rate, profile=profile)),
    )
    words = {vowel: normalised(voice.speak(word)) for vowel, word in VOWEL_WORDS[language].items()}
    sentences = [normalised(voice.speak(text)) for text in SENTENCES[language]]
    voice.close()
    figures = []
    for way, track in ways:
        right = sum(dominant(track(said)) == vowel for vowel, said in words.items())
        fits = [fit(track(said), said.pcm, said.rate) for said in sentences]
        closed = [shut_after(track(said), said.pcm, said.rate) for said in sentences]
        figures += [
            Figure(f"{name}, {way}: right shapes", float(right), "of 5", goal=">= 4"),
            Figure(f"{name}, {way}: fit to energy", float(np.mean([value for value, _ in fits])), "", goal=">= 0.8"),
            Figure(f"{name}, {way}: lag", float(np.mean([lag for _, lag in fits])), "ms", goal="-20 to 20"),
            Figure(f"{name}, {way}: shut after", float(max(closed)), "ms", goal="<= 100"),
        ]
    return figures


def dominant(track: MouthTrack) -> str:
    """Return the vowel that shows most in a word: its amount through all steps, as far as the mouth is open."""
    shown = (track.steps[:, 1:] * track.steps[:, :1]).sum(axis=0)
    return VOWELS[int(shown.argmax())]


def energy(pcm: NDArray[np.float32], rate: int, steps: int) -> NDArray[np.float64]:
    """Return the root of the mean square of each step of 10 ms."""
    width = rate // MOUTH_STEPS_PER_SECOND
    padded = np.pad(pcm.astype(np.float64), (0, max(0, steps * width - len(pcm))))[: steps * width]
    root: NDArray[np.float64] = np.sqrt((padded.reshape(steps, width) ** 2).mean(axis=1))
    return root


def fit(track: MouthTrack, pcm: NDArray[np.float32], rate: int) -> tuple[float, float]:
    """Return how the opening correlates with the sound's energy over 50 ms, and the lag in ms where it does best."""
    wide = track.steps[:, 0].astype(np.float64)
    # A mouth is slower than a sound: both are compared at the pace of syllables.
    pace = np.hanning(7)[1:-1] / np.hanning(7).sum()
    loud = np.convolve(energy(pcm, rate, len(wide)), pace, "same")
    wide = np.convolve(wide, pace, "same")
    found = {
        shift: float(np.corrcoef(np.roll(loud, shift)[_FURTHEST:-_FURTHEST], wide[_FURTHEST:-_FURTHEST])[0, 1])
        for shift in range(-_FURTHEST, _FURTHEST + 1)
    }
    best = max(found, key=lambda shift: found[shift])
    return found[0], best * 1000 / MOUTH_STEPS_PER_SECOND


def shut_after(track: MouthTrack, pcm: NDArray[np.float32], rate: int) -> float:
    """Return how many ms after the last audible sample (-40 dB of the peak) the mouth is still open."""
    heard = np.flatnonzero(np.abs(pcm) > 0.01 * np.abs(pcm).max())
    opened = np.flatnonzero(track.steps[:, 0] > 0.02)
    return float((opened[-1] + 1) * 1000 / MOUTH_STEPS_PER_SECOND - heard[-1] * 1000 / rate)


def _quiet(_: Progress) -> None:
    """Say nothing while loading."""
