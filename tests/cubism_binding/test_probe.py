"""Unknown models are tried in a child; what happens to it is said in one sentence and remembered."""

from __future__ import annotations

import os
import signal
import threading
import time
from multiprocessing.connection import Connection
from pathlib import Path

import numpy as np
import pytest

from cubism_binding import CubismError
from cubism_binding.core.library import load_core
from cubism_binding.probe import Probe
from no_room import room_for

AMELIE = Path(__file__).parents[2] / "assets" / "avatars" / "amelie" / "amelie.moc3"


def die(connection: Connection, _data: bytes, _core: str) -> None:
    """Crash as the Core would."""
    connection.send("started")
    os.abort()


def hang(connection: Connection, _data: bytes, _core: str) -> None:
    """Never come back."""
    connection.send("started")
    time.sleep(600)


def never_start(connection: Connection, _data: bytes, _core: str) -> None:
    """End before anything was tried."""


def greedy(connection: Connection, _data: bytes, _core: str) -> None:
    """Take more memory than a trial may."""
    from cubism_binding.probe import MEMORY, _limit_memory

    connection.send("started")
    _limit_memory()
    try:
        np.ones(MEMORY + (1 << 20), np.uint8)
    except MemoryError:
        connection.send("it needs too much memory")


def trial(cache: Path, act: object, seconds: float = 60) -> Probe:
    probe = Probe(cache, seconds=seconds)
    probe._trial = act  # type: ignore[assignment]
    return probe


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "verdicts"


@pytest.fixture(scope="module")
def moc() -> bytes:
    return AMELIE.read_bytes()


def test_a_good_moc_passes_once_and_for_all(cache: Path, moc: bytes) -> None:
    Probe(cache).check(moc, "good.moc3", load_core())
    trial(cache, die).check(moc, "good.moc3", load_core())  # known: no process is started


def test_a_crash_is_one_sentence_and_remembered(cache: Path, moc: bytes) -> None:
    for act in (die, never_start):  # the second time nothing is started
        with pytest.raises(CubismError, match=r"^bad\.moc3 is damaged: it crashed the Cubism Core in a trial\.$"):
            trial(cache, act).check(moc, "bad.moc3", load_core())


def test_a_hanging_trial_ends_and_is_tried_again(cache: Path, moc: bytes) -> None:
    with pytest.raises(CubismError, match="did not finish with it in 2 seconds"):
        trial(cache, hang, 2).check(moc, "slow.moc3", load_core())
    Probe(cache).check(moc, "slow.moc3", load_core())


def test_a_trial_that_does_not_start_condemns_nobody(cache: Path, moc: bytes) -> None:
    with pytest.raises(CubismError, match="no process can be started"):
        trial(cache, never_start).check(moc, "good.moc3", load_core())
    assert not cache.exists()


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="only Linux can limit the memory of a trial")
def test_a_greedy_trial_runs_out_of_its_memory(cache: Path, moc: bytes) -> None:
    with pytest.raises(CubismError, match="needs too much memory"):
        trial(cache, greedy).check(moc, "big.moc3", load_core())


def test_a_trial_can_be_cut_short(cache: Path, moc: bytes) -> None:
    probe = trial(cache, hang)
    threading.Timer(0.5, probe.cancelled.set).start()
    with pytest.raises(CubismError, match="was stopped"):
        probe.check(moc, "slow.moc3", load_core())


def test_a_spoilt_note_of_a_verdict_only_costs_another_trial(cache: Path, moc: bytes) -> None:
    Probe(cache).check(moc, "good.moc3", load_core())
    (note,) = cache.iterdir()
    note.write_bytes(b"\xff\xfe?")
    Probe(cache).check(moc, "good.moc3", load_core())
    assert note.read_text("utf-8") == "passed\n"


def be_ended(connection: Connection, _data: bytes, _core: str) -> None:
    """End as all programs do when the session ends."""
    connection.send("started")
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(600)


def test_a_trial_ended_from_outside_condemns_nobody(cache: Path, moc: bytes) -> None:
    with pytest.raises(CubismError, match=r"Loading good\.moc3 was stopped"):
        trial(cache, be_ended).check(moc, "good.moc3", load_core())
    assert not cache.exists()


def test_a_full_disk_keeps_no_verdict_and_no_half_one(cache: Path, moc: bytes) -> None:
    with room_for(0):
        Probe(cache).check(moc, "good.moc3", load_core())
    assert list(cache.iterdir()) == []
