"""OpenGL as the renderer uses it: bare calls without PyOpenGL's checks, and one owner for the objects made.

PyOpenGL's wrappers and its error check after each call cost more than the calls; this module must therefore be
imported before ``OpenGL.GL``. Errors are asked for once after the set-up instead.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Callable
from typing import Any

if sys.platform.startswith("linux"):
    # One path for windows and for headless drawing: with any other, PyOpenGL finds no EGL context current.
    os.environ.setdefault("PYOPENGL_PLATFORM", "egl")

import OpenGL

OpenGL.ERROR_CHECKING = False

from OpenGL.raw.GL.VERSION import GL_1_0, GL_1_1, GL_1_2, GL_1_3, GL_1_4, GL_1_5, GL_2_0, GL_3_0, GL_3_1, GL_3_3  # noqa: E402 - the switch must come first

from cubism_binding.core.errors import CubismError  # noqa: E402

_MODULES = (GL_1_0, GL_1_1, GL_1_2, GL_1_3, GL_1_4, GL_1_5, GL_2_0, GL_3_0, GL_3_1, GL_3_3)


def __getattr__(name: str) -> Any:
    """Find a GL function or enumerant in PyOpenGL's raw tables, once."""
    for module in _MODULES:
        if hasattr(module, name):
            value = getattr(module, name)
            globals()[name] = value
            return value
    raise AttributeError(name)


_live = 0


def live_objects() -> int:
    """Return how many GL objects made by this library exist; 0 after every renderer and context was closed."""
    return _live


class GlObjects:
    """Own GL objects of one context and delete them together."""

    def __init__(self) -> None:
        self._deleters: list[Callable[[], None]] = []

    def _own(self, delete: Callable[[], None]) -> None:
        global _live  # noqa: PLW0603 - one counter for the process
        self._deleters.append(delete)
        _live += 1

    def _generate(self, kind: str) -> int:
        name = (ctypes.c_uint * 1)()
        raw(f"glGen{kind}")(1, name)
        self._own(lambda: raw(f"glDelete{kind}")(1, name))
        return name[0]

    def buffer(self) -> int:
        """Make a buffer."""
        return self._generate("Buffers")

    def texture(self) -> int:
        """Make a texture."""
        return self._generate("Textures")

    def framebuffer(self) -> int:
        """Make a framebuffer."""
        return self._generate("Framebuffers")

    def renderbuffer(self) -> int:
        """Make a renderbuffer."""
        return self._generate("Renderbuffers")

    def vertex_array(self) -> int:
        """Make a vertex array."""
        return self._generate("VertexArrays")

    def program(self, vertex: str, fragment: str) -> int:
        """Compile and link two shader texts; raises CubismError with the driver's words."""
        program = int(raw("glCreateProgram")())
        self._own(lambda: raw("glDeleteProgram")(program))
        shaders = [_compile(0x8B31, vertex), _compile(0x8B30, fragment)]
        for shader in shaders:
            raw("glAttachShader")(program, shader)
        raw("glLinkProgram")(program)
        for shader in shaders:
            raw("glDetachShader")(program, shader)
            raw("glDeleteShader")(shader)
        linked = (ctypes.c_int * 1)()
        raw("glGetProgramiv")(program, 0x8B82, linked)
        if not linked[0]:
            raise CubismError(f"The graphics driver cannot link a shader: {_log('Program', program)}")
        return program

    def release(self) -> None:
        """Delete everything; the context must be current. Harmless the second time."""
        global _live  # noqa: PLW0603
        while self._deleters:
            self._deleters.pop()()
            _live -= 1

    def forget(self) -> None:
        """Drop the names without GL calls, for a context that was lost with all its objects."""
        global _live  # noqa: PLW0603
        _live -= len(self._deleters)
        self._deleters.clear()


def raw(name: str) -> Any:
    """Return a raw GL function by name."""
    return globals().get(name) or __getattr__(name)


def integer(name: int) -> int:
    """Return one integer of GL's state."""
    value = (ctypes.c_int * 1)()
    raw("glGetIntegerv")(name, value)
    return value[0]


def _compile(kind: int, text: str) -> int:
    shader = int(raw("glCreateShader")(kind))
    source = ctypes.create_string_buffer(text.encode())
    lines = (ctypes.POINTER(ctypes.c_char) * 1)(ctypes.cast(source, ctypes.POINTER(ctypes.c_char)))
    raw("glShaderSource")(shader, 1, lines, None)
    raw("glCompileShader")(shader)
    compiled = (ctypes.c_int * 1)()
    raw("glGetShaderiv")(shader, 0x8B81, compiled)
    if not compiled[0]:
        raise CubismError(f"The graphics driver cannot compile a shader: {_log('Shader', shader)}")
    return shader


def _log(kind: str, name: int) -> str:
    text = ctypes.create_string_buffer(4096)
    raw(f"glGet{kind}InfoLog")(name, len(text), None, text)
    return text.value.decode("utf-8", "replace").strip()


def uniform_location(program: int, name: str) -> int:
    """Return where ``name`` lives in ``program``; -1 when the driver dropped it as unused."""
    return int(raw("glGetUniformLocation")(program, ctypes.create_string_buffer(name.encode())))
