"""What stands behind her: a soft vertical gradient with a glow around her head.

Painted once for each size and palette, then copied: without a graphics card the shader would take a third of a frame.
"""

from __future__ import annotations

import ctypes

from OpenGL import GL

from companion.ui.theme import Palette, rgb

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


class _Picture:
    """A framebuffer with one texture."""

    def __init__(self, width: int, height: int, colours: Palette) -> None:
        self.colours = colours
        self._texture = GL.glGenTextures(1)
        GL.glBindTexture(GL.GL_TEXTURE_2D, self._texture)
        GL.glTexImage2D(GL.GL_TEXTURE_2D, 0, GL.GL_RGBA8, width, height, 0, GL.GL_RGBA, GL.GL_UNSIGNED_BYTE, None)
        GL.glBindTexture(GL.GL_TEXTURE_2D, 0)
        self.buffer = GL.glGenFramebuffers(1)
        GL.glBindFramebuffer(GL.GL_FRAMEBUFFER, self.buffer)
        GL.glFramebufferTexture2D(GL.GL_FRAMEBUFFER, GL.GL_COLOR_ATTACHMENT0, GL.GL_TEXTURE_2D, self._texture, 0)

    def free(self) -> None:
        """Delete both."""
        GL.glDeleteFramebuffers(1, ctypes.c_uint(self.buffer))
        GL.glDeleteTextures(1, ctypes.c_uint(self._texture))


class Backdrop:
    """The GL objects of the background. Make, draw and free it with its context current."""

    def __init__(self) -> None:
        """Compile the program."""
        self._program = GL.glCreateProgram()
        for kind, source in ((GL.GL_VERTEX_SHADER, _VERTEX), (GL.GL_FRAGMENT_SHADER, _FRAGMENT)):
            shader = GL.glCreateShader(kind)
            GL.glShaderSource(shader, source)
            GL.glCompileShader(shader)
            if not GL.glGetShaderiv(shader, GL.GL_COMPILE_STATUS):
                raise RuntimeError(f"the backdrop's shader does not compile: {GL.glGetShaderInfoLog(shader)!r}")
            GL.glAttachShader(self._program, shader)
            GL.glDeleteShader(shader)
        GL.glLinkProgram(self._program)
        if not GL.glGetProgramiv(self._program, GL.GL_LINK_STATUS):
            raise RuntimeError(f"the backdrop's program does not link: {GL.glGetProgramInfoLog(self._program)!r}")
        self._array = GL.glGenVertexArrays(1)
        self._places = {
            name: GL.glGetUniformLocation(self._program, name) for name in ("top", "bottom", "glow", "aspect")
        }

        self._painted: dict[tuple[int, int], _Picture] = {}

    def draw(self, width: int, height: int, colours: Palette) -> None:
        """Fill the framebuffer bound now, ``width`` by ``height`` pixels."""
        target = GL.glGetIntegerv(GL.GL_DRAW_FRAMEBUFFER_BINDING)
        picture = self._painted.get((width, height))
        if picture is None or picture.colours is not colours:
            picture = self._keep(width, height, colours)
            GL.glBindFramebuffer(GL.GL_FRAMEBUFFER, picture.buffer)
            self._paint(width, height, colours)
        GL.glDisable(GL.GL_SCISSOR_TEST)
        GL.glBindFramebuffer(GL.GL_READ_FRAMEBUFFER, picture.buffer)
        GL.glBindFramebuffer(GL.GL_DRAW_FRAMEBUFFER, target)
        GL.glBlitFramebuffer(0, 0, width, height, 0, 0, width, height, GL.GL_COLOR_BUFFER_BIT, GL.GL_NEAREST)
        GL.glBindFramebuffer(GL.GL_FRAMEBUFFER, target)
        GL.glViewport(0, 0, width, height)

    def _keep(self, width: int, height: int, colours: Palette) -> _Picture:
        """Return a new picture to paint on; the window's and the video's are kept, older ones freed."""
        stale = [size for size in self._painted if size == (width, height)] or list(self._painted)[:-1]
        for size in stale:
            self._painted.pop(size).free()
        picture = self._painted[width, height] = _Picture(width, height, colours)
        return picture

    def _paint(self, width: int, height: int, colours: Palette) -> None:
        for capability in (GL.GL_BLEND, GL.GL_DEPTH_TEST, GL.GL_STENCIL_TEST, GL.GL_CULL_FACE, GL.GL_SCISSOR_TEST):
            GL.glDisable(capability)
        GL.glColorMask(True, True, True, True)
        GL.glViewport(0, 0, width, height)
        GL.glUseProgram(self._program)
        GL.glUniform3f(self._places["top"], *rgb(colours.stage_top))
        GL.glUniform3f(self._places["bottom"], *rgb(colours.stage_bottom))
        GL.glUniform3f(self._places["glow"], *rgb(colours.stage_glow))
        GL.glUniform1f(self._places["aspect"], width / max(height, 1))
        GL.glBindVertexArray(self._array)
        GL.glDrawArrays(GL.GL_TRIANGLES, 0, 3)
        GL.glBindVertexArray(0)
        GL.glUseProgram(0)

    def free(self) -> None:
        """Delete the GL objects."""
        for picture in self._painted.values():
            picture.free()
        self._painted.clear()
        GL.glDeleteProgram(self._program)
        GL.glDeleteVertexArrays(1, ctypes.c_uint(self._array))
