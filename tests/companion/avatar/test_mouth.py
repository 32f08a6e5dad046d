"""The shapes of speech on a model's own parameters."""

from __future__ import annotations

import pytest

from companion.avatar.live2d_avatar import Live2DAvatar
from companion.avatar.mouth import MouthShapes
from companion.messages import VOWELS
from companion.paths import default_avatar

ONLY = {vowel: tuple(float(vowel == other) for other in VOWELS) for vowel in VOWELS}


@pytest.mark.parametrize("pattern", ["Param{}", "PARAM_{}", "Mouth{}"])
def test_a_model_with_vowels_gets_them(pattern: str) -> None:
    names = tuple(pattern.format(vowel) for vowel in VOWELS)
    values = MouthShapes(["ParamMouthOpenY", *names]).values(0.8, ONLY["U"])
    assert values.absolute == dict(zip(names, (0.0, 0.0, 0.8, 0.0, 0.0), strict=True))
    assert values.opening == 0.0
    assert MouthShapes(names).values(0.8).opening == 0.8


@pytest.mark.parametrize("form", ["ParamMouthForm", "PARAM_MOUTH_FORM"])  # the second: upgraded from Cubism 2
def test_a_model_without_all_vowels_opens_and_forms(form: str) -> None:
    shapes = MouthShapes(["ParamMouthOpenY", form, "ParamA", "ParamI"])
    wide, pursed, open_ = (shapes.values(1.0, ONLY[vowel]) for vowel in ("I", "U", "A"))
    assert wide.added[form] > 0 > pursed.added[form]
    assert open_.opening == 1.0
    assert max(wide.opening, pursed.opening) < 0.6
    assert not open_.added
    assert shapes.values(0.35).opening == 0.35
    assert MouthShapes(["ParamMouthOpenY"]).values(0.5, ONLY["I"]).added == {}


def test_shapes_reach_the_picture() -> None:
    avatar = Live2DAvatar(default_avatar())
    places = {}
    avatar.speaking(True)
    for vowel in VOWELS:
        avatar.set_mouth(1.0, ONLY[vowel])
        avatar.update(1 / 30)
        places[vowel] = avatar.model.native.positions.copy()
        assert avatar.mouth_value > 0.3
    avatar.close()
    assert all((places[one] != places[other]).any() for one in VOWELS for other in VOWELS if one < other)
