"""Which part of a canvas a portrait shows."""

from __future__ import annotations

import pytest

from companion.avatar.portrait import Face, portrait
from cubism_binding.core.model import Canvas

WIDE, HIGH = Canvas(2000, 1000, 1000, 500, 1000), Canvas(1000, 2000, 500, 1000, 1000)


def shown(canvas: Canvas, face: Face | None, x: float, y: float) -> bool:
    """Say whether a place in model units is in the square picture."""
    scale_x, scale_y, left, up = portrait(canvas, face).transform(canvas, 100, 100)
    return abs(x * scale_x + left) <= 1.0001 and abs(y * scale_y + up) <= 1.0001


@pytest.mark.parametrize("canvas", [WIDE, HIGH])
def test_a_model_without_a_face_is_seen_whole(canvas: Canvas) -> None:
    width, height = canvas.size
    assert shown(canvas, None, width / 2, height / 2)
    assert shown(canvas, None, -width / 2, -height / 2)
    assert not shown(canvas, None, width * 0.51, height * 0.51)


@pytest.mark.parametrize("x", [-0.9, -0.3, 0.0, 0.7])
def test_a_large_face_at_the_side_of_a_wide_canvas_is_in_the_picture(x: float) -> None:
    face = Face(x, 0.0, 0.4)
    assert shown(WIDE, face, x, 0.0)
    assert shown(WIDE, face, x, 0.5)
    assert not shown(WIDE, face, 1.05, 0.0), "nothing beyond the canvas"
    assert not shown(WIDE, face, -1.05, 0.0)


def test_a_small_face_fills_the_picture_with_head_and_shoulders() -> None:
    face = Face(0.1, 0.6, 0.8)
    assert portrait(HIGH, face).zoom == pytest.approx(2.0 / (0.2 * 3.0))
    assert shown(HIGH, face, 0.1, 0.8)
