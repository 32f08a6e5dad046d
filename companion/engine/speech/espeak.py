"""eSpeak NG: speaks a hundred languages on any machine, and sounds like one. The last resort, and said to be so."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from companion.audio.wav import parse_wav
from companion.engine.speech.base import Utterance
from companion.engine.speech.program import find_program, output_of
from companion.messages import EngineConfig, Progress
from companion.mind.language import language_of

_LATIN = "en-us"


class EspeakVoice:
    """Speaks whatever it is given, in the language of its letters; option ``voice`` is a language code of its own."""

    name = "eSpeak NG (robotic)"
    languages: tuple[str, ...] = ()

    def __init__(self, config: EngineConfig, progress: Callable[[Progress], None]) -> None:
        """Find the program. Raises CompanionError when it is not installed."""
        self._program = find_program("espeak-ng", "espeak-ng")
        self._progress = progress
        table = output_of([self._program, "--voices"], "").decode().splitlines()[1:]
        codes = sorted(line.split()[1] for line in table if len(line.split()) > 3)
        default = config.option("voice")
        self._default = default if default in codes else ""
        self.voices = ("", *codes) if not self._default else (self._default, "", *codes)
        self._told: set[str] = set()

    def speak(self, text: str, voice: str = "", emotion: str = "") -> Utterance:
        """Return the sound with its phonemes; without a voice the letters choose the language."""
        if voice and voice not in self.voices:
            if voice not in self._told:
                self._told.add(voice)
                self._progress(
                    Progress(f"The voice {voice!r} is unknown to eSpeak NG. Its usual voice speaks instead.")
                )
            voice = ""
        if not any(character.isalnum() for character in text):
            return Utterance(np.zeros(0, np.float32), 22_050)
        voice = voice or self._default or language_of(text, _LATIN)
        command = [self._program, "-v", voice, "-b", "1"]
        pcm, rate = parse_wav(output_of([*command, "--stdout"], text), "what eSpeak NG says")
        phonemes = output_of([*command, "-q", "--ipa"], text).decode(errors="replace")
        return Utterance(pcm, rate, phonemes=" ".join(phonemes.split()))

    def close(self) -> None:
        """Nothing to free: the program runs for one sentence at a time."""
