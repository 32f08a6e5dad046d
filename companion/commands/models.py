"""``companion models``: list, install, remove or verify weights."""

from __future__ import annotations

import argparse
import sys

from companion.commands.progress_line import ProgressLine
from companion.errors import CompanionError
from companion.models.catalogue import Model, catalogue, find
from companion.models.download import install, is_installed, remove, verify
from companion.paths import config_dir
from companion.settings import OFFLINE, Settings


def run(arguments: argparse.Namespace) -> int:
    """Do what ``arguments.action`` says."""
    name: str | None = arguments.name
    match arguments.action:
        case "install":
            settings = Settings(config_dir() / "settings.toml")
            with ProgressLine() as line:
                install(_named(name, "install"), line.show, offline=settings[OFFLINE])
        case "remove":
            remove(_named(name, "remove"))
            sys.stdout.write(f"{name} is removed.\n")
        case "verify":
            return _verify(name)
        case _:
            _list()
    return 0


def _named(name: str | None, action: str) -> str:
    if not name:
        raise CompanionError(f"Say which model: companion models {action} NAME; see: companion models list")
    return name


def _verify(name: str | None) -> int:
    """Check one model, or all that are installed; go on after a bad one, for the others matter too."""
    chosen = [find(name)] if name else [model for model in catalogue() if is_installed(model.name)]
    failed = False
    for model in chosen:
        if model.bundled:
            continue  # pip checked these when it installed the program
        try:
            verify(model.name)
        except CompanionError as error:
            failed = True
            sys.stderr.write(f"companion: {error}\n")
        else:
            sys.stdout.write(f"{model.name}: whole\n")
    return 1 if failed else 0


def _list() -> None:
    rows = [("NAME", "FOR", "SIZE", "LICENCE", "STATE", "WHAT, FROM WHERE")]
    for model in catalogue():
        rows.append(
            (model.name, model.kind, f"{model.size / 1e6:,.0f} MB", model.licence, _state(model), _origin(model))
        )
    widths = [max(len(row[column]) for row in rows) for column in range(5)]
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row[:5], widths, strict=True)]
        sys.stdout.write("  ".join([*cells, row[5]]) + "\n")


def _state(model: Model) -> str:
    if model.bundled:
        return "with the program" if is_installed(model.name) else "not for this system"
    return "installed" if is_installed(model.name) else "not installed"


def _origin(model: Model) -> str:
    note = f"; {model.note}" if model.note else ""
    return f"{model.title} ({model.about}); {model.upstream}{note}"
