"""Touching her in the real window, with a real mouse: her face, her body and her words answer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from companion.app import Program
from companion.avatar.live2d_avatar import Live2DAvatar
from companion.avatar.still_picture import StillPictureAvatar
from companion.avatar.touch import Touch
from companion.conversation import State
from companion.settings import TOUCH, UNTOUCHABLE
from drawn_pictures import SKIN, draw_figure
from sound_server import SoundServer

OpenProgram = Callable[..., Program]


def her(program: Program) -> Live2DAvatar:
    character = program.stage.character
    assert isinstance(character, Live2DAvatar)
    return character


def said(program: Program) -> list[str]:
    return [message.text for message in program.conversation.messages if message.role == "user"]


def place(program: Program, zone: str) -> QPoint:
    """Return a pixel of the stage where the character has ``zone``."""
    surface = program.stage.surface
    for down in range(10, 100, 2):
        point = QPoint(surface.width() // 2, surface.height() * down // 100)
        x, y = program.stage._within_stage(point)
        if her(program).hit(x, y) == zone:
            return point
    raise AssertionError(f"no {zone} on stage")


@pytest.fixture
def program(qtbot: QtBot, open_program: OpenProgram, sound_card: SoundServer) -> Program:
    opened = open_program()
    qtbot.wait(200)
    return opened


def touches(program: Program) -> list[Touch]:
    felt: list[Touch] = []
    program.stage.touched.connect(felt.append)
    return felt


def test_a_pat_on_the_head_is_answered_in_face_and_words(qtbot: QtBot, program: Program) -> None:
    felt = touches(program)
    QTest.mouseClick(program.stage.surface, Qt.MouseButton.LeftButton, pos=place(program, "Head"))
    assert felt == [Touch("Head", "pat")]
    assert said(program) == ["*pats your head*"]
    assert program.conversation.state is State.THINKING
    qtbot.waitUntil(lambda: program.conversation.state is State.SPEAKING, timeout=20_000)
    # While she speaks a touch interrupts nothing.
    QTest.mouseClick(program.stage.surface, Qt.MouseButton.LeftButton, pos=place(program, "Body"))
    assert felt[-1] == Touch("Body", "poke")
    assert len(said(program)) == 1
    qtbot.waitUntil(lambda: program.conversation.state is State.IDLE, timeout=20_000)
    # And soon after it is answered by her face alone.
    qtbot.wait(1600)
    QTest.mouseClick(program.stage.surface, Qt.MouseButton.LeftButton, pos=place(program, "Body"))
    assert len(felt) == 3
    assert len(said(program)) == 1


def test_her_face_answers_a_stroke_and_a_poke(qtbot: QtBot, program: Program) -> None:
    program.company._answered = float("inf")  # no words in this test
    surface, head = program.stage.surface, place(program, "Head")
    felt = touches(program)
    QTest.mousePress(surface, Qt.MouseButton.LeftButton, pos=head)
    for step in range(30):
        move(program, head + QPoint(8 * (step % 5 - 2), 0))
    QTest.mouseRelease(surface, Qt.MouseButton.LeftButton, pos=head)
    assert felt == [Touch("Head", "pat")]
    wanted = her(program)._faces["blush"][0]
    qtbot.waitUntil(lambda: her(program).expression == wanted, timeout=5_000)
    qtbot.waitUntil(lambda: her(program).life.face is None, timeout=10_000)
    QTest.mouseClick(surface, Qt.MouseButton.LeftButton, pos=place(program, "Body"))
    wanted = her(program)._faces["startled"][0]
    qtbot.waitUntil(lambda: her(program).expression == wanted, timeout=5_000)
    qtbot.waitUntil(lambda: her(program).expression == her(program).emotions["neutral"], timeout=10_000)
    assert said(program) == []


def move(program: Program, point: QPoint) -> None:
    """Move the pressed mouse: Qt's own test function moves it without a button."""
    from PySide6.QtCore import QEvent, QPointF
    from PySide6.QtGui import QMouseEvent
    from PySide6.QtWidgets import QApplication

    surface = program.stage.surface
    there = QPointF(point)
    event = QMouseEvent(
        QEvent.Type.MouseMove, there, QPointF(surface.mapToGlobal(point)),
        Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(surface, event)


def test_zones_and_all_touch_can_be_switched_off(qtbot: QtBot, program: Program) -> None:
    felt = touches(program)
    program.open_settings()
    assert program.dialog is not None
    program.dialog.page.face.untouchable.setText("body")
    program.dialog.page.face.untouchable.editingFinished.emit()
    assert program.settings[UNTOUCHABLE] == "body"
    QTest.mouseClick(program.stage.surface, Qt.MouseButton.LeftButton, pos=place(program, "Body"))
    assert felt == []
    program.dialog.page.face.touch.setChecked(False)
    assert not program.settings[TOUCH]
    QTest.mouseClick(program.stage.surface, Qt.MouseButton.LeftButton, pos=place(program, "Head"))
    assert felt == []
    assert said(program) == []
    program.dialog.close()


def test_she_thinks_visibly_and_your_typing_wakes_her(qtbot: QtBot, program: Program) -> None:
    life = her(program).life
    life.hour = lambda: 14.0
    life._attention.alone = 1e5
    qtbot.waitUntil(lambda: life.asleep, timeout=5_000)
    qtbot.keyClicks(program.window.chat.composer.field, "h")
    qtbot.waitUntil(lambda: not life.asleep, timeout=5_000)
    assert not life.thinking
    qtbot.keyClick(program.window.chat.composer.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: life.thinking, timeout=10_000)
    qtbot.waitUntil(lambda: program.conversation.state is State.SPEAKING, timeout=20_000)
    qtbot.waitUntil(lambda: not life.thinking, timeout=5_000)


def test_her_eyes_follow_the_pointer_over_the_desktop_and_come_back(qtbot: QtBot, program: Program) -> None:
    from PySide6.QtGui import QCursor

    program.window.move(400, 100)
    qtbot.wait(300)
    surface = program.stage.surface
    middle = surface.mapToGlobal(QPoint(surface.width() // 2, surface.height() // 3))

    def looks() -> float:
        return her(program).model.parameter("ParamEyeBallX")

    def show(x: int) -> None:
        # A little to and fro, else she thinks it rests.
        QCursor.setPos(x + show.count % 2, middle.y())  # type: ignore[attr-defined]
        show.count += 1  # type: ignore[attr-defined]

    show.count = 0  # type: ignore[attr-defined]

    def seen(x: int, enough: Callable[[float], bool]) -> bool:
        show(x)
        return enough(looks())

    qtbot.waitUntil(lambda: seen(5, lambda eye: eye < -0.4), timeout=10_000)
    assert not program.window.geometry().contains(QCursor.pos()), "outside her window"
    qtbot.waitUntil(lambda: seen(1270, lambda eye: eye > 0.4), timeout=10_000)
    qtbot.waitUntil(lambda: abs(looks()) < 0.25, timeout=15_000)


def test_a_folder_of_pictures_chosen_in_the_settings_comes_on_stage(
    qtbot: QtBot, program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, colour in SKIN.items():
        draw_figure(tmp_path / f"{name}.png", colour)
    program.open_settings()
    assert program.dialog is not None
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_arguments: str(tmp_path))
    program.dialog.page.face.list.folder_button.click()
    program.dialog.close()
    qtbot.waitUntil(lambda: program.introduction.sheet is not None, timeout=20_000)
    assert program.introduction.sheet is not None
    program.introduction.sheet.use.click()
    qtbot.waitUntil(lambda: isinstance(program.stage.character, StillPictureAvatar), timeout=20_000)
    qtbot.wait(600)
    surface = program.stage.surface
    shown = surface.grabFramebuffer().pixelColor(surface.width() // 2, surface.height() * 3 // 4)
    assert [shown.red(), shown.green(), shown.blue()] == pytest.approx(SKIN["neutral"], abs=4)
    QTest.mouseClick(surface, Qt.MouseButton.LeftButton, pos=QPoint(surface.width() // 2, surface.height() * 9 // 10))
    assert said(program) == ["*pokes you*"]
    qtbot.waitUntil(lambda: program.conversation.state is State.SPEAKING, timeout=20_000)
    qtbot.wait(400)
    joyful = surface.grabFramebuffer().pixelColor(surface.width() // 2, surface.height() * 3 // 4)
    assert [joyful.red(), joyful.green(), joyful.blue()] == pytest.approx(SKIN["joy"], abs=4)
