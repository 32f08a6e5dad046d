"""The default ears: Whisper through faster-whisper (CTranslate2), on the processor."""

from __future__ import annotations

import os
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from companion.engine.hearing.base import RATE, Segment, Transcript
from companion.engine.waiting import wait_asleep
from companion.errors import CompanionError
from companion.messages import EngineConfig, Progress
from companion.models.catalogue import catalogue
from companion.models.download import install, is_installed, path_of
from companion.paths import of_user

DEFAULT_MODEL = "whisper-tiny.en"
_FRAMES_PER_SECOND = 100
_WINDOW = 3000
"""Frames Whisper was trained on: 30 s. Its encoder costs the same for "yes" as for a speech of that length."""
_SHORT_WINDOW = 1000
"""Frames enough for a short utterance, at a third of the cost; below this it begins to repeat itself."""
_TAIL = 200
"""Frames of silence after the speech within a short window."""
_LONGEST = 28.0
"""Seconds up to which one window holds everything."""
_LONGEST_REPLY = 128
_NO_SPEECH, _UNLIKELY = 0.6, -1.0
"""Nobody spoke where Whisper finds silence more likely than this and its own words less (mean log probability)."""
_HOPELESS = -2.0
"""Words as unlikely as this are made up, whatever the silence."""
_REPETITIVE = 2.4
"""Text that zlib can shrink so far repeats itself (the threshold of Whisper's authors)."""


class WhisperEars:
    """Runs one Whisper model; option ``hearing_model`` is a catalogue name or a folder in CTranslate2's format."""

    quick = True

    def __init__(self, config: EngineConfig, progress: Callable[[Progress], None]) -> None:
        """Load the model, fetching it first when the catalogue knows it and offline mode is off."""
        wanted = config.option("hearing_model") or DEFAULT_MODEL
        folder = _find_model(wanted, config.offline, progress)
        self.name = f"Whisper {wanted.removeprefix('whisper-')}" if folder.name == wanted else folder.name
        progress(Progress(f"Loading {self.name} …"))
        wait_asleep()
        from faster_whisper import WhisperModel
        from faster_whisper.tokenizer import Tokenizer

        threads = config.threads or min(4, os.cpu_count() or 2)  # a short burst everybody waits for
        try:
            self._whisper: Any = WhisperModel(
                str(folder), device="cpu", compute_type="int8", cpu_threads=threads, local_files_only=True
            )
        except (RuntimeError, ValueError, OSError) as error:
            raise CompanionError(
                f"The recogniser {wanted} could not be loaded ({error}); run: companion models verify {wanted}"
            ) from error
        self._make_tokenizer: Callable[[str], Any] = lambda language: Tokenizer(
            self._whisper.hf_tokenizer, self.multilingual, task="transcribe", language=language
        )

    @property
    def multilingual(self) -> bool:
        """Whether the model knows more than English."""
        return bool(self._whisper.model.is_multilingual)

    def transcribe(self, pcm: NDArray[np.float32], language: str = "") -> Transcript:
        """Recognise up to 28 s in one window, more in several. The language of the voice when none is given."""
        if not self.multilingual:
            language = "en"
        elif language and language not in self._whisper.supported_languages:
            raise CompanionError(f"Whisper does not know the language {language!r}; use a code like en, de or ru.")
        seconds = len(pcm) / RATE
        if seconds > _LONGEST:
            return self._transcribe_long(pcm, language)
        features = self._whisper.feature_extractor(np.ascontiguousarray(pcm, np.float32))
        frames = max(_SHORT_WINDOW, round(seconds * _FRAMES_PER_SECOND) + _TAIL)
        text, language, likely = self._decode(features, min(_WINDOW, frames), language)
        if likely is None and frames < _WINDOW:  # a short window may make it stutter: once more, as it was trained
            text, language, likely = self._decode(features, _WINDOW, language)
        if likely is None or not any(character.isalnum() for character in text):
            return Transcript("", language)
        return Transcript(text, language, (Segment(0.0, seconds, text),), doubtful=likely < _UNLIKELY)

    def close(self) -> None:
        """Free the model's memory."""
        self._whisper.model.unload_model()

    def _decode(self, features: NDArray[np.float32], frames: int, language: str) -> tuple[str, str, float | None]:
        """Return the text of one window, its language, and its mean log probability: None for noise or a stutter."""
        window = np.zeros((features.shape[0], frames), np.float32)
        length = min(frames, features.shape[1])
        window[:, :length] = features[:, :length]
        encoded = self._whisper.encode(window)
        if not language:
            found = self._whisper.model.detect_language(encoded)[0][0][0]
            language = found.strip("<|>")
        tokenizer = self._make_tokenizer(language)
        prompt = self._whisper.get_prompt(tokenizer, [], without_timestamps=True)
        result = self._whisper.model.generate(
            encoded,
            [prompt],
            beam_size=1,
            max_length=len(prompt) + _LONGEST_REPLY,
            return_scores=True,
            return_no_speech_prob=True,
        )[0]
        text = tokenizer.decode(result.sequences_ids[0]).strip()
        likely = result.scores[0]
        silence = result.no_speech_prob > _NO_SPEECH and likely < _UNLIKELY
        nothing = silence or likely < _HOPELESS or _repeats(text)
        return text, language, None if nothing else likely

    def _transcribe_long(self, pcm: NDArray[np.float32], language: str) -> Transcript:
        found, information = self._whisper.transcribe(
            pcm, language=language or None, beam_size=1, vad_filter=True, condition_on_previous_text=False
        )
        segments = tuple(Segment(one.start, one.end, one.text.strip()) for one in found)
        return Transcript(" ".join(one.text for one in segments), information.language, segments)


def _repeats(text: str) -> bool:
    raw = text.encode()
    return bool(raw) and len(raw) / len(zlib.compress(raw)) > _REPETITIVE


def _find_model(wanted: str, offline: bool, progress: Callable[[Progress], None]) -> Path:
    if any(model.name == wanted and model.kind == "hearing" for model in catalogue()):
        if not is_installed(wanted):
            install(wanted, progress, offline)
        return path_of(wanted)
    folder = of_user(wanted)
    if (folder / "model.bin").is_file():
        return folder
    names = ", ".join(model.name for model in catalogue() if model.kind == "hearing")
    raise CompanionError(
        f"There is no recogniser {wanted!r}: choose one of {names}, or a folder with a Whisper model for CTranslate2."
    )
