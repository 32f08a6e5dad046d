"""What all engines behind an OpenAI-compatible server share: the connection, offline mode, errors in words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from companion.engine.offline import refuse_offline
from companion.errors import CompanionError
from companion.messages import EngineConfig
from companion.server_address import host_of

if TYPE_CHECKING:
    import openai

_TIMEOUT_SECONDS = 60.0
_RETRIES = 2
_LONGEST_REASON = 300
_UNSEEN = re.compile(r"<(script|style)\b.*?</\1>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z!][^<>]*>")


def open_client(base_url: str, config: EngineConfig, part: str, instead: str) -> openai.OpenAI:
    """Return a client for the server; no connection is made yet.

    ``part`` is what lies there ("the text model"), ``instead`` the local engine for offline mode. Raises CompanionError
    in offline mode and for an address that is none.
    """
    if not host_of(base_url):
        raise CompanionError(f"{base_url!r} is no server address; it looks like http://127.0.0.1:8080/v1")
    refuse_offline(base_url, config, part, instead)
    import openai

    timeout = float(config.option("timeout") or _TIMEOUT_SECONDS)
    # Local servers want no key, but the package insists on one.
    return openai.OpenAI(base_url=base_url, api_key=config.api_key or "none", timeout=timeout, max_retries=_RETRIES)


def in_words(error: openai.OpenAIError, where: str, wanted: str) -> CompanionError:
    """Return the error of the server ``where`` as a sentence that says what to do; ``wanted``: "the model 'x'"."""
    import openai

    match error:
        case openai.APITimeoutError():
            text = f"The server {where} did not answer in time; is it busy or the wrong address?"
        case openai.APIConnectionError():
            text = f"No server answers at {where}; start it, or correct the address in the settings."
        case openai.AuthenticationError() | openai.PermissionDeniedError():
            text = f"The server {where} refuses the key ({error.status_code}); enter the right key in the settings."
        case openai.NotFoundError():
            text = f"The server {where} does not know {wanted} or that address (404); correct it in the settings."
        case openai.RateLimitError():
            text = f"The server {where} says: too many requests or no credit left (429); wait or check the account."
        case openai.APIStatusError():
            text = f"The server {where} answered with an error ({error.status_code}): {_reason(error)}"
        case _:
            text = f"The server {where} answered something unexpected: {error}"
    return CompanionError(text)


def _reason(error: openai.APIStatusError) -> str:
    """Return what the server says of its error; of a web page, as proxies send them, its first words."""
    body = error.body
    said = (body.get("message") if isinstance(body, dict) else body) or error.message
    page = _TAG.sub(" ", _UNSEEN.sub(" ", str(said)))
    return " ".join(page.split())[:_LONGEST_REASON]
