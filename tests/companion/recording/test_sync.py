"""Films decoded and measured: the mouth in the picture against the sound, and where both begin and end.

Rendered notes show Amelie. The live film is made by a stage on a real sound card, in real time, with a lamp that is as
bright as the mouth is open.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from companion.avatar.avatar import load_avatar
from companion.lips.phones import Phone
from companion.lips.track import mouth_track
from companion.messages import NEUTRAL, SentenceReady
from companion.paths import default_avatar
from companion.recording.note import QUIET_BEFORE_SECONDS, Style, render_notes
from companion.recording.recorder import LiveStyle, Recorder
from companion.stage.line import Command
from companion.stage.stage import Stage
from decoded_video import DecodedVideo, decode
from sound_server import SoundServer, sound_card

__all__ = ["sound_card"]

FPS = 30
RATE = 24000
ALLOWED = 0.020


def speech() -> SentenceReady:
    """Three seconds of syllables with pauses between; begins and ends loud."""
    generator = np.random.default_rng(5)
    gate = np.zeros(3 * RATE)
    at = 0.0
    while at < 2.6:
        length = generator.uniform(0.1, 0.22)
        gate[round(at * RATE) : round((at + length) * RATE)] = generator.uniform(0.6, 1.0)
        at += length + generator.uniform(0.1, 0.3)
    gate[-RATE // 5 :] = 0.9
    pcm = (0.5 * gate * np.sin(2 * np.pi * 220 * np.arange(len(gate)) / RATE)).astype(np.float32)
    return SentenceReady(1, 0, "Ah", "Ah", NEUTRAL, pcm, RATE, mouth_track(pcm, RATE, (Phone("a", 0.0, 60.0),)))


@dataclass(frozen=True)
class Offsets:
    """Seconds by which the sound is later than the picture."""

    mouth: float
    likeness: float
    start: float
    end: float


def measure(video: DecodedVideo, mouth: NDArray[np.float64]) -> Offsets:
    """Shift the loudness against ``mouth``, one value a frame, until they are most alike."""
    width = video.rate // 50
    loud = np.sqrt(np.convolve(video.sound.astype(np.float64) ** 2, np.ones(width) / width, "same"))
    stamps = np.array([float(stamp) for stamp in video.pts])
    lags = np.arange(-0.12, 0.1201, 0.0025)
    likeness = []
    for lag in lags:
        places = np.rint((stamps + lag) * video.rate).astype(int)
        likeness.append(np.corrcoef(mouth, loud[np.clip(places, 0, len(loud) - 1)])[0, 1])
    best = int(np.argmax(likeness))
    picture_end = stamps[-1] + 1 / FPS
    return Offsets(float(lags[best]), likeness[best], 0.0 - stamps[0], len(video.sound) / video.rate - picture_end)


def check(name: str, found: Offsets) -> None:
    print(
        f"{name:12} mouth {found.mouth * 1000:+6.1f} ms (likeness {found.likeness:.2f}), "
        f"start {found.start * 1000:+6.1f} ms, end {found.end * 1000:+6.1f} ms"
    )
    assert found.likeness > 0.75
    assert abs(found.mouth) <= ALLOWED
    assert abs(found.start) <= ALLOWED
    assert -ALLOWED <= found.end <= ALLOWED


@pytest.fixture(scope="module")
def shut(tmp_path_factory: pytest.TempPathFactory) -> dict[bool, NDArray[np.uint8]]:
    """The frames of the same note with nothing to be heard, opaque and clear: what differs is the mouth."""
    said = speech()
    hushed = SentenceReady(1, 0, "Ah", "Ah", NEUTRAL, np.zeros_like(said.pcm), RATE)
    frames = {}
    for clear, name in ((False, "hushed.mp4"), (True, "hushed.mov")):
        file = tmp_path_factory.mktemp("sync") / name
        render_notes(default_avatar(), [hushed], file, Style((128, 128), FPS, transparent=clear))
        frames[clear] = decode(file).frames
    return frames


@pytest.mark.parametrize("name", ["note.mp4", "note.webm", "note.mov", "clear.webm", "clear.mov"])
def test_a_rendered_note_is_in_sync(tmp_path: Path, shut: dict[bool, NDArray[np.uint8]], name: str) -> None:
    clear = name.startswith("clear")
    render_notes(default_avatar(), [speech()], tmp_path / name, Style((128, 128), FPS, transparent=clear))
    video = decode(tmp_path / name)
    still = shut[clear]
    assert len(video.frames) == len(still)
    # Her face only: at clear edges colours differ from file to file.
    face = (slice(None), slice(40, 88), slice(48, 80))
    mouth = (np.abs(video.frames[face].astype(int) - still[face]).max(axis=3) > 50).mean(axis=(1, 2))
    check(name, measure(video, mouth))
    loud = np.flatnonzero(np.abs(video.sound) > 0.1) / video.rate
    assert loud[0] == pytest.approx(QUIET_BEFORE_SECONDS, abs=0.005)


@pytest.mark.parametrize("name", ["live.mp4", "clear.webm", "starved.mp4"])
def test_a_live_recording_is_in_sync(tmp_path: Path, sound_card: SoundServer, name: str) -> None:
    avatar = load_avatar(default_avatar())
    stage = Stage(avatar, lambda _letter, _text: iter([speech()]), 64, FPS)
    recorder = Recorder(
        tmp_path / name, (64, 64), FPS, time.perf_counter, LiveStyle(transparent=name.startswith("clear"))
    )
    stage.add_recording("out", recorder)
    began = before = time.perf_counter()
    told = held = False
    while time.perf_counter() - began < 0.7 or stage.busy:
        if not told and time.perf_counter() - began > 0.3:
            told = stage.begin(Command("s", "x")) is None
        stage.step()
        seconds = time.perf_counter() - began
        if name.startswith("starved") and held != (1.2 < seconds < 1.9):
            held = not held
            (sound_card.hold if held else sound_card.go_on)()
        now = time.perf_counter()
        avatar.update(now - before)
        before = now
        if stage.wants_picture:
            lamp = np.full((64, 64, 4), round(255 * avatar.mouth_value), np.uint8)
            lamp[..., 3] = 255
            stage.show(lamp)
        time.sleep(0.014)
        assert time.perf_counter() - began < 30
    file = stage.finish("out")
    stage.close()
    avatar.close()
    video = decode(file)
    check(name, measure(video, video.frames[:, 20:44, 20:44].mean(axis=(1, 2, 3))))
