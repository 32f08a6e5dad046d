"""Films on the disk: what they say of themselves, their pictures and sound, names, and those that broke off."""

from __future__ import annotations

import os
import re
import subprocess
import time
from collections.abc import Generator, Iterator
from contextlib import suppress
from dataclasses import dataclass
from errno import EEXIST
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from companion.errors import CompanionError
from companion.recording.ffmpeg import find_ffmpeg, finished_copy, named, unstartable

SUFFIXES = (".mp4", ".webm", ".mov", ".gif")
"""What ffmpeg can play again: it writes moving WebP, but most versions do not read it."""
UNFINISHED = ".recording"
"""Stands before the suffix while a film is being recorded."""
_RECORDED = (".mp4", ".webm")
_BESIDE = (".srt", ".vtt")
_STILL_WRITTEN_SECONDS = 5.0
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class FilmInfo:
    """What the gallery shows of a film; ``thumbnail`` is a JPEG or PNG, empty when there is no picture to be had."""

    seconds: float
    persona: str = ""
    text: str = ""
    thumbnail: bytes = b""


def film_info(file: Path, side: int = 320) -> FilmInfo:
    """Read what ``file`` says of itself and a picture of it, ``side`` pixels wide at most; takes a tenth of a second.

    Raises CompanionError for a file that is no film.
    """
    tags = _run("-i", named(file), "-map_metadata", "0", "-f", "ffmetadata", "pipe:1")
    length = re.search(rb"Duration: (\d+):(\d+):([\d.]+)", tags.stderr)
    if length is None and b"Video:" not in tags.stderr:
        raise CompanionError(f"{file.name} is no film that can be played.")
    seconds = (
        sum(float(part) * unit for part, unit in zip(length.groups(), (3600, 60, 1), strict=True)) if length else 0
    )
    alpha = _alpha_decoder(tags.stderr)
    kind = ("png", "-pix_fmt", "rgba") if alpha else ("mjpeg", "-q:v", "4", "-pix_fmt", "yuvj420p")
    thumbnail = b""
    for at in (min(1.0, seconds / 2), 0.0):  # a film of one picture has none in its middle
        thumbnail = thumbnail or _run(
            "-ss", f"{at:.3f}", *alpha, "-i", named(file), "-frames:v", "1",
            "-vf", f"scale='min({side},iw)':-2", "-f", "image2pipe", "-c:v", *kind, "pipe:1",
        ).stdout  # fmt: skip
    said = {key.lower(): value for key, value in _tags(tags.stdout.decode("utf-8", "replace"))}
    return FilmInfo(seconds, said.get("artist", ""), said.get("comment", ""), thumbnail)


def film_frames(file: Path, side: int, fps: int) -> Generator[NDArray[np.uint8], None, None]:
    """Yield the pictures of ``file``, RGBA (side, side, 4), letterboxed, ``fps`` a second; close it, always."""
    fit = f"fps={fps},scale={side}:{side}:force_original_aspect_ratio=decrease"
    pad = f"format=rgba,pad={side}:{side}:-1:-1:color=0x00000000"
    alpha = _alpha_decoder(_run("-i", named(file)).stderr) if file.suffix == ".webm" else ()
    program = find_ffmpeg()
    try:
        process = subprocess.Popen(
            [program, "-v", "error", *alpha, "-i", named(file), "-vf", f"{fit},{pad}", "-f", "rawvideo", "pipe:1"],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )  # fmt: skip
    except OSError as error:
        raise unstartable(program, error) from error
    try:
        assert process.stdout is not None
        count = side * side * 4
        while len(data := process.stdout.read(count)) == count:
            yield np.frombuffer(data, np.uint8).reshape(side, side, 4)
    finally:
        process.kill()
        if process.stdout is not None:
            process.stdout.close()
        process.wait()


def film_sound(file: Path, rate: int) -> NDArray[np.float32]:
    """Return the whole sound of ``file``, mono at ``rate`` Hz; empty when it has none."""
    done = _run("-i", named(file), "-vn", "-ac", "1", "-ar", str(rate), "-f", "f32le", "pipe:1")
    return np.frombuffer(done.stdout, "<f4").astype(np.float32)


