"""Notes from the chat's menu, the gallery and recordings that broke off, as somebody at the window meets them."""

from __future__ import annotations

import os
import time
from pathlib import Path

import numpy as np
import psutil
import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from companion import settings as s
from companion.conversation import Message
from companion.recording.ffmpeg import Encoder
from companion.recording.film_file import film_info, film_name, unfinished, unused
from companion.ui.gallery import Gallery
from companion.ui.note_making import NoteMaking
from decoded_video import decode
from opened_window import OpenProgram


def film(file: Path, seconds: float = 1.0, text: str = "Roses; are #1\nred = love\\") -> Path:
    """Write a film whose picture gets brighter while a tone sounds."""
    encoder = Encoder(file, (64, 96), 30, 24000, tags={"artist": "Amelie", "comment": text})
    for n in range(round(seconds * 30)):
        encoder.write_sound(0.3 * np.sin(2 * np.pi * 440 * np.arange(800) / 24000))
        encoder.write_frame(np.full((96, 64, 4), 60 + n, np.uint8))
    encoder.finish()
    return file


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three films, c the newest."""
    for number, name in enumerate("abc"):
        os.utime(film(tmp_path / f"{name}.mp4"), (1e9 + number, 1e9 + number))
    return tmp_path


@pytest.fixture
def gallery(folder: Path, qtbot: QtBot) -> Gallery:
    shown = Gallery(folder)
    qtbot.addWidget(shown)
    shown.show()
    qtbot.waitExposed(shown)
    return shown


def names(gallery: Gallery) -> list[str]:
    return [gallery.list.item(row).text() for row in range(gallery.list.count())]


def test_a_film_tells_who_says_what(folder: Path) -> None:
    info = film_info(folder / "a.mp4")
    assert (info.persona, info.text) == ("Amelie", "Roses; are #1\nred = love\\")
    assert info.seconds == pytest.approx(1.0, abs=0.05)
    assert info.thumbnail.startswith(b"\xff\xd8")


def test_the_gallery_shows_renames_deletes_and_brings_back(gallery: Gallery, folder: Path, qtbot: QtBot) -> None:
    assert names(gallery) == ["c", "b", "a"]
    qtbot.waitUntil(lambda: "Amelie · 0:01" in gallery.words.text(), timeout=10_000)
    assert "Roses" in gallery.words.text()
    gallery.list.setCurrentRow(1)
    gallery.list.item(1).setText("a")
    assert names(gallery) == ["c", "b", "a"]
    assert "already" in gallery.said.text()
    gallery.list.item(1).setText("../b")
    assert "no name" in gallery.said.text()
    (folder / "b.srt").write_text("1")
    gallery.list.item(1).setText("Rose")
    assert sorted(file.name for file in folder.glob("*.*")) == ["Rose.mp4", "Rose.srt", "a.mp4", "c.mp4"]
    gallery.delete()
    assert not (folder / "Rose.srt").exists()
    assert names(gallery) == ["c", "a"]
    assert not (folder / "Rose.mp4").exists()
    assert gallery.undo_button.isVisible()
    gallery.undo_button.click()
    assert names(gallery) == ["c", "Rose", "a"]
    assert (folder / "Rose.srt").exists()
    assert gallery.chosen() == folder / "Rose.mp4"
    assert decode(folder / "Rose.mp4").picture_seconds == pytest.approx(1.0)
    gallery.delete()
    gallery.close()
    assert sorted(file.name for file in folder.iterdir() if file.is_file()) == ["a.mp4", "c.mp4"]


def test_what_was_deleted_in_a_gallery_that_never_closed_comes_back(folder: Path, qtbot: QtBot) -> None:
    (folder / "b.mp4").rename(folder / ".deleted-b.mp4")
    gallery = Gallery(folder)
    qtbot.addWidget(gallery)
    assert names(gallery) == ["c", "b", "a"]
    gallery.close()


def test_films_leave_as_files_by_clipboard_and_drag(gallery: Gallery, folder: Path) -> None:
    gallery.copy()
    held = QGuiApplication.clipboard().mimeData()
    dragged: QMimeData = gallery.list.mimeData([gallery.list.item(2)])
    assert [url.toLocalFile() for url in held.urls()] == [str(folder / "c.mp4")]
    assert [url.toLocalFile() for url in dragged.urls()] == [str(folder / "a.mp4")]


def test_a_film_plays_to_its_end_in_its_own_time(gallery: Gallery, qtbot: QtBot, sound_card: object) -> None:
    start = time.perf_counter()
    with qtbot.waitSignal(gallery.screen_.ended, timeout=20_000):
        gallery.play_button.click()
    assert time.perf_counter() - start > 0.9
    assert gallery.screen_.shown == 30
    assert gallery.play_button.text() == "Play"
    gallery.play_button.click()
    gallery.play_button.click()
    assert not gallery.screen_.playing


def test_a_reply_becomes_a_note_from_its_menu(open_program: OpenProgram, qtbot: QtBot) -> None:
    program = open_program()
    message = Message("assistant", "-- My dear/friend!", number=1)
    program.window.chat.messages.add(message)
    bubble = program.window.chat.messages.bubbles[id(message)]
    actions = {action.text(): action for action in bubble.menu().actions()}
    with qtbot.waitSignal(program.films.making.finished, timeout=180_000) as done:
        actions["Make a video note"].trigger()
        assert "Making a video note" in program.window.chat.notices.text("note")
        shares: list[float] = []
        program.films.making.progressed.connect(lambda seconds, of: shares.append(seconds / of if of else -1.0))
    assert shares[-1] > 0.5, "how far it has come is known"
    assert sorted(shares) == shares
    file = done.args[0]
    assert file.parent == program.recording.folder()
    assert file.name.startswith("Amelie - ")
    assert "ready" in program.window.chat.notices.text("note")
    assert film_info(file).text == message.text
    assert decode(file).frames.shape[1:] == (512, 512, 3)
    program.films.open_gallery(file)
    assert program.films.gallery is not None
    assert program.films.gallery.chosen() == file


def test_a_cancelled_note_leaves_nothing(tmp_path: Path, qtbot: QtBot) -> None:
    making = NoteMaking()
    with qtbot.waitSignal(making.cancelled, timeout=180_000):
        making.progressed.connect(lambda seconds, _of: making.cancel() if seconds > 0.5 else None)
        making.make("One two three four. " * 20, tmp_path / "note.mp4", ("--size", "64"))
    assert not making.running
    assert list(tmp_path.glob("*note*")) == []


def test_a_note_cancelled_when_it_was_just_done_leaves_nothing(tmp_path: Path, qtbot: QtBot) -> None:
    making = NoteMaking()
    making.make("Hello.", tmp_path / "note.mp4", ("--size", "64"))
    process = making._process
    assert process is not None
    with qtbot.waitSignal(process.started):
        pass
    note = psutil.Process(process.processId())
    deadline = time.monotonic() + 120
    while note.is_running() and note.status() != psutil.STATUS_ZOMBIE:  # we are not told of its end: no events here
        assert time.monotonic() < deadline
        time.sleep(0.05)
    assert (tmp_path / "note.mp4").exists()
    with qtbot.waitSignal(making.cancelled):
        making.cancel()
    assert list(tmp_path.glob("*note*")) == []


def test_a_note_that_fails_says_why(tmp_path: Path, qtbot: QtBot) -> None:
    making = NoteMaking()
    with qtbot.waitSignal(making.failed, timeout=180_000) as failed:
        making.make("Hello.", tmp_path / "no" / "note.mp4")
    assert "does not exist" in failed.args[0]


def test_a_recording_that_broke_off_is_offered_and_saved(open_program: OpenProgram, qtbot: QtBot) -> None:
    program = open_program(wait=False)
    folder = program.recording.folder()
    folder.mkdir(parents=True, exist_ok=True)
    left = folder / "Evening.recording.mp4"
    encoder = Encoder(left, (64, 64), 30, 24000, crash_safe=True)
    for n in range(120):
        encoder.write_sound(np.zeros(800))
        encoder.write_frame(np.full((64, 64, 4), n, np.uint8))
    time.sleep(1.0)  # live, ffmpeg has what it was given; here it came all at once
    encoder.kill()
    program.films.look_for_leftovers()
    assert program.window.chat.notices.text("leftover") == "", "it may still be written"
    os.utime(left, (1e9, 1e9))
    program.films.look_for_leftovers()
    assert "broke off" in program.window.chat.notices.text("leftover")
    program.films._repair([left])
    qtbot.waitUntil(lambda: "Saved" in program.window.chat.notices.text("leftover"), timeout=20_000)
    assert not left.exists()
    assert decode(folder / "Evening (repaired).mp4").picture_seconds >= 2.5


def test_esc_closes_the_gallery_as_its_button_does(open_program: OpenProgram, qtbot: QtBot) -> None:
    program = open_program(wait=False)
    program.films.open_gallery()
    first = program.films.gallery
    assert first is not None
    QTest.keyClick(first, Qt.Key.Key_Escape)
    program.films.open_gallery()
    assert program.films.gallery is not None
    assert program.films.gallery is not first
    assert program.films.gallery.isVisible()


def test_a_name_that_is_too_long_is_refused_and_the_film_keeps_its_own(gallery: Gallery, folder: Path) -> None:
    gallery.list.item(0).setText("n" * 300)
    assert gallery.said.text() == "File name too long"
    assert names(gallery) == ["c", "b", "a"]
    assert (folder / "c.mp4").exists()
    file = unused(folder, film_name("Ж" * 200, "длинное " * 40))
    assert not unfinished(file).exists()


def test_a_film_begun_twice_at_once_plays_once(gallery: Gallery, qtbot: QtBot, sound_card: object) -> None:
    gallery.play()
    gallery.play()
    qtbot.waitUntil(lambda: gallery.screen_.shown > 3, timeout=20_000)
    gallery.close()
    left = [one.name() for one in psutil.Process().children(recursive=True) if "ffmpeg" in one.name()]
    assert left == []


def test_a_film_that_has_gone_is_said_when_it_is_to_play(gallery: Gallery, folder: Path, qtbot: QtBot) -> None:
    (folder / "c.mp4").unlink()
    gallery.play()
    qtbot.waitUntil(lambda: gallery.said.text() == "c.mp4 cannot be played.", timeout=20_000)
    assert gallery.play_button.text() == "Play"


def test_the_gallery_shows_the_folder_that_was_chosen_last(
    open_program: OpenProgram, qtbot: QtBot, tmp_path: Path
) -> None:
    program = open_program(wait=False)
    program.films.open_gallery()
    made = film(tmp_path / "elsewhere.mp4")
    program.settings[s.RECORD_FOLDER] = str(tmp_path)
    program.films.open_gallery(made)
    assert program.films.gallery is not None
    assert names(program.films.gallery) == ["elsewhere"]
