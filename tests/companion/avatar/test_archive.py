"""Characters in zip files: found however they are wrapped, and never a file outside the cache."""

from __future__ import annotations

import os
import shutil
import zipfile
from pathlib import Path

import pytest

from companion.avatar import archive
from companion.avatar.archive import unpacked
from companion.avatar.avatar import load_avatar
from companion.errors import CompanionError
from companion.paths import default_avatar


def zipped(file: Path, entries: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in entries.items():
            packed.writestr(name, data)
    return file


@pytest.fixture
def amelie(tmp_path: Path) -> Path:
    folder = tmp_path / "outer" / "アメリー v2"
    shutil.copytree(default_avatar().parent, folder, ignore=shutil.ignore_patterns("source"))
    return Path(shutil.make_archive(str(tmp_path / "амели 一"), "zip", tmp_path / "outer"))


def test_a_zipped_character_lives_and_is_unpacked_once(amelie: Path, private_home: Path) -> None:
    folder = unpacked(amelie)
    assert private_home in folder.parents
    assert folder.name == "アメリー v2"
    (folder / "mark").write_text("kept")
    avatar = load_avatar(amelie)
    try:
        avatar.update(1 / 60)
        assert "joy" in avatar.expression_names
    finally:
        avatar.close()
    assert (unpacked(amelie) / "mark").exists()


@pytest.mark.parametrize("name", ["../evil.txt", "a/../../evil.txt", "/evil.txt", "C:\\evil.txt", "..\\evil.txt"])
def test_a_file_outside_the_archive_stops_it(tmp_path: Path, private_home: Path, name: str) -> None:
    with pytest.raises(CompanionError, match="outside itself") as caught:
        unpacked(zipped(tmp_path / "m.zip", {"good.txt": b"1", name: b"2"}))
    assert "m.zip" in str(caught.value)
    assert not [file for file in private_home.rglob("*") if file.is_file()]
    assert not (tmp_path / "evil.txt").exists()


def test_a_bomb_is_cut_short(tmp_path: Path, private_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "LARGEST", 3 << 20)
    with pytest.raises(CompanionError, match="more than 3 MB"):
        unpacked(zipped(tmp_path / "m.zip", {"a": bytes(2 << 20), "b": bytes(2 << 20)}))
    monkeypatch.setattr(archive, "MOST_FILES", 3)
    with pytest.raises(CompanionError, match="holds 5 files"):
        unpacked(zipped(tmp_path / "n.zip", {str(number): b"" for number in range(5)}))
    assert not [file for file in private_home.rglob("*") if file.is_file()]


def test_a_damaged_archive_is_said(tmp_path: Path) -> None:
    file = tmp_path / "m.zip"
    for data in (b"", b"nothing", zipped(file, {"a.model3.json": b"{}" * 500}).read_bytes()[:60]):
        file.write_bytes(data)
        with pytest.raises(CompanionError, match=r"m\.zip is no zip file"):
            unpacked(file)
    whole = bytearray(zipped(file, {"a.model3.json": b"{}" * 500}).read_bytes())
    whole[45] ^= 255
    file.write_bytes(whole)
    with pytest.raises(CompanionError, match=r"m\.zip is no zip file"):
        unpacked(file)


def test_an_archive_without_a_character_is_said(tmp_path: Path) -> None:
    with pytest.raises(CompanionError, match=r"no character in .*m\.zip"):
        load_avatar(zipped(tmp_path / "m.zip", {"readme.txt": b"hello"}))


def test_the_shadows_macos_packs_are_no_part_of_her(amelie: Path, tmp_path: Path) -> None:
    folder = tmp_path / "амели"  # sorts behind __MACOSX
    shutil.copytree(default_avatar().parent, folder, ignore=shutil.ignore_patterns("source"))
    for beside in (folder, tmp_path / "__MACOSX" / "амели"):
        beside.mkdir(parents=True, exist_ok=True)
        (beside / "._amelie.model3.json").write_bytes(b"\0\5\x16\7")
        (beside / "._joy.exp3.json").write_bytes(b"\0\5\x16\7")
    entries = {str(file.relative_to(tmp_path)): file.read_bytes()
               for top in (folder, tmp_path / "__MACOSX") for file in top.rglob("*") if file.is_file()}  # fmt: skip
    avatar = load_avatar(zipped(tmp_path / "mac.zip", entries))
    assert avatar.problems == ()
    avatar.close()
    pictures = {"rosa/joy.png": b"", "rosa/.DS_Store": b"", "__MACOSX/rosa/._joy.png": b""}
    assert unpacked(zipped(tmp_path / "pictures.zip", pictures)).name == "rosa"


def test_windows_separators_may_end_the_names_of_folders(tmp_path: Path) -> None:
    entries = {"haru\\": b"", "haru\\faces\\": b"", "haru\\faces\\a.exp3.json": b"{}", "haru\\a.model3.json": b"{}"}
    folder = unpacked(zipped(tmp_path / "m.zip", entries))
    assert folder.name == "haru"
    assert (folder / "faces" / "a.exp3.json").is_file()


def test_two_processes_may_unpack_it_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = zipped(tmp_path / "m.zip", {"a.model3.json": b"{}"})
    unpack = archive._unpack

    def overtaken(packed: Path, folder: Path) -> None:
        unpack(packed, folder)
        monkeypatch.setattr(archive, "_unpack", unpack)
        unpacked(file)

    monkeypatch.setattr(archive, "_unpack", overtaken)
    folder = unpacked(file)
    assert [held.name for held in folder.iterdir()] == ["a.model3.json"]
    assert [held.name for held in folder.parent.iterdir()] == [folder.name]


def test_every_way_of_packing_may_be_damaged(tmp_path: Path) -> None:
    file = tmp_path / "m.zip"
    for way in (zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        with zipfile.ZipFile(file, "w", way) as packed:
            packed.writestr("a.model3.json", bytes(range(256)) * 4)
        whole = file.read_bytes()
        for place in range(45, 90):
            file.write_bytes(whole[:place] + bytes([whole[place] ^ 255]) + whole[place + 1 :])
            try:
                unpacked(file)
            except CompanionError as error:
                assert "m.zip" in str(error)


@pytest.mark.parametrize("name", ["m" * 300 + ".zip", "~nobody at all/m.zip"])
def test_a_name_no_file_can_have_is_said(name: str) -> None:
    with pytest.raises(CompanionError, match=name[:20]):
        load_avatar(Path(name))


def test_what_a_killed_program_left_unpacked_goes(tmp_path: Path) -> None:
    place = tmp_path / "characters"
    left, begun = (place / f"unpacking-{name}" for name in ("left", "begun"))
    for folder in (left, begun):
        (folder / "whole").mkdir(parents=True)
    os.utime(left, (1e9, 1e9))
    unpacked(zipped(tmp_path / "m.zip", {"a.model3.json": b"{}"}), place)
    assert not left.exists()
    assert begun.exists(), "another process may be about to finish it"


@pytest.mark.parametrize(
    ("encoding", "folder", "face"),
    [
        ("utf-8", "Амели", "радость_2"),
        ("cp866", "Амели", "Радость_2 (улыбка)"),
        ("cp866", "model", "грусть"),
        ("shift_jis", "モデル 一", "えがお"),
        ("shift_jis", "アメリー", "ノーマル"),
        ("gbk", "模型", "生气"),
        ("gbk", "模型", "微笑"),
    ],
)
def test_names_are_read_as_the_system_that_packed_them_wrote_them(
    tmp_path: Path, encoding: str, folder: str, face: str
) -> None:
    raw = [name.encode(encoding) for name in (folder, face)]
    in_their_place = ["D" * len(raw[0]), "F" * len(raw[1])]  # the library would mark other letters as UTF-8
    model, expression = (f"{in_their_place[0]}/{name}" for name in ("a.model3.json", f"{in_their_place[1]}.exp3.json"))
    file = zipped(tmp_path / "m.zip", {model: b"{}", expression: b"{}"})
    data = file.read_bytes()
    for place, name in zip(in_their_place, raw, strict=True):
        data = data.replace(place.encode(), name)
    file.write_bytes(data)
    found = unpacked(file)
    assert found.name == folder
    assert (found / f"{face}.exp3.json").is_file()
