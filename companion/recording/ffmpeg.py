"""ffmpeg as a separate program: where it is, and one encoder that owns one child process.

Frames and sound go into its standard input (``raw_stream``); its standard error is kept for the sentence the user gets
when it fails.
"""

from __future__ import annotations

import collections
import contextlib
import math
import os
import secrets
import shutil
import subprocess
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from companion.errors import CompanionError
from companion.recording import raw_stream
from companion.recording.formats import MP4, FilmFormat

SOUND_RATE = 48_000
"""Sample rate of the sound in every video, whatever the voice's: all players and Telegram take it."""
_FINISH_SECONDS = 60.0
_PIPE_BYTES = 1 << 20
_NICE = 5
# What ffmpeg says of a cause, and how to put it; empty: its own line will do.
_CAUSES = (
    ("No space left", "the disk is full"),
    ("Permission denied", ""),
    ("Input/output error", ""),
    ("Unknown encoder", "this ffmpeg cannot encode this format; install a full one or remove it from the PATH"),
)


def find_ffmpeg() -> str:
    """Return the path of the system's ffmpeg, else of the one the package imageio-ffmpeg carries.

    Raises CompanionError that says how to get one.
    """
    system = shutil.which("ffmpeg")
    if system:
        return system
    try:
        from imageio_ffmpeg import get_ffmpeg_exe

        return str(get_ffmpeg_exe())
    except (ImportError, RuntimeError) as error:
        raise CompanionError(
            "Videos need ffmpeg and none was found: install it with your system's packages (on Debian and Ubuntu "
            "'apt install ffmpeg', on macOS 'brew install ffmpeg') or run 'pip install imageio-ffmpeg'."
        ) from error


def named(file: Path) -> str:
    """Return how ffmpeg is told of ``file``: else it takes 12:30.mp4 for a protocol and -a.mp4 for an option."""
    return f"file:{file}"


def check_size(size: tuple[int, int], fps: int, film: FilmFormat = MP4) -> None:
    """Raise CompanionError when yuv420p cannot hold frames of ``size`` or nobody could play ``fps``."""
    width, height = size
    if not (16 <= width <= 4096 and 16 <= height <= 4096) or width % 2 or height % 2:
        raise CompanionError(
            f"A video cannot have the size {width}x{height}: choose an even number of pixels from 16 to 4096, "
            "for example 512."
        )
    if not 1 <= fps <= 120:
        raise CompanionError(f"A video cannot have {fps} fps: choose 1 to 120 frames per second, for example 30.")
    if film.fastest and fps > film.fastest:
        raise CompanionError(f"{film.name} cannot have {fps} fps: choose {film.fastest // 2} or {film.fastest}.")


def check_output(file: Path) -> None:
    """Raise CompanionError unless ``file`` is new and in a folder that can be written."""
    try:
        taken = file.exists()
        file.with_name(f".{file.name}.unfinished").exists()  # what it is called until it is whole is longer
    except OSError as error:  # its name is too long, or its folder may not be opened
        raise CompanionError(f"{file} cannot be written ({error.strerror}); choose another place.") from error
    if taken:
        raise CompanionError(f"{file} exists already; choose another name or remove it first.")
    if not file.parent.is_dir():
        raise CompanionError(f"The folder {file.parent} does not exist; create it or choose another one.")
    probe = file.with_name(f".{secrets.token_hex(8)}.writable")  # tempfile tries ten thousand names on Windows
    try:
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise CompanionError(
            f"Nothing can be written to {file.parent} ({error.strerror}); choose another folder."
        ) from error


def encoding_arguments(
    source: str,
    file: Path,
    size: tuple[int, int],
    fps: int,
    *,
    film: FilmFormat = MP4,
    crash_safe: bool = False,
    tags: Mapping[str, str] | None = None,
) -> tuple[str, ...]:
    """Return what ffmpeg is told: read a raw stream from ``source``, write ``film`` to ``file``, replacing it.

    ``crash_safe`` is for formats that are ``live``. ``tags`` are kept in the file where the format can (title, artist,
    comment).
    """
    video: tuple[str, ...] = ()
    if film.picture:
        video = ("-map", "0:v", "-vf", film.filters, *film.picture, "-r", str(fps), "-fps_mode", "cfr")
    container = film.container
    if crash_safe:
        # Pieces a second long, each flushed to the disk when it is complete.
        video += ("-g", str(fps))
        container = film.live
    elif film is MP4:
        video += ("-g", str(fps * 4))
    sound = ("-map", "0:a", *film.sound, "-ar", str(SOUND_RATE)) if film.sound else ()
    return (
        "-f", "matroska", "-probesize", str(max(5_000_000, size[0] * size[1] * 8)), "-analyzeduration", "0",
        "-i", source, *video, *sound,
        *_tagging(tags),
        *container, "-f", film.muxer, "-y", named(file),
    )  # fmt: skip


