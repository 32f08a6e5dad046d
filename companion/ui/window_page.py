"""The page of settings about the window itself: language, colours, text size, motion, captions."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from companion import settings as s
from companion.settings import Settings
from companion.ui.field_page import FieldPage
from companion.ui.language import LANGUAGES, OF_THE_SYSTEM

TEXT_SIZES = (80, 90, 100, 110, 125, 150, 175, 200)
"""Offered in percent."""


class WindowPage(FieldPage):
    """How the window looks and reads."""

    welcome_wanted = Signal()
    """The steps of the first run shall be shown again."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        """Show what is chosen now."""
        super().__init__(settings, parent)
        self.group(self.tr("You"))
        self.line(s.USER_NAME, self.tr("Your name"), self.tr("What she calls you."))
        self.group(self.tr("Looks"))
        languages = ((OF_THE_SYSTEM, self.tr("As the system")), *LANGUAGES.items())
        self.language = self.choice(s.LANGUAGE, languages, self.tr("Language of the window"))
        themes = (
            ("system", self.tr("As the system")),
            ("light", self.tr("Light")),
            ("dark", self.tr("Dark")),
        )
        self.theme = self.choice(s.THEME, themes, self.tr("Colours"))
        sizes = tuple((size, f"{size} %") for size in TEXT_SIZES)
        self.text_size = self.choice(s.TEXT_SIZE, sizes, self.tr("Text size"))
        self.group(self.tr("What shows"))
        self.captions = self.switch(
            s.CAPTIONS, self.tr("Captions"), self.tr("What she says is written below her, sentence by sentence.")
        )
        self.calm = self.switch(
            s.CALM, self.tr("Less motion"), self.tr("She keeps still but for breath, eyes and mouth.")
        )
        self.timings = self.switch(s.SHOW_TIMINGS, self.tr("Show how quickly she answers"))
        self.welcome = QPushButton(self.tr("The first steps again"), self)
        self.welcome.clicked.connect(self.welcome_wanted)
        self.column.addWidget(self.welcome, 0, Qt.AlignmentFlag.AlignLeft)
        self.finish()
