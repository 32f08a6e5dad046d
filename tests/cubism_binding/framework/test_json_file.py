"""Typed access to JSON: every wrong value is one sentence."""

import math
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cubism_binding.core.errors import CubismError
from cubism_binding.framework.curves import CurveSet, read_curve
from cubism_binding.framework.json_file import Node, read_json

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)


@settings(deadline=None)  # a busy machine is no failure
@given(JSON)
def test_any_value_is_taken_or_refused_in_words(value: object) -> None:
    node = Node({"K": value}, "here")
    for read in (node.number, node.text, node.flag, node.node, node.nodes, node.texts, node.numbers, node.items):
        try:
            read("K")
        except CubismError as error:
            assert "here: K must be" in str(error)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 1e300, 10**400, "1", True, None])
def test_only_sensible_numbers_pass(value: object) -> None:
    with pytest.raises(CubismError, match="must be a"):
        Node({"K": [value]}, "here").numbers("K")


@settings(deadline=None)
@given(st.lists(st.sampled_from([0.0, 1.0, 2.0, 3.0, 0.5, -7.0, 1e12]), max_size=20), st.floats(0, 100))
def test_any_curve_is_refused_or_has_a_value_at_any_time(numbers: list[float], time: float) -> None:
    try:
        curve = read_curve(numbers, "here")
    except CubismError:
        return
    for restricted in (True, False):
        value = CurveSet([curve], restricted).cursor().at(time)[0]
        assert not math.isnan(value)


def test_a_byte_order_mark_is_no_obstacle_and_a_list_is_no_model(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_bytes(b'\xef\xbb\xbf{"A": 1}')
    assert read_json(file).number("A") == 1
    file.write_text("[1]")
    with pytest.raises(CubismError, match="top is not an object"):
        read_json(file)
    file.write_text("[" * 100000)
    with pytest.raises(CubismError, match="not valid JSON"):
        read_json(file)
    with pytest.raises(CubismError, match="cannot be read"):
        read_json(tmp_path / "none.json")


def test_null_is_as_good_as_missing() -> None:
    node = Node(dict.fromkeys("abc"), "here")
    assert (node.number("a", 2.0), node.text("b", "x"), node.flag("c")) == (2.0, "x", False)
