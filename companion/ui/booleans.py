"""Guard against a reference that PySide6 gives away: ``emit`` returns True without owning it.

Seen in PySide6 6.12.0: each emission of a signal from Python lowers the reference count of ``True`` by one. From
Python 3.12 on ``True`` and ``False`` are immortal and nothing happens; on 3.11 the interpreter aborts
("bool_dealloc") after some thousand signals. So on 3.11 they are made as good as immortal, as 3.12 does.
"""

from __future__ import annotations

import ctypes
import sys

_PLENTY = 1 << 40
"""References enough for a million signals a second for twelve days."""


def make_booleans_immortal() -> None:
    """Add references to True and False that are never given back; once, and only where it matters."""
    if sys.version_info >= (3, 12) or sys.implementation.name != "cpython":
        return
    for constant in (True, False):
        if sys.getrefcount(constant) < _PLENTY // 2:
            # The count is the first field of every object (debug builds with traced references aside, hence the check).
            count = ctypes.c_ssize_t.from_address(id(constant))
            if abs(count.value - sys.getrefcount(constant)) < 16:
                count.value += _PLENTY
