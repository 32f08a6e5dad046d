"""Clipping sets: how they are shared out, and where their shapes land."""

from pathlib import Path
from types import SimpleNamespace
from typing import cast

import numpy as np
import pytest
from layered_model import LayeredMoc

from cubism_binding import Live2DModel, OffscreenContext, Renderer
from cubism_binding.core.model import Model
from cubism_binding.rendering.masks import ClippingSets, mask_layout


@pytest.mark.parametrize(
    ("sets", "channels"),
    [(1, [1, 0, 0, 0]), (3, [1, 1, 1, 0]), (6, [2, 2, 1, 1]), (8, [2] * 4), (17, [5, 4, 4, 4]), (36, [9] * 4)],
)
def test_sets_are_spread_over_the_channels(sets: int, channels: list[int]) -> None:
    places = mask_layout(sets)
    assert [sum(place.channel == channel for place in places) for channel in range(4)] == channels
    assert {place.layer for place in places} == {0}


@pytest.mark.parametrize("sets", [2, 5, 17, 36, 37, 100, 300])
def test_no_two_sets_share_a_place_however_many_there_are(sets: int) -> None:
    places = mask_layout(sets)
    assert len(places) == sets
    taken = np.zeros((1 + max(p.layer for p in places), 4, 36, 36), int)
    for p in places:
        x, y, w, h = (round(36 * v) for v in (p.x, p.y, p.width, p.height))
        taken[p.layer, p.channel, y : y + h, x : x + w] += 1
    assert taken.max() == 1


def test_drawables_with_the_same_masks_in_any_order_share_a_set_and_bounds_hold_both() -> None:
    positions = np.array([(0, 0), (2, 1), (4, 4), (6, 8)], np.float32)
    model = cast(
        Model,
        SimpleNamespace(
            drawable_masks=((), (2, 3), (3, 2), ()), vertex_counts=(0, 2, 2, 0), vertex_firsts=(0, 0, 2, 0)
        ),
    )
    sets = ClippingSets(model)
    assert sets.set_of == [-1, 0, 0, -1]
    assert sets.masks == [(2, 3)]
    (scale,), (shift,) = sets.transforms(positions)
    low = np.array([0, 0]) - 0.05 * np.array([6, 8])
    assert low * scale + shift == pytest.approx([0, 0], abs=1e-6)
    assert (low + 1.1 * np.array([6, 8])) * scale + shift == pytest.approx([1, 1], abs=1e-6)


@pytest.mark.parametrize("by_processor", [False, True])
@pytest.mark.parametrize(("inverted", "seen"), [(False, 0), (True, 255)])
def test_nothing_lies_inside_a_mask_that_shows_nothing(
    tmp_path: Path, by_processor: bool, inverted: bool, seen: int
) -> None:
    moc = LayeredMoc()
    part = moc.part()
    mask = moc.square(part, 0)
    moc.square(part, 1, masks=(mask,), flags=12 if inverted else 4)
    empty, red = (np.full((64, 64, 4), colour, np.uint8) for colour in ((0, 0, 0, 0), (255, 0, 0, 255)))
    moc.save(tmp_path, empty, red)
    pictures = []
    with OffscreenContext(64, 64) as context, Live2DModel.load(tmp_path) as model:
        model.update(0.0)
        native = model.native
        for triangles in (native.drawable_triangles, (native.drawable_triangles[0][:0], native.drawable_triangles[1])):
            native.drawable_triangles = triangles
            renderer = Renderer(model, by_processor=by_processor)
            renderer.draw(64, 64)
            pictures.append(context.read_rgba()[32, 32, 3])
            renderer.close()
    assert pictures == [seen, seen]
