"""What the stage paints on: a QOpenGLWidget; without a graphics card a native child window instead.

A QOpenGLWidget makes Qt compose the whole window anew with every frame. A graphics card does not notice; where the
processor draws it took 14 ms of processor time a frame against 1 ms for a QOpenGLWindow in a window container.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Literal, TypeAlias

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QMouseEvent, QOffscreenSurface, QOpenGLContext, QSurfaceFormat
from PySide6.QtOpenGL import QOpenGLWindow
from PySide6.QtOpenGLWidgets import QOpenGLWidget
from PySide6.QtWidgets import QWidget

_GL_RENDERER = 0x1F01
_NONE = "no OpenGL"
_SOFTWARE = ("llvmpipe", "softpipe", "SwiftShader", "Basic Render")

SurfaceKind: TypeAlias = Literal["widget", "window"]


def surface_format() -> QSurfaceFormat:
    """Return the format of every GL surface of the program: OpenGL 3.3 core, no waiting for the screen."""
    result = QSurfaceFormat()
    result.setVersion(3, 3)
    result.setProfile(QSurfaceFormat.OpenGLContextProfile.CoreProfile)
    result.setDepthBufferSize(24)
    result.setStencilBufferSize(8)
    result.setSwapInterval(0)  # the timer paces the frames; waiting here would hold up the whole window
    return result


@cache
def gl_name() -> str:
    """Return what draws here, as the driver names itself; asked of a context made for the question."""
    context, surface = QOpenGLContext(), QOffscreenSurface()
    context.setFormat(surface_format())
    surface.setFormat(surface_format())
    surface.create()
    if not (context.create() and context.makeCurrent(surface)):
        return _NONE
    name = str(context.functions().glGetString(_GL_RENDERER))
    context.doneCurrent()
    return name


def can_draw() -> bool:
    """Say whether there is OpenGL here as we need it."""
    return gl_name() != _NONE


def drawn_by_processor() -> bool:
    """Say whether OpenGL is a program here, not a graphics card."""
    return any(known in gl_name() for known in _SOFTWARE)


class _Painter:
    """What a surface asks for; set by the stage before the surface is shown."""

    def __init__(self) -> None:
        self.rest()

    def rest(self) -> None:
        """Ask nobody: the stage is elsewhere."""
        self.begin: Callable[[], None] = lambda: None
        self.paint: Callable[[], None] = lambda: None
        self.press: Callable[[QPoint], None] = lambda _place: None
        self.move: Callable[[QPoint], None] = lambda _place: None
        self.release: Callable[[], None] = lambda: None


class _Painted:
    """Hands on to the painter what Qt asks both kinds of surface for."""

    painter: _Painter

    def initializeGL(self) -> None:
        """Begin in a new context: Qt makes one also when a widget moves to another window."""
        self.painter.begin()

    def paintGL(self) -> None:
        """Draw one frame."""
        self.painter.paint()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.painter.press(event.position().toPoint())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.painter.move(event.position().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.painter.release()


class StageWidget(_Painted, QOpenGLWidget):
    """The surface on a graphics card."""

    def __init__(self) -> None:
        """Make it without a parent; a layout adopts it."""
        super().__init__()
        self.painter = _Painter()
        self.setFormat(surface_format())

    def isExposed(self) -> bool:
        """Say whether there is anything to see, as windows say it."""
        return self.isVisible()

    def hosted(self, _parent: QWidget) -> QWidget:
        """Return the widget to lay out."""
        return self


class StageWindow(_Painted, QOpenGLWindow):
    """The surface without a graphics card; nothing can float above it."""

    def __init__(self) -> None:
        """Make it without a parent; ``hosted`` puts it into a widget."""
        super().__init__()
        self.painter = _Painter()
        self.setFormat(surface_format())
        self.setFlag(Qt.WindowType.WindowDoesNotAcceptFocus)  # the field to write in keeps the keyboard

    def hosted(self, parent: QWidget) -> QWidget:
        """Return the widget to lay out."""
        return QWidget.createWindowContainer(self, parent)


Surface: TypeAlias = StageWidget | StageWindow


def make_surface(kind: SurfaceKind) -> Surface:
    """Make a surface of ``kind``."""
    return StageWidget() if kind == "widget" else StageWindow()
