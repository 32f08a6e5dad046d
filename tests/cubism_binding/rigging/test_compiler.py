"""A small rig through the compiler, the file and the Core: what is authored in canvas pixels is what comes out."""

from __future__ import annotations

import numpy as np
import pytest

from cubism_binding.core.moc import Moc
from cubism_binding.core.model import Model
from cubism_binding.moc3.lint import lint
from cubism_binding.moc3.reader import read_moc
from cubism_binding.moc3.writer import write_moc
from cubism_binding.rigging.atlas import pack_rig
from cubism_binding.rigging.compiler import HIT_LAYER, compile_rig
from cubism_binding.rigging.meshes import grid, quad
from cubism_binding.rigging.rig import Axis, Layer, Mesh, Parameter, Part, Points, Pose, Rig, Rotation, Warp

ANGLE, SLIDE = Axis("Angle", (-10.0, 0.0, 10.0)), Axis("Slide", (0.0, 1.0))


def slide(points: Points, pose: Pose) -> Points:
    return points + np.array([20 * pose["Slide"], 5 * pose.get("Angle", 0.0)])


def fading(pose: Pose) -> float:
    return 1 - pose["Slide"]


def small_rig(version: int = 4) -> Rig:
    pixels = np.full((80, 120, 4), 255, np.uint8)
    layers = {"Box": Layer("Box", pixels, 100.0, 60.0, 2.0)}
    cut = grid(layers["Box"], 20)
    return Rig(
        400, 300, 200, version,
        [Parameter("Angle", -10, 0, 10), Parameter("Slide", 0, 0, 1), Parameter("Unused", 0, 0.5, 1)],
        [Part("PartA", "A"), Part("PartB", "B", "PartA")],
        [
            Rotation("Turn", "PartA", None, (200, 150), (ANGLE,), lambda pose: 9 * pose["Angle"]),
            Warp("Bend", "PartA", "Turn", (80, 40, 180, 120), 3, 2, (SLIDE,), slide),
            Rotation("Nested", "PartB", "Bend", (120, 80)),
        ],
        [
            Mesh("Free", "PartA", None, "Box", cut, 100),
            Mesh("Warped", "PartA", "Bend", "Box", cut, 200),
            Mesh("Deep", "PartB", "Nested", "Box", cut, 300, (SLIDE, ANGLE), slide, fading, ("Free",)),
            Mesh("Hit", "PartB", "Turn", HIT_LAYER, quad(10, 20, 30, 40), 0),
        ],
        layers,
    )  # fmt: skip


def compiled(version: int = 4) -> tuple[Rig, Model, bytes]:
    rig = small_rig(version)
    data = write_moc(compile_rig(rig, pack_rig(rig, 512)))
    assert [item for item in lint(data, 1) if item.rule != "S5"] == []
    return rig, Model(Moc(data)), data


def canvas(model: Model, mesh: str) -> np.ndarray:
    model.update()
    number = model.drawable_index[mesh]
    first = model.vertex_firsts[number]
    units = model.positions[first : first + model.vertex_counts[number]]
    return np.array([200, 150]) + units * (200, -200)


@pytest.mark.parametrize("version", [1, 3, 4, 5, 6])
def test_at_rest_every_mesh_is_where_it_was_drawn(version: int) -> None:
    rig, model, _ = compiled(version)
    for mesh in rig.meshes:
        np.testing.assert_allclose(canvas(model, mesh.id), mesh.cut.vertices, atol=2e-3)
    assert model.drawable_masks[2] == (0,)
    assert model.part_parents.tolist() == [-1, 0]


def test_a_turn_goes_clockwise_about_its_pivot() -> None:
    rig, model, _ = compiled()
    model.parameter_values[0] = 10  # 90 degrees
    offset = rig.meshes[3].cut.vertices - (200, 150)
    expected = np.stack([-offset[:, 1], offset[:, 0]], 1) + np.array([200, 150])
    np.testing.assert_allclose(canvas(model, "Hit"), expected, atol=2e-3)


def test_children_follow_a_warp_and_their_own_keys() -> None:
    rig, model, _ = compiled()
    rest = rig.meshes[1].cut.vertices
    model.parameter_values[1] = 0.5
    np.testing.assert_allclose(canvas(model, "Warped"), rest + np.array([10, 0]), atol=2e-3)
    np.testing.assert_allclose(canvas(model, "Deep"), rest + np.array([20, 0]), atol=2e-3)
    assert model.drawable_opacities[2] == pytest.approx(0.5)
    np.testing.assert_allclose(canvas(model, "Free"), rest, atol=2e-3)


def test_texture_coordinates_show_the_layer() -> None:
    rig = small_rig()
    atlas = pack_rig(rig, 512)
    x, y = atlas.places["Box"]
    corners = atlas.uvs(rig.layers["Box"], np.array([[100.0, 60.0], [160.0, 100.0]]))
    np.testing.assert_allclose(corners * 512, [[x, y], [x + 120, y + 80]])
    u, v = atlas.clear_uv
    assert atlas.pixels[int(v * 512), int(u * 512), 3] == 0


def test_the_file_reads_back_as_compiled() -> None:
    _, _, data = compiled()
    assert write_moc(read_moc(data)) == data


@pytest.mark.parametrize(
    ("axis", "message"),
    [
        (Axis("Slide", (0.0, 0.5)), "span"),
        (Axis("Slide", (0.0, 0.0005, 1.0)), "close"),
        (Axis("None", (0.0, 1.0)), "declared"),
    ],
)
def test_axes_that_would_hide_the_mesh_are_refused(axis: Axis, message: str) -> None:
    rig = small_rig()
    rig.meshes.append(Mesh("Bad", "PartA", None, "Box", rig.meshes[0].cut, 5, (axis,)))
    with pytest.raises(ValueError, match=message):
        compile_rig(rig, pack_rig(rig, 512))
