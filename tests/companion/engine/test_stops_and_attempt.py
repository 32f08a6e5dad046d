"""Stop texts in the text, loops, repeated and empty answers: with a scripted model, whose every token is known."""

from __future__ import annotations

import pytest
from scripted_model import ScriptedModel

from companion.engine.attempt import write_reply
from companion.engine.llm.base import Ending, TextStream
from companion.engine.llm.stops import until_stop
from companion.errors import CompanionError
from companion.messages import Line, Persona, Sampling, StartTurn


def finish(stream: TextStream) -> tuple[str, Ending]:
    text = ""
    while True:
        try:
            text += next(stream)
        except StopIteration as end:
            return text, end.value


def reply(model: ScriptedModel, history: tuple[Line, ...] = ()) -> tuple[str, Ending]:
    return finish(write_reply(model, StartTurn(1, "Hi", Persona("Amelie"), history), lambda: False))


@pytest.mark.parametrize(
    ("pieces", "text"),
    [
        (["I am. ", "Hu", "man", ":", " and you?"], "I am. "),
        (["The Human", " body: it"], "The Human body: it"),
        (["Human"], "Human"),
        (["One\n", "\nTwo"], "One"),
        (["One\n\nTwo"], "One"),
        (["aHuHuman:b"], "aHu"),
        (["x Hum", "an being Human:"], "x Human being "),
    ],
)
def test_stops_act_on_text(pieces: list[str], text: str) -> None:
    model = ScriptedModel(pieces)
    stream = until_stop(model.stream([], Sampling(), lambda: False), ["Human:", "\n\n"])
    assert finish(stream) == (text, "stop")


def test_model_is_stopped_at_the_stop() -> None:
    model = ScriptedModel(["a Human:", "never read"])
    finish(until_stop(model.stream([], Sampling(), lambda: False), ["Human:"]))
    assert model.closed == 1


def test_nothing_is_held_back_longer_than_needed() -> None:
    model = ScriptedModel(["Hello H", "ello", " you"])
    assert list(until_stop(model.stream([], Sampling(), lambda: False), ["Human:"])) == ["Hello ", "Hello", " you"]


def test_her_name_in_front_and_thoughts_are_dropped() -> None:
    model = ScriptedModel(["<thi", "nk>hm</think>", "\n", "Ame", "lie", ": ", "Hi", " you."])
    assert reply(model) == ("Hi you.", "stop")


def test_her_name_as_the_whole_answer_stays() -> None:
    assert reply(ScriptedModel(["Ame", "lie"])) == ("Amelie", "stop")


def test_other_speaker_ends_the_reply() -> None:
    assert reply(ScriptedModel(["Fine.", " User", ": next"])) == ("Fine. ", "stop")


def test_limit_is_passed_on() -> None:
    assert reply(ScriptedModel(["Once upon"], ending="length")) == ("Once upon", "length")


def test_empty_answer_is_asked_again_bolder() -> None:
    model = ScriptedModel([" ", "\n"], ["Here."])
    assert reply(model) == ("Here.", "stop")
    assert model.samplings[1].temperature > model.samplings[0].temperature


def test_two_empty_answers_are_told() -> None:
    with pytest.raises(CompanionError, match="no answer"):
        reply(ScriptedModel([], [" "], [""]))


def test_answer_repeated_word_for_word_is_asked_again() -> None:
    history = (Line("user", "a"), Line("assistant", "I am fine."))
    model = ScriptedModel(["I am", " fine."], ["Better now."])
    assert reply(model, history) == ("Better now.", "stop")


def test_answer_that_only_begins_like_the_last_goes_through() -> None:
    history = (Line("user", "a"), Line("assistant", "I am fine."))
    model = ScriptedModel(["I am", " fi", "nally here."])
    assert reply(model, history) == ("I am finally here.", "stop")


def test_loop_ends_the_reply() -> None:
    model = ScriptedModel(["I know.", " It is so.", " I know.", " It is so.", " I know."])
    text, ending = reply(model)
    assert (text.strip(), ending) == ("I know. It is so.", "stop")
    assert model.closed == 1


def test_sentence_that_begins_like_an_earlier_one_is_kept() -> None:
    pieces = ["I know. ", "I ", "know ", "him. ", "I know that."]
    assert reply(ScriptedModel(pieces)) == ("".join(pieces), "stop")


def test_a_tiny_model_does_not_come_back_to_its_last_sentences() -> None:
    before = ("No. You can eat it too!", "So.")
    history = tuple(Line(role, text) for one in before for role, text in (("user", "a"), ("assistant", one)))
    model = ScriptedModel(["Rain", " it is.", " No.", " You can", " eat it too!", " More."])
    model.near_sighted = True
    text, ending = reply(model, history)
    assert (text.strip(), ending) == ("Rain it is. No.", "stop")
    model = ScriptedModel(["You can eat it too! Yes."], ["You can eat it too!"], ["You can eat it too!"])
    model.near_sighted = True
    assert reply(model, history)[0] == "You can eat it too!", "better than nothing"
    bigger = ScriptedModel(["You can eat it too! Yes."])
    assert reply(bigger, history)[0] == "You can eat it too! Yes."


@pytest.mark.parametrize(
    ("pieces", "text"),
    [
        (["Ha!", " Ha!", " Ha!", " You got me."], "Ha! Ha! Ha! You got me."),
        (["No! No!"], "No! No!"),
        (["Ha! " * 9], "Ha! Ha! Ha!"),
        (["You got me there. You got me there. Yes."], "You got me there."),
        (
            ["Here:\n```\nif a:\n    pass\nelif b:\n    pass\n```\nDo you see? Do you see it? Do you see?"],
            "Here:\n```\nif a:\n    pass\nelif b:\n    pass\n```\nDo you see? Do you see it?",
        ),
    ],
)
def test_short_words_and_lines_of_code_may_come_again(pieces: list[str], text: str) -> None:
    assert reply(ScriptedModel(pieces))[0].strip() == text


def test_a_model_that_only_thinks_is_told_and_not_asked_again() -> None:
    model = ScriptedModel(["<think>", "so much to "], ["never asked"], ending="length")
    with pytest.raises(CompanionError, match="thought until the longest reply was used up"):
        reply(model)
    assert len(model.samplings) == 1


def test_a_longest_reply_as_big_as_the_window_leaves_room_for_her() -> None:
    model = ScriptedModel(["Here."])
    persona = Persona("Mia", "word " * 400)
    turn = StartTurn(1, "Hi", persona, sampling=Sampling(max_tokens=4096))
    assert finish(write_reply(model, turn, lambda: False))[0] == "Here."
    assert model.samplings[0].max_tokens == 500
