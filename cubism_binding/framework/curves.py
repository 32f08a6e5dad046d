"""Motion curves: segments of lines, Beziers and steps, all curves of a motion evaluated together."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cubism_binding.core.errors import CubismError

LINEAR, BEZIER, STEPPED, INVERSE_STEPPED = range(4)
_POINTS = {LINEAR: 1, BEZIER: 3, STEPPED: 1, INVERSE_STEPPED: 1}

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Segment:
    """One piece of a curve from (t0, v0) to (t1, v1); ``controls`` = c1t, c1v, c2t, c2v of a Bezier."""

    kind: int
    t0: float
    v0: float
    t1: float
    v1: float
    controls: tuple[float, float, float, float] | None = None


@dataclass(frozen=True)
class Curve:
    """One animated value over time."""

    segments: tuple[Segment, ...]
    first: float
    last: float
    end: float


def read_curve(numbers: Sequence[float], place: str) -> Curve:
    """Decode the flat ``Segments`` list; CubismError, naming ``place``, if it is not whole."""
    if len(numbers) < 2:
        raise CubismError(f"{place}: a curve has no point.")
    t, v = numbers[0], numbers[1]
    first = v
    segments: list[Segment] = []
    position = 2
    while position < len(numbers):
        kind = int(numbers[position])
        points = _POINTS.get(kind, 0) if kind == numbers[position] else 0
        values = numbers[position + 1 : position + 1 + 2 * points]
        if points == 0 or len(values) < 2 * points:
            raise CubismError(f"{place}: a curve is broken at number {position + 1} of its segments.")
        controls = (values[0], values[1], values[2], values[3]) if kind == BEZIER else None
        segments.append(Segment(kind, t, v, values[-2], values[-1], controls))
        t, v = values[-2], values[-1]
        position += 1 + 2 * points
    return Curve(tuple(segments), first, v, t)


class CurveSet:
    """All curves of a motion as arrays of cubic polynomials in a share u = 0..1 of each segment.

    With ``period`` (seconds) the motion loops: past its last point a curve is led back to its first value.
    ``restricted`` Beziers have evenly spread control times, so u is linear in time; others need a cubic root.
    """

    def __init__(self, curves: Sequence[Curve], restricted: bool, period: float | None = None) -> None:
        rows: list[tuple[float, ...]] = []  # end, start, 1 / length, four coefficients
        self._roots: dict[int, tuple[float, float, float, float]] = {}  # row -> the four times of a free Bezier
        self._starts = np.zeros(len(curves), np.intp)
        for number, curve in enumerate(curves):
            self._starts[number] = len(rows)
            for segment in curve.segments:
                if segment.controls and not restricted:
                    self._roots[len(rows)] = (segment.t0, segment.controls[0], segment.controls[2], segment.t1)
                rows.append(_row(segment))
            rows.append(_tail(curve, period))
        table = np.array(rows, np.float64).reshape(-1, 7)
        self._ends, self._t0, self._rate = (np.ascontiguousarray(table[:, i]) for i in range(3))
        self._coefficients = np.ascontiguousarray(table[:, 3:].T)
        self._free = np.zeros(len(rows), bool)
        self._free[list(self._roots)] = True

    def cursor(self) -> CurveCursor:
        """Return a reader that moves forward in time cheaply."""
        return CurveCursor(self)


class CurveCursor:
    """Read a :class:`CurveSet`; remembers each curve's segment, since time mostly goes on."""

    def __init__(self, curves: CurveSet) -> None:
        self._set = curves
        self._rows = curves._starts.copy()
        self._time = -math.inf
        self._due = -math.inf

    def at(self, time: float) -> Numbers:
        """Return the value of every curve at ``time`` seconds.

        The segment is the first whose end is later than ``time``; after the last point its value holds.
        """
        data, rows = self._set, self._rows
        if time < self._time:
            rows[:] = data._starts
            self._due = -math.inf
        self._time = time
        # ``_due`` is the earliest end among the present segments: before it none has to move on.
        while self._due <= time:
            rows += data._ends[rows] <= time
            self._due = float(data._ends[rows].min(initial=math.inf))
        u = (time - data._t0[rows]) * data._rate[rows]
        np.maximum(u, 0.0, out=u)
        if data._roots:
            for place in np.flatnonzero(data._free[rows]):
                u[place] = bezier_share(*data._roots[int(rows[place])], time)
        c3, c2, c1, c0 = data._coefficients[:, rows]
        result: Numbers = ((c3 * u + c2) * u + c1) * u + c0
        return result


def _row(segment: Segment) -> tuple[float, ...]:
    length = segment.t1 - segment.t0
    rate = 1.0 / length if length > 0 else 0.0
    v0, v1 = segment.v0, segment.v1
    if segment.kind == STEPPED:
        cubic = (0.0, 0.0, 0.0, v0)
    elif segment.kind == INVERSE_STEPPED:
        cubic = (0.0, 0.0, 0.0, v1)
    elif segment.controls is None:
        cubic = (0.0, 0.0, v1 - v0, v0)
    else:
        _, a, _, b = segment.controls
        cubic = (v1 - 3 * b + 3 * a - v0, 3 * b - 6 * a + 3 * v0, 3 * a - 3 * v0, v0)
    return (segment.t1, segment.t0, rate, *cubic)


def _tail(curve: Curve, period: float | None) -> tuple[float, ...]:
    """Return the endless last row: the last value held, or led back to the first one by the end of the period."""
    kind = curve.segments[-1].kind if curve.segments else STEPPED
    if period is None or period <= curve.end or kind == STEPPED:
        return (math.inf, curve.end, 0.0, 0.0, 0.0, 0.0, curve.last)
    if kind == INVERSE_STEPPED:
        return (math.inf, curve.end, 0.0, 0.0, 0.0, 0.0, curve.first)
    return (math.inf, curve.end, 1.0 / (period - curve.end), 0.0, 0.0, curve.first - curve.last, curve.last)


def bezier_share(x0: float, x1: float, x2: float, x3: float, time: float) -> float:
    """Return u in 0..1 with cubic(u) = ``time``, by halving: times of editor-made curves only grow."""
    low, high = 0.0, 1.0
    for _ in range(40):
        u = 0.5 * (low + high)
        r = 1.0 - u
        if r * r * r * x0 + 3.0 * r * r * u * x1 + 3.0 * r * u * u * x2 + u * u * u * x3 < time:
            low = u
        else:
            high = u
    return 0.5 * (low + high)
