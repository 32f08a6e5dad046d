"""The recorder on a clock the test moves: places of frames and sounds, and what is kept when ffmpeg dies."""

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
from numpy.typing import NDArray

from companion.errors import CompanionError
from companion.messages import NEUTRAL, SentenceReady
from companion.recording.ffmpeg import finished_copy
from companion.recording.film_file import film_info, leftovers, repair
from companion.recording.recorder import LiveStyle, Recorder
from companion.recording.soundtrack import StreamedSound
from decoded_video import constant_rate, decode

SIZE = (128, 96)
BITS = 8


class Clock:
    """A clock that stands still between the test's steps."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def numbered(number: int) -> NDArray[np.uint8]:
    """A frame that shows ``number`` as eight black or white columns; its lower third is black, its upper white."""
    frame = np.zeros((SIZE[1], SIZE[0], 4), np.uint8)
    width = SIZE[0] // BITS
    for bit in range(BITS):
        frame[32:64, bit * width : (bit + 1) * width] = 255 * (number >> bit & 1)
    frame[:32] = 255
    return frame


def number_in(frame: NDArray[np.uint8]) -> int:
    width = SIZE[0] // BITS
    return sum((int(frame[36:60, bit * width + 4 : (bit + 1) * width - 4].mean() > 128)) << bit for bit in range(BITS))


def give(recorder: Recorder, frame: NDArray[np.uint8]) -> None:
    """Add a frame and wait until the writer has had time for it: the clock here is faster than ffmpeg's."""
    recorder.add_frame(frame)
    deadline = time.monotonic() + 10
    while not recorder._queue.empty() and time.monotonic() < deadline:
        time.sleep(0.001)


def tone(seconds: float, rate: int, hertz: float = 500.0) -> NDArray[np.float32]:
    wave = 0.5 * np.sin(2 * np.pi * hertz * np.arange(round(seconds * rate)) / rate)
    return wave.astype(np.float32)


def said(pcm: NDArray[np.float32], rate: int, text: str = "") -> SentenceReady:
    return SentenceReady(1, 0, text, text, NEUTRAL, pcm, rate)


def heard(sound: NDArray[np.float32], rate: int) -> list[tuple[float, float]]:
    """Return start and end in seconds of each stretch with sound, pauses under 30 ms bridged."""
    loud = np.flatnonzero(np.abs(sound) > 0.1)
    if len(loud) == 0:
        return []
    breaks = np.flatnonzero(np.diff(loud) > 0.03 * rate)
    starts = [loud[0], *loud[breaks + 1]]
    ends = [*loud[breaks], loud[-1]]
    return [(start / rate, end / rate) for start, end in zip(starts, ends, strict=True)]


def test_irregular_frames_become_a_constant_rate_with_each_at_its_time(tmp_path: Path) -> None:
    clock = Clock()
    recorder = Recorder(tmp_path / "out.mp4", SIZE, 30, clock)
    times = [0.01, 0.03, 0.035, 0.04, 0.2, 0.21, 0.5, 0.51, 0.9, 1.0]
    for number, at in enumerate(times, start=1):
        clock.now = 1000.0 + at
        give(recorder, numbered(number))
    clock.now = 1001.5
    assert recorder.stop() == tmp_path / "out.mp4"
    assert recorder.dropped == 0
    video = decode(tmp_path / "out.mp4")
    assert len(video.frames) == 45
    assert constant_rate(video, 30)
    assert video.codecs == ("h264", "aac")
    assert video.pixel_format == "yuv420p"
    shown = [number_in(frame) for frame in video.frames]
    # The first of each place wins: 0.03 before 0.035 and 0.04, 0.2 before 0.21, 0.5 before 0.51.
    expected = {0: 1, 1: 2, 5: 2, 6: 5, 14: 5, 15: 7, 26: 7, 27: 9, 29: 9, 30: 10, 44: 10}
    assert {place: shown[place] for place in expected} == expected


def test_the_picture_is_the_right_way_up(tmp_path: Path) -> None:
    clock = Clock()
    recorder = Recorder(tmp_path / "out.mp4", SIZE, 30, clock)
    give(recorder, numbered(5))
    clock.now += 0.2
    frame = decode(recorder.stop()).frames[0]
    assert frame[4:28].mean() > 240
    assert frame[68:92].mean() < 15


