"""PortAudio, which is one for the whole program: its devices, and streams that begin and end without harm."""

from __future__ import annotations

import atexit
import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any, Literal, TypeAlias

from companion.errors import CompanionError

logger = logging.getLogger(__name__)

Kind: TypeAlias = Literal["input", "output"]

_TIMED_OUT = -9987  # paTimedOut
_stuck: list[Any] = []
_lock = threading.Lock()
_users: set[object] = set()


def sound_library() -> ModuleType:
    """Return sounddevice. Raises CompanionError when PortAudio is not installed."""
    try:
        import sounddevice
    except OSError as error:
        raise CompanionError("Sound needs PortAudio: install the package libportaudio2.") from error
    return sounddevice  # type: ignore[no-any-return]


def close_stream(stream: Any, limit: float = 3.0) -> None:
    """Free a PortAudio stream whose callback raises CallbackAbort from now on; takes at most ``limit`` seconds or so.

    The callback must end by itself: PortAudio's abort cancels its thread, and one cancelled while it waits for the
    interpreter's lock takes the lock with it. Where the sound server died the driver may never return; then the stream
    is left to the system.
    """
    deadline = time.perf_counter() + 0.5
    while stream.active and time.perf_counter() < deadline:
        time.sleep(0.005)

    def close() -> None:
        stream.abort(ignore_errors=True)
        stream.close(ignore_errors=True)

    closing = threading.Thread(target=close, name="companion-close-stream", daemon=True)
    closing.start()
    closing.join(limit)
    if closing.is_alive():
        leave_to_system()


def start_stream(stream: Any) -> None:
    """Let a new PortAudio stream begin. Raises PortAudioError, and then its callback must raise CallbackAbort.

    On a starved machine PortAudio gives up waiting for the stream's thread, which may begin all the same and call what
    Python had forgotten; to close such a stream cancels a thread that may be gone. So it is kept until the program
    ends, and the system frees it.
    """
    try:
        stream.start()
    except sound_library().PortAudioError as error:
        if error.args[1:2] == (_TIMED_OUT,):
            _stuck.append(stream)
            leave_to_system()
        else:
            close_stream(stream)
        raise


def leave_to_system() -> None:
    """A stream is stuck in its driver: skip PortAudio's end at exit, which would wait for the stream forever."""
    logger.warning("a sound device hangs; it is left to the system")
    atexit.unregister(sound_library()._exit_handler)


@contextmanager
def using_devices() -> Iterator[None]:
    """Keep PortAudio as it is inside: who opens a device in another thread would end the program by ``look_again``."""
    me = object()
    with _lock:
        _users.add(me)
    try:
        yield
    finally:
        with _lock:
            _users.remove(me)


def look_again() -> None:
    """Where no device is listed let PortAudio begin anew, for only then it looks; not while somebody uses one."""
    library = sound_library()
    with _lock:
        if not _users and not _stuck and not library.query_devices():
            library._terminate()
            library._initialize()


def loudspeakers() -> list[str]:
    """Return the names of the devices that can play; empty without sound."""
    return device_names("output")


def device_names(kind: Kind) -> list[str]:
    """Return the names of the devices that can record ("input") or play ("output"); empty without sound."""
    try:
        library = sound_library()
    except CompanionError:
        return []
    try:
        with using_devices():
            devices = library.query_devices()
    except library.PortAudioError:  # its drivers cannot be asked
        return []
    return list(dict.fromkeys(device["name"] for device in devices if device[f"max_{kind}_channels"] > 0))


def device_called(name: str, kind: Kind) -> int | str | None:
    """Return what to open for a name from ``loudspeakers`` or ``microphones``; None, the system's default, for none.

    Windows lists a device once for each of its sound systems, and two of one make have one name: the first will do.
    """
    for number, device in enumerate(sound_library().query_devices()):
        if device["name"] == name and device[f"max_{kind}_channels"] > 0:
            return number
    return name or None
