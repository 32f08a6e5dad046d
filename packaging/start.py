"""Where a bundle begins: the program, or (for its own children) one module or text of Python."""

from __future__ import annotations

import multiprocessing
import runpy
import sys


def main() -> int:
    """Act as ``companion``; after -m or -c as the interpreter that a bundle does not have."""
    multiprocessing.freeze_support()
    if len(sys.argv) > 2 and sys.argv[1] in {"-m", "-c"}:
        kind, what = sys.argv[1:3]
        sys.argv[:3] = [what if kind == "-m" else "-c"]
        if kind == "-m":
            runpy.run_module(what, run_name="__main__", alter_sys=True)
        else:
            exec(compile(what, "<text>", "exec"), {"__name__": "__main__"})
        return 0
    from companion.cli import main as companion

    return companion()


if __name__ == "__main__":
    sys.exit(main())
