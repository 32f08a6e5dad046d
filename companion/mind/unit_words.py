"""The words for units, money and months that stand beside numbers."""

from __future__ import annotations

from typing import NamedTuple


class Forms(NamedTuple):
    """A noun with one, with two to four, and with many; the gender asks Russian for один, одна or одно."""

    one: str
    few: str
    many: str
    gender: str = "m"


def _pair(english: str, russian: str, gender: str = "m") -> dict[str, Forms]:
    """Return the forms of both languages from "meter/meters" and "метр/метра/метров"."""
    (one, many), (first, few, last) = english.split("/"), russian.split("/")
    return {"en": Forms(one, many, many), "ru": Forms(first, few, last, gender)}


_METRE = _pair("meter/meters", "метр/метра/метров")
_KILOMETRE = _pair("kilometer/kilometers", "километр/километра/километров")
_CENTIMETRE = _pair("centimeter/centimeters", "сантиметр/сантиметра/сантиметров")
_MILLIMETRE = _pair("millimeter/millimeters", "миллиметр/миллиметра/миллиметров")
_KILOGRAM = _pair("kilogram/kilograms", "килограмм/килограмма/килограммов")
_GRAM = _pair("gram/grams", "грамм/грамма/граммов")
_LITRE = _pair("liter/liters", "литр/литра/литров")
_MILLILITRE = _pair("milliliter/milliliters", "миллилитр/миллилитра/миллилитров")
_SPEED = _pair("kilometer an hour/kilometers an hour", "километр в час/километра в час/километров в час")
_CELSIUS = _pair("degree Celsius/degrees Celsius", "градус Цельсия/градуса Цельсия/градусов Цельсия")
_DEGREE = _pair("degree/degrees", "градус/градуса/градусов")
_PERCENT = _pair("percent/percent", "процент/процента/процентов")
_GIGABYTE = _pair("gigabyte/gigabytes", "гигабайт/гигабайта/гигабайт")
_MEGABYTE = _pair("megabyte/megabytes", "мегабайт/мегабайта/мегабайт")
_MILLISECOND = _pair("millisecond/milliseconds", "миллисекунда/миллисекунды/миллисекунд", "f")
_SECOND = _pair("second/seconds", "секунда/секунды/секунд", "f")
_MINUTE = _pair("minute/minutes", "минута/минуты/минут", "f")
_HOUR = _pair("hour/hours", "час/часа/часов")
_HERTZ = _pair("hertz/hertz", "герц/герца/герц")

_PACE = _pair("meter a second/meters a second", "метр в секунду/метра в секунду/метров в секунду")
_SQUARE = _pair("square meter/square meters", "квадратный метр/квадратных метра/квадратных метров")
_CUBE = _pair("cubic meter/cubic meters", "кубический метр/кубических метра/кубических метров")
_KOPECK = _pair("kopeck/kopecks", "копейка/копейки/копеек", "f")

UNITS: dict[str, dict[str, Forms]] = {
    "%": _PERCENT, "°C": _CELSIUS, "°F": _pair("degree Fahrenheit/degrees Fahrenheit",
                                               "градус Фаренгейта/градуса Фаренгейта/градусов Фаренгейта"),
    "°": _DEGREE, "km/h": _SPEED, "км/ч": _SPEED, "mph": _pair("mile an hour/miles an hour",
                                                              "миля в час/мили в час/миль в час", "f"),
    "km": _KILOMETRE, "км": _KILOMETRE, "cm": _CENTIMETRE, "см": _CENTIMETRE, "mm": _MILLIMETRE, "мм": _MILLIMETRE,
    "m": _METRE, "м": _METRE, "kg": _KILOGRAM, "кг": _KILOGRAM, "g": _GRAM, "г": _GRAM, "ml": _MILLILITRE,
    "мл": _MILLILITRE, "л": _LITRE, "GB": _GIGABYTE, "ГБ": _GIGABYTE, "MB": _MEGABYTE, "МБ": _MEGABYTE,
    "L": _LITRE, "l": _LITRE, "коп": _KOPECK, "шт": _pair("piece/pieces", "штука/штуки/штук", "f"),
    "m/s": _PACE, "м/с": _PACE, "m²": _SQUARE, "м²": _SQUARE, "кв. м": _SQUARE, "m³": _CUBE, "м³": _CUBE,
    "ms": _MILLISECOND, "мс": _MILLISECOND, "сек": _SECOND, "min": _MINUTE, "мин": _MINUTE, "ч": _HOUR,
    "kHz": _pair("kilohertz/kilohertz", "килогерц/килогерца/килогерц"), "Hz": _HERTZ, "Гц": _HERTZ,
    "lb": _pair("pound/pounds", "фунт/фунта/фунтов"), "ft": _pair("foot/feet", "фут/фута/футов"),
}  # fmt: skip

_DOLLAR, _CENT = _pair("dollar/dollars", "доллар/доллара/долларов"), _pair("cent/cents", "цент/цента/центов")
_EURO = _pair("euro/euros", "евро/евро/евро")
_ROUBLE = _pair("ruble/rubles", "рубль/рубля/рублей")
_POUND, _PENNY = _pair("pound/pounds", "фунт/фунта/фунтов"), _pair("penny/pence", "пенни/пенни/пенсов")
_YEN, _SEN = _pair("yen/yen", "иена/иены/иен", "f"), _pair("sen/sen", "сен/сена/сен")

CURRENCIES: dict[str, tuple[dict[str, Forms], dict[str, Forms]]] = {
    "$": (_DOLLAR, _CENT), "USD": (_DOLLAR, _CENT), "€": (_EURO, _CENT), "EUR": (_EURO, _CENT),
    "£": (_POUND, _PENNY), "¥": (_YEN, _SEN), "₽": (_ROUBLE, _KOPECK), "руб": (_ROUBLE, _KOPECK),
}  # fmt: skip
"""Sign -> the currency and its hundredth."""

_THOUSAND = _pair("thousand/thousand", "тысяча/тысячи/тысяч", "f")
_MILLION = _pair("million/million", "миллион/миллиона/миллионов")
_BILLION = _pair("billion/billion", "миллиард/миллиарда/миллиардов")
MAGNITUDES: dict[str, dict[str, Forms]] = {
    "thousand": _THOUSAND, "million": _MILLION, "billion": _BILLION, "тыс.": _THOUSAND, "млн": _MILLION,
    "млрд": _BILLION, "K": _THOUSAND, "k": _THOUSAND, "M": _MILLION, "B": _BILLION, "bn": _BILLION,
}  # fmt: skip

MONTHS: dict[str, tuple[str, ...]] = {
    "en": ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
           "December"),
    "ru": ("января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября",
           "декабря"),
}  # fmt: skip

SIGNS: dict[str, dict[str, str]] = {
    "×": {"en": "times", "ru": "умножить на"}, "*": {"en": "times", "ru": "умножить на"},
    "+": {"en": "plus", "ru": "плюс"}, "=": {"en": "equals", "ru": "равно"},
    "<": {"en": "is less than", "ru": "меньше"}, ">": {"en": "is more than", "ru": "больше"},
    "÷": {"en": "divided by", "ru": "разделить на"},
}  # fmt: skip
