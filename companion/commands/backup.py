"""``companion backup``: copies of talks, memories, settings and personas."""

from __future__ import annotations

import argparse
import sys
from datetime import datetime

from companion.backup import backup_dir, backups, make_backup, restore_backup


def run(arguments: argparse.Namespace) -> int:
    """List the copies, make one, or put one back."""
    say = sys.stdout.write
    now = datetime.now()
    if arguments.action == "make":
        name = make_backup(now)
        say(f"{backup_dir() / name}\n" if name else "There is nothing to keep yet.\n")
    elif arguments.action == "restore":
        before = restore_backup(arguments.name, now)
        say(f"{arguments.name} is in place again" + (f"; what was there before is {before}.\n" if before else ".\n"))
    else:
        say("".join(f"{name}\n" for name in backups()) or "There is no backup yet.\n")
    return 0
