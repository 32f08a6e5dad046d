"""The page of settings for feelings: who judges them, and how much they move her."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from companion import settings as s
from companion.settings import Settings
from companion.ui.field_page import FieldPage

CLASSIFIER = "classifier"


class FeelingsPage(FieldPage):
    """Which emotion engine judges what both say, and how strongly she feels."""

    def __init__(self, settings: Settings, engines: Sequence[str], parent: QWidget | None = None) -> None:
        """``engines`` can be chosen, by their names; those this page has no words for show their name."""
        super().__init__(settings, parent)
        words = {
            "embedded": self.tr("Built in: quick, English and Russian"),
            CLASSIFIER: self.tr("A classifier of transformers: English"),
            "ekman": self.tr("The text model, asked for Ekman's emotions"),
            "marks": self.tr("The text model's own marks"),
            "neutral": self.tr("Nobody: all is neutral"),
        }
        self.group(self.tr("Feelings of both sides"))
        self.engine = self.choice(
            s.EMOTION,
            tuple((name, words.get(name, name)) for name in engines),
            self.tr("Feelings are judged by"),
            self.tr(
                "Asking the text model takes longer: she speaks when the whole reply is written. Marks need a model of"
                " some billion parameters; what it does not mark is judged by the built-in engine."
            ),
        )
        self.line(
            s.EMOTION_MODEL,
            self.tr("Emotion model"),
            self.tr("A Hugging Face id or a folder, with the seven labels. Needs the extra “neural”."),
            "j-hartmann/emotion-english-distilroberta-base",
        )
        devices = (("auto", self.tr("Graphics card if there is one")), ("cpu", self.tr("Processor")))
        self.choice(s.EMOTION_DEVICE, devices, self.tr("Runs on"))
        self.group(self.tr("Her mood"))
        self.slider(
            s.FEELING_STRENGTH,
            self.tr("How strongly she feels"),
            self.tr("Left: nothing moves her. In the middle: as she is. Right: twice as much."),
        )
        self.finish()
        self.engine.currentIndexChanged.connect(self._show_rows)
        self._show_rows()

    def _show_rows(self) -> None:
        for setting in (s.EMOTION_MODEL, s.EMOTION_DEVICE):
            self.rows[setting.key].setVisible(self.engine.currentData() == CLASSIFIER)
