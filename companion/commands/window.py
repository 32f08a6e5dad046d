"""``companion`` and ``companion window``: the window."""

from __future__ import annotations

import argparse
import os
import sys

from companion.heap import keep_large_pieces_apart, share_memory


def prepare() -> None:
    """Set what Qt reads when it is imported: the one path to OpenGL, EGL, with a window and without; no waiting.

    And how the window's process, before it has threads, takes memory.
    """
    share_memory()
    keep_large_pieces_apart()
    # Qt's xcb plugin waits 5 ms before it paints what was asked for; the stage's timer paces the frames already.
    os.environ.setdefault("QT_QPA_UPDATE_IDLE_TIME", "0")
    if sys.platform.startswith("linux"):
        os.environ.setdefault("PYOPENGL_PLATFORM", "egl")
        os.environ.setdefault("QT_XCB_GL_INTEGRATION", "xcb_egl")


def run(arguments: argparse.Namespace) -> int:
    """Open the window; returns when it is closed."""
    prepare()
    from companion.launch import run_window

    return run_window(debug=arguments.debug, safe=arguments.safe)
