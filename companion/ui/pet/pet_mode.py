"""Pet mode: puts the stage into a window on the desktop and back; owns that window, its menu and tray icon."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QPoint, QSettings, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCursor, QGuiApplication, QRegion
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from companion.settings import DO_NOT_DISTURB, FIRST, Settings
from companion.ui import theme
from companion.ui.avatar_view import AvatarView
from companion.ui.gl_surface import can_draw
from companion.ui.main_window import MainWindow
from companion.ui.pet.desktop import Desktop, Shape, differs, region, this_desktop
from companion.ui.pet.pet_window import PetWindow
from companion.ui.pet.place import PlaceMemory, beside, resized, snapped, within

SHAPE_MS = 250
"""How often the pointer's way through is cut anew; also how often a full-screen program is looked for."""
FOLLOW_MS = 50
"""How often that is where the desktop must be told of each way of the pointer."""
SHAPE_SIDE = 96
"""Places in a row or column that tell where she takes the pointer."""
SOLID = 40
"""Alpha (0..255) from which a place is her."""
CUT_SOLID = 128
"""The same where the window ends there: what is less than half there would be seen on black."""

TITLE_BAR = 36
"""Pixels kept free above the talk for the frame that the desktop puts around it."""


class PetMode(QObject):
    """Begins and ends pet mode. The stage stays the same one: recording, touch and talk go on."""

    changed = Signal(bool)
    quit_wanted = Signal()

    def __init__(
        self,
        window: MainWindow,
        memory: QSettings,
        *,
        lively: Callable[[], bool],
        tell: Callable[[str], None],
        settings: Settings,
        desktop: Callable[[], Desktop] = this_desktop,
        parent: QObject | None = None,
    ) -> None:
        """``lively``: is she speaking or thinking? ``tell`` says in the window what is not possible here."""
        super().__init__(parent)
        self._main = window
        self._view: AvatarView = window.stage.view
        self._place = PlaceMemory(memory)
        self._memory = memory
        self._lively = lively
        self._tell = tell
        self._settings = settings
        self._make_desktop = desktop
        self._desktop: Desktop | None = None
        self.pet: PetWindow | None = None
        self.menu: QMenu | None = None
        self.tray: QSystemTrayIcon | None = None
        self._see_through = True
        self._cut_to: Shape | None = None
        """What of her the window shows now, where nothing shows through it; None: all."""
        self._size = window.size()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look_around)
        self._view.calm = self._calm
        # Where nothing is to be seen of her, the window says why; she fails in the middle of painting.
        self._view.failed.connect(self.leave, Qt.ConnectionType.QueuedConnection)

    @property
    def on(self) -> bool:
        """Whether she is on the desktop."""
        return self.pet is not None

    def wanted_at_start(self) -> bool:
        """Say whether the program was left in pet mode."""
        return self._memory.value("pet/on") in {True, "true"} and can_draw()

    def toggle(self) -> None:
        """Change between the window and the desktop."""
        if self.on:
            self.leave()
        else:
            self.enter()

    def enter(self) -> None:
        """Put her on the desktop and hide the window."""
        if self.on:
            return
        if not can_draw():
            self._tell(self.tr("Without OpenGL she cannot be drawn, so she cannot go to the desktop."))
            return
        self._desktop = self._make_desktop()
        pet = self.pet = PetWindow(system_moves=not self._desktop.places_windows)
        pet.setGeometry(self._place.recall(self._place.screen()))
        pet.moved_to.connect(self._drag)
        pet.dropped.connect(self._remember)
        pet.turned.connect(self._resize)
        pet.menu_wanted.connect(self._show_menu)
        pet.opened.connect(self.show_talk)
        pet.left.connect(self.leave)
        self._make_menu()
        self._main.closes = False  # closing the talk leaves her on the desktop
        self._size = self._main.size()
        self._main.hide()
        self._main.stage.hide()
        self._view.show_on(pet)
        self._see_through = self._desktop.see_through()
        self._cut_to = None
        if not self._see_through:
            pet.create()
            pet.setMask(QRegion(0, 0, 1, 1))  # else a black square stands there until her first picture
        self._look()
        pet.show()
        self._timer.start(FOLLOW_MS if self._desktop.follows_pointer else SHAPE_MS)
        if not self._desktop.places_windows:
            self._tell(
                self.tr(
                    "Wayland lets no program place its window or keep it on top: she may be covered and forgets her "
                    "place. Start with QT_QPA_PLATFORM=xcb for all of pet mode."
                )
            )
        self._memory.setValue("pet/on", True)
        self.changed.emit(True)

    def leave(self) -> None:
        """Bring her back into the window."""
        if not self.on:
            return
        self._memory.setValue("pet/on", False)
        self._end()
        self._main.stage.show()
        self._main.resize(self._size)
        self._main.show()
        self._main.raise_()
        self._main.activateWindow()
        self.changed.emit(False)

    def close(self) -> None:
        """End pet mode with the program; it begins so again. The stage is closed already."""
        if self.on:
            self._end(back=False)

    def show_talk(self) -> None:
        """Show the window: in pet mode the talk alone, beside her and no wider than it needs."""
        comes = not self._main.isVisible()
        self._main.show()
        if self.pet is not None and comes:  # not at once: the window still asks for the width of the stage it has lost
            size = QSize(self._main.chat.sizeHint().width(), self._size.height())
            room = self.pet.screen().availableGeometry().adjusted(0, TITLE_BAR, 0, 0)
            place = beside(self.pet.geometry(), size, room)
            QTimer.singleShot(0, self._main, lambda: self._main.setGeometry(place))
        self._main.raise_()
        self._main.activateWindow()
        self._main.chat.composer.field.setFocus()

    def _end(self, *, back: bool = True) -> None:
        assert self.pet is not None and self._desktop is not None and self.menu is not None
        self._timer.stop()
        self._remember()
        self._main.closes = True
        pet, self.pet = self.pet, None
        self._view.take_outline = None
        if back:
            self._view.show_on(self._view.home)
        pet.hide()
        pet.destroy()
        pet.deleteLater()
        if self.tray is not None:
            self.tray.hide()
            self.tray.deleteLater()
            self.tray = None
        self.menu.deleteLater()
        self.menu = None
        self._desktop.close()
        self._desktop = None

    # ---- the way back

    def _make_menu(self) -> None:
        menu = self.menu = QMenu()
        for text, act in (
            (self.tr("Talk"), self.show_talk),
            (self.tr("Back to the window"), self.leave),
            (self.tr("Larger"), lambda: self._resize(2)),
            (self.tr("Smaller"), lambda: self._resize(-2)),
            (self.tr("Settings…"), self._main.chat.settings_wanted.emit),
            (self.tr("Quit"), self.quit_wanted.emit),
        ):
            action = QAction(text, menu)
            action.triggered.connect(lambda _checked=False, act=act: act())
            menu.addAction(action)
        if self._settings[FIRST]:  # else she never speaks first
            quiet = QAction(self.tr("Do not disturb"), menu)
            quiet.setCheckable(True)
            quiet.setChecked(self._settings[DO_NOT_DISTURB])
            quiet.toggled.connect(lambda on: self._settings.__setitem__(DO_NOT_DISTURB, on))
            menu.aboutToShow.connect(lambda: quiet.setChecked(self._settings[DO_NOT_DISTURB]))
            menu.insertAction(menu.actions()[-2], quiet)
        if QSystemTrayIcon.isSystemTrayAvailable():
            self.tray = QSystemTrayIcon(theme.icon("rose", theme.palette().accent, 64), self)
            self.tray.setToolTip(self.tr("Companion"))
            self.tray.setContextMenu(menu)
            self.tray.activated.connect(self._tray_used)
            self.tray.show()

    def _tray_used(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is QSystemTrayIcon.ActivationReason.Trigger:
            self.show_talk()

    def _show_menu(self, place: QPoint) -> None:
        if self.menu is not None:
            self.menu.popup(place)

    # ---- place and shape

    def _drag(self, corner: QPoint) -> None:
        if self.pet is None:
            return
        rect = self.pet.geometry()
        rect.moveTopLeft(corner)
        screen = QGuiApplication.screenAt(rect.center()) or self.pet.screen()
        self.pet.setPosition(snapped(rect, screen.availableGeometry()).topLeft())

    def _resize(self, notches: float) -> None:
        if self.pet is None:
            return
        self.pet.setGeometry(resized(self.pet.geometry(), notches, self.pet.screen().availableGeometry()))
        self._remember()

    def _remember(self) -> None:
        if self.pet is not None and self._desktop is not None and self._desktop.places_windows:
            screen = QGuiApplication.screenAt(self.pet.geometry().center()) or self.pet.screen()
            self._place.keep(screen, self.pet.geometry())

    def _look_around(self) -> None:
        """Cut her shape, make way for full-screen programs, come back where a screen has gone."""
        pet, desktop = self.pet, self._desktop
        assert pet is not None and desktop is not None
        place = desktop.full_screen_at()
        covered = place is not None and pet.screen().geometry().contains(place)
        if covered is pet.isVisible():
            pet.setVisible(not covered)
        if covered or not pet.isExposed():
            return
        if desktop.follows_pointer and not pet.geometry().contains(QCursor.pos()):
            return
        if QGuiApplication.screenAt(pet.geometry().center()) is None and desktop.places_windows:
            pet.setGeometry(within(pet.geometry(), pet.screen().availableGeometry()))
        see_through = desktop.see_through()
        if see_through is not self._see_through:  # a compositor has come or gone
            self._see_through = see_through
            pet.setMask(QRegion())
            self._cut_to = None
        self._look()

    def _look(self) -> None:
        """Look at her next picture; where nothing shows through the window, at each that follows: she moves."""
        self._view.take_outline = self._open_way if self._see_through else self._cut

    def _open_way(self, outline: NDArray[np.uint8]) -> None:
        """Let the pointer through beside her; not while she is painted, it may change the window."""
        step = max(1, min(outline.shape) // SHAPE_SIDE)
        shape = outline[::step, ::step] >= SOLID
        QTimer.singleShot(0, self, partial(self._let_through, shape))

    def _let_through(self, shape: Shape) -> None:
        if self.pet is not None and self._desktop is not None:
            self._desktop.let_through(self.pet, shape)

    def _cut(self, outline: NDArray[np.uint8]) -> None:
        """Cut the window to the picture that shows next, where the last cut is seen to be wrong."""
        assert self.pet is not None
        self._view.take_outline = self._cut
        shape = outline >= CUT_SOLID
        if shape.any() and (self._cut_to is None or differs(self._cut_to, shape)):
            self._cut_to = shape
            self.pet.setMask(region(shape, self.pet.size()))

    def _calm(self) -> bool:
        """Say whether half the pace will do: she says nothing, and nobody is near her or works in this program."""
        if self._lively():
            return False
        if self.pet is not None:
            return not self.pet.geometry().contains(QCursor.pos())
        return not (
            QGuiApplication.applicationState() == Qt.ApplicationState.ApplicationActive
            or self._main.geometry().contains(QCursor.pos())
        )
