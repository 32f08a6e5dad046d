"""Draw the eyes, layer by layer; the lids' curves come from the design."""

from __future__ import annotations

import numpy as np
import skia
from brush import Ink, Point, linear, oval, polygon, radial
from design import EyeShape


def _across(ink: Ink, side: int, x: np.ndarray) -> np.ndarray:
    return np.asarray(ink.design.eye.centre(side)[0] + side * x * ink.design.eye.half)


def shape(ink: Ink, side: int) -> skia.Path:
    """Return the outline of the open eye."""
    eye, x = ink.design.eye, np.linspace(-1, 1, 80)
    px = _across(ink, side, x)
    upper, lower = eye.upper_lid(x, 1.0, 0.0), eye.lower_lid(x, 1.0, 0.0)
    return polygon(np.vstack([np.stack([px, upper], 1), np.stack([px, lower], 1)[::-1]]))


def white(ink: Ink, side: int) -> None:
    """Paint the white with the lid's shadow on it and a warm inner corner."""
    path, (x, y), c = shape(ink, side), ink.design.eye.centre(side), ink.c
    ink.fill(path, linear((x, y - 50), (x, y + 44), (0, c.eye_shade), (0.42, "#f4edf6"), (0.75, c.eye_white)))
    with ink.inside(path):
        t = np.linspace(-1.1, 1.1, 60)
        lid = ink.design.eye.upper_lid(np.clip(t, -1, 1), 1.0, 0.0)
        px = _across(ink, side, t)
        cast = np.vstack([np.stack([px, lid - 20], 1), np.stack([px, lid + 15 + 3 * t], 1)[::-1]])
        ink.fill(polygon(cast), c.eye_shade, 0.95, 1.2)
        ink.fill(polygon(cast - (0, 6)), "#9c83bb", 0.55, 2)
        ink.fill(oval(x - side * (ink.design.eye.half - 2), y + 16, 9, 8), c.skin_deep, 0.55, 4)


def iris(ink: Ink, side: int) -> None:
    """Paint iris and pupil in layers: dark ring, gradient, fibres, glow from below, the lashes' shadow."""
    c = ink.c
    rx, ry = ink.design.eye.iris
    x, y = ink.design.eye.centre(side)[0], ink.design.eye.y - 3
    k = ry / 43.5
    ink.fill(oval(x, y, rx, ry), c.iris_ring, 1, 0.5)
    inner = oval(x, y + 0.6, rx - 3.0, ry - 3.0)
    ink.fill(inner, linear((x, y - ry), (x, y + ry), (0, c.iris_ring), (0.3, c.iris_dark), (0.58, c.iris),
                           (0.84, c.iris_light), (1, c.iris_glow)))  # fmt: skip
    with ink.inside(inner):
        ink.fill(oval(x, y + 27 * k, 26, 17 * k), radial((x, y + 27 * k), 26, (0, c.iris_glow, 0.95),
                                                        (0.5, c.iris_light, 0.6), (1, c.iris_light, 0.0)))  # fmt: skip
        noise = np.random.default_rng(5)
        for angle in np.linspace(0.05, np.pi - 0.05, 19):
            reach = 0.84 + 0.12 * noise.random()
            far = (x + np.cos(angle) * rx * reach, y + np.sin(angle) * ry * reach)
            near = (x + np.cos(angle) * rx * 0.46, y + np.sin(angle) * ry * 0.46)
            ink.line([near, far], c.iris_glow if noise.random() > 0.4 else c.iris_dark, 1.6, (0.1, 0.5), alpha=0.38)
        ink.fill(oval(x, y + 3 * k, 20.5, 26 * k), c.iris_light, 0.28, 1.0)
        ink.fill(oval(x, y + 3 * k, 17.5, 23 * k), c.iris_dark, 0.55, 1.0)
        ink.fill(oval(x, y - ry * 1.02, rx * 1.25, ry * 0.80), c.pupil, 0.42, 5)
        ink.fill(oval(x, y - ry * 1.12, rx * 1.3, ry * 0.72), c.pupil, 0.55, 0.8)  # the lashes' shadow has an edge
        bounce = np.radians(np.linspace(112, 172, 14))
        rim = np.stack([x + np.cos(bounce) * (rx - 5.5), y + np.sin(bounce) * (ry - 5.5)], 1)
        ink.line(rim, c.hair_light, 4.0, (0.05, 0.05), 0.75, dense=True, blur=0.4)  # light from her hair
        bounce = np.radians(np.linspace(-75, -15, 14))
        rim = np.stack([x + np.cos(bounce) * (rx - 7), y + np.sin(bounce) * (ry - 9)], 1)
        ink.line(rim, "#a9c8ff", 5.0, (0.05, 0.05), 0.45, dense=True, blur=1.2)  # the sky
    ink.fill(oval(x, y + 1, 12.5, 18 * k), radial((x, y + 12), 24, (0, c.iris_dark), (0.75, c.pupil)), 1, 0.6)
    ink.fill(oval(x, y - 2, 9.5, 13 * k), c.pupil, 0.9, 1.2)


