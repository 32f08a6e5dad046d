"""Emotion engines beside the default one: a classifier, the text model asked, the text model's own marks."""

from __future__ import annotations

import os
import pickle
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from scripted_model import ScriptedModel
from tiny_classifier import make_classifier

from companion.engine.emotions.base import AsksTextModel, WishesForMarks
from companion.engine.emotions.classifier import EmotionClassifier
from companion.engine.emotions.ekman import EkmanEmotions
from companion.engine.emotions.encoder import installed_encoders, load_encoder, sentence_vectors
from companion.engine.emotions.marks import MarkedEmotions
from companion.engine.llm import converted
from companion.engine.llm.base import TextStream
from companion.engine.registry import Engines
from companion.engine.speech.silent import SilentVoice
from companion.engine.turn import run_turn
from companion.errors import CompanionError
from companion.messages import (
    EMOTIONS,
    EmotionScores,
    EngineConfig,
    Persona,
    Progress,
    ReplyText,
    Sampling,
    SentenceReady,
    StartTurn,
    TurnDone,
    TurnEvent,
    UserFeeling,
)
from companion.mind.feeling_words import MARKS_WISH, ekman_prompt
from companion.mind.prompt import Prompt

EXAMPLES = str(ekman_prompt("", "", ("text",)))


def quiet(_: Progress) -> None:
    """Drop progress."""


