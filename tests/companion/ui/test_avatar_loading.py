"""Characters load beside the window: the last one chosen counts, and nothing waits for the others."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Event

import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from companion.avatar import live2d_avatar
from companion.paths import default_avatar
from companion.ui.avatar_loading import AvatarLoading
from cubism_binding.probe import Probe


def never_end(connection: Connection, _data: bytes, _core: str) -> None:
    """Try a model for ever."""
    connection.send("started")
    Event().wait()


@pytest.fixture
def unknown(tmp_path: Path) -> Path:
    """Return a model the program has never seen."""
    folder = tmp_path / "unknown"
    shutil.copytree(default_avatar().parent, folder, ignore=shutil.ignore_patterns("source"))
    for picture in folder.rglob("*.png"):
        Image.new("RGBA", (16, 16), (255, 0, 0, 255)).save(picture)
    return folder / "amelie.model3.json"


@pytest.fixture
def loading(qtbot: QtBot) -> Iterator[AvatarLoading]:
    loading = AvatarLoading()
    yield loading
    loading.close()


def test_an_unknown_model_is_tried_out_and_told(
    loading: AvatarLoading, unknown: Path, qtbot: QtBot, private_home: Path
) -> None:
    with qtbot.waitSignal(loading.loaded, timeout=60_000) as told:
        loading.load(unknown)
    assert told.args[0] == unknown
    told.args[1].close()
    assert len(list((private_home / "cache" / "trials").iterdir())) == 1


def test_choosing_another_character_does_not_wait_for_a_trial(
    loading: AvatarLoading, unknown: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def endless(cancelled: Event | None = None) -> Probe:
        probe = Probe(unknown.parent / "verdicts", cancelled, seconds=600)
        probe._trial = never_end
        return probe

    monkeypatch.setattr(live2d_avatar, "probe", endless)
    heard: list[Path] = []
    loading.loaded.connect(lambda path, avatar: (heard.append(path), avatar.close()))
    loading.failed.connect(lambda path, _sentence: heard.append(path))
    loading.load(unknown)
    qtbot.wait(300)  # by now its trial goes on
    loading.load(default_avatar())
    qtbot.waitUntil(lambda: bool(heard), timeout=60_000)
    loading.load(unknown)
    loading.close()  # would last ten minutes if it waited for the trial
    qtbot.wait(50)
    assert heard == [default_avatar()]


def test_a_broken_model_is_one_sentence(loading: AvatarLoading, unknown: Path, qtbot: QtBot) -> None:
    unknown.with_name("amelie.moc3").write_bytes(b"MOC3")
    with qtbot.waitSignal(loading.failed, timeout=60_000) as told:
        loading.load(unknown)
    assert told.args[0] == unknown
    assert "amelie.moc3" in told.args[1]
