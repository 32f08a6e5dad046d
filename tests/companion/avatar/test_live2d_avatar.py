"""The character: faces hold and fade, speech owns the mouth, the eyes follow, touches have names."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from companion.avatar import live2d_avatar
from companion.avatar.acting import HOLD_SECONDS
from companion.avatar.live2d_avatar import Live2DAvatar
from companion.avatar.touch import Touch
from companion.messages import EMOTIONS, EmotionScores
from companion.paths import default_avatar
from cubism_binding.core.errors import CubismError
from cubism_binding.framework.motion_queue import Priority
from cubism_binding.rendering.offscreen import OffscreenContext

STEP = 1 / 30


@pytest.fixture
def amelie() -> Iterator[Live2DAvatar]:
    avatar = Live2DAvatar(default_avatar(), seed=3)
    yield avatar
    avatar.close()


@pytest.fixture
def haru(sample_models: Path) -> Iterator[Live2DAvatar]:
    avatar = Live2DAvatar(sample_models / "Haru", seed=3)
    yield avatar
    avatar.close()


def run(avatar: Live2DAvatar, seconds: float) -> None:
    for _ in range(round(seconds / STEP)):
        avatar.update(STEP)


def pose(avatar: Live2DAvatar) -> dict[str, float]:
    native = avatar.model.native
    return dict(zip(native.parameter_ids, native.parameter_values.tolist(), strict=True))


def test_the_default_character_has_a_face_for_each_emotion(amelie: Live2DAvatar) -> None:
    for label in EMOTIONS:
        amelie.express(EmotionScores.only(label))
        assert amelie.expression == label


def test_a_face_holds_while_she_speaks_and_fades_after_it(amelie: Live2DAvatar) -> None:
    amelie.express(EmotionScores.only("joy"))
    amelie.speaking(True)
    run(amelie, HOLD_SECONDS * 2)
    assert amelie.expression == "joy"
    amelie.speaking(False)
    run(amelie, HOLD_SECONDS * 0.8)
    assert amelie.expression == "joy"
    run(amelie, HOLD_SECONDS * 0.4)
    assert amelie.expression == "neutral"


def test_an_uncertain_emotion_shows_weaker(amelie: Live2DAvatar) -> None:
    def smile(scores: tuple[float, ...]) -> float:
        amelie.express(EmotionScores(scores))
        amelie.speaking(True)
        run(amelie, 1.5)
        return pose(amelie)["ParamMouthForm"]

    neutral = smile((0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0))
    sure = smile((0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0))
    unsure = smile((0.15, 0.15, 0.14, 0.28, 0.0, 0.14, 0.14))
    assert neutral < unsure < sure


def test_while_she_speaks_the_mouth_is_where_speech_puts_it(amelie: Live2DAvatar) -> None:
    amelie.speaking(True)
    for opening in (0.0, 0.35, 1.0, 2.0, -1.0):
        amelie.set_mouth(opening)
        amelie.update(STEP)
        assert amelie.mouth_value == pytest.approx(min(1.0, max(0.0, opening)), abs=1e-6)


@pytest.mark.parametrize("label", ["surprise", "anger"])
def test_an_expression_that_opens_the_mouth_loses_to_a_shut_mouth(haru: Live2DAvatar, label: str) -> None:
    haru.express(EmotionScores.only(label))
    run(haru, 1.0)
    assert haru.mouth_value > 0.5, "the model's expression should open the mouth, else this tests nothing"
    haru.speaking(True)
    haru.set_mouth(0.0)
    haru.update(STEP)
    assert haru.mouth_value == 0.0
    haru.speaking(False)  # still shut: 150 ms after the voice nobody may see a wide open mouth
    for _ in range(round((HOLD_SECONDS + 1.0) / STEP)):
        haru.update(STEP)
        assert haru.mouth_value < 0.05
    assert haru.expression == "F01"


def test_the_sample_model_shows_the_emotions_of_the_articles_table(haru: Live2DAvatar) -> None:
    shown = []
    for label in ("neutral", "surprise", "anger", "sadness", "joy", "fear", "disgust"):
        haru.express(EmotionScores.only(label))
        shown.append(haru.expression)
    assert shown == ["F01", "F02", "F03", "F04", "F05", "F06", "F08"]


def test_gaze_follows_a_place_on_the_picture_and_returns(amelie: Live2DAvatar) -> None:
    def eyes() -> float:
        run(amelie, 1.5)
        return pose(amelie)["ParamEyeBallX"]

    straight = eyes()
    amelie.look_at(0.9, 0.0)
    assert eyes() > straight + 0.3
    amelie.look_at(-0.9, 0.0)
    assert eyes() < straight - 0.3
    amelie.look_at(None, None)
    assert eyes() == pytest.approx(straight, abs=0.25)


def test_looking_at_her_own_face_is_looking_straight(haru: Live2DAvatar) -> None:
    haru._size = (512, 512)
    face_x, face_y = haru._face_on_picture()
    assert face_y > 0.1, "the portrait should have the face above the middle"
    haru.look_at(face_x, face_y)
    run(haru, 1.5)
    assert haru.life.update(STEP).head == pytest.approx((0.0, 0.0), abs=0.02)


def test_touching_the_head_and_the_body_differ(amelie: Live2DAvatar) -> None:
    with OffscreenContext(256, 256) as context:
        context.make_current()
        amelie.open_gl()
        amelie.update(STEP)
        amelie.draw(256, 256)
        amelie.close_gl()
    assert amelie.hit(0.0, 0.3) == "Head"
    assert amelie.hit(0.0, -0.85) == "Body"
    assert amelie.hit(-0.98, 0.95) is None


@pytest.mark.parametrize("size", [(200, 200), (120, 240), (240, 120)])
def test_the_portrait_fills_any_shape_without_losing_the_head(haru: Live2DAvatar, size: tuple[int, int]) -> None:
    width, height = size
    with OffscreenContext(width, height) as context:
        context.make_current()
        haru.open_gl()
        haru.update(STEP)
        haru.draw(width, height)
        alpha = context.read_rgba()[..., 3] > 128
        haru.close_gl()
    rows, columns = np.flatnonzero(alpha.any(axis=1)), np.flatnonzero(alpha.any(axis=0))
    assert rows[0] > 0, "the hair is cut off"
    assert columns[-1] - columns[0] > 0.4 * min(width, height), "she is too small"
    assert abs((columns[0] + columns[-1]) / 2 - width / 2) < 0.12 * width


def test_the_same_seed_gives_the_same_movements() -> None:
    def positions(seed: int) -> np.ndarray:
        avatar = Live2DAvatar(default_avatar(), seed)
        run(avatar, 5.0)
        got = avatar.model.native.positions.copy()
        avatar.close()
        return got

    assert np.array_equal(positions(1), positions(1))


def test_finding_the_face_leaves_the_pose_as_it_was(amelie: Live2DAvatar) -> None:
    from companion.avatar.portrait import find_face

    run(amelie, 0.7)
    before = amelie.model.native.positions.copy()
    assert find_face(amelie.model.native) is not None
    assert np.array_equal(amelie.model.native.positions, before)


def test_a_missing_model_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(CubismError, match=r"nothing\.model3\.json"):
        Live2DAvatar(tmp_path / "nothing.model3.json")


def test_a_touch_starts_the_models_own_motion_and_face(haru: Live2DAvatar) -> None:
    run(haru, 0.5)
    haru.life.feel(Touch("Body", "poke"))
    haru.update(STEP)
    assert haru.model._frame.motions.priority == Priority.FORCE, "TapBody, over the idle motion"
    assert haru.expression == "F02", "startled: her face of surprise stands in"
    run(haru, 3.0)
    assert haru.expression == "F01"


def test_what_she_says_has_the_face_and_a_touch_only_in_between(amelie: Live2DAvatar) -> None:
    amelie.speaking(True)
    amelie.express(EmotionScores.only("sadness"))
    amelie.life.feel(Touch("Head", "pat"))
    run(amelie, 3.0)
    assert amelie.expression == "sadness"
    amelie.speaking(False)
    run(amelie, 0.3)
    assert amelie.expression == "sadness", "held a little after the last word"
    amelie.life.feel(Touch("Head", "pat"))
    run(amelie, 0.1)
    assert amelie.expression in {"blush", "joy"}
    amelie.express(EmotionScores.only("anger"))
    run(amelie, 0.2)
    assert amelie.expression == "anger"


def test_asleep_her_eyes_are_shut_whatever_motion_plays(amelie: Live2DAvatar) -> None:
    amelie.life.hour = lambda: 14.0
    amelie.life._attention.alone = 1e5
    run(amelie, 3.0)
    shut = []
    for _ in range(300):
        amelie.update(STEP)
        shut.append(pose(amelie)["ParamEyeLOpen"])
    assert max(shut) < 0.1
    amelie.life.attend()
    run(amelie, 4.0)
    assert max(pose(amelie)["ParamEyeLOpen"] for _ in range(30) if run(amelie, STEP) is None) > 0.7


def test_with_less_motion_only_her_face_and_her_breath_move(amelie: Live2DAvatar) -> None:
    names = ("ParamAngleX", "ParamAngleZ", "ParamBodyAngleX", "ParamBodyAngleZ", "ParamShoulder")

    def moved(calm: bool) -> dict[str, float]:
        amelie.life.calm = calm
        run(amelie, 20.0)  # an idle motion that goes on comes to its end
        amelie.life.greet()
        poses = []
        for _ in range(300):
            amelie.update(STEP)
            poses.append(pose(amelie))
        ranges = amelie.parameters
        return {
            name: float(np.ptp([one[name] for one in poses])) / (ranges[name][2] - ranges[name][0])
            for name in (*names, "ParamBreath")
        }

    calm, usual = moved(True), moved(False)
    assert max(calm[name] for name in names) < 0.12
    assert max(usual[name] for name in names) > 0.3
    assert calm["ParamBreath"] > 0.2, "she is alive"


@pytest.mark.parametrize("found", [False, True])
def test_a_model_without_a_face_stands_where_its_author_placed_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, found: bool
) -> None:
    folder = tmp_path / "placed"
    shutil.copytree(default_avatar().parent, folder, ignore=shutil.ignore_patterns("source"))
    file = folder / default_avatar().name
    settings = json.loads(file.read_text(encoding="utf-8"))
    settings["Layout"] = {"height": 1.0, "center_x": 0.0, "center_y": 0.0}
    file.write_text(json.dumps(settings), encoding="utf-8")
    if not found:
        monkeypatch.setattr(live2d_avatar, "find_face", lambda model: None)
    avatar = Live2DAvatar(file)
    assert (avatar.framing.zoom == 0.5) is not found
    assert avatar.portrait == avatar.framing
    avatar.close()
