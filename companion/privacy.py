"""What leaves this computer with the settings as they are: a list for the page that shows it in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from companion import settings as s
from companion.paths import of_user
from companion.server_address import azure_address, host_of, is_loopback, is_private
from companion.settings import Setting, Settings

What: TypeAlias = Literal["talk", "her words", "your voice", "brain", "voice"]
"""What you write with what she knows of you; what she says aloud; what you say; and two names of models, whose weights
come back."""

Reach: TypeAlias = Literal["this computer", "own network", "others"]
HUB = "huggingface.co"


@dataclass(frozen=True)
class Leaving:
    """One thing that goes to ``host``, and who can read it there; ``refused``: offline mode keeps it here."""

    what: What
    host: str
    reach: Reach
    refused: bool


_SERVERS: tuple[tuple[What, Setting[str], Setting[str]], ...] = (
    ("talk", s.LLM, s.API_BASE),
    ("her words", s.SPEECH, s.VOICE_BASE),
    ("your voice", s.EARS, s.EARS_BASE),
)


def what_leaves(settings: Settings) -> list[Leaving]:
    """Return what goes to servers and to the hub, in the order of a turn; empty: all stays in the program."""
    offline = settings[s.OFFLINE]
    found: list[Leaving] = []
    servers = [(what, settings[address]) for what, engine, address in _SERVERS if settings[engine] == "openai"]
    if settings[s.SPEECH] == "azure" and settings[s.VOICE_AZURE]:
        servers.append(("her words", azure_address(settings[s.VOICE_AZURE])))
    for what, base in servers:
        reach: Reach = "this computer" if is_loopback(base) else "own network" if is_private(base) else "others"
        refused = offline and not (reach == "this computer" and settings[s.OWN_SERVERS])
        found.append(Leaving(what, host_of(base) or base, reach, refused))
    if settings[s.LLM] == "transformers" and _is_hub_name(settings[s.HUB_MODEL]):
        found.append(Leaving("brain", HUB, "others", offline))
    if settings[s.SPEECH] == "tacotron" and any(
        _is_hub_name(settings[one], True) for one in (s.VOICE_MODEL, s.VOCODER)
    ):
        found.append(Leaving("voice", HUB, "others", offline))
    return found


def _is_hub_name(wanted: str, default: bool = False) -> bool:
    return not of_user(wanted).exists() if wanted else default
