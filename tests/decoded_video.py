"""Decode a video in tests: its frames, its sound on the file's own time line."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class DecodedVideo:
    frames: NDArray[np.uint8]
    """(count, height, width, 3), RGB"""
    pts: list[Fraction]
    """seconds, exact"""
    sound: NDArray[np.float32]
    """mono at ``rate``, from time 0 of the file: as a player plays it, edit list applied"""
    rate: int
    codecs: tuple[str, str]
    pixel_format: str
    picture_seconds: float
    sound_seconds: float


def decode(file: Path) -> DecodedVideo:
    """Decode everything in ``file``, which has one video and one audio stream."""
    with av.open(str(file)) as container:
        video, audio = container.streams.video[0], container.streams.audio[0]
        frames, pts, sound = [], [], np.zeros(0, np.float32)
        for frame in container.decode(video):
            frames.append(frame.to_ndarray(format="rgb24"))
            pts.append(frame.pts * frame.time_base)
        codecs = (video.codec_context.name, audio.codec_context.name)
        whole = (container.duration or 0) / 1e6  # WebM tells only the length of the whole file
        picture_seconds = whole if video.duration is None else float(video.duration * video.time_base)
        sound_seconds = whole if audio.duration is None else float(audio.duration * audio.time_base)
        rate = audio.codec_context.sample_rate
        pixel_format = video.codec_context.pix_fmt
    with av.open(str(file)) as container:
        for chunk in container.decode(audio=0):
            first = round(float(chunk.pts * chunk.time_base) * rate)
            samples = chunk.to_ndarray().astype(np.float32).mean(axis=0)
            if first < 0:
                samples, first = samples[-first:], 0
            sound = np.pad(sound, (0, max(0, first + len(samples) - len(sound))))
            sound[first : first + len(samples)] = samples
    return DecodedVideo(
        np.stack(frames), pts, sound, rate, codecs, pixel_format, picture_seconds, sound_seconds
    )  # fmt: skip


def constant_rate(video: DecodedVideo, fps: int) -> bool:
    """Return whether frame n has the time stamp n / fps, within a tick of the file's clock."""
    return all(abs(float(stamp) - n / fps) < 1e-4 for n, stamp in enumerate(video.pts))
