"""Utterances out of a stream of sound: the real voice detector, the real recogniser, a voice that speaks."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Iterator
from functools import cache

import numpy as np
import pytest

from companion.audio.resample import resample
from companion.engine.hearing.base import RATE, HearingEngine, Transcript
from companion.engine.hearing.endpoint import Change, Endpointer
from companion.engine.hearing.listening import Listening
from companion.engine.hearing.voice_detector import CHUNK, VoiceDetector
from companion.engine.registry import create_engine
from companion.engine.speech.hibari import HibariVoice
from companion.errors import CompanionError
from companion.messages import (
    EngineConfig,
    HearingEvent,
    HearingProgress,
    Listen,
    ListeningEnded,
    ListeningFailed,
    ListeningReady,
    MicrophoneSound,
    PartialText,
    Progress,
    SpeechHeard,
    SpeechStarted,
    StopListening,
)

CONFIG = EngineConfig()
MISSING = "The voice detector is missing: ./run installs faster-whisper, which carries it."


@cache
def said(text: str) -> np.ndarray:
    voice = HibariVoice(CONFIG, lambda _: None)
    spoken = voice.speak(text)
    voice.close()
    sound = resample(spoken.pcm, spoken.rate, RATE)
    loud = np.flatnonzero(np.abs(sound) > 0.01)
    return sound[loud[0] : loud[-1]]


def gap(seconds: float) -> np.ndarray:
    return np.random.default_rng(3).normal(0, 0.001, int(seconds * RATE)).astype(np.float32)


class Ears:
    """The ears with a queue at their end."""

    def __init__(self, create: Callable[..., HearingEngine]) -> None:
        self.told: queue.SimpleQueue[HearingEvent] = queue.SimpleQueue()
        self.listening = Listening(create, self.told.put)
        self.number = 0

    def hear(self, sound: np.ndarray, **how: object) -> list[HearingEvent]:
        """Listen to ``sound`` from clock 100 on, in pieces of 20 ms, and return what is told until the end."""
        self.number += 1
        self.listening.take(Listen(self.number, CONFIG, **how))  # type: ignore[arg-type]
        for place in range(0, len(sound), 320):
            piece = sound[place : place + 320]
            self.listening.take(MicrophoneSound(self.number, piece, 100 + place / RATE))
        self.listening.take(StopListening(self.number))
        return self.until((ListeningEnded, ListeningFailed))

    def until(self, kinds: type | tuple[type, ...]) -> list[HearingEvent]:
        events: list[HearingEvent] = []
        while not (events and isinstance(events[-1], kinds)):
            event = self.told.get(timeout=30)
            if not isinstance(event, ListeningReady | HearingProgress):
                events.append(event)
        return events


@pytest.fixture(scope="module")
def loaded() -> Iterator[HearingEngine]:
    engine: HearingEngine = create_engine("companion.hearing", CONFIG, lambda _: None)
    yield engine
    engine.close()


class Kept:
    """A recogniser that outlives the ears of one test."""

    def __init__(self, engine: HearingEngine, quick: bool) -> None:
        self.name, self.quick, self.asked = engine.name, quick, 0
        self._engine = engine

    def transcribe(self, pcm: np.ndarray, language: str = "") -> Transcript:
        self.asked += 1
        return self._engine.transcribe(pcm, language)

    def close(self) -> None:
        pass


@pytest.fixture
def ears(loaded: HearingEngine) -> Iterator[Ears]:
    ears = Ears(lambda _config, _progress: Kept(loaded, quick=True))
    yield ears
    ears.listening.close()


def heard(events: list[HearingEvent]) -> list[SpeechHeard]:
    return [event for event in events if isinstance(event, SpeechHeard)]


def test_each_utterance_is_found_and_written_down(ears: Ears) -> None:
    first, second = said("What is your name?"), said("Tell me about the sea, please.")
    events = ears.hear(np.concatenate([gap(0.5), first, gap(1.0), second, gap(1.0)]))
    one, two = heard(events)
    assert one.text == "What is your name?"
    assert two.text.lower().startswith("tell me about the sea")
    assert (one.utterance, two.utterance) == (1, 2)
    assert one.language == "en"
    start, middle = 100.5, 101.5 + len(first) / RATE
    assert one.began_at == pytest.approx(start, abs=0.2)
    assert one.ended_at == pytest.approx(start + len(first) / RATE, abs=0.2)
    assert two.began_at == pytest.approx(middle, abs=0.2)
    begun = [event for event in events if isinstance(event, SpeechStarted)]
    assert [(event.utterance, event.at) for event in begun] == [(1, one.began_at), (2, two.began_at)]


def test_a_short_pause_is_no_end(ears: Ears) -> None:
    sound = np.concatenate([gap(0.3), said("I would like to know,"), gap(0.35), said("what time it is."), gap(1)])
    (one,) = heard(ears.hear(sound, pause=0.7))
    assert "know" in one.text
    assert "time" in one.text
    assert len(heard(ears.hear(sound, pause=0.25))) == 2


def test_words_show_while_they_are_spoken(ears: Ears) -> None:
    sound = np.concatenate([gap(0.3), said("The lighthouse keeper counted seven ships before his breakfast."), gap(1)])
    ears.listening.take(Listen(9, CONFIG))
    for place in range(0, len(sound), 1600):
        ears.listening.take(MicrophoneSound(9, sound[place : place + 1600], place / RATE))
        time.sleep(0.05)  # twice as fast as speech
    events = ears.until(SpeechHeard)
    partial = [event.text for event in events if isinstance(event, PartialText)]
    assert partial
    assert partial[0].lower().startswith("the light")
    assert len(partial[0]) < len(heard(events)[0].text)


@pytest.mark.parametrize("kind", ["silence", "noise", "hum"])
def test_noise_is_no_utterance(ears: Ears, kind: str) -> None:
    time_ = np.arange(2 * RATE) / RATE
    noise = np.random.default_rng(1).normal(0, 0.05, 2 * RATE)
    sounds = {"silence": 0 * time_, "noise": noise, "hum": 0.2 * np.sin(2 * np.pi * 120 * time_)}
    assert ears.hear(sounds[kind].astype(np.float32)) == [ListeningEnded(1)]


def test_push_to_talk_takes_all_that_was_said_until_release(ears: Ears) -> None:
    sound = np.concatenate([gap(0.2), said("Yes."), gap(1.2), said("No, thank you.")])
    events = ears.hear(sound, hold=True)
    (one,) = heard(events)
    assert one.text.lower().startswith("yes")
    assert "thank you" in one.text.lower()
    events = ears.hear(gap(0.6), hold=True)
    assert [type(event) for event in events] == [SpeechHeard, ListeningEnded]
    assert heard(events)[0].text == ""


def test_what_was_dropped_is_not_told(ears: Ears) -> None:
    ears.listening.take(Listen(1, CONFIG))
    ears.listening.take(MicrophoneSound(1, np.concatenate([gap(0.2), said("What is your name?")]), 0.0))
    ears.listening.take(StopListening(1, keep=False))
    assert heard(ears.until(ListeningEnded)) == []


def test_a_new_press_does_not_lose_the_words_of_the_last(ears: Ears) -> None:
    ears.listening.take(Listen(1, CONFIG, hold=True))
    ears.listening.take(MicrophoneSound(1, said("What is your name?"), 0.0))
    ears.listening.take(Listen(2, CONFIG, hold=True))
    ears.listening.take(MicrophoneSound(2, gap(0.5), 0.0))
    events = ears.until(ListeningEnded)
    assert [(event.listening, event.text) for event in heard(events)] == [(1, "What is your name?")]


def test_a_costly_recogniser_is_asked_once_an_utterance(loaded: HearingEngine) -> None:
    engine = Kept(loaded, quick=False)
    ears = Ears(lambda _config, _progress: engine)
    events = ears.hear(np.concatenate([said("Tell me about the sea, please."), gap(1)]))
    ears.listening.close()
    assert not any(isinstance(event, PartialText) for event in events)
    assert len(heard(events)) == engine.asked == 1


def test_errors_end_listening_in_words(loaded: HearingEngine) -> None:
    class Deaf(Kept):
        def transcribe(self, pcm: np.ndarray, language: str = "") -> Transcript:
            raise CompanionError("The server is gone; start it.")

    def refuse(_config: EngineConfig, _progress: Callable[[Progress], None]) -> HearingEngine:
        raise CompanionError("There is no such recogniser.")

    sound = np.concatenate([said("Yes."), gap(1)])
    for create, sentence in (
        (lambda _config, _progress: Deaf(loaded, quick=True), "The server is gone; start it."),
        (refuse, "There is no such recogniser."),
    ):
        ears = Ears(create)
        assert ears.hear(sound)[-1] == ListeningFailed(1, sentence)
        assert ears.hear(sound)[-1] == ListeningFailed(2, sentence), "and it can be tried again"
        ears.listening.close()


def test_the_detector_tells_a_voice_from_noise() -> None:
    detector = VoiceDetector()

    def share(sound: np.ndarray) -> float:
        detector.reset()
        chunks = sound[: len(sound) // CHUNK * CHUNK].reshape(-1, CHUNK)
        return float(np.mean([detector.probability(chunk) > 0.5 for chunk in chunks]))

    assert share(said("Tell me about the sea, please.")) > 0.8
    assert share(np.random.default_rng(1).normal(0, 0.1, RATE).astype(np.float32)) == 0


def test_an_utterance_without_end_is_cut() -> None:
    endpointer = Endpointer(pause=0.4, longest=2.0)
    changes = [endpointer.feed(np.zeros(CHUNK, np.float32), 0.9, n * 0.032) for n in range(100)]
    assert [change for change in changes if change] == [Change.BEGAN, Change.ENDED, Change.BEGAN]


def test_ears_that_cannot_begin_are_told(loaded: HearingEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("companion.engine.hearing.voice_detector.find_spec", lambda _name: None)
    ears = Ears(lambda _config, _progress: Kept(loaded, quick=True))
    assert ears.hear(gap(0.1)) == [ListeningFailed(1, MISSING)]
    assert ears.hear(gap(0.1)) == [ListeningFailed(2, MISSING)]
    monkeypatch.undo()
    assert isinstance(ears.hear(gap(0.1))[-1], ListeningEnded)
    ears.listening.close()


def test_after_its_end_no_words_come(loaded: HearingEngine) -> None:
    asked, go_on = threading.Event(), threading.Event()

    class Slow(Kept):
        def transcribe(self, pcm: np.ndarray, language: str = "") -> Transcript:
            asked.set()
            assert go_on.wait(30)
            return Transcript("too late", "en")

    ears = Ears(lambda _config, _progress: Slow(loaded, quick=True))
    ears.listening.take(Listen(9, CONFIG))
    while not isinstance(ears.told.get(timeout=30), ListeningReady):
        pass
    ears.listening.take(MicrophoneSound(9, np.concatenate([gap(0.2), said("What is your name?")]), 0.0))
    assert asked.wait(30)
    ears.listening.take(StopListening(9, keep=False))
    ears.until(ListeningEnded)
    go_on.set()
    ears.listening._recogniser.submit(lambda: None).result()
    assert ears.hear(gap(0.1)) == [ListeningEnded(1)], "nothing of what was dropped"
    ears.listening.close()