def test_sound_lies_where_it_was_heard_whatever_its_rate(tmp_path: Path) -> None:
    clock = Clock()
    recorder = Recorder(tmp_path / "out.mp4", SIZE, 30, clock)
    frames = iter(range(1000))
    for step in range(90):
        clock.now = 1000.0 + step / 30
        if step == 10:
            recorder.sentence_started(said(tone(0.4, 24000), 24000), clock.now + 0.02)
        if step == 45:  # told 0.1 s late
            recorder.sentence_started(said(tone(1.0, 22050), 22050), 1001.4)
        if step == 60:  # barge-in, told 0.05 s late
            recorder.sound_stopped(1001.95)
        give(recorder, numbered(next(frames)))
    clock.now = 1003.0
    video = decode(recorder.stop())
    assert video.rate == 48000
    assert video.picture_seconds == pytest.approx(3.0, abs=0.001)
    assert video.sound_seconds == pytest.approx(3.0, abs=0.03)
    start = 10 / 30 + 0.02
    spans = heard(video.sound, video.rate)
    assert spans == [
        (pytest.approx(start, abs=0.003), pytest.approx(start + 0.4, abs=0.003)),
        (pytest.approx(1.4, abs=0.003), pytest.approx(1.95, abs=0.003)),
    ]
    loud = video.sound[round(0.5 * 48000) : round(0.6 * 48000)]
    assert np.abs(loud).max() == pytest.approx(0.5, abs=0.03)


def test_a_window_that_stops_drawing_still_gives_a_full_length_video(tmp_path: Path) -> None:
    clock = Clock()
    recorder = Recorder(tmp_path / "out.mp4", SIZE, 30, clock)
    give(recorder, numbered(7))
    clock.now = 1002.0
    deadline = time.monotonic() + 10
    while recorder.written < 50 and time.monotonic() < deadline:  # goes on by itself, with no frame given
        time.sleep(0.01)
    assert recorder.written >= 50
    video = decode(recorder.stop())
    assert len(video.frames) == 60
    assert {number_in(frame) for frame in video.frames} == {7}


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


def test_nothing_is_overwritten_and_bad_places_are_refused(tmp_path: Path) -> None:
    there = tmp_path / "there.mp4"
    there.write_bytes(b"precious")
    with pytest.raises(CompanionError, match="exists already"):
        Recorder(there, SIZE, 30, Clock())
    assert there.read_bytes() == b"precious"
    with pytest.raises(CompanionError, match="does not exist; create it"):
        Recorder(tmp_path / "no" / "out.mp4", SIZE, 30, Clock())
    with pytest.raises(CompanionError, match="even number"):
        Recorder(tmp_path / "out.mp4", (127, 96), 30, Clock())
    with pytest.raises(CompanionError, match=r"\.mp4"):
        Recorder(tmp_path / "out.avi", SIZE, 30, Clock())
    assert list(tmp_path.glob("*.recording.mp4")) == []


def test_a_recording_without_any_frame_is_a_short_black_video(tmp_path: Path) -> None:
    clock = Clock()
    recorder = Recorder(tmp_path / "out.mp4", SIZE, 30, clock)
    clock.now += 0.5
    assert recorder.seconds == pytest.approx(0.5)
    video = decode(recorder.stop())
    assert recorder.seconds == pytest.approx(0.5)
    assert len(video.frames) == 15
    assert video.frames.max() < 10
    with pytest.raises(CompanionError, match="ended already"):
        recorder.stop()


