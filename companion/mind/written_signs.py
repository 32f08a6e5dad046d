"""Abbreviations and signs written out before the numbers are: a voice reads their letters, or nothing at all."""

from __future__ import annotations

import re

from companion.mind.unit_words import MONTHS

Rules = tuple[tuple[re.Pattern[str], str], ...]

_SHORT_MONTH = re.compile(r"\b(Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?(?= \d{1,2}(?![\w:]))")
_FRACTIONS = {"½": "1/2", "⅓": "1/3", "⅔": "2/3", "¼": "1/4", "¾": "3/4", "⅕": "1/5", "⅛": "1/8"}


def _rules(*pairs: tuple[str, str]) -> Rules:
    return tuple((re.compile(pattern), said) for pattern, said in pairs)


_SIGNS: dict[str, Rules] = {
    "en": _rules(
        (r"№\s?|\bNo\. (?=\d)", "number "),
        (r"(?<=\d)\s?(?=[½⅓⅔¼¾⅕⅛])", " and "),
        (r"\s?(?:&&)\s?", " and "),
        (r"\s?≈\s?", " about "), (r"~(?=\d)", "about "), (r"±\s?", "plus or minus "),
        (r"≤\s?", "at most "), (r"≥\s?", "at least "),
        (r"(?<=[\w)])²", " squared"), (r"(?<=[\w)])³", " cubed"), (r"(?<=\w)\^(?=[-\w(])", " to the power of "),
        (r"\bi\. ?e\.,?(?= \w)", "that is,"), (r"\be\. ?g\.,?(?= \w)", "for example,"), (r"\by\.\s?o\.", "years old"),
    ),
    "ru": _rules(
        (r"№\s?", "номер "),
        (r"(?<=\d)\s?(?=[½⅓⅔¼¾⅕⅛])", " и "),
        (r"\s?(?:&&)\s?", " и "),
        (r"\s?≈\s?", " примерно "), (r"~(?=\d)", "примерно "), (r"±\s?", "плюс-минус "),
        (r"≤\s?", "не больше "), (r"≥\s?", "не меньше "),
        (r"(?<=[\w)])²", " в квадрате"), (r"(?<=[\w)])³", " в кубе"), (r"(?<=\w)\^(?=[-\w(])", " в степени "),
        (r"\bт\. ?е\.", "то есть"), (r"\bТ\. ?е\.", "То есть"), (r"\bт\. ?к\.", "так как"),
        (r"\bТ\. ?к\.", "Так как"), (r"\bт\. ?н\.", "так называемый"), (r"\bнапр\.", "например"),
        (r"\bи т\. ?д\.(?=$|\s+[А-ЯЁ])", "и так далее."), (r"\bи т\. ?д\.", "и так далее"),
        (r"\bи т\. ?п\.(?=$|\s+[А-ЯЁ])", "и тому подобное."), (r"\bи т\. ?п\.", "и тому подобное"),
        (r"\bи др\.(?=$|\s+[А-ЯЁ])", "и другие."), (r"\bи др\.", "и другие"), (r"\bн\. ?э\.", "нашей эры"),
        (r"\bсм\.(?= )", "смотри"), (r"\bСм\.(?= )", "Смотри"), (r"\bстр\.(?= \d)", "страница"),
        (r"\bрис\.(?= \d)", "рисунок"), (r"\bтабл\.(?= \d)", "таблица"), (r"\bгл\.(?= \d)", "глава"),
        (r"\bст\.(?= \d)", "статья"), (r"\bп\.(?= \d)", "пункт"), (r"\bд\.(?= \d)", "дом"),
        (r"\bкв\.(?= \d)", "квартира"),
        (r"(?<=\bна )ул\.(?= [А-ЯЁ])", "улице"), (r"\bул\.(?= [А-ЯЁ])", "улица"),
        (r"\bпр\.(?= [А-ЯЁ])", "проспект"), (r"(?<!\d)(?<!\d )\bг\.(?= [А-ЯЁ])", "город"),
    ),
}  # fmt: skip


def written_out(text: str, language: str) -> str:
    """Return ``text`` with the abbreviations and signs of English and Russian as words; any other as it is."""
    if language not in _SIGNS:
        return text
    if language == "en":
        text = _SHORT_MONTH.sub(lambda match: _month(match[1]), text)
    for pattern, said in _SIGNS[language]:
        text = pattern.sub(said, text)
    for sign, digits in _FRACTIONS.items():
        text = text.replace(sign, digits)
    return text


def _month(short: str) -> str:
    return next(name for name in MONTHS["en"] if name.startswith(short[:3]))
