"""The looks of one character: kept under its identity, worn by it; mixed faces; the mouth stays speech's."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from companion import paths
from companion.avatar.avatar import load_avatar
from companion.avatar.live2d_avatar import Live2DAvatar
from companion.avatar.looks import EXPRESSION, MOTION, HotKey, Looks, identity, load_looks, looks_file, save_looks, wear
from companion.errors import CompanionError
from companion.messages import EMOTIONS, EmotionScores
from cubism_binding.rendering.framing import Framing

MOUTH = "ParamMouthOpenY"


@pytest.fixture
def amelie() -> Iterator[Live2DAvatar]:
    avatar = load_avatar(paths.default_avatar())
    assert isinstance(avatar, Live2DAvatar)
    yield avatar
    avatar.close()


def scores(label: str) -> EmotionScores:
    return EmotionScores(tuple(1.0 if one == label else 0.0 for one in EMOTIONS))


def settled(avatar: Live2DAvatar, seconds: float = 1.5) -> dict[str, float]:
    for _ in range(round(seconds * 60)):
        avatar.update(1 / 60)
    return dict(avatar.parameter_values)


def test_looks_survive_and_empty_ones_leave_no_file() -> None:
    looks = Looks(
        Framing(2.5, -0.25, 0.5),
        {"joy": {"F05": 0.7, "星 目": 0.3}, "fear": {}},
        {"ParamAngleX": -12.5},
        (HotKey("F5", EXPRESSION, "星 目"), HotKey("Ctrl+M", MOTION, "Tap Body")),
    )
    save_looks("haru-1", looks)
    assert load_looks("haru-1") == looks
    assert load_looks("rice-2") == Looks()
    save_looks("haru-1", Looks())
    assert not looks_file("haru-1").exists()


@pytest.mark.parametrize(
    "text", ["no [ toml", "faces = 3", "[framing]\nzoom = 'wide'", "[faces]\njoy = 2", "hot_keys = [1]"]
)
def test_a_damaged_file_is_named_and_kept(text: str) -> None:
    looks_file("x").parent.mkdir()
    looks_file("x").write_text(text, encoding="utf-8")
    with pytest.raises(CompanionError, match=r"x\.toml"):
        load_looks("x")
    assert looks_file("x").read_text(encoding="utf-8") == text


def test_a_model_that_moves_house_keeps_its_identity(tmp_path: Path) -> None:
    first, second = tmp_path / "one", tmp_path / "дом 家"
    shutil.copytree(paths.default_avatar().parent, first, ignore=shutil.ignore_patterns("source"))
    shutil.copytree(first, second)
    one, two = load_avatar(first), load_avatar(second)
    assert one.identity == two.identity
    assert one.identity != "amelie"  # ours keeps its name when it is drawn anew
    one.close()
    two.close()


def test_a_mix_moves_each_parameter_by_its_part(amelie: Live2DAvatar) -> None:
    joy, anger = (amelie.model.expression_changes(name) for name in ("joy", "anger"))
    name = next(one for one in joy if abs(joy[one]) > 0.1 and abs(anger.get(one, 0.0)) < 0.01)
    low, _default, high = amelie.parameters[name]
    amelie.life.calm = True
    amelie.show_mix({})
    rest = settled(amelie)[name]
    moved = {}
    for weight in (1.0, 0.5):
        amelie.show_mix({"joy": weight, "anger": 0.4})
        moved[weight] = settled(amelie)[name] - rest
    assert moved[1.0] == pytest.approx(joy[name] * (high - low), rel=0.2)
    assert moved[0.5] == pytest.approx(moved[1.0] / 2, rel=0.2)
    assert amelie.expression == "joy"


def test_the_table_says_which_face_an_emotion_has(amelie: Live2DAvatar) -> None:
    wear(amelie, Looks(faces={"joy": {"surprise": 0.6, "nobody": 1.0}, "fear": {}}), {"anger": "sadness"})
    assert amelie.face_of("joy") == {"surprise": 0.6}
    assert amelie.face_of("fear") == {}
    assert amelie.face_of("anger") == {"sadness": 1.0}  # the persona's own wish
    assert amelie.face_of("disgust") == {"disgust": 1.0}  # guessed
    amelie.express(scores("joy"))
    assert (amelie.expression, amelie.weight) == ("surprise", 0.6)
    settled(amelie, 4.0)
    assert amelie.expression == "neutral"  # held, then faded back
    amelie.express(scores("fear"))
    assert amelie.expression is None
    wear(amelie, Looks())
    assert amelie.face_of("joy") == {"joy": 1.0}


def test_a_held_mouth_is_given_to_speech_and_taken_back(amelie: Live2DAvatar) -> None:
    wear(amelie, Looks(parameters={MOUTH: 1.0, "ParamAngleX": 99.0, "ParamNone": 1.0}))
    assert settled(amelie, 0.2)["ParamAngleX"] == amelie.parameters["ParamAngleX"][2]
    assert amelie.parameter_values[MOUTH] == 1.0
    amelie.speaking(True)
    amelie.set_mouth(0.0)
    assert settled(amelie, 0.5)[MOUTH] == pytest.approx(0.0, abs=0.05)
    amelie.speaking(False)
    assert settled(amelie, 4.0)[MOUTH] == 1.0
    wear(amelie, Looks())
    assert settled(amelie, 0.5)[MOUTH] < 1.0


def test_the_framing_is_worn_and_given_back(amelie: Live2DAvatar) -> None:
    wear(amelie, Looks(framing=Framing(1.5, 0.1, 0.2)))
    assert amelie.framing == Framing(1.5, 0.1, 0.2)
    wear(amelie, Looks())
    assert amelie.framing == amelie.portrait


def test_a_file_whose_name_is_no_text_has_an_identity(tmp_path: Path) -> None:
    file = tmp_path / os.fsdecode(b"\xe0\xec\xe5\xeb\xe8.png")  # unpacked from a zip of another system
    file.write_bytes(b"picture")
    key = identity((file,), file.stem)
    assert key == identity((file,), file.stem)
    assert key.startswith("-----")
    assert key.isascii()
