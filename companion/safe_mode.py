"""Safe mode: the default character and engines, nothing of other packages; the settings stay as they are.

The engine process inherits it through the environment.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

_VARIABLE = "COMPANION_SAFE"


def switch_on() -> None:
    """Begin safe mode, for this process and those it starts."""
    os.environ[_VARIABLE] = "1"


def is_on() -> bool:
    """Say whether this is safe mode."""
    return bool(os.environ.get(_VARIABLE))


def plug_ins(group: str) -> tuple[EntryPoint, ...]:
    """Return what other packages announce under ``group``; nothing in safe mode."""
    from importlib.metadata import entry_points  # reads half of the e-mail package in: not before the window shows

    return () if is_on() else tuple(entry_points(group=group))
