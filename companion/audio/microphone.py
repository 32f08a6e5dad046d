"""The microphone: a sound card's input at any rate in, mono at 16 kHz out, without what the loudspeakers play.

The callback only copies. A thread opens the device (which can take long), changes the rate, takes the echo out and
measures the level; ``poll``, called by the window, hands over what was heard and says when the device is gone.
"""

from __future__ import annotations

import logging
import math
import queue
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from companion.audio.echo import RATE, EchoCanceller, PlayedSound
from companion.audio.port_audio import (
    close_stream,
    device_called,
    device_names,
    leave_to_system,
    sound_library,
    start_stream,
    using_devices,
)
from companion.audio.resample import StreamResampler
from companion.errors import CompanionError

logger = logging.getLogger(__name__)

Echo: TypeAlias = Literal["cancel", "headphones", "wait"]
"""Loudspeakers, their sound is taken out; headphones; or loudspeakers with deaf ears while something is played."""

BLOCK = 0.02
"""Seconds between two calls of the sound card."""
LATENCY = 0.2
"""Seconds of sound the card may hold while the machine is busy; it is handed over after each block all the same."""
OLDEST = LATENCY + BLOCK
"""Seconds between a sound and its arrival, at most. PulseAudio tells of up to 0.7 while it starts on a busy machine,
and takes it back within a second though not a sample is missing: believed, the first words were placed too early."""
FRAME = RATE // 100
"""Samples the echo canceller takes at a time."""
STALLED, STARTING = 2.0, 6.0
"""Seconds without sound that mean a device that is gone; some take their time for the first."""
LOOK = 0.25
"""Seconds of waiting between two looks whether it has begun to."""
OPENING = 8.0
"""Seconds after which a device that still opens is given up: the sound server died meanwhile."""
_QUIETEST = 50.0
"""Decibels below full scale at which the level meter begins."""


def microphones() -> list[str]:
    """Return the names of the devices that can record; empty without sound."""
    return device_names("input")


_running: set[Microphone] = set()


def join_closed() -> None:
    """Wait until all that were closed have given their devices back; PortAudio must not end while one does."""
    for microphone in [one for one in _running if one.closed]:
        microphone.join()


@dataclass(frozen=True, eq=False, slots=True)
class Heard:
    """A piece of sound: mono float32 at 16 kHz; ``at``: perf_counter of its first sample; ``level``: 0..1."""

    pcm: NDArray[np.float32]
    at: float
    level: float


