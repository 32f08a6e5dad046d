"""Weights on their way to transformers: found, fetched, and kept converted so that the next load is quick.

Weights are read from safetensors, GGUF, or PyTorch's .bin files, these only through torch's ``weights_only`` reader,
which runs no code. What had to be converted is kept as safetensors in the chosen precision below the models' folder.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from companion.errors import CompanionError, first_line
from companion.messages import Progress
from companion.paths import models_dir, of_user

_HUB_ID = re.compile(r"[\w.-]+/[\w.-]+|[\w.-]+")
_FETCHED = ["*.json", "*.safetensors", "*.model", "*.txt", "*.jinja"]


@dataclass(frozen=True)
class Source:
    """Where a model's files lie: a folder, and the GGUF file in it when it is one."""

    folder: Path
    name: str
    gguf: str = ""

    def has_safetensors(self) -> bool:
        """Say whether the weights can be read as they are."""
        return not self.gguf and any(self.folder.glob("*.safetensors"))


def find_source(wanted: str, offline: bool, progress: Callable[[Progress], None]) -> Source:
    """Return the files of a local folder, a GGUF file or a Hugging Face id, fetched when needed.

    Raises CompanionError when there is no such model, or it is not here and offline mode is on.
    """
    if not wanted:
        raise CompanionError(
            "Choose a model in the settings: a Hugging Face id such as facebook/opt-1.3b, or a folder."
        )
    place = of_user(wanted)
    if place.is_file() and place.suffix == ".gguf":
        return Source(place.parent, place.stem, place.name)
    if place.is_dir():
        if not (place / "config.json").is_file():
            raise CompanionError(f"The folder {place} holds no model: its config.json is missing.")
        return Source(place, place.name)
    if not _HUB_ID.fullmatch(wanted):
        raise CompanionError(f"There is no model {wanted!r}: give a Hugging Face id, a folder or a GGUF file.")
    return Source(_fetch(wanted, offline, progress), wanted)


def _fetch(hub_id: str, offline: bool, progress: Callable[[Progress], None]) -> Path:
    from huggingface_hub import HfApi, snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError, LocalEntryNotFoundError

    patterns = [*_FETCHED, "*.bin"]
    try:
        if not offline:
            progress(Progress(f"Fetching {hub_id} …"))
            if any(name.endswith(".safetensors") for name in HfApi().list_repo_files(hub_id)):
                patterns = _FETCHED
        return Path(snapshot_download(hub_id, allow_patterns=patterns, local_files_only=offline))
    except LocalEntryNotFoundError as error:
        reason = "offline mode is on" if offline else "the hub cannot be reached"
        raise CompanionError(
            f"The model {hub_id} is not on this machine and {reason}; choose a folder, or fetch it once online."
        ) from error
    except (HfHubHTTPError, HFValidationError, OSError) as error:
        raise CompanionError(f"The model {hub_id} could not be fetched from the hub ({first_line(error)}).") from error


def converted_folder(source: Source, dtype: str) -> Path:
    """Return where the converted weights of this very source are kept; another file or precision is another folder."""
    files = sorted(file for file in source.folder.iterdir() if file.is_file())
    if source.gguf:
        files = [source.folder / source.gguf]
    state = [(file.name, file.stat().st_size, file.stat().st_mtime_ns) for file in files]
    digest = hashlib.sha256(json.dumps([str(source.folder.resolve()), state, dtype]).encode()).hexdigest()[:16]
    plain = re.sub(r"[^\w.-]", "-", source.name)
    return models_dir() / "converted" / f"{plain}-{digest}"


def keep_converted(folder: Path, model: Any, tokenizer: Any) -> None:
    """Write model and tokenizer as safetensors, whole or not at all. A full disk costs only the next load its speed."""
    from safetensors import SafetensorError

    with contextlib.suppress(OSError, SafetensorError):
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".converting-") as beside:
            model.save_pretrained(beside, safe_serialization=True)
            tokenizer.save_pretrained(beside)
            Path(beside).replace(folder)
