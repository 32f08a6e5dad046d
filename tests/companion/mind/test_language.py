"""The language of a sentence, by its letters."""

from __future__ import annotations

import pytest

from companion.mind.language import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Hello there!", "en"), ("Привет, как дела?", "ru"), ("Привіт, як справи? Її немає.", "uk"), ("", "en"),
        ("3.14 …", "en"), ("今日は良い天気です", "ja"), ("今天天气很好", "zh"), ("안녕하세요 여러분", "ko"),
        ("Я живу в New York.", "ru"), ("My friend Даша likes roses.", "en"), ("Καλημέρα σας", "el"),
        ("שלום לך", "he"), ("مرحبا بك", "ar"),
    ],
)  # fmt: skip
def test_language(text: str, language: str) -> None:
    assert language_of(text) == language


def test_latin_letters_are_what_the_caller_says() -> None:
    assert language_of("Guten Morgen", "de") == "de"