def shine(ink: Ink, side: int) -> None:
    """Paint the highlights; the light comes from the upper left for both eyes."""
    x, y = ink.design.eye.centre(side)[0], ink.design.eye.y - 3
    ink.canvas.save()
    ink.canvas.rotate(-14, x - 13, y - 17)
    ink.fill(oval(x - 13, y - 17, 10.5, 13.5), "#ffffff", 1, 0.5)
    ink.canvas.restore()
    ink.fill(oval(x + 13.5, y + 18, 6.0, 7.2), "#ffffff", 0.96, 0.5)
    ink.fill(oval(x + 18.5, y + 5, 2.6, 3.2), "#ffffff", 0.8, 0.4)
    ink.fill(oval(x - 2.5, y - 30.5, 3.2, 2.6), "#ffffff", 0.8, 0.4)


def sparkle(ink: Ink, side: int) -> None:
    """Paint the stars that joy puts into an eye."""
    x, y = ink.design.eye.centre(side)[0], ink.design.eye.y - 3
    for dx, dy, size in ((10, 8, 13.0), (-11, 20, 7.5), (-12, -16, 17.0)):
        ink.fill(polygon(star(x + dx, y + dy, size)), "#ffffff", 1.0, 0.4)


def star(x: float, y: float, size: float, waist: float = 0.26) -> np.ndarray:
    """Return a four-pointed star."""
    angles = np.radians(np.arange(8) * 45 - 90)
    radii = np.where(np.arange(8) % 2 == 0, size, size * waist)
    return np.stack([x + np.cos(angles) * radii, y + np.sin(angles) * radii], 1)


