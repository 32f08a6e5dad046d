"""Engines by name: ours, and others' through entry points."""

from __future__ import annotations

from importlib.metadata import EntryPoint, EntryPoints
from pathlib import Path

import pytest

from companion.engine import registry
from companion.engine.llm.echo import EchoModel
from companion.engine.registry import create_engine, create_engines
from companion.engines import BUILT_IN, engine_names
from companion.errors import CompanionError
from companion.messages import EngineConfig, Progress


def quiet(_: Progress) -> None:
    """Drop progress."""


class ParrotModel(EchoModel):
    """An engine that another package brings."""

    name = "parrot"


@pytest.fixture
def parrot(monkeypatch: pytest.MonkeyPatch) -> None:
    point = EntryPoint("parrot", f"{__name__}:ParrotModel", "companion.llm")
    points = EntryPoints([point])
    monkeypatch.setattr("importlib.metadata.entry_points", points.select)


@pytest.mark.usefixtures("parrot")
def test_engine_of_another_package_is_found_and_loaded() -> None:
    assert engine_names("companion.llm") == [*BUILT_IN["companion.llm"], "parrot"]
    engine = create_engine("companion.llm", EngineConfig(llm="parrot"), quiet)
    assert engine.name == "parrot"


def test_every_built_in_factory_exists() -> None:
    for table in BUILT_IN.values():
        for place in table.values():
            module, _, name = place.partition(":")
            assert callable(getattr(registry.importlib.import_module(module), name))


def test_defaults_are_real_engines() -> None:
    config = EngineConfig()
    assert (config.llm, config.speech, config.emotion) == ("llama.cpp", "hibari", "embedded")


def test_engines_already_loaded_are_closed_when_a_later_one_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    closed: list[str] = []
    monkeypatch.setattr("companion.engine.speech.silent.SilentVoice.close", lambda self: closed.append(self.name))
    with pytest.raises(CompanionError, match="no engine 'nothing'"):
        create_engines(EngineConfig(llm="nothing", speech="silent", emotion="neutral"), quiet)
    assert closed == ["silent (fake)"]


def test_a_missing_library_is_said_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(BUILT_IN["companion.llm"], "broken", "companion.engine.llm.no_such_file:Model")
    with pytest.raises(CompanionError, match="cannot be loaded"):
        create_engine("companion.llm", EngineConfig(llm="broken"), quiet)


def test_a_broken_persona_costs_nobody_the_engines(private_home: Path) -> None:
    folder = private_home / "config" / "personas"
    folder.mkdir(parents=True)
    (folder / "mine.toml").write_text("name = ", encoding="utf-8")
    config = EngineConfig(llm="echo", speech="silent", emotion="neutral", options=(("persona", "mine"),))
    with create_engines(config, quiet) as engines:
        assert engines.llm.name == "echo (fake)"
