"""A day's talk made short, and what of a model's answer is believed."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from companion.messages import Line
from companion.mind.digest import believed_facts, believed_summary, talk_text, weightiest

DAY = (
    Line("user", "I repaired the old bicycle. Do you like bicycles?"),
    Line("assistant", "I love roses."),
    Line("user", "The bicycle has a red saddle now. My brother Max helped me with it."),
    Line("user", "It is late and I am a little tired now."),
)


def test_facts_of_a_model_count_only_where_their_words_were_said() -> None:
    answer = (
        "- The user repaired a bicycle\n* The user's brother Max helped.\nThe user lives in Paris.\nShe loves roses."
    )
    assert believed_facts(answer, DAY, "en") == ["The user repaired a bicycle.", "The user's brother Max helped."]
    assert believed_facts("none", DAY, "en") == []
    russian = (Line("user", "Я живу в Казани и работаю врачом."),)
    facts = believed_facts("1. Пользователь работает врачом.\n2. Пользователь любит собак.", russian, "ru")
    assert facts == ["Пользователь работает врачом."]


def test_a_summary_is_whole_sentences() -> None:
    assert (
        believed_summary("They talked of\na bicycle. It was red. And then th")
        == "They talked of a bicycle. It was red."
    )
    assert believed_summary("no end") == ""


def test_without_a_model_the_sentences_nearest_to_all_others_stand_for_the_day() -> None:
    def encode(texts: list[str]) -> NDArray[np.float32]:
        return np.array(
            [[1.0, 0.1] if "bicycle" in text or "it." in text else [0.0, 1.0] for text in texts], np.float32
        )

    assert weightiest(DAY, encode) == (
        "The user said: “I repaired the old bicycle.” “The bicycle has a red saddle now.”"
        " “My brother Max helped me with it.”"
    )
    assert "red saddle" in weightiest(DAY, None)
    assert weightiest((Line("user", "Hi."), Line("user", "Why are you so very quiet today?")), None) == ""


def test_of_a_long_talk_the_end_is_kept() -> None:
    short = talk_text(DAY, "Mia", lambda text: len(text.split()), 22)
    assert short == "User: It is late and I am a little tired now."
    assert talk_text(DAY, "Mia", lambda text: len(text.split()), 1000).splitlines()[1] == "Mia: I love roses."
