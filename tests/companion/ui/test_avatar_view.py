"""The stage on both its surfaces: she is drawn, moves, is recorded, and everything is freed."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from companion import paths
from companion.avatar.backdrop import Backdrop
from companion.avatar.live2d_avatar import Live2DAvatar
from companion.ui.avatar_view import AvatarView
from companion.ui.gl_surface import StageWidget, StageWindow, SurfaceKind, drawn_by_processor
from cubism_binding.core.errors import CubismError
from cubism_binding.rendering import gl


def pixels(image: QImage) -> NDArray[np.int64]:
    """Return (height, width, 3) of a grabbed picture."""
    image = image.convertToFormat(QImage.Format.Format_RGBA8888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine() // 4, 4)
    return rows[:, : image.width(), :3].astype(np.int64)


@pytest.mark.parametrize("kind", ["widget", "window"])
def test_she_lives_on_both_surfaces(qtbot: QtBot, kind: SurfaceKind) -> None:
    before = gl.live_objects()
    frame = QWidget()
    qtbot.addWidget(frame)
    view = AvatarView(kind, frame)
    QVBoxLayout(frame).addWidget(view.surface.hosted(frame))
    frame.resize(420, 420)
    frame.show()
    qtbot.waitExposed(frame)
    view.show_character(Live2DAvatar(paths.default_avatar()))
    view.frame_times = []
    qtbot.waitUntil(lambda: len(view.frame_times or []) > 20, timeout=30_000)
    first = pixels(view.surface.grabFramebuffer())
    assert first.std() > 30, "a drawing, not an empty stage"
    red, green, blue = first[: len(first) // 2].reshape(-1, 3).mean(axis=0)
    assert red > green + 10, "her hair is pink, above"
    assert red > blue
    taken: list[NDArray[np.uint8]] = []
    view.record_size = (144, 256)
    view.take_frame = lambda frame, _at: taken.append(frame)
    view.wants_frame = lambda: True
    qtbot.waitUntil(lambda: len(taken) > 10, timeout=30_000)
    view.end_recording()
    assert taken[0].shape == (256, 144, 4)
    upper = taken[0][32:96, 40:104, :3].reshape(-1, 3).mean(axis=0)
    assert upper[0] > upper[1] + 10, "her hair, in the upper half of an upright film"
    assert np.abs(taken[0].astype(int) - taken[-1]).max() > 10, "she moves"
    with qtbot.waitSignal(view.touched, timeout=5_000) as touched:
        place = QPoint(view.surface.width() // 2, view.surface.height() // 3)
        QTest.mouseClick(view.surface, Qt.MouseButton.LeftButton, pos=place)
    assert touched.args[0].zone in {"Head", "Face", "Hair"}
    view.close_stage()
    assert gl.live_objects() == before


def test_after_a_lost_context_she_is_drawn_in_a_new_one(qtbot: QtBot) -> None:
    before = gl.live_objects()
    frames = [QWidget(), QWidget()]
    for frame in frames:
        qtbot.addWidget(frame)
        QVBoxLayout(frame)
        frame.resize(300, 300)
    view = AvatarView("widget")
    lost: list[bool] = []
    for frame in frames:  # a widget that comes into another window loses its context
        frame.layout().addWidget(view.surface.hosted(frame))
        frame.show()
        qtbot.waitExposed(frame)
        if view.character is None:
            view.show_character(Live2DAvatar(paths.default_avatar()))
            view.surface.context().aboutToBeDestroyed.connect(lambda: lost.append(True))
        view.frame_times = []
        qtbot.waitUntil(lambda: len(view.frame_times or []) > 5, timeout=30_000)
        assert pixels(view.surface.grabFramebuffer()).std() > 30
    assert lost
    view.close_stage()
    assert gl.live_objects() == before


def test_the_surface_suits_the_machine(qtbot: QtBot) -> None:
    view = AvatarView()
    assert isinstance(view.surface, StageWindow if drawn_by_processor() else StageWidget)
    view.close_stage()


def empty_stage(qtbot: QtBot) -> tuple[QWidget, AvatarView]:
    """Return a window with an empty stage, and the stage."""
    frame = QWidget()
    qtbot.addWidget(frame)
    view = AvatarView(parent=frame)
    QVBoxLayout(frame).addWidget(view.surface.hosted(frame))
    frame.resize(200, 200)
    frame.show()
    qtbot.waitExposed(frame)
    return frame, view


def test_a_character_that_stops_leaves_the_stage_running(qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    _frame, view = empty_stage(qtbot)
    stopped = Live2DAvatar(paths.default_avatar())

    def stop(*_arguments: object) -> None:
        raise CubismError("its process has ended.")

    stopped.draw = stop  # type: ignore[method-assign]
    with qtbot.waitSignal(view.failed, timeout=10_000) as failed:
        view.show_character(stopped)
    assert failed.args == ["She cannot be drawn: its process has ended."]
    assert "its process has ended" in caplog.text
    caplog.clear()  # its records hold the stage, which must not outlive the application
    view.frame_times = []
    qtbot.waitUntil(lambda: len(view.frame_times or []) > 5, timeout=10_000)
    view.show_character(Live2DAvatar(paths.default_avatar()))
    qtbot.wait(100)
    assert pixels(view.surface.grabFramebuffer()).std() > 25, "the next one is drawn"
    view.close_stage()


class Broken:
    """Stands for a driver that refuses: whatever is called raises."""

    def __call__(self, *_arguments: object) -> None:
        raise CubismError("the graphics driver was reset.")


def staged(qtbot: QtBot) -> tuple[QWidget, AvatarView, list[str]]:
    """Return a window with a stage that shows her, the stage, and the list of what it complains of."""
    frame, view = empty_stage(qtbot)
    view.show_character(Live2DAvatar(paths.default_avatar()))
    said: list[str] = []
    view.failed.connect(said.append)
    some_frames(qtbot, view)
    assert pixels(view.surface.grabFramebuffer()).std() > 25
    return frame, view, said


def some_frames(qtbot: QtBot, view: AvatarView) -> None:
    view.frame_times = []
    qtbot.waitUntil(lambda: len(view.frame_times or []) > 8, timeout=30_000)


@pytest.mark.parametrize("act", ["paint her", "move her", "paint the backdrop", "record"])
def test_a_stage_that_breaks_says_so_once_and_time_goes_on(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, act: str
) -> None:
    before = gl.live_objects()
    _frame, view, said = staged(qtbot)
    heard: list[float] = []
    view.before_frame = heard.append
    with monkeypatch.context() as broken:
        if act == "record":
            broken.setattr("companion.ui.avatar_view._read", Broken())
            view.wants_frame = lambda: True
        elif act == "paint the backdrop":
            broken.setattr(Backdrop, "draw", Broken())
        else:
            broken.setattr(Live2DAvatar, "draw" if act == "paint her" else "update", Broken())
        qtbot.waitUntil(lambda: bool(said), timeout=30_000)
        some_frames(qtbot, view)
        assert said == ["She cannot be drawn: the graphics driver was reset."]
        assert len(heard) > 8, "the sound is asked after in each frame"
    caplog.clear()
    view.end_recording()
    view.show_character(Live2DAvatar(paths.default_avatar()))
    some_frames(qtbot, view)
    assert pixels(view.surface.grabFramebuffer()).std() > 25, "another one is drawn"
    assert len(said) == 1
    view.close_stage()
    assert gl.live_objects() == before