@pytest.fixture(autouse=True)
def own_models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Converted weights of tests must not stay."""
    monkeypatch.setattr(converted, "models_dir", lambda: tmp_path / "models")


def classifier(folder: Path | str) -> EmotionClassifier:
    options = (("emotion_model", str(folder)),)
    return EmotionClassifier(EngineConfig(options=options, offline=True), quiet)


# ---- the classifier


def test_the_pipelines_seven_scores_are_mapped_by_name_whatever_their_case_and_order(tmp_path: Path) -> None:
    plain = classifier(make_classifier(tmp_path / "plain"))
    text = "I have nothing to say about this, whatever it is."
    shuffled = [name.upper() for name in reversed(EMOTIONS)]
    other = classifier(make_classifier(tmp_path / "other", shuffled))
    scores = plain.scores(text).scores
    assert len(set(np.round(scores, 6))) == len(EMOTIONS), "random weights: no two alike"
    assert other.scores(text).scores == pytest.approx(scores[::-1])
    assert sum(scores) == pytest.approx(1.0, abs=1e-6)


def test_a_short_text_is_classified_with_its_context_a_long_one_alone(tmp_path: Path) -> None:
    engine = classifier(make_classifier(tmp_path / "model"))
    assert engine.scores("Fine!", "How are you?") != engine.scores("Fine!")
    long = "Fine weather is what I wish for, and nothing else."
    assert engine.scores(long, "How are you?") == engine.scores(long)
    assert engine.scores(long * 40).label in EMOTIONS, "a text beyond the model's window is cut"


def test_weights_of_pytorch_are_read_without_running_code_and_kept_as_safetensors(tmp_path: Path) -> None:
    folder = make_classifier(tmp_path / "model", pickle=True)
    text = "The sea is calm today, and so am I."
    before = classifier(folder).scores(text)
    (kept,) = (tmp_path / "models" / "converted").iterdir()
    assert [file.suffix for file in kept.glob("model*")] == [".safetensors"]
    (kept / "model.safetensors").touch()
    assert classifier(folder).scores(text).scores == pytest.approx(before.scores)


class Evil:
    def __reduce__(self) -> tuple[Callable[[str], int], tuple[str]]:
        return os.system, ("touch ran",)


def test_a_pickle_that_would_run_code_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = make_classifier(tmp_path / "model", pickle=True)
    (folder / "pytorch_model.bin").write_bytes(pickle.dumps(Evil()))
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CompanionError, match="could not be loaded"):
        classifier(folder)
    assert not (tmp_path / "ran").exists()


def test_a_classifier_of_other_labels_is_refused_in_words(tmp_path: Path) -> None:
    folder = make_classifier(tmp_path / "model", ["positive", "negative"])
    with pytest.raises(CompanionError, match=r"tells negative, positive apart, not anger, .*; choose one that does"):
        classifier(folder)


def test_what_cannot_be_had_is_said_and_offline_asks_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr(socket, "getaddrinfo", lambda *place, **_: asked.append(place))
    with pytest.raises(CompanionError, match=r"model j-hartmann/\S+ is not on this machine and offline mode"):
        EmotionClassifier(EngineConfig(offline=True), quiet)
    assert asked == []
    with pytest.raises(CompanionError, match=r"config\.json is missing"):
        classifier(tmp_path)
    with pytest.raises(CompanionError, match="There is no model"):
        classifier(tmp_path / "nowhere" / "at all")


# ---- the text model, asked


class WatchedModel(ScriptedModel):
    """Notes in which thread and with which prompt it is asked."""

    def __init__(self, *answers: list[str]) -> None:
        super().__init__(*answers)
        self.threads: set[str] = set()
        self.prompts: list[Prompt] = []

    def stream(self, prompt: Prompt, sampling: Sampling, cancelled: Callable[[], bool]) -> TextStream:
        self.threads.add(threading.current_thread().name)
        self.prompts.append(prompt)
        return (yield from super().stream(prompt, sampling, cancelled))


def loaded(llm: ScriptedModel, emotion: EkmanEmotions | MarkedEmotions) -> Engines:
    config = EngineConfig(llm="script", speech="silent")
    if isinstance(emotion, AsksTextModel):
        emotion.take_model(llm)
    return Engines(llm, SilentVoice(config, quiet), emotion, config)


def answered(engines: Engines, text: str, **changes: object) -> list[TurnEvent]:
    return list(run_turn(engines, StartTurn(1, text, Persona("Mia"), **changes), lambda: False))  # type: ignore[arg-type]


def sentences(events: list[TurnEvent]) -> list[tuple[str, str]]:
    return [(event.text, event.emotion.label) for event in events if isinstance(event, SentenceReady)]


@pytest.fixture
def ekman() -> EkmanEmotions:
    return EkmanEmotions(EngineConfig(), quiet)


def test_the_text_model_names_the_feelings_of_both_sides_in_the_writers_thread(ekman: EkmanEmotions) -> None:
    llm = WatchedModel(["I am glad. ", "It rains."], ["joy"], ["Sad", "ness\n", "Line: more"], [" Surprised."])
    with loaded(llm, ekman) as engines:
        events = answered(engines, "You won!")
    assert sentences(events) == [("I am glad.", "joy"), ("It rains.", "sadness")]
    assert [event.emotion.label for event in events if isinstance(event, UserFeeling)] == ["surprise"]
    assert isinstance(events[-1], TurnDone)
    assert [name.split("_")[0] for name in llm.threads] == ["writer"]
    (usage,) = [usage for usage in events[-1].usage if usage.kind == "text"]
    assert usage.tokens_written == 2 + 1 + 2 + 1, "the reply, and what the questions took"
    assert usage.tokens_read > 3 * llm.count_tokens(EXAMPLES)
    assert "It rains." in str(llm.prompts[2])
    assert "Before: I am glad." in str(llm.prompts[2]), "a sentence is judged after the one before it"


def test_an_answer_that_names_no_emotion_is_neutral(ekman: EkmanEmotions) -> None:
    ekman.take_model(ScriptedModel(["As a language model"], [], ["42"]))
    assert [ekman.scores("Hi").label for _ in range(3)] == ["neutral"] * 3
    assert ekman.scores("…!").label == "neutral", "nothing to ask about"


def test_without_a_text_model_it_says_so(ekman: EkmanEmotions) -> None:
    with pytest.raises(CompanionError, match="asks the text model"):
        ekman.scores("Hi")


def test_what_is_read_out_is_felt_by_the_text_model_too(ekman: EkmanEmotions) -> None:
    llm = WatchedModel(["fear"])
    with loaded(llm, ekman) as engines:
        events = answered(engines, "Who is there?", verbatim=True)
    assert sentences(events) == [("Who is there?", "fear")]


# ---- the text model's own marks


@pytest.fixture(scope="module")
def marks() -> Iterator[MarkedEmotions]:
    engine = MarkedEmotions(EngineConfig(), quiet)
    yield engine
    engine.close()


MARKED = ["[jo", "y] I am glad, my dear friend, to see you at last. ", "[Sad]", " It rains. [", "excited] Go out!"]


def test_marks_are_felt_and_neither_shown_nor_spoken(marks: MarkedEmotions) -> None:
    llm = WatchedModel(MARKED)
    with loaded(llm, marks) as engines:
        events = answered(engines, "Hello!")
    shown = "".join(event.text for event in events if isinstance(event, ReplyText))
    assert shown == "I am glad, my dear friend, to see you at last. It rains. Go out!"
    assert isinstance(events[-1], TurnDone)
    assert events[-1].text == shown
    ready = [event for event in events if isinstance(event, SentenceReady)]
    assert " ".join(event.text for event in ready) == shown
    assert not any("[" in event.spoken for event in ready)
    felt = {event.text: event.emotion for event in ready}
    assert felt["It rains."] == EmotionScores.only("sadness")
    first = [event.emotion for event in ready if event.text not in {"It rains.", "Go out!"}]
    assert set(first) == {EmotionScores.only("joy")}, "a mark holds for all clauses of its sentence"
    assert felt["Go out!"] == marks.scores("Go out!", "It rains."), "an unknown mark: the head feels it"
    assert MARKS_WISH in str(llm.prompts[0])


def test_variants_come_without_marks(marks: MarkedEmotions) -> None:
    with loaded(ScriptedModel(["[joy] One."], ["[fear] Two."]), marks) as engines:
        events = answered(engines, "Hello!", sampling=Sampling(n=2))
    assert [event.text for event in events if type(event).__name__ == "ReplyVariant"] == ["Two."]


def test_a_small_model_is_not_asked_for_marks(marks: MarkedEmotions) -> None:
    llm = WatchedModel(["What is [this]?"])
    llm.near_sighted = True
    with loaded(llm, marks) as engines:
        events = answered(engines, "Hello!")
    assert sentences(events)[0][0] == "What is [this]?"
    assert MARKS_WISH not in str(llm.prompts[0])


def test_the_registered_engine_wishes_for_marks(marks: MarkedEmotions) -> None:
    assert isinstance(marks, WishesForMarks)
    persona = marks.wishing(Persona("Mia", reminder="Be kind."))
    assert persona.reminder == f"Be kind.\n\n{MARKS_WISH}"


def test_sentences_have_vectors_whatever_engine_judges_their_feeling() -> None:
    vectors = sentence_vectors(object())
    assert vectors is not None
    cat, kitten, tax = vectors(["My cat is asleep.", "The kitten sleeps.", "Taxes are due in May."])
    assert cat @ kitten > cat @ tax


@pytest.mark.parametrize("name", installed_encoders())
def test_the_middle_of_a_long_text_is_not_waited_for(name: str) -> None:
    encoder = load_encoder(name)
    begin, end = "The sea is calm today. " * 15, "What do you say to that? " * 15
    long, longer = (f"{begin}{letter * 600}{end}" for letter in "ab")
    assert np.array_equal(encoder.encode([long]), encoder.encode([longer]))
    assert not np.array_equal(encoder.encode([long]), encoder.encode([begin]))
