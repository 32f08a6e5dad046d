"""Where she stands on the desktop and how large: kept for each screen, within it, snapping to its edges."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSettings, QSize
from PySide6.QtGui import QGuiApplication, QScreen

SMALLEST = 160
"""Pixels of her square, above the size of a button and below what reading her face needs."""
FIRST_PART = 0.45
"""Of the screen's height: how large she is at first."""
STEP = 1.1
"""One notch of the wheel."""
SNAP = 24
"""Pixels from an edge at which she goes there; edges of the screen, beside panels."""


def snapped(rect: QRect, room: QRect) -> QRect:
    """Return ``rect`` at an edge of ``room`` when it is near one or beyond it by less than half of itself."""
    result = QRect(rect)
    if abs(rect.left() - room.left()) <= SNAP:
        result.moveLeft(room.left())
    elif abs(rect.right() - room.right()) <= SNAP:
        result.moveRight(room.right())
    if abs(rect.top() - room.top()) <= SNAP:
        result.moveTop(room.top())
    elif abs(rect.bottom() - room.bottom()) <= SNAP:
        result.moveBottom(room.bottom())
    return result


def within(rect: QRect, room: QRect) -> QRect:
    """Return ``rect`` moved so that all of it is in ``room``, as far as it fits."""
    result = QRect(rect)
    result.moveRight(min(result.right(), room.right()))
    result.moveBottom(min(result.bottom(), room.bottom()))
    result.moveLeft(max(result.left(), room.left()))
    result.moveTop(max(result.top(), room.top()))
    return result


def beside(rect: QRect, size: QSize, room: QRect) -> QRect:
    """Return where a window of ``size`` stands beside ``rect``: on the side with more room, feet on one line."""
    result = QRect(QPoint(), size)
    result.moveBottom(rect.bottom())
    if rect.center().x() > room.center().x():
        result.moveRight(rect.left() - SNAP)
    else:
        result.moveLeft(rect.right() + SNAP)
    return within(result, room)


def resized(rect: QRect, notches: float, room: QRect) -> QRect:
    """Return ``rect`` larger or smaller; her feet stay where they are, and she stays in ``room``."""
    largest = min(room.width(), room.height())
    side = round(min(max(rect.width() * STEP**notches, SMALLEST), largest))
    result = QRect(0, 0, side, side)
    result.moveCenter(rect.center())
    result.moveBottom(rect.bottom())
    return within(result, room)


class PlaceMemory:
    """Keeps one place for each screen, relative to the screen: screens move when one is plugged in."""

    def __init__(self, memory: QSettings) -> None:
        """``memory`` is shared with the window's geometry."""
        self._memory = memory

    def screen(self) -> QScreen:
        """Return the screen she was on last, else the first."""
        name = self._memory.value("pet/screen")
        found = (screen for screen in QGuiApplication.screens() if screen.name() == name)
        return next(found, QGuiApplication.primaryScreen())

    def recall(self, screen: QScreen) -> QRect:
        """Return where she stood on ``screen``; at first in its lower right corner."""
        room = screen.availableGeometry()
        kept = self._memory.value(f"pet/places/{screen.name()}")
        if isinstance(kept, QRect) and kept.width() >= SMALLEST and kept.height() >= SMALLEST:
            return within(kept.translated(screen.geometry().topLeft()), room)
        side = max(round(room.height() * FIRST_PART), SMALLEST)
        return QRect(room.bottomRight() - QPoint(side - 1, side - 1), room.bottomRight())

    def keep(self, screen: QScreen, rect: QRect) -> None:
        """Remember ``rect`` for ``screen``."""
        self._memory.setValue("pet/screen", screen.name())
        self._memory.setValue(f"pet/places/{screen.name()}", rect.translated(-screen.geometry().topLeft()))
