"""``companion render``: pictures that are repeatable, transparent, and obey their options."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from companion.cli import main
from companion.commands.render import straight_alpha


def rendered(tmp_path: Path, *options: str) -> np.ndarray:
    out = tmp_path / "picture.png"
    assert main(["render", "--out", str(out), "--size", "192", *options]) == 0
    with Image.open(out) as picture:
        assert picture.mode == "RGBA"
        return np.asarray(picture).astype(int)


def test_one_frame_is_repeatable_and_transparent_outside(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = rendered(tmp_path, "--time", "1.5")
    assert capsys.readouterr().out == f"{tmp_path / 'picture.png'}\n"
    assert np.array_equal(first, rendered(tmp_path, "--time", "1.5"))
    assert first[2, 2, 3] == first[2, -3, 3] == 0
    assert first[96, 96, 3] == 255


def test_parameters_expressions_and_time_change_the_picture(tmp_path: Path) -> None:
    plain = rendered(tmp_path)
    assert np.abs(rendered(tmp_path, "--param", "ParamMouthOpenY=1") - plain).max() > 60
    turned = rendered(tmp_path, "--param", "ParamAngleX=30", "--param", "ParamEyeLOpen=0")
    assert np.abs(turned - plain).max() > 60
    assert np.abs(rendered(tmp_path, "--expression", "anger") - plain).max() > 60
    assert np.abs(rendered(tmp_path, "--time", "2") - plain).max() > 60


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--param", "ParamMouthOpen=1"], "the nearest: ParamMouthOpenY"),
        (["--param", "ParamMouthOpenY=wide"], "a number from 0 to 1"),
        (["--param", "ParamMouthOpenY=nan"], "a number from 0 to 1"),
        (["--param", "ParamMouthOpenY"], "a number from 0 to 1"),
        (["--expression", "joyful"], "the nearest: joy"),
        (["--size", "5"], "the size 5"),
        (["--time", "-1"], "between 0 and 600"),
        (["--avatar", "/nowhere/x.model3.json"], "/nowhere/x.model3.json"),
    ],
)
def test_wrong_options_get_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], options: list[str], sentence: str
) -> None:
    out = tmp_path / "picture.png"
    assert main(["render", "--out", str(out), *options]) == 1
    assert sentence in capsys.readouterr().err
    assert not out.exists()


def test_other_endings_and_missing_folders_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["render", "--out", str(tmp_path / "picture.jpg")]) == 1
    assert "picture.png" in capsys.readouterr().err
    assert main(["render", "--out", str(tmp_path / "no" / "picture.png")]) == 1
    assert "does not exist" in capsys.readouterr().err


def test_straight_alpha_undoes_the_multiplication() -> None:
    premultiplied = np.array([[[100, 50, 0, 128], [0, 0, 0, 0], [10, 20, 30, 255]]], np.uint8)
    assert straight_alpha(premultiplied).tolist() == [[[199, 100, 0, 128], [0, 0, 0, 0], [10, 20, 30, 255]]]