def film_name(persona: str, text: str) -> str:
    """Return a name without suffix that every file system takes, from who speaks and the first words."""
    words = re.sub(r"[^\w ,'’!-]+", "", " ".join(text.split())).strip(" .,-")
    if len(words) > _LONGEST_NAME:
        words = words[:_LONGEST_NAME].rpartition(" ")[0] or words[:_LONGEST_NAME]
    name = _short(re.sub(r'[<>:"/\\|?*\x00-\x1f.]+', "", persona).strip(), _LONGEST_NAME) or "Companion"
    return f"{name} - {_short(words, 2 * _LONGEST_NAME)}" if words else name


def _short(text: str, most: int) -> str:
    """Return as much of ``text`` as ``most`` bytes hold: file systems count so, and a persona's name may be long."""
    return text.encode()[:most].decode(errors="ignore").strip()


def unused(folder: Path, name: str, suffix: str = ".mp4") -> Path:
    """Return the path of a new film ``name``, numbered when there is one already."""
    file, number = folder / f"{name}{suffix}", 1
    while any(other.exists() for other in (file, unfinished(file), *_beside(file))):
        number += 1
        file = folder / f"{name} ({number}){suffix}"
    return file


def unfinished(file: Path) -> Path:
    """Return where the recording that shall become ``file`` is written until it is whole."""
    return file.with_name(f"{file.stem}{UNFINISHED}{file.suffix}")


def move_film(file: Path, target: Path) -> None:
    """Give a film another name, its subtitles with it. Raises OSError; what is there is not replaced."""
    pairs = [(file, target), *zip(_beside(file), _beside(target), strict=True)]
    pairs = [(old, new) for old, new in pairs if old.exists()]
    for _old, new in pairs:
        if new.exists():
            raise FileExistsError(EEXIST, f"{new.name} exists already")
    for old, new in pairs:
        old.rename(new)


def film_parts(file: Path) -> list[Path]:
    """Return the film and what belongs to it, as far as they exist."""
    return [part for part in (file, *_beside(file)) if part.exists()]


def _beside(file: Path) -> list[Path]:
    return [file.with_name(f"{file.stem}{suffix}") for suffix in _BESIDE]


def films(folder: Path) -> list[Path]:
    """Return the finished films of ``folder``, the newest first."""
    found = {
        file: written
        for file, written in _last_written(folder)
        if file.suffix.lower() in SUFFIXES and not file.name.startswith(".") and not file.stem.endswith(UNFINISHED)
    }
    return sorted(found, key=lambda file: (-found[file], file.name))


def leftovers(folder: Path) -> list[Path]:
    """Return the recordings in ``folder`` that broke off: nobody has written to them for some seconds."""
    return sorted(
        file
        for file, written in _last_written(folder)
        if file.stem.endswith(UNFINISHED)
        and file.suffix in _RECORDED
        and abs(time.time() - written) > _STILL_WRITTEN_SECONDS
    )


def _last_written(folder: Path) -> Iterator[tuple[Path, float]]:
    """Yield the files of ``folder`` and when each was written; none where there is no such folder yet."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            with suppress(OSError):  # it vanished this moment
                yield Path(entry.path), entry.stat().st_mtime


def repair(leftover: Path) -> Path:
    """Make a finished film of a recording that broke off; return it. What is left over goes only after that.

    Raises CompanionError when nothing of it can be played or written; then it stays.
    """
    file = unused(leftover.parent, f"{leftover.stem.removesuffix(UNFINISHED)} (repaired)", leftover.suffix)
    finished_copy(leftover, file)
    leftover.unlink()
    return file


def _run(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    program = find_ffmpeg()
    try:
        return subprocess.run(
            [program, "-hide_banner", *arguments],
            stdin=subprocess.DEVNULL, capture_output=True, check=False,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )  # fmt: skip
    except OSError as error:
        raise unstartable(program, error) from error


def _alpha_decoder(said: bytes) -> tuple[str, ...]:
    """Return how ffmpeg is told to see what is transparent: its own VP9 decoder leaves that out."""
    return ("-c:v", "libvpx-vp9") if b"alpha_mode" in said.lower() and b"Video: vp9" in said else ()


def _tags(text: str) -> list[tuple[str, str]]:
    """Return key and value of each line of ffmpeg's metadata format; a backslash takes the next letter as it is."""
    found = []
    for line in re.findall(r"^((?:[^\\\n]|\\.)*)$", text, re.MULTILINE | re.DOTALL):
        key, equals, value = line.partition("=")
        if equals and not key.startswith((";", "[")):
            found.append((key, re.sub(r"\\(.)", r"\1", value, flags=re.DOTALL)))
    return found
