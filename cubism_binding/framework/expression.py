"""exp3.json: faces, mixed into one another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cubism_binding.framework.easing import ease
from cubism_binding.framework.json_file import read_json
from cubism_binding.framework.parameters import Parameters

_DEFAULT_FADE = 1.0  # seconds


@dataclass(frozen=True)
class ExpressionEntry:
    """What an expression does to one parameter: ``blend`` is Add, Multiply or Overwrite."""

    id: str
    value: float
    blend: str


@dataclass(frozen=True)
class ExpressionData:
    """The contents of an exp3.json; fades in seconds. No entries at all = the neutral face."""

    fade_in: float = _DEFAULT_FADE
    fade_out: float = _DEFAULT_FADE
    entries: tuple[ExpressionEntry, ...] = ()


def read_expression(path: Path) -> ExpressionData:
    """Read an exp3.json; of two entries for one parameter the first counts, an unknown blend word means Add."""
    root = read_json(path)
    entries: dict[str, ExpressionEntry] = {}
    for node in root.nodes("Parameters"):
        blend = node.text("Blend", "Add")
        name = node.text("Id")
        entries.setdefault(
            name, ExpressionEntry(name, node.number("Value"), blend if blend in ("Multiply", "Overwrite") else "Add")
        )
    fade_in, fade_out = root.number("FadeInTime", _DEFAULT_FADE), root.number("FadeOutTime", _DEFAULT_FADE)
    return ExpressionData(fade_in, fade_out, tuple(entries.values()))


class _Run:
    """One expression in the queue, or several shown together; a weight scales how far each of them goes."""

    def __init__(self, mix: Sequence[tuple[ExpressionData, float]], parameters: Parameters) -> None:
        self.fade_in = max(data.fade_in for data, _weight in mix)
        self.fade_out = max(data.fade_out for data, _weight in mix)
        self.entries: dict[int, list[tuple[ExpressionEntry, float]]] = {}
        for data, weight in mix:
            for entry in data.entries:
                self.entries.setdefault(parameters.index(entry.id), []).append((entry, weight))
        self.start: float | None = None
        self.end = -1.0
        self.fading_out = False

    def at(self, index: int, current: float) -> tuple[float, float, float]:
        """Return (add, multiply, overwrite) for one parameter; neutral where the expression says nothing."""
        add, multiply, overwrite = 0.0, 1.0, current
        for entry, weight in self.entries.get(index, ()):
            if entry.blend == "Multiply":
                multiply *= 1.0 + (entry.value - 1.0) * weight
            elif entry.blend == "Overwrite":
                overwrite += (entry.value - overwrite) * weight
            else:
                add += entry.value * weight
        return add, multiply, overwrite


class Expressions:
    """Mix the queue of expressions into the parameters, anew each frame on top of motion and blinking.

    Mixing follows the reference to the number, including its habit that an older Overwrite is dropped as soon as a
    newer expression starts. ``weight`` is ours: the reference's own weight has no effect on a single expression.
    """

    def __init__(self) -> None:
        self._queue: list[_Run] = []
        self._touched: dict[int, None] = {}  # parameters any expression ever changed, in order
        self._time = 0.0

    def start(self, data: ExpressionData, parameters: Parameters, weight: float = 1.0) -> None:
        """Fade to another expression."""
        self.start_mix(((data, weight),), parameters)

    def start_mix(self, mix: Sequence[tuple[ExpressionData, float]], parameters: Parameters) -> None:
        """Fade to several expressions shown together, each with its weight; at least one."""
        for run in self._queue:
            run.fading_out = True
        self._queue.append(_Run(mix, parameters))

    def stop(self) -> None:
        """Drop all expressions at once; to fade, start an empty one instead."""
        self._queue.clear()

    def update(self, parameters: Parameters, dt: float) -> None:
        """Advance by ``dt`` seconds and write."""
        self._time += dt
        queue, time = self._queue, self._time
        if not queue:
            return
        for run in queue:
            self._touched.update(dict.fromkeys(run.entries))
        weights = []
        total = 0.0
        for run in queue:
            if run.start is None:
                run.start = time
            fade_in = 1.0 if run.fade_in == 0 else ease((time - run.start) / run.fade_in)
            late = run.fade_out == 0 or run.end < 0
            fade_out = 1.0 if late else ease((run.end - time) / run.fade_out)
            weights.append(fade_in * fade_out)
            total += fade_in
            if run.fading_out:
                end = time + run.fade_out
                run.end = end if run.end < 0 else min(run.end, end)
        share = min(1.0, total)
        for index in self._touched:
            current = parameters.get(index)
            add, multiply, overwrite = queue[0].at(index, current)  # the oldest counts in full
            for run, weight in zip(queue[1:], weights[1:], strict=True):
                a, m, o = run.at(index, current)
                add += (a - add) * weight
                multiply += (m - multiply) * weight
                overwrite = current + (o - current) * weight
            parameters.set(index, (overwrite + add) * multiply, share)
        if len(queue) > 1 and weights[-1] >= 1.0:
            del queue[:-1]
