"""The model of turns: what is sent, what is dropped, what is kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from companion.conversation import Conversation, Message, State
from companion.history import History
from companion.messages import (
    CancelTurn,
    EmotionScores,
    Foresee,
    Line,
    Persona,
    ReplyText,
    ReplyVariant,
    SentenceReady,
    StartTurn,
    ToEngine,
    TurnDone,
    TurnFailed,
    UserFeeling,
)
from companion.shown_talk import BEFORE_FOUND, PAGE


class Recording:
    """Listens and keeps what it is told."""

    def __init__(self) -> None:
        self.resets = 0
        self.removed: list[Message] = []
        self.inserted: list[tuple[int, list[str]]] = []
        self.states: list[State] = []
        self.failures: list[str] = []

    def messages_reset(self) -> None:
        self.resets += 1

    def messages_inserted(self, place: int, messages: Sequence[Message]) -> None:
        self.inserted.append((place, [message.text for message in messages]))

    def message_added(self, message: Message) -> None:
        pass

    def message_changed(self, message: Message) -> None:
        pass

    def message_removed(self, message: Message) -> None:
        self.removed.append(message)

    def state_changed(self, state: State) -> None:
        self.states.append(state)

    def turn_failed(self, sentence: str) -> None:
        self.failures.append(sentence)


class Bench:
    """A conversation with a player and an engine that only note what they are given."""

    def __init__(self, history: History) -> None:
        self.sent: list[ToEngine] = []
        self.played: list[SentenceReady] = []
        self.heard_part = 0.0
        self.history = history
        self.talk = Conversation(history, self.sent.append, self.played.append, lambda: self.heard_part)
        self.view = Recording()
        self.talk.open("amelie", Persona("Amelie"))
        self.talk.subscribe(self.view)

    def sentence(self, turn: int, index: int, text: str, emotion: str = "joy") -> SentenceReady:
        """Let the engine finish a sentence of one second."""
        ready = SentenceReady(turn, index, text, text, EmotionScores.only(emotion), np.zeros(100, np.float32), 100)
        self.talk.receive(ready)
        return ready

    def hear(self, sentence: SentenceReady) -> None:
        self.talk.sentence_started(sentence)
        self.talk.sentence_finished(sentence)

    def stored(self) -> list[str]:
        return [line.text for line in self.history.lines(self.talk.talk, 50)]


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    history = History(tmp_path / "h.sqlite")
    yield Bench(history)
    history.close()


def test_a_turn_ends_when_all_was_heard(bench: Bench) -> None:
    turn = bench.talk.say("  Hello  ")
    start = bench.sent[0]
    assert isinstance(start, StartTurn)
    assert (start.text, start.history, start.persona.name) == ("Hello", (), "Amelie")
    for word in ("Hi.", " I am", "\n\nhere."):
        bench.talk.receive(ReplyText(turn, word))
    first, second = bench.sentence(turn, 0, "Hi."), bench.sentence(turn, 1, "I am here.", "sadness")
    bench.talk.receive(TurnDone(turn, "Hi. I am\n\nhere."))
    assert bench.talk.state is State.THINKING
    assert bench.stored() == ["Hello"], "nothing was heard yet"
    bench.hear(first)
    assert bench.stored() == ["Hello", "Hi."], "a heard sentence is durable at once"
    assert bench.talk.state is State.SPEAKING
    bench.hear(second)
    assert bench.talk.state is State.IDLE
    assert bench.stored() == ["Hello", "Hi. I am\n\nhere."]
    assert bench.talk.messages[-1].emotion == "sadness"
    bench.talk.say("And now?")
    assert bench.sent[-1].history == (Line("user", "Hello"), Line("assistant", "Hi. I am\n\nhere."))  # type: ignore[union-attr]


def test_stop_keeps_only_the_words_that_were_heard(bench: Bench) -> None:
    turn = bench.talk.say("Hello")
    bench.talk.receive(ReplyText(turn, "One two three. Four five six seven. Eight."))
    first, second = bench.sentence(turn, 0, "One two three."), bench.sentence(turn, 1, "Four five six seven.")
    bench.hear(first)
    bench.talk.sentence_started(second)
    bench.heard_part = 0.6
    bench.talk.stop()
    assert bench.sent[-1] == CancelTurn(turn)
    assert bench.stored() == ["Hello", "One two three. Four five"]
    assert bench.talk.messages[-1].stopped
    bench.talk.receive(ReplyText(turn, "late"))
    bench.sentence(turn, 2, "Eight.")
    bench.talk.receive(TurnDone(turn, "", cancelled=True))
    assert len(bench.played) == 2, "messages of a stopped turn are dropped"
    assert bench.stored() == ["Hello", "One two three. Four five"]


def test_speaking_again_interrupts_and_nothing_heard_leaves_no_trace(bench: Bench) -> None:
    turn = bench.talk.say("First")
    bench.talk.receive(ReplyText(turn, "An answer nobody heard."))
    again = bench.talk.say("Second")
    assert [type(message).__name__ for message in bench.sent] == ["StartTurn", "CancelTurn", "StartTurn"]
    assert again > turn
    assert [message.text for message in bench.view.removed] == ["An answer nobody heard."]
    assert bench.stored() == ["First", "Second"]


def test_a_failed_turn_is_told_and_what_was_said_stays(bench: Bench) -> None:
    turn = bench.talk.say("Hello")
    bench.talk.receive(ReplyText(turn, "Well then. Let me"))
    first = bench.sentence(turn, 0, "Well then.")
    bench.talk.receive(TurnFailed(turn, "The engine stopped; it is starting again."))
    assert bench.view.failures == ["The engine stopped; it is starting again."]
    assert bench.talk.state is not State.IDLE, "the finished sentence is still to be heard"
    bench.hear(first)
    assert bench.talk.state is State.IDLE
    assert bench.stored() == ["Hello", "Well then."]


def test_a_turn_cancelled_by_the_engine_keeps_only_what_is_heard(bench: Bench) -> None:
    turn = bench.talk.say("Hello")
    bench.talk.receive(ReplyText(turn, "Well then. Let me think"))
    first = bench.sentence(turn, 0, "Well then.")
    bench.talk.receive(TurnDone(turn, "Well then. Let me think", cancelled=True))
    bench.hear(first)
    assert bench.talk.state is State.IDLE
    assert bench.stored() == ["Hello", "Well then."]
    assert bench.talk.messages[-1].stopped
    assert bench.view.failures == []


def test_an_empty_answer_is_said_in_words(bench: Bench) -> None:
    turn = bench.talk.say("Hello")
    bench.talk.receive(TurnDone(turn, ""))
    assert "answered nothing" in bench.view.failures[0]
    assert bench.talk.state is State.IDLE
    assert bench.stored() == ["Hello"]


def test_sentences_without_streamed_text_and_the_users_feeling(bench: Bench) -> None:
    turn = bench.talk.say("Say this")
    bench.talk.receive(UserFeeling(turn, EmotionScores.only("joy")))
    bench.hear(bench.sentence(turn, 0, "This."))
    bench.talk.receive(TurnDone(turn, "This."))
    assert bench.stored() == ["Say this", "This."]
    assert [entry.emotion for entry in bench.history.last(bench.talk.talk, 2)] == ["joy", "joy"]


def test_another_persona_has_another_talk(bench: Bench) -> None:
    bench.talk.say("Hello")
    bench.talk.open("rose", Persona("Rose"))
    assert isinstance(bench.sent[-1], CancelTurn)
    assert bench.talk.messages == []
    bench.talk.open("amelie", Persona("Amelie"))
    assert [message.text for message in bench.talk.messages] == ["Hello"]
    assert bench.view.resets == 2
    assert bench.talk.say("   ") == 0


def test_of_three_replies_the_chosen_one_enters_the_history(bench: Bench) -> None:
    turn = bench.talk.say("Hello")
    bench.talk.receive(ReplyText(turn, "One."))
    first = bench.sentence(turn, 0, "One.")
    bench.talk.receive(ReplyVariant(turn, "Two."))
    bench.talk.receive(ReplyVariant(turn, "Three."))
    bench.talk.receive(TurnDone(turn, "One."))
    bench.hear(first)
    message = bench.talk.messages[-1]
    assert (message.variants, message.chosen) == (["One.", "Two.", "Three."], 0)
    bench.talk.choose(message, 2)
    assert (message.text, message.chosen) == ("Three.", 2)
    assert bench.stored() == ["Hello", "Three."]
    bench.talk.choose(message, 3)
    assert message.text == "Three."
    bench.talk.say("And now?")
    assert bench.sent[-1].history == (Line("user", "Hello"), Line("assistant", "Three."))  # type: ignore[union-attr]


def test_a_reply_cut_by_the_limit_says_so(bench: Bench) -> None:
    turn = bench.talk.say("Hello")
    bench.talk.receive(ReplyText(turn, "Once upon a"))
    sentence = bench.sentence(turn, 0, "Once upon a")
    bench.talk.receive(TurnDone(turn, "Once upon a", cut=True))
    bench.hear(sentence)
    assert bench.talk.messages[-1].cut


def answer(bench: Bench, text: str, reply: str) -> None:
    """Let a turn be said, answered and heard."""
    turn = bench.talk.say(text)
    bench.hear(bench.sentence(turn, 0, reply))
    bench.talk.receive(TurnDone(turn, reply))


def test_several_talks_are_chosen_and_taken_away(bench: Bench) -> None:
    answer(bench, "First talk", "Yes.")
    first = bench.talk.talk
    bench.talk.open_talk(0)
    assert bench.talk.messages == []
    assert [talk.id for talk in bench.history.talks()] == [first], "an empty talk is none"
    answer(bench, "Second talk", "No.")
    second = bench.talk.talk
    assert bench.sent[-1].history == ()  # type: ignore[union-attr]
    bench.talk.open_talk(first)
    assert [message.text for message in bench.talk.messages] == ["First talk", "Yes."]
    assert bench.talk.messages[1].feelings[0].sentence == "Yes."
    bench.talk.remove_talk(first)
    assert bench.talk.messages == []
    assert [talk.id for talk in bench.history.talks()] == [second]
    bench.history.remove_talk(first, gone=False)
    assert {talk.id for talk in bench.history.talks()} == {first, second}


def test_a_long_talk_is_fetched_page_by_page(bench: Bench) -> None:
    talk = bench.history.begin("rose")
    numbers = [bench.history.add(talk, "user", f"{n}") for n in range(2 * PAGE + 5)]
    bench.talk.open("rose", Persona("Rose"))
    assert [message.number for message in bench.talk.messages] == numbers[-PAGE:]
    bench.talk.show_older()
    assert bench.view.inserted[-1] == (0, [f"{n}" for n in range(5, PAGE + 5)])
    bench.talk.show_older()
    assert not bench.talk.more_above
    bench.talk.show_older()
    assert [message.number for message in bench.talk.messages] == numbers
    # From a place found by a search on, in both directions.
    bench.talk.open_talk(talk, numbers[20])
    assert [message.number for message in bench.talk.messages] == numbers[20 - BEFORE_FOUND : 20 + PAGE]
    bench.talk.show_newer()
    assert bench.talk.messages[-1].number == numbers[-1]
    assert not bench.talk.more_below
    bench.talk.open_talk(talk, numbers[20])
    bench.talk.say("On we go")
    assert [message.text for message in bench.talk.messages[-3:]] == [f"{2 * PAGE + 4}", "On we go", ""]


def test_what_is_deleted_or_taken_back_can_be_brought_back(bench: Bench) -> None:
    for text in ("One", "Two", "Three"):
        answer(bench, text, f"{text}!")
    bench.talk.remove(bench.talk.messages[1])
    assert bench.stored() == ["One", "Two", "Two!", "Three", "Three!"]
    bench.talk.bring_back()
    assert bench.view.inserted[-1] == (1, ["One!"])
    assert bench.talk.take_back(bench.talk.messages[3]) == "Two"
    assert bench.stored() == ["One", "One!"]
    bench.talk.say("Else")
    bench.talk.bring_back()
    assert bench.stored() == ["One", "One!", "Two", "Two!", "Three", "Three!", "Else"]
    assert [message.text for message in bench.talk.messages] == [*bench.stored(), ""]
    bench.talk.bring_back()
    assert len(bench.stored()) == 7, "once is enough"


def test_taking_back_looks_above_what_is_shown_and_undo_shows_it_again(bench: Bench) -> None:
    talk = bench.history.begin("rose")
    for number in range(PAGE + 5):
        bench.history.add(talk, "assistant" if number % 2 else "user", f"{number}")
    bench.talk.open("rose", Persona("Rose"))
    assert bench.talk.messages[0].text == "5", "hers, and your line before it is above the page"
    assert bench.talk.take_back(bench.talk.messages[0]) == "4"
    assert [message.text for message in bench.talk.messages] == [f"{n}" for n in range(4)]
    bench.talk.bring_back()
    assert {"3", "4", "5"} <= {message.text for message in bench.talk.messages}
    assert len(bench.talk.stored()) == PAGE + 5


def test_all_that_is_shown_can_be_taken_back_and_brought_back(bench: Bench) -> None:
    talk = bench.history.begin("rose")
    for number in range(PAGE + 5):
        bench.history.add(talk, "user", f"{number}")
    bench.talk.open("rose", Persona("Rose"))
    assert bench.talk.take_back(bench.talk.messages[0]) == "5"
    assert [message.text for message in bench.talk.messages] == [f"{n}" for n in range(5)], "the page above"
    bench.talk.bring_back()
    assert [message.text for message in bench.talk.messages] == [f"{n}" for n in range(PAGE + 5)]


def test_taking_back_takes_what_follows_below_what_is_shown(bench: Bench) -> None:
    talk = bench.history.begin("rose")
    numbers = [bench.history.add(talk, "user", f"{number}") for number in range(3 * PAGE)]
    bench.talk.open("rose", Persona("Rose"))
    bench.talk.open_talk(talk, numbers[20])
    assert bench.talk.more_below
    message = next(one for one in bench.talk.messages if one.number == numbers[20])
    assert bench.talk.take_back(message) == "20"
    assert [message.text for message in bench.talk.messages] == [f"{n}" for n in range(20)]
    bench.talk.say("Else")
    assert bench.stored() == [*(f"{n}" for n in range(20)), "Else"]
    bench.talk.bring_back()
    assert len(bench.talk.stored()) == 3 * PAGE + 1


def test_an_answer_to_nothing_is_not_taken_back(bench: Bench) -> None:
    answer(bench, "One", "One!")
    bench.talk.remove(bench.talk.messages[0])
    assert bench.talk.ask_again(bench.talk.messages[0]) == ""
    assert bench.stored() == ["One!"]


def test_another_answer_leaves_the_one_before_to_choose(bench: Bench) -> None:
    answer(bench, "Hello", "Hi.")
    answer(bench, bench.talk.ask_again(bench.talk.messages[1]), "Good day.")
    message = bench.talk.messages[-1]
    assert (message.variants, message.chosen) == (["Hi.", "Good day."], 1)
    bench.talk.choose(message, 0)
    assert bench.stored() == ["Hello", "Hi."]
    bench.talk.say(bench.talk.ask_again(message))
    bench.talk.stop()
    assert bench.stored() == ["Hello", "Good day."], "nothing came in its place"


def test_a_message_is_said_again_without_a_trace(bench: Bench) -> None:
    answer(bench, "Hello", "Hi.")
    turn = bench.talk.say_again(bench.talk.messages[1])
    start = bench.sent[-1]
    assert isinstance(start, StartTurn)
    assert (start.text, start.verbatim) == ("Hi.", True)
    bench.talk.receive(ReplyText(turn, "Hi."))
    again = bench.sentence(turn, 0, "Hi.")
    bench.talk.sentence_started(again)
    assert bench.talk.state is State.SPEAKING
    bench.talk.sentence_finished(again)
    bench.talk.receive(TurnDone(turn, "Hi."))
    assert bench.talk.state is State.IDLE
    assert bench.stored() == ["Hello", "Hi."]
    assert len(bench.talk.messages) == 2


def test_she_begins_with_a_hint_that_is_not_kept(bench: Bench) -> None:
    turn = bench.talk.begin("*comes back; greet me*")
    assert bench.talk.begin("*again*") == 0, "she is already about to speak"
    start = bench.sent[0]
    assert isinstance(start, StartTurn)
    assert start.text == "*comes back; greet me*"
    bench.talk.receive(UserFeeling(turn, EmotionScores.only("joy")))
    bench.talk.receive(ReplyText(turn, "There you are."))
    bench.hear(bench.sentence(turn, 0, "There you are."))
    bench.talk.receive(TurnDone(turn, "There you are."))
    assert [(one.role, one.text, one.begun) for one in bench.talk.messages] == [("assistant", "There you are.", True)]
    [entry] = bench.history.last(bench.talk.talk, -1)
    assert entry.begun
    bench.talk.open_talk(bench.talk.talk)
    assert bench.talk.messages[0].begun


def test_what_may_be_said_is_foreseen_as_it_will_be_asked(bench: Bench) -> None:
    turn = bench.talk.say("Hello")
    bench.talk.foresee("")
    assert len(bench.sent) == 1, "not while she answers"
    bench.talk.receive(ReplyText(turn, "Hi."))
    bench.hear(bench.sentence(turn, 0, "Hi."))
    bench.talk.receive(TurnDone(turn, "Hi."))
    for text in ("", "", " Who are", "Who are "):
        bench.talk.foresee(text)
    foreseen = [message.turn for message in bench.sent if isinstance(message, Foresee)]
    assert [one.text for one in foreseen] == ["", "Who are"], "each but once"
    bench.talk.say("Who are you?")
    asked = bench.sent[-1]
    assert isinstance(asked, StartTurn)
    assert replace(foreseen[1], turn_id=asked.turn_id, text=asked.text) == asked
    assert bench.stored() == ["Hello", "Hi.", "Who are you?"], "nothing is kept of what was only foreseen"
