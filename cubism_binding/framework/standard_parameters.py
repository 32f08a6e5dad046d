"""Which of a model's parameters does what: by the standard ids, their old spelling, or the names its author gave.

Live2D's standard ids (https://docs.live2d.com/en/cubism-editor-manual/standard-parameter-list/) are written
``ParamMouthOpenY``, before Cubism 3 ``PARAM_MOUTH_OPEN_Y``; models from other hands drop the prefix or number them
themselves and only say in the display names what a parameter is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

MOUTH, EYE_LEFT, EYE_RIGHT = "mouth opening", "left eye opening", "right eye opening"

ROLES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "head turn": ("ParamAngleX",),
        "head nod": ("ParamAngleY",),
        "head tilt": ("ParamAngleZ",),
        EYE_LEFT: ("ParamEyeLOpen",),
        EYE_RIGHT: ("ParamEyeROpen",),
        "eye smile": ("ParamEyeLSmile", "ParamEyeRSmile"),
        "gaze sideways": ("ParamEyeBallX",),
        "gaze up and down": ("ParamEyeBallY",),
        "pupil": ("ParamEyeBallForm",),
        "brow height": ("ParamBrowLY", "ParamBrowRY"),
        "brow distance": ("ParamBrowLX", "ParamBrowRX"),
        "brow angle": ("ParamBrowLAngle", "ParamBrowRAngle"),
        "brow shape": ("ParamBrowLForm", "ParamBrowRForm"),
        MOUTH: ("ParamMouthOpenY",),
        "mouth shape": ("ParamMouthForm",),
        "vowels": ("ParamA", "ParamI", "ParamU", "ParamE", "ParamO"),
        "blush": ("ParamCheek", "ParamTere"),
        "body turn": ("ParamBodyAngleX",),
        "body nod": ("ParamBodyAngleY",),
        "body tilt": ("ParamBodyAngleZ",),
        "breath": ("ParamBreath",),
        "shoulders": ("ParamShoulderY",),
        "arms": ("ParamArmLA", "ParamArmRA", "ParamArmLB", "ParamArmRB"),
        "hands": ("ParamHandL", "ParamHandR"),
        "hair": ("ParamHairFront", "ParamHairSide", "ParamHairBack", "ParamHairFluffy"),
        "bust": ("ParamBustX", "ParamBustY"),
        "whole figure": ("ParamBaseX", "ParamBaseY"),
    }
)
"""What a host can use, and the standard ids for it."""

_EYE = r"(eye|目|眼|瞼|まぶた)"
_SHUTTING = r"(open|clos|blink|開|开|閉|闭|睁|睜|まばたき|瞬き|眨)"
_NO_LID = r"(smile|笑|ball|玉|珠|球|瞳|brow|眉|form|変形|变形|變形|shape|highlight|光|light|心)"
_NAMES: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        MOUTH: re.compile(
            r"(?!.*(width|横|form|変形|变形|變形|shape|eye|目|眼))"
            r".*(mouth.*open|open.*mouth|lip ?sync|口.*[開开张張]|[開开张張][口嘴]|嘴.*[开開张張]|口パク|リップシンク)"
        ),
        EYE_LEFT: re.compile(rf"(?=.*{_EYE})(?=.*{_SHUTTING})(?=.*(left|左|\bl\b|eye ?l\b|l ?eye))(?!.*{_NO_LID})"),
        EYE_RIGHT: re.compile(rf"(?=.*{_EYE})(?=.*{_SHUTTING})(?=.*(right|右|\br\b|eye ?r\b|r ?eye))(?!.*{_NO_LID})"),
    }
)
"""What a display name in English, Japanese or Chinese must look like; asked of it in lower case."""


def plain(name: str) -> str:
    """Return an id without what differs between spellings: ``PARAM_EYE_L_OPEN`` and ``ParamEyeLOpen`` are one."""
    return name.replace("_", "").replace(" ", "").casefold().removeprefix("param")


def find_parameters(role: str, ids: Iterable[str], names: Mapping[str, str] = MappingProxyType({})) -> tuple[str, ...]:
    """Return which of a model's ``ids`` fulfil a role: the standard ids it has, else those that are named like it.

    ``names`` are display names by id (cdi3.json). Raises KeyError for an unknown role.
    """
    known = list(ids)
    by_plain = {plain(name): name for name in reversed(known)}
    standard = [by_plain[plain(name)] for name in ROLES[role] if plain(name) in by_plain]
    if standard or role not in _NAMES:
        return tuple(dict.fromkeys(standard))
    says = _NAMES[role].match
    return tuple(name for name in known if any(says(_words(text)) for text in (names.get(name, ""), name)))


def find_effect_parameters(
    ranges: Mapping[str, tuple[float, float, float]], names: Mapping[str, str], *roles: str
) -> tuple[str, ...]:
    """Return the parameters a host may drive for roles such as ``MOUTH``: at rest mouths are shut and eyes are open.

    ``ranges`` are (minimum, default, maximum) by id. A mouth with vowels only opens with its ``ParamA``.
    """
    found: dict[str, None] = {}
    for role in roles:
        for name in find_parameters(role, ranges, names):
            low, default, high = ranges[name]
            if role not in _NAMES or (default > (low + high) / 2) == (role != MOUTH):
                found[name] = None
    if not found and MOUTH in roles:
        found = dict.fromkeys(name for name in ranges if plain(name) == "a")
    return tuple(found)


def _words(text: str) -> str:
    return text.casefold().replace("_", " ")


def roles_of(ids: Iterable[str], names: Mapping[str, str] = MappingProxyType({})) -> dict[str, tuple[str, ...]]:
    """Return role -> ids for all roles the model has."""
    known = list(ids)
    found = {role: find_parameters(role, known, names) for role in ROLES}
    return {role: parameters for role, parameters in found.items() if parameters}
