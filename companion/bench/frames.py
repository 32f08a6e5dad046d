"""What a frame costs, against Live2D's own renderer on the same model; and whether many frames leave anything behind.

A frame is update and draw: motions, blinking, breath and physics on, CPU time of all threads. "Without pixels" lets
Mesa throw away what would be drawn (``GALLIUM_NOOP``), which leaves what a machine with a graphics card would spend;
other drivers ignore that. Ours and theirs take turns, in processes of their own, so that both meet the same machine.
"""

from __future__ import annotations

import contextlib
import json
import os
import statistics
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from companion.bench.measurement import Figure
from companion.errors import CompanionError
from companion.paths import default_avatar

_SIZES = (512, 1080)
_ROUNDS = {True: (80, 25), False: (8, 6)}  # without pixels or with: rounds, frames in each
_SEED = 1
_ANSWER_SECONDS = 300


def measure() -> Iterator[Figure]:
    """Measure the default character."""
    return measure_avatars([default_avatar()], 0)


def measure_avatars(paths: Sequence[Path], count: int) -> Iterator[Figure]:
    """Measure the models found at or below ``paths``; ``count`` frames for the growth check, 0 for none."""
    ratios: dict[bool, list[float]] = {True: [], False: []}
    models = [model for path in paths or [default_avatar()] for model in _models(path)]
    for model in models:
        name = model.name.removesuffix(".model3.json")
        for noop in (True, False):
            for size in _SIZES:
                label = f"{name} {size}, {'without' if noop else 'with'} pixels"
                figure = _compare(model, size, noop, label)
                yield figure
                if figure.ratio is not None:
                    ratios[noop].append(figure.ratio)
        if count:
            yield from _growth(model, count, name)
    for noop, goal in ((True, "<= 0.5"), (False, "<= 1")):
        if ratios[noop]:
            what = f"{'without' if noop else 'with'} pixels"
            yield Figure(f"median ratio {what}", statistics.median(ratios[noop]), "", goal=goal)
            yield Figure(f"largest ratio {what}", max(ratios[noop]), "", goal="<= 0.9" if noop else "<= 1")


def _models(path: Path) -> list[Path]:
    found = [path] if path.is_file() else sorted(path.rglob("*.model3.json"))
    if not found:
        raise CompanionError(f"There is no Live2D model at {path}.")
    return [model.resolve() for model in found]


def _command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "companion.bench.frame_child", *arguments]


def _environment(noop: bool) -> dict[str, str]:
    environment = {name: value for name, value in os.environ.items() if name != "GALLIUM_NOOP"}
    return environment | {"GALLIUM_NOOP": "1"} if noop else environment


class _Child:
    """One measured process."""

    def __init__(self, kind: str, model: Path, size: int, noop: bool) -> None:
        self._process = subprocess.Popen(
            _command(kind, str(model), str(size)),
            env=_environment(noop), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        )  # fmt: skip
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._input, self._output = self._process.stdin, self._process.stdout

    @property
    def ready(self) -> bool:
        """Wait until it draws; False if it could not."""
        return self._output.readline() == "ready\n"

    def cost(self, frames: int) -> float:
        """Return the CPU time of a frame in microseconds, the mean of some."""
        try:
            self._input.write(f"{frames}\n")
            self._input.flush()
            return float(self._output.readline())
        except (OSError, ValueError) as error:
            raise CompanionError("The measured process ended before it answered.") from error

    def close(self) -> None:
        """End it."""
        with contextlib.suppress(OSError):  # it went first
            self._input.close()
        self._output.close()
        try:
            self._process.wait(_ANSWER_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def _compare(model: Path, size: int, noop: bool, label: str) -> Figure:
    rounds, frames = _ROUNDS[noop]
    ours, theirs = (_Child(kind, model, size, noop) for kind in ("ours", "live2d-py"))
    try:
        if not ours.ready:
            raise CompanionError(f"{model} cannot be drawn here; companion doctor says what is missing.")
        comparable = theirs.ready
        our_costs, their_costs = [], []
        for _ in range(rounds):
            our_costs.append(ours.cost(frames))
            if comparable:
                their_costs.append(theirs.cost(frames))
    finally:
        ours.close()
        theirs.close()
    goal = "<= 0.9" if noop else "<= 1"
    if not comparable:
        goal = "not compared: live2d-py's renderer cannot be run here"
    anchor = statistics.median(their_costs) if their_costs else None
    return Figure(label, statistics.median(our_costs), "µs", anchor, "live2d-py", goal)


def _growth(model: Path, count: int, name: str) -> list[Figure]:
    done = subprocess.run(
        _command("growth", str(model), str(count), str(_SEED)),
        env=_environment(True), capture_output=True, text=True, check=False,
    )  # fmt: skip
    try:
        found = json.loads(done.stdout)
    except ValueError as error:
        raise CompanionError(f"{model} could not be drawn {count} times.") from error
    return [
        Figure(f"{name}, {count} frames: {key.replace('_', ' ')}", float(value), "", goal="0" if "close" in key else "")
        for key, value in found.items()
    ]
