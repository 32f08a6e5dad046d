"""The characters to choose from: ours are seen at once, others are drawn when somebody looks."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from companion import characters, paths
from companion.cli import main
from companion.ui.character_list import SIDE, CharacterList, Thumbnails, thumbnail_file


@pytest.mark.parametrize("name", sorted(paths.shipped_avatars()))
def test_our_pictures_are_what_is_drawn(name: str, tmp_path: Path) -> None:
    file, drawn = paths.shipped_avatars()[name], tmp_path / "drawn.png"
    assert main(["render", "--avatar", str(file), "--out", str(drawn), "--size", str(2 * SIDE)]) == 0
    with Image.open(thumbnail_file(file)) as ours, Image.open(drawn) as now:
        assert ours.size == now.size
        off = np.abs(np.asarray(ours.convert("RGBa"), np.int16) - np.asarray(now.convert("RGBa"), np.int16))
    assert off.mean() < 2, "draw it anew as assets/avatars/amelie/source/README.md says"


def test_another_s_picture_is_drawn_once_the_list_is_looked_at(
    display: None, qtbot: QtBot, private_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Path] = []
    picture = Thumbnails.picture
    monkeypatch.setattr(Thumbnails, "picture", lambda self, file: (asked.append(file), picture(self, file))[1])
    mine = private_home / "mine"
    shutil.copytree(paths.default_avatar().parent, mine, ignore=shutil.ignore_patterns("source"))
    file = mine / paths.default_avatar().name
    characters.add(file, "Mine")
    shown = CharacterList()
    qtbot.addWidget(shown)
    assert not asked, "nobody looks yet"
    with qtbot.waitSignal(shown.thumbnails.ready, timeout=60_000) as ready:
        shown.show()
    assert ready.args == [str(file)], "ours need no drawing"
    assert thumbnail_file(file).is_file()
    sizes = [shown.list.item(row).icon().availableSizes()[0].width() for row in range(shown.list.count())]
    assert sizes == [2 * SIDE] * 4
    shown.thumbnails.close_thumbnails()


def test_a_character_that_leads_nowhere_is_listed_all_the_same(qtbot: QtBot, tmp_path: Path) -> None:
    loop = tmp_path / "her.model3.json"
    loop.symlink_to(loop)
    characters.add(loop, "Lost")
    shown = CharacterList()
    qtbot.addWidget(shown)
    shown.show()
    assert shown.items[-1].name == "Lost"
    shown.thumbnails.close_thumbnails()
