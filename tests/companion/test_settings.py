"""The settings file: kept, migrated from each released version, what is wrong in it put aside."""

from __future__ import annotations

from pathlib import Path

import pytest
import tomlkit

from companion import settings as s
from companion import settings_file
from companion.errors import CompanionError
from companion.settings import BY_KEY, TABLE, Setting, Settings
from no_room import room_for

VERSION_1 = """\
# written by hand
[brain]
threads = 3  # two cores and a half

[window]
theme = "dark"
"""
"""What the first release wrote: no version, or 1."""
VERSION_2 = """\
version = 2

[window]
welcomed = true
text_size = 125

[recording]
size = 720
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "settings.toml"


def test_every_key_is_declared_once_and_accepts_its_own_default() -> None:
    assert len(BY_KEY) == len(TABLE)
    assert all(setting.accept(setting.default) == setting.default for setting in TABLE)
    declared = {id(value) for value in vars(s).values() if isinstance(value, Setting)}
    assert declared <= {id(setting) for setting in TABLE}


def test_there_is_a_step_from_each_version_to_the_next() -> None:
    assert sorted(settings_file.MIGRATIONS) == list(range(1, settings_file.SCHEMA_VERSION))


def test_version_1_becomes_today_s(file: Path) -> None:
    file.write_text("version = 1\n" + VERSION_1, encoding="utf-8")
    settings = Settings(file)
    assert (settings[s.LLM_THREADS], settings[s.THEME], settings[s.WELCOMED]) == (3, "dark", True)
    assert settings.problems == ()
    settings[s.CALM] = True
    written = file.read_text(encoding="utf-8")
    assert "# two cores and a half" in written  # what a person wrote stays
    assert tomlkit.parse(written)["version"] == settings_file.SCHEMA_VERSION
    again = Settings(file)
    assert (again[s.LLM_THREADS], again[s.THEME], again[s.WELCOMED], again[s.CALM]) == (3, "dark", True, True)


def test_version_2_becomes_today_s(file: Path) -> None:
    file.write_text(VERSION_2, encoding="utf-8")
    settings = Settings(file)
    assert (settings[s.WELCOMED], settings[s.TEXT_SIZE], settings[s.RECORD_SIZE]) == (True, 125, 720)
    assert settings.problems == ()


def test_a_file_of_a_newer_program_keeps_its_version(file: Path) -> None:
    file.write_text('version = 99\n[window]\ntheme = "dark"\nhologram = 3\n', encoding="utf-8")
    settings = Settings(file)
    assert settings[s.THEME] == "dark"
    (sentence,) = settings.problems
    assert "window.hologram" in sentence
    assert tomlkit.parse(file.read_text(encoding="utf-8"))["version"] == 99


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('[brain]\nthreads = "many"\n', "brain.threads"),
        ("[window]\ntheme = 'pink'\n", "window.theme"),
        ("[window]\nwings = 2\n", "window.wings"),
        ("[voyage]\nto = 'the moon'\n", "voyage.to"),
        ("brain = 3\n", "brain"),
        ("version = 1\nwindow = 3\n", "window"),
        ("version = 'two'\n[window]\nwings = 2\n", "window.wings"),
        ("[brain.threads]\nmany = 1\n", "brain.threads"),
        ("[[window]]\ntheme = 'dark'\n", "window"),
        ("brain.threads = 'a'\n", "brain.threads"),
    ],
)
def test_what_is_wrong_is_kept_aside_and_named_once(file: Path, text: str, named: str) -> None:
    file.write_text(text, encoding="utf-8")
    settings = Settings(file)
    (sentence,) = settings.problems
    assert f"“{named}” has no effect. It is kept under [set_aside] in {file}." in sentence
    assert settings[s.LLM_THREADS] == s.LLM_THREADS.default
    settings[s.LLM_THREADS] = 2
    settings[s.THEME] = "dark"
    again = Settings(file)
    assert again.problems == ()
    assert (again[s.LLM_THREADS], again[s.THEME]) == (2, "dark")
    assert named in tomlkit.parse(file.read_text(encoding="utf-8"))["set_aside"]  # type: ignore[operator]


def test_what_was_aside_comes_back_when_it_is_known(file: Path) -> None:
    file.write_text('[set_aside]\n"window.theme" = "dark"\n"window.wings" = 2\n', encoding="utf-8")
    settings = Settings(file)
    assert settings[s.THEME] == "dark"
    settings[s.CALM] = True
    document = tomlkit.parse(file.read_text(encoding="utf-8")).unwrap()
    assert document["window"]["theme"] == "dark"
    assert document["set_aside"] == {"window.wings": 2}


def test_a_file_that_is_no_toml_is_left_alone(file: Path) -> None:
    file.write_text("not [ toml", encoding="utf-8")
    with pytest.raises(CompanionError, match="mend or move it"):
        Settings(file)
    assert file.read_text(encoding="utf-8") == "not [ toml"


def test_reset_returns_what_was(file: Path) -> None:
    settings = Settings(file)
    settings[s.LLM_THREADS] = 2
    heard: list[str] = []
    settings.subscribe(lambda setting: heard.append(setting.key))
    assert settings.reset((s.LLM_THREADS, s.THEME)) == {s.LLM_THREADS: 2}
    assert heard == ["brain.threads"]
    assert Settings(file)[s.LLM_THREADS] == s.LLM_THREADS.default


def test_what_somebody_wrote_into_the_file_meanwhile_stays(file: Path) -> None:
    settings = Settings(file)
    settings[s.THEME] = "dark"
    other = Settings(file)  # an editor, or the command line
    other[s.TELEGRAM_USERS] = "17"
    settings[s.CALM] = True
    again = Settings(file)
    assert (again[s.THEME], again[s.TELEGRAM_USERS], again[s.CALM]) == ("dark", "17", True)
    file.write_text("not [ toml", encoding="utf-8")
    with pytest.raises(CompanionError, match="mend or move it"):
        settings[s.CALM] = False
    assert file.read_text(encoding="utf-8") == "not [ toml"
    file.unlink()
    settings[s.LLM_THREADS] = 2
    again = Settings(file)
    assert (again[s.THEME], again[s.CALM], again[s.LLM_THREADS]) == ("dark", False, 2)


def test_without_room_all_changes_hold_and_are_kept_later(file: Path) -> None:
    settings = Settings(file)
    settings[s.THEME], settings[s.LLM_THREADS] = "dark", 2
    told: list[str] = []
    settings.on_unkept = told.append
    with room_for(4):
        assert len(settings.reset((s.THEME, s.LLM_THREADS))) == 2
    assert all("cannot be kept" in sentence for sentence in told)
    assert (settings.is_default(s.THEME), settings.is_default(s.LLM_THREADS)) == (True, True)
    settings[s.CALM] = True
    assert told[-1] == ""
    again = Settings(file)
    assert (again[s.THEME], again[s.LLM_THREADS], again[s.CALM]) == ("system", 0, True)
