"""Numbers, dates, times, money and units as they are said, in English and Russian.

Voices differ in what they make of digits, and some make nothing: so she decides, and every voice says the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from companion.mind.unit_words import CURRENCIES, MAGNITUDES, MONTHS, SIGNS, UNITS, Forms

_LANGUAGES = ("en", "ru")
_LONGEST = 15
"""Digits that are still said as one number; longer ones (accounts, telephones) are said one by one."""

_DIGITS = r"\d{1,3}(?:[,\u00a0\u202f ]\d{3})+(?![\d])|\d+"
_NUMBER = rf"(?:{_DIGITS})(?:[.,]\d+)?"
_WORD_EDGE = r"(?<![\w.,:/])"
_ISO_DATE = re.compile(r"(?<![\w-])(\d{4})-(\d\d)-(\d\d)(?![\w-])")
_DOTTED_DATE = re.compile(r"(?<![\w.])(\d{1,2})\.(\d{1,2})\.(\d{4})(?![\w])")
_SLASHED_DATE = re.compile(r"(?<![\w/])(\d{1,2})/(\d{1,2})/(\d{4})(?![\w/])")
_TIME = re.compile(
    r"(?<![\w:.])([01]?\d|2[0-3]):([0-5]\d)(?::[0-5]\d)?(?:\s?([ap])\.?m\.?(?!\w))?(?![\d:])", re.IGNORECASE
)
_HOUR = re.compile(r"(?<![\w:.])(1[0-2]|[1-9])\s?([ap])\.?m\.?(?!\w)", re.IGNORECASE)
_YEAR_EN = re.compile(
    r"(?i)(\b(?:in|since|of|until|till|from|by|year|before|after|summer|winter|spring|autumn|"
    + "|".join(MONTHS["en"])
    + r"),?(?:\s\d{1,2}(?:st|nd|rd|th)?,)?\s)(1[1-9]\d\d|20\d\d)(?![\w%]|[.,]\d)"
)
_YEAR_RU = re.compile(r"(?<![\w.,])(\d{3,4})(?:-?(?:й|м|го|ом))?\s?(год[ауо]?м?|г\.)(?!\w)")
_DAY_RU = re.compile(rf"(?<![\w.,])(\d{{1,2}})\s({'|'.join(MONTHS['ru'])})(?!\w)")
_ORDINAL_EN = re.compile(r"(?<![\w.,])(\d{1,4})(st|nd|rd|th)\b", re.IGNORECASE)
_ORDINAL_RU = re.compile(r"(?<![\w.,])(\d{1,4})-(ый|ий|ой|й|ая|я|ое|ее|е|го|ого|му|ому|м|ом|х|ых|ую|ю)(?!\w)")
_VERSION = re.compile(r"(?<![\w.])\d+(?:\.\d+){2,}(?![\w])")
_MONEY_BEFORE = re.compile(rf"([$€£₽¥])\s?({_NUMBER})(?:\s?({'|'.join(MAGNITUDES)})(?!\w))?(?!\d)")
_MONEY_AFTER = re.compile(
    rf"{_WORD_EDGE}({_NUMBER})\s?(?:({'|'.join(MAGNITUDES)})\s)?([$€£₽¥]|руб\.|руб(?!\w)|USD\b|EUR\b)"
)
_UNIT_NAMES = "|".join(map(re.escape, sorted(UNITS, key=len, reverse=True)))
_UNIT = re.compile(rf"{_WORD_EDGE}([-−]?)({_NUMBER})\s?({_UNIT_NAMES})(?![\w²³/])(?:(?<=[а-я])\.(?=\s[а-яё\d]|,))?")
_UNIT_RANGE = re.compile(rf"{_WORD_EDGE}({_NUMBER})\s?[–—-]\s?(?={_NUMBER}\s?(?:{_UNIT_NAMES})(?![\w²³/]))")
_RANGE = re.compile(rf"{_WORD_EDGE}({_NUMBER})\s?[–—-]\s?({_NUMBER})(?![\w-])")
_SUM = re.compile(r"(?<=[\w)])\s*([×*+=<>÷])\s*(?=[-−]?[\w(])")
_PLAIN = re.compile(rf"(?<![\w/.-])([-−](?=\d))?({_NUMBER})(?![\w/]|[.,]\d)")
_FRACTION = re.compile(r"(?<![\w/.,])(\d{1,2})/([2-9]|1\d)(?![\w/])")
_DAY_EN = re.compile(rf"\b({'|'.join(MONTHS['en'])})\s(\d{{1,2}})(?![\w:])")
_GENDER_RU = re.compile(
    r"(?<![\w.,-])(\d+)\s((минут|секунд|недел|книг|штук|страниц|чаш|лож|строк|ошиб|девуш|женщин|роз|кош|собак|комнат|песн|ноч"
    r"|окн|яблок|слов|дел|мест|числ|дерев|письм|сообщени|предложени)[а-яё]*)"
)
_NEUTER_STEMS = ("окн", "яблок", "слов", "дел", "мест", "числ", "дерев", "письм", "сообщени", "предложени")
_PHONE = re.compile(r"\+\d[\d\s()-]{6,}\d|(?<![\w-])\d{1,4}(?:-\d{2,4}){2,}(?![\w-])|(?<![\w-])\d{3}-\d{4}(?![\w-])")
_TIMES = re.compile(r"(?<=\d:\d\d)\s?[-–—]\s?(?=\d?\d:\d\d)")
_RATIO = re.compile(r"(?<![\w:.,])(\d{1,3}):(\d{1,3})(?![\w:])")
_SLASH = re.compile(r"(?<![\w/.,])(\d{1,3})/(\d{1,3})(?![\w/])")
_BARE_POINT = re.compile(r"(?<![\w.])\.(?=\d)")
_PLUS = re.compile(r"(?<![\w)\d])\+(?=\d)")
_MAGNITUDE = re.compile(rf"{_WORD_EDGE}({_NUMBER})\s(тыс\.|млн|млрд)(?!\w)")
_GENITIVE_RU = re.compile(
    r"(?i)\b(до|от|около|из|без|после|более|менее|больше|меньше|свыше)\s(\d+)(?=\s[а-яё])(?!\s(?:год|г\.))"
)
_SPAN_RU = re.compile(rf"\bс\s(\d{{1,2}})\sпо\s(\d{{1,2}})\s({'|'.join(MONTHS['ru'])})(?!\w)")
_COMPOUND_RU = re.compile(
    r"(?<![\w-])(\d{1,3})-(летн|летия|летие|дневн|часов|минутн|секундн|этажн|местн|кратн|метров|процентн|комнатн)"
)
_COMPOUNDS = {1: "одно", 90: "девяносто", 100: "сто"}
_NO_NOUNS = frozenset(
    "или для если после близ внутри мужчины дедушки папы дяди мужчина дедушка папа дядя".split()  # noqa: SIM905
)
"""Words after a number that end like a feminine noun and are none."""
_NOUN_RU = re.compile(r"(?<![\w.,-])(?<!\d[\s])(\d+)\s([а-яё]{3,})(?![\w-])")


def numbers_in_words(text: str, language: str) -> str:
    """Return ``text`` with its numbers in words of ``language``; as it is in a language other than en and ru.

    Digits that belong to a name (mp3, GPT-4, B2B) stay.
    """
    if language not in _LANGUAGES or not any(character.isdigit() or character == "=" for character in text):
        return text
    say = _Words(language)
    rules: list[tuple[re.Pattern[str], Callable[[re.Match[str]], str]]] = [
        (_ISO_DATE, lambda m: say.date(m, *map(int, m.groups()))),
        (_PHONE, say.digits),
        (_BARE_POINT, lambda _m: "0."),
        (_PLUS, lambda _m: "plus " if language == "en" else "плюс "),
        (_DOTTED_DATE, lambda m: say.date(m, int(m[3]), int(m[2]), int(m[1]))),
        (_SLASHED_DATE, lambda m: say.date(m, int(m[3]), int(m[1]), int(m[2]))),
        (_TIMES, lambda _m: f" {say.to} "),
        (_TIME, say.time),
        (_RATIO, lambda m: f"{say.number(m[1])} {say.to} {say.number(m[2])}"),
        (_MONEY_BEFORE, lambda m: say.money(m[2], m[1], m[3])),
        (_MONEY_AFTER, lambda m: say.money(m[1], m[3], m[2])),
        (_VERSION, lambda m: f" {say.point} ".join(say.number(part) for part in m[0].split("."))),
    ]
    if language == "en":
        rules += [
            (_HOUR, lambda m: f"{say.number(m[1])} {m[2].upper()}M{_end(m)}"),
            (_YEAR_EN, lambda m: m[1] + say.words(int(m[2]), to="year")),
            (_DAY_EN, lambda m: f"{m[1]} {say.words(int(m[2]), to='ordinal')}"),
            (_ORDINAL_EN, lambda m: say.words(int(m[1]), to="ordinal")),
        ]
    else:
        rules += [
            (_YEAR_RU, say.russian_year),
            (_SPAN_RU, say.russian_span),
            (_DAY_RU, say.russian_day),
            (_ORDINAL_RU, say.russian_ordinal),
            (_COMPOUND_RU, say.russian_compound),
            (_MAGNITUDE, lambda m: say.counted(m[1], MAGNITUDES[m[2]]["ru"])),
            (_GENITIVE_RU, lambda m: f"{m[1]} {say.number(m[2], case='g')}"),
            (_GENDER_RU, say.russian_count),
        ]
    rules += [
        (_UNIT_RANGE, lambda m: f"{say.number(m[1])} {say.to} "),
        (_UNIT, lambda m: (f"{say.minus} " if m[1] else "") + say.counted(m[2], UNITS[m[3]][language])),
        (_FRACTION, say.fraction),
        (_SLASH, lambda m: f"{say.number(m[1])} {'' if language == 'en' else 'на '}{say.number(m[2])}"),
        (_SUM, lambda m: f" {SIGNS[m[1]][language]} "),
        (_RANGE, lambda m: f"{say.number(m[1])} {say.to} {say.number(m[2])}"),
        *([(_NOUN_RU, say.russian_noun)] if language == "ru" else []),
        (_PLAIN, lambda m: (f"{say.minus} " if m[1] else "") + say.number(m[2])),
    ]
    for pattern, replacement in rules:
        text = pattern.sub(replacement, text)
    return text


def _end(match: re.Match[str]) -> str:
    """Return the full stop that "p.m." at the end of a text shares with its sentence."""
    return "." if match[0].endswith(".") and match.end() == len(match.string) else ""


class _Words:
    """The words of one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.point, self.minus, self.to = ("point", "minus", "to") if language == "en" else ("точка", "минус", "–")

    def words(self, value: int | Decimal, **form: str) -> str:
        # Imported here, for it brings the words of fifty languages and most sentences have no digit.
        from num2words import num2words

        said: str = num2words(value, lang=self.language, **form)
        return said.replace(",", "")

    def value(self, text: str) -> int | Decimal:
        """Return the number written: spaces and, in English, commas stand between thousands."""
        plain = re.sub(r"[\u00a0\u202f ]", "", text)
        grouped = re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", plain)
        plain = plain.replace(",", "") if grouped else plain.replace(",", ".")
        return Decimal(plain) if "." in plain else int(plain)

    def number(self, text: str, **form: str) -> str:
        """Return a number as said: digit by digit when it is long or begins with a zero."""
        whole = re.sub(r"\D", "", re.split(r"[.,](?=\d+$)", text)[0])
        if (len(whole) > 1 and whole[0] == "0") or len(whole) > _LONGEST:
            return " ".join(self.words(int(digit)) for digit in re.sub(r"\D", "", text))
        return self.words(self.value(text), **form)

    def digits(self, match: re.Match[str]) -> str:
        """Return a telephone number digit by digit."""
        plus = {"en": "plus ", "ru": "плюс "}[self.language] if match[0].startswith("+") else ""
        return plus + " ".join(self.words(int(digit)) for digit in match[0] if digit.isdigit())

    def counted(self, text: str, forms: Forms) -> str:
        """Return a number with what it counts, in the form that the number asks for."""
        value = self.value(text)
        if self.language == "en":
            return f"{self.number(text)} {forms.one if value == 1 else forms.many}"
        if isinstance(value, Decimal):
            return f"{self.number(text)} {forms.few}"
        gender = {"gender": forms.gender}
        if value % 10 == 1 and value % 100 != 11:
            return f"{self.number(text, **gender)} {forms.one}"
        few = value % 10 in (2, 3, 4) and value % 100 not in (12, 13, 14)
        return f"{self.number(text, **gender)} {forms.few if few else forms.many}"

    def money(self, text: str, sign: str, magnitude: str | None) -> str:
        """Return an amount: cents are said as such, a magnitude ("$3.5 million") comes before the currency."""
        whole, small = (forms[self.language] for forms in CURRENCIES[sign.rstrip(".")])
        if magnitude:
            size = MAGNITUDES[magnitude][self.language]
            return f"{self.counted(text, size)} {whole.many}"
        value = self.value(text)
        if isinstance(value, Decimal) and -int(value.as_tuple().exponent) == 2:
            cents = int(value % 1 * 100)
            said = self.counted(str(int(value)), whole)
            return f"{said} {self.counted(str(cents), small)}" if cents else said
        return self.counted(text, whole)

    def date(self, match: re.Match[str], year: int, month: int, day: int) -> str:
        """Return a date; one that is none stays as it was written."""
        try:
            date(year, month, day)
        except ValueError:
            return match[0]
        name = MONTHS[self.language][month - 1]
        if self.language == "en":
            return f"{name} {self.words(day, to='ordinal')}, {self.words(year, to='year')}"
        spoken_year = self.words(year, to="ordinal", case="g")
        return f"{self.words(day, to='ordinal', gender='n')} {name} {spoken_year} года"

    def time(self, match: re.Match[str]) -> str:
        """Return the time of day."""
        hour, minute = int(match[1]), int(match[2])
        half = f" {match[3].upper()}M{_end(match)}" if match[3] else ""
        if self.language == "en":
            if minute == 0:
                return self.words(hour) + (half or (" o'clock" if 0 < hour <= 12 else " hundred hours"))
            return f"{self.words(hour)} {'oh ' if minute < 10 else ''}{self.words(minute)}{half}"
        minutes = "ноль-ноль" if minute == 0 else ("ноль " if minute < 10 else "") + self.words(minute)
        return f"{self.words(hour)} {minutes}"

    def fraction(self, match: re.Match[str]) -> str:
        """Return "3/4" and the like."""
        top, bottom = int(match[1]), int(match[2])
        if top >= bottom:  # 24/7, 50/50
            return match[0]
        if self.language == "en":
            named = {2: ("half", "halves"), 4: ("quarter", "quarters")}
            ordinal = self.words(bottom, to="ordinal")
            return f"{self.words(top)} {named.get(bottom, (ordinal, ordinal + 's'))[top != 1]}"
        if top == 1:
            return f"одна {self.words(bottom, to='ordinal', gender='f')}"
        forms: dict[str, Any] = {"to": "ordinal", "case": "g", "plural": True}
        return f"{self.words(top, gender='f')} {self.words(bottom, **forms)}"

    def russian_count(self, match: re.Match[str]) -> str:
        """Return "2 минуты" and the like: the noun has a gender, and the number agrees with it."""
        number, noun, stem = match[1], match[2], match[3]
        gender = "n" if stem in _NEUTER_STEMS else "f"
        form = {"gender": gender}
        if gender == "f" and noun[-1] in "ую" and number[-1] == "1":
            form["case"] = "a"  # "подожди 1 минуту"
        return f"{self.number(number, **form)} {noun}"

    def russian_noun(self, match: re.Match[str]) -> str:
        """Return "21 рыбка" and the like: after one and two the noun's own ending tells its gender."""
        number, noun = match[1], match[2]
        value, last = int(number), noun[-1]
        form: dict[str, str] = {}
        if noun not in _NO_NOUNS and value % 10 == 1 and value % 100 != 11:
            form = {"gender": "f"} if last in "ая" else {"gender": "n"} if last in "ое" else {}
            form = {"gender": "f", "case": "a"} if last in "ую" else form
        elif noun not in _NO_NOUNS and value % 10 == 2 and value % 100 != 12 and last in "ыи":
            form = {"gender": "f"}
        return f"{self.number(number, **form)} {noun}"

    def russian_compound(self, match: re.Match[str]) -> str:
        """Return "5-летний" and the like as one word: "пятилетний"."""
        value = int(match[1])
        return _COMPOUNDS.get(value, self.words(value, case="g").replace(" ", "")) + match[2]

    def russian_span(self, match: re.Match[str]) -> str:
        """Return "с 1 по 5 мая"."""
        first = self.words(int(match[1]), to="ordinal", case="g")
        return f"с {first} по {self.words(int(match[2]), to='ordinal', gender='n')} {match[3]}"

    def russian_year(self, match: re.Match[str]) -> str:
        """Return "1999 году" and the like; the word that follows, or the one before, shows the case."""
        number, word = int(match[1]), match[2]
        cases = {"год": "n", "года": "g", "году": "p", "годом": "i", "годам": "d"}
        if word == "г.":
            before = match.string[: match.start()].rstrip().lower()
            in_year = before.endswith(("в", "во"))
            case, word = ("p", "году") if in_year else ("g", "года")
        else:
            case = cases.get(word, "n")
        return f"{self.words(number, to='ordinal', case=case)} {word}"

    def russian_day(self, match: re.Match[str]) -> str:
        """Return "5 марта" as it is said on that day: "пятого марта"."""
        return f"{self.words(int(match[1]), to='ordinal', case='g')} {match[2]}"

    def russian_ordinal(self, match: re.Match[str]) -> str:
        """Return "5-й" and the like by its ending."""
        ending = match[2]
        forms: dict[str, Any] = {"to": "ordinal"}
        if ending in {"ая", "я"}:
            forms["gender"] = "f"
        elif ending in {"ую", "ю"}:
            forms.update(gender="f", case="a")
        elif ending == "е" and int(match[1]) % 10 == 0:  # "90-е годы"
            forms["plural"] = True
        elif ending in {"ое", "ее", "е"}:
            forms["gender"] = "n"
        elif ending in {"го", "ого"}:
            forms["case"] = "g"
        elif ending in {"му", "ому"}:
            forms["case"] = "d"
        elif ending in {"м", "ом"}:
            forms["case"] = "p"
        elif ending in {"х", "ых"}:
            forms.update(case="g", plural=True)
        return self.words(int(match[1]), **forms)
