"""The list of characters: added, removed; only the program's own copies are ever deleted."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest

from companion import characters, paths
from companion.avatar.avatar import find_avatar
from companion.characters import Character
from companion.errors import CompanionError


def test_ours_come_first_and_amelie_is_the_default() -> None:
    known = characters.characters()
    assert [one.name for one in known] == ["Amelie", "Julien", "Miu"]
    assert known[0].path == ""
    assert known[0].file == paths.default_avatar()
    assert all(one.ours and not one.is_copy for one in known)


def test_a_folder_is_added_once_and_never_deleted(tmp_path: Path) -> None:
    folder = tmp_path / "мои 模型"
    folder.mkdir()
    picture = folder / "joy.png"
    shutil.copy(paths.assets_dir() / "icons" / "rose.svg", picture)
    character = characters.add(folder, "Мия")
    assert characters.add(folder, "Again") == character
    assert characters.characters()[-1] == Character("Мия", str(folder))
    assert not character.is_copy
    characters.remove(character)
    characters.sweep()
    assert characters.added() == []
    assert picture.exists()


def test_the_copy_of_a_zip_goes_with_its_character(tmp_path: Path) -> None:
    archive = tmp_path / "アメリー 1.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for file in paths.default_avatar().parent.rglob("*"):
            if "source" not in file.parts and file.is_file():
                packed.write(file, f"角色/{file.relative_to(paths.default_avatar().parent)}")
    found = find_avatar(characters.unpack_for_good(archive))
    character = characters.add(found.path, "アメリー")
    assert character.is_copy
    characters.sweep()
    assert character.file.exists()  # it is used
    characters.remove(character)
    assert character.file.exists()  # it can still be undone
    characters.sweep()
    assert not character.file.exists()
    assert archive.exists()


def test_one_of_ours_is_never_listed_twice() -> None:
    miu = characters.characters()[2]
    assert characters.add(miu.file, "Miu again") == miu
    assert characters.added() == []


def test_a_damaged_list_is_named() -> None:
    (paths.data_dir() / "added-characters.json").write_text("{", encoding="utf-8")
    with pytest.raises(CompanionError, match="added-characters"):
        characters.added()
