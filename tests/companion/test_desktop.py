"""The program in the desktop's menu: whole, valid, and gone again."""

from __future__ import annotations

import configparser
import shlex
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from PIL import Image

from companion import __version__, cli, desktop
from companion.errors import CompanionError
from companion.paths import assets_dir

SOURCE = assets_dir() / "desktop"


@pytest.fixture
def share(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    return tmp_path / "share"


def entry(file: Path) -> configparser.ConfigParser:
    read = configparser.ConfigParser(interpolation=None)
    read.optionxform = str  # type: ignore[assignment,method-assign]
    read.read(file, encoding="utf-8")
    return read


def test_it_comes_into_the_menu_and_starts_this_program(share: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["desktop", "install"]) == 0
    file = share / "applications" / f"{desktop.ID}.desktop"
    assert str(file) in capsys.readouterr().out
    main = entry(file)["Desktop Entry"]
    assert main["Icon"] == desktop.ID
    program, *_ = shlex.split(main["Exec"])
    said = subprocess.run([program, "--help"], capture_output=True, check=False) if "run" not in program else None
    assert said is None or said.returncode == 0
    assert Path(program).is_file()
    assert entry(file)["Desktop Action Safe"]["Exec"].endswith(" --safe")
    for size in desktop.ICON_SIZES:
        with Image.open(share / f"icons/hicolor/{size}x{size}/apps/{desktop.ID}.png") as picture:
            assert picture.size == (size, size)
            assert picture.convert("RGBA").getpixel((size // 2, size // 2))[3] == 255
    assert (share / f"icons/hicolor/scalable/apps/{desktop.ID}.svg").is_file()
    assert cli.main(["desktop", "remove"]) == 0
    assert [path for path in share.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize(
    ("word", "quoted"), [("/opt/run", "/opt/run"), ("/my home/100%", '"/my home/100%%"'), ('a"$b', '"a\\\\"\\\\$b"')]
)
def test_paths_are_quoted_as_an_entry_wants_it(word: str, quoted: str) -> None:
    assert desktop._quoted(word) == quoted


def test_elsewhere_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    with pytest.raises(CompanionError, match=r"docs/packaging\.md"):
        desktop.install()


def test_the_entry_is_complete() -> None:
    main = entry(SOURCE / f"{desktop.ID}.desktop")["Desktop Entry"]
    assert main["Type"] == "Application"
    for key in ("Name", "Comment", "Exec", "Icon", "Categories", "Comment[ru]"):
        assert main[key]
    assert main["Categories"].endswith(";")
    validator = shutil.which("desktop-file-validate")
    if validator:
        subprocess.run([validator, SOURCE / f"{desktop.ID}.desktop"], check=True)


def test_software_centres_can_show_it() -> None:
    file = SOURCE / f"{desktop.ID}.metainfo.xml"
    root = ET.parse(file).getroot()
    assert root.findtext("id") == desktop.ID
    assert root.findtext("launchable") == f"{desktop.ID}.desktop"
    releases = root.find("releases")
    assert releases is not None
    assert releases[0].get("version") == __version__
    assert root.findtext("summary")
    validator = shutil.which("appstreamcli")
    if validator:
        subprocess.run([validator, "validate", "--no-net", file], check=True)
