"""``companion desktop``: into the desktop's menu, and out of it again."""

from __future__ import annotations

import argparse
import sys

from companion import desktop


def run(arguments: argparse.Namespace) -> int:
    """Install or remove, and name what was written or is gone."""
    files = desktop.install() if arguments.action == "install" else desktop.remove()
    for file in files:
        sys.stdout.write(f"{file}\n")
    return 0
