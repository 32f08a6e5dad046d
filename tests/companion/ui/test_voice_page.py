"""The voice page: what Azure needs, and a key that is kept but never shown."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from companion import settings as s
from companion.settings import Settings
from companion.ui.settings_session import VOICE_ENGINES
from companion.ui.voice_page import VoicePage


def test_azure_asks_for_a_region_and_a_key(qtbot: QtBot) -> None:
    settings = Settings()
    page = VoicePage(settings, VOICE_ENGINES, ())
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
