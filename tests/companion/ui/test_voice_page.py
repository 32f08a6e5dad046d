"""The voice page: what Azure needs, and a key that is kept but never shown."""

from __future__ import annotations

from importlib.metadata import EntryPoint, EntryPoints

import pytest
from pytestqt.qtbot import QtBot

from companion import settings as s
from companion.engines import engine_names
from companion.settings import Settings
from companion.ui.voice_page import VoicePage


def test_azure_asks_for_a_region_and_a_key(qtbot: QtBot) -> None:
    settings = Settings()
    page = VoicePage(settings, tuple(engine_names("companion.speech")), ())
    qtbot.addWidget(page)
    page.show()
    assert not page.key.isVisible()
    page.engine.setCurrentIndex(page.engine.findData("azure"))
    assert settings[s.SPEECH] == "azure"
    assert page.key.isVisible()
    assert page.rows[s.VOICE_AZURE.key].isVisible()
    assert not page.rows[s.VOICE_BASE.key].isVisible()
    with qtbot.waitSignal(page.key_entered) as entered:
        qtbot.keyClicks(page.key, " secret \r")
    assert entered.args == ["secret"]
    assert page.key.text() == ""
    page.engine.setCurrentIndex(page.engine.findData("hibari"))
    assert not page.key.isVisible()


def test_a_voice_of_another_package_is_offered(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    point = EntryPoint("parrot", "a_package:Parrot", "companion.speech")
    monkeypatch.setattr("importlib.metadata.entry_points", EntryPoints([point]).select)
    page = VoicePage(Settings(), tuple(engine_names("companion.speech")), ())
    qtbot.addWidget(page)
    assert page.engine.itemText(page.engine.findData("parrot")) == "parrot"
