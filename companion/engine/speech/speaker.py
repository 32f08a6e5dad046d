"""Her voice in a turn: the chosen engine, a second one for Russian, and one format of sound."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from companion.audio.resample import resample
from companion.engine.speech.base import SpeechEngine, Utterance
from companion.errors import CompanionError
from companion.lips.phones import Phone
from companion.lips.track import mouth_track
from companion.lips.vowels import CALIBRATION, VowelProfile, learn_profile
from companion.messages import MouthTrack, Progress
from companion.mind.language import language_of
from companion.paths import cache_dir

_log = logging.getLogger(__name__)

RATE = 24_000
"""Hz of all sound that leaves the engine."""

QUIET_BEFORE, QUIET_AFTER = 0.05, 0.25
"""Seconds of silence kept around a sentence: longer delays the answer, shorter runs sentences together."""

_SILENT = 0.004
"""Below this part of full scale (-48 dB) there is nothing to hear."""


class Speaker:
    """Speaks each sentence with an engine that reads its language; all sound is mono float32 at ``RATE``."""

    def __init__(
        self,
        engine: SpeechEngine,
        russian: Callable[[], SpeechEngine | None] = lambda: None,
        progress: Callable[[Progress], None] = lambda _told: None,
    ) -> None:
        """Speak with ``engine``; ``russian`` loads the voice for Russian when it is first needed (None: there is none).

        Both belong to the speaker from now on.
        """
        self._engine = engine
        self._load_russian = russian
        self._progress = progress
        self._russian: SpeechEngine | None = None
        self._asked = False
        self._profiles: dict[Path, VowelProfile | None] = {}
        self._unknown: tuple[SpeechEngine, str, Path] | None = None

    @property
    def name(self) -> str:
        """The chosen engine's name as shown to the user."""
        return self._engine.name

    @property
    def voices(self) -> tuple[str, ...]:
        """The chosen engine's voices, its default first."""
        return self._engine.voices

    def speak(self, text: str, voice: str = "", emotion: str = "") -> Utterance:
        """Return ``text`` spoken, at ``RATE``, with little silence around it."""
        return self.perform(text, voice, emotion)[0]

    def perform(self, text: str, voice: str = "", emotion: str = "") -> tuple[Utterance, MouthTrack]:
        """Return ``text`` spoken, and the mouth that speaks it."""
        engine = self._engine
        if engine.languages and language_of(text) == "ru" and "ru" not in engine.languages:
            russian = self._russian_voice()
            if russian is not None:
                engine, voice = russian, ""
        said = normalised(engine.speak(text, voice, emotion))
        profile = None if said.phones or not len(said.pcm) else self._profile(engine, voice)
        return said, mouth_track(said.pcm, said.rate, said.phones, said.phonemes, profile)

    def learn_voice(self) -> None:
        """Let the voice that spoke last say its vowels, if it is not known how they sound; a second's work, once ever.

        Call it when nobody waits for her. What is learnt is kept in the cache.
        """
        unknown, self._unknown = self._unknown, None
        if unknown is None:
            return
        engine, voice, file = unknown
        self._profiles[file] = None
        language = engine.languages[0] if engine.languages else "en"
        words = CALIBRATION.get(language, CALIBRATION["en"])
        try:
            samples = {
                vowel: [(said.pcm, said.rate) for said in (engine.speak(text, voice) for text in texts)]
                for vowel, texts in words.items()
            }
            profile = learn_profile(samples)
            file.parent.mkdir(parents=True, exist_ok=True)
            profile.save(file)
            self._profiles[file] = profile
        except (CompanionError, ValueError, OSError) as error:  # the lips go on by the vowels of people in general
            _log.info("the vowels of a voice could not be learnt: %s", error)

    def close(self) -> None:
        """Free the engines."""
        self._engine.close()
        if self._russian is not None:
            self._russian.close()
            self._russian = None

    def _profile(self, engine: SpeechEngine, voice: str) -> VowelProfile | None:
        """Return what is known of the voice's vowels; None for nothing yet."""
        name = re.sub(r"[^\w.-]+", "-", f"{engine.name}-{voice or engine.voices[0]}")
        file = cache_dir() / "voices" / f"{name}.npz"
        if file not in self._profiles:
            try:
                self._profiles[file] = VowelProfile.load(file)
            except (OSError, KeyError, ValueError):
                self._unknown = (engine, voice, file)
                return None
        return self._profiles[file]

    def _russian_voice(self) -> SpeechEngine | None:
        if not self._asked:
            self._asked = True
            try:
                self._russian = self._load_russian()
            except CompanionError as error:
                self._progress(Progress(str(error)))
        return self._russian


def normalised(utterance: Utterance) -> Utterance:
    """Return the utterance at ``RATE``, in -1..1, cut to ``QUIET_BEFORE`` and ``QUIET_AFTER`` around what is heard."""
    pcm = np.nan_to_num(np.clip(resample(utterance.pcm, utterance.rate, RATE), -1.0, 1.0))
    first, last = _heard(pcm)
    cut = first / RATE
    phones = tuple(
        Phone(symbol, max(0.0, start - cut), min(end - cut, (last - first) / RATE))
        for symbol, start, end in utterance.phones
        if end > cut and start - cut < (last - first) / RATE
    )
    return replace(utterance, pcm=pcm[first:last], rate=RATE, phones=phones)


def _heard(pcm: NDArray[np.float32]) -> tuple[int, int]:
    loud = np.flatnonzero(np.abs(pcm) > _SILENT)
    if not len(loud):
        return 0, len(pcm)
    return max(0, int(loud[0]) - round(QUIET_BEFORE * RATE)), min(len(pcm), int(loud[-1]) + round(QUIET_AFTER * RATE))
