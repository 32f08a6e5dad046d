"""Offline mode: this process opens no network socket, whichever library asks for one.

Python tells its audit hooks (PEP 578) of every socket before there is one; ours refuses it. Libraries that go around
Python ask the hub only, and are told by the environment to stay at home; processes we start inherit that.
"""

from __future__ import annotations

import os
import socket
import sys
from typing import Any

from companion import settings as s
from companion.server_address import is_loopback_host
from companion.settings import Setting, Settings

_HUB_SWITCHES = ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE", "HF_DATASETS_OFFLINE")
_FAMILIES = (socket.AF_INET, socket.AF_INET6)
_GOING = frozenset({"socket.bind", "socket.connect", "socket.sendto", "socket.sendmsg"})
_ASKING = frozenset({"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo"})
"""Audit events that name a place to go to, and those that ask a name server."""


class OfflineError(OSError):
    """A connection was refused by offline mode."""


class _Guard:
    """What this process may reach; one for the process, because audit hooks cannot be taken away."""

    offline = False
    own_servers = False
    hooked = False


_guard = _Guard()


def obey(*, offline: bool, own_servers: bool = False) -> None:
    """Allow everything, or offline nothing; ``own_servers``: offline, servers on this computer may still be asked."""
    if offline and not _guard.hooked:
        sys.addaudithook(_watch)
        _guard.hooked = True
    if offline != _guard.offline:
        for name in _HUB_SWITCHES:
            if offline:
                os.environ.setdefault(name, "1")
            else:
                os.environ.pop(name, None)
        hub = sys.modules.get("huggingface_hub.constants")
        if hub is not None:  # it has read the environment already
            vars(hub)["HF_HUB_OFFLINE"] = offline
    _guard.offline, _guard.own_servers = offline, own_servers


def follow(settings: Settings) -> None:
    """Obey the settings now and after each change."""

    def changed(setting: Setting[Any]) -> None:
        if setting in (s.OFFLINE, s.OWN_SERVERS):
            obey(offline=settings[s.OFFLINE], own_servers=settings[s.OWN_SERVERS])

    changed(s.OFFLINE)
    settings.subscribe(changed)


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    if not _guard.offline or not event.startswith("socket."):
        return
    if event == "socket.__new__":
        # Windows makes its pairs of sockets out of two on the loopback; there only where they lead to is looked at.
        if arguments[1] in _FAMILIES and not _guard.own_servers and sys.platform != "win32":
            raise OfflineError("Offline mode is on: no network socket is opened.")
    elif event in _GOING and isinstance(arguments[1], tuple):  # a path or none: a socket within this machine
        _refuse_beyond(arguments[1][0])
    elif event in _ASKING:
        place = arguments[0]
        if not _guard.own_servers:
            raise OfflineError("Offline mode is on: no name is looked up.")
        _refuse_beyond(place[0] if isinstance(place, tuple) else place)


def _refuse_beyond(host: object) -> None:
    name = host.decode("ascii", "replace") if isinstance(host, bytes) else str(host)
    if host is not None and not is_loopback_host(name):
        raise OfflineError(f"Offline mode is on: no connection to {name or 'the network'} is made.")
