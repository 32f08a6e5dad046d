"""Record what the window shows and says while it happens: constant frame rate, sound on the same clock.

::

    window ──add_frame(rgba)────────► queue (bounded) ──► writer thread ──► Encoder ──► ffmpeg ──► NAME.recording.mp4
    player ──sentence_started(pcm)──► placed sounds ─────►┘                            stop: ──────► NAME.mp4

The clock decides everything. Frame n of the video shows what was on screen at n / fps seconds after the start: a late
frame's place is filled with the one before it, surplus frames are dropped, so the picture never drifts from the sound.
"""

from __future__ import annotations

import contextlib
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from companion.audio.resample import resample
from companion.errors import CompanionError
from companion.recording.ffmpeg import SOUND_RATE, Encoder, check_output, check_size, finished_copy
from companion.recording.formats import MP4, format_of

# Sound is written this far behind the picture: the player may tell of a start or a stop a little after it was heard.
_SOUND_BEHIND_SECONDS = 0.4
# The window may draw late; only after this long without a frame is the last one repeated.
_PATIENCE_SECONDS = 0.25
_QUEUE_SECONDS = 0.5
# After stop ffmpeg may have a backlog; when it takes no frame for this long it hangs and is ended.
_STALLED_SECONDS = 15.0


class Recorder:
    """A recording from creation to ``stop``; owns a thread and an ffmpeg, both gone after ``stop``."""

    def __init__(self, file: Path, size: tuple[int, int], fps: int, clock: Callable[[], float]) -> None:
        """Start to record into ``file`` (.mp4), ``size`` = (width, height) in even pixels.

        ``clock`` returns seconds, never goes back and is asked from two threads; ``at`` of the sounds is its time.
        Raises CompanionError for an existing or unwritable file, an impossible size, a missing ffmpeg.
        """
        check_size(size, fps)
        if format_of(file) is not MP4:
            raise CompanionError(f"A recording is written as {file.with_suffix('.mp4').name}, not {file.name}.")
        check_output(file)
        self._file = file
        self._working = file.with_name(f"{file.stem}.recording.mp4")
        if self._working.exists():
            raise CompanionError(f"{self._working} is left from a recording that broke off; move it away first.")
        self._size = size
        self._fps = fps
        self._clock = clock
        self._queue: queue.Queue[tuple[int, NDArray[np.uint8]]] = queue.Queue(max(4, int(fps * _QUEUE_SECONDS)))
        self._last_slot = -1
        self._sounds = _Sounds()
        self._failure: CompanionError | None = None
        self._stopping = threading.Event()
        self._end_frame = 0
        self._stopped_at: float | None = None
        self._paused_at: float | None = None
        self.written = 0
        """Frames ffmpeg has taken so far."""
        self.dropped = 0
        """Frames that came too fast for ffmpeg; their place was filled with the frame before."""
        self._encoder = Encoder(self._working, size, fps, SOUND_RATE, crash_safe=True)
        self._start = clock()
        self._thread = threading.Thread(target=self._run, name="recorder", daemon=True)
        self._thread.start()

    @property
    def seconds(self) -> float:
        """How long it has been recording, until ``stop``, without the pauses."""
        return max(0.0, self._now() - self._start)

    @property
    def paused(self) -> bool:
        """Whether it waits for ``resume``."""
        return self._paused_at is not None

    def pause(self) -> None:
        """Record nothing until ``resume``; the film goes on there without a gap."""
        if self._paused_at is None and self._stopped_at is None:
            self._paused_at = self._clock()
            self._sounds.cut(self._paused_at - self._start)

    def resume(self) -> None:
        """Go on after ``pause``. What is being heard must be told again, with the time when it began."""
        paused, self._paused_at = self._paused_at, None
        if paused is not None:
            self._sounds.not_before = round((paused - self._start) * SOUND_RATE)
            self._start += self._clock() - paused

    @property
    def failure(self) -> CompanionError | None:
        """What broke the recording off while it runs; ``stop`` raises it. Show it and stop."""
        return self._failure

    def wants_frame(self) -> bool:
        """Return whether a frame given now would be used: ask before reading the picture back."""
        return self._wants(self._slot())

    def add_frame(self, rgba: NDArray[np.uint8]) -> None:
        """Take what is on screen now, shape (height, width, 4), top row first. Never blocks.

        The array is kept, not copied: do not draw into it again. Raises ValueError for another shape.
        """
        width, height = self._size
        if rgba.shape != (height, width, 4):
            raise ValueError(f"expected frames of shape {(height, width, 4)}, got {rgba.shape}")
        slot = self._slot()
        if not self._wants(slot):
            return
        self._last_slot = slot
        try:
            self._queue.put_nowait((slot, rgba))
        except queue.Full:
            self.dropped += 1

    def sentence_started(self, pcm: NDArray[Any], rate: int, at: float) -> None:
        """Place mono float sound whose first sample is heard at ``at`` (clock time, now, soon or a little ago)."""
        if self._paused_at is not None:
            return  # told again when it goes on
        self._sounds.add(pcm, rate, at - self._start)

    def sound_stopped(self, at: float) -> None:
        """Cut the sound at ``at``: she was interrupted, the rest was never heard."""
        self._sounds.cut(at - self._start)

    def stop(self) -> Path:
        """End the recording; return the finished file. Blocks for the part of a second that finishing takes.

        Raises CompanionError when something broke it off; what was recorded until then is kept and named.
        """
        if self._stopped_at is not None:
            raise CompanionError("This recording has ended already.")
        self._stopped_at = self._now()
        self._end_frame = max(1, round((self._stopped_at - self._start) * self._fps))
        self._stopping.set()
        self._await_writer()
        if self._failure is None:
            try:
                self._encoder.finish()
                finished_copy(self._working, self._file)
            except CompanionError as error:
                self._failure = error
            else:
                self._working.unlink()
                return self._file
        self._encoder.kill()
        raise CompanionError(f"{self._failure} {self._keep_what_there_is()}")

    def _await_writer(self) -> None:
        while self._thread.is_alive():
            before = self.written
            self._thread.join(_STALLED_SECONDS)
            if self._thread.is_alive() and self.written == before:
                self._encoder.interrupt()  # the blocked write fails, so the thread ends
                self._thread.join()
                self._failure = CompanionError("ffmpeg stopped taking frames.")

    def _keep_what_there_is(self) -> str:
        try:
            finished_copy(self._working, self._file)
        except CompanionError:
            if self._working.exists() and self._working.stat().st_size > 0:
                return f"What was recorded until then is in {self._working}."
            self._working.unlink(missing_ok=True)
            return "Nothing was recorded."
        self._working.unlink()
        return f"What was recorded until then is in {self._file}."

    def _wants(self, slot: int) -> bool:
        return self._failure is None and self._stopped_at is None and self._paused_at is None and slot > self._last_slot

    def _slot(self) -> int:
        return max(0, round((self._now() - self._start) * self._fps))

    def _now(self) -> float:
        """Return the time of the film: it stands still when stopped and while paused."""
        if self._stopped_at is not None:
            return self._stopped_at
        return self._clock() if self._paused_at is None else self._paused_at

    def _run(self) -> None:
        """Write until stopped: frames at their places, the last one again where none came."""
        last: NDArray[np.uint8] | None = None
        try:
            while not self._stopping.is_set():
                try:
                    slot, frame = self._queue.get(timeout=0.05)
                except queue.Empty:
                    if last is not None:
                        self._repeat(last, int((self.seconds - _PATIENCE_SECONDS) * self._fps))
                    continue
                last = self._place(slot, frame, last)
            with contextlib.suppress(queue.Empty):
                while True:
                    slot, frame = self._queue.get_nowait()
                    if slot < self._end_frame:
                        last = self._place(slot, frame, last)
            if last is None:  # nothing was ever drawn: black is what there was to see
                last = np.zeros((self._size[1], self._size[0], 4), np.uint8)
            self._repeat(last, self._end_frame)
            self._write_sound(self._encoder.frames)
        except CompanionError as error:
            self._failure = error

    def _place(self, slot: int, frame: NDArray[np.uint8], last: NDArray[np.uint8] | None) -> NDArray[np.uint8]:
        self._repeat(frame if last is None else last, slot)
        if slot >= self._encoder.frames:
            self._write(frame)
        return frame

    def _repeat(self, frame: NDArray[np.uint8], until: int) -> None:
        while self._encoder.frames < until:
            self._write(frame)

    def _write(self, frame: NDArray[np.uint8]) -> None:
        self._encoder.write_frame(frame)
        self.written = self._encoder.frames
        self._write_sound(self._encoder.frames - int(_SOUND_BEHIND_SECONDS * self._fps))

    def _write_sound(self, until_frame: int) -> None:
        samples = self._encoder.samples_until(max(0, until_frame)) - self._sounds.taken
        if samples > 0:
            self._encoder.write_sound(self._sounds.take(samples))


