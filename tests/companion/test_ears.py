"""The ears without a window: what begins a turn, what interrupts her, what is her own voice, what fails in words."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from companion import ears as module
from companion.audio.microphone import Heard
from companion.conversation import Conversation, State
from companion.ears import Ears, Mode, own_words
from companion.errors import CompanionError
from companion.history import History
from companion.messages import (
    NEUTRAL,
    Foresee,
    HearingProgress,
    Listen,
    ListeningEnded,
    ListeningFailed,
    ListeningReady,
    MicrophoneSound,
    PartialText,
    Persona,
    ReplyText,
    SentenceReady,
    SpeechHeard,
    SpeechStarted,
    StopListening,
    ToEngine,
)


class FakeMicrophone:
    """Hears what the test puts in."""

    def __init__(self) -> None:
        self.on_sound: Callable[[Heard], None] = lambda _heard: None
        self.on_failed: Callable[[str], None] = lambda _sentence: None
        self.closed = False
        self.waiting: list[Heard | str] = []

    def poll(self) -> None:
        while self.waiting:
            item = self.waiting.pop(0)
            if isinstance(item, str):
                self.on_failed(item)
            else:
                self.on_sound(item)

    def close(self) -> None:
        self.closed = True

    def join(self) -> None:
        assert self.closed


class Bench:
    """Ears with a conversation, a fake microphone and a view that keeps what it is told."""

    def __init__(self, history: History) -> None:
        self.sent: list[ToEngine] = []
        self.hushed = 0
        self.said: list[str] = []
        self.modes: list[Mode] = []
        self.words: list[str] = []
        self.levels: list[float] = []
        self.loading: list[str] = []
        self.failures: list[str] = []
        self.microphones: list[FakeMicrophone] = []
        self.refusal = ""
        self.talk = Conversation(history, self.sent.append, lambda _sentence: None, self._hush)
        self.talk.open("amelie", Persona("Amelie"))
        self.ears = Ears(self.talk, self.sent.append, self._open, self._say, self)

    def _hush(self) -> float:
        self.hushed += 1
        return 0.5

    def _open(self) -> FakeMicrophone:
        if self.refusal:
            raise CompanionError(self.refusal)
        self.microphones.append(FakeMicrophone())
        return self.microphones[-1]

    def _say(self, text: str, _heard: SpeechHeard) -> None:
        self.said.append(text)
        self.talk.say(text)

    def listening_changed(self, mode: Mode) -> None:
        self.modes.append(mode)

    def level_changed(self, level: float) -> None:
        self.levels.append(level)

    def words_changed(self, text: str) -> None:
        self.words.append(text)

    def ears_loading(self, text: str, fraction: float | None) -> None:
        self.loading.append(text)

    def ears_failed(self, sentence: str) -> None:
        self.failures.append(sentence)

    @property
    def number(self) -> int:
        return max(message.listening for message in self.sent if isinstance(message, Listen))

    def orders(self) -> list[ToEngine]:
        return [message for message in self.sent if isinstance(message, Listen | StopListening)]

    def let_her_speak(self, text: str) -> None:
        turn = self.talk.say("Hello")
        self.talk.receive(ReplyText(turn, text))
        sentence = SentenceReady(turn, 0, text, text, NEUTRAL, np.zeros(2400, np.float32), 24000)
        self.talk.receive(sentence)
        self.talk.sentence_started(sentence)
        self.ears.poll()
        assert self.talk.state is State.SPEAKING


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    history = History(tmp_path / "h.sqlite")
    bench = Bench(history)
    yield bench
    bench.ears.close()
    history.close()


def test_hands_free_speech_becomes_a_turn(bench: Bench) -> None:
    bench.ears.toggle()
    assert bench.modes == [Mode.FREE]
    listen = bench.orders()[0]
    assert isinstance(listen, Listen)
    assert not listen.hold
    bench.microphones[0].waiting.append(Heard(np.zeros(320, np.float32), 12.5, 0.4))
    bench.ears.poll()
    sound = bench.sent[-1]
    assert isinstance(sound, MicrophoneSound)
    assert (sound.listening, sound.at, len(sound.pcm), bench.levels) == (1, 12.5, 320, [0.4])
    for event in (
        HearingProgress("Loading…"),
        ListeningReady(1, "Whisper"),
        SpeechStarted(1, 1, 12.5),
        PartialText(1, 1, "How"),
        PartialText(1, 1, "How are", pausing=True),
        SpeechHeard(1, 1, "How are you?", "en", 12.5, 13.0),
        SpeechHeard(1, 2, ""),
    ):
        bench.ears.receive(event)
    assert bench.loading == ["Loading…", ""]
    assert bench.words == ["How", "How are", "", ""]
    foreseen = [message.turn.text for message in bench.sent if isinstance(message, Foresee)]
    assert foreseen == ["", "How are"], "she reads ahead when a voice begins and when it pauses"
    assert bench.said == ["How are you?"]
    bench.ears.toggle()
    assert bench.microphones[0].closed
    assert bench.modes == [Mode.FREE, Mode.OFF]


def test_the_key_silences_her_and_listens_until_release(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "TAP", 0.0)
    monkeypatch.setattr(module, "TAIL", 0.02)
    bench.let_her_speak("I could tell you a very long story.")
    bench.ears.press()
    bench.ears.press()  # the key repeats
    assert (bench.hushed, bench.talk.state, bench.ears.mode) == (1, State.IDLE, Mode.HOLD)
    bench.ears.release()
    assert bench.ears.mode is Mode.HOLD, "the last word is still on its way"
    time.sleep(0.03)
    bench.ears.poll()
    assert bench.ears.mode is Mode.OFF
    assert bench.orders()[-1] == StopListening(1, keep=True)
    bench.ears.receive(SpeechHeard(1, 1, "Stop that.", "en"))
    bench.ears.receive(ListeningEnded(1))
    assert bench.said == ["Stop that."]


def test_a_tap_on_the_key_says_nothing(bench: Bench) -> None:
    bench.ears.press()
    bench.ears.release()
    assert bench.orders()[-1] == StopListening(1, keep=False)


def test_two_words_over_her_interrupt_her(bench: Bench) -> None:
    bench.let_her_speak("The roses in my garden are red and they smell of summer.")
    bench.ears.toggle()
    bench.ears.receive(SpeechStarted(1, 1, 1.0))
    bench.ears.receive(PartialText(1, 1, "Wait"))
    assert bench.talk.state is State.SPEAKING
    bench.ears.receive(PartialText(1, 1, "Wait a"))
    assert bench.talk.state is State.SPEAKING, "the room's echo may be misheard: not at the first look"
    bench.ears.receive(PartialText(1, 1, "Wait a moment"))
    assert bench.talk.state is State.IDLE
    assert bench.hushed == 1
    kept = bench.talk.messages[-1]
    assert kept.stopped
    assert kept.text == "The roses in my garden are"
    bench.ears.receive(SpeechHeard(1, 1, "Wait a moment, please.", "en"))
    assert bench.said == ["Wait a moment, please."]


@pytest.mark.parametrize(
    ("looks", "end", "loudspeakers", "interrupted"),
    [
        (["You two", "Your shoe"], "", True, False),  # misheard echo: other words each time
        (["You two", "You two"], "", True, True),
        (["You two"], "", False, True),  # with headphones nothing of hers can be heard
        (["Please let us talk"], "", True, True),  # too many to be misheard
        ([], "Stop it!", True, True),  # over before anybody looked at it
        (["Stop"], "Stop it!", True, True),
        (["You two"], "Your shoe.", True, False),
        ([], "Stop!", True, False),
        ([], "Let's get it?", True, False),  # the recogniser doubts it: see the question mark below
        ([], "Let's get it?", False, True),
        (["The roses"], "The roses, what's up?", True, False),  # hers at the first look
    ],
)
def test_what_is_understood_twice_interrupts(
    bench: Bench, looks: list[str], end: str, loudspeakers: bool, interrupted: bool
) -> None:
    bench.let_her_speak("The roses in my garden are red and they smell of summer.")
    bench.ears.loudspeakers = loudspeakers
    bench.ears.toggle()
    bench.ears.receive(SpeechStarted(1, 1, 1.0))
    for text in looks:
        bench.ears.receive(PartialText(1, 1, text))
    if end:
        bench.ears.receive(SpeechHeard(1, 1, end, "en", doubtful=end.endswith("?") and not looks))
    assert (bench.hushed == 1) is interrupted


def test_how_many_words_interrupt_is_set(bench: Bench) -> None:
    bench.let_her_speak("The roses in my garden are red and they smell of summer.")
    bench.ears.interrupt_words = 3
    bench.ears.toggle()
    for _ in range(2):
        bench.ears.receive(PartialText(1, 1, "Stop it"))
    assert bench.talk.state is State.SPEAKING
    for _ in range(2):
        bench.ears.receive(PartialText(1, 1, "Stop it please"))
    assert bench.talk.state is State.IDLE


def test_one_word_over_her_is_only_a_nod(bench: Bench) -> None:
    bench.let_her_speak("The roses in my garden are red.")
    bench.ears.toggle()
    bench.ears.receive(SpeechStarted(1, 1, 1.0))
    bench.ears.receive(SpeechHeard(1, 1, "Mhm.", "en"))
    assert bench.talk.state is State.SPEAKING
    assert bench.said == []
    bench.ears.interrupt_words = 0
    bench.ears.receive(SpeechStarted(1, 2, 2.0))
    assert bench.talk.state is State.IDLE, "with 0 the first sound of a voice is enough"


def test_her_own_voice_is_no_answer(bench: Bench) -> None:
    bench.let_her_speak("The roses in my garden are red and they smell of summer.")
    bench.ears.toggle()
    bench.ears.receive(SpeechStarted(1, 1, 1.0))
    bench.ears.receive(PartialText(1, 1, "Roses in my garden"))
    assert bench.talk.state is State.SPEAKING
    assert bench.words == []
    bench.ears.receive(SpeechHeard(1, 1, "The roses in my garden are read.", "en"))
    assert bench.said == []
    bench.talk.stop()
    bench.ears.receive(SpeechStarted(1, 2, 3.0))
    bench.ears.receive(SpeechHeard(1, 2, "In my garden.", "en"))
    assert bench.said == [], "the room answers a little later"
    time.sleep(module.ECHO_LASTS)
    bench.ears.receive(SpeechStarted(1, 3, 5.0))
    bench.ears.receive(SpeechHeard(1, 3, "In my garden.", "en"))
    assert bench.said == ["In my garden."], "later it is the user who repeats it"


@pytest.mark.parametrize(
    ("heard", "own"),
    [
        ("The roses are red", True),
        ("roses our red and violets are blew", True),
        ("Please be quiet now", False),
        ("Tell me about something else", False),
        ("", False),
    ],
)
def test_own_words(heard: str, own: bool) -> None:
    assert own_words(heard, "The roses are red, and violets are blue.") is own


def test_what_fails_is_said_and_the_microphone_closed(bench: Bench) -> None:
    bench.refusal = "The key file can be read by others."
    bench.ears.toggle()
    assert (bench.failures, bench.ears.mode) == ([bench.refusal], Mode.OFF)
    bench.refusal = ""
    bench.ears.toggle()
    bench.microphones[0].waiting.append("The microphone stopped.")
    bench.ears.poll()
    assert bench.failures[-1] == "The microphone stopped."
    assert bench.ears.mode is Mode.OFF
    bench.ears.toggle()
    bench.ears.receive(PartialText(bench.number, 1, "as far as"))
    bench.ears.receive(ListeningFailed(bench.number, "No server answers."))
    assert bench.words[-1] == "", "nobody goes on with these words"
    assert bench.failures[-1] == "No server answers."
    assert bench.ears.mode is Mode.OFF
    bench.ears.receive(PartialText(bench.number - 1, 1, "late"))
    assert "late" not in bench.words


def test_a_dead_engine_is_said_and_hands_free_goes_on(bench: Bench) -> None:
    bench.ears.engine_lost()
    assert bench.failures == [], "nobody was listening"
    bench.ears.toggle()
    bench.ears.engine_lost()
    assert "say it again" in bench.failures[0]
    assert (bench.ears.mode, bench.number) == (Mode.FREE, 2)
    bench.ears.stop(keep=True)
    bench.ears.engine_lost()
    assert len(bench.failures) == 2, "words that were still being recognised are lost"
    bench.ears.engine_lost()
    assert len(bench.failures) == 2
