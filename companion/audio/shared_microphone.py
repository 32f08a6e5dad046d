"""One microphone for several listeners: the device is open while anybody listens.

Many systems let a device be opened only once, and an echo is better taken out once.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from companion.audio.microphone import Heard, Microphone


class SharedMicrophone:
    """Hands what a microphone hears to each ``Listener``; all of it in the window's thread."""

    def __init__(self, open_microphone: Callable[[], Microphone]) -> None:
        """``open_microphone`` begins to open the device, when the first listener comes."""
        self._open = open_microphone
        self._microphone: Microphone | None = None
        self._left: list[Microphone] = []
        self._listeners: list[Listener] = []

    def listen(self) -> Listener:
        """Return a new listener; ``close`` it when it has heard enough."""
        if self._microphone is None:
            self._microphone = self._open()
            self._microphone.on_sound = self._deal
            self._microphone.on_failed = self._fail
        listener = Listener(self)
        self._listeners.append(listener)
        return listener

    def poll(self) -> None:
        """Take what the device has heard."""
        if self._microphone is not None:
            self._microphone.poll()

    def leave(self, listener: Listener) -> None:
        """Take ``listener`` away; after the last one the device is given back."""
        if listener in self._listeners:
            self._listeners.remove(listener)
        if not self._listeners:
            self._give_back()

    def join(self) -> None:
        """Wait until devices that were given back are free."""
        for microphone in self._left:
            microphone.join()
        self._left.clear()

    def _deal(self, heard: Heard) -> None:
        for listener in self._listeners:
            listener.waiting.append(heard)

    def _fail(self, sentence: str) -> None:
        listeners, self._listeners = self._listeners, []
        self._give_back()
        for listener in listeners:
            listener.waiting.append(sentence)

    def _give_back(self) -> None:
        microphone, self._microphone = self._microphone, None
        if microphone is not None:
            microphone.close()
            self._left = [*self._left[-3:], microphone]


class Listener:
    """One listener's end: polled like a microphone of its own."""

    def __init__(self, shared: SharedMicrophone) -> None:
        """Hear what ``shared`` hears from now on."""
        self.on_sound: Callable[[Heard], None] = lambda _heard: None
        """Sound, in order and without a gap."""
        self.on_failed: Callable[[str], None] = lambda _sentence: None
        """The device cannot be opened or is gone: one sentence; nothing more comes."""
        self.waiting: deque[Heard | str] = deque()
        self._shared = shared
        self._closed = False

    def poll(self) -> None:
        """Hand over what was heard since the last call; call it often, always in the same thread."""
        self._shared.poll()
        while self.waiting and not self._closed:
            item = self.waiting.popleft()
            if isinstance(item, str):
                self.on_failed(item)
            else:
                self.on_sound(item)

    def close(self) -> None:
        """Listen no more; what was not polled is dropped."""
        self._closed = True
        self.waiting.clear()
        self._shared.leave(self)

    def join(self) -> None:
        """Wait until a device that nobody listens to any more is free."""
        self._shared.join()
