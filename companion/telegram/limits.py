"""How much the bot takes in: of each chat so many messages a minute, and each complaint about it only once."""

from __future__ import annotations

import time
from collections import OrderedDict, deque
from collections.abc import Callable

_MINUTE = 60.0
_MOST_KNOWN = 1000


class Pace:
    """Counts messages by chat; remembers the last ``_MOST_KNOWN`` chats."""

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        """Allow ``per_minute`` messages in any minute."""
        self._per_minute = per_minute
        self._clock = clock
        self._times: OrderedDict[int, deque[float]] = OrderedDict()

    def allows(self, chat: int) -> bool:
        """Count a message; False when it is one too many, and then it does not count."""
        now = self._clock()
        times = self._times.setdefault(chat, deque())
        self._times.move_to_end(chat)
        if len(self._times) > _MOST_KNOWN:
            self._times.popitem(last=False)
        while times and times[0] <= now - _MINUTE:
            times.popleft()
        if len(times) >= self._per_minute:
            return False
        times.append(now)
        return True


class Complaints:
    """Who was told what lately: nobody is told the same thing with each of a flood of messages."""

    def __init__(self, seconds: float = _MINUTE, clock: Callable[[], float] = time.monotonic) -> None:
        """Let a complaint pass once in ``seconds``."""
        self._seconds = seconds
        self._clock = clock
        self._told: OrderedDict[tuple[int, str], float] = OrderedDict()

    def due(self, chat: int, what: str) -> bool:
        """Return whether to say ``what`` in a chat now."""
        now = self._clock()
        if now - self._told.get((chat, what), -self._seconds) < self._seconds:
            return False
        self._told[chat, what] = now
        self._told.move_to_end((chat, what))
        if len(self._told) > _MOST_KNOWN:
            self._told.popitem(last=False)
        return True
