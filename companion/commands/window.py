"""``companion`` and ``companion window``: the window."""

from __future__ import annotations

import argparse
import os
import sys


def prepare() -> None:
    """Choose the one path to OpenGL, EGL, for the window and for drawing without one: before Qt is imported."""
    if sys.platform.startswith("linux"):
        os.environ.setdefault("PYOPENGL_PLATFORM", "egl")
        os.environ.setdefault("QT_XCB_GL_INTEGRATION", "xcb_egl")


def run(arguments: argparse.Namespace) -> int:
    """Open the window; returns when it is closed."""
    prepare()
    from companion.app import run_window

    return run_window(debug=arguments.debug)
