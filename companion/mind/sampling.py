"""How replies are drawn: clamped to what models accept, changed by the persona, kept as named presets."""

from __future__ import annotations

import math
import tomllib
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from companion.errors import CompanionError
from companion.messages import SAMPLING_RANGES, Persona, Sampling
from companion.paths import assets_dir, config_dir

_WHOLE = {"top_k", "max_tokens", "n"}


def clamped(sampling: Sampling) -> Sampling:
    """Return the sampling with every field inside its range."""
    inside: dict[str, Any] = {
        name: type(getattr(sampling, name))(min(max(getattr(sampling, name), low), high))
        for name, (low, high) in SAMPLING_RANGES.items()
    }
    return replace(sampling, **inside)


def for_persona(sampling: Sampling, persona: Persona) -> Sampling:
    """Return the user's sampling with the fields the persona replaces."""
    changes: dict[str, Any] = {
        name: int(value) if name in _WHOLE else float(value)
        for name, value in persona.sampling
        if name in SAMPLING_RANGES and math.isfinite(value)
    }
    return clamped(replace(sampling, **changes))


def sampling_from_table(table: dict[str, Any], where: str) -> Sampling:
    """Return the sampling of a TOML table; fields it lacks keep their defaults; CompanionError names ``where``."""
    known = {field.name for field in fields(Sampling)}
    for name, value in table.items():
        if name not in known:
            raise CompanionError(f"{where} has the unknown field {name!r}; known are: {', '.join(sorted(known))}.")
        right = (
            isinstance(value, list) and all(isinstance(one, str) for one in value)
            if name == "stop"
            else isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)
        )
        if not right:
            raise CompanionError(f"In {where}, {name} must be {'a list of texts' if name == 'stop' else 'a number'}.")
    values: dict[str, Any] = {
        name: int(value) if name in {*_WHOLE, "seed"} else float(value)
        for name, value in table.items()
        if name != "stop"
    }
    return clamped(Sampling(**values, stop=tuple(table.get("stop", ()))))


def list_presets() -> dict[str, Path]:
    """Return title -> file of all sampling presets, the program's and those in the user's folder ``sampling``."""
    found: dict[str, Path] = {}
    for folder in (assets_dir() / "presets" / "sampling", config_dir() / "sampling"):
        for file in sorted(folder.glob("*.toml")):
            found[_read(file).get("title", file.stem)] = file
    return found


def read_preset(file: Path) -> Sampling:
    """Read a preset: TOML with fields of Sampling and a ``title``. Raises CompanionError that names the file."""
    table = _read(file)
    table.pop("title", None)
    return sampling_from_table(table, f"the preset {file}")


def _read(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise CompanionError(f"The preset {file} cannot be read ({error}); mend or remove it.") from error
