"""The format's conformance vectors V1-V9, written by our writer and evaluated by the Core."""

from __future__ import annotations

import numpy as np
import pytest
from small_moc import SmallMoc

from cubism_binding.core.moc import Moc
from cubism_binding.core.model import DynamicFlag, Model
from cubism_binding.moc3.lint import errors, lint

LATTICE = [(0, 0), (0.6, 0.1), (1, 0), (0.1, 0.5), (0.5, 0.6), (1.1, 0.5), (0, 1), (0.5, 1.1), (1, 1)]
AWAY = [(0.3, 0.3), (0.4, 0.3)]  # fills a triangle where only one vertex matters


def load(small: SmallMoc) -> Model:
    data = small.bytes()
    assert errors(lint(data, 1)) == []
    model = Model(Moc(data))
    model.update()
    return model


def pose(model: Model, **values: float) -> Model:
    for name, value in values.items():
        model.parameter_values[model.parameter_index[name]] = value
    model.update()
    return model


def vertices(model: Model, mesh: int = 0) -> np.ndarray:
    first = model.vertex_firsts[mesh]
    return model.positions[first : first + model.vertex_counts[mesh]]


@pytest.mark.parametrize("quad", [0, 1])
def test_v1_warp(quad: int) -> None:
    points = [(0.25, 0.25), (0.9, 0.1), (0.6, 0.8), (1.5, 0.5), (-0.5, -0.5), (4, 4), (0.5, 2)]
    inside = [[(0.35, -0.3), (0.9, -0.12), (0.62, -0.88)], [(0.3, -0.3), (0.932, -0.12), (0.608, -0.88)]][quad]
    small = SmallMoc()
    warp = small.warp(2, quad, [{"points": LATTICE}])
    small.mesh([{"points": points}], warp)
    expected = [*inside, (1.575, -0.5), (-0.5, 0.5), (4, -4), (0.5, -2.05)]
    np.testing.assert_allclose(vertices(load(small)), expected, atol=1e-5)


def test_v2_nested_rotations() -> None:
    small = SmallMoc()
    outer = small.rotation([{"angle": 30, "origin": (0.1, 0.2), "scale": 0.01}], base=15)
    inner = small.rotation([{"angle": 10, "origin": (5, -3), "scale": 2, "reflect_x": 1}], outer)
    small.mesh([{"points": [(10, 0), (0, 10), (3, 4)]}], inner)
    expected = [(0.041853, -0.050312), (-0.007262, -0.328857), (0.056622, -0.210879)]
    np.testing.assert_allclose(vertices(load(small)), expected, atol=1e-5)


def test_v3_rotation_in_a_warp() -> None:
    small = SmallMoc()
    warp = small.warp(2, 1, [{"points": LATTICE}])
    turn = small.rotation([{"origin": (0.5, 0.5), "scale": 0.01}], warp)
    small.mesh([{"points": [(10, 0), (0, 10), (3, 4)]}], turn)
    expected = [(0.598058, -0.619612), (0.480388, -0.698058), (0.521573, -0.645107)]
    np.testing.assert_allclose(vertices(load(small)), expected, atol=1e-5)


@pytest.mark.parametrize(
    ("a", "b", "vertex", "opacity", "order"),
    [(-1, 0, (0, 0), 0, 400), (0.5, 0, (3, 0), 0.3, 415), (0.25, 5, (2, -50), 0.55, 462), (1, 10, (5, -100), 1, 520)],
)
def test_v4_two_axes(a: float, b: float, vertex: tuple[float, float], opacity: float, order: int) -> None:
    small = SmallMoc()
    band = (small.parameter("A", -1, 1, (-1, 0, 1)), small.parameter("B", 0, 10, (0, 10)))
    corners = [(0, 0), (1, 0), (5, 0), (0, 100), (1, 100), (5, 100)]
    orders = [400, 410, 420, 500, 510, 520]
    small.mesh(
        [{"points": [corner, *AWAY], "opacity": 0.2 * i, "order": orders[i]} for i, corner in enumerate(corners)],
        band=band,
    )
    model = pose(load(small), A=a, B=b)
    np.testing.assert_allclose(vertices(model)[0], vertex, atol=1e-4)
    assert model.drawable_opacities[0] == pytest.approx(opacity, abs=1e-6)
    # The Core 6 interface has no draw order in our view: the render order of a single mesh is 0 whatever it is.
    assert drawn_order(model) == order


