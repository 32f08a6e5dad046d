"""``companion`` and ``companion window``: the window."""

from __future__ import annotations

import argparse
import os
import sys


def run(_arguments: argparse.Namespace) -> int:
    """Open the window; returns when it is closed."""
    if sys.platform.startswith("linux"):
        # One path to OpenGL, EGL, for the window and for drawing without one; both must be set before the imports.
        os.environ.setdefault("PYOPENGL_PLATFORM", "egl")
        os.environ.setdefault("QT_XCB_GL_INTEGRATION", "xcb_egl")
    from companion.app import run_window

    return run_window()
