"""Where sound goes: the sound card, or nowhere at the same pace.

Times are seconds of ``time.perf_counter``. A segment is one sound in the queue; its ``start_at`` says when its first
sample is (or was) heard and is corrected with every buffer, so ``now - start_at`` is a position on the card's clock.
"""

from __future__ import annotations

import logging
import time
from collections import deque
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from companion.audio.echo import PlayedSound
from companion.audio.port_audio import (
    close_stream,
    device_called,
    look_again,
    sound_library,
    start_stream,
    using_devices,
)
from companion.audio.resample import resample
from companion.errors import CompanionError
from companion.messages import SentenceReady

logger = logging.getLogger(__name__)

LATENCY = 0.1
"""Seconds of sound the card holds: small enough for Stop, large enough for a machine busy with a model.

The lips do not mind: they follow what is heard, not what is handed over."""

FADE = 0.01
"""Seconds in which a stopped sound dies away: no click."""

STALLED = 2.0
"""Seconds without a callback that mean a device that is gone; a busy machine may well starve it for a second."""

LONGEST_LOOK = 0.5
"""So much of the time between two looks counts for that: in a longer one this computer, or program, was asleep."""


@dataclass(eq=False, slots=True)
class Segment:
    """One sentence on its way to the ear. ``samples`` are mono at the output's rate; ``cursor`` of them are given."""

    sentence: SentenceReady
    samples: NDArray[np.float32]
    rate: int
    cursor: int = 0
    start_at: float | None = None

    @property
    def seconds(self) -> float:
        """Duration of the sound."""
        return len(self.samples) / self.rate

    def heard(self, now: float) -> float:
        """Seconds of the sound heard until ``now``, 0..seconds: never more than the output was given."""
        return 0.0 if self.start_at is None else min(max(now - self.start_at, 0.0), self.cursor / self.rate)


class Output(Protocol):
    """A place where segments are heard one after another."""

    reason: str
    """Why nothing can be heard; empty for a real sound card."""

    def prepare(self, sentence: SentenceReady) -> Segment:
        """Bring a sentence to the output's rate; can take some milliseconds."""

    def play(self, segment: Segment) -> None:
        """Queue a prepared segment behind the others."""

    def cut(self) -> float:
        """Drop everything; returns the time at which silence is heard."""

    def pause(self) -> None:
        """Hold what is being heard and what is queued until ``resume``."""

    def resume(self) -> None:
        """Go on where ``pause`` stopped."""

    @property
    def alive(self) -> bool:
        """False when the output stopped taking sound."""

    def close(self) -> None:
        """Free the device."""


class SilentOutput:
    """No sound card: sentences pass in time, unheard."""

    def __init__(self, reason: str) -> None:
        """Say why it is silent."""
        self.reason = reason
        self.alive = True
        self._free_at = 0.0
        self._queue: list[Segment] = []
        self._paused_at: float | None = None

    def prepare(self, sentence: SentenceReady) -> Segment:
        """Take the sound as it is."""
        return Segment(sentence, sentence.pcm, sentence.sample_rate)

    def play(self, segment: Segment) -> None:
        """Let the segment begin when the one before has ended."""
        now = time.perf_counter()
        segment.start_at = max(self._paused_at or now, self._free_at)
        segment.cursor = len(segment.samples)
        self._free_at = segment.start_at + segment.seconds
        self._queue = [one for one in self._queue if (one.start_at or now) + one.seconds > (self._paused_at or now)]
        self._queue.append(segment)

    def continue_with(self, segment: Segment) -> None:
        """Go on with ``segment``, begun elsewhere, where it was when that ran dry; then comes the next sentence."""
        segment.start_at = time.perf_counter() - segment.heard(time.perf_counter())
        segment.cursor = len(segment.samples)
        self._free_at = segment.start_at + segment.seconds
        self._queue.append(segment)

    def pause(self) -> None:
        """Remember when."""
        self._paused_at = self._paused_at or time.perf_counter()

    def resume(self) -> None:
        """Move all that was not over by the length of the pause."""
        if self._paused_at is None:
            return
        pause = time.perf_counter() - self._paused_at
        for segment in self._queue:
            if segment.start_at is not None and segment.start_at + segment.seconds > self._paused_at:
                segment.start_at += pause
        self._free_at += pause
        self._paused_at = None

    def cut(self) -> float:
        """Forget what was queued."""
        self._free_at = 0.0
        self._queue.clear()
        self._paused_at = None
        return time.perf_counter()

    def close(self) -> None:
        """Nothing to free."""


