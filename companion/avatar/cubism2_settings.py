"""model.json: which files make up a Cubism 2 character. Read here, so that nothing is opened outside its folder."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cubism_binding.core.errors import CubismError
from cubism_binding.framework.json_file import Node, read_json
from cubism_binding.framework.model_folder import Folder

_MAGIC = b"moc"


@dataclass(frozen=True)
class Cubism2Settings:
    """The contents of a model.json, all paths resolved inside its folder.

    ``motions`` is group -> (file, fade in and out in milliseconds or None); ``hit_areas`` is name -> drawable.
    ``problems`` are sentences about files that are missing but not needed.
    """

    path: Path
    moc: Path
    textures: tuple[Path, ...]
    physics: Path | None
    pose: Path | None
    expressions: dict[str, Path]
    motions: dict[str, tuple[tuple[Path, int | None, int | None], ...]]
    hit_areas: dict[str, str]
    problems: tuple[str, ...] = field(default=())

    def as_json(self, textures: tuple[Path, ...]) -> dict[str, Any]:
        """Return a model.json with absolute paths and ``textures`` in place of its own."""
        return {
            "type": "Live2D Model Setting",
            "name": self.path.parent.name,
            "model": str(self.moc),
            "textures": [str(texture) for texture in textures],
            **({"physics": str(self.physics)} if self.physics else {}),
            **({"pose": str(self.pose)} if self.pose else {}),
            "expressions": [{"name": name, "file": str(file)} for name, file in self.expressions.items()],
            "motions": {
                group: [
                    {
                        "file": str(file),
                        **({"fade_in": fade_in} if fade_in is not None else {}),
                        **({"fade_out": fade_out} if fade_out is not None else {}),
                    }
                    for file, fade_in, fade_out in motions
                ]
                for group, motions in self.motions.items()
            },
        }


def find_cubism2_file(path: Path) -> Path | None:
    """Return the model.json meant by a file or a folder, None where there is no Cubism 2 character."""
    if path.is_dir():
        found = [file for file in sorted(path.iterdir()) if _is_settings(file)]
        if len(found) > 1:
            names = ", ".join(file.name for file in found)
            raise CubismError(f"There are several models in {path} ({names}). Choose one of these files.")
        return found[0] if found else None
    if path.suffix.lower() == ".moc":
        raise CubismError(f"{path} is only a part of a Cubism 2 model: choose the model.json beside it.")
    return path if _is_settings(path) else None


def _is_settings(file: Path) -> bool:
    """Say whether a file is a model.json: by its usual names, else by what it names as its model."""
    name = file.name.lower()
    if not file.is_file() or not name.endswith(".json") or name.endswith("3.json") or name.startswith("."):
        return False
    if name == "model.json" or name.endswith(".model.json"):
        return True
    if name != "index.json":
        return False
    try:
        return str(read_json(file).data.get("model", "")).lower().endswith(".moc")
    except CubismError:
        return False


def read_cubism2_settings(path: Path) -> Cubism2Settings:
    """Read a model.json. CubismError names what is missing or outside the folder.

    A missing motion, expression, physics or pose file does not hinder the character: it becomes a problem.
    """
    root, folder = read_json(path), Folder(path)
    textures = root.texts("textures")
    if not root.text("model") or not textures:
        raise CubismError(f"{path} names no model and textures: it is not the model.json of a Cubism 2 model.")
    expressions: dict[str, Path] = {}
    for entry in root.nodes("expressions"):
        file = _readable(folder.listed(entry, "file"), folder)
        if file is not None:
            expressions.setdefault(entry.text("name") or file.name.split(".")[0], file)
    groups = root.node("motions")
    motions = {}
    for group in groups.data:
        entries = [(folder.listed(entry, "file"), entry) for entry in groups.nodes(group)]
        found = tuple((file, _fade(entry, "fade_in"), _fade(entry, "fade_out")) for file, entry in entries if file)
        if found:
            motions[group] = found
    moc = folder.needed(root.text("model"), root.place)
    try:
        with moc.open("rb") as stream:
            begins = stream.read(len(_MAGIC))
    except OSError as error:
        raise CubismError(f"{moc} cannot be read: {error.strerror}.") from error
    if begins != _MAGIC:
        raise CubismError(f"{moc} is damaged, or no moc of Cubism 2.")
    return Cubism2Settings(
        path=path,
        moc=moc,
        textures=tuple(folder.needed(name, root.place) for name in textures),
        physics=_readable(folder.optional(root, "physics"), folder),
        pose=_readable(folder.optional(root, "pose"), folder),
        expressions=expressions,
        motions=motions,
        hit_areas={entry.text("name"): entry.text("id") for entry in root.nodes("hit_areas") if entry.text("name")},
        problems=tuple(folder.problems),
    )


def _readable(file: Path | None, folder: Folder) -> Path | None:
    """Return a JSON file that can be read, else None: a broken one would end the process it is given to."""
    if file is None:
        return None
    try:
        read_json(file)
    except CubismError as error:
        folder.problems.append(str(error))
        return None
    return file


def _fade(entry: Node, key: str) -> int | None:
    milliseconds = entry.optional_number(key)
    return None if milliseconds is None else max(0, round(milliseconds))
