"""Any server with OpenAI's ``audio.transcriptions``: OpenAI, speaches, LocalAI, whisper.cpp's server …"""

from __future__ import annotations

import io
import wave
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from companion.engine.hearing.base import RATE, Segment, Transcript
from companion.engine.openai_client import in_words, open_client
from companion.errors import CompanionError
from companion.messages import EngineConfig, Progress

_DEFAULT_MODEL = "whisper-1"
_PEAK = 32767
_WEB_PAGE = "<"


class TranscriptionServer:
    """A recogniser behind a web address; options ``hearing_base_url`` and ``hearing_server_model``."""

    quick = False

    def __init__(self, config: EngineConfig, progress: Callable[[Progress], None]) -> None:
        """Prepare the connection. Raises CompanionError in offline mode, before any socket is opened."""
        self._base_url = config.option("hearing_base_url", "http://127.0.0.1:8080/v1")
        self._client = open_client(self._base_url, config, "the recogniser", "the recogniser on this computer")
        self.name = config.option("hearing_server_model") or _DEFAULT_MODEL

    def transcribe(self, pcm: NDArray[np.float32], language: str = "") -> Transcript:
        """Send the sound as a 16-bit wav; a server that tells no language leaves the one asked for."""
        import openai

        if not len(pcm):
            return Transcript("", language)
        hint: dict[str, Any] = {"language": language} if language else {}
        try:
            answer: Any = self._client.audio.transcriptions.create(
                model=self.name, file=("speech.wav", _wav(pcm), "audio/wav"), response_format="json", **hint
            )
            # A server that knows no JSON sends the bare text.
            said = answer if isinstance(answer, str) else answer.to_dict()["text"]
        except openai.OpenAIError as error:
            raise in_words(error, self._base_url, f"the model {self.name!r}") from error
        except (ValueError, KeyError, AttributeError):  # no JSON, or no such answer
            said = _WEB_PAGE
        if str(said).lstrip().startswith(_WEB_PAGE):
            raise CompanionError(
                f"The server {self._base_url} sent no transcript; correct the address or the model in the settings."
            )
        text = str(said or "").strip()
        if not any(character.isalnum() for character in text):
            return Transcript("", language)
        return Transcript(text, language, (Segment(0.0, len(pcm) / RATE, text),))

    def close(self) -> None:
        """Close the connections."""
        self._client.close()


def _wav(pcm: NDArray[np.float32]) -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(np.round(np.clip(pcm, -1.0, 1.0) * _PEAK).astype("<i2").tobytes())
    return out.getvalue()
