"""Pet mode on the test's display, which has neither compositor nor window manager nor tray: the shaped path."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from companion.ui.pet.desktop import runs, scaled_runs
from companion.ui.pet.place import beside, resized, snapped, within
from opened_window import OpenProgram

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


def test_she_goes_to_the_desktop_and_back(open_program: OpenProgram, qtbot: QtBot) -> None:
    program = open_program()
    character, before = program.stage.character, program.window.size()
    QTest.mouseClick(program.window.stage.pet_button, Qt.MouseButton.LeftButton)
    pet = program.pet_mode.pet
    assert pet is not None
    assert not program.window.isVisible()
    assert program.stage.character is character, "she is the same"
    qtbot.waitUntil(lambda: not pet.mask().isEmpty(), timeout=30_000)
    side = pet.width()
    assert not pet.mask().contains(QPoint(2, 2)), "the corner beside her is not window"
    assert pet.mask().contains(QPoint(side // 2, side // 2)), "she is"
    outline = program.stage.outline(64, 64)
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
