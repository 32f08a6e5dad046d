"""Draw the eyes and say where their lids run: one pair of curves serves the drawing and the rig."""

from __future__ import annotations

import numpy as np
import palette as c
import skia
from brush import Ink, Point, linear, oval, polygon, radial

HALF = 57.0  # half the width of an eye, canvas pixels
OFFSET = 88.0  # from the middle of the face to the middle of an eye
EYE_Y = 490.0
IRIS_RX, IRIS_RY = 40.0, 50.0


def centre(side: int) -> Point:
    """Return the middle of an eye; side is -1 on the screen's left, 1 on its right."""
    return 512.0 + side * OFFSET, EYE_Y


def _corners(x: np.ndarray) -> np.ndarray:
    return EYE_Y + 8 - 8 * x  # the outer corner sits higher


def upper_lid(x: np.ndarray, opened: float, smile: float) -> np.ndarray:
    """Return the upper lid's height y at X (-1 inner corner .. 1 outer corner)."""
    wide = _corners(x) - 61 * (1 - np.abs(x + 0.10 * (1 - x**2)) ** 2.5)
    shut = closing_line(x, smile)
    return shut + (wide - shut) * opened


def lower_lid(x: np.ndarray, opened: float, smile: float) -> np.ndarray:
    """Return the lower lid's height y at X; a smile pushes it up."""
    wide = _corners(x) + 39 * (1 - np.abs(x - 0.08 * (1 - x**2)) ** 2.4)
    shut = closing_line(x, smile)
    if opened <= 0:
        return shut
    lift = smile * (1 - x**2) * (20 + 30 * max(1 - opened, 0.0)) * min(opened / 0.3, 1.0)
    raised = shut + (wide - shut) * min(0.35 + 0.65 * opened, 1.05) - lift
    return np.maximum(raised, upper_lid(x, opened, smile))


def closing_line(x: np.ndarray, smile: float) -> np.ndarray:
    """Return where the lids meet: hanging when the eye is shut, arched up when it smiles."""
    calm = EYE_Y + 18 - 6 * x + 15 * (1 - x**2)
    happy = EYE_Y + 24 - 3 * x - 28 * (1 - np.abs(x) ** 2.2)
    return calm + (happy - calm) * smile


def _grid(side: int, opened: float = 1.0) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    x = np.linspace(-1, 1, 80)
    return centre(side)[0] + side * x * HALF, upper_lid(x, opened, 0.0), lower_lid(x, opened, 0.0)


def shape(side: int) -> skia.Path:
    """Return the outline of the open eye."""
    px, upper, lower = _grid(side)
    return polygon(np.vstack([np.stack([px, upper], 1), np.stack([px, lower], 1)[::-1]]))


def white(ink: Ink, side: int) -> None:
    """Paint the white with the lid's shadow on it."""
    path = shape(side)
    x, y = centre(side)
    ink.fill(path, linear((x, y - 52), (x, y + 50), (0, c.EYE_WHITE_SHADE), (0.42, "#f3eaf4"), (0.7, c.EYE_WHITE)))
    with ink.inside(path):
        ink.fill(oval(x, y - 56, 66, 30), "#a58ac0", 0.55, 7)


def iris(ink: Ink, side: int) -> None:
    """Paint iris and pupil in layers: dark ring, gradient, glow from below, rays."""
    x, y = centre(side)[0], EYE_Y - 3
    ring = oval(x, y, IRIS_RX, IRIS_RY)
    ink.fill(ring, c.IRIS_DARK)
    inner = oval(x, y + 0.5, IRIS_RX - 3.2, IRIS_RY - 3.2)
    ink.fill(inner, linear((x, y - IRIS_RY), (x, y + IRIS_RY), (0, "#08363f"), (0.38, "#15776f"), (0.62, c.IRIS),
                           (0.85, c.IRIS_LIGHT), (1, c.IRIS_GLOW)))  # fmt: skip
    with ink.inside(inner):
        for angle in np.linspace(0.12, np.pi - 0.12, 15):
            far = (x + np.cos(angle) * IRIS_RX * 0.95, y + np.sin(angle) * IRIS_RY * 0.95)
            near = (x + np.cos(angle) * IRIS_RX * 0.5, y + np.sin(angle) * IRIS_RY * 0.5)
            ink.line([near, far], "#c8ffe0", 2.2, (0.1, 0.6), alpha=0.35)
        ink.fill(oval(x, y + 30, 25, 14), c.IRIS_GLOW, 0.7, 6)
        ink.fill(oval(x, y + 36, 19, 7), "#ffffff", 0.4, 2)
        ink.fill(oval(x, y - 44, 44, 30), "#04222e", 0.6, 8)
        ink.fill(oval(x, y - 52, 48, 30), "#031a26", 0.55, 0.8)  # the lashes' shadow has an edge
        bounce = np.radians(np.linspace(100, 168, 12))
        rim = np.stack([x + np.cos(bounce) * (IRIS_RX - 6), y + np.sin(bounce) * (IRIS_RY - 6)], 1)
        ink.line(rim, "#ffb6d6", 4.5, (0.05, 0.05), 0.7, dense=True)  # pink light from her hair
        ink.fill(oval(x, y + 1, 19.5, 26), "#5fe0bd", 0.35, 1.5)
    ink.fill(oval(x, y + 1, 15.5, 21.5), radial((x, y + 10), 26, (0, "#11606a"), (1, c.PUPIL)))
    ink.fill(oval(x, y - 1, 10, 15), "#02151f", 0.75, 2)


