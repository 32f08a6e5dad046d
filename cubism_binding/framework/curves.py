"""Motion curves: segments of lines, Beziers and steps, all curves of a motion evaluated together."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cubism_binding.core.errors import CubismError

LINEAR, BEZIER, STEPPED, INVERSE_STEPPED = range(4)
_POINTS = {LINEAR: 1, BEZIER: 3, STEPPED: 1, INVERSE_STEPPED: 1}

_SHORTEST = 1e-9  # seconds; what is shorter is a jump

Numbers = NDArray[np.float64]
_Times = tuple[float, float, float, float]


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
    """All curves of a motion as arrays of cubic polynomials in the time since each segment's start.

    With ``period`` (seconds) the motion loops: past its last point a curve is led back to its first value.
    ``restricted`` Beziers have evenly spread control times, so they are cubics of time; others are cubics of a share
    u = 0..1, which needs a cubic root.
    """

    def __init__(self, curves: Sequence[Curve], restricted: bool, period: float | None = None) -> None:
        pieces = sorted(
            (
                (number, piece)
                for number, curve in enumerate(curves)
                for piece in _pieces(curve, restricted, period)
            ),
            key=lambda item: item[1].begin,
        )  # fmt: skip
        self._count = len(curves)
        self._begins = [piece.begin for _, piece in pieces]
        self._curves = np.array([number for number, _ in pieces], np.intp)
        self._roots = [piece.root for _, piece in pieces]
        self._any_root = any(root is not None for root in self._roots)
        self._cubics = np.array([piece.cubic for _, piece in pieces], np.float64).reshape(-1, 5).T.copy()

    def cursor(self) -> CurveCursor:
        """Return a reader that moves forward in time cheaply."""
        return CurveCursor(self)


class CurveCursor:
    """Read a :class:`CurveSet`; remembers each curve's segment, since time mostly goes on."""

    def __init__(self, curves: CurveSet) -> None:
        self._set = curves
        self._piece = np.zeros((5, curves._count))
        self._start, self._c3, self._c2, self._c1, self._c0 = self._piece
        self._u = np.empty(curves._count)
        self._begin()

    def _begin(self) -> None:
        self._time = -math.inf
        self._passed = 0  # how many pieces of all curves have begun
        self._roots: dict[int, _Times] = {}  # by curve, of the free Beziers

    def at(self, time: float) -> Numbers:
        """Return the value of every curve at ``time`` seconds, a new array.

        The segment is the first whose end is later than ``time``; after the last point its value holds.
        """
        data, u = self._set, self._u
        if time < self._time:
            self._begin()
        self._time = time
        due = bisect_right(data._begins, time, self._passed)
        if due > self._passed:
            self._enter(self._passed, due)
        np.subtract(time, self._start, u)
        for curve, times in self._roots.items():
            u[curve] = bezier_share(*times, time)
        result = self._c3 * u
        result += self._c2
        result *= u
        result += self._c1
        result *= u
        result += self._c0
        return result

    def _enter(self, first: int, end: int) -> None:
        """Begin the pieces from ``first`` to before ``end``; of several of one curve the last one counts."""
        data = self._set
        self._passed = end
        self._piece[:, data._curves[first:end]] = data._cubics[:, first:end]
        if data._any_root:
            for place in range(first, end):
                curve, root = int(data._curves[place]), data._roots[place]
                if root is None:
                    self._roots.pop(curve, None)
                else:
                    self._roots[curve] = root


class _Piece(NamedTuple):
    """What counts from ``begin`` on: ``cubic`` is the start and the coefficients from the cube down.

    They are those of the time since the start, or, with the four times ``root`` of a free Bezier, of its share u.
    """

    begin: float
    cubic: tuple[float, ...]
    root: _Times | None = None


def _pieces(curve: Curve, restricted: bool, period: float | None) -> Iterator[_Piece]:
    begin = -math.inf
    for segment in curve.segments:
        free = segment.controls is not None and not restricted and not _evenly_spread(segment)
        cubic = (segment.t0, *_cubic(segment)) if free else _in_time(segment)
        if begin == -math.inf:
            yield _Piece(begin, (0.0, 0.0, 0.0, 0.0, cubic[-1]))  # before its first point a curve stands still
            begin = segment.t0
        controls = segment.controls or (0.0, 0.0, 0.0, 0.0)
        yield _Piece(begin, cubic, (segment.t0, controls[0], controls[2], segment.t1) if free else None)
        begin = max(begin, segment.t1)
    yield _Piece(begin, _tail(curve, period))


def _evenly_spread(segment: Segment) -> bool:
    """Say whether a free Bezier's control times are those of a restricted one."""
    first, _, second, _ = segment.controls or (0.0, 0.0, 0.0, 0.0)
    third = (segment.t1 - segment.t0) / 3
    return max(abs(segment.t0 + third - first), abs(segment.t1 - third - second)) <= 1e-5 * third


def _in_time(segment: Segment) -> tuple[float, ...]:
    """Return the start and the coefficients of powers of the time since then."""
    length = segment.t1 - segment.t0
    rate = 1.0 / length if length > _SHORTEST else 0.0
    c3, c2, c1, c0 = _cubic(segment)
    return (segment.t0, c3 * rate**3, c2 * rate**2, c1 * rate, c0)


def _cubic(segment: Segment) -> tuple[float, float, float, float]:
    """Return the coefficients of powers of the share u = 0..1 of the segment."""
    v0, v1 = segment.v0, segment.v1
    if segment.kind == STEPPED:
        return (0.0, 0.0, 0.0, v0)
    if segment.kind == INVERSE_STEPPED:
        return (0.0, 0.0, 0.0, v1)
    if segment.controls is None:
        return (0.0, 0.0, v1 - v0, v0)
    _, a, _, b = segment.controls
    return (v1 - 3 * b + 3 * a - v0, 3 * b - 6 * a + 3 * v0, 3 * a - 3 * v0, v0)


def _tail(curve: Curve, period: float | None) -> tuple[float, ...]:
    """Return the endless last row: the last value held, or led back to the first one by the end of the period."""
    kind = curve.segments[-1].kind if curve.segments else STEPPED
    if period is None or period <= curve.end or kind == STEPPED:
        return (curve.end, 0.0, 0.0, 0.0, curve.last)
    if kind == INVERSE_STEPPED:
        return (curve.end, 0.0, 0.0, 0.0, curve.first)
    return (curve.end, 0.0, 0.0, (curve.first - curve.last) / (period - curve.end), curve.last)


def bezier_share(x0: float, x1: float, x2: float, x3: float, time: float) -> float:
    """Return u in 0..1 with cubic(u) = ``time``, which only grows in editor-made curves.

    Newton, or halving where that leads out of the bounds.
    """
    c3, c2, c1 = x3 - x0 + 3.0 * (x1 - x2), 3.0 * (x0 - 2.0 * x1 + x2), 3.0 * (x1 - x0)
    low, high = 0.0, 1.0
    u = (time - x0) / (x3 - x0) if x0 < time < x3 else 0.5
    for _ in range(40):
        error = ((c3 * u + c2) * u + c1) * u + x0 - time
        if error < 0.0:
            low = u
        else:
            high = u
        slope = (3.0 * c3 * u + 2.0 * c2) * u + c1
        better = u - error / slope if slope > 0.0 else -1.0
        if not low <= better <= high:
            better = 0.5 * (low + high)
        if abs(better - u) < 1e-12:
            return better
        u = better
    return u
