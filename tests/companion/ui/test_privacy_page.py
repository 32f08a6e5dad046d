"""The page that tells what leaves this computer, and the switch that ends it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from companion import settings as s
from companion.app import Program
from companion.messages import Progress
from companion.network import OfflineError
from companion.settings import Settings
from companion.ui.model_downloads import ModelDownloads
from companion.ui.privacy_page import PrivacyPage

OpenProgram = Callable[..., Program]


def test_the_list_follows_the_settings(qtbot: QtBot) -> None:
    settings = Settings()
    page = PrivacyPage(settings)
    qtbot.addWidget(page)
    assert page.sentences[0].startswith("Nothing.")
    assert "package index" in page.sentences[1]
    settings[s.LLM], settings[s.API_BASE] = "openai", "https://api.example.com/v1"
    [talk, *_] = page.sentences
    assert "go to api.example.com" in talk
    assert "Others can read that" in talk
    assert not page.own_servers.isEnabled()
    page.offline.click()
    assert settings[s.OFFLINE]
    assert page.own_servers.isEnabled()
    assert "Offline mode refuses that" in page.sentences[0]
    assert page.sentences[1].startswith("Nothing.")
    assert len(page.sentences) == 2
    page.close_page()
    settings[s.OFFLINE] = False
    assert len(page.sentences) == 2, "closed, it follows no longer"


def test_the_switch_takes_the_window_off_the_network(qtbot: QtBot, open_program: Callable[..., Program]) -> None:
    import socket

    program = open_program()
    program.open_settings()
    assert program.dialog is not None
    program.dialog.page.privacy.offline.click()
    with pytest.raises(OfflineError):
        socket.socket()


def test_going_offline_ends_a_fetch(qtbot: QtBot) -> None:
    settings = Settings()

    def fetch(_name: str, progress: Callable[[Progress], None], _offline: bool) -> None:
        while True:
            progress(Progress("…", 0.5))

    downloads = ModelDownloads(lambda: settings[s.OFFLINE], fetch)
    downloads.start("a model")
    with qtbot.waitSignal(downloads.cancelled):
        settings[s.OFFLINE] = True
    downloads.close()


def test_the_window_says_that_a_voice_in_the_cloud_reads_her_words(qtbot: QtBot, open_program: OpenProgram) -> None:
    program = open_program()
    status = program.window.chat.status
    assert "others can read this" not in status.text()
    program.settings[s.VOICE_AZURE] = "westeurope"
    program.settings[s.SPEECH] = "azure"
    qtbot.waitUntil(lambda: "others can read this" in status.text(), timeout=20_000)
