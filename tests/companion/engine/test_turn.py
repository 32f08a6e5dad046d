"""One turn in process: order, streaming, verbatim, cancel, errors."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from scripted_model import ScriptedModel

from companion.engine.llm.base import TextStream, as_text, estimate_tokens
from companion.engine.registry import Engines, create_engines
from companion.engine.speech.base import Utterance
from companion.engine.speech.speaker import Speaker
from companion.engine.turn import run_turn
from companion.errors import CompanionError
from companion.messages import (
    EmotionScores,
    EngineConfig,
    Line,
    Persona,
    Progress,
    ReplyText,
    ReplyVariant,
    Sampling,
    SentenceReady,
    StartTurn,
    TurnDone,
    TurnEvent,
    TurnFailed,
    UserFeeling,
)
from companion.mind.prompt import Prompt, Takes

FAKES = EngineConfig(llm="echo", speech="silent", emotion="neutral")
AMELIE = Persona("Amelie")


def quiet(_: Progress) -> None:
    """Drop progress."""


@pytest.fixture
def engines() -> Iterator[Engines]:
    with create_engines(FAKES, quiet) as made:
        yield made


class GatedModel:
    """Writes its pieces one by one, each when it is let through: time does not matter to the test."""

    name = "gated"
    context_tokens = 1000
    takes: tuple[Takes, ...] = ("chat", "text")
    near_sighted = False

    def __init__(self, *pieces: str) -> None:
        self.pieces = pieces
        self.gate = threading.Semaphore(0)

    def count_tokens(self, text: str) -> int:
        return estimate_tokens(text)

    def stream(self, prompt: Prompt, sampling: Sampling, cancelled: Callable[[], bool]) -> TextStream:
        for piece in self.pieces:
            while not self.gate.acquire(timeout=0.01):
                if cancelled():
                    return "cancelled"
            yield piece
        return "stop"

    def prepare(self, prompt: Prompt) -> None:
        """Nothing to read ahead."""

    def show(self, prompt: Prompt) -> tuple[str, int]:
        return as_text(prompt), 1

    def close(self) -> None:
        """Nothing to free."""


class BrokenVoice:
    """Fails at every sentence."""

    name = "broken"
    languages: tuple[str, ...] = ()
    voices = ("none",)

    def __init__(self, error: Exception) -> None:
        self.error = error

    def speak(self, text: str, voice: str = "", emotion: str = "") -> Utterance:
        raise self.error

    def close(self) -> None:
        """Nothing to free."""


def turn(text: str, **changes: object) -> StartTurn:
    return replace(StartTurn(5, text, AMELIE), **changes)  # type: ignore[arg-type]


def all_events(engines: Engines, start: StartTurn) -> list[TurnEvent]:
    return list(run_turn(engines, start, lambda: False))


def test_first_sentence_is_heard_while_the_model_still_writes(engines: Engines) -> None:
    model = GatedModel("I am", " here. ", "You", " are there.")
    engines.llm = model
    events = run_turn(engines, turn("Hi"), lambda: False)
    for _ in range(3):
        model.gate.release()
    for event in events:
        if isinstance(event, SentenceReady):
            break
    # One piece is still unwritten: the model waits at its gate, and the first sentence has its sound.
    assert event.text == "I am here."
    assert event.seconds > 0.3
    model.gate.release()
    rest = list(events)
    assert isinstance(rest[-1], TurnDone)
    assert rest[-1].text == "I am here. You are there."
    timings = rest[-1].timings
    assert timings.first_token is not None
    assert timings.first_sound is not None
    assert timings.text_done is not None
    assert timings.done is not None
    assert timings.first_token <= timings.first_sound < timings.text_done <= timings.done
    assert timings.tokens == 4


def test_emotion_of_a_sentence_sees_what_was_said_before(engines: Engines) -> None:
    asked: list[tuple[str, str]] = []

    class Recorder:
        name = "recorder"

        def scores(self, text: str, context: str = "") -> EmotionScores:
            asked.append((text, context))
            return EmotionScores.only("joy")

        def close(self) -> None:
            """Nothing to free."""

    engines.emotion = Recorder()
    events = all_events(engines, turn("Fine. Good.", history=(Line("assistant", "How are you?"),)))
    assert asked == [
        ("Fine. Good.", "How are you?"),
        ("You said: Fine.", "Fine. Good."),
        ("Good.", "You said: Fine."),
    ]
    assert any(isinstance(event, UserFeeling) and event.emotion.label == "joy" for event in events)


def test_verbatim_speaks_the_text_without_the_model(engines: Engines) -> None:
    engines.llm = GatedModel("never")
    events = all_events(engines, turn("One. *nods* Two.", verbatim=True))
    sentences = [event for event in events if isinstance(event, SentenceReady)]
    assert [(sentence.text, sentence.spoken) for sentence in sentences] == [("One.", "One."), ("*nods* Two.", "Two.")]
    assert isinstance(events[-1], TurnDone)
    assert events[-1].text == "One. *nods* Two."


def test_sentence_with_nothing_to_say_is_shown_without_sound(engines: Engines) -> None:
    events = all_events(engines, turn("🌹🌹", verbatim=True))
    shown = next(event for event in events if isinstance(event, SentenceReady))
    assert (shown.text, shown.spoken, len(shown.pcm)) == ("🌹🌹", "", 0)
    assert shown.sample_rate > 0


def test_limit_is_told(engines: Engines) -> None:
    events = all_events(engines, turn("a b c d e f", sampling=Sampling(max_tokens=4)))
    assert isinstance(events[-1], TurnDone)
    assert (events[-1].text, events[-1].cut) == ("You said: a b", True)


def test_cancel_is_answered_while_the_model_is_stuck(engines: Engines) -> None:
    engines.llm = GatedModel("Hello", " you")
    cancel = threading.Event()
    events = run_turn(engines, turn("Hi"), cancel.is_set)
    assert isinstance(next(events), UserFeeling)
    cancel.set()
    asked = time.monotonic()
    rest = list(events)
    assert time.monotonic() - asked < 1.0
    assert isinstance(rest[-1], TurnDone)
    assert rest[-1].cancelled
    engines.llm = GatedModel()
    # The threads are free again for the next turn.
    assert isinstance(all_events(engines, turn("Again.", verbatim=True))[-1], TurnDone)


@pytest.mark.parametrize(
    ("error", "words"), [(CompanionError("The voice is gone."), "The voice is gone."), (KeyError("x"), "KeyError")]
)
def test_error_ends_the_turn_in_words(
    engines: Engines, error: Exception, words: str, caplog: pytest.LogCaptureFixture
) -> None:
    engines.speech = Speaker(BrokenVoice(error))
    events = all_events(engines, turn("One. Two."))
    assert isinstance(events[-1], TurnFailed)
    assert words in events[-1].message
    assert sum(isinstance(event, TurnFailed) for event in events) == 1
    assert any(isinstance(event, ReplyText) for event in events)
    assert ("turn 5 failed" in caplog.text) == isinstance(error, KeyError)


def test_unknown_engine_is_told_with_the_choices() -> None:
    with pytest.raises(CompanionError, match="echo"):
        create_engines(replace(FAKES, llm="nothing"), quiet)


def test_persona_is_read_ahead(engines: Engines) -> None:
    read: list[str] = []

    class Reader(GatedModel):
        def prepare(self, prompt: Prompt) -> None:
            assert not isinstance(prompt, str)
            read.extend(message.text for message in prompt)

    engines.llm = Reader()
    engines.prepare(StartTurn(0, "Hi", Persona("Mia", "You are Mia.")))
    engines.writer.submit(lambda: None).result(10)
    assert read[0] == "You are Mia."


def test_three_replies_to_choose_from_differ_and_only_the_first_is_spoken(engines: Engines) -> None:
    engines.llm = ScriptedModel(["One."], ["One."], ["Two."], ["Three."])
    events = all_events(engines, turn("Hi", sampling=Sampling(n=3, seed=4)))
    variants = [event.text for event in events if isinstance(event, ReplyVariant)]
    assert variants == ["Two.", "Three."]
    assert [event.text for event in events if isinstance(event, SentenceReady)] == ["One."]
    assert engines.llm.samplings[0].seed == 4
    assert isinstance(events[-1], TurnDone)


def test_the_same_reply_is_no_variant(engines: Engines) -> None:
    engines.llm = ScriptedModel(["One."], *[["One."]] * 3, ["Two."])
    events = all_events(engines, turn("Hi", sampling=Sampling(n=2)))
    assert [event.text for event in events if isinstance(event, ReplyVariant)] == ["Two."]


def test_a_variant_that_cannot_be_written_leaves_the_reply_alone(engines: Engines) -> None:
    engines.llm = ScriptedModel(["One."], [" "], [""], [""])
    events = all_events(engines, turn("Hi", sampling=Sampling(n=2)))
    assert not any(isinstance(event, ReplyVariant | TurnFailed) for event in events)
    assert isinstance(events[-1], TurnDone)