class SoundCard:
    """A PortAudio stream. The callback copies from a queue and notes its clock, nothing else."""

    reason = ""

    def __init__(self, device: str = "", played: PlayedSound | None = None) -> None:
        """Open ``device`` by name, the system's default when empty; note in ``played`` what is heard when.

        Raises CompanionError when it cannot play.
        """
        library = sound_library()
        try:
            look_again()  # one may have been plugged in
            self.underruns = 0
            """How often the card ran dry in the middle of a sentence: the machine is too busy."""
            self._gain = 1.0
            self._played = played
            self._queue: deque[Segment] = deque()
            self._current: Segment | None = None
            self._cutting = False
            self._paused = self._pausing = False
            self._closing = False
            self._abort: type[Exception] = library.CallbackAbort
            self._offset: float | None = None
            self._calls = 0
            self._calls_seen, self._quiet, self._looked_at = 0, 0.0, time.perf_counter()
            with using_devices():
                chosen = device_called(device, "output")
                information = library.query_devices(chosen, "output")
                self._rate = int(information["default_samplerate"])
                self._stream: Any = library.OutputStream(
                    samplerate=self._rate,
                    device=chosen,
                    channels=min(2, information["max_output_channels"]),
                    dtype="float32",
                    latency=LATENCY,
                    callback=self._called,
                )
                start_stream(self._stream)
        except (library.PortAudioError, ValueError) as error:
            self._closing = True
            name = f"The loudspeaker {device}" if device else "The loudspeaker"
            logger.warning("PortAudio: %s", error)
            raise CompanionError(f"{name} cannot be opened.") from error

    @property
    def volume(self) -> float:
        """Loudness, 0..1."""
        return self._gain

    @volume.setter
    def volume(self, value: float) -> None:
        self._gain = min(max(value, 0.0), 1.0)

    @property
    def alive(self) -> bool:
        """False when the device is gone: its callback is no longer called. To be looked at several times a second."""
        now = time.perf_counter()
        self._quiet = self._quiet + min(now - self._looked_at, LONGEST_LOOK) if self._calls == self._calls_seen else 0.0
        self._calls_seen, self._looked_at = self._calls, now
        return bool(self._stream.active) and self._quiet < STALLED

    def prepare(self, sentence: SentenceReady) -> Segment:
        """Bring the sound to the card's rate."""
        return Segment(sentence, resample(sentence.pcm, sentence.sample_rate, self._rate), self._rate)

    def play(self, segment: Segment) -> None:
        """Queue a segment for the callback."""
        self._queue.append(segment)

    def cut(self) -> float:
        """Fade out with the next buffer and drop the rest."""
        self._queue.clear()
        self._cutting = True
        self._paused = False
        return time.perf_counter() + LATENCY

    def pause(self) -> None:
        """Fade out with the next buffer; nothing is dropped."""
        self._pausing = self._paused = True

    def resume(self) -> None:
        """Go on from where it faded."""
        self._paused = False

    def close(self) -> None:
        """Stop at once and free the device."""
        self._closing = True
        close_stream(self._stream)

    def _called(self, out: NDArray[np.float32], frames: int, clock: Any, status: Any) -> None:
        if self._closing:
            raise self._abort
        self._fill(out, frames, clock, status)

    def _fill(self, out: NDArray[np.float32], frames: int, clock: Any, status: Any) -> None:
        now = time.perf_counter()
        if status.output_underflow and self._current is not None:
            self.underruns += 1
        self._calls += 1
        # The card's clock in our seconds. A late callback makes the difference too large, never too small: keep the
        # least one, and let it grow slowly so that two clocks may drift. The first call's times are not to be trusted.
        difference = now - clock.currentTime
        if self._offset is None or self._calls < 3 or abs(difference - self._offset) > 0.5:
            self._offset = difference
        else:
            self._offset = min(difference, self._offset + 1e-5)
        heard_at = self._offset + clock.outputBufferDacTime if clock.outputBufferDacTime else now + LATENCY
        filled = 0
        if self._cutting:  # let the rest of the sentence die away, then go on with what came after the cut
            self._cutting = False
            filled = self._fade(out, self._current)
            self._current = None
        elif self._pausing:
            filled = self._fade(out, self._current)
        self._pausing = False
        while filled < frames and not self._paused:
            segment = self._current
            if segment is None:
                if not self._queue:
                    break
                try:
                    segment = self._current = self._queue.popleft()
                except IndexError:  # cleared between the two lines
                    break
            cursor = segment.cursor
            segment.start_at = heard_at + (filled - cursor) / self._rate
            count = min(frames - filled, len(segment.samples) - cursor)
            out[filled : filled + count] = segment.samples[cursor : cursor + count, None]
            filled += count
            segment.cursor = cursor + count
            if segment.cursor >= len(segment.samples):
                self._current = None
        out[filled:] = 0.0
        if self._gain != 1.0:
            out *= self._gain
        if self._played is not None:
            self._played.note(heard_at, out[:, 0].copy(), self._rate)

    def _fade(self, out: NDArray[np.float32], segment: Segment | None) -> int:
        """Let what comes next of ``segment`` die away in ``out``; return for how many frames. Its cursor stays."""
        if segment is None:
            return 0
        rest = segment.samples[segment.cursor : segment.cursor + min(len(out), int(FADE * self._rate))]
        out[: len(rest)] = (rest * np.linspace(1.0, 0.0, len(rest), dtype=np.float32))[:, None]
        return len(rest)
