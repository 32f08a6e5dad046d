"""model3.json: which files make up a model, and what its parameters are for."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from cubism_binding.core.errors import CubismError
from cubism_binding.framework.json_file import Node, read_json
from cubism_binding.framework.model_folder import Folder, quoted

_SUFFIX, _EXPRESSION, _MOTION = ".model3.json", ".exp3.json", ".motion3.json"
# The keys of Layout that mean something, in the two passes of the reference.
_LAYOUT_KEYS = ("width", "height", "x", "y", "left", "top", "right", "bottom", "center_x", "center_y")


@dataclass(frozen=True)
class MotionEntry:
    """One motion of a group. ``fade_in`` and ``fade_out`` in seconds replace the file's own; None keeps them."""

    path: Path
    fade_in: float | None
    fade_out: float | None
    sound: Path | None


@dataclass(frozen=True)
class HitArea:
    """A named drawable that can be touched."""

    name: str
    drawable: str


@dataclass(frozen=True)
class ModelSettings:
    """The contents of a model3.json with all paths resolved inside its folder.

    ``expressions`` holds those the file lists and, named by file, those that only lie in the folder
    (``unlisted_expressions`` names them); ``unlisted_motions`` are files that belong to no group.
    ``problems`` are sentences about files that are missing but not needed to draw and move the model.
    """

    path: Path
    moc: Path
    textures: tuple[Path | None, ...]
    physics: Path | None
    pose: Path | None
    display_info: Path | None
    user_data: Path | None
    expressions: dict[str, Path]
    motions: dict[str, tuple[MotionEntry, ...]]
    unlisted_expressions: tuple[str, ...]
    unlisted_motions: dict[str, Path]
    eye_blink_ids: tuple[str, ...]
    lip_sync_ids: tuple[str, ...]
    hit_areas: tuple[HitArea, ...]
    layout: dict[str, float]
    problems: tuple[str, ...] = ()


def find_model_file(path: str | os.PathLike[str]) -> Path:
    """Return the model3.json meant by ``path``: the file itself, or the only one in that folder."""
    given = Path(os.path.expanduser(path))  # noqa: PTH111 - Path's own raises RuntimeError for nobody's ~name
    try:
        if given.is_dir():
            return _only_model(given)
        if not given.is_file():
            raise CubismError(f"There is no Live2D model at {given}.")
    except (OSError, ValueError) as error:  # not allowed to look, a name that no file can have
        raise CubismError(
            f"{quoted(str(given))} cannot be read: {getattr(error, 'strerror', None) or error}."
        ) from error
    if not given.name.lower().endswith(_SUFFIX):
        raise CubismError(f"{given} is not a Live2D model: choose its *{_SUFFIX} file or its folder.")
    return given


def _is_model(name: str) -> bool:
    """Say whether a file is called like a model; macOS puts hidden ``._NAME`` files on the disks of others."""
    return name.lower().endswith(_SUFFIX) and not name.startswith(".")


def _only_model(folder: Path) -> Path:
    found = sorted(file for file in folder.iterdir() if _is_model(file.name) and file.is_file())
    if not found:
        raise CubismError(f"There is no *{_SUFFIX} in {folder}. Choose the folder of a Live2D model.")
    if len(found) > 1:
        names = ", ".join(file.name for file in found)
        raise CubismError(f"There are several models in {folder} ({names}). Choose one of these files.")
    return found[0]


def read_model_settings(path: Path) -> ModelSettings:
    """Read a model3.json. CubismError names a moc or texture that is missing or outside the folder.

    She can be shown without the other files: what is wrong with them only becomes ``problems``.
    """
    root = read_json(path)
    files = root.node("FileReferences")
    folder = Folder(path)
    if not files.text("Moc"):
        raise CubismError(f"{path} names no moc file (FileReferences, Moc): it is not a Cubism 3 or newer model.")
    expressions: dict[str, Path] = {}
    for entry in files.nodes("Expressions"):
        if file := folder.listed(entry, "File"):
            expressions.setdefault(entry.text("Name") or file.name.removesuffix(_EXPRESSION), file)
    motions = _motions(files, folder)
    listed = {*expressions.values(), *(entry.path for entries in motions.values() for entry in entries)}
    unlisted = folder.unlisted(_EXPRESSION, listed)
    groups = root.nodes("Groups")
    return ModelSettings(
        path=path,
        moc=folder.needed(files.text("Moc"), files.place),
        textures=tuple(folder.needed(name, files.place) if name else None for name in files.texts("Textures")),
        physics=folder.optional(files, "Physics"),
        pose=folder.optional(files, "Pose"),
        display_info=folder.optional(files, "DisplayInfo"),
        user_data=folder.optional(files, "UserData"),
        expressions=expressions | {name: file for name, file in unlisted.items() if name not in expressions},
        motions=motions,
        unlisted_expressions=tuple(name for name in unlisted if name not in expressions),
        unlisted_motions=folder.unlisted(_MOTION, listed),
        eye_blink_ids=_ids(groups, "EyeBlink"),
        lip_sync_ids=_ids(groups, "LipSync"),
        hit_areas=tuple(HitArea(area.text("Name"), area.text("Id")) for area in root.nodes("HitAreas")),
        layout=_layout(root.node("Layout")),
        problems=tuple(folder.problems),
    )


def _motions(files: Node, folder: Folder) -> dict[str, tuple[MotionEntry, ...]]:
    motions = files.node("Motions")
    return {
        group: tuple(
            MotionEntry(
                file,
                entry.optional_duration("FadeInTime"),
                entry.optional_duration("FadeOutTime"),
                folder.optional(entry, "Sound"),
            )
            for entry in motions.nodes(group)
            if (file := folder.listed(entry, "File"))
        )
        for group in motions.data
    }


def _ids(groups: Iterable[Node], name: str) -> tuple[str, ...]:
    """Return the ids of the first group called ``name``; a group's Target is not looked at, as in the reference."""
    for group in groups:
        if group.text("Name") == name:
            return tuple(dict.fromkeys(group.texts("Ids")))
    return ()


def _layout(layout: Node) -> dict[str, float]:
    return {key: layout.number(key) for key in layout.data if key in _LAYOUT_KEYS}