def straight(premultiplied: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return RGBA pixels, shape (height, width, 4), with their colours as they are without alpha.

    Here and not by ffmpeg's filter, which newer versions pass by unless the frames are marked.
    """
    alpha = premultiplied[..., 3]
    edges = np.nonzero((alpha > 0) & (alpha < 255))  # few: everywhere else both are the same
    out = premultiplied.copy()
    pixels = premultiplied[edges].astype(np.uint16)
    out[edges[0], edges[1], :3] = np.minimum(255, (pixels[:, :3] * 255 + pixels[:, 3:] // 2) // pixels[:, 3:])
    return out


class Encoder:
    """One film being written: ``write_sound`` and ``write_frame`` in turn, then ``finish`` or ``kill``.

    All calls come from one thread, only ``interrupt`` may come from another. Writing blocks while ffmpeg is busy.
    """

    def __init__(
        self,
        file: Path,
        size: tuple[int, int],
        fps: int,
        rate: int,
        *,
        film: FilmFormat = MP4,
        crash_safe: bool = False,
        tags: Mapping[str, str] | None = None,
    ) -> None:
        """Start ffmpeg on ``file``, which is replaced when it exists.

        ``size`` is (width, height) in even pixels, ``rate`` the sample rate of what ``write_sound`` gets. A
        ``crash_safe`` file can be played whatever dies, but not every player can seek in it: see ``finished_copy``.
        Raises CompanionError when ffmpeg is missing or cannot be started.
        """
        check_size(size, fps, film)
        self.file = file
        self.frames = 0
        self._size = size
        self._fps = fps
        self._film = film
        self._rate = rate
        self._samples = 0
        self._block = film.sound_block * rate / SOUND_RATE
        self._held = np.zeros(0, "<f4")
        self._process = _start(
            *encoding_arguments("pipe:0", file, size, fps, film=film, crash_safe=crash_safe, tags=tags)
        )
        assert self._process.stdin is not None
        self._pipe = self._process.stdin.fileno()
        _widen(self._pipe)
        if crash_safe:
            _let_others_first(self._process)
        self._complaints = _Complaints(self._process)
        self._send(raw_stream.header(*size, rate))

    @property
    def seconds(self) -> float:
        """Length of the picture so far."""
        return self.frames / self._fps

    def samples_until(self, frame: int) -> int:
        """Return the number of samples before the start of ``frame``: what keeps sound and picture in step."""
        return round(frame * self._rate / self._fps)

    def write_frame(self, rgba: NDArray[np.uint8]) -> None:
        """Append one frame, shape (height, width, 4), top row first, premultiplied where alpha is kept.

        Raises CompanionError with ffmpeg's reason when it has ended; ValueError for another shape.
        """
        width, height = self._size
        if rgba.shape != (height, width, 4) or rgba.dtype != np.uint8:
            raise ValueError(f"expected uint8 frames of shape {(height, width, 4)}, got {rgba.dtype} {rgba.shape}")
        self._send(raw_stream.block(raw_stream.VIDEO_TRACK, self.frames / self._fps, rgba.nbytes))
        self._send(np.ascontiguousarray(straight(rgba) if self._film.transparent else rgba).data.cast("B"))
        self.frames += 1

    def write_sound(self, pcm: NDArray[Any]) -> None:
        """Append mono sound in -1..1 at the encoder's rate; what lies beyond is clipped. Raises like write_frame."""
        if len(pcm) == 0:
            return
        sound = np.concatenate([self._held, np.clip(np.nan_to_num(pcm), -1.0, 1.0).astype("<f4")])
        sent = max(0, len(sound) - math.ceil(self._block / 2))
        self._held = sound[sent:]
        self._send_sound(sound[:sent])

    def _send_sound(self, sound: NDArray[np.float32]) -> None:
        if len(sound):
            self._send(raw_stream.block(raw_stream.SOUND_TRACK, self._samples / self._rate, sound.nbytes))
            self._send(np.ascontiguousarray(sound).data.cast("B"))
            self._samples += len(sound)

    def _end_sound(self) -> None:
        """Write what was held back, without the smaller part of a block: the next one would end after the picture."""
        over = (self._samples + len(self._held)) % self._block if self._block else 0.0
        kept = len(self._held) - (math.ceil(over) if over < self._block / 2 else 0)
        held, self._held = self._held[: max(0, kept)], self._held[:0]
        self._send_sound(held)

    def finish(self) -> None:
        """Close the input and wait until the file is complete. Raises CompanionError with ffmpeg's reason."""
        try:
            self._end_sound()
            self._close_input()
            try:
                self._process.wait(_FINISH_SECONDS)
            except subprocess.TimeoutExpired:
                self.kill()
                raise CompanionError(f"ffmpeg did not finish {self.file.name}; it was stopped.") from None
        finally:
            self._complaints.join()
        if self._process.returncode != 0:
            raise self._failure()

    @property
    def process_id(self) -> int:
        """Process id of this encoder's ffmpeg."""
        return self._process.pid

    def interrupt(self) -> None:
        """Make a write that blocks in another thread fail at once."""
        self._process.kill()

    def kill(self) -> None:
        """End ffmpeg now; what a crash-safe file holds stays. Harmless when it has ended."""
        self._process.kill()
        self._close_input()
        self._process.wait()
        self._complaints.join()

    def _close_input(self) -> None:
        if self._process.stdin is not None and not self._process.stdin.closed:
            self._process.stdin.close()

    def _send(self, data: bytes | memoryview) -> None:
        rest = memoryview(data)
        while rest:
            try:
                rest = rest[os.write(self._pipe, rest) :]
            except OSError as error:  # it has ended: a broken pipe, or an invalid argument on Windows
                raise self._failure() from error

    def _failure(self) -> CompanionError:
        self.kill()
        code = self._process.returncode
        reason = self._complaints.text() or (f"it was ended by signal {-code}" if code < 0 else f"exit code {code}")
        return CompanionError(f"ffmpeg could not write the video: {reason}.")


def finished_copy(crash_safe: Path, file: Path, tags: Mapping[str, str] | None = None) -> None:
    """Copy a ``crash_safe`` recording to ``file`` without encoding it again, index first, so every player can seek.

    ``tags`` are kept in it (title, artist, comment).

    Raises CompanionError with ffmpeg's reason; ``crash_safe`` is untouched.
    """
    # Sound starts before time 0 (the encoder's lead-in, which players skip): without -copyts all moves 21 ms later.
    process = _start(
        "-fflags", "+discardcorrupt",  # of a file that was torn off the last packet may be half a one
        "-i", named(crash_safe), "-map", "0", "-c", "copy", "-copyts",
        *_tagging(tags), *_index_first(file.suffix), "-y", named(file),
    )  # fmt: skip
    complaints = _Complaints(process)
    if process.stdin is not None:
        process.stdin.close()
    code = process.wait()
    complaints.join()
    if code != 0:
        file.unlink(missing_ok=True)
        raise CompanionError(f"ffmpeg could not finish {file.name}: {complaints.text() or f'exit code {code}'}.")


def _tagging(tags: Mapping[str, str] | None) -> tuple[str, ...]:
    return tuple(part for key, value in (tags or {}).items() for part in ("-metadata", f"{key}={value}"))


def _index_first(suffix: str) -> tuple[str, ...]:
    return ("-cues_to_front", "1", "-f", "webm") if suffix == ".webm" else ("-movflags", "+faststart", "-f", "mp4")


def _start(*arguments: str) -> subprocess.Popen[bytes]:
    program = find_ffmpeg()
    try:
        return subprocess.Popen(
            [program, "-hide_banner", "-loglevel", "error", *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            bufsize=0,
            # A session of its own: Ctrl-C must end the recording through us, not tear the file from under it.
            start_new_session=os.name == "posix",
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError as error:
        raise unstartable(program, error) from error


def unstartable(program: str, error: OSError) -> CompanionError:
    """Return the sentence for an ffmpeg that is there but no program of this computer."""
    return CompanionError(f"ffmpeg at {program} cannot be started ({error.strerror}); reinstall it.")


def _let_others_first(process: subprocess.Popen[bytes]) -> None:
    """Live, the loudspeaker's buffer holds a tenth of a second and the recording's queue half a one: sound first."""
    if os.name == "posix":
        with contextlib.suppress(OSError):  # a program that is nicer already may not become less so
            os.setpriority(os.PRIO_PROCESS, process.pid, _NICE)


def _widen(pipe: int) -> None:
    """Let the pipe hold a whole small frame where the system can: fewer wake-ups of both sides."""
    try:
        import fcntl

        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _PIPE_BYTES)
    except (ImportError, AttributeError, OSError):
        return


class _Complaints:
    """The last lines of a child's standard error, read by a thread so that it never blocks on writing them."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stderr is not None
        self._stream = process.stderr
        self._lines: collections.deque[str] = collections.deque(maxlen=20)
        self._thread = threading.Thread(target=self._read, name="ffmpeg-stderr", daemon=True)
        self._thread.start()

    def _read(self) -> None:
        for line in self._stream:
            self._lines.append(line.decode("utf-8", "replace").strip())
        self._stream.close()

    def join(self) -> None:
        self._thread.join()

    def text(self) -> str:
        """Return the first complaint that names a cause: later ones are its consequences."""
        lines = [line for line in self._lines if line]
        for words, plain in _CAUSES:
            for line in lines:
                if words in line:
                    return plain or line.rstrip(".")
        return lines[0].rstrip(".") if lines else ""
