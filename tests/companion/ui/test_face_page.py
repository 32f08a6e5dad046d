"""The page “Face” and a character the user brings: seen on stage at once, kept for that character, let go cleanly."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from companion import characters, paths
from companion import settings as s
from companion.app import Program
from companion.avatar.looks import EXPRESSION, HotKey, load_looks, looks_file
from companion.ui.findings import Sheet

OpenProgram = Callable[..., Program]


@pytest.fixture
def program(open_program: OpenProgram) -> Program:
    return open_program()


def her_file(folder: Path) -> Path:
    """Copy our Amelie, who is then nobody the program knows, into ``folder``."""
    shutil.copytree(paths.default_avatar().parent, folder, ignore=shutil.ignore_patterns("source"))
    return folder


def drop(program: Program, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    left = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(QPointF(50, 50).toPoint(), Qt.DropAction.CopyAction, data, *left)
    QApplication.sendEvent(program.window, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(program.window, QDropEvent(QPointF(50, 50), Qt.DropAction.CopyAction, data, *left))


def sheet_of(qtbot: QtBot, program: Program) -> Sheet:
    qtbot.waitUntil(lambda: program.introduction.sheet is not None, timeout=60_000)
    assert program.introduction.sheet is not None
    return program.introduction.sheet


def test_the_framing_is_seen_at_once_and_kept(qtbot: QtBot, program: Program) -> None:
    program.open_settings()
    assert program.dialog is not None
    program.dialog.pages.setCurrentRow(1)
    box, her = program.dialog.page.face.framing, program.stage.character
    assert her is not None
    automatic = her.framing
    qtbot.waitUntil(lambda: not box.preview.pixmap().isNull(), timeout=10_000)
    before = box.preview.pixmap().toImage()
    box.preview.zoomed.emit(2.0)
    assert her.framing.zoom == pytest.approx(automatic.zoom * 2)
    box.preview.moved.emit(0.5, 0.0)
    assert her.framing.x == pytest.approx(automatic.x * 2 + 0.5)
    qtbot.waitUntil(lambda: box.preview.pixmap().toImage() != before, timeout=10_000)
    slid = box.zoom.value() + 100
    box.zoom.setValue(slid)
    assert her.framing.zoom > automatic.zoom * 2
    qtbot.waitUntil(lambda: load_looks("amelie").framing == her.framing, timeout=10_000)
    box.whole.click()
    assert (her.framing.zoom, her.framing.x, her.framing.y) == (1.0, 0.0, 0.0)
    box.portrait.click()
    assert her.framing == automatic
    qtbot.waitUntil(lambda: load_looks("amelie").framing is None, timeout=10_000)


def test_faces_are_mixed_shown_kept_and_guessed_again(qtbot: QtBot, program: Program) -> None:
    program.open_settings()
    assert program.dialog is not None
    her = program.stage.character
    assert her is not None
    row = program.dialog.page.face.faces.rows["joy"]
    assert row.mix == {"joy": 1.0}
    assert row.reset.isHidden()
    row.lines[0].weight.setValue(60)
    row.add_button.click()
    second = row.lines[1].choice
    second.setCurrentIndex(second.findData("surprise"))
    second.activated.emit(second.currentIndex())
    assert her.face_of("joy") == {"joy": 0.6, "surprise": 0.5}
    assert her.expression == "joy"  # tried on the stage at once
    qtbot.waitUntil(lambda: load_looks("amelie").faces == {"joy": {"joy": 0.6, "surprise": 0.5}}, timeout=10_000)
    row.reset.click()
    assert her.face_of("joy") == row.mix == {"joy": 1.0}
    assert row.reset.isHidden()
    fear = program.dialog.page.face.faces.rows["fear"]
    fear.lines[0].choice.setCurrentIndex(0)
    fear.lines[0].choice.activated.emit(0)
    assert her.face_of("fear") == {}  # her own face


def test_parameters_are_named_held_and_let_go(qtbot: QtBot, program: Program) -> None:
    program.open_settings()
    assert program.dialog is not None
    her = program.stage.character
    assert her is not None
    inspector = program.dialog.page.face.open_parameters()
    rows = {row.name: row for row in inspector.rows}
    assert set(rows) == set(her.parameters)
    turn = rows["ParamAngleX"]
    assert turn.shown == her.parameter_names["ParamAngleX"]
    turn.slider.setValue(1000)
    qtbot.waitUntil(lambda: her.parameter_values["ParamAngleX"] == her.parameters["ParamAngleX"][2], timeout=10_000)
    qtbot.waitUntil(turn.free.isVisible, timeout=10_000)
    turn.free.click()
    qtbot.waitUntil(lambda: her.parameter_values["ParamAngleX"] < her.parameters["ParamAngleX"][2], timeout=10_000)
    inspector.search.setText("mouth open")
    assert {row.name for row in inspector.rows if row.isVisible()} == {
        name for name in her.parameters if "mouthopen" in name.lower()
    }
    inspector.close()


def test_a_hot_key_shows_a_face_and_a_taken_key_is_refused(qtbot: QtBot, program: Program) -> None:
    program.open_settings()
    assert program.dialog is not None
    her = program.stage.character
    assert her is not None
    table = program.dialog.page.face.hot_keys
    table.add_button.click()
    row = table.rows[0]
    row.what.setCurrentIndex(row.what.findText("Face: anger"))
    row.keys.setKeySequence(QKeySequence("F6"))
    row.keys.editingFinished.emit()
    assert program.casting.dressing.looks.hot_keys == (HotKey("F6", EXPRESSION, "anger"),)
    table.add_button.click()
    table.rows[1].keys.setKeySequence(QKeySequence("F6"))
    table.rows[1].keys.editingFinished.emit()
    assert "F6 is taken: Face: anger" in program.dialog.page.face.complaint.text()
    assert table.rows[1].keys.keySequence().isEmpty()
    program.dialog.close()
    program.window.activateWindow()
    qtbot.waitUntil(program.window.isActiveWindow, timeout=10_000)
    QTest.keyClick(program.window, Qt.Key.Key_F6)
    qtbot.waitUntil(lambda: her.expression == "anger", timeout=10_000)
    qtbot.waitUntil(lambda: her.expression == "neutral", timeout=20_000)  # it fades back by itself


def test_a_dropped_zip_is_examined_shown_used_and_removed_with_undo(
    qtbot: QtBot, program: Program, tmp_path: Path
) -> None:
    folder = her_file(tmp_path / "中文 folder")
    archive = tmp_path / "アメリー 2.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for file in folder.rglob("*"):
            packed.write(file, Path("角色") / file.relative_to(folder))
    before = program.stage.character
    drop(program, archive)
    sheet = sheet_of(qtbot, program)
    told = "\n".join(sheet.sentences)
    assert "Her mouth follows her voice (ParamMouthOpenY" in told
    assert "joy – joy" in told
    qtbot.waitUntil(lambda: program.stage.character is not before, timeout=60_000)  # on stage to be looked at
    sheet.use.click()
    (added,) = characters.added()
    assert program.settings[s.AVATAR] == added.path
    assert added.is_copy
    program.open_settings()
    assert program.dialog is not None
    page = program.dialog.page.face
    assert page.list.items[-1] == added
    page.list.remove_button.click()
    assert program.settings[s.AVATAR] == ""
    assert characters.added() == []
    program.dialog.undo.button.click()
    assert characters.added() == [added]
    assert program.settings[s.AVATAR] == added.path
    page.list.remove_button.click()
    program.dialog.close()
    assert not added.file.exists()
    assert archive.exists()


def test_a_folder_can_be_kept_for_later_or_let_go(qtbot: QtBot, program: Program, tmp_path: Path) -> None:
    folder = her_file(tmp_path / "её папка")
    drop(program, folder)
    sheet_of(qtbot, program).cancel.click()
    assert characters.added() == []
    assert program.settings[s.AVATAR] == ""
    drop(program, folder / "amelie.model3.json")
    sheet_of(qtbot, program).keep.click()
    (kept,) = characters.added()
    assert (kept.file.parent, kept.is_copy) == (folder, False)
    assert program.settings[s.AVATAR] == ""
    qtbot.waitUntil(lambda: program.casting.dressing.character is program.stage.character, timeout=20_000)


@pytest.mark.parametrize("name", ["broken.zip", "no model.json", "notes.txt", "броня.moc3", "none.png", "bad.charx"])
def test_what_is_no_character_is_told_in_one_sentence(
    qtbot: QtBot, program: Program, tmp_path: Path, name: str
) -> None:
    file = tmp_path / name
    file.write_bytes(b"nothing of use")
    drop(program, file)
    notices = program.window.chat.notices
    qtbot.waitUntil(lambda: notices.text("introduction") not in {"", f"Looking at {name}…"}, timeout=60_000)
    assert program.introduction.sheet is None
    assert program.stage.character is not None
    assert file.exists()


def test_a_sample_model_is_found_out(qtbot: QtBot, program: Program, sample_models: Path) -> None:
    drop(program, sample_models / "Haru")
    sheet = sheet_of(qtbot, program)
    told = "\n".join(sheet.sentences)
    assert all(name in told for name in ("joy – F05", "anger – F03", "sadness – F04", "ParamMouthOpenY"))
    sheet.cancel.click()


def test_what_hangs_over_the_window_is_offered_to_be_dropped(program: Program, tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "Haru"))])
    left = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    notices = program.window.chat.notices
    QApplication.sendEvent(
        program.window, QDragEnterEvent(QPointF(50, 50).toPoint(), Qt.DropAction.CopyAction, data, *left)
    )
    assert "Haru" in notices.text("introduction")
    QApplication.sendEvent(program.window, QDragLeaveEvent())
    assert not notices.text("introduction")


def packed(folder: Path, archive: Path) -> Path:
    with zipfile.ZipFile(archive, "w") as file:
        for part in her_file(folder).rglob("*"):
            file.write(part, part.relative_to(folder))
    return archive


def test_a_copy_stays_while_its_sheet_is_open(qtbot: QtBot, program: Program, tmp_path: Path) -> None:
    drop(program, packed(tmp_path / "one", tmp_path / "one.zip"))
    first = sheet_of(qtbot, program)
    drop(program, packed(tmp_path / "other", tmp_path / "other.zip"))
    qtbot.waitUntil(lambda: program.introduction.sheet not in {first, None}, timeout=60_000)
    program.open_settings()
    assert program.dialog is not None
    program.dialog.make_all()
    program.dialog.close()  # the page “Face” sweeps
    sheet_of(qtbot, program).use.click()
    (added,) = characters.added()
    assert added.file.exists()
    qtbot.waitUntil(lambda: program.casting.dressing.character is program.stage.character, timeout=60_000)


def test_a_damaged_list_of_characters_leaves_ours_to_choose(qtbot: QtBot, open_program: OpenProgram) -> None:
    (paths.data_dir() / "added-characters.json").write_text("{")
    program = open_program(wait=False)
    program.open_settings()
    assert program.dialog is not None
    program.dialog.make_all()
    page = program.dialog.page.face
    assert [one.name for one in page.list.items] == ["Amelie", "Julien", "Miu"]
    assert "cannot be read; move it away" in page.complaint.text()


def test_looks_that_cannot_be_read_are_not_written_over(qtbot: QtBot, open_program: OpenProgram) -> None:
    known = open_program()
    assert known.stage.character is not None
    file = looks_file(known.stage.character.identity)
    known.close()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("[faces]\njoy = ", encoding="utf-8")
    program = open_program()
    assert "mend or move it" in program.window.chat.notices.text("avatar")
    program.open_settings()
    assert program.dialog is not None
    page = program.dialog.page.face
    page.framing.whole.click()
    qtbot.waitUntil(lambda: "mend or move it" in page.complaint.text())
    assert file.read_text(encoding="utf-8") == "[faces]\njoy = "
