"""How often in a row the window did not get through its start: after two failures safe mode is offered."""

from __future__ import annotations

import contextlib
from pathlib import Path

TOO_MANY = 2


class Starts:
    """Counts in one small file; a folder that cannot be written counts nothing."""

    def __init__(self, file: Path) -> None:
        """Count this start as failed until ``came_through``."""
        self._file = file
        self.failed = 0
        """How many starts before this one failed, in a row."""
        with contextlib.suppress(OSError, ValueError):
            self.failed = int(file.read_text(encoding="ascii"))
        with contextlib.suppress(OSError):
            file.write_text(str(self.failed + 1), encoding="ascii")

    def came_through(self) -> None:
        """This start was a good one: begin to count anew."""
        with contextlib.suppress(OSError):
            self._file.unlink(missing_ok=True)
