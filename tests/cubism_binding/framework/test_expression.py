"""Expressions: blending, cross-fades, the neutral face."""

import itertools
import json
from pathlib import Path

import pytest
from synthetic import parameters

from cubism_binding.framework.expression import ExpressionData, ExpressionEntry, Expressions, read_expression

E1 = ExpressionData(
    0.4,
    0.3,
    (ExpressionEntry("P", 12, "Overwrite"), ExpressionEntry("Q", 0.5, "Multiply"), ExpressionEntry("R", 4, "Add")),
)
E2 = ExpressionData(0.4, 0.0, (ExpressionEntry("P", 5, "Add"), ExpressionEntry("Q", -3, "Overwrite")))
EXPECTED = [
    (-4, 2, 1), (-1.6569, 1.8536, 1.5858), (4, 1.5, 3), (9.6569, 1.1464, 4.4142), (12, 1, 5), (12, 1, 5),
    (-4, 1, 5), (-3.2678, 0.7267, 4.4142), (-1.5, -0.375, 3), (0.2678, -2.1017, 1.5858), (1, -3, 1), (1, -3, 1),
]  # fmt: skip


def test_two_expressions_mix_to_the_reference_numbers() -> None:
    p = parameters(P=(-30, -4, 30), Q=(-30, 2, 30), R=(-30, 1, 30))
    faces = Expressions()
    faces.start(E1, p)
    for frame, expected in enumerate(EXPECTED):
        if frame == 6:
            faces.start(E2, p)
        p.load()
        faces.update(p, 0.1)
        assert tuple(p.values) == pytest.approx(expected, abs=1e-4), f"frame {frame}"


def test_an_empty_expression_fades_back_to_neutral_without_a_jump() -> None:
    p = parameters(R=(-30, 1, 30))
    faces = Expressions()
    faces.start(ExpressionData(0, 0, (ExpressionEntry("R", 10, "Add"),)), p)
    faces.update(p, 0.1)
    assert p.get(0) == 11
    faces.start(ExpressionData(fade_in=1.0), p)
    seen = []
    for _ in range(14):
        p.load()
        faces.update(p, 0.1)
        seen.append(p.get(0))
    assert seen[0] == pytest.approx(11)
    assert max(a - b for a, b in itertools.pairwise(seen)) < 2
    assert seen[-1] == pytest.approx(1)


def test_weight_scales_each_kind_of_blend() -> None:
    p = parameters(P=(-30, -4, 30), Q=(-30, 2, 30), R=(-30, 1, 30))
    faces = Expressions()
    faces.start(ExpressionData(0, 0, E1.entries), p, weight=0.5)
    faces.update(p, 0.1)
    assert tuple(p.values) == pytest.approx((4, 1.5, 3))


def test_the_file_defaults_and_the_first_of_two_entries(tmp_path: Path) -> None:
    file = tmp_path / "a.exp3.json"
    entries = [{"Id": "A", "Value": 1}, {"Id": "A", "Value": 2}, {"Id": "B", "Value": 3, "Blend": "Swirl"}]
    file.write_text(json.dumps({"Type": "Live2D Expression", "Parameters": entries}))
    data = read_expression(file)
    assert (data.fade_in, data.fade_out) == (1.0, 1.0)
    assert data.entries == (ExpressionEntry("A", 1, "Add"), ExpressionEntry("B", 3, "Add"))
