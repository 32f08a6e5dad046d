"""All settings out and in again: the same everywhere, without secrets."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from companion import settings as s
from companion.errors import CompanionError
from companion.settings import TABLE, Setting, Settings
from companion.settings_exchange import export_settings, exported, import_settings

TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=40).filter(lambda text: "://" not in text)


def values(setting: Setting[Any]) -> st.SearchStrategy[Any]:
    """Return values a setting may be given, those beside its range as well."""
    if setting.choices:
        return st.sampled_from(setting.choices)
    kinds: dict[type, st.SearchStrategy[Any]] = {
        bool: st.booleans(),
        int: st.integers(-(2**31), 2**31),
        float: st.floats(allow_nan=False, allow_infinity=False),
        str: TEXT,
    }
    return kinds[type(setting.default)]


SOME = st.fixed_dictionaries({}, optional={setting: values(setting) for setting in TABLE})


@given(chosen=SOME)
@examples(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_out_and_in_again_is_the_same(tmp_path: Path, chosen: dict[Setting[Any], Any]) -> None:
    first = Settings()
    for setting, value in chosen.items():
        first[setting] = value
    file = tmp_path / "settings.toml"
    export_settings(first, file)
    second = Settings()
    taken = import_settings(second, file)
    assert taken.problems == ()
    assert {setting.key: second[setting] for setting in TABLE} == {setting.key: first[setting] for setting in TABLE}
    assert set(taken.before) == {setting for setting in TABLE if not first.is_default(setting)}
    third = Settings(file)  # what was exported is a settings file as well
    assert third.problems == ()
    assert exported(third) == exported(first)


def test_no_password_leaves_with_an_address(tmp_path: Path) -> None:
    settings = Settings()
    settings[s.API_BASE] = "https://me:hunter2@host.example:8080/v1?key=hunter2#hunter2"
    text = exported(settings)
    assert "hunter2" not in text
    assert "https://host.example:8080/v1" in text


def test_a_part_is_taken_and_what_is_wrong_is_named(tmp_path: Path) -> None:
    file = tmp_path / "some.toml"
    file.write_text('version = 1\n[window]\ntheme = "dark"\nwings = 2\n[brain]\nthreads = "many"\n', encoding="utf-8")
    settings = Settings()
    settings[s.LLM_THREADS] = 2
    taken = import_settings(settings, file)
    assert (settings[s.THEME], settings[s.LLM_THREADS]) == ("dark", 2)
    assert taken.before == {s.THEME: "system", s.WELCOMED: False}
    assert [name for name in ("window.wings", "brain.threads") if any(name in one for one in taken.problems)] == [
        "window.wings",
        "brain.threads",
    ]


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"not [ toml", b"", b"[wings]\ncount = 2\n"])
def test_what_is_no_settings_file_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "some.toml"
    file.write_bytes(content)
    settings = Settings()
    with pytest.raises(CompanionError, match=r"some\.toml"):
        import_settings(settings, file)
    assert all(settings.is_default(setting) for setting in TABLE)
    with pytest.raises(CompanionError, match="cannot be read"):
        import_settings(settings, tmp_path / "absent.toml")
