"""How Amelie looks, pinned: a change of the drawing or the renderer shows as a picture of the difference.

To accept a new look, copy the picture that the failure names over the golden one.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from cubism_binding import Framing, Live2DModel, OffscreenContext, Renderer
from cubism_binding.rendering import gl

AMELIE = Path(__file__).parents[2] / "assets" / "avatars" / "amelie"
GOLDENS = Path(__file__).parent / "goldens"
SIZE = 256
BUST = Framing(1.38, 0.0, -0.42)
POSES: dict[str, tuple[Framing, dict[str, float]]] = {
    "rest": (BUST, {}),
    "whole": (Framing(), {"ParamArmR": 1, "ParamSkirt": 1}),
    "turned": (BUST, {"ParamAngleX": 30, "ParamAngleY": 30, "ParamAngleZ": -20, "ParamEyeBallX": 1}),
    "laughing": (BUST, {"ParamAngleX": -20, "ParamMouthForm": 1, "ParamA": 0.8, "ParamCheek": 1, "ParamEyeLOpen": 0,
                        "ParamEyeROpen": 0, "ParamEyeLSmile": 1, "ParamEyeRSmile": 1, "ParamSparkles": 1}),
    "afraid": (BUST, {"ParamEyeBallForm": -1, "ParamGloom": 1, "ParamSweat": 1, "ParamTear": 1, "ParamMouthWave": 1}),
}  # fmt: skip


@pytest.fixture(scope="module")
def studio() -> Iterator[tuple[Live2DModel, Renderer, OffscreenContext]]:
    character = Live2DModel.load(AMELIE / "amelie.model3.json")
    with OffscreenContext(SIZE, SIZE) as context:
        renderer = Renderer(character)
        yield character, renderer, context
        renderer.close()
    character.close()


@pytest.mark.parametrize("name", POSES)
def test_she_looks_as_she_did(
    name: str, studio: tuple[Live2DModel, Renderer, OffscreenContext], tmp_path: Path
) -> None:
    character, renderer, context = studio
    framing, values = POSES[name]
    native = character.native
    native.parameter_values[:] = native.parameter_defaults
    for parameter, value in values.items():
        native.parameter_values[native.parameter_index[parameter]] = value
    native.update()
    renderer.draw(SIZE, SIZE, framing, background=(0.23, 0.21, 0.31, 1.0))
    now = context.read_rgba()[..., :3].astype(int)
    Image.fromarray(now.astype(np.uint8)).save(tmp_path / f"{name}.png")
    with Image.open(GOLDENS / f"{name}.png") as picture:
        difference = np.abs(now - np.asarray(picture.convert("RGB")).astype(int))
    Image.fromarray(np.minimum(difference * 16, 255).astype(np.uint8)).save(tmp_path / f"{name}_difference.png")
    # Other drivers filter and blend a little differently.
    software = gl.draws_by_processor()
    assert difference.max() <= (2 if software else 48), f"see {tmp_path}"
    assert difference.mean() <= (0.02 if software else 0.6), f"see {tmp_path}"
