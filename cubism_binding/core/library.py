"""Find and load the Cubism Core library; say what to do where it is missing.

The Core belongs to Live2D Inc. and is not part of this package. It is looked for in this order:

1. the path given by the caller, else the environment variable ``CUBISM_CORE``;
2. the installed ``live2d-py`` wheel, whose extension module exports the whole Core (found without importing it);
3. for a bundled program, which may not contain the Core: a library beside the program.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import struct
import sys
from functools import cache
from pathlib import Path

from cubism_binding.core.api import CoreApi
from cubism_binding.core.errors import CubismError

ENVIRONMENT_VARIABLE = "CUBISM_CORE"
_SUFFIXES = (".so", ".dylib")  # the Windows module (.pyd) hides the Core's functions


def load_core(path: str | os.PathLike[str] | None = None) -> CoreApi:
    """Return the Core's functions, loading the library once a process for each path.

    Raises CubismError with what to do on this platform when there is no Core or it cannot be loaded.
    """
    chosen = os.fspath(path) if path is not None else os.environ.get(ENVIRONMENT_VARIABLE, "")
    # Path's own expanduser raises RuntimeError for nobody's ~name.
    return _load(os.path.expanduser(chosen) if chosen else str(_in_wheel()))  # noqa: PTH111


@cache
def _load(path: str) -> CoreApi:
    if not os.path.isfile(path):  # noqa: PTH113 - Path's own raises OSError where it may not look
        raise CubismError(f"There is no Cubism Core library at {path}. {_advice()}")
    try:
        if sys.platform == "win32" and struct.calcsize("P") == 4:
            library: ctypes.CDLL = ctypes.WinDLL(path)  # the 32-bit DLL uses stdcall
        else:
            library = ctypes.CDLL(path)
    except OSError as error:
        raise CubismError(f"The Cubism Core library at {path} cannot be loaded ({error}). {_advice()}") from error
    if not hasattr(library, "csmGetVersion"):
        raise CubismError(f"{path} is not a Cubism Core library: it has no csmGetVersion. {_advice()}")
    return CoreApi(library, Path(path))


def _in_wheel() -> Path:
    """Return the extension module of live2d-py; its package is not imported, because that needs OpenGL."""
    spec = importlib.util.find_spec("live2d")
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        for file in sorted(Path(folder).rglob("*live2d*")):
            if file.suffix in _SUFFIXES:
                return file
    if getattr(sys, "frozen", False):
        for name in ("libLive2DCubismCore.so", "libLive2DCubismCore.dylib", "Live2DCubismCore.dll", "_live2d.so"):
            beside = Path(sys.executable).with_name(name)
            if beside.is_file():
                return beside
    raise CubismError(f"The Live2D Cubism Core library is missing. {_advice()}")


def _advice() -> str:
    if sys.platform == "win32":
        return (
            "Download the Cubism SDK for Native from live2d.com and set the environment variable "
            f"{ENVIRONMENT_VARIABLE} to its Core\\dll\\windows\\x86_64\\Live2DCubismCore.dll."
        )
    if sys.platform == "darwin":
        return (
            "Run 'pip install live2d-py==0.7.0.4' (Apple silicon, macOS 15 or newer), or download the Cubism SDK for "
            f"Native from live2d.com and set {ENVIRONMENT_VARIABLE} to its Core/dll/macos/libLive2DCubismCore.dylib."
        )
    return (
        "Run 'pip install live2d-py==1.0.0' (x86-64 or aarch64), or download the Cubism SDK for Native from live2d.com "
        f"and set {ENVIRONMENT_VARIABLE} to its libLive2DCubismCore.so."
    )