class Microphone:
    """One time of recording, from making it to ``close``."""

    def __init__(self, device: str = "", played: PlayedSound | None = None, echo: Echo = "cancel") -> None:
        """Begin to open ``device`` (empty: the system's default) in the background."""
        self.on_sound: Callable[[Heard], None] = lambda _heard: None
        """Sound, in order and without a gap."""
        self.on_failed: Callable[[str], None] = lambda _sentence: None
        """The device cannot be opened or is gone: one sentence; nothing more comes."""
        self._device = device
        self._played = played
        self._echo = echo
        self._raw: queue.SimpleQueue[tuple[NDArray[np.float32], float] | None] = queue.SimpleQueue()
        self._out: deque[Heard | str] = deque()
        self._offset: float | None = None
        self._closing = False
        self._ended = False
        self._abort: type[Exception] = Exception
        self._opening_since: float | None = time.perf_counter()
        self._thread = threading.Thread(target=self._serve, name="companion-microphone", daemon=True)
        _running.add(self)
        self._thread.start()

    @property
    def closed(self) -> bool:
        """Whether it is to give its device back, or has."""
        return self._closing

    def poll(self) -> None:
        """Hand over what was heard since the last call; call it often, always in the same thread."""
        while self._out and not self._closing:
            item = self._out.popleft()
            if isinstance(item, str):
                self.on_failed(item)
            else:
                self.on_sound(item)
        since = self._opening_since
        if since is not None and time.perf_counter() - since > OPENING and not self._closing:
            self._opening_since = None
            self.on_failed("The microphone does not open: the sound system does not answer. You can go on writing.")

    def close(self) -> None:
        """Give the device back. What was recorded and not yet polled is dropped; returns without waiting for it."""
        self._closing = True
        self._raw.put(None)

    def join(self) -> None:
        """Wait until the device is free again (at most some seconds; a device that hangs is left to the system)."""
        self._thread.join(timeout=5.0)
        if self._thread.is_alive():
            leave_to_system()

    # ---- the sound card's thread

    def _take(self, samples: NDArray[np.float32], frames: int, clock: Any, _status: Any) -> None:
        if self._ended:
            raise self._abort
        now = time.perf_counter()
        difference = now - clock.currentTime
        if self._offset is None or abs(difference - self._offset) > 0.5:
            self._offset = difference
        else:
            self._offset = min(difference, self._offset + 1e-5)
        age = min(clock.currentTime - clock.inputBufferAdcTime, OLDEST)
        at = self._offset + clock.currentTime - age if clock.inputBufferAdcTime else now - BLOCK
        self._raw.put((samples.mean(axis=1), at))

    # ---- the microphone's thread

    def _serve(self) -> None:
        try:
            with using_devices():
                self._record()
        finally:
            _running.discard(self)

    def _record(self) -> None:
        try:
            library = sound_library()
            self._abort = library.CallbackAbort
            stream, rate = self._open(library)
        except CompanionError as error:
            self._opening_since = None
            self._out.append(str(error))
            return
        self._opening_since = None
        try:
            self._work(rate)
        finally:
            self._ended = True
            close_stream(stream)

    def _open(self, library: Any) -> tuple[Any, int]:
        name = f"The microphone {self._device}" if self._device else "The microphone"
        try:
            chosen = device_called(self._device, "input")
            information = library.query_devices(chosen, "input")
            rate = int(information["default_samplerate"])
            stream = library.InputStream(
                samplerate=rate,
                device=chosen,
                channels=min(2, information["max_input_channels"]),
                dtype="float32",
                blocksize=int(rate * BLOCK),
                latency=LATENCY,
                callback=self._take,
            )
            start_stream(stream)
        except (library.PortAudioError, ValueError) as error:
            self._ended = True
            logger.warning("PortAudio: %s", error)
            reason = (
                "There is no microphone: plug one in and try again."
                if not device_names("input")
                else f"{name} cannot be opened: another program may hold it, or the system does not allow it."
            )
            raise CompanionError(f"{reason} You can go on writing.") from error
        return stream, rate

    def _work(self, rate: int) -> None:
        resampler = StreamResampler(rate, RATE)
        canceller = self._canceller()
        rest = np.zeros(0, np.float32)
        patience, quiet = STARTING, 0.0
        while not self._closing:
            try:
                raw = self._raw.get(timeout=LOOK)
            except queue.Empty:
                quiet += LOOK  # not by the clock: while the computer slept nothing could be heard
                if quiet < patience:
                    continue
                self._out.append("The microphone stopped: it was unplugged or taken away. You can go on writing.")
                return
            if raw is None:
                return
            block, at = raw
            patience, quiet = STALLED, 0.0
            sound = np.concatenate([rest, resampler(block)])
            at -= len(rest) / RATE
            whole = len(sound) // FRAME * FRAME
            near, rest = np.ascontiguousarray(sound[:whole]), sound[whole:]
            if not whole:
                continue
            if canceller is not None:
                near = canceller.clean(near, at)
            elif self._echo == "wait" and self._played is not None:
                self._played.between(at, 0)
                if self._played.audible(at):
                    near = np.zeros_like(near)
            self._out.append(Heard(near, at, _level(near)))

    def _canceller(self) -> EchoCanceller | None:
        if self._echo != "cancel" or self._played is None:
            return None
        try:
            return EchoCanceller(self._played)
        except ImportError as error:
            logger.warning("no echo canceller: %s", error)
            self._echo = "wait"
            return None


def _level(sound: NDArray[np.float32]) -> float:
    """Return the loudness as a meter shows it: 0 at -50 dB and below, 1 at full scale."""
    loudness = float(np.sqrt(np.mean(np.square(sound)) + 1e-12))
    return min(max(1.0 + 20 * math.log10(loudness) / _QUIETEST, 0.0), 1.0)