def drawn_order(model: Model) -> int:
    import ctypes

    function = model.core.csmGetDrawableDrawOrders
    function.restype = ctypes.POINTER(ctypes.c_int)
    function.argtypes = [ctypes.c_void_p]
    return int(function(model.handle)[0])


def test_v5_glue() -> None:
    small = SmallMoc()
    a = small.mesh([{"points": [(0, 0), *AWAY]}])
    b = small.mesh([{"points": [(10, 0), *AWAY]}])
    small.glue(a, b, (0.25, 0.75), (0, 0), 0.5)
    model = load(small)
    np.testing.assert_allclose(vertices(model, a)[0], (1.25, 0), atol=1e-5)
    np.testing.assert_allclose(vertices(model, b)[0], (6.25, 0), atol=1e-5)


@pytest.mark.parametrize(
    ("decimals", "value", "shown"),
    [
        (3, -0.0009, 0.0),
        (3, 1.0009, 1.0),
        (3, 0.05, 0.05),
        (3, -0.0011, None),
        (3, 1.0011, None),
        (3, -1, None),
        (3, 2, None),
        (1, -0.09, 0.0),
        (1, 1.09, 1.0),
        (1, -0.11, None),
        (1, 1.11, None),
        (1, 0.05, 0.0),
        (1, 0.2, 0.2),
    ],
)
def test_v6_out_of_range_hides(decimals: int, value: float, shown: float | None) -> None:
    small = SmallMoc()
    band = (small.parameter("A", -2, 3, (0, 1), decimals),)
    small.mesh([{"points": [(x, 0), *AWAY]} for x in (0, 1)], band=band)
    model = pose(load(small), A=value)
    visible = bool(model.drawable_dynamic_flags[0] & DynamicFlag.VISIBLE)
    assert visible == (shown is not None)
    if shown is not None:
        assert vertices(model)[0][0] == pytest.approx(shown, abs=1e-5)


def test_v7_render_order_of_nested_groups() -> None:
    small = SmallMoc()
    first = small.part("P1", -1, 450)
    second = small.part("P2", first, 1000)
    for order, part in ((500, 0), (900, first), (100, first), (400, 0), (600, second), (50, second)):
        small.mesh([{"points": [(0, 0), *AWAY], "order": order}], part=part)
    small.group([(0, 0, -1), (1, first, 1), (0, 3, -1)], 6)
    small.group([(0, 1, -1), (0, 2, -1), (1, second, 2)], 4)
    small.group([(0, 4, -1), (0, 5, -1)], 2)
    assert load(small).render_orders.tolist() == [5, 2, 1, 0, 4, 3]


@pytest.mark.parametrize(("order", "whole"), [(499.9989, 499), (499.9991, 500), (-3.7, -3), (999.9999, 1000)])
def test_v8_draw_orders_are_truncated(order: float, whole: int) -> None:
    small = SmallMoc()
    small.mesh([{"points": [(0, 0), *AWAY], "order": order}])
    assert drawn_order(load(small)) == whole


@pytest.mark.parametrize("version", [4, 5, 6])
def test_v9_colours(version: int) -> None:
    small = SmallMoc(version)
    band = (small.parameter("A", -1, 1, (-1, 1)),)
    turn = small.rotation(
        [
            {"origin": (0, 0), "scale": 0.01, "multiply": (1, 0.5, 0.2), "screen": (0, 0, 0.5)},
            {"origin": (0, 0), "scale": 0.01, "multiply": (0.5, 0.5, 0.5), "screen": (0.2, 0.2, 0.2)},
        ],
        band=band,
    )
    square = [(0, 0), (1, 0), (0, 1), (1, 1)]
    warp = small.warp(1, 1, [{"points": square, "multiply": (0.9, 0.8, 0.7), "screen": (0.1, 0, 0)}], turn)
    small.mesh(
        [
            {"points": [(0, 0), *AWAY], "multiply": (1, 1, 1), "screen": (0, 0, 0)},
            {"points": [(0, 0), *AWAY], "multiply": (0.2, 0.4, 1), "screen": (0.6, 0, 0.1)},
        ],
        warp,
        band,
    )
    model = pose(load(small), A=0.3)
    np.testing.assert_allclose(model.drawable_multiply_colors[0][:3], (0.2916, 0.244, 0.2765), atol=1e-5)
    np.testing.assert_allclose(model.drawable_screen_colors[0][:3], (0.52237, 0.13, 0.35018), atol=1e-5)
