"""OpenGL as the renderer uses it: bare C functions, and one owner for the objects made.

PyOpenGL loads the library and names the enumerants; its functions are not used, because their argument handling and
the error check after each call cost more than the calls themselves, and because switching that check off would do so
for the whole program. Errors are asked for where something is made instead.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Callable, Sequence
from ctypes import c_char_p, c_double, c_float, c_int, c_ssize_t, c_ubyte, c_uint, c_void_p
from functools import partial
from importlib import resources
from typing import Any

if sys.platform.startswith("linux"):
    # One path for windows and for headless drawing: with any other, PyOpenGL finds no functions of an EGL context.
    os.environ.setdefault("PYOPENGL_PLATFORM", "egl")

import numpy as np
from numpy.typing import NDArray
from OpenGL.platform import PLATFORM
from OpenGL.raw.GL.VERSION import GL_1_0, GL_1_1, GL_1_2, GL_1_3, GL_1_4, GL_1_5, GL_2_0, GL_3_0, GL_3_1, GL_3_3

from cubism_binding.core.errors import CubismError

_ENUMERANTS = (GL_1_0, GL_1_1, GL_1_2, GL_1_3, GL_1_4, GL_1_5, GL_2_0, GL_3_0, GL_3_1, GL_3_3)

_TYPES = {
    "u": c_uint,
    "i": c_int,
    "f": c_float,
    "b": c_ubyte,
    "z": c_ssize_t,
    "d": c_double,
    "p": c_void_p,
    "s": c_char_p,
    "-": None,
}
# The first letter is the result's type, then one for each argument; p is any address.
_FUNCTIONS = {
    "glActiveTexture": "-u",
    "glAttachShader": "-uu",
    "glBindBuffer": "-uu",
    "glBindFramebuffer": "-uu",
    "glBindRenderbuffer": "-uu",
    "glBindTexture": "-uu",
    "glBindTextures": "-uip",
    "glBindVertexArray": "-u",
    "glBlendColor": "-ffff",
    "glBlendEquation": "-u",
    "glBlendFunc": "-uu",
    "glBlendFuncSeparate": "-uuuu",
    "glBlitFramebuffer": "-iiiiiiiiuu",
    "glBufferData": "-uzpu",
    "glCheckFramebufferStatus": "uu",
    "glClear": "-u",
    "glClearBufferfv": "-uip",
    "glClearColor": "-ffff",
    "glClearDepth": "-d",
    "glColorMask": "-bbbb",
    "glCompileShader": "-u",
    "glCopyTexSubImage2D": "-uiiiiiii",
    "glCreateProgram": "u",
    "glCreateShader": "uu",
    "glCullFace": "-u",
    "glDeleteBuffers": "-ip",
    "glDeleteFramebuffers": "-ip",
    "glDeleteProgram": "-u",
    "glDeleteRenderbuffers": "-ip",
    "glDeleteShader": "-u",
    "glDeleteSync": "-p",
    "glDeleteTextures": "-ip",
    "glDeleteVertexArrays": "-ip",
    "glDepthFunc": "-u",
    "glDepthMask": "-b",
    "glDepthRange": "-dd",
    "glDetachShader": "-uu",
    "glDisable": "-u",
    "glDrawArrays": "-uii",
    "glDrawElements": "-uiup",
    "glEnable": "-u",
    "glEnableVertexAttribArray": "-u",
    "glFenceSync": "puu",
    "glFinish": "-",
    "glFramebufferRenderbuffer": "-uuuu",
    "glFramebufferTexture2D": "-uuuui",
    "glFramebufferTextureLayer": "-uuuii",
    "glFrontFace": "-u",
    "glGenBuffers": "-ip",
    "glGenFramebuffers": "-ip",
    "glGenRenderbuffers": "-ip",
    "glGenTextures": "-ip",
    "glGenVertexArrays": "-ip",
    "glGenerateMipmap": "-u",
    "glGetError": "u",
    "glGetFramebufferAttachmentParameteriv": "-uuup",
    "glGetIntegerv": "-up",
    "glGetProgramInfoLog": "-uipp",
    "glGetProgramiv": "-uup",
    "glGetShaderInfoLog": "-uipp",
    "glGetShaderiv": "-uup",
    "glGetString": "su",
    "glGetUniformLocation": "iup",
    "glLinkProgram": "-u",
    "glPixelStorei": "-ui",
    "glReadPixels": "-iiiiuup",
    "glRenderbufferStorage": "-uuii",
    "glScissor": "-iiii",
    "glShaderSource": "-uipp",
    "glTexBuffer": "-uuu",
    "glTexImage2D": "-uiiiiiuup",
    "glTexImage3D": "-uiiiiiiuup",
    "glTexParameteri": "-uui",
    "glTexSubImage2D": "-uiiiiiuup",
    "glTexSubImage3D": "-uiiiiiiiuup",
    "glUniform1f": "-if",
    "glUniform1i": "-ii",
    "glUniform2i": "-iii",
    "glUniform4f": "-iffff",
    "glUniform4i": "-iiiii",
    "glUseProgram": "-u",
    "glVertexAttribIPointer": "-uiuip",
    "glVertexAttribPointer": "-uiubip",
    "glViewport": "-iiii",
}
# Called often and done at once, integers only: the interpreter's lock is kept and nothing is converted, which more than
# halves what a call costs. With the lock given up each time, a busy thread could delay a frame at every one of them.
_BRIEF = frozenset(
    f"gl{name}"
    for name in (
        "ActiveTexture", "BindBuffer", "BindFramebuffer", "BindTexture", "BindVertexArray", "BlendEquation",
        "BlendFunc", "BlendFuncSeparate", "ColorMask", "CullFace", "DepthFunc", "DepthMask", "Disable", "Enable",
        "FrontFace", "UseProgram", "Viewport",
    )
)  # fmt: skip


def _load(name: str) -> Any:
    """Return a GL function; where the library itself lacks it (Windows) a context must be current."""
    result, *arguments = (_TYPES[letter] for letter in _FUNCTIONS[name])
    brief = name in _BRIEF
    prototype = ctypes.PYFUNCTYPE(None) if brief else PLATFORM.functionTypeFor(PLATFORM.GL)(result, *arguments)
    if hasattr(PLATFORM.GL, name):
        return prototype((name, PLATFORM.GL))
    address = PLATFORM.getExtensionProcedure(name.encode())
    if not address:
        raise CubismError(f"Drawing needs OpenGL 3.3; the graphics driver lacks {name}.")
    return prototype(address)


def __getattr__(name: str) -> Any:
    """Find a function or an enumerant, once."""
    if name in _FUNCTIONS:
        value = _load(name)
    else:
        for module in _ENUMERANTS:
            if name.startswith("GL_") and hasattr(module, name):
                value = int(getattr(module, name))
                break
        else:
            raise AttributeError(name)
    globals()[name] = value
    return value


_TEXTURE_BUFFER = 0x8C2A
# What drivers without a graphics card call themselves: Mesa's three, Google's, Microsoft's two, Apple's.
_SOFTWARE = (b"llvmpipe", b"softpipe", b"lavapipe", b"swiftshader", b"basic render", b"gdi generic", b"apple software")
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

    def filled_buffer(self, target: int, data: NDArray[np.generic], usage: int) -> int:
        """Make a buffer that holds ``data``; it stays bound to ``target``."""
        name = self.buffer()
        raw("glBindBuffer")(target, name)
        fill(target, data, usage)
        return name

    def buffer_texture(self, buffer: int, form: int) -> int:
        """Make a texture through which shaders read ``buffer`` as texels of ``form``."""
        name = self.texture()
        raw("glBindTexture")(_TEXTURE_BUFFER, name)
        raw("glTexBuffer")(_TEXTURE_BUFFER, form, buffer)
        raw("glBindTexture")(_TEXTURE_BUFFER, 0)
        return name

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
    value = c_int()
    raw("glGetIntegerv")(name, ctypes.byref(value))
    return value.value


def version() -> tuple[int, int]:
    """Return the OpenGL version of the current context."""
    return integer(0x821B), integer(0x821C)  # GL_MAJOR_VERSION, GL_MINOR_VERSION


def fill(target: int, data: NDArray[np.generic], usage: int) -> None:
    """Put ``data`` into the buffer bound to ``target``, in new storage: no drawing is waited for."""
    data = np.ascontiguousarray(data)
    raw("glBufferData")(target, data.nbytes, c_void_p(data.ctypes.data), usage)


def filling(target: int, data: NDArray[np.generic], usage: int) -> Callable[[], object]:
    """Return a call that puts what ``data`` holds then into the buffer bound to ``target`` then, in new storage.

    Whoever keeps the call must keep ``data`` too.
    """
    address = c_void_p(data.ctypes.data)
    return partial(raw("glBufferData"), c_uint(target), c_ssize_t(data.nbytes), address, c_uint(usage))


def drawing(first: int, length: int) -> Callable[[], object]:
    """Return a call that draws ``length`` indices from ``first`` of the vertex array bound then."""
    return partial(raw("glDrawElements"), c_uint(4), c_int(length), c_uint(0x1405), c_void_p(4 * first))


def binding(textures: Sequence[int]) -> Callable[[], object]:
    """Return a call that puts textures into units 0, 1, ...; 0 empties one. Needs OpenGL 4.4."""
    return partial(raw("glBindTextures"), c_uint(0), c_int(len(textures)), (c_uint * len(textures))(*textures))


def clearing(red: float, green: float, blue: float, alpha: float) -> Callable[[], object]:
    """Return a call that fills the first colour of the framebuffer bound then."""
    return partial(raw("glClearBufferfv"), c_uint(0x1800), c_int(0), (c_float * 4)(red, green, blue, alpha))


def draws_by_processor() -> bool:
    """Return whether the current context has no graphics card behind it: a processor computes each pixel."""
    name = (raw("glGetString")(0x1F01) or b"").lower()  # GL_RENDERER
    return any(known in name for known in _SOFTWARE)


def shader(name: str) -> str:
    """Return the text of one of the library's shaders."""
    return (resources.files("cubism_binding.rendering") / "shaders" / name).read_text("utf-8")


def has_depth(framebuffer: int) -> bool:
    """Return whether ``framebuffer``, bound for drawing now, has a depth buffer."""
    attachment = 0x8D00 if framebuffer else 0x1801  # GL_DEPTH_ATTACHMENT; the window's own: GL_DEPTH
    kind = c_int()
    raw("glGetFramebufferAttachmentParameteriv")(0x8CA9, attachment, 0x8CD0, ctypes.byref(kind))
    return kind.value != 0


def set_uniforms(program: int, **values: int) -> None:
    """Set integers and texture units of ``program`` by name; no program is in use afterwards."""
    raw("glUseProgram")(program)
    for name, value in values.items():
        raw("glUniform1i")(uniform_location(program, name), value)
    raw("glUseProgram")(0)


def bind(unit: int, target: int, texture: int) -> None:
    """Put ``texture`` into a texture unit, which stays the active one."""
    raw("glActiveTexture")(0x84C0 + unit)
    raw("glBindTexture")(target, texture)


def _compile(kind: int, text: str) -> int:
    shader = int(raw("glCreateShader")(kind))
    lines = (ctypes.c_char_p * 1)(text.encode())
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
