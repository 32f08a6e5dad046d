"""Emotion to expression: own names, the sample models' table, words of several languages, then what a face does."""

from __future__ import annotations

from pathlib import Path

import pytest

from companion.avatar.expression_map import expression_map
from companion.messages import EMOTIONS
from companion.paths import default_avatar
from cubism_binding.live2d_model import Live2DModel


def changes(path: Path) -> dict[str, dict[str, float]]:
    with Live2DModel.load(path) as model:
        return {name: model.expression_changes(name) for name in model.expression_names}


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


@pytest.mark.parametrize(
    "names",
    [
        ["普通", "惊讶", "生气", "哭", "星星眼", "害怕", "嫌弃"],
        ["通常", "びっくり顔", "怒り", "泣き", "笑顔", "不安", "ジト目"],
        ["Обычная", "Удивление", "Злость2", "грустная", "Улыбка", "испуг", "отвращение"],
        ["기본", "놀람", "화남", "슬픔", "웃음", "무서움", "혐오"],
    ],
)
def test_names_of_other_languages_are_understood(names: list[str]) -> None:
    labels = ["neutral", "surprise", "anger", "sadness", "joy", "fear", "disgust"]
    assert expression_map([*reversed(names), "道具"]) == dict(zip(labels, names, strict=True))


def test_nameless_faces_are_told_by_what_they_move(sample_models: Path) -> None:
    for path, real in (
        (default_avatar(), {label: label for label in EMOTIONS}),
        (sample_models / "Haru", expression_map([f"F0{number}" for number in range(1, 9)])),
    ):
        moves = changes(path)
        numbered = {f"exp_{index}": moves[name] for index, name in enumerate(moves)}
        of = {f"exp_{index}": name for index, name in enumerate(moves)}
        guessed = {label: of[name] for label, name in expression_map(numbered, numbered).items()}
        assert len(guessed) >= 4
        assert {label: real[label] for label in guessed} == guessed


def test_a_name_is_surer_than_a_look() -> None:
    smile, nothing = {"ParamMouthForm": 1.0, "ParamEyeLSmile": 1.0}, dict.fromkeys(["ParamMouthForm"], 0.0)
    assert expression_map(["angry", "x"], {"angry": smile, "x": nothing}) == {"anger": "angry", "neutral": "x"}


def test_a_model_without_expressions_shows_nothing() -> None:
    assert expression_map([]) == {}
