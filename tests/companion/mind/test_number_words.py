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
        ("10-15 km/h, 1.5L", "ten to fifteen kilometers an hour, one point five liters"),
        ("call 555-1234", "call five five five one two three four"),
        ("10:00-11:30 a.m., score 2:1", "ten o'clock to eleven thirty AM, score two to one"),
        ("$3.5M and $1k", "three point five million dollars and one thousand dollars"),
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
        (
            "21 рыбка, 2 рыбы, 1 рыбку, 1 окно, 2 стола",
            "двадцать одна рыбка, две рыбы, одну рыбку, одно окно, два стола",
        ),
        ("2 или 3, 12 кошек, 11 рыб", "два или три, двенадцать кошек, одиннадцать рыб"),
        ("до 100 человек, около 3000 рублей", "до ста человек, около трёх тысяч рублей"),
        ("с 1 по 5 мая", "с первого по пятое мая"),
        ("90-е, 5-летний, 100-процентный", "девяностые, пятилетний, стопроцентный"),
        ("5 мин. назад, 3 ч. 20 мин. пути", "пять минут назад, три часа двадцать минут пути"),
        ("3–5 м/с", "три – пять метров в секунду"),
        ("10 тыс. человек, 50 коп.", "десять тысяч человек, пятьдесят копеек."),
        ("8-800-555-35-35", "восемь восемь ноль ноль пять пять пять три пять три пять"),
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
