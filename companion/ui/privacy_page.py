"""The page of settings about what leaves this computer: a list in words, and the switch that ends it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from companion import settings as s
from companion.privacy import Leaving, what_leaves
from companion.settings import Setting, Settings
from companion.ui import theme
from companion.ui.field_page import FieldPage
from companion.ui.plain_text import Label


class PrivacyPage(FieldPage):
    """Offline mode, and a list that follows the settings while it is open."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        """Show what holds now."""
        super().__init__(settings, parent)
        self.offline = self.switch(
            s.OFFLINE,
            self.tr("Offline: no network at all"),
            self.tr("She opens no connection, not even to a server on this computer, and fetches no models."),
        )
        self.own_servers = self.switch(
            s.OWN_SERVERS,
            self.tr("… but servers on this computer may be asked"),
            self.tr(
                "For a text model such as Ollama or KoboldCpp that runs here. Nothing leaves the computer by this."
            ),
        )
        title = Label(self.tr("What leaves this computer"), self)
        title.setObjectName("section")
        self.column.addWidget(title)
        self._shown: list[QWidget] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(10)
        self.column.addLayout(self._list)
        self.column.addSpacing(10)
        kept = Label(
            self.tr(
                "Your talks, what she remembers, recordings and costs are files on this computer. "
                "The key of a server lies in the system's keyring. The program opens no port and sends no statistics."
            ),
            self,
        )
        kept.setObjectName("help")
        kept.setWordWrap(True)
        self.column.addWidget(kept)
        self.backups = self.switch(
            s.BACKUPS,
            self.tr("A backup a day"),
            self.tr(
                "Of talks, memories and settings, on this computer. What you delete is gone from the last in a week."
            ),
        )
        self.finish()
        settings.subscribe(self._changed)
        self._show()

    def close_page(self) -> None:
        """Follow the settings no longer."""
        super().close_page()
        self.settings.unsubscribe(self._changed)

    @property
    def sentences(self) -> list[str]:
        """What the list says now."""
        return [label.text() for row in self._shown for label in row.findChildren(QLabel, "sentence")]

    def _changed(self, _setting: Setting[Any]) -> None:
        self._show()

    def _show(self) -> None:
        self.own_servers.setEnabled(self.settings[s.OFFLINE])
        for row in self._shown:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._shown.clear()
        leaving = what_leaves(self.settings)
        for one in leaving:
            self._say(self._words(one), "check" if one.refused or one.reach == "this computer" else "warning")
        if not any(one.reach != "this computer" and not one.refused for one in leaving):
            self._say(self.tr("Nothing. She thinks, feels, speaks and listens on this computer."), "check")
        if not self.settings[s.OFFLINE]:
            downloads = self.tr(
                "A model that is not here yet is fetched from the Python package index, which sees its name: "
                "when you choose it, or first speak to her. Nothing else is fetched."
            )
            self._say(downloads, "info")

    def _say(self, text: str, icon: str) -> None:
        colours = theme.palette()
        row = QWidget(self)
        inside = QHBoxLayout(row)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(10)
        picture = Label(row)
        tint = {"warning": colours.warning, "info": colours.soft_text}.get(icon, colours.accent)
        picture.setPixmap(theme.pixmap(icon, tint, 18, self.devicePixelRatio()))
        sentence = Label(text, row)
        sentence.setObjectName("sentence")
        sentence.setTextFormat(Qt.TextFormat.PlainText)
        sentence.setWordWrap(True)
        inside.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        inside.addWidget(sentence, 1)
        self._list.addWidget(row)
        self._shown.append(row)

    def _words(self, one: Leaving) -> str:
        what = {
            "talk": self.tr(
                "What you write, her persona, the last messages and what she remembers of you go to {host}."
            ),
            "her words": self.tr("What she says aloud goes to {host}."),
            "your voice": self.tr("The sound of your voice goes to {host}."),
            "brain": self.tr("The text model is fetched once from {host}, which sees its name."),
            "voice": self.tr("The voice is fetched once from {host}, which sees its name."),
        }[one.what].format(host=one.host)
        if one.refused:
            return self.tr("{what} Offline mode refuses that: choose another engine.").format(what=what)
        reach = {
            "this computer": self.tr("That is this computer."),
            "own network": self.tr("That is in your own network."),
            "others": self.tr("Others can read that.") if one.what in {"talk", "her words", "your voice"} else "",
        }[one.reach]
        return f"{what} {reach}".strip()
