"""A recording that breaks off: what is kept when ffmpeg, the program or the disk gives out."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import av
import numpy as np
import pytest
from numbered_frames import SIZE, Clock, give, heard, number_in, numbered, said, tone

from companion.errors import CompanionError
from companion.recording.ffmpeg import finished_copy
from companion.recording.film_file import leftovers, repair
from companion.recording.recorder import LiveStyle, Recorder
from decoded_video import decode


def test_when_ffmpeg_is_killed_the_recording_so_far_is_kept(tmp_path: Path) -> None:
    clock = Clock()
    recorder = Recorder(tmp_path / "out.mp4", SIZE, 30, clock)
    recorder.sentence_started(said(tone(5.0, 24000), 24000), 1000.0)
    for step in range(240):
        clock.now = 1000.0 + step / 30
        give(recorder, numbered(step))
    deadline = time.monotonic() + 10
    working = tmp_path / "out.recording.mp4"
    while working.stat().st_size < 20_000 and time.monotonic() < deadline:
        time.sleep(0.01)
    os.kill(recorder._encoder.process_id, signal.SIGKILL)
    for step in range(240, 270):
        clock.now = 1000.0 + step / 30
        recorder.add_frame(numbered(step))
        time.sleep(0.002)
    assert recorder.failure is not None
    assert not recorder.wants_frame()
    with pytest.raises(CompanionError, match=r"ended by signal 9.*recorded until then is in .*out\.mp4"):
        recorder.stop()
    video = decode(tmp_path / "out.mp4")
    assert len(video.frames) >= 90
    assert number_in(video.frames[60]) == 60
    assert heard(video.sound, video.rate)[0][0] < 0.01
    assert list(tmp_path.glob("*.mp4")) == [tmp_path / "out.mp4"]


def test_an_ffmpeg_that_hangs_is_ended_and_the_recording_so_far_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("companion.recording.recorder._STALLED_SECONDS", 0.3)
    clock = Clock()
    recorder = Recorder(tmp_path / "out.mp4", SIZE, 30, clock)
    for step in range(150):
        clock.now = 1000.0 + step / 30
        give(recorder, numbered(step))
    working = tmp_path / "out.recording.mp4"
    deadline = time.monotonic() + 10
    while not (working.exists() and working.stat().st_size > 20_000) and time.monotonic() < deadline:
        time.sleep(0.01)
    os.kill(recorder._encoder.process_id, signal.SIGSTOP)
    began = time.monotonic()
    for step in range(150, 400):  # the pipe and the queue fill up; drawing is never held up
        clock.now = 1000.0 + step / 30
        recorder.add_frame(numbered(step))
    assert time.monotonic() - began < 2.0
    with pytest.raises(CompanionError, match=r"stopped taking frames.*is in .*out\.mp4"):
        recorder.stop()
    assert len(decode(tmp_path / "out.mp4").frames) >= 60


def test_a_program_that_is_killed_leaves_all_but_the_last_second(tmp_path: Path) -> None:
    program = f"""
import time
from pathlib import Path
import numpy as np
from companion.recording.ffmpeg import finished_copy
from companion.recording.film_file import film_info, leftovers, repair
from companion.messages import NEUTRAL, SentenceReady
from companion.recording.recorder import Recorder
recorder = Recorder(Path({str(tmp_path / "out.mp4")!r}), (128, 96), 30, time.perf_counter)
tone = 0.5 * np.sin(np.arange(24000 * 20) / 10)
recorder.sentence_started(SentenceReady(1, 0, '', '', NEUTRAL, tone, 24000), time.perf_counter())
while True:
    recorder.add_frame(np.full((96, 128, 4), int(recorder.seconds * 30) % 256, np.uint8))
    print(recorder.seconds, flush=True)
    time.sleep(1 / 60)
"""
    child = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    recorded = 0.0
    while recorded < 4.0:
        recorded = float(child.stdout.readline())
    child.kill()
    child.communicate()
    left = tmp_path / "out.recording.mp4"
    size = -1
    while size != left.stat().st_size:  # its ffmpeg notices and ends
        size = left.stat().st_size
        time.sleep(0.3)
    os.utime(left, (1e9, 1e9))
    assert leftovers(tmp_path) == [left]
    video = decode(repair(left))
    assert video.picture_seconds > recorded - 1.0
    assert video.sound_seconds > recorded - 1.5  # which is written 0.8 s behind the picture
    assert leftovers(tmp_path) == []


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can mount a small disk")
def test_a_full_disk_ends_the_recording_and_keeps_what_was_recorded(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)], check=False)
    if mounted.returncode:
        pytest.skip("this machine lets nobody mount a disk")
    try:
        clock = Clock()
        recorder = Recorder(disk / "out.mp4", SIZE, 30, clock)
        noise = np.random.default_rng(0)
        for step in range(300):
            clock.now = 1000.0 + step / 30
            give(recorder, noise.integers(0, 255, (SIZE[1], SIZE[0], 4), np.uint8))
            if recorder.failure is not None:
                break
        with pytest.raises(CompanionError, match="the disk is full") as failure:
            recorder.stop()
        assert "What was recorded until then is in" in str(failure.value)
        left = next(disk.glob("out*.mp4"))
        assert str(left) in str(failure.value)
        kept = tmp_path / "kept.mp4"
        finished_copy(left, kept)
        assert decode(kept).picture_seconds > 0.9
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_a_transparent_recording_is_kept_when_it_is_torn_off(tmp_path: Path) -> None:
    clock = Clock()
    recorder = Recorder(tmp_path / "out.webm", SIZE, 30, clock, LiveStyle(transparent=True))
    recorder.sentence_started(said(tone(3.0, 24000), 24000), 1000.0)
    frame = np.zeros((SIZE[1], SIZE[0], 4), np.uint8)
    frame[:, 64:] = 255
    for step in range(90):
        clock.now = 1000.0 + step / 30
        give(recorder, frame)
    deadline = time.monotonic() + 10
    while recorder.written < 85 and time.monotonic() < deadline:
        time.sleep(0.01)
    time.sleep(1.0)  # live, ffmpeg has what it was given; here it came all at once
    os.kill(recorder._encoder.process_id, signal.SIGKILL)
    clock.now = 1003.0
    with pytest.raises(CompanionError, match=r"is in .*out\.webm"):
        recorder.stop()
    with av.open(str(tmp_path / "out.webm")) as film:
        decoder = av.CodecContext.create("libvpx-vp9", "r")
        pictures = [picture for packet in film.demux(video=0) if packet.size for picture in decoder.decode(packet)]
    assert len(pictures) >= 55
    alpha = pictures[20].reformat(format="rgba").to_ndarray()[..., 3]
    assert alpha[:, :56].max() < 8
    assert alpha[:, 72:].min() > 240
    with pytest.raises(CompanionError, match=r"out2\.webm"):
        Recorder(tmp_path / "out2.gif", SIZE, 30, clock, LiveStyle(transparent=True))
