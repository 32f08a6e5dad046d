"""A video note against real time, and against ffmpeg alone on the very same raw frames."""

from __future__ import annotations

import os
import statistics
import subprocess
import tempfile
import time
from contextlib import closing
from pathlib import Path

import numpy as np

from companion.avatar.avatar import load_avatar
from companion.bench.measurement import Figure
from companion.errors import CompanionError
from companion.lips.track import mouth_track
from companion.messages import EmotionScores, SentenceReady
from companion.paths import default_avatar
from companion.recording import raw_stream
from companion.recording.ffmpeg import encoding_arguments, find_ffmpeg
from companion.recording.note import Style, drawn, render_note, timeline

SIZE = 512
FPS = 30
_RATE = 24_000
_REPEATS = 3


def measure() -> list[Figure]:
    """Return the note's speed as frames a second; the median of three rounds, each way once a round."""
    return measure_avatar(default_avatar())


def measure_avatar(avatar: Path) -> list[Figure]:
    """Measure with any model. The sound is a murmur: its words do not change what drawing and encoding cost."""
    sentences = murmurs()
    note, drawing, alone = [], [], []
    with tempfile.TemporaryDirectory() as folder:
        stream = Path(folder) / "frames.mkv"
        count = _capture(avatar, sentences, stream)
        for number in range(_REPEATS):
            note.append(_timed_note(avatar, sentences, Path(folder) / f"note-{number}.mp4"))
            drawing.append(_timed_drawing(avatar, sentences))
            alone.append(_timed_ffmpeg(stream, Path(folder) / "alone.mp4"))
    speed, drawing_speed, alone_speed = (count / statistics.median(times) for times in (note, drawing, alone))
    what = f"{SIZE}x{SIZE}, {os.cpu_count()} cores"
    return [
        Figure("note against real time", speed, "fps", float(FPS), f"real time, {what}", ">= 4 of real time"),
        Figure("note against ffmpeg alone", speed, "fps", alone_speed, "ffmpeg, same raw frames", ">= 0.7 of ffmpeg"),
        Figure("drawing alone", drawing_speed, "fps", alone_speed, "ffmpeg, same raw frames"),
    ]


def murmurs() -> list[SentenceReady]:
    """Return three sentences of three seconds, each with another feeling."""
    return [_sentence(number, label) for number, label in enumerate(("joy", "neutral", "surprise"))]


def _sentence(number: int, label: str) -> SentenceReady:
    seconds = np.arange(_RATE * 3) / _RATE
    murmur = 0.3 * np.sin(2 * np.pi * 180 * seconds) * np.maximum(0.0, np.sin(2 * np.pi * 2.5 * seconds))
    pcm = murmur.astype(np.float32)
    return SentenceReady(1, number, "", "", EmotionScores.only(label), pcm, _RATE, mouth_track(pcm, _RATE))


def _timed_note(avatar: Path, sentences: list[SentenceReady], file: Path) -> float:
    start = time.perf_counter()
    render_note(avatar, sentences, file, size=SIZE, fps=FPS)
    return time.perf_counter() - start


def _timed_drawing(path: Path, sentences: list[SentenceReady]) -> float:
    start = time.perf_counter()
    avatar = load_avatar(path)
    for _ in drawn(avatar, timeline(sentences[0], sentences[1:], FPS), Style((SIZE, SIZE), FPS)):
        pass
    avatar.close()
    return time.perf_counter() - start


def _capture(path: Path, sentences: list[SentenceReady], stream: Path) -> int:
    """Write the bytes that a note sends to ffmpeg to a file; return the number of frames."""
    avatar = load_avatar(path)
    count = samples = 0
    pictures = drawn(avatar, timeline(sentences[0], sentences[1:], FPS), Style((SIZE, SIZE), FPS))
    with stream.open("wb") as out, closing(pictures):
        out.write(raw_stream.header(SIZE, SIZE, _RATE))
        for rgba, sound in pictures:
            out.write(raw_stream.block(raw_stream.SOUND_TRACK, samples / _RATE, sound.nbytes))
            out.write(sound.tobytes())
            out.write(raw_stream.block(raw_stream.VIDEO_TRACK, count / FPS, rgba.nbytes))
            out.write(rgba.tobytes())
            samples += len(sound)
            count += 1
    avatar.close()
    return count


def _timed_ffmpeg(stream: Path, file: Path) -> float:
    command = [find_ffmpeg(), "-loglevel", "error", *encoding_arguments(str(stream), file, (SIZE, SIZE), FPS)]
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode:
        raise CompanionError(f"ffmpeg could not encode the measured frames: {done.stderr.decode(errors='replace')}")
    return time.perf_counter() - start
