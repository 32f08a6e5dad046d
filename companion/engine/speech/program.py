"""Voices that are programs of the system: found by name, run as they are, never linked with."""

from __future__ import annotations

import shutil
import subprocess

from companion.errors import CompanionError

_SECONDS = 30.0


def find_program(name: str, package: str) -> str:
    """Return the program's path. Raises CompanionError that names the Debian package."""
    found = shutil.which(name)
    if found is None:
        raise CompanionError(f"The program {name} is not installed: sudo apt-get install {package}")
    return found


def output_of(command: list[str], text: str) -> bytes:
    """Run ``command`` with ``text`` on its standard input; return what it writes. Raises CompanionError."""
    try:
        done = subprocess.run(command, input=text.encode(), capture_output=True, timeout=_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise CompanionError(f"The voice program {command[0]} could not be run ({error}).") from error
    if done.returncode:
        reason = done.stderr.decode(errors="replace").strip().splitlines()
        raise CompanionError(f"The voice program {command[0]} failed: {reason[-1] if reason else done.returncode}")
    return done.stdout
