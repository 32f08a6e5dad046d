"""A model's own Layout, by the numbers of its formulas."""

import pytest

from cubism_binding import Framing
from cubism_binding.core.model import Canvas

CANVAS = Canvas(width=400, height=800, origin_x=200, origin_y=600, pixels_per_unit=400)  # 1 x 2 units, low origin


def origin_and_scale(layout: dict[str, float]) -> tuple[float, float, float]:
    """Where the canvas origin comes to lie in a square picture, -1..1, and how large a unit is."""
    scale_x, scale_y, x, y = Framing.of_layout(layout, CANVAS).transform(CANVAS, 100, 100)
    assert scale_x == pytest.approx(scale_y)
    return x, y, scale_y


def test_an_empty_layout_shows_the_whole_canvas_centred() -> None:
    assert Framing.of_layout({}, CANVAS) == Framing()


@pytest.mark.parametrize(
    ("layout", "expected"),
    [
        ({"width": 3.0}, (0, 0, 3.0)),
        ({"height": 3.0}, (0, 0, 1.5)),
        ({"height": 3.0, "width": 2.0}, (0, 0, 2.0)),  # the later size counts
        ({"x": 0.25, "y": -0.5}, (0.25, -0.5, 1.0)),
        ({"left": 0.25, "top": 0.5, "width": 2.0}, (0.25, 0.5, 2.0)),  # sizes come first wherever they stand
        ({"center_x": 0.0, "center_y": 0.0, "width": 2.0}, (-1.0, -2.0, 2.0)),
        ({"right": 1.0, "bottom": 1.0}, (0.0, -1.0, 1.0)),
    ],
)
def test_sizes_and_places(layout: dict[str, float], expected: tuple[float, float, float]) -> None:
    assert origin_and_scale(layout) == pytest.approx(expected)
