"""The recognisers beyond their contract: noise, stutter, long sound, languages, servers that fail, no network."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from companion.audio.resample import resample
from companion.engine.hearing.base import RATE
from companion.engine.hearing.openai_server import TranscriptionServer
from companion.engine.hearing.whisper import WhisperEars
from companion.engine.speech.hibari import HibariVoice
from companion.errors import CompanionError
from companion.messages import EngineConfig, Progress
from openai_compatible import chat_server


def quiet(_: Progress) -> None:
    """Drop progress."""


@pytest.fixture(scope="module")
def ears() -> Iterator[WhisperEars]:
    engine = WhisperEars(EngineConfig(), quiet)
    yield engine
    engine.close()


@pytest.fixture(scope="module")
def voice() -> Iterator[HibariVoice]:
    engine = HibariVoice(EngineConfig(), quiet)
    yield engine
    engine.close()


def say(voice: HibariVoice, text: str) -> np.ndarray:
    said = voice.speak(text)
    return resample(said.pcm, said.rate, RATE)


@pytest.mark.parametrize("kind", ["silence", "noise", "hum", "clicks"])
def test_what_is_no_speech_gives_no_words(ears: WhisperEars, kind: str) -> None:
    random = np.random.default_rng(1)
    sounds = {
        "silence": np.zeros(3 * RATE),
        "noise": random.normal(0, 0.05, 2 * RATE),
        "hum": 0.1 * np.sin(2 * np.pi * 100 * np.arange(3 * RATE) / RATE),
        "clicks": (random.random(2 * RATE) > 0.9995).astype(float),
    }
    assert ears.transcribe(sounds[kind].astype(np.float32)).text == ""


def test_one_word_is_heard_once(ears: WhisperEars, voice: HibariVoice) -> None:
    assert ears.transcribe(say(voice, "Yes.")).text == "Yes."
    assert ears.transcribe(say(voice, "Stop.")).text == "Stop."


def test_a_long_recording_comes_in_segments(ears: WhisperEars, voice: HibariVoice) -> None:
    sentence = say(voice, "The lighthouse keeper counted seven ships before breakfast.")
    gap = np.zeros(4 * RATE, np.float32)
    heard = ears.transcribe(np.concatenate([sentence, gap] * 4))
    assert heard.text.lower().count("lighthouse") == 4
    assert len(heard.segments) > 1
    starts = [segment.start for segment in heard.segments]
    assert starts == sorted(starts)


def test_a_model_of_another_place_and_none_at_all(tmp_path: Path) -> None:
    with pytest.raises(CompanionError, match=r"whisper-tiny\.en, whisper-base"):
        WhisperEars(EngineConfig(options=(("hearing_model", str(tmp_path)),)), quiet)
    (tmp_path / "model.bin").write_bytes(b"broken")
    with pytest.raises(CompanionError, match="could not be loaded"):
        WhisperEars(EngineConfig(options=(("hearing_model", str(tmp_path)),)), quiet)


def test_offline_mode_opens_no_socket(monkeypatch: pytest.MonkeyPatch, voice: HibariVoice) -> None:
    def refuse(*_arguments: object, **_options: object) -> None:
        raise AssertionError("a socket was opened")

    sound = say(voice, "Hello there.")
    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    engine = WhisperEars(EngineConfig(offline=True), quiet)
    assert "hello" in engine.transcribe(sound).text.lower()
    engine.close()
    with pytest.raises(CompanionError, match="Offline mode is on, and the recogniser"):
        TranscriptionServer(EngineConfig(offline=True), quiet)


def test_a_missing_model_is_not_fetched_offline(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("COMPANION_MODELS", str(tmp_path))
    with pytest.raises(CompanionError, match=r"companion models install whisper-tiny\.en"):
        WhisperEars(EngineConfig(offline=True), quiet)


def test_a_server_gets_a_wav_and_its_refusal_is_said_in_words() -> None:
    with chat_server() as server:
        options = (("hearing_base_url", server.base_url), ("hearing_server_model", "big-ears"))
        engine = TranscriptionServer(EngineConfig(options=options, api_key="secret"), quiet)
        assert engine.transcribe(np.full(RATE, 0.5, np.float32), "ru").text == "The sea is calm today."
        (body,) = server.uploads
        assert b"RIFF" in body
        assert b"big-ears" in body
        assert b'name="language"\r\n\r\nru' in body
        assert server.keys == ["Bearer secret"]
        server.status = 401
        with pytest.raises(CompanionError, match="refuses the key"):
            engine.transcribe(np.zeros(RATE, np.float32))
        server.status = 404
        with pytest.raises(CompanionError, match="'big-ears'"):
            engine.transcribe(np.zeros(RATE, np.float32))
        engine.close()


@pytest.mark.parametrize(
    ("body", "kind", "text"),
    [
        (b" The sea is calm. ", "text/plain", "The sea is calm."),
        (b'{"text": null}', "application/json", ""),
        (b'{"error": "busy"}', "application/json", None),
        (b"[]", "application/json", None),
        (b"{no JSON", "application/json", None),
        (b"<!DOCTYPE html><p>Welcome</p>", "text/html", None),
    ],
)
def test_what_a_server_sends_is_a_transcript_or_told_to_be_none(body: bytes, kind: str, text: str | None) -> None:
    with chat_server() as server:
        server.body, server.body_kind = body, kind
        engine = TranscriptionServer(EngineConfig(options=(("hearing_base_url", server.base_url),)), quiet)
        if text is None:
            with pytest.raises(CompanionError, match="sent no transcript; correct the address"):
                engine.transcribe(np.zeros(RATE, np.float32))
        else:
            assert engine.transcribe(np.zeros(RATE, np.float32)).text == text
        engine.close()
