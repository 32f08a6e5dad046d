"""What Qt does not offer of X11, by libxcb: input shapes, whether a compositor runs, what is full screen.

Calls on a connection of our own; both libraries are there wherever Qt's xcb plugin is.
"""

from __future__ import annotations

import ctypes
from ctypes import POINTER, Structure, c_char_p, c_int, c_int16, c_uint8, c_uint16, c_uint32, c_void_p

import numpy as np
from numpy.typing import NDArray

_INPUT = 2
_ANY_TYPE = 0
_PROPERTY_WORDS = 64


class _Cookie(Structure):
    _fields_ = (("sequence", ctypes.c_uint),)


class _Reply(Structure):
    """Begins the replies used here: one 32-bit result after the common head, two 16-bit numbers after it."""

    _fields_ = (
        ("response_type", c_uint8),
        ("detail", c_uint8),
        ("sequence", c_uint16),
        ("length", c_uint32),
        ("value", c_uint32),
        ("x", c_int16),
        ("y", c_int16),
    )


class _Tree(Structure):
    _fields_ = (("head", c_uint8 * 8), ("root", c_uint32), ("parent", c_uint32))


class _Screens(Structure):
    _fields_ = (("data", POINTER(c_uint32)), ("rem", c_int), ("index", c_int))


# name: (result, arguments after the connection); a request's reply function is name + "_reply"
_REQUESTS = {
    "xcb_intern_atom": (c_uint8, c_uint16, c_char_p),
    "xcb_get_selection_owner": (c_uint32,),
    "xcb_get_property": (c_uint8, c_uint32, c_uint32, c_uint32, c_uint32, c_uint32),
    "xcb_translate_coordinates": (c_uint32, c_uint32, c_int16, c_int16),
    "xcb_query_tree": (c_uint32,),
}


class X11:
    """A connection to the X server of DISPLAY; ``close`` ends it. Windows are X11 ids."""

    def __init__(self) -> None:
        """Connect. Raises OSError without the libraries or the server."""
        self._xcb = ctypes.CDLL("libxcb.so.1")
        self._shape = ctypes.CDLL("libxcb-shape.so.0")
        self._free = ctypes.CDLL(None).free
        self._free.argtypes = (c_void_p,)
        xcb = self._xcb
        for name, arguments in _REQUESTS.items():
            request, reply = getattr(xcb, name), getattr(xcb, name + "_reply")
            request.restype, request.argtypes = _Cookie, (c_void_p, *arguments)
            reply.restype, reply.argtypes = c_void_p, (c_void_p, _Cookie, c_void_p)
        xcb.xcb_connect.restype, xcb.xcb_connect.argtypes = c_void_p, (c_char_p, POINTER(c_int))
        xcb.xcb_get_setup.restype, xcb.xcb_get_setup.argtypes = c_void_p, (c_void_p,)
        xcb.xcb_setup_roots_iterator.restype, xcb.xcb_setup_roots_iterator.argtypes = _Screens, (c_void_p,)
        xcb.xcb_screen_next.restype, xcb.xcb_screen_next.argtypes = None, (POINTER(_Screens),)
        xcb.xcb_get_property_value.restype, xcb.xcb_get_property_value.argtypes = c_void_p, (c_void_p,)
        xcb.xcb_get_property_value_length.argtypes = (c_void_p,)
        for name in ("xcb_connection_has_error", "xcb_disconnect", "xcb_flush"):
            getattr(xcb, name).argtypes = (c_void_p,)
        self._shape.xcb_shape_rectangles.restype = _Cookie
        self._shape.xcb_shape_rectangles.argtypes = (
            c_void_p, c_uint8, c_uint8, c_uint8, c_uint32, c_int16, c_int16, c_uint32, c_void_p,
        )  # fmt: skip
        number = c_int()
        self._connection = xcb.xcb_connect(None, ctypes.byref(number))
        if xcb.xcb_connection_has_error(self._connection):
            xcb.xcb_disconnect(self._connection)
            raise OSError("no X server answers")
        screens = xcb.xcb_setup_roots_iterator(xcb.xcb_get_setup(self._connection))
        for _ in range(number.value):
            xcb.xcb_screen_next(ctypes.byref(screens))
        self._root = int(screens.data[0])
        self._number = number.value
        self._atoms: dict[str, int] = {}

    def close(self) -> None:
        """Disconnect."""
        self._xcb.xcb_disconnect(self._connection)

    def composited(self) -> bool:
        """Say whether a compositor shows windows through each other."""
        return self._number_from("xcb_get_selection_owner", self._atom(f"_NET_WM_CM_S{self._number}")) != 0

    def set_input_shape(self, window: int, rectangles: NDArray[np.int16]) -> None:
        """Let ``window`` and its frame take the pointer in ``rectangles`` only, (n, 4): x, y, width, height."""
        rows = np.ascontiguousarray(rectangles, np.int16)
        for target in {window, self._frame(window)}:
            self._shape.xcb_shape_rectangles(
                self._connection, 0, _INPUT, 0, target, 0, 0, len(rows), c_void_p(rows.ctypes.data)
            )
        self._xcb.xcb_flush(self._connection)

    def full_screen_place(self) -> tuple[int, int] | None:
        """Return the upper left corner, in pixels of the desktop, of the active window if it is full screen."""
        active = self._words(self._root, "_NET_ACTIVE_WINDOW")[:1]
        if not active or not active[0]:
            return None
        if self._atom("_NET_WM_STATE_FULLSCREEN") not in self._words(active[0], "_NET_WM_STATE"):
            return None
        reply = self._ask("xcb_translate_coordinates", active[0], self._root, 0, 0)
        if not reply:
            return None
        place = ctypes.cast(reply, POINTER(_Reply)).contents
        result = place.x, place.y
        self._free(reply)
        return result

    # ---- requests

    def _ask(self, name: str, *arguments: object) -> int | None:
        """Return the address of the reply, to be freed; None for an error, such as a window that has gone."""
        error = c_void_p()
        cookie = getattr(self._xcb, name)(self._connection, *arguments)
        reply: int | None = getattr(self._xcb, name + "_reply")(self._connection, cookie, ctypes.byref(error))
        if error:
            self._free(error)
        return reply

    def _number_from(self, name: str, *arguments: object) -> int:
        reply = self._ask(name, *arguments)
        if not reply:
            return 0
        value = int(ctypes.cast(reply, POINTER(_Reply)).contents.value)
        self._free(reply)
        return value

    def _atom(self, name: str) -> int:
        if name not in self._atoms:
            self._atoms[name] = self._number_from("xcb_intern_atom", 0, len(name), name.encode())
        return self._atoms[name]

    def _words(self, window: int, property_name: str) -> tuple[int, ...]:
        """Return a property of 32-bit words."""
        atom = self._atom(property_name)
        reply = self._ask("xcb_get_property", 0, window, atom, _ANY_TYPE, 0, _PROPERTY_WORDS)
        if not reply:
            return ()
        count = self._xcb.xcb_get_property_value_length(reply) // 4
        words = ctypes.cast(self._xcb.xcb_get_property_value(reply), POINTER(c_uint32))
        result = tuple(int(words[index]) for index in range(count))
        self._free(reply)
        return result

    def _frame(self, window: int) -> int:
        """Return the outermost window around ``window``: window managers put one around it, without border too."""
        while True:
            reply = self._ask("xcb_query_tree", window)
            if not reply:
                return window
            parent = int(ctypes.cast(reply, POINTER(_Tree)).contents.parent)
            self._free(reply)
            if parent in {0, self._root}:
                return window
            window = parent
