"""The question for Ekman's emotions is asked as the goldens say; answers and marks are understood."""

from pathlib import Path

import pytest

from companion.engine.llm.base import as_text
from companion.mind.feeling_words import MarkedReply, ekman_prompt, label_of, take_mark, without_marks

GOLDENS = Path(__file__).parent / "goldens"


@pytest.mark.parametrize("takes", ["text", "chat"])
def test_the_question_is_the_golden_one(takes) -> None:
    prompt = ekman_prompt("I never\nsaw him again.", "What happened then?", (takes,))
    assert as_text(prompt) + "\n" == (GOLDENS / f"ekman_{takes}.txt").read_text(encoding="utf-8")


def test_without_context_nothing_stands_before_the_line() -> None:
    assert as_text(ekman_prompt("Hi", " ", ("text",))).endswith("\n\nLine: Hi\nEmotion:")


@pytest.mark.parametrize(
    ("answer", "label"),
    [
        ("joy", "joy"), (" Anger.", "anger"), ("Emotion: SADNESS", "sadness"), ("happy", "joy"), ("Страх", "fear"),
        ("love", "neutral"), ("", "neutral"), ("joyfully", "neutral"), ("neutral, then joy", "neutral"),
    ],
)  # fmt: skip
def test_an_answer_is_the_first_emotion_it_names(answer, label) -> None:
    assert label_of(answer) == label


@pytest.mark.parametrize(
    ("marked", "shown"),
    [
        ("[joy] Hi. [sad]  Bye.", "Hi. Bye."), ("Hi [joy] you", "Hi you"), ("a[1] and [see below] stay", None),
        ("[joy", None), ("[", None), ("[ fear ]\nRun!", "Run!"), ("[joy] [fear] Hi", "Hi"), ("", None),
    ],
)  # fmt: skip
def test_marks_go_however_the_reply_is_cut_into_pieces(marked, shown) -> None:
    wanted = marked if shown is None else shown
    for size in range(1, len(marked) + 2):
        reply = MarkedReply()
        pieces = [reply.feed(marked[at : at + size]) for at in range(0, len(marked), size)]
        assert "".join(pieces) + reply.rest() == wanted
    assert without_marks(marked) == wanted


def test_a_mark_alone_holds_for_the_next_sentence() -> None:
    reply = MarkedReply()
    assert reply.of("[anger]") == ("", "anger")
    assert reply.of("Go away!") == ("Go away!", "anger")
    assert reply.of("Or stay.") == ("Or stay.", "")
    assert take_mark("[joy] Hi. [fear] Oh!") == ("joy", "Hi. Oh!")
