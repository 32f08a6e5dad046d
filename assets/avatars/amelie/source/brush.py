"""Draw with skia on a canvas larger than the character's: smooth shapes, soft shading, tapered lines."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import skia
from design import Design

from cubism_binding.rigging.meshes import crop
from cubism_binding.rigging.rig import Layer

LEFT, TOP, WIDTH, HEIGHT = -80, -60, 1184, 1540  # canvas pixels: the drawing goes on beyond the canvas

Point = tuple[float, float]


def colour(text: str, alpha: float = 1.0) -> int:
    """Return a skia colour from #rrggbb and an opacity 0..1."""
    value = int(text[1:], 16)
    return int(skia.ColorSetARGB(round(alpha * 255), value >> 16, value >> 8 & 255, value & 255))


def mirror(points: Sequence[Point], centre: float = 512.0) -> list[Point]:
    """Return the points reflected at a vertical line."""
    return [(2 * centre - x, y) for x, y in points]


def sample(points: Sequence[Point], steps: int = 16) -> npt.NDArray[np.float64]:
    """Return a dense polyline of the centripetal-free Catmull-Rom curve through open points."""
    given = np.asarray(points, np.float64)
    padded = np.vstack([2 * given[0] - given[1], given, 2 * given[-1] - given[-2]])
    t = np.linspace(0, 1, steps, endpoint=False)[:, None]
    rows = []
    for p0, p1, p2, p3 in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        rows.append(0.5 * (2 * p1 + (p2 - p0) * t + (2 * p0 - 5 * p1 + 4 * p2 - p3) * t**2
                           + (3 * p1 - p0 - 3 * p2 + p3) * t**3))  # fmt: skip
    return np.vstack([*rows, given[-1:]])


def polygon(points: npt.NDArray[np.float64] | Sequence[Point], closed: bool = True) -> skia.Path:
    """Return a path of straight lines."""
    path = skia.Path()
    # Rounded, since processors differ in the last bits of sines and the texture must not.
    path.addPoly([skia.Point(round(float(x) * 256) / 256, round(float(y) * 256) / 256) for x, y in points], closed)
    return path


def smooth(points: Sequence[Point]) -> skia.Path:
    """Return a closed smooth shape through the points."""
    ring = [points[-1], *points, points[0], points[1]]
    dense = sample(ring, 16)
    return polygon(dense[16:-16])


def outline(*edges: Sequence[Point]) -> skia.Path:
    """Return a closed shape of smooth edges that meet in corners, each running on from the last."""
    return polygon(np.vstack([sample(edge) for edge in edges]))


def oval(x: float, y: float, rx: float, ry: float) -> skia.Path:
    """Return an ellipse."""
    path = skia.Path()
    path.addOval(skia.Rect.MakeLTRB(x - rx, y - ry, x + rx, y + ry))
    return path


def linear(start: Point, end: Point, *stops: tuple[float, str] | tuple[float, str, float]) -> skia.Shader:
    """Return a gradient along a line; stops are (0..1, colour[, alpha])."""
    return skia.GradientShader.MakeLinear(
        [skia.Point(*start), skia.Point(*end)], [colour(*stop[1:]) for stop in stops], [stop[0] for stop in stops]
    )


def radial(centre: Point, radius: float, *stops: tuple[float, str] | tuple[float, str, float]) -> skia.Shader:
    """Return a gradient outwards from a point."""
    return skia.GradientShader.MakeRadial(
        skia.Point(*centre), radius, [colour(*stop[1:]) for stop in stops], [stop[0] for stop in stops]
    )


