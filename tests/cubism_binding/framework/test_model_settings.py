"""model3.json: all keys, and everything that can be wrong with one."""

import json
from pathlib import Path
from typing import Any

import pytest

from cubism_binding.core.errors import CubismError
from cubism_binding.framework.model_settings import find_model_file, read_model_settings


def write(folder: Path, content: object, name: str = "a.model3.json") -> Path:
    for file in ("a.moc3", "b.png", "f.exp3.json", "m.motion3.json", "s.wav"):
        (folder / file).write_text("x")
    path = folder / name
    path.write_text(json.dumps(content), "utf-8")
    return path


def files(**more: Any) -> dict[str, Any]:
    return {"Version": 3, "FileReferences": {"Moc": "a.moc3", "Textures": ["b.png"], **more}}


def test_all_keys_are_read(tmp_path: Path) -> None:
    content = files(
        Textures=["b.png", ""],
        Expressions=[{"Name": "Joy", "File": "f.exp3.json"}],
        Motions={"": [{"File": "m.motion3.json", "FadeInTime": 0.5, "FadeOutTime": -1, "Sound": "s.wav"}]},
    )
    content |= {
        "Groups": [{"Name": "EyeBlink", "Ids": ["L", "R"]}, {"Name": "LipSync", "Ids": ["M"]}],
        "HitAreas": [{"Name": "Head", "Id": "D1"}],
        "Layout": {"center_x": 0.5, "Width": 3},
    }
    settings = read_model_settings(write(tmp_path, content))
    assert settings.textures == (tmp_path.resolve() / "b.png", None)
    assert list(settings.expressions) == ["Joy"]
    (motion,) = settings.motions[""]
    assert (motion.fade_in, motion.fade_out) == (0.5, None)
    assert motion.sound == tmp_path.resolve() / "s.wav"
    assert settings.eye_blink_ids == ("L", "R")
    assert settings.lip_sync_ids == ("M",)
    assert settings.hit_areas[0].drawable == "D1"
    assert settings.layout == {"center_x": 0.5}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ([], "not a Live2D JSON file"),
        ({}, "names no moc"),
        (files(Moc=3), "Moc must be a text"),
        (files(Textures="b.png"), "Textures must be a list"),
        (files(Moc="none.moc3"), "no such file"),
        (files(Textures=["."]), "that is a folder"),
        (files(Textures=["C:\\x.png"]), "outside the model's folder"),
        (files(Textures=["x" * 5000]), "no file that can be read"),
        (files(Textures=["\ud800"]), "no file that can be read"),
        (files(Textures=["../secret.png"]), "outside the model's folder"),
        (files(Moc="/etc/passwd"), "outside the model's folder"),
        (files(Moc="a\0b"), "no file that can be read"),
        (files(Motions={"Idle": [{}]}), "File must be the name of a file"),
        (files(Motions={"Idle": {"File": "x"}}), "Idle must be a list"),
        ({**files(), "Groups": [{"Name": "LipSync", "Ids": [1]}]}, "Ids must be a list of texts"),
    ],
)
def test_what_is_wrong_is_said_with_the_file_name(tmp_path: Path, content: object, words: str) -> None:
    with pytest.raises(CubismError, match=words) as caught:
        read_model_settings(write(tmp_path, content))
    assert "a.model3.json" in str(caught.value)


def test_files_she_can_be_shown_without_are_only_noted(tmp_path: Path) -> None:
    content = files(
        Physics="none.physics3.json",
        Pose="../none.pose3.json",
        DisplayInfo="b.png/none.cdi3.json",
        Expressions=[{"Name": "smile", "File": "none.exp3.json"}, {"File": "f.exp3.json"}],
        Motions={"Tap": [{"File": "m.motion3.json", "Sound": "none.wav"}, {"File": "none.motion3.json"}]},
    )
    settings = read_model_settings(write(tmp_path, content))
    assert (settings.physics, settings.pose, settings.display_info) == (None, None, None)
    assert list(settings.expressions) == ["f"]
    assert [entry.sound for entry in settings.motions["Tap"]] == [None]
    assert len(settings.problems) == 6
    for problem in settings.problems:
        assert "a.model3.json" in problem
        assert "none" in problem


def test_files_that_are_not_listed_are_found(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        files(Expressions=[{"Name": "smile", "File": "f.exp3.json"}], Motions={"Tap": [{"File": "m.motion3.json"}]}),
    )
    (tmp_path / "faces").mkdir()
    (tmp_path / "other").mkdir()
    for name in (
        "faces/生气.exp3.json",
        "smile.exp3.json",
        "idle.motion3.json",
        "other/b.model3.json",
        "other/c.exp3.json",
    ):
        (tmp_path / name).write_text("{}")
    settings = read_model_settings(path)
    assert list(settings.expressions) == ["smile", "生气"]
    assert settings.unlisted_expressions == ("生气",)
    assert list(settings.unlisted_motions) == ["idle"]
    (tmp_path / "second.model3.json").write_text("{}")  # whose are they now?
    assert read_model_settings(path).unlisted_expressions == ()


def test_names_in_another_case_and_with_backslashes_and_in_any_script_are_found(tmp_path: Path) -> None:
    folder = tmp_path / "モデル 一" / "Tex"
    folder.mkdir(parents=True)
    (folder / "絵 1.png").write_text("x")
    settings = read_model_settings(write(folder.parent, files(Moc="A.MOC3", Textures=["tex\\絵 1.PNG"])))
    assert settings.moc.name == "a.moc3"
    assert settings.textures[0] is not None
    assert settings.textures[0].name == "絵 1.png"


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    inside = tmp_path / "model"
    inside.mkdir()
    path = write(inside, files(Textures=["link.png"]))
    (tmp_path / "secret.png").write_text("x")
    (inside / "link.png").symlink_to(tmp_path / "secret.png")
    with pytest.raises(CubismError, match="outside"):
        read_model_settings(path)


def test_a_folder_stands_for_its_only_model(tmp_path: Path) -> None:
    with pytest.raises(CubismError, match="no Live2D model at"):
        find_model_file(tmp_path / "nowhere")
    with pytest.raises(CubismError, match=r"no \*\.model3\.json in"):
        find_model_file(tmp_path)
    path = write(tmp_path, files())
    assert find_model_file(tmp_path) == path
    with pytest.raises(CubismError, match="is not a Live2D model"):
        find_model_file(tmp_path / "b.png")
    write(tmp_path, files(), "b.model3.json")
    with pytest.raises(CubismError, match="several models"):
        find_model_file(tmp_path)


def test_broken_json_is_said(tmp_path: Path) -> None:
    path = tmp_path / "x.model3.json"
    path.write_text("{")
    with pytest.raises(CubismError, match="not valid JSON"):
        read_model_settings(path)
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CubismError, match="not valid JSON"):
        read_model_settings(path)


def test_hidden_files_of_macos_are_no_models_and_no_faces(tmp_path: Path) -> None:
    path = write(tmp_path, files())
    for name in ("._a.model3.json", "._joy.exp3.json", "joy.exp3.json"):
        (tmp_path / name).write_bytes(b"\0\5\x16\7")
    assert find_model_file(tmp_path) == path
    assert read_model_settings(path).unlisted_expressions == ("f", "joy")


def test_a_tilde_may_begin_the_name_of_a_file() -> None:
    with pytest.raises(CubismError, match="no Live2D model at ~nobody at all"):
        find_model_file("~nobody at all/a.model3.json")
