"""Offline mode, said before a server is asked."""

from __future__ import annotations

from companion.errors import CompanionError
from companion.messages import EngineConfig
from companion.server_address import is_loopback


def refuse_offline(address: str, config: EngineConfig, part: str, instead: str) -> None:
    """Raise CompanionError where offline mode forbids the server at ``address``.

    ``part`` is what lies there ("the text model"), ``instead`` what can be chosen in its place.
    """
    here = is_loopback(address)
    if config.offline and not (here and config.own_servers):
        raise CompanionError(
            f"Offline mode is on, and {part} is behind a server on this machine: no connection is made."
            f" Choose {instead}, or allow servers on this computer in the settings (Privacy)."
            if here
            else f"Offline mode is on, and {part} is behind a server elsewhere: no connection is made."
            f" Choose {instead}, or switch it off in the settings (Privacy)."
        )
