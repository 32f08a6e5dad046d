"""A stream that does not start. Only a starved machine makes PortAudio give up, so what it says then is played here."""

from __future__ import annotations

import atexit
import gc
import weakref
from collections.abc import Callable

import pytest

from companion.audio import port_audio
from companion.audio.port_audio import look_again, sound_library, start_stream, using_devices


class _Stream:
    active = False

    def __init__(self, code: int) -> None:
        self._code = code
        self.closed = False

    def start(self) -> None:
        raise sound_library().PortAudioError("Error starting stream", self._code)

    def abort(self, *, ignore_errors: bool) -> None:
        pass

    def close(self, *, ignore_errors: bool) -> None:
        self.closed = ignore_errors


def test_one_portaudio_gave_up_waiting_for_is_kept_and_not_closed_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(port_audio, "_stuck", [])
    left: list[Callable[..., object]] = []
    monkeypatch.setattr(atexit, "unregister", left.append)
    stream = _Stream(-9987)
    alive = weakref.ref(stream)
    with pytest.raises(sound_library().PortAudioError):
        start_stream(stream)
    assert not stream.closed
    del stream
    gc.collect()
    assert alive() is not None, "its thread may still call it"
    assert left == [sound_library()._exit_handler]


def test_one_that_was_refused_is_closed() -> None:
    stream = _Stream(-9996)
    with pytest.raises(sound_library().PortAudioError):
        start_stream(stream)
    assert stream.closed
    assert not port_audio._stuck


def test_portaudio_begins_anew_only_where_nobody_opens_a_device(monkeypatch: pytest.MonkeyPatch) -> None:
    library = sound_library()
    begun: list[str] = []
    monkeypatch.setattr(library, "query_devices", lambda *_: ())
    monkeypatch.setattr(library, "_terminate", lambda: begun.append("end"))
    monkeypatch.setattr(library, "_initialize", lambda: begun.append("begin"))
    with using_devices(), using_devices():
        look_again()
    assert begun == []
    look_again()
    assert begun == ["end", "begin"]
    monkeypatch.setattr(library, "query_devices", lambda *_: ("a loudspeaker",))
    look_again()
    assert begun == ["end", "begin"], "its devices are known"