@dataclass(eq=False)
class _Placed:
    """One sound on the time line: its first sample's place, the first heard, its samples at SOUND_RATE once made."""

    start: int
    first: int
    pcm: NDArray[Any]
    rate: int
    sound: NDArray[np.float32] | None = None
    cut: int | None = None

    @property
    def end(self) -> int:
        length = round(len(self.pcm) * SOUND_RATE / self.rate)
        return self.start + length if self.cut is None else min(self.start + length, self.cut)


class _Sounds:
    """Sounds placed on the recording's time line, with silence between. One thread tells, another takes."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._placed: list[_Placed] = []
        self.taken = 0
        """Samples taken so far."""
        self.not_before = 0
        """Sounds that are told of now have no part before this sample: it is in the film or fell into a pause."""

    def add(self, pcm: NDArray[Any], rate: int, seconds: float) -> None:
        with self._lock:
            self._placed.append(_Placed(round(seconds * SOUND_RATE), self.not_before, pcm, rate))

    def cut(self, seconds: float) -> None:
        end = max(0, round(seconds * SOUND_RATE))
        with self._lock:
            for placed in self._placed:
                placed.cut = min(end, placed.cut) if placed.cut is not None else end

    def take(self, count: int) -> NDArray[np.float32]:
        """Return the next ``count`` samples; sounds that overlap add up."""
        out = np.zeros(count, np.float32)
        first, last = self.taken, self.taken + count
        with self._lock:
            self._placed = [placed for placed in self._placed if placed.end > first]
            due = [placed for placed in self._placed if placed.start < last]
        for placed in due:
            if placed.sound is None:  # here and not when told: it takes longer than a window may be held up
                placed.sound = resample(placed.pcm.astype(np.float32), placed.rate, SOUND_RATE)
            left = max(first, placed.start, placed.first)
            right = min(last, placed.end, placed.start + len(placed.sound))
            if left < right:
                out[left - first : right - first] += placed.sound[left - placed.start : right - placed.start]
        self.taken = last
        return out
