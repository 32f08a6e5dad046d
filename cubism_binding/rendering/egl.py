"""The few EGL calls a context without a window needs.

Bound here rather than taken from PyOpenGL, whose EGL module does not load when its error checks are off (see gl.py).
"""

from __future__ import annotations

import ctypes
from ctypes import POINTER, c_char_p, c_int, c_uint, c_void_p
from functools import cache
from typing import Any

from cubism_binding.core.errors import CubismError

_SURFACELESS = 0x31DD  # EGL_PLATFORM_SURFACELESS_MESA
_OPENGL_API = 0x30A2
_NONE = 0x3038
_CONFIGURATION = (0x3033, 0, 0x3040, 0x0008, _NONE)  # no surface type wanted, OpenGL renderable
_CORE_PROFILE, _COMPATIBLE_PROFILE = 1, 2

_FUNCTIONS: tuple[tuple[str, Any, tuple[Any, ...]], ...] = (
    ("eglGetProcAddress", c_void_p, (c_char_p,)),
    ("eglGetDisplay", c_void_p, (c_void_p,)),
    ("eglInitialize", c_uint, (c_void_p, c_void_p, c_void_p)),
    ("eglBindAPI", c_uint, (c_uint,)),
    ("eglChooseConfig", c_uint, (c_void_p, POINTER(c_int), POINTER(c_void_p), c_int, POINTER(c_int))),
    ("eglCreateContext", c_void_p, (c_void_p, c_void_p, c_void_p, POINTER(c_int))),
    ("eglDestroyContext", c_uint, (c_void_p, c_void_p)),
    ("eglMakeCurrent", c_uint, (c_void_p, c_void_p, c_void_p, c_void_p)),
)


@cache
def _library() -> ctypes.CDLL:
    try:
        library = ctypes.CDLL("libEGL.so.1")
    except OSError as error:
        raise CubismError("Drawing without a window needs EGL (on Debian and Ubuntu: apt install libegl1).") from error
    for name, result, arguments in _FUNCTIONS:
        function = getattr(library, name)
        function.restype = result
        function.argtypes = arguments
    return library


class EglContext:
    """A GL 3.3 context with no surface; surfaceless if the driver can, else of the default display.

    ``compatible`` asks for the compatibility profile, for code that still needs old OpenGL.
    """

    def __init__(self, compatible: bool = False) -> None:
        self._library = library = _library()
        self._handle: int | None = None
        problems = []
        for name, display in self._displays():
            if not display or not library.eglInitialize(display, None, None):
                problems.append(f"{name}: no display")
                continue
            library.eglBindAPI(_OPENGL_API)
            configurations, found = (c_void_p * 1)(), c_int()
            wanted = (c_int * len(_CONFIGURATION))(*_CONFIGURATION)
            if not library.eglChooseConfig(display, wanted, configurations, 1, found) or not found.value:
                problems.append(f"{name}: no OpenGL configuration")
                continue
            profile = _COMPATIBLE_PROFILE if compatible else _CORE_PROFILE
            asked = (c_int * 7)(0x3098, 3, 0x30FB, 3, 0x30FD, profile, _NONE)  # version 3.3
            self._display = display
            self._handle = library.eglCreateContext(display, configurations[0], None, asked)
            if self._handle:
                return
            problems.append(f"{name}: no OpenGL 3.3")
        raise CubismError(
            "Drawing without a window is not possible here: the graphics driver offers no OpenGL 3.3 through EGL "
            f"({'; '.join(problems)}). On Debian and Ubuntu: apt install libegl1 libgl1-mesa-dri."
        )

    def _displays(self) -> list[tuple[str, int | None]]:
        displays: list[tuple[str, int | None]] = []
        address = self._library.eglGetProcAddress(b"eglGetPlatformDisplayEXT")
        if address:
            get_display = ctypes.CFUNCTYPE(c_void_p, c_uint, c_void_p, POINTER(c_int))(address)
            displays.append(("surfaceless", get_display(_SURFACELESS, None, None)))
        displays.append(("default display", self._library.eglGetDisplay(None)))
        return displays

    def make_current(self) -> None:
        """Direct this thread's GL calls here."""
        self._library.eglBindAPI(_OPENGL_API)  # Qt may have left another API bound in this thread
        if not self._library.eglMakeCurrent(self._display, None, None, self._handle):
            raise CubismError("The graphics driver refuses to make the offscreen context current.")

    def close(self) -> None:
        """Leave the context and destroy it. Harmless the second time."""
        if self._handle:
            self._library.eglMakeCurrent(self._display, None, None, None)
            self._library.eglDestroyContext(self._display, self._handle)
            self._handle = None

    @property
    def open(self) -> bool:
        """Whether the context still exists."""
        return bool(self._handle)
