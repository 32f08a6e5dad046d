"""What every engine of a kind promises, tried on all that are registered: a new one is covered by its table row."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from azure_service import azure_service
from tiny_classifier import make_classifier
from tiny_models import make_model
from tiny_tacotron import write_tiny_tacotron

from companion.audio.resample import resample
from companion.engine.attempt import write_reply
from companion.engine.emotions.base import EmotionEngine
from companion.engine.hearing.base import RATE, HearingEngine
from companion.engine.llm.base import LanguageModel
from companion.engine.registry import create_engine, emotions_alone
from companion.engine.speech.base import SpeechEngine
from companion.engines import engine_names
from companion.errors import CompanionError
from companion.messages import EMOTIONS, EngineConfig, Persona, Progress, Sampling, StartTurn
from companion.mind.prompt import ChatMessage
from openai_compatible import ChatServer, chat_server

ASK = (ChatMessage("system", "You are Mia."), ChatMessage("user", "Tell me something about the sea, please."))


_GREEDY = Sampling(temperature=0.0, max_tokens=24)


def quiet(_: Progress) -> None:
    """Drop progress."""


@pytest.fixture(scope="module")
def server() -> Iterator[ChatServer]:
    with chat_server() as running:
        yield running


@pytest.fixture(scope="module")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_model(tmp_path_factory.mktemp("tiny"))


@pytest.fixture(scope="module", params=engine_names("companion.llm"))
def llm(request: pytest.FixtureRequest, server: ChatServer, tiny_model: Path) -> Iterator[LanguageModel]:
    options = (("base_url", server.base_url), ("hub_model", str(tiny_model)))
    config = EngineConfig(llm=request.param, options=options, api_key="key", threads=1)
    engine: LanguageModel = create_engine("companion.llm", config, quiet)
    yield engine
    engine.close()


@pytest.fixture(scope="module", params=engine_names("companion.speech"))
def speech(
    request: pytest.FixtureRequest, server: ChatServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[SpeechEngine]:
    options = [("speech_base_url", server.base_url)]
    if request.param == "tacotron":
        tacotron, hifigan = write_tiny_tacotron(tmp_path_factory.mktemp("voice"))
        options += [("speech_model", str(tacotron)), ("vocoder", str(hifigan))]
    with azure_service() if request.param == "azure" else nullcontext() as service:
        if service is not None:
            options += [("azure", service.address)]
            service.letters_a_second = 20.0
        config = EngineConfig(speech=request.param, options=tuple(options), api_key="key", speech_key="key")
        engine: SpeechEngine = create_engine("companion.speech", config, quiet)
        yield engine
        engine.close()


@pytest.fixture(scope="module", params=engine_names("companion.emotions"))
def emotion(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmotionEngine]:
    options: tuple[tuple[str, str], ...] = ()
    if request.param == "classifier":
        options = (("emotion_model", str(make_classifier(tmp_path_factory.mktemp("classifier")))),)
    with emotions_alone(EngineConfig(emotion=request.param, options=options, threads=1, offline=True), quiet) as engine:
        yield engine


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


LOCAL = ("llama.cpp", "transformers")


def said(engine: LanguageModel, **sampling: object) -> str:
    drawn = replace(Sampling(max_tokens=24, top_k=0, top_p=1.0, repetition_penalty=1.0), **sampling)  # type: ignore[arg-type]
    return "".join(read(engine, drawn)[0])


def test_every_field_of_the_sampling_acts(llm: LanguageModel, request: pytest.FixtureRequest) -> None:
    if request.node.callspec.params["llm"] not in LOCAL:
        assert said(llm, max_tokens=2)  # what a server draws by is the server's; that it is told is tested elsewhere
        return
    likeliest = said(llm, temperature=0.0, seed=1)
    assert said(llm, temperature=0.0, seed=2) == likeliest
    assert said(llm, temperature=2.0, top_k=1, seed=3) == likeliest
    assert said(llm, temperature=2.0, top_p=0.0, seed=3) == likeliest
    drawn = {said(llm, temperature=1.5, seed=seed) for seed in (1, 2, 3)}
    assert len(drawn) == 3
    assert said(llm, temperature=1.5, seed=2) in drawn, "the same seed gives the same text"
    for penalty in ({"frequency_penalty": 2.0}, {"presence_penalty": 2.0}, {"repetition_penalty": 2.0}):
        assert said(llm, temperature=0.0, **penalty) != likeliest
    assert read(llm, Sampling(max_tokens=3, temperature=0.0))[1] == "length"


def test_stops_act_on_the_text_of_every_engine(llm: LanguageModel) -> None:
    whole = "".join(write_reply(llm, StartTurn(1, "Tell me of the sea", Persona("Mia"), (), _GREEDY), lambda: False))
    # Not at a piece's edge: two letters from the middle of the reply, up to where they first stand.
    middle = len(whole) // 2
    stop = whole[middle : middle + 2]
    drawn = replace(_GREEDY, stop=(stop,))
    cut = "".join(write_reply(llm, StartTurn(1, "Tell me of the sea", Persona("Mia"), (), drawn), lambda: False))
    assert stop not in cut
    assert whole.startswith(cut) or not whole[: whole.find(stop)].strip()
    assert len(cut) <= whole.find(stop) or not whole[: whole.find(stop)].strip()


def test_a_text_model_takes_what_it_says(llm: LanguageModel) -> None:
    assert llm.takes
    for kind in llm.takes:
        prompt = ASK if kind == "chat" else "Human: the sea is\nMia:"
        pieces = list(llm.stream(prompt, Sampling(max_tokens=12, seed=2, temperature=0.9), lambda: False))
        assert "".join(pieces)
        text, tokens = llm.show(prompt)
        assert "the sea" in text
        assert 4 <= tokens < 200


def test_a_text_model_counts_tokens_never_too_low(llm: LanguageModel) -> None:
    assert llm.count_tokens("") >= 0
    assert llm.count_tokens("one two three four five six") >= 6


SHORT = {"en": "The sea is calm today.", "ru": "Сегодня море спокойно."}
LONG = {
    "en": "The sea is calm today, and the ships are coming home to the old harbour.",
    "ru": "Сегодня море спокойно, и корабли возвращаются домой, в старую гавань.",
}


def test_a_voice_speaks_mono_in_range(speech: SpeechEngine) -> None:
    assert speech.name
    assert speech.voices
    language = speech.languages[0] if speech.languages else "en"
    said = speech.speak(SHORT[language])
    pcm, rate = said.pcm, said.rate
    assert pcm.dtype == np.float32
    assert pcm.ndim == 1
    assert 8_000 <= rate <= 96_000
    assert 0.5 < len(pcm) / rate < 6
    assert np.isfinite(pcm).all()
    assert np.abs(pcm).max() <= 1.0
    if speech.name != "Tacotron2 + HiFiGAN":  # its random weights here know no end: every text is equally long
        assert len(speech.speak(LONG[language]).pcm) > 1.5 * len(pcm)


def test_a_voice_says_what_it_says_when_in_order(speech: SpeechEngine) -> None:
    said = speech.speak(SHORT[speech.languages[0] if speech.languages else "en"], "", "joy")
    edges = [edge for phone in said.phones for edge in (phone.start, phone.end)]
    assert edges == sorted(edges)
    assert all(0.0 <= edge <= said.seconds + 0.01 for edge in edges)


def test_a_voice_has_nothing_to_say_to_nothing(speech: SpeechEngine) -> None:
    assert speech.speak("").seconds < 0.5
    assert speech.speak("…").seconds < 1.0


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
