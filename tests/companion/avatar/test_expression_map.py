"""Emotion to expression: own names first, then the sample models' table, then guesses, else nothing."""

from __future__ import annotations

from companion.avatar.expression_map import expression_map
from companion.messages import EMOTIONS


def test_expressions_named_like_the_emotions_are_taken_as_they_are() -> None:
    assert expression_map(["Joy", "f05", "smile", *(label for label in EMOTIONS if label != "joy")]) == {
        label: "Joy" if label == "joy" else label for label in EMOTIONS
    }


def test_the_sample_models_numbers_mean_what_the_article_found() -> None:
    assert expression_map([f"F0{number}" for number in range(1, 9)]) == {
        "neutral": "F01",
        "surprise": "F02",
        "anger": "F03",
        "sadness": "F04",
        "joy": "F05",
        "fear": "F06",
        "disgust": "F08",
    }
    assert expression_map(["F07"]) == {"disgust": "F07"}


def test_names_are_guessed_by_their_words_and_not_by_parts_of_words() -> None:
    assert expression_map(["exp_AngryFace02", "cry.exp3.json", "SMILE", "made_up", "normal-2"]) == {
        "anger": "exp_AngryFace02",
        "sadness": "cry.exp3.json",
        "joy": "SMILE",
        "neutral": "normal-2",
    }


def test_a_model_without_expressions_shows_nothing() -> None:
    assert expression_map([]) == {}
