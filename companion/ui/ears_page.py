"""The page of settings about her ears."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from companion import settings as s
from companion.audio.microphone import microphones
from companion.models.catalogue import catalogue
from companion.settings import Settings
from companion.ui.field_page import FieldPage
from companion.ui.model_list import in_words

SERVER = "openai"


class EarsPage(FieldPage):
    """How she listens."""

    def __init__(self, settings: Settings, engines: tuple[str, ...], parent: QWidget | None = None) -> None:
        """``engines``: the recognisers that can be chosen."""
        super().__init__(settings, parent)
        self.group(self.tr("Microphone"))
        devices = (("", self.tr("System default")), *((name, name) for name in microphones()))
        self.choice(s.EARS_DEVICE, devices, self.tr("Microphone"))
        rooms = (
            ("cancel", self.tr("Loudspeakers: her voice is taken out")),
            ("headphones", self.tr("Headphones")),
            ("wait", self.tr("Loudspeakers: she listens only while silent")),
        )
        self.choice(s.EARS_ECHO, rooms, self.tr("You hear her through"))
        self.group(self.tr("Understanding"))
        shown = {"whisper": self.tr("Whisper, on this computer"), SERVER: self.tr("On a server (OpenAI-compatible)")}
        self.engine = self.choice(
            s.EARS, tuple((name, shown.get(name, name)) for name in engines), self.tr("Recogniser")
        )
        models = tuple(
            (model.name, f"{model.title} ({in_words(model.about)})") for model in catalogue() if model.kind == "hearing"
        )
        self.choice(s.EARS_MODEL, models, self.tr("Model"), self.tr("Fetched when you first speak, then kept."))
        self.line(s.EARS_BASE, self.tr("Server address"), self.tr("For example http://127.0.0.1:8080/v1"))
        self.line(s.EARS_SERVER_MODEL, self.tr("Model on the server"), hint="whisper-1")
        self.line(s.EARS_LANGUAGE, self.tr("Language you speak"), hint=self.tr("Any, or a code like en"))
        self.group(self.tr("Taking turns"))
        self.number(s.EARS_PAUSE, self.tr("Silence that ends what you say (seconds)"))
        self.number(
            s.EARS_INTERRUPT,
            self.tr("Words that interrupt her"),
            self.tr("0: the first sound of your voice does. The key interrupts her at once."),
        )
        self.finish()
        self.engine.currentIndexChanged.connect(self._show_rows)
        self._show_rows()

    def _show_rows(self) -> None:
        server = self.engine.currentData() == SERVER
        for setting in (s.EARS_BASE, s.EARS_SERVER_MODEL):
            self.rows[setting.key].setVisible(server)
        self.rows[s.EARS_MODEL.key].setVisible(not server)
