"""What stands behind her: read from text, painted, and copied into the framebuffer bound."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from companion.avatar.backdrop import DARK, LIGHT, Backdrop, Plain, background_of, painted
from companion.errors import CompanionError
from cubism_binding.rendering import gl
from cubism_binding.rendering.offscreen import OffscreenContext
from drawn_pictures import badly_turned


def test_backgrounds_are_read_from_text(tmp_path: Path) -> None:
    picture = tmp_path / "beach.png"
    Image.new("RGB", (40, 20), "#123456").save(picture)
    assert background_of("") == background_of("light") == LIGHT
    assert background_of("Dark") == DARK
    assert background_of("transparent") is None
    assert background_of("#00B140") == Plain("#00b140")
    assert background_of(str(picture)) == picture
    for wrong in ("#00b", "green", "/no/such.png", "#zzzzzz"):
        with pytest.raises(CompanionError, match=r"#00b140"):
            background_of(wrong)


def test_a_picture_is_cut_to_the_shape_and_a_file_that_is_none_is_told_of(tmp_path: Path) -> None:
    wide = np.zeros((20, 60, 3), np.uint8)
    wide[:10, 20:40] = (255, 0, 0)  # the middle third, its upper half red
    Image.fromarray(wide).save(tmp_path / "wide.png")
    shown = painted(tmp_path / "wide.png", 40, 40)
    assert shown[30:, 5:35, 0].min() > 200, "bottom row first"
    assert shown[:10, :, 0].max() < 40
    (tmp_path / "text.png").write_text("no picture")
    with pytest.raises(CompanionError, match=r"cannot be read"):
        painted(tmp_path / "text.png", 8, 8)
    with pytest.raises(CompanionError, match=r"cannot be read \(Is a directory\)"):
        painted(tmp_path, 8, 8)


def test_it_fills_the_framebuffer_and_keeps_two_sizes_only() -> None:
    before = gl.live_objects()
    with OffscreenContext(64, 48) as context:
        backdrop = Backdrop()
        held = []
        for size in (64, 60, 50, 40, 64):
            backdrop.draw(size, 48, LIGHT)
            held.append(gl.live_objects())
        assert held[1] == held[-1], "a growing window keeps no old pictures"
        picture = context.read_rgba()
        assert np.array_equal(picture[::-1], painted(LIGHT, 64, 48))
        backdrop.draw(64, 48, Plain("#102030"))
        assert np.array_equal(context.read_rgba()[20, 20], (0x10, 0x20, 0x30, 255))
        backdrop.draw(64, 48, None)
        assert not context.read_rgba().any()
        backdrop.close()
        backdrop.close()
    assert gl.live_objects() == before


@pytest.mark.parametrize("name", ["x" * 300, "~nobody at all/beach.png"])
def test_a_name_no_file_can_have_is_no_background(name: str) -> None:
    with pytest.raises(CompanionError, match="There is no background"):
        background_of(name)


@pytest.mark.parametrize("tag", [0x101, 0x11A])
def test_broken_camera_data_is_told_of(tmp_path: Path, tag: int) -> None:
    file = badly_turned(tmp_path / "photo", tag)
    with pytest.raises(CompanionError, match=r"photo cannot be read"):
        painted(file, 8, 8)
