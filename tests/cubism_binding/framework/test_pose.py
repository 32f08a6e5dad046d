"""Pose: of two arms one is seen."""

import json
from pathlib import Path

import pytest
from synthetic import core_model

from cubism_binding.framework.parameters import Parameters
from cubism_binding.framework.pose import Pose, read_pose

FADE = [
    (0.9, 0.1), (0.8125, 0.2), (0.7857, 0.3), (0.75, 0.4), (0.7, 0.5), (0.625, 0.6), (0.5, 0.7), (0.25, 0.8),
    (0.1, 0.9), (0, 1),
]  # fmt: skip


def make(
    folder: Path, parts: tuple[str, ...], groups: list[list[dict[str, object]]]
) -> tuple[Pose, Parameters, object]:
    file = folder / "p.pose3.json"
    file.write_text(json.dumps({"Type": "Live2D Pose", "Groups": groups}))
    model = core_model({}, parts)
    p = Parameters(model)
    return Pose(model, p, read_pose(file)), p, model.part_opacities


def test_parts_cross_fade_to_the_reference_numbers(tmp_path: Path) -> None:
    pose, p, opacities = make(tmp_path, ("A", "B"), [[{"Id": "A"}, {"Id": "B"}]])
    pose.update(p, 0.05)
    assert list(opacities) == [1, 0]
    p.set(p.index("A"), 0)
    p.set(p.index("B"), 1)
    for expected in FADE:
        pose.update(p, 0.05)
        assert tuple(opacities) == pytest.approx(expected, abs=1e-4)


def test_links_copy_and_a_group_with_nothing_on_shows_its_first_part(tmp_path: Path) -> None:
    groups = [[{"Id": "A", "Link": ["L"]}, {"Id": "B", "Link": []}], [{"Id": "C"}, {"Id": "D"}]]
    pose, p, opacities = make(tmp_path, ("A", "B", "L", "C", "D"), groups)
    pose.update(p, 1)
    for name in ("C", "D"):
        p.set(p.index(name), 0)
    pose.update(p, 1)
    assert list(opacities) == [1, 0, 1, 1, 0]


def test_a_part_the_moc_lacks_does_no_harm(tmp_path: Path) -> None:
    pose, p, opacities = make(tmp_path, ("A",), [[{"Id": "Ghost"}, {"Id": "A"}]])
    pose.update(p, 0.1)
    assert list(opacities) == [0]
    p.set(p.index("Ghost"), 0)
    p.set(p.index("A"), 1)
    for _ in range(10):
        pose.update(p, 0.1)
    assert list(opacities) == [1]
