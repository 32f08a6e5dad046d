"""Cutting layers to triangles, packing them, and the JSON dialect."""

from __future__ import annotations

import json
import re

import numpy as np
import pytest

from cubism_binding.rigging import json_files
from cubism_binding.rigging.atlas import GUTTER, pack
from cubism_binding.rigging.meshes import cover, crop, grid, strip
from cubism_binding.rigging.rig import Layer


def blob(name: str, width: int, height: int, colour: tuple[int, int, int] = (200, 30, 60)) -> Layer:
    pixels = np.zeros((height, width, 4), np.uint8)
    pixels[2:-2, 2:-2] = (*colour, 255)
    return Layer(name, pixels, 0.0, 0.0, 1.0)


def test_crop_keeps_the_paint_and_says_where_it_was() -> None:
    pixels = np.zeros((100, 200, 4), np.uint8)
    pixels[40:50, 60:90] = 255
    layer = crop("x", pixels, 2.0, left=-10, top=5)
    assert (layer.left, layer.top) == (-10 + (60 - 6) / 2, 5 + (40 - 6) / 2)
    assert layer.pixels.shape == (22, 42, 4)
    with pytest.raises(ValueError, match="empty"):
        crop("nothing", np.zeros((4, 4, 4), np.uint8), 1.0)


def test_a_grid_leaves_out_empty_cells_and_uses_every_vertex() -> None:
    layer = Layer("l", np.zeros((100, 100, 4), np.uint8), 10, 20, 1.0)
    layer.pixels[:30, :30, 3] = 255
    cut = grid(layer, 10)
    assert set(np.unique(cut.triangles)) == set(range(len(cut.vertices)))
    assert cut.vertices.max(axis=0).tolist() == [50, 60]
    a, b, c = (cut.vertices[cut.triangles[:, i]] for i in range(3))
    area = (b[:, 0] - a[:, 0]) * (c[:, 1] - a[:, 1]) - (b[:, 1] - a[:, 1]) * (c[:, 0] - a[:, 0])
    assert (area > 0).all()  # clockwise with y down
    assert area.sum() / 2 == pytest.approx(40 * 40)


def test_a_strip_spans_its_edges() -> None:
    x = np.linspace(0, 10, 5)
    cut = strip(np.stack([x, x * 0], 1), np.stack([x, x * 0 + 4], 1), 2)
    assert len(cut.vertices) == 15
    assert len(cut.triangles) == 16


def test_cover_makes_room_for_the_mesh() -> None:
    layer = cover(blob("b", 10, 10), np.array([[-3.5, 2.0], [12.0, 14.2]]))
    assert layer.pixels.shape == (15, 16, 4)
    assert (layer.left, layer.top) == (-4.0, 0.0)


def test_packed_layers_keep_apart_and_transparency_takes_their_colour() -> None:
    layers = [blob(f"l{i}", 20 + 7 * i, 40 - 3 * i) for i in range(8)]
    atlas = pack(layers, 256)
    taken = np.zeros((256, 256), int)
    for layer in layers:
        x, y = atlas.places[layer.name]
        height, width = layer.pixels.shape[:2]
        taken[y - GUTTER // 2 : y + height + GUTTER // 2, x - GUTTER // 2 : x + width + GUTTER // 2] += 1
    assert taken.max() == 1
    assert (atlas.pixels[:, :, :3].reshape(-1, 3) == (200, 30, 60)).all()
    with pytest.raises(ValueError, match="do not fit"):
        pack(layers, 64)


def test_json_has_one_value_a_line_and_plain_numbers() -> None:
    text = json_files.dumps({"a": [1, 0.5, 1e-5, -0.0, True, "ü"], "b": {}, "c": [], "d": {"e": 2.25}})
    assert json.loads(text) == {"a": [1, 0.5, 0, 0, True, "ü"], "b": {}, "c": [], "d": {"e": 2.25}}
    assert re.search(r"\d[ \]}]", text) is None
    assert "ü" in text


def test_motion_counts_agree_and_loops_close_smoothly() -> None:
    motion = json_files.motion3({"A": [(0, 0), (1, 1), (2, 0)], "B": [(0, 3), (2, 3)]}, 2.0, loop=True)
    meta = motion["Meta"]
    assert (meta["CurveCount"], meta["TotalSegmentCount"], meta["TotalPointCount"]) == (2, 3, 11)
    first = motion["Curves"][0]["Segments"]
    slope_out, slope_in = (
        (first[4] - first[1]) / (first[3] - first[0]),
        (first[-1] - first[-3]) / (first[-2] - first[-4]),
    )
    assert slope_out == pytest.approx(slope_in)


def test_physics_totals_agree() -> None:
    setting = {"name": "Hair", "inputs": [("ParamAngleX", 60, "X")] * 3, "outputs": [("ParamHairFront", 1, 1.5)],
               "vertices": [(0, 1, 1, 1), (5, 0.9, 0.9, 1.5)], "position": 10, "angle": 10}  # fmt: skip
    meta = json_files.physics3([setting, setting])["Meta"]
    assert (meta["PhysicsSettingCount"], meta["TotalInputCount"], meta["TotalOutputCount"], meta["VertexCount"]) == (
        2,
        6,
        2,
        4,
    )