def test_a_pause_leaves_no_gap_and_nothing_of_its_time(tmp_path: Path) -> None:
    clock = Clock()
    recorder = Recorder(tmp_path / "out.mp4", SIZE, 30, clock)
    sentence = tone(3.0, 24000)
    recorder.sentence_started(said(sentence, 24000), 1000.5)
    for step in range(30):
        clock.now = 1000.0 + step / 30
        give(recorder, numbered(1 + step))
    clock.now = 1001.0
    recorder.pause()
    assert recorder.paused
    clock.now = 1002.0
    give(recorder, numbered(200))
    assert recorder.seconds == pytest.approx(1.0)
    assert not recorder.wants_frame()
    recorder.resume()
    recorder.sentence_started(said(sentence, 24000), 1000.5)  # it went on meanwhile
    for step in range(60):
        clock.now = 1002.0 + step / 30
        give(recorder, numbered(31 + step))
    clock.now = 1004.0
    recorder.stop()
    video = decode(tmp_path / "out.mp4")
    assert [number_in(frame) for frame in video.frames] == list(range(1, 91))
    # Heard from 0.5 to 1.0 before the pause, from 1.5 to 3.0 of the sentence after it: until 2.5 of the film.
    assert heard(video.sound, video.rate) == [pytest.approx((0.5, 2.5), abs=0.01)]
    middle = video.sound[round(0.6 * video.rate) : round(2.4 * video.rate)]
    assert np.abs(middle).max() < 0.6, "a part was laid over itself"


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
    assert video.sound_seconds > recorded - 1.5  # which is written 0.4 s behind the picture
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


def test_the_microphone_lies_where_it_was_heard_beside_her_and_has_a_loudness_of_its_own(tmp_path: Path) -> None:
    clock = Clock()
    recorder = Recorder(tmp_path / "out.mp4", SIZE, 30, clock, LiveStyle(microphone=0.5))
    recorder.sentence_started(said(tone(0.4, 24000), 24000), 1000.2)
    mine, piece = tone(1.0, 16000, 300.0), 320
    jitter = np.random.default_rng(3)
    for step in range(90):
        clock.now = 1000.0 + step / 30
        give(recorder, numbered(step))
        # Pieces of 20 ms, told 0.15 s after they were heard, their times uncertain by some milliseconds.
        for number in range(len(mine) // piece):
            if step / 30 <= 1.0 + (number + 1) * 0.02 + 0.15 < (step + 1) / 30:
                at = 1001.0 + number * 0.02 + float(jitter.uniform(-0.004, 0.004))
                recorder.spoken(mine[number * piece : (number + 1) * piece], 16000, at)
    clock.now = 1003.0
    video = decode(recorder.stop())
    spans = heard(video.sound, video.rate)
    assert spans == [
        (pytest.approx(0.2, abs=0.003), pytest.approx(0.6, abs=0.003)),
        (pytest.approx(1.0, abs=0.008), pytest.approx(2.0, abs=0.008)),
    ], "one stretch each: no seam between the pieces"
    loud = np.abs(video.sound[round(1.4 * video.rate) : round(1.6 * video.rate)]).max()
    assert loud == pytest.approx(0.25, abs=0.03)


def test_a_microphone_whose_clock_runs_off_is_put_right() -> None:
    stream = StreamedSound(16000)
    for number in range(3000):  # a minute of pieces that claim to be 20 ms and are 20.02 ms apart
        stream.add(np.full(320, number / 3000, np.float32), number * 0.02002)
    sound = stream.take(0, 61 * 48000)
    last = np.flatnonzero(sound > 0.999)[-1] / 48000
    assert last == pytest.approx(3000 * 0.02002, abs=0.02)


def test_her_words_are_on_the_picture_and_in_a_file_while_it_happens(tmp_path: Path) -> None:
    clock = Clock()
    recorder = Recorder(
        tmp_path / "out.mp4", SIZE, 30, clock, LiveStyle(captions=True, subtitles=".srt", artist="Amelie")
    )
    for step in range(60):
        clock.now = 1000.0 + step / 30
        if step == 15:
            recorder.sentence_started(said(tone(1.0, 24000), 24000, "Roses are red, always"), clock.now)
        if step == 36:  # barge-in: the last words are never heard
            recorder.sound_stopped(1001.1)
        give(recorder, np.zeros((SIZE[1], SIZE[0], 4), np.uint8))
    clock.now = 1002.0
    frames = decode(recorder.stop()).frames[:, 48:].max(axis=(1, 2, 3))
    written = frames > 150
    assert not written[:14].any()
    assert written[17:32].all()
    assert not written[36:].any()
    subtitles = (tmp_path / "out.srt").read_text(encoding="utf-8")
    assert "00:00:00,500 --> " in subtitles
    assert "Roses are red" in subtitles
    assert "always" not in subtitles
    info = film_info(tmp_path / "out.mp4")
    assert (info.persona, info.text) == ("Amelie", "Roses are red, always")


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
