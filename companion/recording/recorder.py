"""Record what the window shows and says while it happens: constant frame rate, sound on the same clock.

::

    window ──add_frame(rgba)────────► queue (bounded) ──► writer thread ──► Encoder ──► ffmpeg ──► NAME.recording.mp4
    player ──sentence_started(…)────► sounds, captions ──►┤                            stop: ──────► NAME.mp4, NAME.srt
    microphone ──spoken(pcm)────────► streamed sound ────►┘

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
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from companion.errors import CompanionError
from companion.messages import SentenceReady
from companion.recording.captions import CaptionTrack, write_subtitles
from companion.recording.ffmpeg import SOUND_RATE, Encoder, check_output, check_size, finished_copy
from companion.recording.film_file import unfinished
from companion.recording.formats import format_of
from companion.recording.soundtrack import PlacedSounds, StreamedSound

if TYPE_CHECKING:
    from companion.recording.caption_painter import CaptionPainter

# Sound is written this far behind the picture: the player may tell of a start or a stop a little after it was heard,
# and a busy machine hands over what the microphone hears late.
_SOUND_BEHIND_SECONDS = 0.8
# The window may draw late; only after this long without a frame is the last one repeated.
_PATIENCE_SECONDS = 0.25
_QUEUE_SECONDS = 0.5
# A picture may come this part of a frame before its place: then those taken are as often a little early as late.
_EARLY_PART = 0.25
# Characters of what was said that are kept in the file, for the gallery.
_LONGEST_TEXT = 4000
# After stop ffmpeg may have a backlog; when it takes no frame for this long it hangs and is ended.
_STALLED_SECONDS = 15.0


@dataclass(frozen=True, slots=True)
class LiveStyle:
    """What a recording shows besides her picture.

    ``transparent`` films keep what is see-through. ``captions`` draws her words on the picture; ``subtitles`` is a
    suffix, .srt or .vtt, of a file beside it. ``microphone`` is how loud ``spoken`` sounds are beside hers. ``artist``
    is who the file says it shows.
    """

    transparent: bool = False
    captions: bool = False
    subtitles: str = ""
    microphone: float = 1.0
    artist: str = ""


class Recorder:
    """A recording from creation to ``stop``; owns a thread and an ffmpeg, both gone after ``stop``."""

    def __init__(
        self,
        file: Path,
        size: tuple[int, int],
        fps: int,
        clock: Callable[[], float],
        style: LiveStyle = LiveStyle(),
    ) -> None:
        """Start to record into ``file`` (.mp4; .webm when transparent), ``size`` = (width, height) in even pixels.

        ``clock`` returns seconds, never goes back and is asked from two threads; ``at`` of the sounds is its time.
        Raises CompanionError for an existing or unwritable file, an impossible size, a missing ffmpeg.
        """
        check_size(size, fps)
        film = format_of(file, transparent=style.transparent)
        if not film.live:
            better = file.with_suffix(".webm" if style.transparent else ".mp4")
            raise CompanionError(f"A recording is written as {better.name}, not {file.name}.")
        check_output(file)
        self._subtitles = file.with_suffix(style.subtitles) if style.subtitles else None
        if self._subtitles is not None:
            check_output(self._subtitles)
        self._file = file
        self._working = unfinished(file)
        if self._working.exists():
            raise CompanionError(f"{self._working} is left from a recording that broke off; move it away first.")
        self._size = size
        self._fps = fps
        self._clock = clock
        self._queue: queue.Queue[tuple[int, NDArray[np.uint8]]] = queue.Queue(max(4, int(fps * _QUEUE_SECONDS)))
        self._last_slot = -1
        self._style = style
        self._sounds = PlacedSounds()
        self._spoken: StreamedSound | None = None
        self._captions = CaptionTrack()
        self._said: list[str] = []
        self._told: SentenceReady | None = None
        self._painter: CaptionPainter | None = None
        self._failure: CompanionError | None = None
        self._stopping = threading.Event()
        self._end_frame = 0
        self._stopped_at: float | None = None
        self._paused_at: float | None = None
        self.written = 0
        """Frames ffmpeg has taken so far."""
        self.dropped = 0
        """Frames that came too fast for ffmpeg; their place was filled with the frame before."""
        self._encoder = Encoder(self._working, size, fps, SOUND_RATE, film=film, crash_safe=True)
        self._start = clock()
        self._thread = threading.Thread(target=self._run, name="recorder", daemon=True)
        self._thread.start()

    @property
    def seconds(self) -> float:
        """How long it has been recording, until ``stop``, without the pauses."""
        return max(0.0, self._now() - self._start)

    @property
    def seconds_written(self) -> float:
        """How much of the film ffmpeg has taken."""
        return self._encoder.seconds

    @property
    def bytes_written(self) -> int:
        """How large the file is so far."""
        try:
            return self._working.stat().st_size
        except OSError:  # not begun, or finished
            return 0

    @property
    def paused(self) -> bool:
        """Whether it waits for ``resume``."""
        return self._paused_at is not None

    def pause(self) -> None:
        """Record nothing until ``resume``; the film goes on there without a gap."""
        if self._paused_at is None and self._stopped_at is None:
            self._paused_at = self._clock()
            self._sounds.cut(self._paused_at - self._start)
            self._captions.cut(self._paused_at - self._start)

    def resume(self) -> None:
        """Go on after ``pause``. What is being heard must be told again, with the time when it began."""
        paused, self._paused_at = self._paused_at, None
        if paused is not None:
            self._sounds.not_before = round((paused - self._start) * SOUND_RATE)
            self._start += self._clock() - paused
            if self._spoken is not None:
                self._spoken.interrupt()

    @property
    def failure(self) -> CompanionError | None:
        """What broke the recording off while it runs; ``stop`` raises it. Show it and stop."""
        return self._failure

    def wants_frame(self) -> bool:
        """Return whether a frame given now would be used: ask before reading the picture back."""
        return self._wants(self._slot())

    def add_frame(self, rgba: NDArray[np.uint8], at: float | None = None) -> None:
        """Take what is on screen, shape (height, width, 4), top row first. Never blocks.

        ``at`` is the moment it shows (clock time): drawing may have taken a while since; None: now.
        The array is kept, not copied: do not draw into it again. Raises ValueError for another shape.
        """
        width, height = self._size
        if rgba.shape != (height, width, 4):
            raise ValueError(f"expected frames of shape {(height, width, 4)}, got {rgba.shape}")
        slot = self._slot(at)
        if not self._wants(slot):
            return
        self._last_slot = slot
        try:
            self._queue.put_nowait((slot, rgba))
        except queue.Full:
            self.dropped += 1

    def sentence_started(self, sentence: SentenceReady, at: float, *, heard_from: float | None = None) -> None:
        """Place a sentence whose first sample is heard at ``at`` (clock time, now, soon or a little ago).

        One that goes on after it was held up: only what comes after ``heard_from`` is heard.
        """
        if self._paused_at is not None:
            return  # told again when it goes on
        seconds = at - self._start
        first = self._sounds.not_before / SOUND_RATE
        if heard_from is not None:
            first = max(first, heard_from - self._start)
        self._sounds.add(sentence.pcm, sentence.sample_rate, seconds, first)
        if sentence is not self._told:  # after a pause it is told again
            self._told = sentence
            self._said.append(sentence.text)
        if self._style.captions or self._style.subtitles:
            self._captions.add(sentence, seconds, first)

    def spoken(self, pcm: NDArray[np.float32], rate: int, at: float) -> None:
        """Add a piece of the microphone's sound, heard from ``at`` on; ``rate`` is always the same."""
        if self._paused_at is not None or self._stopped_at is not None:
            return
        if self._spoken is None:
            self._spoken = StreamedSound(rate)
        self._spoken.add(pcm, at - self._start)

    def sound_stopped(self, at: float) -> None:
        """Cut the sound at ``at``: she was interrupted, the rest was never heard."""
        self._sounds.cut(at - self._start)
        self._captions.cut(at - self._start)

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
                finished_copy(self._working, self._file, self._tags())
            except CompanionError as error:
                self._failure = error
            else:
                self._working.unlink()
                self._write_subtitles()
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
            finished_copy(self._working, self._file, self._tags())
        except CompanionError:
            if self._working.exists() and self._working.stat().st_size > 0:
                return f"What was recorded until then is in {self._working}."
            self._working.unlink(missing_ok=True)
            return "Nothing was recorded."
        self._working.unlink()
        with contextlib.suppress(CompanionError):  # there is worse to tell of
            self._write_subtitles()
        return f"What was recorded until then is in {self._file}."

    def _tags(self) -> dict[str, str]:
        """Return what the gallery shows: who is in it, what was said."""
        text = " ".join(filter(None, self._said))[:_LONGEST_TEXT]
        return {key: value for key, value in (("artist", self._style.artist), ("comment", text)) if value}

    def _write_subtitles(self) -> None:
        captions = self._captions.heard()
        if self._subtitles is None or not captions:
            return
        try:
            write_subtitles(captions, self._subtitles)
        except OSError as error:
            raise CompanionError(
                f"The film is saved as {self._file}, but not its subtitles: {error.strerror}."
            ) from error

    def _wants(self, slot: int) -> bool:
        return self._failure is None and self._stopped_at is None and self._paused_at is None and slot > self._last_slot

    def _slot(self, at: float | None = None) -> int:
        moment = self._now() if at is None else at
        return max(0, int((moment - self._start) * self._fps + _EARLY_PART))

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
        self._encoder.write_frame(self._captioned(frame) if self._style.captions else frame)
        self.written = self._encoder.frames
        self._write_sound(self._encoder.frames - int(_SOUND_BEHIND_SECONDS * self._fps))

    def _write_sound(self, until_frame: int) -> None:
        samples = self._encoder.samples_until(max(0, until_frame)) - self._sounds.taken
        if samples > 0:
            spoken, first = self._spoken, self._sounds.taken
            sound = self._sounds.take(samples)
            if spoken is not None:
                sound += self._style.microphone * spoken.take(first, samples)
            self._encoder.write_sound(sound)

    def _captioned(self, frame: NDArray[np.uint8]) -> NDArray[np.uint8]:
        seconds = self.seconds_written
        caption = self._captions.at(seconds)
        if caption is None:
            return frame
        if self._painter is None:
            # Here, in the writer's thread: the window need not wait for fonts.
            from companion.recording.caption_painter import CaptionPainter

            self._painter = CaptionPainter(*self._size)
        drawn = frame.copy()
        self._painter.draw(drawn, caption, seconds)
        return drawn
