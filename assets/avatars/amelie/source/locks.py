"""Paint locks of hair: each is a ribbon along a spine, with light, shade, strands and a tapered outline."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
import skia
from brush import Ink, linear, polygon, sample

Spine = tuple[tuple[float, float, float], ...]


@dataclass(frozen=True)
class Tones:
    """Name the palette's colours a lock is painted with."""

    root: str = "hair"
    middle: str = "hair"
    tip: str = "hair_tip"
    shade: str = "hair_shade"
    light: str = "hair_light"


FRONT = Tones()
UNDER = Tones("hair_shade", "hair_shade", "hair_deep", "hair_deep", "hair")
BEHIND = Tones("hair_dark", "hair_deep", "hair_deep", "hair_dark", "hair_shade")


@dataclass(frozen=True)
class Lock:
    """Follow (x, y, width) points from root to tip; the last width is that of the tip, usually 0."""

    spine: Spine
    tones: Tones = FRONT
    strands: int = 3
    shine: float = 0.0  # height y of the ring of light in the head's middle; 0: none
    rim: bool = False  # the light from behind, on the right
    seed: int = 0
    root_line: float = 0.0  # the fraction of the length where the outline begins
    _curve: np.ndarray = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Follow the spine once."""
        points = np.array(self.spine)
        curve = sample([(x, y) for x, y, _ in self.spine], 20)
        run = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(curve, axis=0).T))])
        knots = run[::20] / run[-1]
        t = np.linspace(0, 1, 160)
        middle = np.stack([np.interp(t, run / run[-1], curve[:, 0]), np.interp(t, run / run[-1], curve[:, 1])], 1)
        slope = np.gradient(points[:, 2], knots)
        slope[-1] = min(slope[-1], (points[-1, 2] - points[-2, 2]) / (knots[-1] - knots[-2]) * 1.25)
        i = np.clip(np.searchsorted(knots, t) - 1, 0, len(knots) - 2)
        h = knots[i + 1] - knots[i]
        s = (t - knots[i]) / h
        width = (points[i, 2] * (1 + 2 * s) * (1 - s) ** 2 + h * slope[i] * s * (1 - s) ** 2
                 + points[i + 1, 2] * s * s * (3 - 2 * s) + h * slope[i + 1] * s * s * (s - 1))  # fmt: skip
        along = np.gradient(middle, axis=0)
        along /= np.hypot(along[:, 0], along[:, 1])[:, None]
        across = np.stack([along[:, 1], -along[:, 0]], 1)  # to the right of a lock that falls
        object.__setattr__(self, "_curve", np.column_stack([t, middle, across, np.maximum(width, 0)]))

    def edge(self, u: float | np.ndarray, start: float = 0.0, end: float = 1.0, steps: int = 60) -> np.ndarray:
        """Return the line at u (0 left edge .. 1 right edge) between two fractions of the length."""
        t = np.linspace(start, end, steps)
        table = self._curve
        x, y, nx, ny, w = (np.interp(t, table[:, 0], table[:, k]) for k in range(1, 6))
        off = (np.asarray(u) - 0.5) * w
        return np.stack([x + nx * off, y + ny * off], 1)

    def outline(self, start: float = 0.0) -> np.ndarray:
        """Return the closed shape."""
        return np.vstack([self.edge(0, start), self.edge(1, start)[::-1]])

    def moved(self, dx: float, dy: float = 0.0) -> Lock:
        """Return the same lock elsewhere."""
        return replace(self, spine=tuple((x + dx, y + dy, w) for x, y, w in self.spine))

    def mirrored(self) -> Lock:
        """Return the lock on the other side of the head."""
        return replace(self, spine=tuple((1024 - x, y, w) for x, y, w in self.spine))


def shadow(ink: Ink, lock: Lock, colour: str, alpha: float, offset: tuple[float, float] = (5, 9),
           blur: float = 4.0, start: float = 0.12) -> None:  # fmt: skip
    """Paint the shadow a lock throws, only on what is painted already."""
    ink.fill(polygon(lock.outline(start) + offset), colour, alpha, blur, skia.BlendMode.kSrcATop)


def paint(ink: Ink, lock: Lock, line: float = 2.6) -> None:
    """Paint one lock."""
    c, tones = ink.c, lock.tones
    colour = {name: getattr(c, getattr(tones, name)) for name in ("root", "middle", "tip", "shade", "light")}
    shape = polygon(lock.outline())
    top, tip = lock.edge(0.5)[0], lock.edge(0.5)[-1]
    ink.fill(shape, linear(tuple(top), tuple(tip), (0, colour["root"]), (0.55, colour["middle"]), (1, colour["tip"])))
    noise = np.random.default_rng(lock.seed + 17)
    with ink.inside(shape):
        side = np.vstack([lock.edge(0.60, 0.0, 0.9), lock.edge(1.06, 0.0)[::-1]])
        ink.fill(polygon(side), colour["shade"], 0.5, 6)
        side = np.vstack([lock.edge(0.82, 0.05, 0.96), lock.edge(1.06, 0.05)[::-1]])
        ink.fill(polygon(side), colour["shade"], 0.6, 1.2)
        side = np.vstack([lock.edge(-0.06), lock.edge(0.20, 0.0, 0.85)[::-1]])
        ink.fill(polygon(side), colour["light"], 0.55, 5)
        for i in range(lock.strands):
            u = (i + 0.65 + 0.4 * noise.random()) / (lock.strands + 0.4)
            start, end = 0.10 + 0.35 * noise.random(), 0.86 + 0.12 * noise.random()
            ink.line(lock.edge(u, start, end), colour["shade"], 1.6 + 2.4 * noise.random(), (0.0, 0.1), 0.75,
                     dense=True, peak=0.65)  # fmt: skip
            if noise.random() < 0.7:
                ink.line(lock.edge(u - 0.07, start + 0.15 * noise.random(), 0.35 + 0.5 * noise.random()),
                         colour["light"], 1.4 + 2.2 * noise.random(), (0.0, 0.0), 0.6, dense=True)  # fmt: skip
        if lock.shine:
            _shine(ink, lock, noise)
        if lock.rim:
            ink.line(lock.edge(0.94, 0.15, 0.93), c.hair_rim, 4.2, (0.05, 0.05), 0.85, dense=True, blur=0.8)
    first = lock.root_line
    ink.line(lock.edge(0, first), c.hair_line, line, (0.05, 0.25), 0.9, dense=True, peak=0.7)
    ink.line(lock.edge(1, first), c.hair_line, line * 1.15, (0.05, 0.25), 0.95, dense=True, peak=0.72)


def ring(x: np.ndarray, height: float) -> np.ndarray:
    """Return the y of a ring of light round the head."""
    return np.asarray(height + 0.0011 * (x - 505) ** 2)


def _shine(ink: Ink, lock: Lock, noise: np.random.Generator) -> None:
    """Paint where the lock crosses the ring of light: strokes along the strands, long and short."""
    width = float(np.hypot(*(lock.edge(1, 0.4, 0.5, 2)[0] - lock.edge(0, 0.4, 0.5, 2)[0])))
    middle = float(lock.edge(0.5, 0.4, 0.5, 2)[0][0])
    size = float(np.clip(15 - 0.00030 * (middle - 470) ** 2, 5, 15)) * (0.85 + 0.3 * noise.random())
    lift = 5 * (noise.random() - 0.5)  # no two locks catch the light at quite the same height
    count = max(7, round(width / 3.0))
    soft: list[list[np.ndarray]] = [[], []]
    core: list[list[np.ndarray]] = [[], []]
    for i, u in enumerate(np.linspace(0.06, 0.92, count)):
        curve = lock.edge(u, steps=240)
        height = ring(curve[:, 0], lock.shine + lift)
        swell = np.sin(np.pi * (0.02 + 0.96 * i / (count - 1))) ** 0.8
        up, down = size * swell * (0.4 + 0.5 * noise.random()), size * swell * (0.35 + 1.25 * noise.random() ** 1.5)
        for edges, offsets in (
            (soft, (-up * 1.6 - 3 * swell, down * 1.7 + 4 * swell)),
            (core, (-up * 0.8, down * 0.8)),
        ):
            for edge, offset in zip(edges, offsets, strict=True):
                edge.append(curve[np.argmin(np.abs(curve[:, 1] - height - offset))])
    ink.fill(polygon(np.vstack([soft[0], soft[1][::-1]])), ink.c.hair_light, 0.8, 2.2)
    ink.fill(polygon(np.vstack([core[0], core[1][::-1]])), ink.c.hair_shine, 0.82, 0.6)
