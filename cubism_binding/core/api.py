"""The Core's C functions: the only place that knows their arguments and results.

A function that this Core lacks is None in :class:`CoreApi` when it is optional (ask ``has``); a missing required
one makes loading fail. Decide by what is there, not by version numbers.
"""

from __future__ import annotations

import contextlib
import ctypes
import logging
import os
import threading
from collections import deque
from collections.abc import Iterator
from ctypes import c_char_p, c_float, c_int, c_uint, c_void_p
from pathlib import Path
from typing import Any

from cubism_binding.core.errors import CubismError

logger = logging.getLogger(__name__)

LogFunction = ctypes.CFUNCTYPE(None, c_char_p)


class Vector2(ctypes.Structure):
    """Two floats, as the Core lays them out (8 bytes)."""

    _fields_ = (("x", c_float), ("y", c_float))


_vector = ctypes.POINTER(Vector2)
_float = ctypes.POINTER(c_float)
_array = c_void_p  # an address: core.model turns it into a numpy view of the block it lies in

# name                                   result     arguments                              required
_FUNCTIONS: tuple[tuple[str, Any, tuple[Any, ...], bool], ...] = (
    ("csmGetVersion",                    c_uint,    (),                                    True),
    ("csmGetLatestMocVersion",           c_uint,    (),                                    True),
    ("csmGetMocVersion",                 c_uint,    (c_void_p, c_uint),                    True),
    ("csmHasMocConsistency",             c_int,     (c_void_p, c_uint),                    False),
    ("csmGetLogFunction",                c_void_p,  (),                                    True),
    ("csmSetLogFunction",                None,      (LogFunction,),                        True),
    ("csmReviveMocInPlace",              c_void_p,  (c_void_p, c_uint),                    True),
    ("csmGetSizeofModel",                c_uint,    (c_void_p,),                           True),
    ("csmInitializeModelInPlace",        c_void_p,  (c_void_p, c_void_p, c_uint),          True),
    ("csmUpdateModel",                   None,      (c_void_p,),                           True),
    ("csmReadCanvasInfo",                None,      (c_void_p, _vector, _vector, _float),  True),
    ("csmGetParameterCount",             c_int,     (c_void_p,),                           True),
    ("csmGetParameterIds",               _array,    (c_void_p,),                           True),
    ("csmGetParameterTypes",             _array,    (c_void_p,),                           False),
    ("csmGetParameterMinimumValues",     _array,    (c_void_p,),                           True),
    ("csmGetParameterMaximumValues",     _array,    (c_void_p,),                           True),
    ("csmGetParameterDefaultValues",     _array,    (c_void_p,),                           True),
    ("csmGetParameterValues",            _array,    (c_void_p,),                           True),
    ("csmGetParameterRepeats",           _array,    (c_void_p,),                           False),
    ("csmGetParameterKeyCounts",         _array,    (c_void_p,),                           False),
    ("csmGetParameterKeyValues",         _array,    (c_void_p,),                           False),
    ("csmGetPartCount",                  c_int,     (c_void_p,),                           True),
    ("csmGetPartIds",                    _array,    (c_void_p,),                           True),
    ("csmGetPartOpacities",              _array,    (c_void_p,),                           True),
    ("csmGetPartParentPartIndices",      _array,    (c_void_p,),                           False),
    ("csmGetPartOffscreenIndices",       _array,    (c_void_p,),                           False),
    ("csmGetDrawableCount",              c_int,     (c_void_p,),                           True),
    ("csmGetDrawableIds",                _array,    (c_void_p,),                           True),
    ("csmGetDrawableConstantFlags",      _array,    (c_void_p,),                           True),
    ("csmGetDrawableDynamicFlags",       _array,    (c_void_p,),                           True),
    ("csmGetDrawableBlendModes",         _array,    (c_void_p,),                           False),
    ("csmGetDrawableTextureIndices",     _array,    (c_void_p,),                           True),
    ("csmGetDrawableDrawOrders",         _array,    (c_void_p,),                           True),
    ("csmGetDrawableRenderOrders",       _array,    (c_void_p,),                           False),
    ("csmGetRenderOrders",               _array,    (c_void_p,),                           False),
    ("csmGetDrawableOpacities",          _array,    (c_void_p,),                           True),
    ("csmGetDrawableMaskCounts",         _array,    (c_void_p,),                           True),
    ("csmGetDrawableMasks",              _array,    (c_void_p,),                           True),
    ("csmGetDrawableVertexCounts",       _array,    (c_void_p,),                           True),
    ("csmGetDrawableVertexPositions",    _array,    (c_void_p,),                           True),
    ("csmGetDrawableVertexUvs",          _array,    (c_void_p,),                           True),
    ("csmGetDrawableIndexCounts",        _array,    (c_void_p,),                           True),
    ("csmGetDrawableIndices",            _array,    (c_void_p,),                           True),
    ("csmGetDrawableMultiplyColors",     _array,    (c_void_p,),                           False),
    ("csmGetDrawableScreenColors",       _array,    (c_void_p,),                           False),
    ("csmGetDrawableParentPartIndices",  _array,    (c_void_p,),                           False),
    ("csmResetDrawableDynamicFlags",     None,      (c_void_p,),                           True),
    ("csmGetOffscreenCount",             c_int,     (c_void_p,),                           False),
    ("csmGetOffscreenBlendModes",        _array,    (c_void_p,),                           False),
    ("csmGetOffscreenOpacities",         _array,    (c_void_p,),                           False),
    ("csmGetOffscreenOwnerIndices",      _array,    (c_void_p,),                           False),
    ("csmGetOffscreenMultiplyColors",    _array,    (c_void_p,),                           False),
    ("csmGetOffscreenScreenColors",      _array,    (c_void_p,),                           False),
    ("csmGetOffscreenMaskCounts",        _array,    (c_void_p,),                           False),
    ("csmGetOffscreenMasks",             _array,    (c_void_p,),                           False),
    ("csmGetOffscreenConstantFlags",     _array,    (c_void_p,),                           False),
)  # fmt: skip


