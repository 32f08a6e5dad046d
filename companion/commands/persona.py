"""``companion persona``: list, import or export personas and character cards."""

from __future__ import annotations

import argparse
import sys

from companion.errors import CompanionError
from companion.mind.persona import list_personas, load_persona
from companion.mind.persona_exchange import export_persona, import_persona
from companion.paths import config_dir, of_user
from companion.settings import PERSONA, Settings


def run(arguments: argparse.Namespace) -> int:
    """Do what ``arguments.action`` says."""
    match arguments.action:
        case "import":
            if not arguments.name:
                raise CompanionError("Say which file: companion persona import FILE (PNG, JSON, CHARX or TOML)")
            key = import_persona(of_user(arguments.name))
            sys.stdout.write(f"{load_persona(key).name} is imported as {key}.\n")
        case "export":
            if not arguments.name or arguments.file is None:
                raise CompanionError("Say what and where to: companion persona export NAME FILE")
            export_persona(arguments.name, arguments.file)
            sys.stdout.write(f"{arguments.file}\n")
        case _:
            _list()
    return 0


def _list() -> None:
    current = Settings(config_dir() / "settings.toml")[PERSONA]
    for key in list_personas():
        mark = "*" if key == current else " "
        try:
            persona = load_persona(key)
        except CompanionError as error:
            sys.stdout.write(f"{mark} {key:<24} ({error})\n")
            continue
        about = " ".join(persona.description.split())
        sys.stdout.write(f"{mark} {key:<24} {persona.name}: {about[:80]}\n")