class Ink:
    """Paint one layer; coordinates are canvas pixels."""

    def __init__(self, scale: float, design: Design) -> None:
        self.scale = scale
        self.design = design
        self.c = design.palette
        info = skia.ImageInfo.Make(
            round(WIDTH * scale), round(HEIGHT * scale), skia.kRGBA_8888_ColorType, skia.kPremul_AlphaType
        )
        self.surface = skia.Surfaces.Raster(info)
        self.canvas = self.surface.getCanvas()
        self.canvas.scale(scale, scale)
        self.canvas.translate(-LEFT, -TOP)

    def layer(self, name: str) -> Layer:
        """Return what was painted, cropped, with straight alpha."""
        self.surface.flushAndSubmit()
        pixmap = skia.Pixmap()
        self.surface.peekPixels(pixmap)
        alpha = np.array(pixmap, copy=False)[:, :, 3]
        rows, columns = np.flatnonzero(alpha.any(axis=1)), np.flatnonzero(alpha.any(axis=0))
        if not len(rows):
            raise ValueError(f"The layer {name} is empty.")
        # A margin of clear pixels, as far as there is one; the rest is cut off before it is copied and converted.
        pad = round(4 * self.scale)
        x, y = max(columns[0] - pad, 0), max(rows[0] - pad, 0)
        right, bottom = min(columns[-1] + pad, alpha.shape[1]), min(rows[-1] + pad, alpha.shape[0])
        pixels = np.zeros((int(bottom - y), int(right - x), 4), np.uint8)
        info = skia.ImageInfo.Make(
            pixels.shape[1], pixels.shape[0], skia.kRGBA_8888_ColorType, skia.kUnpremul_AlphaType
        )
        self.surface.readPixels(info, pixels, pixels.shape[1] * 4, int(x), int(y))
        return crop(name, pixels, self.scale, LEFT + x / self.scale, TOP + y / self.scale)

    def fill(self, path: skia.Path, paint: str | skia.Shader, alpha: float = 1.0, blur: float = 0.0,
             mode: skia.BlendMode = skia.BlendMode.kSrcOver) -> None:  # fmt: skip
        """Fill a shape with a colour or gradient, its edge blurred by `blur` pixels."""
        brush = skia.Paint(AntiAlias=True, BlendMode=mode)
        if isinstance(paint, str):
            brush.setColor(colour(paint, alpha))
        else:
            brush.setShader(paint)
            brush.setAlphaf(alpha)
        if blur:
            brush.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, blur))
        self.canvas.drawPath(path, brush)

    def inside(self, clip: skia.Path) -> _Clip:
        """Keep what is painted in the `with` block inside a shape."""
        return _Clip(self.canvas, clip)

    def line(self, points: Sequence[Point] | npt.NDArray[np.float64], paint: str, width: float,
             ends: Point = (0.1, 0.1), alpha: float = 1.0,
             dense: bool = False, blur: float = 0.0, peak: float = 0.5) -> None:  # fmt: skip
        """Draw a tapered line: `width` at the fraction `peak` of its length, `ends` times that at start and end."""
        curve = np.asarray(points, np.float64) if dense else sample(points)
        step = np.gradient(curve, axis=0)
        length = np.maximum(np.hypot(step[:, 0], step[:, 1]), 1e-9)
        normal = np.stack([-step[:, 1], step[:, 0]], 1) / length[:, None]
        t = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(curve, axis=0).T))])
        t /= max(t[-1], 1e-9)
        base = ends[0] + (ends[1] - ends[0]) * t
        half = (base + (1 - base) * np.sin(math.pi * t ** (math.log(0.5) / math.log(peak))) ** 0.7) * width / 2
        both = np.vstack([curve + normal * half[:, None], (curve - normal * half[:, None])[::-1]])
        self.fill(polygon(both), paint, alpha, blur)
        if max(ends) > 0.5:
            for index in (0, -1):
                self.fill(oval(curve[index][0], curve[index][1], half[index], half[index]), paint, alpha, blur)


class _Clip:
    def __init__(self, canvas: skia.Canvas, path: skia.Path) -> None:
        self.canvas = canvas
        self.path = path

    def __enter__(self) -> None:
        self.canvas.save()
        self.canvas.clipPath(self.path, True)

    def __exit__(self, *error: object) -> None:
        self.canvas.restore()
