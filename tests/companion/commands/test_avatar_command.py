"""``companion avatar check``, and that all commands say the same of a broken model."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from companion.cli import main
from companion.paths import default_avatar


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of Amelie's folder with small textures."""
    from PIL import Image

    folder = tmp_path_factory.mktemp("small") / "amelie"
    shutil.copytree(default_avatar().parent, folder, ignore=shutil.ignore_patterns("source"))
    for picture in folder.rglob("*.png"):
        Image.open(picture).resize((64, 64)).save(picture)
    return folder


@pytest.fixture
def model(tmp_path: Path, small: Path) -> Path:
    """Return a model to spoil, in a folder whose name needs care."""
    return Path(shutil.copytree(small, tmp_path / "амели 一号 (1)"))


def checked(path: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    assert main(["avatar", "check", str(path), "--json"]) == 0
    content: dict[str, Any] = json.loads(capsys.readouterr().out)
    return content


def change(file: Path, act: Callable[[Any], None]) -> None:
    content = json.loads(file.read_text("utf-8"))
    act(content)
    file.write_text(json.dumps(content), "utf-8-sig")  # a byte order mark does no harm


def test_the_default_character_has_everything(capsys: pytest.CaptureFixture[str]) -> None:
    told = checked(default_avatar(), capsys)
    assert told["usable"] is True
    assert told["problems"] == []
    assert "error" not in {finding["level"] for finding in told["findings"]}
    assert told["emotions"] == {label: label for label in told["emotions"]}
    assert told["mouth"] == {"parameters": ["ParamMouthOpenY"], "found": "group"}
    assert told["cost"]["draw_ms"] > 0
    assert main(["avatar", "check", str(default_avatar())]) == 0
    text = capsys.readouterr().out
    for words in ("Cubism 4.0", "4096 x 4096", "ParamMouthOpenY", "joy: shows joy", "HitAreaHead", "ms of processor"):
        assert words in text


def test_what_is_missing_is_told_with_advice(model: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def spoil(content: Any) -> None:
        content["Groups"] = []
        content["HitAreas"] = [{"Id": "Ghost", "Name": "Head"}]
        content["FileReferences"]["Expressions"] = []
        content["FileReferences"]["Motions"]["Tap"] = [{"File": "motions/none.motion3.json"}]

    change(model / "amelie.model3.json", spoil)
    change(model / "amelie.physics3.json", lambda content: content["Meta"].update(VertexCount=1))
    (model / "hello.motion3.json").write_text('{"Version": 3}', "utf-8")
    told = checked(model, capsys)
    assert told["mouth"] == {"parameters": ["ParamMouthOpenY"], "found": "standard"}
    assert told["blink"]["found"] == "standard"
    assert {one["listed"] for one in told["expressions"]} == {False}
    assert told["emotions"]["joy"] == "joy"
    assert told["unlisted_motions"] == ["hello"]
    assert told["hit_areas"] == [{"name": "Head", "drawable": "Ghost", "there": False}]
    assert {"J4", "J5", "J6"} <= {finding["rule"] for finding in told["findings"]}
    assert any("none.motion3.json" in problem for problem in told["problems"])
    assert main(["avatar", "check", str(model)]) == 0
    assert "not listed in model3.json" in capsys.readouterr().out


def no_moc(model: Path) -> str:
    (model / "amelie.moc3").unlink()
    return "amelie.moc3"


def empty_moc(model: Path) -> str:
    (model / "amelie.moc3").write_bytes(b"")
    return "amelie.moc3"


def bad_moc(model: Path) -> str:
    data = bytearray((model / "amelie.moc3").read_bytes())
    data[len(data) // 2 : len(data) // 2 + 4000] = b"\xff" * 4000
    (model / "amelie.moc3").write_bytes(data)
    return "amelie.moc3"


def folder_for_texture(model: Path) -> str:
    (picture,) = model.rglob("*.png")
    picture.unlink()
    picture.mkdir()
    return picture.name


def no_picture(model: Path) -> str:
    (picture,) = model.rglob("*.png")
    picture.write_bytes(b"GIF89a nothing")
    return picture.name


def path_out(model: Path) -> str:
    change(model / "amelie.model3.json", lambda content: content["FileReferences"].update(Moc="../x.moc3"))
    return "outside"


def no_settings(model: Path) -> str:
    (model / "amelie.model3.json").unlink()
    return "no *.model3.json"


def no_textures(model: Path) -> str:
    change(model / "amelie.model3.json", lambda content: content["FileReferences"].update(Textures=[]))
    return "does not fit its model3.json"


def two_models(model: Path) -> str:
    shutil.copy(model / "amelie.model3.json", model / "b.model3.json")
    return "b.model3.json"


def no_json(model: Path) -> str:
    (model / "amelie.model3.json").write_bytes(b"\xff\xfe{")
    return "amelie.model3.json"


@pytest.mark.parametrize(
    "spoil",
    [
        no_moc,
        empty_moc,
        bad_moc,
        folder_for_texture,
        no_picture,
        path_out,
        no_settings,
        no_textures,
        two_models,
        no_json,
    ],
)
def test_all_commands_say_the_same_sentence(
    model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], spoil: Callable[[Path], str]
) -> None:
    words = spoil(model)
    assert main(["avatar", "check", str(model)]) == 1
    sentence = capsys.readouterr().err
    assert sentence.startswith("companion: ")
    assert sentence.count("\n") == 1
    assert words in sentence
    assert str(model) in sentence
    assert main(["avatar", "check", str(model), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told == {"usable": False, "reason": sentence.removeprefix("companion: ").strip()}
    assert main(["render", "--avatar", str(model), "--out", str(tmp_path / "p.png")]) == 1
    assert capsys.readouterr().err == sentence


def test_render_tells_what_was_left_out(model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (model / "expressions" / "joy.exp3.json").unlink()
    assert main(["render", "--avatar", str(model), "--out", str(tmp_path / "p.png"), "--size", "64"]) == 0
    assert "joy.exp3.json" in capsys.readouterr().err
