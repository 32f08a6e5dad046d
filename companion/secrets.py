"""Keys and tokens: in the system's keyring; else from the environment; else in a file only the user can read.

They are never logged, never in the settings and never on a command line.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from companion.errors import CompanionError
from companion.paths import config_dir
from companion.redaction import hide
from companion.whole_file import write_whole

Place: TypeAlias = Literal["keyring", "environment", "file", "nowhere"]

VARIABLE = "COMPANION_API_KEY"
_SERVICE = "live2d-companion"


@dataclass(frozen=True, slots=True)
class Secret:
    """One secret: its name in the keyring and as a file, and its environment variable."""

    name: str
    variable: str


API_KEY = Secret("api-key", VARIABLE)
TELEGRAM_TOKEN = Secret("telegram-token", "COMPANION_TELEGRAM_TOKEN")
AZURE_KEY = Secret("azure-key", "COMPANION_AZURE_KEY")


def key_file(secret: Secret = API_KEY) -> Path:
    """Return the file that holds the key where the system has no keyring."""
    return config_dir() / secret.name


def find_key(secret: Secret = API_KEY) -> tuple[str, Place]:
    """Return the key and where it was found; an empty key was found nowhere.

    Raises CompanionError when the key's file can be read by others, or not at all.
    """
    stored = _from_keyring(secret)
    if stored:
        return hide(stored), "keyring"
    if os.environ.get(secret.variable):
        return hide(os.environ[secret.variable]), "environment"
    file = key_file(secret)
    if file.exists():
        if os.name == "posix" and file.stat().st_mode & 0o077:
            raise CompanionError(f"The key file {file} can be read by others; run: chmod 600 '{file}'")
        try:
            return hide(file.read_text(encoding="utf-8").strip()), "file"
        except (OSError, UnicodeDecodeError) as error:
            raise CompanionError(f"The key file {file} cannot be read ({error}); enter the key again.") from error
    return "", "nowhere"


def load_key(secret: Secret = API_KEY) -> str:
    """Return the key, empty when there is none. Raises CompanionError like ``find_key``."""
    return find_key(secret)[0]


def save_key(key: str, secret: Secret = API_KEY) -> Place:
    """Keep the key (an empty one is forgotten) and return where: tell the user when it is "file".

    Raises CompanionError where neither keyring nor file takes it; what was kept before stays.
    """
    hide(key)
    file = key_file(secret)
    try:
        if _to_keyring(key, secret):
            file.unlink(missing_ok=True)
            return "keyring" if key else "nowhere"
        if not key:
            file.unlink(missing_ok=True)
            return "nowhere"
        write_whole(file, key)
    except OSError as error:
        raise CompanionError(f"The key cannot be kept in {file} ({error.strerror}).") from error
    return "file"


def _from_keyring(secret: Secret) -> str:
    import keyring
    from keyring.errors import KeyringError

    try:
        return keyring.get_password(_SERVICE, secret.name) or ""
    except KeyringError:  # no keyring on this system, or locked and the user declined
        return ""


def _to_keyring(key: str, secret: Secret) -> bool:
    import keyring
    from keyring.errors import KeyringError, PasswordDeleteError

    try:
        if key:
            keyring.set_password(_SERVICE, secret.name, key)
        else:
            keyring.delete_password(_SERVICE, secret.name)
    except PasswordDeleteError:
        return True
    except KeyringError:
        return False
    return True
