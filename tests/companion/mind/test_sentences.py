"""Sentences: what splits, what does not, nothing lost, and the same however the stream is cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.mind.sentences import LONGEST, SentenceSplitter, split_sentences


def stripped(text: str) -> list[str]:
    return [sentence.strip() for sentence in split_sentences([text]) if sentence.strip()]


@pytest.mark.parametrize(
    "whole",
    [
        "Pi is 3.14 and e is 2.71 or so.",
        "Mr. Smith met Dr. J. K. Brown at 5 p.m. sharp.",
        "Take fruit, e.g. Apples or pears, i.e. Something sweet.",
        "See https://example.com/a.b?c=d. It's short"[:32],
        "Well… maybe not.",
        "Hmm... perhaps.",
        'He said "Stop. Go home. Now." and left.',
        "«Иди сюда. Быстро!» — сказал он.",
        "Это было в 1999 г. в г. Москве, т.е. давно.",
        "Живёт на ул. Ленина, д. 5, кв. 7.",
        "А. С. Пушкин родился в Москве.",
        "Возьми хлеб, молоко и т.д. и т.п. на утро.",
        "*She sighs. Then she smiles.* sure.",
        "Really?! you did that.",
        "The U.S. Army came on Jan. 5 with Gov. Smith.",
        "Write to ann.lee@example.org or see www.example.com/a.html today.",
        "Это важно, т. е. Москва далеко.",
        "Version 1.2.3 is out.",
    ],
)
def test_stays_whole(whole: str) -> None:
    assert stripped(whole) == [whole]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Hello. How are you? Fine!", ["Hello.", "How are you?", "Fine!"]),
        ("I paid 3.50. It was cheap.", ["I paid 3.50.", "It was cheap."]),
        ('She asked: "Why?" He laughed.', ['She asked: "Why?"', "He laughed."]),
        ("So do I. Let's go.", ["So do I.", "Let's go."]),
        ("I said no. He left.", ["I said no.", "He left."]),
        ("Apples, pears, etc. They are sweet.", ["Apples, pears, etc.", "They are sweet."]),
        ("Это было в 1999 г. Потом он уехал.", ["Это было в 1999 г.", "Потом он уехал."]),
        ("Привет! Как дела?", ["Привет!", "Как дела?"]),
        ("First line\nSecond line", ["First line", "Second line"]),
        ("1. Take an egg. 2. Boil it.", ["1. Take an egg.", "2. Boil it."]),
        ("Wait… What?", ["Wait…", "What?"]),
        ("你好。我很好！真的吗？", ["你好。", "我很好！", "真的吗？"]),
        ("今日は。元気？はい！", ["今日は。", "元気？", "はい！"]),
        ("كيف حالك؟ أنا بخير.", ["كيف حالك؟", "أنا بخير."]),
        ("नमस्ते। आप कैसे हैं?", ["नमस्ते।", "आप कैसे हैं?"]),
        ("شکریہ۔ خدا حافظ۔", ["شکریہ۔", "خدا حافظ۔"]),
        ("- One thing\n- Another one\n* A third", ["- One thing", "- Another one", "* A third"]),
        ("See https://example.com/a.b?c=d. It is short.", ["See https://example.com/a.b?c=d.", "It is short."]),
        ("«Иди сюда!» Он ушёл.", ["«Иди сюда!»", "Он ушёл."]),
    ],
)
def test_splits(text: str, sentences: list[str]) -> None:
    assert stripped(text) == sentences


def test_first_sentence_comes_with_the_first_letter_of_the_next() -> None:
    splitter = SentenceSplitter()
    assert splitter.feed("I am here. ") == []
    assert splitter.feed("W") == ["I am here. "]


def test_long_sentence_is_cut_at_a_clause_and_no_piece_is_too_long() -> None:
    text = ", ".join(["and then we walked a little further along the river"] * 12)
    pieces = stripped(text)
    assert len(pieces) > 2
    assert all(len(piece) <= LONGEST for piece in pieces)
    assert all(piece.endswith(",") for piece in pieces[:-1])


characters = [*"abAБв1.!?…,;:\"'«»()* \n-"]
texts = st.lists(st.sampled_from([*characters, "Mr.", "т.е.", "https://a.b", "word " * 30]), max_size=120).map("".join)


@given(texts)
def test_pieces_joined_are_the_text(text: str) -> None:
    assert "".join(split_sentences([text])) == text


@given(texts, st.integers(1, 9))
def test_cutting_the_stream_changes_nothing(text: str, size: int) -> None:
    pieces = [text[start : start + size] for start in range(0, len(text), size)]
    assert list(split_sentences(pieces)) == list(split_sentences([text]))


def early(pieces: list[str]) -> list[str]:
    splitter = SentenceSplitter(early=True)
    return [sentence for piece in pieces for sentence in splitter.feed(piece)] + splitter.flush()


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Roses are great, I'm glad of it. Are you, too, my dear friend?",
         ["Roses are great, ", "I'm glad of it. ", "Are you, too, my dear friend?"]),
        ("Oh, you again.", ["Oh, you again."]),
        ("Wait. Roses are great, I'm glad of it.", ["Wait. ", "Roses are great, I'm glad of it."]),
        ('She said "roses are great, always" and left.', ['She said "roses are great, always" and left.']),
    ],
)  # fmt: skip
def test_an_early_first_clause(text: str, sentences: list[str]) -> None:
    assert early([text]) == sentences


@given(texts, st.integers(1, 9))
def test_an_early_clause_loses_nothing_however_the_stream_is_cut(text: str, size: int) -> None:
    pieces = [text[start : start + size] for start in range(0, len(text), size)]
    assert early(pieces) == early([text])
    assert "".join(early(pieces)) == text
