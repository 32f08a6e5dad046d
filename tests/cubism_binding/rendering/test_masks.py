"""Clipping sets: how they are shared out, and where their shapes land."""

from types import SimpleNamespace
from typing import cast

import numpy as np
import pytest

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
