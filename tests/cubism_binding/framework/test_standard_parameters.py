"""Parameters are found by what they do, however their author spelt it."""

from __future__ import annotations

import pytest

from cubism_binding.framework.standard_parameters import (
    EYE_LEFT,
    EYE_RIGHT,
    MOUTH,
    find_effect_parameters,
    find_parameters,
    roles_of,
)

LEFT, RIGHT, SHUT = (0.0, 1.0, 1.0), (0.0, 1.0, 1.0), (0.0, 0.0, 1.0)


@pytest.mark.parametrize("name", ["ParamMouthOpenY", "PARAM_MOUTH_OPEN_Y", "MouthOpenY", "param_mouth_open_y"])
def test_standard_ids_are_known_in_all_spellings(name: str) -> None:
    assert find_parameters(MOUTH, ["Nose", name]) == (name,)


@pytest.mark.parametrize(
    "name",
    [
        "Mouth Open",
        "Open mouth Y",
        "口 開閉",
        "口の開閉",
        "嘴 张开和闭合",
        "嘴巴开合",
        "張嘴",
        "口パク",
        "Lip sync",
        "mouth_open",
    ],
)
def test_a_mouth_is_found_by_its_display_name(name: str) -> None:
    names = {"P1": "口 変形", "P2": name, "P3": "Mouth form", "P4": "嘴 变形", "P5": "左目 開閉", "P6": "口 横開き"}
    assert find_parameters(MOUTH, names, names) == ("P2",)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("左目 開閉", "右目 開閉"),
        ("左眼 张开和闭合", "右眼 张开和闭合"),
        ("左眼開閉", "右眼開閉"),
        ("Eye L Open", "Eye R Open"),
        ("Left eye open/close", "Right eye open/close"),
        ("EyeL blink", "EyeR blink"),
    ],
)
def test_eyelids_are_found_by_their_display_names(left: str, right: str) -> None:
    names = {"P1": "左目 笑顔", "P2": right, "P3": "Eye L smile open", "P4": left, "P5": "左眉 開", "P6": "眼珠 X 左"}
    assert find_parameters(EYE_LEFT, names, names) == ("P4",)
    assert find_parameters(EYE_RIGHT, names, names) == ("P2",)


def test_only_what_rests_open_blinks_and_only_what_rests_shut_speaks() -> None:
    names = {"A1": "左目 閉じる", "B1": "左目 開閉", "C1": "口 開閉", "D1": "口 開きっぱなし"}
    ranges = {"A1": SHUT, "B1": LEFT, "C1": SHUT, "D1": (0.0, 1.0, 1.0)}
    assert find_effect_parameters(ranges, names, EYE_LEFT, EYE_RIGHT) == ("B1",)
    assert find_effect_parameters(ranges, names, MOUTH) == ("C1",)


def test_a_mouth_of_vowels_opens_with_its_a() -> None:
    assert find_effect_parameters({"ParamA": SHUT, "ParamI": SHUT}, {}, MOUTH) == ("ParamA",)
    assert find_effect_parameters({"Nose": SHUT}, {}, MOUTH) == ()


def test_roles_of_a_model() -> None:
    found = roles_of(["ParamAngleX", "PARAM_BROW_L_Y", "ParamBreath", "ParamTail"])
    assert found == {"head turn": ("ParamAngleX",), "brow height": ("PARAM_BROW_L_Y",), "breath": ("ParamBreath",)}
