"""The films of a folder: which they are, in what order, and that none hides the others."""

from __future__ import annotations

import os
from contextlib import closing
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from companion.errors import CompanionError
from companion.recording.ffmpeg import Encoder, check_output, finished_copy
from companion.recording.film_file import (
    film_frames,
    film_info,
    film_name,
    film_sound,
    films,
    leftovers,
    unfinished,
    unused,
)
from companion.recording.formats import format_of


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


@pytest.mark.parametrize("name", ["12:30.mp4", "-y.mp4", "a%d.mp4"])
def test_a_film_may_have_any_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(tmp_path)
    encoder = Encoder(unfinished(Path(name)), (32, 32), 10, 24000, crash_safe=True)
    for _ in range(10):
        encoder.write_sound(np.zeros(2400, np.float32))
        encoder.write_frame(np.full((32, 32, 4), 200, np.uint8))
    encoder.finish()
    finished_copy(unfinished(Path(name)), Path(name))
    assert film_info(Path(name)).seconds == pytest.approx(1.0, abs=0.1)
    assert len(film_sound(Path(name), 8000)) == pytest.approx(8000, abs=800)
    with closing(film_frames(Path(name), 16, 10)) as frames:
        assert next(frames).mean() > 190


def test_an_ffmpeg_that_is_no_program_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "ffmpeg"
    program.write_bytes(b"\x7fELF for another computer")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    film = write(tmp_path, "film.mp4", 1e9)
    for read in (film_info, lambda file: film_sound(file, 8000), lambda file: next(film_frames(file, 16, 10))):
        with pytest.raises(CompanionError, match=r"ffmpeg at .* cannot be started"):
            read(film)


def test_a_name_that_is_too_long_is_refused_before_anything_is_recorded(tmp_path: Path) -> None:
    check_output(tmp_path / ("a" * 200 + ".mp4"))
    with pytest.raises(CompanionError, match=r"cannot be written \(File name too long\)"):
        check_output(tmp_path / ("a" * 250 + ".mp4"))
    assert not list(tmp_path.glob("a*")) and not list(tmp_path.glob(".*"))


def test_a_long_name_of_hers_in_any_script_leaves_room_for_the_rest(tmp_path: Path) -> None:
    for letter in "aЖ日🌹":
        name = film_name(letter * 200, letter * 200)
        check_output(unused(tmp_path, f"{name} (repaired)", ".webm"))
        assert name.startswith(letter * 15)
    assert film_name("Amelie", "It is a fine day.") == "Amelie - It is a fine day"


@pytest.mark.parametrize("suffix", [".mp4", ".webm", ".mov", ".gif"])
def test_a_film_of_one_picture_shows_it(tmp_path: Path, suffix: str) -> None:
    film = tmp_path / f"short{suffix}"
    encoder = Encoder(film, (32, 32), 10, 24000, film=format_of(film))
    encoder.write_sound(np.zeros(2400, np.float32))
    encoder.write_frame(np.full((32, 32, 4), 200, np.uint8))
    encoder.finish()
    assert Image.open(BytesIO(film_info(film).thumbnail)).convert("L").getpixel((16, 16)) == pytest.approx(200, abs=4)
