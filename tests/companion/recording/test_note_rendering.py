"""A note seen by decoding it: every frame, the sound's place, the mouth in the picture against the sound."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from companion.errors import CompanionError
from companion.lips.phones import Phone
from companion.lips.track import mouth_track
from companion.messages import EmotionScores, SentenceReady
from companion.paths import default_avatar
from companion.recording.note import (
    GAP_SECONDS,
    QUIET_AFTER_SECONDS,
    QUIET_BEFORE_SECONDS,
    Style,
    render_note,
    render_notes,
    timeline,
)
from decoded_video import DecodedVideo, constant_rate, decode

FPS = 30


AH = (Phone("a", 0.0, 60.0),)
"""What the murmur says: the vowel that opens the mouth widest."""


def murmur(rate: int, seed: int, seconds: float = 3.0) -> NDArray[np.float32]:
    """Syllables of irregular length and pause, like speech to a mouth; the sound begins and ends with one."""
    generator = np.random.default_rng(seed)
    gate = np.zeros(round(seconds * rate))
    at = 0.0
    while at < seconds - 0.4:
        length = generator.uniform(0.1, 0.25)
        gate[round(at * rate) : round((at + length) * rate)] = generator.uniform(0.5, 1.0)
        at += length + generator.uniform(0.1, 0.35)
    gate[-round(0.2 * rate) :] = 0.8
    return (0.5 * gate * np.sin(2 * np.pi * 220 * np.arange(len(gate)) / rate)).astype(np.float32)


def sentence(index: int, pcm: NDArray[np.float32], rate: int = 24000, emotion: str = "neutral") -> SentenceReady:
    return SentenceReady(1, index, "said", "said", EmotionScores.only(emotion), pcm, rate, mouth_track(pcm, rate, AH))


def loudness(video: DecodedVideo) -> NDArray[np.float64]:
    """Root mean square around each sample, 20 ms wide."""
    width = video.rate // 50
    return np.sqrt(np.convolve(video.sound.astype(np.float64) ** 2, np.ones(width) / width, "same"))


def test_the_visible_mouth_and_the_sound_agree_within_20_ms(tmp_path: Path) -> None:
    sound = murmur(24000, 1, 5.0)
    # The same note with a shut mouth: what differs much in the picture is the mouth and nothing else.
    hushed = np.zeros_like(sound)
    videos = []
    for name, pcm in (("note.mp4", sound), ("hushed.mp4", hushed)):
        render_note(default_avatar(), [sentence(0, pcm)], tmp_path / name, size=256, fps=FPS)
        videos.append(decode(tmp_path / name))
    video = videos[0]
    mouth = (np.abs(video.frames.astype(int) - videos[1].frames).max(axis=3) > 50).mean(axis=(1, 2))
    assert mouth.max() > 0.001, "the mouth cannot be seen to open"
    loud = loudness(video)
    lags = np.arange(-0.1, 0.101, 0.005)
    likeness = []
    for lag in lags:
        places = np.rint((np.arange(len(mouth)) / FPS - lag) * video.rate).astype(int)
        likeness.append(np.corrcoef(mouth, loud[np.clip(places, 0, len(loud) - 1)])[0, 1])
    assert max(likeness) > 0.8
    assert abs(lags[int(np.argmax(likeness))]) <= 0.02
    shut = round((QUIET_BEFORE_SECONDS + 5.0 + 0.15) * FPS)
    assert mouth[shut:].max() < 0.1 * mouth.max(), "150 ms after the last sound the mouth is still open"


def test_frames_sound_and_length_are_exactly_as_laid_out(tmp_path: Path) -> None:
    sounds = [murmur(24000, 2, 1.0), murmur(24000, 3, 1.51)]
    progress: list[float] = []
    note = render_note(
        default_avatar(),
        [sentence(0, sounds[0]), sentence(1, np.zeros(0, np.float32)), sentence(2, sounds[1])],
        tmp_path / "note.mp4",
        size=128,
        fps=FPS,
        progress=progress.append,
    )
    video = decode(note.file)
    spoken = 30 + round(GAP_SECONDS * FPS) + 46
    frames = round(QUIET_BEFORE_SECONDS * FPS) + spoken + round(QUIET_AFTER_SECONDS * FPS)
    assert len(video.frames) == frames == note.frames
    assert constant_rate(video, FPS)
    assert (video.codecs, video.pixel_format) == (("h264", "aac"), "yuv420p")
    assert video.picture_seconds == pytest.approx(note.seconds, abs=1e-3)
    assert video.sound_seconds == pytest.approx(note.seconds, abs=0.03)
    assert progress[-1] == pytest.approx(note.seconds)
    loud = np.flatnonzero(np.abs(video.sound) > 0.05) / video.rate
    first, second = QUIET_BEFORE_SECONDS, QUIET_BEFORE_SECONDS + 1.0 + GAP_SECONDS
    assert loud[0] == pytest.approx(first, abs=0.004)
    assert loud[loud < first + 1.1][-1] == pytest.approx(first + 1.0, abs=0.004)
    assert loud[loud > first + 1.1][0] == pytest.approx(second, abs=0.004)
    assert loud[-1] == pytest.approx(second + 1.51, abs=0.004)
    assert np.abs(video.sound).max() < 0.6, "louder than what was said: clipping is near"
    still = np.abs(np.diff(video.frames.astype(int), axis=0)).max(axis=(1, 2, 3)) == 0
    assert still.mean() < 0.1


def test_each_sentence_brings_its_own_face_when_it_is_heard() -> None:
    sounds = [murmur(24000, 4, 0.5), murmur(24000, 5, 0.5)]
    frames = list(timeline(sentence(0, sounds[0], emotion="joy"), [sentence(1, sounds[1], emotion="anger")], FPS))
    changes = [(n, frame.emotion.label) for n, frame in enumerate(frames) if frame.emotion is not None]
    start = round(QUIET_BEFORE_SECONDS * FPS)
    assert changes == [(start, "joy"), (start + 15 + round(GAP_SECONDS * FPS), "anger")]
    assert not any(np.any(frame.sound) for frame in frames[:start])
    assert np.any(frames[start].sound)


@pytest.mark.parametrize(("rate", "fps"), [(22050, 30), (24000, 60), (16000, 25), (44100, 24)])
def test_no_rate_makes_sound_and_picture_drift(rate: int, fps: int) -> None:
    frames = list(timeline(sentence(0, murmur(rate, 6, 20.0), rate), [], fps))
    samples = sum(len(frame.sound) for frame in frames)
    assert samples == pytest.approx(len(frames) * rate / fps, abs=1)


def test_the_picture_is_the_right_way_up_and_not_on_black(tmp_path: Path) -> None:
    render_note(default_avatar(), [sentence(0, murmur(24000, 7, 0.5))], tmp_path / "note.mp4", size=128, fps=FPS)
    frame = decode(tmp_path / "note.mp4").frames[5].astype(int)
    corners = np.stack([frame[2, 2], frame[2, -3]])
    assert corners.min() > 150
    # Pink hair above, the dark jacket's shoulders below.
    assert frame[-10:-2, 30:50].mean() < frame[2:10, 30:50].mean() - 50


def test_same_sentences_and_seed_same_frames(tmp_path: Path) -> None:
    files = [tmp_path / "a.mp4", tmp_path / "b.mp4"]
    for file in files:
        render_note(default_avatar(), [sentence(0, murmur(24000, 8, 1.0))], file, size=64, fps=FPS, seed=5)
    first, second = (decode(file).frames for file in files)
    assert np.array_equal(first, second)


def test_an_error_while_she_thinks_leaves_nothing_behind(tmp_path: Path) -> None:
    closed = []

    def sentences() -> Iterator[SentenceReady]:
        try:
            yield sentence(0, murmur(24000, 9, 0.5))
            raise CompanionError("The text model gave up; try again.")
        finally:
            closed.append(True)

    with pytest.raises(CompanionError, match="gave up"):
        render_note(default_avatar(), sentences(), tmp_path / "note.mp4", size=64, fps=FPS)
    assert closed == [True]
    assert list(tmp_path.glob("*note*")) == []


def test_a_note_whose_subtitles_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    out, in_the_way = tmp_path / "note.mp4", tmp_path / "note.srt"

    def sentences() -> Iterator[SentenceReady]:
        yield sentence(0, murmur(24000, 9, 0.5))
        in_the_way.mkdir()

    with pytest.raises(CompanionError, match=r"note\.mp4 cannot be written \(Is a directory\)"):
        render_notes(default_avatar(), sentences(), out, Style((64, 64), FPS, subtitles=".srt", thumbnail=True))
    assert list(tmp_path.glob("*note*")) == [in_the_way]


def test_nothing_to_say_and_bad_sizes_are_said_plainly(tmp_path: Path) -> None:
    out = tmp_path / "note.mp4"
    with pytest.raises(CompanionError, match="nothing to say"):
        render_note(default_avatar(), [sentence(0, np.zeros(0, np.float32))], out)
    with pytest.raises(CompanionError, match="even number"):
        render_note(default_avatar(), [], out, size=511)
    with pytest.raises(CompanionError, match="fps"):
        render_note(default_avatar(), [], out, fps=0)
    out.write_bytes(b"precious")
    with pytest.raises(CompanionError, match="exists already"):
        render_note(default_avatar(), [], out)
    assert out.read_bytes() == b"precious"


def test_what_stands_beside_a_further_part_is_never_replaced(tmp_path: Path) -> None:
    photo = tmp_path / "trip-2.jpg"
    photo.write_bytes(b"precious")
    said = [sentence(number, murmur(24000, number, 1.0)) for number in range(2)]
    style = Style((64, 64), 10, longest=2.5, thumbnail=True)
    notes = render_notes(default_avatar(), said, tmp_path / "trip.mp4", style)
    assert [note.file.name for note in notes] == ["trip.mp4", "trip-3.mp4"]
    assert [note.beside[0].name for note in notes] == ["trip.jpg", "trip-3.jpg"]
    assert photo.read_bytes() == b"precious"
