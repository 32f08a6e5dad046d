"""The stage: lets the character live at 62 frames a second and draws her on an OpenGL surface inside the window.

Nothing slow happens here: loading goes on elsewhere and hands over a character that is ready to be drawn.
"""

from __future__ import annotations

import ctypes
import logging
import time
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QCursor
from PySide6.QtOpenGL import QOpenGLFramebufferObject

from companion.avatar.avatar import Avatar
from companion.avatar.backdrop import DARK, LIGHT, Backdrop, Background
from companion.avatar.touch import Touch, TouchSense
from companion.ui import theme
from companion.ui.gl_surface import Surface, SurfaceKind, drawn_by_processor, make_surface
from companion.ui.pace import FRAME_MS, Pace
from companion.ui.sentences import translated

logger = logging.getLogger(__name__)

POINTER_SECONDS = 0.05
"""How often the pointer is asked for: on X11 that waits for the server, and her gaze is smooth anyway."""

LONGEST_STEP = 0.1
"""Seconds: after a pause (a dragged window, a sleeping laptop) she goes on instead of jumping ahead."""


class AvatarView(QObject):
    """Shows a character; owns it and the GL objects. ``before_frame`` runs first in each frame, ``dt`` in seconds."""

    failed = Signal(str)
    """The character cannot be drawn; one sentence."""
    touched = Signal(object)
    """A hand has patted or poked her: a ``Touch``. She has reacted already."""

    def __init__(self, kind: SurfaceKind | None = None, parent: QObject | None = None) -> None:
        """Make an empty stage; time runs. ``kind`` None: the surface that suits the machine."""
        super().__init__(parent)
        self._software = drawn_by_processor()
        self.home = make_surface(kind or ("window" if self._software else "widget"))
        """Where she is when nobody calls her elsewhere: to be laid out as ``home.hosted(parent)``."""
        self.surface: Surface = self.home
        """What is painted on now."""
        self._hand = TouchSense()
        self.touchable: Callable[[str], bool] = lambda _zone: True
        """Asked whether a part of her may be touched."""
        self.calm: Callable[[], bool] = lambda: False
        """Asked in each frame whether half the pace will do, and a tenth while nobody sees her."""
        self.before_frame: Callable[[float], None] = lambda _dt: None
        self.wants_frame: Callable[[], bool] | None = None
        """Set while recording: asked in each frame whether a picture is needed."""
        self.take_frame: Callable[[NDArray[np.uint8], float], None] = lambda _frame, _at: None
        """Gets each recorded picture, (height, width, 4), top row first, and the moment it shows (perf_counter)."""
        self.take_outline: Callable[[NDArray[np.uint8]], None] | None = None
        """Set for one picture: gets how solid she is at each place before it shows, (height, width), top first."""
        self.record_size = (512, 512)
        self.background: Background = None
        """What stands behind her in the window; None: what the theme says."""
        self.record_background: Background = LIGHT
        """What stands behind her in the film."""
        self.follows_pointer = True
        self.frame_times: list[float] | None = None
        """Set to a list to collect the time of every frame (perf_counter), for measurements."""
        self._character: Avatar | None = None
        self._drawable = False
        self._backdrop: Backdrop | None = None
        self._record_buffer: QOpenGLFramebufferObject | None = None
        self._last = time.perf_counter()
        self._pointer_seen = QPoint(-1, -1)
        self._pointer_idle = 0.0
        self._pointer_age = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(FRAME_MS)
        self._timer.timeout.connect(self._frame)
        self._pace = Pace(software=self._software)
        self._adopt()
        # From now on, whatever becomes of the picture, and when the window is hidden: she speaks, and may be recorded.
        self._timer.start()

    @property
    def character(self) -> Avatar | None:
        """The character on stage."""
        return self._character

    @property
    def pace_ms(self) -> int:
        """Milliseconds from one frame to the next, as it goes now."""
        return self._timer.interval()

    def show_character(self, character: Avatar | None) -> None:
        """Put ``character`` on stage, which owns it from now on; the one before is freed."""
        self._leave_stage()
        self._character = character
        if character is not None and self.surface.isValid():
            self.surface.makeCurrent()
            if self._backdrop is None:  # the stage was lost: another try
                self._begin()
            else:
                self._enter_stage()
            self.surface.doneCurrent()
        self.surface.update()

    def show_on(self, surface: Surface) -> None:
        """Paint on ``surface`` from now on; the one before stays with its owner and is left empty."""
        if surface is self.surface:
            return
        old = self.surface
        self._free_gl()
        if old.context() is not None:
            old.context().aboutToBeDestroyed.disconnect(self._free_gl)
        old.frameSwapped.disconnect(self._keep_pace)
        old.painter.rest()
        self.surface = surface
        self._adopt()
        if surface.context() is not None and surface.isValid():
            surface.makeCurrent()
            self._begin()
            surface.doneCurrent()

    def _adopt(self) -> None:
        painter = self.surface.painter
        painter.begin, painter.paint = self._begin, self._paint
        painter.press, painter.move, painter.release = self._press, self._stroke, self._release
        self.surface.frameSwapped.connect(self._keep_pace)

    def close_stage(self) -> None:
        """Stop time and free the character and all GL objects; the last thing before the window goes."""
        self._timer.stop()
        self._leave_stage()
        self._free_gl()

    # ---- the surface

    def _begin(self) -> None:
        """Make what every context needs."""
        self.surface.context().aboutToBeDestroyed.connect(self._free_gl, Qt.ConnectionType.DirectConnection)
        self._backdrop = Backdrop()
        self._enter_stage()
        self._last = time.perf_counter()

    def _paint(self) -> None:
        """Draw one frame; the state was computed by the timer."""
        ratio = self.surface.devicePixelRatio()
        width, height = round(self.surface.width() * ratio), round(self.surface.height() * ratio)
        try:
            self._draw(None, width, height)
            take, self.take_outline = self.take_outline, None
            if take is not None:
                take(self._outline(width, height))
        except Exception as error:  # noqa: BLE001 - a driver may refuse in any way: the chat goes on
            self._lose(error)

    def _press(self, place: QPoint) -> None:
        point = self._within_stage(place)
        self._hand.press(self._part(point), *point)

    def _stroke(self, place: QPoint) -> None:
        point = self._within_stage(place)
        self._feel(self._hand.move(self._part(point), *point, time.perf_counter()))

    def _release(self) -> None:
        self._feel(self._hand.release(time.perf_counter()))

    def _part(self, point: tuple[float, float]) -> str | None:
        """Return the part of her there that may be touched."""
        part = self._character.hit(*point) if self._character is not None else None
        return part if part is not None and self.touchable(part) else None

    def _feel(self, touch: Touch | None) -> None:
        if touch is not None and self._character is not None:
            self._character.life.feel(touch)
            self.touched.emit(touch)

    # ---- frames

    def _frame(self) -> None:
        now = time.perf_counter()
        step = min(now - self._last, LONGEST_STEP)
        self._last = now
        if self.frame_times is not None:
            self.frame_times.append(now)
        self.before_frame(step)
        exposed, calm = self.surface.isExposed(), self.calm()
        if self._character is not None and (exposed or not calm or self.wants_frame is not None):
            self._live(step)
        if self.wants_frame is not None and self.wants_frame():
            try:
                self._record()
            except Exception as error:  # noqa: BLE001 - so does the film, with the last picture
                self._lose(error)
                self.surface.doneCurrent()
        if exposed:
            self.surface.update()
        pace = self._pace.milliseconds(calm=calm and self.wants_frame is None, exposed=exposed)
        if pace != self._timer.interval():  # setting it begins the interval anew: a late frame
            self._timer.setInterval(pace)

    def _live(self, step: float) -> None:
        assert self._character is not None
        if self.follows_pointer:
            self._follow_pointer(step)
        if not self._drawable:
            return
        try:
            self._character.update(step)
        except Exception as error:  # as when she is drawn
            logger.exception("the character stopped")
            self.surface.makeCurrent()
            self._give_up(error)
            self.surface.doneCurrent()

    def _keep_pace(self) -> None:
        self._pace.painted(time.perf_counter() - self._last)

    def _follow_pointer(self, step: float) -> None:
        """Her eyes follow the pointer while it moves and a little longer; then she looks where she likes."""
        assert self._character is not None
        self._pointer_age += step
        if self._pointer_age < POINTER_SECONDS:
            return
        step, self._pointer_age = self._pointer_age, 0.0
        pointer = QCursor.pos()
        if pointer != self._pointer_seen:
            self._pointer_seen, self._pointer_idle = pointer, 0.0
        self._pointer_idle += step
        if self._pointer_idle > 4.0:
            self._character.look_at(None, None)
        else:
            self._character.look_at(*self._stage_point(self.surface.mapFromGlobal(pointer)))

    def _stage_point(self, point: QPoint) -> tuple[float, float]:
        """Return a place in halves of the stage from its middle; on the desktop beside it they go on."""
        width, height = max(self.surface.width(), 1), max(self.surface.height(), 1)
        x = point.x() / width * 2.0 - 1.0
        y = (height - point.y()) / min(height, width) * 2.0 - 1.0
        return x, y

    def _within_stage(self, point: QPoint) -> tuple[float, float]:
        x, y = self._stage_point(point)
        return min(max(x, -1.0), 1.0), min(max(y, -1.0), 1.0)

    def _draw(self, target: QOpenGLFramebufferObject | None, width: int, height: int) -> None:
        if target is not None:
            target.bind()
        if self._backdrop is not None:
            see_through = target is None and self.surface.format().hasAlpha()
            shown = None if see_through else self.background or stage_background()
            behind = shown if target is None else self.record_background
            self._backdrop.draw(width, height, behind)
        # On a stage higher than wide the square picture of her stands on the lower edge, where the viewport begins;
        # an upright film shows more of her instead.
        self._draw_her(width, min(height, width) if target is None else height)

    def _draw_her(self, width: int, height: int) -> None:
        if self._character is not None and self._drawable:
            try:
                self._character.draw(width, height, None)
            except Exception as error:  # a character in a process of its own can stop in any frame: the chat goes on
                logger.exception("the character stopped")
                self._give_up(error)

    def _record(self) -> None:
        """Draw the same moment again in the film's shape, and hand the pixels over."""
        if self._backdrop is None:
            return
        width, height = self.record_size
        self.surface.makeCurrent()
        if self._record_buffer is None or self._record_buffer.size().toTuple() != (width, height):
            self._record_buffer = QOpenGLFramebufferObject(
                width, height, QOpenGLFramebufferObject.Attachment.CombinedDepthStencil
            )
        self._draw(self._record_buffer, width, height)
        pixels = _read(self._record_buffer)
        self.surface.doneCurrent()
        self.take_frame(pixels, self._last)

    def _outline(self, width: int, height: int) -> NDArray[np.uint8]:
        """Return how solid each place of the picture painted now is: reading it is much less than drawing it again."""
        if self._backdrop is None or not self._drawable:
            return np.zeros((height, width), np.uint8)
        return _pixels(width, height)[..., 3]

    def snapshot(self, width: int, height: int) -> NDArray[np.uint8]:
        """Return her as she is now on the backdrop, (height, width, 4), top row first; all zeros without a picture."""
        if self._backdrop is None or not self._drawable:
            return np.zeros((height, width, 4), np.uint8)
        self.surface.makeCurrent()
        buffer = QOpenGLFramebufferObject(width, height, QOpenGLFramebufferObject.Attachment.CombinedDepthStencil)
        self._draw(buffer, width, height)
        pixels = _read(buffer)
        del buffer
        self.surface.doneCurrent()
        return pixels

    def end_recording(self) -> None:
        """Record no longer and free the picture's buffer."""
        self.wants_frame = None
        self.take_frame = lambda _frame, _at: None
        if self._record_buffer is not None:
            self.surface.makeCurrent()
            self._record_buffer = None
            self.surface.doneCurrent()

    # ---- GL objects

    def _enter_stage(self) -> None:
        """Let the character make its GL objects; a context is current."""
        if self._character is None:
            return
        try:
            self._character.open_gl(fast=self._software, live=True)
            self._drawable = True
        except Exception as error:  # a driver may refuse in any way: the chat goes on
            logger.exception("the character cannot be drawn")
            self._give_up(error)

    def _give_up(self, error: Exception) -> None:
        """Draw her no longer and say why; a context is current."""
        if self._character is not None:
            self._character.close_gl()
        self._drawable = False
        self._tell(error)

    def _lose(self, error: Exception) -> None:
        """Leave the stage empty until a new context or a new character comes; a context is current."""
        logger.error("the stage cannot be drawn", exc_info=error)
        self._drop_gl()
        self._tell(error)

    def _tell(self, error: Exception) -> None:
        self.failed.emit(self.tr("She cannot be drawn: {reason}").format(reason=translated(str(error))))

    def _leave_stage(self) -> None:
        character, self._character = self._character, None
        if character is None:
            return
        if self._drawable:
            self.surface.makeCurrent()
            character.close_gl()
            self.surface.doneCurrent()
            self._drawable = False
        character.close()

    def _free_gl(self) -> None:
        """Free everything that lives in the context, which is about to go."""
        if self._backdrop is None:
            return
        self.surface.makeCurrent()
        self._drop_gl()
        self.surface.doneCurrent()

    def _drop_gl(self) -> None:
        if self._character is not None and self._drawable:
            self._character.close_gl()
            self._drawable = False
        self._record_buffer = None
        if self._backdrop is not None:
            self._backdrop.close()
            self._backdrop = None


def stage_background() -> Background:
    """Return what stands behind her in the window."""
    return DARK if theme.palette() is theme.DARK else LIGHT


def _read(buffer: QOpenGLFramebufferObject) -> NDArray[np.uint8]:
    """Return the pixels of ``buffer``, (height, width, 4), top row first; its context is current."""
    buffer.bind()
    pixels = _pixels(buffer.width(), buffer.height())
    buffer.release()
    return pixels


def _pixels(width: int, height: int) -> NDArray[np.uint8]:
    """Return the pixels of the framebuffer bound now, (height, width, 4), top row first."""
    from cubism_binding.rendering import gl  # long loaded with the character; not needed to show the window

    pixels = np.empty((height, width, 4), np.uint8)
    gl.glPixelStorei(gl.GL_PACK_ALIGNMENT, 4)
    gl.glReadPixels(0, 0, width, height, gl.GL_RGBA, gl.GL_UNSIGNED_BYTE, ctypes.c_void_p(pixels.ctypes.data))
    return pixels[::-1]
