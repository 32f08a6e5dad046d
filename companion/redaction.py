"""What may leave the program in a log or a report: no key, no token, and the user's home only as ~."""

from __future__ import annotations

import os
import re
from pathlib import Path

_SHORTEST = 4
"""A shorter secret would take ordinary words out of a text with it."""

_TELLING = re.compile(r"KEY|TOKEN|SECRET|PASSW", re.IGNORECASE)
"""Names of environment variables that hold secrets."""

_PATTERNS = (
    (re.compile(r"\b(?:sk|pk|rk|ghp|gho|hf|xox[a-z]|AIza)[-_][A-Za-z0-9_-]{8,}"), "[key]"),
    (re.compile(r"\b\d{6,12}:[A-Za-z0-9_-]{30,}"), "[token]"),  # Telegram's
    (re.compile(r"\b(bearer|basic)\s+[A-Za-z0-9._~+/=-]{6,}", re.IGNORECASE), r"\1 [key]"),
    (
        re.compile(
            r"\b([a-z_]*(?:api[-_]?key|_key|token|secret|password|passwd)[\"']?\s*[:=]\s*[\"']?)([^\s\"',;&)]{4,})",
            re.IGNORECASE,
        ),
        r"\1[key]",
    ),
    (re.compile(r"(://)[^/\s:@]+:[^/\s@]+@"), r"\1[key]@"),
)

_hidden: set[str] = set()
"""The secrets this process holds; they are the one thing each part of it must keep silent about."""


def hide(secret: str) -> str:
    """Keep ``secret`` out of every text from now on; returns it."""
    if len(secret) >= _SHORTEST:
        _hidden.add(secret)
    return secret


def redacted(text: str) -> str:
    """Return ``text`` without secrets: those of this process, those of its environment, and what looks like one."""
    named = {value for name, value in os.environ.items() if _TELLING.search(name) and len(value) > _SHORTEST}
    for secret in sorted(_hidden | named, key=len, reverse=True):
        text = text.replace(secret, "[key]")
    for pattern, instead in _PATTERNS:
        text = pattern.sub(instead, text)
    home = str(Path.home())
    if len(home) > 1:
        for written in {home, home.replace("\\", "\\\\")}:  # plain, and as a program prints it on Windows
            text = re.sub(re.escape(written) + r"(?![\w-])", "~", text)
    return text