class CoreApi:
    """The bound functions of one loaded Core, as attributes named like in C."""

    def __init__(self, library: ctypes.CDLL, path: Path) -> None:
        self.path = path
        self._functions: dict[str, Any] = {}
        for name, result, arguments, required in _FUNCTIONS:
            if not hasattr(library, name):
                if required:
                    raise CubismError(f"The Cubism Core at {path} is too old or damaged: it has no {name}.")
                continue
            function = getattr(library, name)
            function.restype = result
            function.argtypes = arguments
            self._functions[name] = function
        if not (self.has("csmGetRenderOrders") or self.has("csmGetDrawableRenderOrders")):
            raise CubismError(f"The Cubism Core at {path} offers no render orders.")
        self.messages: deque[str] = deque(maxlen=32)
        # Kept for the life of the process: the Core calls it long after this line, a collected callback crashes.
        self._log_function = LogFunction(self._log)
        self._functions["csmSetLogFunction"](self._log_function)

    def __getattr__(self, name: str) -> Any:
        try:
            return self._functions[name]
        except KeyError:
            raise AttributeError(f"this Core has no {name}") from None

    def has(self, name: str) -> bool:
        """Say whether this Core exports ``name``."""
        return name in self._functions

    @property
    def version(self) -> str:
        """The Core's version, such as ``6.0.1``."""
        number = self.csmGetVersion()
        return f"{number >> 24}.{number >> 16 & 255}.{number & 65535}"

    @property
    def latest_moc_version(self) -> int:
        """The newest moc3 version this Core reads (1 = 3.0 ... 6 = 5.3)."""
        return int(self.csmGetLatestMocVersion())

    def _log(self, text: bytes) -> None:
        message = text.decode("utf-8", "replace").strip()
        self.messages.append(message)
        logger.info("%s", message)


_silence = threading.Lock()


def _flush_c_streams() -> None:
    if os.name == "posix":
        ctypes.CDLL(None).fflush(None)  # the line may wait in C's buffer, invisible to Python


@contextlib.contextmanager
def quiet_standard_output() -> Iterator[None]:
    """Send file descriptor 1 to nowhere meanwhile: the Core prints its version there, past any log handler.

    A command that prints JSON must not carry that line. Other threads' output of these few milliseconds is lost too.
    """
    with _silence:
        _flush_c_streams()
        try:
            kept = os.dup(1)
        except OSError:  # no standard output at all, as under pythonw: nothing to protect
            yield
            return
        nowhere = os.open(os.devnull, os.O_WRONLY)
        try:
            os.dup2(nowhere, 1)
            yield
        finally:
            _flush_c_streams()
            os.dup2(kept, 1)
            os.close(nowhere)
            os.close(kept)
