"""What a server's address tells: whether it is one, and who can read along."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

_HOME_SUFFIXES = (".local", ".lan", ".internal", ".home.arpa", ".localhost")


def host_of(address: str) -> str:
    """Return the host of a web address, empty when it is no web address."""
    try:
        parts = urlsplit(address)
        return (parts.hostname or "") if parts.scheme in {"http", "https"} else ""
    except ValueError:  # a broken bracket or port
        return ""


def azure_address(place: str) -> str:
    """Return where Azure's voices are: at ``place`` itself when it is an address, else in the region of that name."""
    return place if "://" in place else f"https://{place}.tts.speech.microsoft.com"


def is_loopback(address: str) -> bool:
    """Say whether the server is this very machine."""
    return is_loopback_host(host_of(address))


def is_loopback_host(host: str) -> bool:
    """Say whether a host's name or number means this very machine."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def is_private(address: str) -> bool:
    """Say whether the server is on this machine or in one's own network; judged by the address, no name is looked up.

    What goes to any other server can be read by others: a company, or a volunteer.
    """
    host = host_of(address)
    try:
        ip = ipaddress.ip_address(host)
    except ValueError:
        return bool(host) and (host.endswith(_HOME_SUFFIXES) or "." not in host)
    return ip.is_private or ip.is_loopback or ip.is_link_local