def shine(ink: Ink, side: int) -> None:
    """Paint the highlights; the light comes from the upper left for both eyes."""
    x, y = centre(side)[0], EYE_Y - 3
    ink.fill(oval(x - 14, y - 20, 11.5, 14), "#ffffff", 1, 0.6)
    ink.fill(oval(x + 15, y + 20, 6.2, 7.5), "#ffffff", 0.95, 0.6)
    ink.fill(oval(x + 19, y + 5, 3, 3.6), "#ffffff", 0.7, 0.6)


def lash_edges(side: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return (X, upper edge, lower edge) of the ribbon that carries the upper lashes."""
    x = np.concatenate([np.linspace(-1.12, -0.66, 11), np.linspace(-0.58, 1.0, 14), [1.16, 1.34]])
    inside = np.clip(x, -1, 1)
    line = upper_lid(inside, 1.0, 0.0) + np.where(x > 1, -14 * (x - 1), 0) + np.where(x < -1, 26 * (-1 - x), 0)
    px = centre(side)[0] + side * x * HALF
    return x, np.stack([px, line - 36], 1), np.stack([px, line + 12], 1)


def lashes(ink: Ink, side: int) -> None:
    """Paint the upper lash line, thick towards the outer corner, with wings."""
    x = np.linspace(-1.0, 1.0, 90)
    px = centre(side)[0] + side * x * HALF
    lid = upper_lid(x, 1.0, 0.0)
    t = (x + 1) / 2
    thick = 3.0 + 8.5 * np.sin(np.clip(t * 0.9 + 0.04, 0, 1) * np.pi * 0.62) ** 1.3
    top = np.stack([px, lid - thick], 1)
    bottom = np.stack([px, lid + 2.6], 1)
    ex = centre(side)[0]

    def at(u: float, y: float) -> Point:
        return ex + side * u * HALF, y

    corner = float(lid[-1])
    body = polygon(np.vstack([top, bottom[::-1]]))
    ink.fill(body, linear(at(-1, 0), at(1, 0), (0, c.LASH_WARM), (0.22, c.LASH), (1, "#2e0f2c")))
    dark = "#2e0f2c"

    def on(u: float, above: float) -> Point:
        return at(u, float(np.interp(u, x, lid)) - above)

    ink.line([on(0.66, 4), on(0.90, 2), at(1.08, corner - 4), at(1.28, corner - 18)], dark, 11, (0.75, 0.02))
    ink.line([on(0.56, 6), on(0.78, 8), at(1.10, corner - 36)], dark, 7, (0.8, 0.02))
    ink.line([on(0.34, 8), on(0.52, 13), at(0.80, corner - 56)], dark, 4.5, (0.8, 0.02))


SHUT_Y = EYE_Y + 30  # the shut lid's lashes are drawn along a straight line here


def shut_edges(side: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return (X, upper edge, lower edge) of the ribbon that carries the lashes of the shut eye."""
    x = np.concatenate([np.linspace(-1.06, 1.0, 18), [1.12, 1.24]])
    px = centre(side)[0] + side * x * HALF
    flat = np.full(len(x), SHUT_Y)
    return x, np.stack([px, flat - 12], 1), np.stack([px, flat + 20], 1)


def shut_lashes(ink: Ink, side: int) -> None:
    """Paint the shut lid: a clean line, thicker outside, with short lashes hanging from it."""
    ex = centre(side)[0]

    def at(u: float, drop: float) -> Point:
        return ex + side * u * HALF, SHUT_Y + drop

    ink.line([at(u, 0) for u in np.linspace(-0.98, 1.06, 12)], c.LASH, 10.0, (0.12, 0.12), peak=0.66)
    for u, reach, drop, width in ((0.80, 0.36, 11, 4.6), (0.58, 0.32, 14, 4.2), (0.34, 0.24, 13, 3.6)):
        ink.line([at(u, 1), at(u + reach * 0.6, drop * 0.45), at(u + reach, drop)], c.LASH, width, (0.9, 0.0), peak=0.2)


def crease_edges(side: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return (X, upper edge, lower edge) of the ribbon that carries the fold above the lid."""
    x = np.linspace(-0.8, 0.85, 9)
    line = upper_lid(x, 1.0, 0.0) - 17
    px = centre(side)[0] + side * x * HALF
    return x, np.stack([px, line - 7], 1), np.stack([px, line + 7], 1)


def crease(ink: Ink, side: int) -> None:
    """Paint the fold above the lid."""
    _, upper, lower = crease_edges(side)
    ink.line((upper + lower)[1:-1] / 2, c.SKIN_LINE, 2.4, (0.1, 0.1), alpha=0.75)


def lower_edges(side: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return (X, upper edge, lower edge) of the ribbon that carries the lower lid's line."""
    x = np.linspace(-0.85, 1.0, 22)
    line = lower_lid(x, 1.0, 0.0)
    px = centre(side)[0] + side * x * HALF
    return x, np.stack([px, line - 6], 1), np.stack([px, line + 8], 1)


def lower_line(ink: Ink, side: int) -> None:
    """Paint the lower lid: a thin line, stronger outside."""
    x = np.linspace(-0.5, 0.98, 40)
    px = centre(side)[0] + side * x * HALF
    line = lower_lid(x, 1.0, 0.0)
    ink.line(np.stack([px, line + 0.5], 1), c.LASH_WARM, 3.4, (0.1, 0.5), dense=True, alpha=0.9)
    inner = np.linspace(-0.82, -0.3, 20)
    edge = np.stack([centre(side)[0] + side * inner * HALF, lower_lid(inner, 1.0, 0.0) + 0.5], 1)
    ink.line(edge, c.SKIN_LINE, 1.8, (0.0, 0.3), dense=True, alpha=0.6)
