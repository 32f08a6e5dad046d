"""The recorder on a clock the test moves: places of frames, sounds and words."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pytest
from numbered_frames import SIZE, Clock, give, heard, number_in, numbered, said, tone

from companion.errors import CompanionError
from companion.recording.film_file import film_info
from companion.recording.recorder import LiveStyle, Recorder
from companion.recording.soundtrack import StreamedSound
from decoded_video import constant_rate, decode


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
