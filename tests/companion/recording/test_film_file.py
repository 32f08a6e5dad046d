"""The films of a folder: which they are, in what order, and that none hides the others."""

from __future__ import annotations

import os
from pathlib import Path

from companion.recording.film_file import films, leftovers


def write(folder: Path, name: str, at: float) -> Path:
    file = folder / name
    file.write_bytes(b"film")
    os.utime(file, (at, at))
    return file


def test_films_are_listed_newest_first_and_nothing_else(tmp_path: Path) -> None:
    old, new, twin = (write(tmp_path, name, at) for name, at in (("b.mp4", 1e9), ("a.GIF", 2e9), ("a.webm", 1e9)))
    for name in (".hidden.mp4", "going on.recording.mp4", "notes.txt", "note.srt"):
        write(tmp_path, name, 1.5e9)
    assert films(tmp_path) == [new, twin, old]
    assert leftovers(tmp_path) == [tmp_path / "going on.recording.mp4"]
    assert films(tmp_path / "missing") == leftovers(tmp_path / "missing") == []


def test_a_film_that_is_gone_hides_no_other(tmp_path: Path) -> None:
    film = write(tmp_path, "film.mp4", 1e9)
    left = write(tmp_path, "left.recording.mp4", 1e9)
    for name in ("gone.mp4", "gone.recording.mp4"):
        (tmp_path / name).symlink_to(tmp_path / "on a disk that was taken out")
    assert films(tmp_path) == [film]
    assert leftovers(tmp_path) == [left]
