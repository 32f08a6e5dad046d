"""Whether some program records from a sound card now: the cheapest sign of a call. Linux tells it in a few files."""

from __future__ import annotations

from pathlib import Path

_CARDS = Path("/proc/asound")


def microphone_in_use(cards: Path = _CARDS) -> bool:
    """Say whether any sound card is being recorded from; False also where the system does not tell (not Linux).

    Sound servers open a card for recording only while a program listens. Our own microphone counts as well.
    """
    try:
        states = [file.read_text() for file in cards.glob("card*/pcm*c/sub*/status")]
    except OSError:  # a card that was unplugged just now
        return False
    return any("state: RUNNING" in state for state in states)
