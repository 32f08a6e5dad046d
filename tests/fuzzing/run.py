"""Feed the program spoilt input by the hundred thousand: each must be taken, or refused in one clear sentence.

    python tests/fuzzing/run.py [--cases 100000] [--seed 1] [--only NAME ...] [--report FILE.json]

The models' own files have a program of their own, tests/cubism_binding/load_mutated.py. Cases run in child processes
with limits on time and memory, so that a crash or a hang is counted and not suffered. Ends with 1 when there was one
mistake; prints its case, which ``--one NAME CASE`` repeats with the whole traceback.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

CASE_SECONDS = 10
CASE_MEMORY = 3 << 30
"""Bytes of address space a child may take beyond what it has when it begins."""
_BATCH = 500
_LONGEST_SENTENCE = 1500
_ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(Path(__file__).parent), str(_ROOT / "tests" / "cubism_binding"), str(_ROOT)]


def attempt(name: str, case: int, seed: int, folder: Path) -> tuple[str, str]:
    """Run one case; return its kind (taken, refused, wordy or mistake) and a few words."""
    from targets import TARGETS

    from companion.errors import CompanionError
    from cubism_binding.core.errors import CubismError

    rng = random.Random(f"{seed} {name} {case}")
    place = folder / "case"
    place.mkdir(exist_ok=True)
    try:
        TARGETS[name](rng, place)
        return "taken", ""
    except (CompanionError, CubismError) as error:
        sentence = str(error)
        clear = sentence.strip() and "Traceback" not in sentence and len(sentence) < _LONGEST_SENTENCE
        return ("refused" if clear else "wordy"), sentence[:200]
    except Exception as error:  # noqa: BLE001 - the very thing that is looked for
        last = traceback.extract_tb(error.__traceback__)[-1]
        return "mistake", f"{type(error).__name__}: {error} at {Path(last.filename).name}:{last.lineno}"[:400]


def _run_cases(name: str, seed: int, first: int, count: int) -> None:
    """Run cases in this process: the main function of a child. One line of JSON a case that is worth a line."""
    from targets import TARGETS

    assert name in TARGETS

    def too_long(_number: int, _frame: object) -> None:
        raise RuntimeError("takes too long")

    signal.signal(signal.SIGALRM, too_long)
    used = int(Path("/proc/self/statm").read_text().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    resource.setrlimit(resource.RLIMIT_AS, (used + CASE_MEMORY, used + CASE_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    kinds: Counter[str] = Counter()
    for case in range(first, first + count):
        with tempfile.TemporaryDirectory() as place:
            os.environ["COMPANION_HOME"] = place
            print(json.dumps({"begins": case}), flush=True)
            signal.alarm(CASE_SECONDS)
            kind, words = attempt(name, case, seed, Path(place))
            signal.alarm(0)
        kinds[kind] += 1
        if kind in ("mistake", "wordy"):
            print(json.dumps({"case": case, "kind": kind, "words": words}), flush=True)
    print(json.dumps({"kinds": kinds}), flush=True)


def run(name: str, cases: int, seed: int) -> Iterator[dict[str, Any]]:
    """Yield the mistakes of one target, and at last how often each kind occurred."""
    total: Counter[str] = Counter()
    first = 0
    while first < cases:
        count = min(_BATCH, cases - first)
        command = [sys.executable, __file__, "--child", name, str(seed), str(first), str(count)]
        environment = os.environ | {"PYTHONPATH": str(_ROOT)}
        try:
            done = subprocess.run(
                command, capture_output=True, text=True, env=environment, check=False,
                timeout=CASE_SECONDS * 6 + count,
            )  # fmt: skip
            printed, code, errors = done.stdout, done.returncode, done.stderr
        except subprocess.TimeoutExpired as late:
            printed, code, errors = (late.stdout or b"").decode("utf-8", "replace"), "hang", ""
        begun, finished = first, False
        for line in printed.splitlines():
            told = json.loads(line) if line.startswith("{") and line.endswith("}") else {}
            if "begins" in told:
                begun = told["begins"]
            elif "kinds" in told:
                total += Counter(told["kinds"])
                finished = True
            elif told:
                yield {"target": name, **told}
        if finished:
            first += count
        else:  # the child ended in the middle of a case
            total["crash"] += 1
            total["before a crash"] += begun - first
            yield {"target": name, "case": begun, "kind": "crash", "words": f"{code} {errors[-300:]}"}
            first = begun + 1
    yield {"target": name, "kinds": dict(total)}


def main() -> int:
    """Run all, or what the arguments say."""
    if sys.argv[1:2] == ["--child"]:
        name, seed, first, count = sys.argv[2:]
        _run_cases(name, int(seed), int(first), int(count))
        return 0
    from targets import TARGETS

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cases", type=int, default=100_000, help="of all kinds together")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", nargs="*", choices=sorted(TARGETS), default=sorted(TARGETS))
    parser.add_argument("--one", nargs=2, metavar=("NAME", "CASE"), help="repeat one case with its traceback")
    parser.add_argument("--report", type=Path, help="write the figures and mistakes as JSON")
    arguments = parser.parse_args()
    if arguments.one:
        name, case = arguments.one
        with tempfile.TemporaryDirectory() as place:
            os.environ["COMPANION_HOME"] = place
            (Path(place) / "case").mkdir()
            TARGETS[name](random.Random(f"{arguments.seed} {name} {case}"), Path(place) / "case")
        return 0
    began = time.monotonic()
    mistakes, figures = [], {}
    each = -(-arguments.cases // len(arguments.only))
    for name in arguments.only:
        for told in run(name, each, arguments.seed):
            if "kinds" in told:
                figures[name] = told["kinds"]
                print(f"{name:12} {told['kinds']}", flush=True)
            else:
                mistakes.append(told)
                print(told, flush=True)
    total = sum(sum(one.values()) for one in figures.values())
    print(f"{total} cases, {len(mistakes)} mistakes, {time.monotonic() - began:.0f} s")
    if arguments.report:
        arguments.report.write_text(json.dumps({"figures": figures, "mistakes": mistakes}, indent=1), "utf-8")
    return 1 if mistakes else 0


if __name__ == "__main__":
    sys.exit(main())
