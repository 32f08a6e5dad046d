"""Any server with OpenAI's ``audio.speech``: OpenAI, Kokoro-FastAPI, speaches, LocalAI, openedai-speech …"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from companion.audio.wav import parse_wav
from companion.engine.openai_client import in_words, open_client
from companion.engine.speech.base import Utterance
from companion.errors import CompanionError
from companion.messages import EngineConfig, Progress

_DEFAULT_MODEL = "tts-1"
_DEFAULT_VOICE = "nova"
_PCM_RATE = 24_000
"""Hz of the protocol's raw ``pcm``: 16 bit, little-endian, one channel."""
_OTHER_KINDS = ("json", "html", "mpeg", "mp3", "mp4", "ogg", "opus", "aac", "flac", "webm")
_MOODS = {
    "anger": "Sound angry and tense.",
    "disgust": "Sound disgusted.",
    "fear": "Sound frightened, with a shaky voice.",
    "joy": "Sound cheerful and warm.",
    "sadness": "Sound sad and quiet.",
    "surprise": "Sound surprised and excited.",
}


class SpeechServer:
    """A voice behind a web address; options ``speech_base_url``, ``speech_server_model``, ``voice``.

    ``speech_format`` is ``wav``, or ``pcm`` for servers that know only that. Models named gpt-… are told the mood.
    """

    languages: tuple[str, ...] = ()

    def __init__(self, config: EngineConfig, progress: Callable[[Progress], None]) -> None:
        """Prepare the connection. Raises CompanionError in offline mode, before any socket is opened."""
        self._base_url = config.option("speech_base_url", "http://127.0.0.1:8080/v1")
        self._client = open_client(self._base_url, config, "the voice", "a voice on this computer")
        self.name = config.option("speech_server_model") or _DEFAULT_MODEL
        default = config.option("voice") or _DEFAULT_VOICE
        known = ("alloy", "ash", "coral", "echo", "fable", "nova", "onyx", "sage", "shimmer")
        self.voices = (default, *(name for name in known if name != default))
        self._format = config.option("speech_format") or "wav"

    def speak(self, text: str, voice: str = "", emotion: str = "") -> Utterance:
        """Ask the server; any voice name is passed on, for servers have voices of their own. Raises CompanionError."""
        import openai

        if not any(character.isalnum() for character in text):
            return Utterance(np.zeros(0, np.float32), _PCM_RATE)
        request: dict[str, Any] = {"model": self.name, "voice": voice or self.voices[0], "input": text}
        request["response_format"] = self._format
        if self.name.startswith("gpt-") and emotion in _MOODS:
            request["instructions"] = _MOODS[emotion]
        try:
            answer = self._client.audio.speech.create(**request)
            data = answer.read()
        except openai.OpenAIError as error:
            wanted = f"the model {self.name!r} or the voice {request['voice']!r}"
            raise in_words(error, self._base_url, wanted) from error
        return self._read(data, answer.response.headers.get("content-type", ""))

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def _read(self, data: bytes, kind: str) -> Utterance:
        where = f"What the server {self._base_url} sent"
        if data[:4] in {b"RIFF", b"RF64"}:
            return Utterance(*parse_wav(data, where))
        if any(one in kind for one in _OTHER_KINDS) or data[:3] in {b"ID3", b"\xff\xfb\x90", b"Ogg", b"fLa"}:
            raise CompanionError(f"{where} is {kind or 'compressed sound'}, not wav or pcm; set it to one of these.")
        if self._format != "pcm" or not data:
            raise CompanionError(f"{where} is no sound; correct the address or the model in the settings.")
        samples = np.frombuffer(data[: len(data) // 2 * 2], "<i2")
        return Utterance(samples.astype(np.float32) / np.float32(32768), _PCM_RATE)
