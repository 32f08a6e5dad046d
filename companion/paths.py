"""Where the program keeps things, on every system.

``COMPANION_HOME`` moves everything (settings, data, cache, logs) below one folder; tests use it.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

import platformdirs

from companion.errors import CompanionError

_APP = "live2d-companion"


def _place(kind: str, system_place: str) -> Path:
    home = os.environ.get("COMPANION_HOME")
    return _made(Path(home) / kind if home else Path(system_place))


def _made(folder: Path) -> Path:
    # Where it may not be made, whoever writes into it says so: the window opens all the same.
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    return folder


def of_user(path: str | os.PathLike[str]) -> Path:
    """Return a path as a user writes it: ``~`` is home, and a ``~name`` that is nobody's home only a file's name."""
    return Path(os.path.expanduser(path))  # noqa: PTH111 - Path's own raises RuntimeError for such a name


def check_access() -> None:
    """Raise CompanionError when the user's files may not be opened: nothing could be read, and nothing said of it."""
    config, data = config_dir(), data_dir()
    folders = (config, config / "personas", data, data / "backups", models_dir())
    for folder in folders:
        if folder.is_dir() and not os.access(folder, os.R_OK | os.X_OK):
            raise _locked(folder)
    for file in (config / "settings.toml", data / "history.sqlite", memory_file()):
        if file.is_file() and not os.access(file, os.R_OK):
            raise _locked(file)


def _locked(place: Path) -> CompanionError:
    return CompanionError(
        f"{place} may not be opened, perhaps because the program was once run by root:"
        f" make it yours again, for example by sudo chown -R $USER '{place}'"
    )


def config_dir() -> Path:
    """Return the folder of settings.toml and the user's personas, created when missing."""
    return _place("config", platformdirs.user_config_dir(_APP))


def data_dir() -> Path:
    """Return the folder of history, memory and recordings, created when missing."""
    return _place("data", platformdirs.user_data_dir(_APP))


def memory_file() -> Path:
    """Return the file of what she remembers of the user."""
    return data_dir() / "memory.sqlite"


def moods_dir() -> Path:
    """Return the folder of her moods, a file a persona; it may not exist yet."""
    return data_dir() / "moods"


def adapters_dir() -> Path:
    """Return the folder of what text models have learned by heart; it may not exist yet."""
    return data_dir() / "adapters"


def models_dir() -> Path:
    """Return the folder of downloaded weights: in the cache, since all of it can be fetched again."""
    override = os.environ.get("COMPANION_MODELS")
    if override:
        return _made(Path(override))
    return _place("models", platformdirs.user_cache_dir(_APP) + "/models")


def cache_dir() -> Path:
    """Return the folder of what can be made again at any time, created when missing."""
    return _place("cache", platformdirs.user_cache_dir(_APP))


def log_dir() -> Path:
    """Return the folder of log files, created when missing."""
    return _place("logs", platformdirs.user_log_dir(_APP))


def assets_dir() -> Path:
    """Return the folder of what ships with the program: the checkout's ``assets/`` or its copy in the package."""
    package = Path(__file__).resolve().parent
    checkout = package.parent / "assets"
    return checkout if checkout.is_dir() else package / "_assets"


def default_avatar() -> Path:
    """Return the model3.json of Amelie, the character that ships with the program."""
    return assets_dir() / "avatars" / "amelie" / "amelie.model3.json"


def shipped_avatars() -> dict[str, Path]:
    """Return the model3.json of each character that ships with the program, by name; Amelie first."""
    own = default_avatar()
    others = sorted(path for path in (assets_dir() / "avatars").glob("*/*.model3.json") if path != own)
    return {path.name.removesuffix(".model3.json").capitalize(): path for path in (own, *others)}
