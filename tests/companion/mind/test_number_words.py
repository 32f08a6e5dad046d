"""Numbers as they are said."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.mind.number_words import numbers_in_words


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("I paid $9.99, £1 and €5.", "I paid nine dollars ninety-nine cents, one pound and five euros."),
        ("$3.5 million or 2 million €", "three point five million dollars or two million euros"),
        ("On 2024-03-05, at 7:30 pm.", "On March fifth, twenty twenty-four, at seven thirty PM."),
        ("at 14:05, 9:00 or 5 p.m. sharp", "at fourteen oh five, nine o'clock or five PM sharp"),
        ("on 5/3/2024", "on May third, twenty twenty-four"),
        ("In 1999 and on March 3, 2024.", "In nineteen ninety-nine and on March third, twenty twenty-four."),
        ("the 1st, 22nd and 103rd", "the first, twenty-second and one hundred and third"),
        ("3.14, 1,250 and 0.5", "three point one four, one thousand two hundred and fifty and zero point five"),
        ("-5 °C, 20% and 1 km/h", "minus five degrees Celsius, twenty percent and one kilometer an hour"),
        ("5-10 or 5–10 pages", "five to ten or five to ten pages"),
        ("2 + 2 = 4", "two plus two equals four"),
        ("1/2, 3/4 and 7/8", "one half, three quarters and seven eighths"),
        ("agent 007", "agent zero zero seven"),
        ("+1 555 123", "plus one five five five one two three"),
        ("version 1.2.3", "version one point two point three"),
        ("mp3, GPT-4 and H2O", "mp3, GPT-4 and H2O"),
        ("on 99/99/2024", "on 99/99/2024"),
        ("It costs 1.", "It costs one."),
    ],
)
def test_english(written: str, said: str) -> None:
    assert numbers_in_words(written, "en") == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("в 1999 году", "в тысяча девятьсот девяносто девятом году"),
        ("в 1999 г. и с 2005 года", "в тысяча девятьсот девяносто девятом году и с две тысячи пятого года"),
        ("05.03.2024", "пятое марта две тысячи двадцать четвёртого года"),
        ("5 марта в 14:05 или 9:00", "пятого марта в четырнадцать ноль пять или девять ноль-ноль"),
        ("21 руб, 2 ₽ и 3,50 ₽", "двадцать один рубль, два рубля и три рубля пятьдесят копеек"),
        ("21%, 2 мин, 5 кг", "двадцать один процент, две минуты, пять килограммов"),
        ("3,14 и 1,5 л", "три целых четырнадцать сотых и одна целая пять десятых литра"),
        ("5-й этаж, 3-я дверь, 2-го числа", "пятый этаж, третья дверь, второго числа"),
        ("2 минуты, 1 минуту, 2 окна", "две минуты, одну минуту, два окна"),
        ("1/3 и 3/4", "одна третья и три четвёртых"),
        ("1 250 человек", "одна тысяча двести пятьдесят человек"),
        ("-5 °C", "минус пять градусов Цельсия"),
    ],
)
def test_russian(written: str, said: str) -> None:
    assert numbers_in_words(written, "ru") == said


def test_other_languages_keep_their_digits() -> None:
    assert numbers_in_words("今日は100円", "ja") == "今日は100円"


@given(st.integers(0, 10**15 - 1), st.sampled_from(["en", "ru"]))
def test_every_whole_number_has_words(number: int, language: str) -> None:
    said = numbers_in_words(f"x {number} y", language)
    assert re.fullmatch(r"x [a-zа-яё -]+ y", said), said


@given(st.text(alphabet="0123456789.,:/-+%$€№ аbмpт", max_size=20), st.sampled_from(["en", "ru"]))
def test_whatever_is_written_something_is_said(text: str, language: str) -> None:
    assert isinstance(numbers_in_words(text, language), str)
