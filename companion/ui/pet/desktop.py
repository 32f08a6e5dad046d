"""What each desktop can do for a character without a window around her, and what it cannot, said in words."""

from __future__ import annotations

import ctypes
import logging
import sys
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QBitmap, QCursor, QGuiApplication, QImage, QRegion, QWindow

from companion.ui.pet.x11 import X11

logger = logging.getLogger(__name__)

Shape = NDArray[np.bool_]
"""Where she is, (rows, columns), top row first, of any size: stretched over the window."""


class Desktop(Protocol):
    """One kind of desktop."""

    places_windows: bool
    """Whether a program may put its window somewhere and keep it on top."""
    follows_pointer: bool
    """Whether ``let_through`` must be asked often, since it looks where the pointer is."""

    def see_through(self) -> bool:
        """Say whether transparent pixels show what is behind; else the window must be cut to her shape."""

    def let_through(self, window: QWindow, shape: Shape) -> None:
        """Let the pointer through beside her."""

    def full_screen_at(self) -> QPoint | None:
        """Return a point on the screen that a full-screen program fills."""

    def close(self) -> None:
        """Free what it holds."""


def runs(shape: Shape) -> NDArray[np.int32]:
    """Return the horizontal runs of ``shape`` as (n, 4): x, y, width, height 1; equal rows below each other are one."""
    result: list[tuple[int, int, int, int]] = []
    above: list[tuple[int, int]] = []
    first = 0  # of the runs that the row above began or continued
    for y, row in enumerate(shape):
        edges = np.flatnonzero(np.diff(row.astype(np.int8), prepend=0, append=0)).tolist()
        spans = list(zip(edges[::2], edges[1::2], strict=True))
        if spans == above:
            result[first:] = [(x, top, width, height + 1) for x, top, width, height in result[first:]]
        else:
            first, above = len(result), spans
            result.extend((start, y, end - start, 1) for start, end in spans)
    return np.array(result, np.int32).reshape(-1, 4)


def scaled_runs(shape: Shape, width: int, height: int) -> NDArray[np.int32]:
    """Return ``runs`` stretched over ``width`` by ``height`` pixels, without gaps."""
    rows, columns = shape.shape
    found = runs(shape)
    left, top = found[:, 0] * width // columns, found[:, 1] * height // rows
    right = -(-(found[:, 0] + found[:, 2]) * width // columns)
    bottom = -(-(found[:, 1] + found[:, 3]) * height // rows)
    return np.stack([left, top, right - left, bottom - top], axis=1)


def differs(one: Shape, other: Shape) -> bool:
    """Say whether two outlines differ to the eye: somewhere by more than a line one place thick, or in size."""
    if one.shape != other.shape:
        return True
    changed = one ^ other
    rows = changed[:-1] & changed[1:]
    return bool((rows[:, :-1] & rows[:, 1:]).any())


def region(shape: Shape, size: QSize) -> QRegion:
    """Return ``shape`` stretched over ``size`` for QWindow.setMask."""
    grey = np.ascontiguousarray(np.where(shape, 0, 255).astype(np.uint8))
    rows, columns = grey.shape
    image = QImage(grey.data, columns, rows, columns, QImage.Format.Format_Grayscale8).scaled(size)
    return QRegion(QBitmap.fromImage(image, Qt.ImageConversionFlag.MonoOnly | Qt.ImageConversionFlag.ThresholdDither))


class X11Desktop:
    """X11, with or without a compositor."""

    places_windows = True
    follows_pointer = False

    def __init__(self) -> None:
        """Connect."""
        self._x11 = X11()

    def see_through(self) -> bool:
        return self._x11.composited()

    def let_through(self, window: QWindow, shape: Shape) -> None:
        ratio = window.devicePixelRatio()
        size = round(window.width() * ratio), round(window.height() * ratio)
        self._x11.set_input_shape(int(window.winId()), scaled_runs(shape, *size).astype(np.int16))

    def full_screen_at(self) -> QPoint | None:
        place = self._x11.full_screen_place()
        return QPoint(*place) if place is not None else None

    def close(self) -> None:
        self._x11.close()


class PointerDesktop:
    """Windows and macOS: the window takes no pointer at all while the pointer is beside her."""

    places_windows = True
    follows_pointer = True

    def see_through(self) -> bool:
        return True

    def let_through(self, window: QWindow, shape: Shape) -> None:
        place = window.mapFromGlobal(QCursor.pos())
        rows, columns = shape.shape
        x, y = place.x() * columns // max(window.width(), 1), place.y() * rows // max(window.height(), 1)
        on_her = 0 <= x < columns and 0 <= y < rows and bool(shape[y, x])
        if bool(window.flags() & Qt.WindowType.WindowTransparentForInput) is on_her:
            window.setFlag(Qt.WindowType.WindowTransparentForInput, not on_her)

    def full_screen_at(self) -> QPoint | None:
        if sys.platform != "win32":  # macOS gives a full-screen program a space of its own
            return None
        state = ctypes.c_int()
        ctypes.windll.shell32.SHQueryUserNotificationState(ctypes.byref(state))
        busy, full_screen_drawing, presenting = 2, 3, 4
        if state.value not in {busy, full_screen_drawing, presenting}:
            return None
        return QGuiApplication.primaryScreen().geometry().topLeft()

    def close(self) -> None:
        """Nothing is held."""


class WaylandDesktop:
    """Wayland: she is transparent and can be dragged, the rest belongs to the compositor."""

    places_windows = False
    follows_pointer = False

    def see_through(self) -> bool:
        return True

    def let_through(self, window: QWindow, shape: Shape) -> None:
        window.setMask(region(shape, window.size()))  # on Wayland a mask is where the pointer is taken

    def full_screen_at(self) -> QPoint | None:
        return None

    def close(self) -> None:
        """Nothing is held."""


def this_desktop() -> Desktop:
    """Return what this program runs on."""
    name = QGuiApplication.platformName()
    if name == "xcb":
        return X11Desktop()
    return WaylandDesktop() if name.startswith("wayland") else PointerDesktop()
