"""The mood of the persona: fed by the talk, kept over a restart, told to the prompt."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from companion.conversation import Conversation
from companion.her_mood import HerMood
from companion.history import History
from companion.messages import EmotionScores, Persona, SentenceReady, StartTurn, Temperament, TurnDone, UserFeeling

MIA = Persona("Mia", temperament=Temperament(0.0, 0.0, half_life=60.0))


class Clock:
    time = 1000.0

    def __call__(self) -> float:
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


Talk = Callable[[HerMood], tuple[Conversation, list[object]]]


@pytest.fixture
def talk(tmp_path: Path) -> Talk:
    def make(mood: HerMood) -> tuple[Conversation, list[object]]:
        sent: list[object] = []
        made = Conversation(History(tmp_path / "h.sqlite"), sent.append, lambda _: None, lambda: 0.0, mood)
        made.open("mia", MIA)
        return made, sent

    return make


def sentence(turn: int, emotion: str) -> SentenceReady:
    feeling = EmotionScores.only(emotion)
    return SentenceReady(turn, 0, "Oh no.", "Oh no.", feeling, np.zeros(100, np.float32), 100)


def test_both_sides_move_it_and_the_next_prompt_says_so(talk: Talk, clock: Clock) -> None:
    mood = HerMood(now=clock)
    conversation, sent = talk(mood)
    told: list[float] = []
    mood.subscribe(lambda: told.append(mood.away_from_home()[0]))
    turn = conversation.say("My cat died.")
    conversation.receive(UserFeeling(turn, EmotionScores.only("sadness")))
    conversation.receive(sentence(turn, "sadness"))
    assert told == [pytest.approx(-0.2)], "a sentence moves her when it is heard, not when it is ready"
    conversation.sentence_started(sentence(turn, "sadness"))
    conversation.receive(TurnDone(turn, "Oh no."))
    conversation.sentence_finished(sentence(turn, "sadness"))
    assert told == [pytest.approx(-0.2), pytest.approx(-0.41)]
    conversation.say("And you?")
    assert [turn.mood for turn in sent if isinstance(turn, StartTurn)] == ["", "Right now Mia feels sad."]


def test_hearing_a_message_again_moves_nothing(talk: Talk, clock: Clock) -> None:
    mood = HerMood(now=clock)
    conversation, _sent = talk(mood)
    turn = conversation.say("Hi")
    conversation.receive(sentence(turn, "neutral"))
    conversation.sentence_started(sentence(turn, "neutral"))
    conversation.receive(TurnDone(turn, "Oh no."))
    conversation.sentence_finished(sentence(turn, "neutral"))
    again = conversation.say_again(conversation.messages[-1])
    conversation.receive(sentence(again, "anger"))
    conversation.sentence_started(sentence(again, "anger"))
    assert mood.away_from_home() == (0.0, 0.0)


def test_it_goes_on_after_a_restart_faded_by_the_time_away(tmp_path: Path, clock: Clock) -> None:
    mood = HerMood(tmp_path / "moods", clock)
    mood.open("mia", MIA)
    mood.feel(EmotionScores.only("anger"), "user")
    before = mood.away_from_home()
    mood.keep()
    clock.time += 60.0
    later = HerMood(tmp_path / "moods", clock)
    later.open("mia", MIA)
    assert later.away_from_home() == pytest.approx((before[0] / 2, before[1] / 2))


def test_each_persona_has_her_own_and_an_edited_one_keeps_it(tmp_path: Path, clock: Clock) -> None:
    mood = HerMood(tmp_path, clock)
    mood.open("mia", MIA)
    mood.feel(EmotionScores.only("joy"), "user")
    joyful = mood.away_from_home()
    mood.open("mia", Persona("Mia", "edited", temperament=MIA.temperament))
    assert mood.away_from_home() == joyful
    mood.open("eve", Persona("Eve"))
    assert mood.away_from_home() == (0.0, 0.0)
    mood.open("mia", MIA)
    assert mood.away_from_home() == pytest.approx(joyful)


def test_at_no_depth_nothing_moves_her_nor_is_said(clock: Clock) -> None:
    mood = HerMood(now=clock)
    mood.open("mia", MIA)
    mood.feel(EmotionScores.only("sadness"), "user")
    mood.depth = 0.0
    mood.feel(EmotionScores.only("sadness"), "user")
    assert mood.words() == ""
    assert mood.away_from_home() == (0.0, 0.0)


def test_a_folder_that_cannot_be_written_costs_only_the_keeping(tmp_path: Path, clock: Clock) -> None:
    (tmp_path / "moods").write_text("a file where the folder should be")
    mood = HerMood(tmp_path / "moods", clock)
    mood.open("mia", MIA)
    mood.feel(EmotionScores.only("joy"), "user")
    mood.keep()
    assert mood.words() == "Right now Mia feels a little cheerful."
