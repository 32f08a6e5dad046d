"""What stands behind her: a soft vertical gradient with a glow around her head, drawn by one triangle."""

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

    def draw(self, width: int, height: int, colours: Palette) -> None:
        """Fill the current framebuffer, ``width`` by ``height`` pixels."""
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
        GL.glDeleteProgram(self._program)
        GL.glDeleteVertexArrays(1, ctypes.c_uint(self._array))
