"""What stands behind her: a soft vertical gradient with a glow around her head.

Painted once for each size and palette, then copied: without a graphics card the shader would take a third of a frame.
Qt's own OpenGL classes do it, so that the window need not wait for PyOpenGL.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect
from PySide6.QtGui import QOpenGLContext, QVector3D
from PySide6.QtOpenGL import (
    QOpenGLFramebufferObject,
    QOpenGLShader,
    QOpenGLShaderProgram,
    QOpenGLVertexArrayObject,
)

from companion.ui.theme import Palette, rgb

_TRIANGLES = 0x0004
_COLOUR_BUFFER = 0x4000
_BLEND, _DEPTH_TEST, _STENCIL_TEST, _CULL_FACE, _SCISSOR_TEST = 0x0BE2, 0x0B71, 0x0B90, 0x0B44, 0x0C11

_VERTEX = """#version 330 core
out vec2 place;
void main() {
    vec2 corner = vec2(gl_VertexID == 1 ? 3.0 : -1.0, gl_VertexID == 2 ? 3.0 : -1.0);
    place = corner * 0.5 + 0.5;
    gl_Position = vec4(corner, 0.0, 1.0);
}
"""

_FRAGMENT = """#version 330 core
uniform vec3 top, bottom, glow;
uniform float aspect;
in vec2 place;
out vec4 colour;
void main() {
    vec2 from = (place - vec2(0.5, 0.60)) * vec2(aspect, 1.0);
    float light = 1.0 - smoothstep(0.0, 0.62, length(from));
    vec3 base = mix(bottom, top, smoothstep(0.0, 1.0, place.y));
    // A step of half a colour level, different for each pixel: no bands in the gradient.
    float grain = (fract(52.9829189 * fract(dot(gl_FragCoord.xy, vec2(0.06711056, 0.00583715)))) - 0.5) / 255.0;
    colour = vec4(mix(base, glow, light * 0.85) + grain, 1.0);
}
"""


@dataclass(frozen=True)
class _Picture:
    buffer: QOpenGLFramebufferObject
    colours: Palette


class Backdrop:
    """The GL objects of the background. Make, draw and free it with its context current."""

    def __init__(self) -> None:
        """Compile the program."""
        self._program = QOpenGLShaderProgram()
        for kind, source in (
            (QOpenGLShader.ShaderTypeBit.Vertex, _VERTEX),
            (QOpenGLShader.ShaderTypeBit.Fragment, _FRAGMENT),
        ):
            if not self._program.addShaderFromSourceCode(kind, source):
                raise RuntimeError(f"the backdrop's shader does not compile: {self._program.log()}")
        if not self._program.link():
            raise RuntimeError(f"the backdrop's program does not link: {self._program.log()}")
        self._array = QOpenGLVertexArrayObject()
        self._array.create()
        self._painted: dict[tuple[int, int], _Picture] = {}

    def draw(self, target: QOpenGLFramebufferObject | None, width: int, height: int, colours: Palette) -> None:
        """Fill ``target`` (None: the window), ``width`` by ``height`` pixels, and leave it bound."""
        gl = QOpenGLContext.currentContext().functions()
        picture = self._painted.get((width, height))
        if picture is None or picture.colours is not colours:
            picture = self._paint(width, height, colours)
        gl.glDisable(_SCISSOR_TEST)
        place = QRect(0, 0, width, height)
        # Qt takes None for the window; its type hints do not know.
        QOpenGLFramebufferObject.blitFramebuffer(target, place, picture.buffer, place)  # type: ignore[arg-type]
        if target is None:
            QOpenGLFramebufferObject.bindDefault()
        else:
            target.bind()
        gl.glViewport(0, 0, width, height)

    def clear(self, target: QOpenGLFramebufferObject | None, width: int, height: int) -> None:
        """Make ``target`` (None: the window) see-through instead, and leave it bound."""
        gl = QOpenGLContext.currentContext().functions()
        if target is None:
            QOpenGLFramebufferObject.bindDefault()
        else:
            target.bind()
        gl.glDisable(_SCISSOR_TEST)
        gl.glColorMask(True, True, True, True)
        gl.glClearColor(0.0, 0.0, 0.0, 0.0)
        gl.glClear(_COLOUR_BUFFER)
        gl.glViewport(0, 0, width, height)

    def _paint(self, width: int, height: int, colours: Palette) -> _Picture:
        """Paint a new picture; the window's and the video's are kept, older ones freed."""
        stale = [size for size in self._painted if size == (width, height)] or list(self._painted)[:-1]
        for size in stale:
            del self._painted[size]
        picture = self._painted[width, height] = _Picture(QOpenGLFramebufferObject(width, height), colours)
        picture.buffer.bind()
        gl = QOpenGLContext.currentContext().functions()
        for capability in (_BLEND, _DEPTH_TEST, _STENCIL_TEST, _CULL_FACE, _SCISSOR_TEST):
            gl.glDisable(capability)
        gl.glColorMask(True, True, True, True)
        gl.glViewport(0, 0, width, height)
        self._program.bind()
        for name, colour in (
            ("top", colours.stage_top),
            ("bottom", colours.stage_bottom),
            ("glow", colours.stage_glow),
        ):
            self._program.setUniformValue(self._program.uniformLocation(name), QVector3D(*rgb(colour)))
        self._program.setUniformValue1f(self._program.uniformLocation("aspect"), width / max(height, 1))
        self._array.bind()
        gl.glDrawArrays(_TRIANGLES, 0, 3)
        self._array.release()
        self._program.release()
        return picture

    def free(self) -> None:
        """Delete the GL objects."""
        self._painted.clear()
        self._array.destroy()
        self._program.removeAllShaders()
        del self._program
