"""Voice messages as sound and back, by ffmpeg; in memory where the format allows it."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from companion.engine.hearing.base import RATE
from companion.errors import CompanionError
from companion.recording.ffmpeg import find_ffmpeg

_SECONDS_TO_CONVERT = 60.0
_FORMATS = {"voice": "ogg", "round": "mov"}
"""What may come, and nothing else: ffmpeg would open playlists and read other files for who sends one."""


def decode(data: bytes, kind: str, longest: float) -> NDArray[np.float32]:
    """Return the sound of a voice message or a round video, mono at ``RATE``, at most ``longest`` seconds of it.

    Raises CompanionError for what is none.
    """
    with tempfile.TemporaryDirectory(prefix="companion-") as folder:
        file = Path(folder) / "heard"
        file.write_bytes(data)
        sound = _run(
            "-protocol_whitelist", "file", "-f", _FORMATS[kind], "-t", str(longest), "-i", str(file),
            "-map", "0:a:0", "-ac", "1", "-ar", str(RATE), "-f", "f32le", "pipe:1",
        )  # fmt: skip
    return np.frombuffer(sound, "<f4").astype(np.float32)


def encode(pcm: NDArray[np.float32], rate: int) -> bytes:
    """Return mono sound as Telegram wants voice messages: Opus in Ogg. Raises CompanionError."""
    return _run(
        "-f", "f32le", "-ar", str(rate), "-ac", "1", "-i", "pipe:0",
        "-c:a", "libopus", "-b:a", "48k", "-application", "voip", "-f", "ogg", "pipe:1",
        feed=np.clip(pcm, -1.0, 1.0).astype("<f4").tobytes(),
    )  # fmt: skip


def _run(*arguments: str, feed: bytes = b"") -> bytes:
    try:
        done = subprocess.run(
            [find_ffmpeg(), "-hide_banner", "-loglevel", "error", *arguments],
            input=feed, capture_output=True, check=False, timeout=_SECONDS_TO_CONVERT,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise CompanionError("ffmpeg took too long to convert the sound.") from error
    if done.returncode or not done.stdout:
        reason = done.stderr.decode("utf-8", "replace").strip().splitlines()[:1]
        raise CompanionError(f"The sound cannot be converted: {reason[0] if reason else 'there is none in it'}.")
    return done.stdout
