"""What a user can hand on when something is wrong: versions, the machine, the last lines of the logs; no secrets."""

from __future__ import annotations

import platform
import sys
from collections.abc import Iterable

from companion import __version__, paths
from companion.log import last_lines
from companion.redaction import redacted

PACKAGES = ("PySide6-Essentials", "PyOpenGL", "numpy", "onnxruntime", "xllamacpp", "sounddevice", "live2d-py", "torch")
"""Those whose version tells something."""

LINES = 40
"""So many of each log."""


def report(facts: Iterable[tuple[str, str]] = (), mistake: str = "") -> str:
    """Return the report as plain text: ``facts`` as the running program knows them, ``mistake`` a traceback."""
    lines = [
        f"Companion {__version__}",
        f"Python {platform.python_version()}, {platform.platform()}" + (", bundle" if _bundled() else ""),
        ", ".join(f"{name} {found}" for name in PACKAGES if (found := _version(name))),
        *(f"{name}: {value}" for name, value in facts),
    ]
    if mistake:
        lines += ["", mistake.strip()]
    for name in ("window.log", "window-crash.old", "engine.log", "engine-crash.old"):
        said = _read(name)
        if said:
            lines += ["", f"--- {name}", said]
    return redacted("\n".join(lines)) + "\n"


def _bundled() -> bool:
    return bool(getattr(sys, "frozen", False))


def _version(package: str) -> str:
    from importlib.metadata import PackageNotFoundError, version  # only for a report: see safe_mode.plug_ins

    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _read(name: str) -> str:
    try:
        return last_lines(paths.log_dir() / name, LINES).rstrip()
    except OSError:  # no folder of logs can be made
        return ""
