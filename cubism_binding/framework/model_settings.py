"""model3.json: which files make up a model, and what its parameters are for."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from cubism_binding.core.errors import CubismError
from cubism_binding.framework.json_file import Node, read_json

_SUFFIX = ".model3.json"
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
    eye_blink_ids: tuple[str, ...]
    lip_sync_ids: tuple[str, ...]
    hit_areas: tuple[HitArea, ...]
    layout: dict[str, float]
    problems: tuple[str, ...] = ()


def find_model_file(path: str | os.PathLike[str]) -> Path:
    """Return the model3.json meant by ``path``: the file itself, or the only one in that folder."""
    given = Path(path).expanduser()
    if given.is_dir():
        found = sorted(file for file in given.iterdir() if file.name.lower().endswith(_SUFFIX))
        if not found:
            raise CubismError(f"There is no *{_SUFFIX} in {given}. Choose the folder of a Live2D model.")
        if len(found) > 1:
            names = ", ".join(file.name for file in found)
            raise CubismError(f"There are several models in {given} ({names}). Choose one of these files.")
        return found[0]
    if not given.is_file():
        raise CubismError(f"There is no Live2D model at {given}.")
    if not given.name.lower().endswith(_SUFFIX):
        raise CubismError(f"{given} is not a Live2D model: choose its *{_SUFFIX} file or its folder.")
    return given


def read_model_settings(path: Path) -> ModelSettings:
    """Read a model3.json. CubismError names a file that is missing or outside the folder.

    Sounds, display names and user data do not change the picture: missing ones only become ``problems``.
    """
    root = read_json(path)
    files = root.node("FileReferences")
    folder = Folder(path)
    moc = folder.optional(files, "Moc")
    if moc is None:
        raise CubismError(f"{path} names no moc file (FileReferences, Moc): it is not a Cubism 3 or newer model.")
    expressions: dict[str, Path] = {}
    for entry in files.nodes("Expressions"):
        file = folder.required(entry, "File")
        expressions.setdefault(entry.text("Name") or file.name.removesuffix(".exp3.json"), file)
    groups = root.nodes("Groups")
    return ModelSettings(
        path=path,
        moc=moc,
        textures=tuple(folder.resolve(name, files.place) if name else None for name in files.texts("Textures")),
        physics=folder.optional(files, "Physics"),
        pose=folder.optional(files, "Pose"),
        display_info=folder.dispensable(files, "DisplayInfo"),
        user_data=folder.dispensable(files, "UserData"),
        expressions=expressions,
        motions=_motions(files, folder),
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
                folder.required(entry, "File"),
                _not_negative(entry.optional_number("FadeInTime")),
                _not_negative(entry.optional_number("FadeOutTime")),
                folder.dispensable(entry, "Sound"),
            )
            for entry in motions.nodes(group)
        )
        for group in motions.data
    }


def _not_negative(value: float | None) -> float | None:
    return None if value is None or value < 0 else value


def _ids(groups: Iterable[Node], name: str) -> tuple[str, ...]:
    """Return the ids of the first group called ``name``; a group's Target is not looked at, as in the reference."""
    for group in groups:
        if group.text("Name") == name:
            return tuple(dict.fromkeys(group.texts("Ids")))
    return ()


def _layout(layout: Node) -> dict[str, float]:
    return {key: layout.number(key) for key in layout.data if key in _LAYOUT_KEYS}


class _MissingFileError(CubismError):
    """A file named in a model3.json is not there."""


class Folder:
    """Resolve the names in a model3.json, never outside the folder the file lies in."""

    def __init__(self, settings: Path) -> None:
        self.problems: list[str] = []
        self._root = settings.parent.resolve()

    def optional(self, node: Node, key: str) -> Path | None:
        """Return the file under ``key``, None where the key is missing or empty."""
        name = node.text(key) if node.data.get(key) is not None else ""
        return self.resolve(name, node.place) if name else None

    def dispensable(self, node: Node, key: str) -> Path | None:
        """Return the file under ``key``; a missing one is only noted."""
        try:
            return self.optional(node, key)
        except _MissingFileError as error:
            self.problems.append(str(error))
            return None

    def required(self, node: Node, key: str) -> Path:
        """Return the file under ``key``, which must be there."""
        name = node.text(key)
        if not name:
            raise node.wrong(key, "the name of a file")
        return self.resolve(name, node.place)

    def resolve(self, name: str, place: str) -> Path:
        """Return the existing file ``name`` (with '/' or, from careless tools, '\\\\') below the folder."""
        if "\0" in name:
            raise CubismError(f"{place}: a file name holds a zero character.")
        wanted = Path(name.replace("\\", "/"))
        found = (self._root / wanted).resolve()
        if wanted.is_absolute() or not found.is_relative_to(self._root):
            raise CubismError(f"{place} names {name!r}, which lies outside the model's folder. This is not allowed.")
        if not found.is_file():
            found = self._other_case(wanted) or found
        if not found.is_file():
            raise _MissingFileError(f"{place} names {name!r}, but there is no such file. The model is incomplete.")
        return found

    def _other_case(self, wanted: Path) -> Path | None:
        """Find a file whose name differs in upper and lower case only: models come from systems that do not mind."""
        place = self._root
        for part in wanted.parts:
            try:
                matches = [entry for entry in place.iterdir() if entry.name.casefold() == part.casefold()]
            except OSError:
                return None
            if len(matches) != 1:
                return None
            place = matches[0]
        return place if place.resolve().is_relative_to(self._root) else None
