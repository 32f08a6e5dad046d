"""What every engine of a kind promises, tried on all that are registered: a new one is covered by its table row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from openai_compatible import ChatServer, chat_server

from companion.audio.resample import resample
from companion.engine.emotions.base import EmotionEngine
from companion.engine.hearing.base import RATE, HearingEngine
from companion.engine.llm.base import LanguageModel
from companion.engine.registry import create_engine, engine_names
from companion.engine.speech.base import SpeechEngine
from companion.errors import CompanionError
from companion.messages import EMOTIONS, EngineConfig, Progress, Sampling
from companion.mind.prompt import ChatMessage

ASK = (ChatMessage("system", "You are Mia."), ChatMessage("user", "Tell me something about the sea, please."))


def quiet(_: Progress) -> None:
    """Drop progress."""


@pytest.fixture(scope="module")
def server() -> Iterator[ChatServer]:
    with chat_server() as running:
        yield running


@pytest.fixture(scope="module", params=engine_names("companion.llm"))
def llm(request: pytest.FixtureRequest, server: ChatServer) -> Iterator[LanguageModel]:
    config = EngineConfig(llm=request.param, options=(("base_url", server.base_url),), api_key="key")
    engine: LanguageModel = create_engine("companion.llm", config, quiet)
    yield engine
    engine.close()


@pytest.fixture(scope="module", params=engine_names("companion.speech"))
def speech(request: pytest.FixtureRequest) -> Iterator[SpeechEngine]:
    engine: SpeechEngine = create_engine("companion.speech", EngineConfig(speech=request.param), quiet)
    yield engine
    engine.close()


@pytest.fixture(scope="module", params=engine_names("companion.emotions"))
def emotion(request: pytest.FixtureRequest) -> Iterator[EmotionEngine]:
    engine: EmotionEngine = create_engine("companion.emotions", EngineConfig(emotion=request.param), quiet)
    yield engine
    engine.close()


@pytest.fixture(scope="module", params=engine_names("companion.hearing"))
def hearing(request: pytest.FixtureRequest, server: ChatServer) -> Iterator[HearingEngine]:
    config = EngineConfig(hearing=request.param, options=(("hearing_base_url", server.base_url),), api_key="key")
    engine: HearingEngine = create_engine("companion.hearing", config, quiet)
    yield engine
    engine.close()


@pytest.fixture(scope="module")
def spoken() -> np.ndarray:
    """A sentence as a recogniser gets it."""
    voice: SpeechEngine = create_engine("companion.speech", EngineConfig(speech="hibari"), quiet)
    said = voice.speak("The sea is calm today.")
    voice.close()
    return resample(said.pcm, said.rate, RATE)


def read(engine: LanguageModel, sampling: Sampling, cancel_after: int | None = None) -> tuple[list[str], str]:
    pieces: list[str] = []
    stream = engine.stream(ASK, sampling, lambda: cancel_after is not None and len(pieces) >= cancel_after)
    while True:
        try:
            pieces.append(next(stream))
        except StopIteration as end:
            return pieces, end.value


def test_a_text_model_writes_pieces_and_says_how_it_ended(llm: LanguageModel) -> None:
    assert llm.name
    assert llm.context_tokens >= 1024
    llm.prepare(ASK)
    pieces, ending = read(llm, Sampling(max_tokens=40, seed=1))
    assert "".join(pieces).strip()
    assert all(isinstance(piece, str) for piece in pieces)
    assert ending in ("stop", "length")


def test_a_text_model_stops_when_told_and_answers_again(llm: LanguageModel) -> None:
    whole, _ = read(llm, Sampling(max_tokens=40, seed=1))
    pieces, ending = read(llm, Sampling(max_tokens=40, seed=1), cancel_after=1)
    assert ending == "cancelled" or len(whole) <= 2
    assert len(pieces) < max(3, len(whole))
    again, _ = read(llm, Sampling(max_tokens=40, seed=1))
    assert "".join(again).strip()


def test_a_text_model_counts_tokens_never_too_low(llm: LanguageModel) -> None:
    assert llm.count_tokens("") >= 0
    assert llm.count_tokens("one two three four five six") >= 6


def test_a_voice_speaks_mono_in_range(speech: SpeechEngine) -> None:
    assert speech.name
    said = speech.speak("The sea is calm today.")
    pcm, rate = said.pcm, said.rate
    assert pcm.dtype == np.float32
    assert pcm.ndim == 1
    assert 8_000 <= rate <= 96_000
    assert 0.5 < len(pcm) / rate < 6
    assert np.isfinite(pcm).all()
    assert np.abs(pcm).max() <= 1.0
    longer = speech.speak("The sea is calm today, and the ships are coming home to the old harbour.")
    assert len(longer.pcm) > 1.5 * len(pcm)


def test_a_voice_has_nothing_to_say_to_nothing(speech: SpeechEngine) -> None:
    assert speech.speak("").seconds < 0.5


def test_an_emotion_engine_gives_seven_probabilities(emotion: EmotionEngine) -> None:
    assert emotion.name
    for text, context in (("I love it!", ""), ("Fine!", "How are you?"), ("", ""), ("Мне грустно.", "")):
        scores = emotion.scores(text, context)
        assert len(scores.scores) == len(EMOTIONS)
        assert all(0.0 <= score <= 1.0 for score in scores.scores)
        assert sum(scores.scores) == pytest.approx(1.0, abs=1e-3)


def test_a_recogniser_writes_what_is_said(hearing: HearingEngine, spoken: np.ndarray) -> None:
    assert hearing.name
    assert isinstance(hearing.quick, bool)
    heard = hearing.transcribe(spoken, "en")
    assert heard.text.strip(".") == "The sea is calm today"
    assert heard.language == "en"
    assert heard.text == " ".join(segment.text for segment in heard.segments)
    assert all(0 <= segment.start < segment.end <= len(spoken) / RATE + 0.1 for segment in heard.segments)
    assert hearing.transcribe(spoken).text, "a language is not necessary"


def test_a_recogniser_makes_nothing_of_nothing(hearing: HearingEngine, server: ChatServer) -> None:
    assert hearing.transcribe(np.zeros(0, np.float32)).text == ""
    server.transcript, before = "  . ", server.transcript
    try:
        assert hearing.transcribe(np.zeros(RATE, np.float32)).text == ""
    finally:
        server.transcript = before


@pytest.mark.parametrize("group", ["companion.llm", "companion.speech", "companion.hearing", "companion.emotions"])
def test_an_unknown_engine_is_said_with_the_names_there_are(group: str) -> None:
    config = replace(EngineConfig(), llm="nobody", speech="nobody", hearing="nobody", emotion="nobody")
    with pytest.raises(CompanionError, match="choose one of"):
        create_engine(group, config, quiet)
