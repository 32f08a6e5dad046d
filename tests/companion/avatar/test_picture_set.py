"""A character of pictures: what names mean, and what happens to odd or broken files."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest
from PIL import EpsImagePlugin, Image

from companion.avatar.picture_set import PictureName, premultiplied, read_names, read_picture_set
from companion.errors import CompanionError
from drawn_pictures import SKIN, badly_turned, draw_figure


@pytest.mark.parametrize(
    ("stems", "meant"),
    [
        (["joy", "neutral"], [PictureName("joy"), PictureName("neutral")]),
        (["joy_open", "sad"], [PictureName("joy", 1000), PictureName("sad")]),
        (["joy_mouth", "sad"], [PictureName("joy", 1000), PictureName("sad")]),
        (["JoyTalking", "Sad"], [PictureName("joy", 1000), PictureName("sad")]),
        (["joy_1", "joy-2", "sad"], [PictureName("joy", 1), PictureName("joy", 2), PictureName("sad")]),
        (["joy mouth open 2", "sad"], [PictureName("joy", 2), PictureName("sad")]),
        (["joy_mouth_closed", "sad"], [PictureName("joy"), PictureName("sad")]),
        (["joy_blink", "sad"], [PictureName("joy", 0, blink=True), PictureName("sad")]),
        (["sad_eyes_closed", "joy"], [PictureName("sad", 0, blink=True), PictureName("joy")]),
        (["rosa", "rosa_joy", "rosa_joy_open"], [PictureName(""), PictureName("joy"), PictureName("joy", 1000)]),
        (["удивление", "радость_1"], [PictureName("удивление"), PictureName("радость", 1)]),
    ],
)
def test_a_name_tells_face_mouth_and_eyes(stems: list[str], meant: list[PictureName]) -> None:
    assert read_names(stems) == meant


def test_mouths_are_in_order_and_faces_are_named(tmp_path: Path) -> None:
    for name, mouth in (("neutral", 0), ("neutral_open", 30), ("neutral_2", 20), ("neutral_1", 10), ("joy", 0)):
        draw_figure(tmp_path / f"{name}.png", SKIN["neutral"], mouth=mouth)
    draw_figure(tmp_path / "neutral_blink.png", SKIN["neutral"], eyes=False)
    found = read_picture_set(tmp_path)
    assert found.neutral == "neutral"
    assert set(found.faces) == {"neutral", "joy"}
    black = [int((picture[..., :3].sum(axis=2) + 255 - picture[..., 3].astype(int) == 0).sum())
             for picture in found.faces["neutral"].mouths]  # fmt: skip
    assert black == sorted(black)
    assert len(black) == 4
    assert black[0] == 0 < black[1]
    assert found.faces["neutral"].blink is not None
    assert found.faces["joy"].blink is None


def test_one_picture_is_a_set_of_one_face(tmp_path: Path) -> None:
    draw_figure(tmp_path / "portrait_3.png", SKIN["joy"])
    found = read_picture_set(tmp_path / "portrait_3.png")
    assert list(found.faces) == [found.neutral] == ["neutral"]


def test_pictures_of_unequal_size_stand_on_one_line(tmp_path: Path) -> None:
    draw_figure(tmp_path / "neutral.png", SKIN["neutral"], size=(120, 160))
    draw_figure(tmp_path / "joy.png", SKIN["joy"], size=(60, 80))
    draw_figure(tmp_path / "anger.png", SKIN["anger"], size=(200, 100))
    found = read_picture_set(tmp_path)
    assert found.size == (200, 160)
    for face in found.faces.values():
        solid = face.mouths[0][..., 3] > 128
        rows, columns = np.flatnonzero(solid.any(axis=1)), np.flatnonzero(solid.any(axis=0))
        assert rows[-1] == 159
        assert abs(columns.mean() - 99.5) <= 2
    large = found.faces["joy"].mouths[0][..., 3] > 128
    assert large.any(axis=1).sum() > 130, "the small picture was enlarged to the others' size"


def test_large_pictures_are_made_smaller(tmp_path: Path) -> None:
    Image.new("RGB", (4000, 1000), "red").save(tmp_path / "wide.jpg")
    assert read_picture_set(tmp_path / "wide.jpg").size == (2048, 512)


def test_colours_are_multiplied_by_alpha() -> None:
    picture = np.array([[[200, 100, 0, 128], [9, 9, 9, 0], [1, 2, 3, 255]]], np.uint8)
    assert premultiplied(picture).tolist() == [[[100, 50, 0, 128], [0, 0, 0, 0], [1, 2, 3, 255]]]


def test_what_cannot_be_used_is_said_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(CompanionError, match=r"no picture in .*put neutral\.png"):
        read_picture_set(tmp_path)
    (tmp_path / "neutral.png").write_bytes(b"\x89PNG\r\n\x1a\nnothing more")
    with pytest.raises(CompanionError, match=r"neutral\.png cannot be read"):
        read_picture_set(tmp_path)
    draw_figure(tmp_path / "neutral.png", SKIN["neutral"])
    whole = (tmp_path / "neutral.png").read_bytes()
    (tmp_path / "neutral.png").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(CompanionError, match=r"neutral\.png cannot be read"):
        read_picture_set(tmp_path)
    Image.new("RGBA", (1, 1)).save(tmp_path / "neutral.png")
    with pytest.raises(CompanionError, match="only 1 x 1"):
        read_picture_set(tmp_path)
    (tmp_path / "neutral.png").unlink()
    draw_figure(tmp_path / "neutral_blink.png", SKIN["neutral"])
    draw_figure(tmp_path / "joy.png", SKIN["joy"])
    with pytest.raises(CompanionError, match=r"only with shut eyes: add neutral\.png"):
        read_picture_set(tmp_path)
    for number in range(70):
        Image.new("RGBA", (4, 4)).save(tmp_path / f"{number}.png")
    with pytest.raises(CompanionError, match="64 at most"):
        read_picture_set(tmp_path)


@pytest.mark.parametrize("tag", [0x101, 0x11A])
def test_broken_camera_data_is_said(tmp_path: Path, tag: int) -> None:
    file = badly_turned(tmp_path / "joy.jpg", tag)
    with pytest.raises(CompanionError, match=r"joy\.jpg cannot be read .*save it anew as PNG"):
        read_picture_set(file)


def test_no_file_starts_a_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started = tmp_path / "started"
    program = tmp_path / "gs"
    program.write_text(f"#!/bin/sh\ntouch {started}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setattr(EpsImagePlugin, "gs_binary", None)  # looked for once a process
    file = tmp_path / "joy.png"
    file.write_bytes(b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 8 8\n%%EndComments\nshowpage\n%%EOF\n")
    with pytest.raises(CompanionError, match=r"joy\.png cannot be read"):
        read_picture_set(file)
    assert not started.exists()
