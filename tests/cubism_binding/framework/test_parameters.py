"""Set, add and multiply with weight; saving; virtual parameters."""

import pytest
from synthetic import parameters

from cubism_binding.framework.easing import ease


@pytest.mark.parametrize(("x", "y"), [(-1, 0), (0, 0), (0.25, 0.146447), (0.5, 0.5), (0.75, 0.853553), (1, 1), (2, 1)])
def test_easing_is_half_a_cosine(x: float, y: float) -> None:
    assert ease(x) == pytest.approx(y, abs=1e-6)


def test_set_clamps_the_argument_before_it_mixes() -> None:
    p = parameters(A=(-10, 0, 10))
    p.set(0, 100, 0.5)
    assert p.get(0) == pytest.approx(5)  # half way to 10, not to 100


def test_add_and_multiply_scale_with_weight() -> None:
    p = parameters(A=(-10, 4, 10))
    p.add(0, 2, 0.5)
    assert p.get(0) == pytest.approx(5)
    p.multiply(0, 3, 0.5)
    assert p.get(0) == pytest.approx(10)  # 5 * (1 + 2 * 0.5)
    p.multiply(0, 3)
    assert p.get(0) == pytest.approx(10)  # clamped


def test_load_undoes_what_came_after_save() -> None:
    p = parameters(A=(-10, 0, 10))
    p.set(0, 3)
    p.save()
    p.add(0, 4)
    p.load()
    assert p.get(0) == pytest.approx(3)


def test_an_unknown_parameter_is_virtual_and_has_no_range_and_is_not_saved() -> None:
    p = parameters(A=(-1, 0, 1))
    ghost = p.index("PartArm")
    assert p.get(ghost) == 0
    assert not p.has("PartArm")
    p.save()
    p.set(ghost, 77)
    p.load()
    assert p.get(ghost) == 77
    assert p.index("PartArm") == ghost
