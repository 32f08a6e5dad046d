"""Pet mode on the test's display, which has neither compositor nor window manager nor tray: the shaped path."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QCursor, QGuiApplication, QImage, QPainter, QRegion, QWindow
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from companion.app import Program
from companion.ui.gl_surface import drawn_by_processor
from companion.ui.pace import CALM_FRAME_MS, SLOW_FRAME_MS
from companion.ui.pet.desktop import Shape, X11Desktop, differs, runs, scaled_runs
from companion.ui.pet.pet_mode import CUT_SOLID, SHAPE_SIDE
from companion.ui.pet.pet_window import PetWindow
from companion.ui.pet.place import beside, resized, snapped, within
from opened_window import OpenProgram

Outline = NDArray[np.uint8]
ROOM = QRect(0, 30, 1280, 870)


def test_her_shape_becomes_rectangles_that_cover_it_and_nothing_else() -> None:
    shape = np.random.default_rng(3).random((24, 17)) > 0.5
    shape[5] = shape[4]
    covered = np.zeros(shape.shape, np.int64)
    for x, y, width, height in runs(shape):
        covered[y : y + height, x : x + width] += 1
    assert np.array_equal(covered, shape)
    assert len(runs(np.zeros((4, 4), np.bool_))) == 0
    assert scaled_runs(np.ones((3, 3), np.bool_), 100, 50).tolist() == [[0, 0, 100, 50]]


def test_she_snaps_to_edges_and_grows_from_her_feet() -> None:
    assert snapped(QRect(10, 40, 300, 300), ROOM).topLeft() == ROOM.topLeft()
    assert snapped(QRect(400, 300, 300, 300), ROOM) == QRect(400, 300, 300, 300)
    assert snapped(QRect(970, 590, 300, 300), ROOM).bottomRight() == ROOM.bottomRight()
    larger = resized(QRect(400, 300, 300, 300), 2, ROOM)
    assert larger.width() > 300
    assert larger.bottom() == QRect(400, 300, 300, 300).bottom()
    assert resized(QRect(400, 300, 300, 300), 99, ROOM).height() <= ROOM.height()
    assert ROOM.contains(within(QRect(5000, -400, 300, 300), ROOM))


def test_the_talk_stands_beside_her_on_the_side_with_more_room() -> None:
    size = QSize(400, 500)
    assert beside(QRect(900, 600, 300, 300), size, ROOM).right() < 900
    assert beside(QRect(20, 600, 300, 300), size, ROOM).left() > 320
    assert ROOM.contains(beside(QRect(600, 40, 600, 100), size, ROOM))


def test_outlines_differ_where_it_is_more_than_a_thin_line() -> None:
    shape = np.zeros((40, 40), np.bool_)
    shape[10:30, 10:30] = True
    wider = shape.copy()
    wider[10:30, 30] = True
    assert not differs(shape, wider)
    wider[12:14, 31] = True
    assert differs(shape, wider)
    assert differs(wider, shape)
    assert differs(shape, shape[:20])


class SeeThrough(X11Desktop):
    """The test's display as if a compositor ran on it."""

    def __init__(self) -> None:
        super().__init__()
        self.shapes: list[Shape] = []

    def see_through(self) -> bool:
        return True

    def let_through(self, window: QWindow, shape: Shape) -> None:
        self.shapes.append(shape)
        super().let_through(window, shape)


def next_outline(program: Program, qtbot: QtBot) -> tuple[Outline, QRegion]:
    """Return how solid she is in the next picture, and to what her window is cut for it."""
    taken: list[tuple[Outline, QRegion]] = []
    before, pet = program.stage.take_outline, program.pet_mode.pet
    assert before is not None
    assert pet is not None

    def take(outline: Outline) -> None:
        before(outline)
        taken.append((outline, pet.mask()))

    def asked() -> bool:
        if not taken:
            program.stage.take_outline = take
        return bool(taken)

    qtbot.waitUntil(asked, timeout=30_000)
    return taken[0]


def shape_of(mask: QRegion, size: QSize) -> Shape:
    """Return a window's mask as an outline."""
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.black)
    painter = QPainter(image)
    painter.setClipRegion(mask)
    painter.fillRect(image.rect(), Qt.GlobalColor.white)
    painter.end()
    return np.frombuffer(image.constBits(), np.uint32).reshape(size.height(), size.width()) == 0xFFFFFFFF


def pictures(program: Program, qtbot: QtBot, count: int) -> None:
    """Wait for so many pictures."""
    painted: list[None] = []
    connection = program.stage.surface.frameSwapped.connect(lambda: painted.append(None))
    qtbot.waitUntil(lambda: len(painted) >= count, timeout=60_000)
    program.stage.surface.frameSwapped.disconnect(connection)


