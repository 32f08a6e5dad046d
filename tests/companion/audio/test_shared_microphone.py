"""One microphone for the ears and a recording: opened once, heard by both, given back after the last."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from companion.audio.microphone import Heard
from companion.audio.shared_microphone import SharedMicrophone


class Device:
    """What a microphone is to those who use it."""

    def __init__(self) -> None:
        self.on_sound: Callable[[Heard], None] = lambda _heard: None
        self.on_failed: Callable[[str], None] = lambda _sentence: None
        self.came: list[Heard | str] = []
        self.closed = False

    def poll(self) -> None:
        came, self.came = self.came, []
        for item in came:
            (self.on_failed if isinstance(item, str) else self.on_sound)(item)  # type: ignore[arg-type]

    def close(self) -> None:
        self.closed = True

    def join(self) -> None:
        assert self.closed


@pytest.fixture
def devices() -> list[Device]:
    return []


@pytest.fixture
def shared(devices: list[Device]) -> SharedMicrophone:
    def make() -> Device:
        devices.append(Device())
        return devices[-1]

    return SharedMicrophone(make)  # type: ignore[arg-type]


def piece(at: float) -> Heard:
    return Heard(np.zeros(320, np.float32), at, 0.5)


def test_both_hear_everything_from_one_device(shared: SharedMicrophone, devices: list[Device]) -> None:
    first, second = shared.listen(), shared.listen()
    heard: dict[str, list[float]] = {"first": [], "second": []}
    first.on_sound = lambda one: heard["first"].append(one.at)
    second.on_sound = lambda one: heard["second"].append(one.at)
    devices[0].came += [piece(1.0), piece(1.02)]
    first.poll()
    devices[0].came.append(piece(1.04))
    second.poll()
    first.poll()
    assert heard == {"first": [1.0, 1.02, 1.04], "second": [1.0, 1.02, 1.04]}
    first.close()
    assert not devices[0].closed
    second.close()
    assert devices[0].closed
    second.join()
    shared.listen()
    assert len(devices) == 2


def test_a_device_that_fails_is_told_to_all_and_opened_anew(shared: SharedMicrophone, devices: list[Device]) -> None:
    first, second = shared.listen(), shared.listen()
    said: list[str] = []
    first.on_failed = second.on_failed = said.append
    devices[0].came.append("gone")
    first.poll()
    second.poll()
    assert said == ["gone", "gone"]
    assert devices[0].closed
    shared.listen()
    assert len(devices) == 2
