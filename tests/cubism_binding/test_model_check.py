"""Rules between a model's files, and on its poses."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from cubism_binding import Live2DModel
from cubism_binding.moc3.lint import Finding
from cubism_binding.moc3.reader import read_moc
from cubism_binding.moc3.writer import write_moc
from cubism_binding.model_check import check_files, check_poses

AMELIE = Path(__file__).parents[2] / "assets" / "avatars" / "amelie"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(AMELIE, tmp_path / "m", ignore=shutil.ignore_patterns("source"))
    for picture in (tmp_path / "m").rglob("*.png"):
        Image.new("RGBA", (16, 16)).save(picture)
    return tmp_path / "m"


def found(folder: Path) -> list[Finding]:
    with Live2DModel.load(folder) as model:
        return [*check_files(model.settings, model.native), *check_poses(model.native)]


def change(folder: Path, name: str, act: Callable[[Any], object]) -> None:
    content = json.loads((folder / name).read_text("utf-8"))
    act(content)
    (folder / name).write_text(json.dumps(content, indent=1), "utf-8")


def first(physics: Any) -> Any:
    return physics["PhysicsSettings"][0]


def test_a_sound_model_breaks_no_rule(folder: Path) -> None:
    assert found(folder) == []


@pytest.mark.parametrize(
    ("name", "act", "rule", "words"),
    [
        ("amelie.model3.json", lambda c: c["Groups"][0]["Ids"].append("Ghost"), "J5", "Ghost"),
        ("amelie.model3.json", lambda c: c["HitAreas"].append({"Id": "Ghost", "Name": "x"}), "J5", "drawables"),
        ("expressions/joy.exp3.json", lambda c: c["Parameters"].append({"Id": "Ghost", "Value": 1}), "J5", "joy.exp3"),
        ("amelie.physics3.json", lambda c: c["Meta"].update(VertexCount=1), "J6", "VertexCount"),
        ("amelie.physics3.json", lambda c: first(c)["Output"][0].update(VertexIndex=0), "J8", "no vertex"),
        ("amelie.physics3.json", lambda c: first(c)["Input"][0]["Source"].update(Id="Ghost"), "J5", "Ghost"),
        ("motions/idle.motion3.json", lambda c: c["Meta"].update(TotalPointCount=1), "J6", "TotalPointCount"),
        (
            "motions/idle.motion3.json",
            lambda c: c["Curves"].append({"Target": "Model", "Id": "Opacity", "Segments": [0, 1, 0, 1, 1]}),
            "J8",
            "out of order",
        ),
        ("motions/idle.motion3.json", lambda c: c["Curves"].append({"Target": "PartOpacity", "Id": "Ghost",
                                                                    "Segments": [0, 1, 0, 1, 1]}), "J5", "parts"),
        ("amelie.cdi3.json", lambda c: c.update(Extra=float("nan")), "J7", "not finite"),
    ],
)  # fmt: skip
def test_broken_rules_are_named(folder: Path, name: str, act: Callable[[Any], object], rule: str, words: str) -> None:
    change(folder, name, act)
    assert any(item.rule == rule and words in item.text for item in found(folder)), found(folder)


def test_pose_and_user_data_are_compared_with_the_moc(folder: Path) -> None:
    (folder / "p.pose3.json").write_text(json.dumps({"Groups": [[{"Id": "Ghost", "Link": ["Soul"]}]]}, indent=1))
    data = {"Meta": {"UserDataCount": 2, "TotalUserDataSize": 4},
            "UserData": [{"Target": "ArtMesh", "Id": "Ghost", "Value": "head"}]}  # fmt: skip
    (folder / "u.userdata3.json").write_text(json.dumps(data, indent=1))
    change(
        folder,
        "amelie.model3.json",
        lambda c: c["FileReferences"].update(Pose="p.pose3.json", UserData="u.userdata3.json"),
    )
    texts = [item.text for item in found(folder)]
    assert any("p.pose3.json names parts" in text and "Ghost, Soul" in text for text in texts)
    assert any("u.userdata3.json names drawables" in text for text in texts)
    assert any("UserDataCount 2, but there are 1" in text for text in texts)


def test_numbers_other_readers_stumble_over_are_told(folder: Path) -> None:
    file = folder / "amelie.physics3.json"
    file.write_text(json.dumps(json.loads(file.read_text("utf-8"))), "utf-8")  # compact: "Y": -1}
    assert [item.rule for item in found(folder)] == ["J4"]


def test_an_odd_texture_size_is_told(folder: Path) -> None:
    (picture,) = folder.rglob("*.png")
    Image.new("RGBA", (30, 20)).save(picture)
    assert [(item.rule, item.level) for item in found(folder)] == [("J2", "warning")]


def test_shapes_outside_the_canvas_and_turned_triangles_are_told(folder: Path) -> None:
    moc = read_moc((folder / "amelie.moc3").read_bytes())
    moc.tables["mesh.flags"][:] &= 0xFB  # all single-sided
    columns = (moc[f"mesh.{name}"] for name in ("kfBegin", "kfCount", "vertexCount"))
    for begin, count, vertices in zip(*columns, strict=True):
        if count > 1:  # mirrored at the end of its parameters
            start = int(moc["meshKf.posBegin"][begin + count - 1])
            moc.tables["pos.xy"][start : start + 2 * vertices : 2] *= -1
    (folder / "amelie.moc3").write_bytes(write_moc(moc))
    assert "S4" in {item.rule for item in found(folder)}
    moc.canvas = type(moc.canvas)(moc.canvas.pixels_per_unit, 8, 8, 16, 16)
    (folder / "amelie.moc3").write_bytes(write_moc(moc))
    assert "S2" in {item.rule for item in found(folder)}
