"""What is left out because it cannot be seen changes no pixel; fast drawing changes few."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from cubism_binding import Live2DModel, OffscreenContext
from cubism_binding.rendering import coverage, gl
from cubism_binding.rendering.batched import BatchedRenderer

AMELIE = Path(__file__).parents[3] / "assets" / "avatars" / "amelie"
SIZE = 384


def drawn(path: Path, **how: bool) -> tuple[NDArray[np.int32], int, int]:
    """Return the picture, how many indices were drawn and how many hide something."""
    with Live2DModel.load(path) as model, OffscreenContext(SIZE, SIZE) as context:
        renderer = BatchedRenderer(model, **how)
        model.update(1 / 30)
        renderer.draw(SIZE, SIZE, background=(1.0, 1.0, 1.0, 1.0))
        picture = context.read_rgba().astype(np.int32)
        counts = len(renderer._list.indices), len(renderer._list.hiding)
        renderer.close()
    return picture, *counts


@pytest.mark.parametrize("name", ["Haru", "Rice", "Amelie"])
def test_what_cannot_be_seen_is_left_out_without_changing_a_pixel(
    name: str, sample_models: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = AMELIE if name == "Amelie" else sample_models / name
    picture, indices, hiding = drawn(path)
    assert hiding > 30
    monkeypatch.setattr(gl, "has_depth", lambda framebuffer: False)
    monkeypatch.setattr(coverage.Coverage, "empty", lambda self, scale: np.zeros(len(self.detail), np.bool_))
    everything, all_indices, _ = drawn(path)
    assert all_indices > indices
    assert np.array_equal(picture, everything)


@pytest.mark.parametrize("name", ["Haru", "Rice", "Amelie"])
def test_a_graphics_card_draws_the_same_with_one_program(name: str, sample_models: Path) -> None:
    path = AMELIE if name == "Amelie" else sample_models / name
    picture, indices, _ = drawn(path)
    folded, all_indices, hiding = drawn(path, by_processor=False)
    assert all_indices > indices
    assert hiding == 0
    assert np.abs(folded - picture).max() <= 2  # the two colours of the general program are rounded one by one


def test_the_driver_is_asked_who_draws() -> None:
    with OffscreenContext(8, 8):
        name = gl.raw("glGetString")(0x1F01)
        assert gl.draws_by_processor() == (b"llvmpipe" in name or b"softpipe" in name)


def test_fast_is_nearly_the_same_picture(sample_models: Path) -> None:
    difference = np.abs(drawn(sample_models / "Haru", fast=True)[0] - drawn(sample_models / "Haru")[0])
    assert difference.max() > 0, "fast drawing was not switched on"
    assert (difference.max(axis=2) > 24).mean() < 0.005
    assert difference.mean() < 0.5
