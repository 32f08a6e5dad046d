"""The player: hears sentences out one after another and is the only one who knows what was heard.

A thread of its own opens and closes the sound card (that can take long) and queues sentences; ``poll``, called by the
window with every frame, reports what began and what ended. No card, or a card that vanishes: the sentences pass in
the same time unheard, and ``silent_reason`` says why.
"""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from companion.audio.echo import PlayedSound
from companion.audio.output import Output, Segment, SilentOutput, SoundCard
from companion.errors import CompanionError
from companion.messages import SentenceReady

logger = logging.getLogger(__name__)

IDLE_SECONDS = 20.0
"""The card is given back after this long without a sound."""

RETRY_SECONDS = 5.0
"""A card that failed is not asked again sooner."""

HELD_UP_SECONDS = 0.04
"""A sentence so far behind its time is held up: a smaller error of the card's clock nobody hears or sees."""


def _ignore(*_arguments: object) -> None:
    """Observe nothing."""


@dataclass(frozen=True)
class _Job:
    """A sentence to queue; without one, only open the sound card."""

    generation: int
    sentence: SentenceReady | None


class Player:
    """A queue of sentences and the sound card that plays them. Positions and times: seconds of perf_counter."""

    def __init__(self, device: str = "", volume: float = 1.0) -> None:
        """Prepare to play on ``device`` (empty: the system's default) at ``volume`` 0..1; opens nothing yet."""
        self.on_started: Callable[[SentenceReady, float], None] = _ignore
        """A sentence is being heard since the given time."""
        self.on_finished: Callable[[SentenceReady, float], None] = _ignore
        """A sentence was heard to its end at the given time."""
        self.on_held_up: Callable[[float], None] = _ignore
        """Silence is heard from the given time on, in the middle of a sentence: a pause, or the card ran dry."""
        self.on_resumed: Callable[[SentenceReady, float, float], None] = _ignore
        """What was held up goes on, as if it had begun at the first time; it is heard from the second on."""
        self.on_stopped: Callable[[float], None] = _ignore
        """``stop`` cut a sentence; silence is heard from the given time on."""
        self.on_silent: Callable[[str], None] = _ignore
        """The reason why nothing (or another loudspeaker) can be heard changed; empty: all is well again."""
        self.played = PlayedSound()
        """What the loudspeakers play, for whoever listens with a microphone."""
        self._device = device
        self._volume = volume
        self._output: Output | None = None
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._lock = threading.Lock()  # between the window and the player's thread, never the callback
        self._generation = 0
        self._awaited = 0
        self._segments: deque[Segment] = deque()
        self._current: Segment | None = None
        self._reopen = False
        self._last_use = 0.0
        self._failed_at = -RETRY_SECONDS
        self._silent_reason = ""
        self._told_reason = ""
        self._thread = threading.Thread(target=self._serve, name="companion-player", daemon=True)
        self._closing = False
        self._paused: float | None = None
        self._told_start = self._reached = 0.0
        self._held_up = False
        self._thread.start()

    @property
    def silent_reason(self) -> str:
        """Why nothing can be heard; empty while sound works or was not needed yet."""
        return self._silent_reason

    @property
    def speaking(self) -> bool:
        """True from the first queued sentence until the last has been heard."""
        return self._awaited > 0

    @property
    def current(self) -> SentenceReady | None:
        """The sentence that is being heard, as of the last ``poll``."""
        return self._current.sentence if self._current else None

    @property
    def position(self) -> float:
        """Seconds of the current sentence heard so far, by the card's clock; 0 when there is none."""
        if self._paused is not None:
            return self._paused
        return max(self._current.heard(time.perf_counter()), self._reached) if self._current else 0.0

    @property
    def volume(self) -> float:
        """Loudness, 0..1."""
        return self._volume

    @volume.setter
    def volume(self, value: float) -> None:
        self._volume = min(max(value, 0.0), 1.0)
        output = self._output
        if isinstance(output, SoundCard):
            output.volume = self._volume

    @property
    def device(self) -> str:
        """Name of the chosen loudspeaker, empty for the system's default."""
        return self._device

    @device.setter
    def device(self, name: str) -> None:
        self._device = name
        self._failed_at = -RETRY_SECONDS
        self._reopen = True

    @property
    def underruns(self) -> int:
        """How often the open sound card ran dry while she spoke."""
        output = self._output
        return output.underruns if isinstance(output, SoundCard) else 0

    def prepare(self) -> None:
        """Open the sound card in the background: a sentence is to be expected."""
        self._jobs.put(_Job(self._generation, None))

    def play(self, sentence: SentenceReady) -> None:
        """Queue a sentence; returns at once."""
        self._awaited += 1
        self._jobs.put(_Job(self._generation, sentence))

    @property
    def paused(self) -> bool:
        """Whether she holds her tongue in the middle of a sentence."""
        return self._paused is not None

    @property
    def held_up(self) -> bool:
        """Whether nothing is heard in the middle of a sentence, as of the last ``poll``."""
        return self._current is not None and self._held_up

    def pause(self) -> bool:
        """Hold what is being heard until ``resume``; False when there is nothing to hold."""
        self.poll()
        if self._current is None or self._paused is not None:
            return False
        with self._lock:
            if self._output is not None:
                self._output.pause()
        now = time.perf_counter()
        self._paused = self._reached = self._current.heard(now)
        if not self._held_up:
            self._held_up = True
            self.on_held_up(now)
        return True

    def resume(self) -> None:
        """Go on where ``pause`` held her."""
        if self._paused is None:
            return
        with self._lock:
            if self._output is not None:
                self._output.resume()
            if self._current is not None and isinstance(self._output, SoundCard):
                # Until the card says more exactly: what it had taken is heard, then the rest.
                self._current.start_at = time.perf_counter() - self._paused
        self._paused = None

    def stop(self) -> float:
        """Silence at once; everything queued is dropped. Returns the part of the current sentence heard, 0..1."""
        self.poll()
        with self._lock:
            self._generation += 1
            self._segments.clear()
            silence_at = self._output.cut() if self._output else time.perf_counter()
        self._awaited = 0
        paused, self._paused = self._paused, None
        segment, self._current = self._current, None
        if segment is None:
            return 0.0
        heard = segment.heard(silence_at) if paused is None else paused
        part = heard / segment.seconds if segment.seconds else 1.0
        self.on_stopped(silence_at)
        return part

    def poll(self) -> None:
        """Report what began and ended since the last call. Call it often (each frame), always in the same thread."""
        now = time.perf_counter()
        while self._paused is None:
            if self._current is None:
                with self._lock:
                    first = self._segments[0] if self._segments else None
                    if first is None or first.start_at is None or first.start_at > now:
                        break
                    self._segments.popleft()
                self._current = first
                self._told_start, self._reached, self._held_up = first.start_at, 0.0, False
                self.on_started(first.sentence, first.start_at)
            else:
                segment = self._current
                self._watch(segment, now)
                if segment.start_at is None or segment.heard(now) < segment.seconds:
                    break
                self._current = None
                self._awaited -= 1
                self.on_finished(segment.sentence, segment.start_at + segment.seconds)
        if self._silent_reason != self._told_reason:
            self._told_reason = self._silent_reason
            self.on_silent(self._told_reason)

    def _watch(self, segment: Segment, now: float) -> None:
        """Report when the card ran dry in the middle of ``segment``, and when it goes on."""
        heard = segment.heard(now)
        behind = min(now - self._told_start, segment.seconds) - heard
        if not self._held_up and behind > HELD_UP_SECONDS:
            self._held_up = True
            self.on_held_up(self._told_start + self._reached)
        elif self._held_up and heard > self._reached:
            self._held_up = False
            self._told_start = segment.start_at or now
            self.on_resumed(segment.sentence, self._told_start, self._told_start + self._reached)
        if not self._held_up:
            self._reached = max(self._reached, heard)

    def close(self) -> None:
        """Stop, end the thread and give the sound card back."""
        with self._lock:
            self._generation += 1
            self._segments.clear()
            if self._output is not None:
                self._output.cut()
        self._closing = True
        self._jobs.put(None)
        self._thread.join(timeout=5.0)

    # ---- the player's thread

    def _serve(self) -> None:
        while not self._closing:
            try:
                job = self._jobs.get(timeout=0.1 if self._output else None)
            except queue.Empty:
                self._look_after()
                continue
            if job is None or job.generation != self._generation:
                continue
            output = self._ready_output()
            if job.sentence is not None:
                self._queue(output, job.sentence, job.generation)
        self._release()

    def _queue(self, output: Output, sentence: SentenceReady, generation: int) -> None:
        segment = output.prepare(sentence)
        with self._lock:
            if generation != self._generation:
                return
            self._segments.append(segment)
            output.play(segment)
            self._last_use = time.perf_counter()

    def _ready_output(self) -> Output:
        """Return an output that takes sound; opens one when needed."""
        now = time.perf_counter()
        output = self._output
        busy = self._busy()
        if output is not None and output.alive and (busy or not self._reopen):
            silent_for_now = output.reason and (busy or now - self._failed_at < RETRY_SECONDS)
            if silent_for_now or not output.reason:
                return output
        if output is not None and not output.alive:
            return self._replace_dead(output)
        self._release()
        return self._open()

    def _open(self) -> Output:
        self._reopen = False
        self._last_use = time.perf_counter()
        try:
            card, self._silent_reason = self._open_card()
            card.volume = self._volume
            self._output = card
        except CompanionError as error:
            self._failed_at = time.perf_counter()
            self._silent_reason = f"{error} She goes on without sound."
            self._output = SilentOutput(str(error))
            logger.warning("no sound: %s", error)
        return self._output

    def _open_card(self) -> tuple[SoundCard, str]:
        """Return the chosen card, or the system's default where it is gone, and what there is to tell of that."""
        try:
            return SoundCard(self._device, self.played), ""
        except CompanionError as error:
            if not self._device:
                raise
            return SoundCard("", self.played), f"{error} The system's default plays instead."

    def _look_after(self) -> None:
        """Between two jobs: notice a vanished card, give an idle one back."""
        output = self._output
        if output is None:
            return
        if not output.alive:
            self._replace_dead(output)
        elif not self._busy() and (self._reopen or time.perf_counter() - self._last_use > IDLE_SECONDS):
            self._release()

    def _busy(self) -> bool:
        if self._awaited > 0:
            self._last_use = time.perf_counter()
        return self._current is not None or bool(self._segments)

    def _replace_dead(self, output: Output) -> Output:
        """Go on silently, in time, with what the vanished card had not played."""
        logger.warning("the loudspeaker stopped taking sound")
        self._failed_at = time.perf_counter()
        self._silent_reason = "The loudspeaker stopped. She goes on without sound."
        silent = SilentOutput(self._silent_reason)
        with self._lock:
            self._output = silent
            current = self._current
            if current is not None:
                if self._paused is not None:
                    current.start_at = time.perf_counter() - self._paused
                silent.continue_with(current)
            for segment in self._segments:
                silent.play(segment)
            if self._paused is not None:
                silent.pause()
        output.close()
        return silent

    def _release(self) -> None:
        output, self._output = self._output, None
        if output is not None:
            output.close()