def test_she_is_cut_out_anew_only_when_it_is_seen(
    open_program: OpenProgram, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = open_program()
    masks: list[QRegion] = []
    cut = PetWindow.setMask
    monkeypatch.setattr(PetWindow, "setMask", lambda pet, mask: (masks.append(mask), cut(pet, mask)))
    program.pet_mode.enter()
    assert masks == [QRegion(0, 0, 1, 1)], "no black square before her first picture"
    pet = program.pet_mode.pet
    assert pet is not None
    qtbot.waitUntil(lambda: len(masks) > 1, timeout=30_000)
    assert program.stage.calm()
    masks.clear()
    pictures(program, qtbot, 60)
    assert len(masks) < 50
    assert program.stage.pace_ms == (CALM_FRAME_MS if drawn_by_processor() else SLOW_FRAME_MS)
    outline, mask = next_outline(program, qtbot)
    assert not differs(shape_of(mask, pet.size()), outline >= CUT_SOLID), "no hair is cut, no black shows"


def test_with_a_compositor_only_the_pointer_s_way_is_cut(open_program: OpenProgram, qtbot: QtBot) -> None:
    program = open_program()
    desktop = SeeThrough()
    program.pet_mode._make_desktop = lambda: desktop
    program.pet_mode.enter()
    pet = program.pet_mode.pet
    assert pet is not None
    qtbot.waitUntil(lambda: len(desktop.shapes) > 2, timeout=30_000)
    assert pet.mask().isEmpty(), "the window itself is whole"
    shape = desktop.shapes[-1]
    rows, columns = shape.shape
    assert min(shape.shape) >= SHAPE_SIDE
    assert not shape[1, 1]
    assert shape[rows // 2, columns // 2]
    before = len(desktop.shapes)
    pictures(program, qtbot, 40)
    assert len(desktop.shapes) - before < 40, "her picture is not read each time"


def test_she_who_cannot_be_drawn_comes_back_into_the_window(open_program: OpenProgram, qtbot: QtBot) -> None:
    program = open_program()
    program.pet_mode.enter()
    program.stage.failed.emit("She cannot be drawn: the driver is gone.")
    qtbot.waitUntil(lambda: not program.pet_mode.on)
    assert program.window.isVisible()


def test_she_goes_to_the_desktop_and_back(open_program: OpenProgram, qtbot: QtBot) -> None:
    program = open_program()
    character, before = program.stage.character, program.window.size()
    QTest.mouseClick(program.window.stage.pet_button, Qt.MouseButton.LeftButton)
    pet = program.pet_mode.pet
    assert pet is not None
    assert not program.window.isVisible()
    assert program.stage.character is character, "she is the same"
    side = pet.width()
    qtbot.waitUntil(lambda: pet.mask().contains(QPoint(side // 2, side // 2)), timeout=30_000)
    assert not pet.mask().contains(QPoint(2, 2)), "the corner beside her is not window"
    outline, _mask = next_outline(program, qtbot)
    assert outline.shape == (side, side)
    assert 0.1 < (outline > 128).mean() < 0.9
    with qtbot.waitSignal(program.stage.touched, timeout=5_000):
        QTest.mouseClick(pet, Qt.MouseButton.LeftButton, pos=QPoint(side // 2, side // 3))

    start = pet.position()
    pet.moved_to.emit(start - QPoint(300, 200))
    assert pet.position() == start - QPoint(300, 200)
    pet.turned.emit(-3.0)
    qtbot.waitUntil(lambda: pet.width() < side)
    place = pet.geometry()
    QTest.mouseDClick(pet, Qt.MouseButton.LeftButton, pos=QPoint(side // 3, side // 3))
    qtbot.waitUntil(program.window.isVisible)
    assert not program.window.stage.isVisible(), "the talk alone"
    qtbot.waitUntil(lambda: program.window.width() == program.window.chat.sizeHint().width())
    program.window.close()
    assert program.pet_mode.on, "closing the talk leaves her there"

    QTest.keyClick(pet, Qt.Key.Key_Escape)
    assert not program.pet_mode.on
    qtbot.waitUntil(lambda: program.window.stage.isVisible() and program.stage.surface.isExposed())
    qtbot.waitUntil(lambda: program.window.size() == before, timeout=5_000)
    program.stage.frame_times = []
    qtbot.waitUntil(lambda: len(program.stage.frame_times or []) > 5)
    assert program.stage.character is character
    program.pet_mode.enter()
    assert program.pet_mode.pet is not None
    assert program.pet_mode.pet.geometry() == place, "her place is remembered"


def test_the_program_closes_in_pet_mode_and_begins_so_again(open_program: OpenProgram, qtbot: QtBot) -> None:
    first = open_program()
    first.pet_mode.enter()
    qtbot.waitUntil(first.stage.surface.isExposed, timeout=10_000)
    first.close()
    assert not first.pet_mode.on
    assert first.pet_mode.wanted_at_start()


def test_in_the_window_she_rests_while_another_program_is_used(
    open_program: OpenProgram, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = open_program()
    program.window.setGeometry(0, 0, 1000, 700)
    state = [Qt.ApplicationState.ApplicationActive]
    monkeypatch.setattr(QGuiApplication, "applicationState", lambda: state[0])
    beside, on_her = program.window.geometry().bottomRight() + QPoint(5, 5), QPoint(100, 100)
    calm = []
    for now, pointer in (
        (Qt.ApplicationState.ApplicationActive, beside),
        (Qt.ApplicationState.ApplicationInactive, on_her),
        (Qt.ApplicationState.ApplicationInactive, beside),
    ):
        state[0] = now
        QCursor.setPos(pointer)
        qtbot.waitUntil(lambda pointer=pointer: QCursor.pos() == pointer)
        calm.append(program.stage.calm())
    assert calm == [False, False, True]
    pictures(program, qtbot, 30)
    assert program.stage.pace_ms == (CALM_FRAME_MS if drawn_by_processor() else SLOW_FRAME_MS)
    program.conversation.say("Hello.")
    assert not program.stage.calm(), "she thinks and speaks at full pace, whatever is in front"
