"""Kill a process that stores messages, at random moments: every message it told of must be there.

python tests/soak/kill_history.py [--times 200] [--seed 1]
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

_ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(_ROOT))

# Tells of each message only after the call has returned, as the window shows it only then.
_WRITER = """
import sys
from pathlib import Path
from companion.history import History
history = History(Path(sys.argv[1]))
talk = history.latest("amelie") or history.begin("amelie")
for number in range(int(sys.argv[2]), 10**9):
    stored = history.add(talk, "user", f"line {number}")
    print(stored, number, flush=True)
    if number % 3 == 0:
        history.change(stored, f"line {number}, changed", emotion="joy")
        print(stored, -number, flush=True)
"""


def kill_once(file: Path, first: int, rng: random.Random) -> dict[int, int]:
    """Let a writer store messages from number ``first`` on and kill it; return message id -> number as it told."""
    command = [sys.executable, "-c", _WRITER, str(file), str(first)]
    writer = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=_ROOT)
    assert writer.stdout is not None
    told = [writer.stdout.readline()]  # it is at work
    time.sleep(rng.expovariate(20))
    writer.kill()
    told += writer.stdout.readlines()
    writer.wait()
    writer.stdout.close()
    whole = [line.split() for line in told if line.endswith("\n")]
    return {int(stored): int(number) for stored, number in whole}


def missing_after(times: int, seed: int, folder: Path) -> tuple[int, list[str]]:
    """Kill ``times`` writers; return how many messages were told of, and what is missing or wrong."""
    from companion.history import History

    rng = random.Random(seed)
    file = folder / "history.sqlite"
    told: dict[int, int] = {}
    wrong: list[str] = []
    for turn in range(times):
        told |= kill_once(file, 1 + turn * 1_000_000, rng)
    history = History(file)
    there = {entry.id: entry.text for entry in history.last(history.latest("amelie"), -1)}
    history.close()
    for stored, number in told.items():
        # A change may have been stored that the writer could no longer tell of.
        expected = {f"line {abs(number)}, changed"} | ({f"line {number}"} if number > 0 else set())
        if there.get(stored) not in expected:
            wrong.append(f"message {stored}: {there.get(stored)!r}, not one of {sorted(expected)}")
    return len(told), wrong


def main() -> int:
    """Kill as often as the arguments say."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        count, wrong = missing_after(arguments.times, arguments.seed, Path(folder))
    print(f"{arguments.times} kills, {count} messages told of, {len(wrong)} missing or wrong")
    print(*wrong, sep="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
