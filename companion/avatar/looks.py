"""How the user wants one character to look: her place in the picture, the faces of feelings, parameters held, hot keys.

Kept as ``characters/IDENTITY.toml`` in the user's data, never in the model's own folder: that may be read-only, shared
or replaced. The identity comes from the model's contents, so a folder that was moved keeps its looks.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import tomlkit
from tomlkit.exceptions import TOMLKitError

from companion.errors import CompanionError
from companion.messages import EMOTIONS
from companion.paths import data_dir
from companion.whole_file import write_whole
from cubism_binding.rendering.framing import Framing

if TYPE_CHECKING:
    from companion.avatar.avatar import Avatar

Mix = Mapping[str, float]
"""Expression -> weight, 0..1; shown together."""

EXPRESSION, MOTION = "expression", "motion"
ZOOMS = (0.2, 12.0)
FURTHEST = 12.0
"""How far she can be moved, in half picture heights."""


@dataclass(frozen=True)
class HotKey:
    """A key that shows an expression or starts a motion group: ``kind`` is EXPRESSION or MOTION."""

    keys: str
    kind: str
    name: str


@dataclass(frozen=True)
class Looks:
    """The user's own wishes; what is empty is as the program found it."""

    framing: Framing | None = None
    faces: Mapping[str, Mix] = field(default_factory=dict)
    """Emotion -> expressions mixed for it. An emotion that is not here is guessed; an empty mix is her own face."""
    parameters: Mapping[str, float] = field(default_factory=dict)
    hot_keys: tuple[HotKey, ...] = ()


def identity(files: Iterable[Path], name: str) -> str:
    """Return ``name`` with a digest of the files' contents: equal for equal characters wherever they lie."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(os.fsencode(file.name))  # on Linux a name need not be text
        with file.open("rb") as stream:
            digest.update(hashlib.file_digest(stream, "sha256").digest())
    plain = "".join(letter if letter.isalnum() else "-" for letter in name)[:40]
    return f"{plain}-{digest.hexdigest()[:16]}"


def looks_file(key: str) -> Path:
    """Return where the looks of a character are kept."""
    return data_dir() / "characters" / f"{key}.toml"


def load_looks(key: str) -> Looks:
    """Return the looks kept for an identity; the empty ones where there are none. Raises CompanionError."""
    file = looks_file(key)
    if not file.exists():
        return Looks()
    try:
        return _read(tomlkit.parse(file.read_text(encoding="utf-8")).unwrap())
    except (TOMLKitError, UnicodeDecodeError, OSError, TypeError, ValueError, AttributeError) as error:
        raise CompanionError(f"How she shall look cannot be read from {file} ({error}); mend or move it.") from error


def save_looks(key: str, looks: Looks) -> None:
    """Keep the looks for an identity; empty ones need no file. Raises CompanionError."""
    file = looks_file(key)
    try:
        if looks == Looks():
            file.unlink(missing_ok=True)
            return
        file.parent.mkdir(exist_ok=True)
        write_whole(file, tomlkit.dumps(_written(looks)))
    except OSError as error:
        raise CompanionError(f"Her looks cannot be kept in {file} ({error.strerror or error}).") from error


def _written(looks: Looks) -> dict[str, Any]:
    told: dict[str, Any] = {}
    if looks.framing is not None:
        told["framing"] = {"zoom": looks.framing.zoom, "x": looks.framing.x, "y": looks.framing.y}
    if looks.faces:
        told["faces"] = {label: dict(mix) for label, mix in looks.faces.items()}
    if looks.parameters:
        told["parameters"] = dict(looks.parameters)
    if looks.hot_keys:
        told["hot_keys"] = [{"keys": one.keys, one.kind: one.name} for one in looks.hot_keys]
    return told


def _read(told: Mapping[str, Any]) -> Looks:
    framing = None
    if "framing" in told:
        place = {name: float(told["framing"].get(name, default)) for name, default in (("zoom", 1), ("x", 0), ("y", 0))}
        framing = within(Framing(**place))
    faces = {
        label: {str(name): min(1.0, max(0.0, float(weight))) for name, weight in mix.items()}
        for label, mix in told.get("faces", {}).items()
        if label in EMOTIONS
    }
    keys = tuple(
        HotKey(str(one["keys"]), kind, str(one[kind]))
        for one in told.get("hot_keys", [])
        for kind in (EXPRESSION, MOTION)
        if kind in one and one.get("keys")
    )
    parameters = {str(name): float(value) for name, value in told.get("parameters", {}).items()}
    return Looks(framing, faces, parameters, keys)


def within(framing: Framing) -> Framing:
    """Return the framing, kept where something of her can be seen."""
    low, high = ZOOMS
    return Framing(
        min(high, max(low, framing.zoom)),
        min(FURTHEST, max(-FURTHEST, framing.x)),
        min(FURTHEST, max(-FURTHEST, framing.y)),
    )


def wear(avatar: Avatar, looks: Looks, of_persona: Mapping[str, str] = MappingProxyType({})) -> None:
    """Give a character the looks the user wants for it; what it lacks is left out.

    ``of_persona``: emotion -> the expression this persona wants instead.
    """
    avatar.framing = avatar.portrait if looks.framing is None else looks.framing
    avatar.take_table({**looks.faces, **{label: {name: 1.0} for label, name in of_persona.items()}})
    for name, (minimum, _default, maximum) in avatar.parameters.items():
        value = looks.parameters.get(name)
        avatar.override_parameter(name, None if value is None else min(maximum, max(minimum, value)))
