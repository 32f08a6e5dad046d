"""cdi3.json: the names an author gave to parameters and parts, for people to read."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from cubism_binding.framework.json_file import Node, read_json


@dataclass(frozen=True)
class DisplayInfo:
    """Names by id. ``parameter_groups`` maps a parameter to the name of its group ("" = none)."""

    parameters: dict[str, str] = field(default_factory=dict)
    parts: dict[str, str] = field(default_factory=dict)
    parameter_groups: dict[str, str] = field(default_factory=dict)
    combined: tuple[tuple[str, str], ...] = ()
    """Pairs of parameters that editors show as one two-dimensional control."""


def read_display_info(path: Path) -> DisplayInfo:
    """Read a cdi3.json; entries without an id are skipped."""
    root = read_json(path)
    groups = _names(root, "ParameterGroups")
    return DisplayInfo(
        parameters=_names(root, "Parameters"),
        parts=_names(root, "Parts"),
        parameter_groups={
            node.text("Id"): groups.get(node.text("GroupId"), "")
            for node in root.nodes("Parameters")
            if node.text("Id")
        },
        combined=tuple(
            (pair[0], pair[1])
            for pair in root.items("CombinedParameters")
            if isinstance(pair, list) and len(pair) == 2 and all(isinstance(one, str) for one in pair)
        ),
    )


def _names(root: Node, key: str) -> dict[str, str]:
    return {node.text("Id"): node.text("Name") for node in root.nodes(key) if node.text("Id")}
