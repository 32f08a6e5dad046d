"""Cubism 2: its settings file with made-up files, and the whole character where a model is at hand.

``COMPANION_TEST_CUBISM2`` names a model.json (Live2D's may not be kept in this repository); without it the tests that
need one are skipped.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from companion.avatar.avatar import find_avatar, load_avatar
from companion.avatar.cubism2_avatar import Cubism2Avatar
from companion.avatar.cubism2_process import bled
from companion.avatar.cubism2_settings import find_cubism2_file, read_cubism2_settings
from companion.avatar.posture import cubism2_name
from companion.errors import CompanionError
from cubism_binding.core.errors import CubismError
from cubism_binding.rendering import gl
from cubism_binding.rendering.offscreen import OffscreenContext
from drawn_pictures import SKIN, draw_figure

STEP = 1 / 30
SIZE = 200


@pytest.fixture
def made_up(tmp_path: Path) -> Path:
    """A complete folder whose moc has nothing but the right beginning."""
    folder = tmp_path / "ゆき model"
    (folder / "exp").mkdir(parents=True)
    (folder / "yuki.moc").write_bytes(b"moc\x0bnothing more")
    draw_figure(folder / "texture.png", SKIN["joy"])
    for name in ("exp/happy.exp.json", "physics.json"):
        (folder / name).write_text("{}")
    (folder / "idle.mtn").write_text("$fps=30\n")
    contents = {
        "model": "yuki.moc",
        "textures": ["Texture.PNG"],
        "physics": "physics.json",
        "pose": "pose.json",
        "expressions": [{"name": "happy", "file": "exp/happy.exp.json"}, {"file": "exp/gone.exp.json"}],
        "motions": {"idle": [{"file": "idle.mtn", "fade_in": 500}, {"file": "gone.mtn"}], "tap": [{"file": "no.mtn"}]},
        "hit_areas": [{"name": "head", "id": "D_REF.HEAD"}],
    }
    (folder / "model.json").write_text(json.dumps(contents))
    return folder / "model.json"


def test_settings_are_read_and_what_is_missing_is_a_problem(made_up: Path) -> None:
    settings = read_cubism2_settings(made_up)
    assert settings.textures == ((made_up.parent / "texture.png").resolve(),)
    assert list(settings.expressions) == ["happy"]
    assert {group: [(file.name, a, b) for file, a, b in motions] for group, motions in settings.motions.items()} == {
        "idle": [("idle.mtn", 500, None)]
    }
    assert settings.hit_areas == {"head": "D_REF.HEAD"}
    assert settings.physics is not None
    assert settings.pose is None
    assert len(settings.problems) == 4
    written = settings.as_json((Path("/elsewhere/0.png"),))
    assert written["textures"] == ["/elsewhere/0.png"]
    assert written["motions"]["idle"] == [{"file": str((made_up.parent / "idle.mtn").resolve()), "fade_in": 500}]
    assert "pose" not in written


def test_the_file_is_found_by_folder_and_by_what_it_names(made_up: Path, tmp_path: Path) -> None:
    assert find_cubism2_file(made_up.parent) == made_up
    assert find_cubism2_file(made_up) == made_up
    assert find_avatar(made_up.parent).kind.name == "Cubism 2", "textures beside it are no pictures of her"
    index = made_up.with_name("index.json")
    made_up.rename(index)
    assert find_cubism2_file(index.parent) == index
    other = tmp_path / "index.json"
    other.write_text('{"model": "gpt"}')
    assert find_cubism2_file(other) is None
    with pytest.raises(CubismError, match=r"choose the model\.json beside it"):
        find_avatar(made_up.parent / "yuki.moc")


@pytest.mark.parametrize(
    ("key", "value", "sentence"),
    [
        ("model", "../other.moc", "outside the model's folder"),
        ("model", "gone.moc", "no such file"),
        ("model", "", "names no model and textures"),
        ("textures", [], "names no model and textures"),
        ("textures", ["gone.png"], "no such file"),
        ("textures", "texture.png", "must be a list"),
        ("motions", [], "must be"),
        ("model", "texture.png", "no moc of Cubism 2"),
    ],
)
def test_a_wrong_file_is_one_sentence(made_up: Path, key: str, value: object, sentence: str) -> None:
    contents = json.loads(made_up.read_text())
    contents[key] = value
    if (key, value) == ("motions", []):
        contents[key] = [1]
    made_up.write_text(json.dumps(contents))
    with pytest.raises(CubismError, match=sentence):
        read_cubism2_settings(made_up)


def test_a_damaged_moc_ends_only_its_own_process(made_up: Path) -> None:
    with pytest.raises(CubismError, match=r"model\.json|yuki\.moc"):
        load_avatar(made_up)


def test_broken_extras_are_left_out(made_up: Path) -> None:
    (made_up.parent / "physics.json").write_text("{")
    (made_up.parent / "exp" / "happy.exp.json").write_text("no json")
    settings = read_cubism2_settings(made_up)
    assert settings.physics is None
    assert settings.expressions == {}
    assert sum("valid JSON" in problem for problem in settings.problems) == 2


def test_parameters_have_cubism_2_names() -> None:
    names = ("ParamAngleX", "ParamBodyAngleZ", "ParamEyeBallX", "ParamBreath", "ParamMouthOpenY")
    assert [cubism2_name(name) for name in names] == [
        "PARAM_ANGLE_X", "PARAM_BODY_ANGLE_Z", "PARAM_EYE_BALL_X", "PARAM_BREATH", "PARAM_MOUTH_OPEN_Y",
    ]  # fmt: skip


def test_colours_are_carried_over_edges_and_alpha_stays() -> None:
    picture = np.zeros((9, 9, 4), np.uint8)
    picture[4, 4] = 200, 100, 50, 255
    result = bled(picture, 3)
    assert np.array_equal(result[..., 3], picture[..., 3])
    assert result[4, 1, :3].tolist() == [200, 100, 50]
    assert result[4, 0, :3].tolist() == [0, 0, 0]
    assert result[2, 3, :3].tolist() == [200, 100, 50]


def test_on_other_systems_she_says_what_to_do(made_up: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    with pytest.raises(CompanionError, match=r"on Linux only: open it in Cubism Editor"):
        load_avatar(made_up)


# ---- with a model


@pytest.fixture
def path() -> Path:
    named = os.environ.get("COMPANION_TEST_CUBISM2")
    if not named:
        pytest.skip("COMPANION_TEST_CUBISM2 is not set: Live2D's models may not be kept in this repository")
    return Path(named)


@pytest.fixture
def context() -> Iterator[OffscreenContext]:
    with OffscreenContext(SIZE, SIZE) as context:
        yield context


def run(avatar: Cubism2Avatar, seconds: float) -> None:
    for _ in range(round(seconds / STEP)):
        avatar.update(STEP)


def picture(avatar: Cubism2Avatar, context: OffscreenContext) -> NDArray[np.int64]:
    avatar.draw(SIZE, SIZE)
    return context.read_rgba().astype(np.int64)


def test_a_model_lives_speaks_and_is_touched(path: Path, context: OffscreenContext) -> None:
    before = gl.live_objects()
    avatar = Cubism2Avatar(path, seed=2)
    avatar.open_gl()
    run(avatar, 0.5)
    first = picture(avatar, context)
    assert (first[..., 3] > 200).mean() > 0.2, "a figure, not an empty picture"
    assert first[..., :3].std() > 30
    assert first[-1, :, 3].any() or first[SIZE // 2, :, 3].any()
    run(avatar, 0.5)
    assert np.abs(picture(avatar, context) - first).max() > 40, "she moves"
    shut = picture(avatar, context)
    avatar.speaking(True)
    avatar.set_mouth(1.0)
    avatar.update(0.0)
    assert np.abs(picture(avatar, context) - shut).max() > 30, "the mouth opened"
    assert avatar.mouth_value == 1.0
    face_x, face_y = avatar._face_on_picture()
    assert avatar.hit(face_x, face_y) is not None
    assert avatar.hit(-0.99, 0.99) is None
    assert set(avatar.parameters) >= {"PARAM_ANGLE_X", "PARAM_MOUTH_OPEN_Y"}
    avatar.close_gl()
    avatar.close()
    assert gl.live_objects() == before


def test_she_turns_where_she_looks(path: Path, context: OffscreenContext) -> None:
    avatar = Cubism2Avatar(path)
    avatar.open_gl()
    middles = []
    for x in (-1.0, 1.0):
        avatar.look_at(x, 0.0)
        run(avatar, 2.0)
        picture(avatar, context)
        middles.append(picture(avatar, context))
    avatar.close_gl()
    avatar.close()
    assert np.abs(middles[0] - middles[1]).mean() > 3


def test_the_same_seed_gives_the_same_frames(path: Path, context: OffscreenContext) -> None:
    def frames() -> list[NDArray[np.int64]]:
        avatar = Cubism2Avatar(path, seed=5)
        avatar.open_gl()
        taken = []
        for _ in range(3):
            run(avatar, 1.0)
            taken.append(picture(avatar, context))
        avatar.close_gl()
        avatar.close()
        return taken

    assert all(np.array_equal(one, other) for one, other in zip(frames(), frames(), strict=True))


def test_the_end_of_its_process_is_one_sentence(path: Path, context: OffscreenContext) -> None:
    avatar = Cubism2Avatar(path)
    avatar.open_gl()
    avatar.update(STEP)
    picture(avatar, context)
    avatar._link.child.kill()
    avatar._link.child.join()
    with pytest.raises(CubismError, match="ended the process"):
        for _ in range(3):
            avatar.update(STEP)
            picture(avatar, context)
    avatar.close_gl()
    avatar.close()
    avatar.close()


def test_a_live_stage_waits_for_no_picture_and_sizes_take_turns(path: Path, context: OffscreenContext) -> None:
    avatar = Cubism2Avatar(path)
    avatar.open_gl(live=True)
    seen: dict[tuple[int, int], set[bytes]] = {(SIZE, SIZE): set(), (SIZE // 2, SIZE): set()}
    for _ in range(200):
        avatar.update(STEP)
        for size, pictures in seen.items():
            avatar.draw(*size)
            pictures.add(context.read_rgba().tobytes())
            time.sleep(0.005)
    avatar.close_gl()
    avatar.close()
    assert min(len(pictures) for pictures in seen.values()) > 10


@pytest.mark.skipif(sys.platform != "linux", reason="Cubism 2 is shown on Linux only")
def test_loading_that_is_given_up_leaves_no_pictures_behind(
    made_up: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    monkeypatch.setenv("TMPDIR", str(place))
    Image.new("RGBA", (3000, 3000)).save(made_up.parent / "texture.png")  # takes seconds
    given_up, watched = threading.Event(), threading.Event()

    def watch() -> None:
        while not list(place.glob("companion-cubism2-*")) and not watched.wait(0.01):
            pass
        given_up.set()

    watcher = threading.Thread(target=watch)
    watcher.start()
    with pytest.raises(CubismError, match="was stopped"):
        load_avatar(made_up, cancelled=given_up)
    watched.set()
    watcher.join()
    assert list(place.iterdir()) == []


@pytest.mark.skipif(sys.platform != "linux", reason="who may read what is told otherwise elsewhere")
def test_a_moc_that_may_not_be_read_is_told_of(made_up: Path) -> None:
    (made_up.parent / "yuki.moc").chmod(0)
    rights = ("setpriv", "--bounding-set=-dac_override,-dac_read_search") if os.geteuid() == 0 else ()
    command = [*rights, sys.executable, "-m", "companion", "avatar", "check", made_up]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 1
    assert run.stderr.endswith("yuki.moc cannot be read: Permission denied.\n")