def lash_edges(eye: EyeShape, side: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return (X, upper edge, lower edge) of the ribbon that carries the upper lashes."""
    x = np.concatenate([[-1.16], np.linspace(-1.06, 1.0, 22), [1.14, 1.28, 1.44]])
    inside = np.clip(x, -1, 1)
    line = eye.upper_lid(inside, 1.0, 0.0) + np.where(x > 1, -16 * (x - 1), 0) + np.where(x < -1, 20 * (-1 - x), 0)
    px = eye.centre(side)[0] + side * x * eye.half
    return x, np.stack([px, line - 32], 1), np.stack([px, line + 12], 1)


def lashes(ink: Ink, side: int) -> None:
    """Paint the upper lash line: a mass that swells outwards, ends in wings, and catches light."""
    eye, c = ink.design.eye, ink.c
    x = np.linspace(-1.02, 1.0, 100)
    px = _across(ink, side, x)
    lid = eye.upper_lid(np.clip(x, -1, 1), 1.0, 0.0)
    t = (x + 1.02) / 2.02
    begin = np.clip(t / 0.16, 0, 1)
    thick = eye.lashes * begin * (1.2 + 10.2 * np.sin(np.pi * np.clip(t * 0.80 + 0.02, 0, 1)) ** 0.85 + 1.6 * t)
    top, bottom = np.stack([px, lid - thick], 1), np.stack([px, lid + (2.2 + 1.4 * t) * begin], 1)
    corner = float(lid[-1])

    def at(u: float, y: float) -> Point:
        return eye.centre(side)[0] + side * u * eye.half, y

    def on(u: float, above: float) -> Point:
        return at(u, float(np.interp(u, x, lid)) - above)

    body = polygon(np.vstack([top, bottom[::-1]]))
    dark = c.lash
    ink.fill(body, linear(at(-1, 0), at(1, 0), (0, c.lash_warm), (0.26, dark), (0.86, dark), (1, c.lash)))
    k = eye.lashes
    ink.line([on(0.50, 3), on(0.78, 3), on(0.99, 3), at(1.16, corner - 7), at(1.36, corner - 22)], dark, 12.5 * k,
             (0.6, 0.0), peak=0.40)  # fmt: skip
    if k > 0.7:
        ink.line([on(0.66, 5), on(0.86, 9), at(1.06, corner - 19), at(1.20, corner - 34)], dark, 7.6 * k, (0.85, 0.0),
                 peak=0.28)  # fmt: skip
        ink.line([at(0.97, corner + 1), at(1.04, corner + 6), at(1.13, corner + 7)], dark, 4.6, (0.9, 0.0), peak=0.2)
    with ink.inside(body):
        gleam = np.stack([px, lid - thick * 0.62], 1)[26:66]
        ink.line(gleam, c.hair_shade, 2.6, (0.02, 0.02), 0.55, dense=True, blur=0.6)


SHUT_DROP = 30.0  # the shut lid's lashes are drawn along a straight line so far below the eye's middle


def shut_edges(eye: EyeShape, side: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return (X, upper edge, lower edge) of the ribbon that carries the lashes of the shut eye."""
    x = np.concatenate([np.linspace(-1.06, 1.0, 20), [1.14, 1.30]])
    px = eye.centre(side)[0] + side * x * eye.half
    flat = np.full(len(x), eye.y + SHUT_DROP)
    return x, np.stack([px, flat - 12], 1), np.stack([px, flat + 20], 1)


def shut_lashes(ink: Ink, side: int) -> None:
    """Paint the shut lid: a clean line, thicker outside, with short lashes hanging from it."""
    eye, c = ink.design.eye, ink.c
    y = eye.y + SHUT_DROP

    def at(u: float, drop: float) -> Point:
        return eye.centre(side)[0] + side * u * eye.half, y + drop

    ink.line([at(u, 0) for u in np.linspace(-1.0, 1.10, 14)], c.lash, 10.5 * eye.lashes**0.5, (0.06, 0.06), peak=0.62)
    if eye.lashes > 0.7:
        for u, reach, drop, width in ((0.84, 0.40, 12, 5.0), (0.62, 0.34, 14, 4.4), (0.38, 0.24, 12, 3.6)):
            ink.line([at(u, 1), at(u + reach * 0.6, drop * 0.45), at(u + reach, drop)], c.lash, width, (0.9, 0.0),
                     peak=0.2)  # fmt: skip


def crease_edges(eye: EyeShape, side: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return (X, upper edge, lower edge) of the ribbon that carries the fold above the lid."""
    x = np.linspace(-0.72, 0.98, 10)
    line = eye.upper_lid(x, 1.0, 0.0) - 19 + 3 * x
    px = eye.centre(side)[0] + side * x * eye.half
    return x, np.stack([px, line - 7], 1), np.stack([px, line + 7], 1)


def crease(ink: Ink, side: int) -> None:
    """Paint the fold above the lid."""
    _, upper, lower = crease_edges(ink.design.eye, side)
    ink.line((upper + lower)[1:-1] / 2, ink.c.skin_line, 2.3, (0.05, 0.05), alpha=0.8, peak=0.6)


def lower_edges(eye: EyeShape, side: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return (X, upper edge, lower edge) of the ribbon that carries the lower lid's line."""
    x = np.linspace(-0.9, 1.0, 22)
    line = eye.lower_lid(x, 1.0, 0.0)
    px = eye.centre(side)[0] + side * x * eye.half
    return x, np.stack([px, line - 6], 1), np.stack([px, line + 9], 1)


def lower_line(ink: Ink, side: int) -> None:
    """Paint the lower lid: a thin line, stronger outside, and a hint of lashes."""
    eye, c = ink.design.eye, ink.c
    x = np.linspace(-0.35, 0.99, 50)
    px = _across(ink, side, x)
    line = eye.lower_lid(x, 1.0, 0.0)
    ink.line(np.stack([px, line + 0.6], 1), c.lash_warm, 3.4, (0.05, 0.75), dense=True, alpha=0.95, peak=0.8)
    inner = np.linspace(-0.86, -0.2, 20)
    edge = np.stack([_across(ink, side, inner), eye.lower_lid(inner, 1.0, 0.0) + 0.5], 1)
    ink.line(edge, c.skin_line, 1.7, (0.0, 0.2), dense=True, alpha=0.6)
    if eye.lashes > 0.7:
        for u, reach in ((0.52, 0.05), (0.68, 0.09)):
            y = float(np.interp(u, x, line))
            start = eye.centre(side)[0] + side * u * eye.half
            ink.line([(start, y), (start + side * reach * 30, y + 4), (start + side * reach * 70, y + 7)], c.lash_warm,
                     2.4, (0.9, 0.0), 0.85, peak=0.2)  # fmt: skip
