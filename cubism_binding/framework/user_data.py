"""userdata3.json: free text an author attached to drawables, parts or parameters. It moves nothing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cubism_binding.framework.json_file import read_json

DRAWABLE = "ArtMesh"
"""The ``target`` of texts about drawables."""


@dataclass(frozen=True)
class UserData:
    """One text: what kind of thing it is about (``target``), the thing's id, the text."""

    target: str
    id: str
    text: str


def read_user_data(path: Path) -> tuple[UserData, ...]:
    """Read a userdata3.json; entries without an id are skipped."""
    return tuple(
        UserData(node.text("Target"), node.text("Id"), node.text("Value"))
        for node in read_json(path).nodes("UserData")
        if node.text("Id")
    )
