"""How she feels, on a button beside her name; behind it the chart of the last hour, and all of it in words."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from companion.conversation import Conversation
from companion.her_mood import HerMood
from companion.mind.mood import Sample, feeling_of
from companion.ui import theme
from companion.ui.mood_chart import MoodChart, mood_curves
from companion.ui.plain_text import Label

HOUR = 3600.0
POINTS = 181
FADING_MS = 10_000
"""How often a mood that fades is looked at; nothing of it moves faster."""
OPEN_MS = 1000
_EDGE = 12

_SIGNS = {
    "excited": "surprise", "cheerful": "joy", "happy": "joy", "relaxed": "joy", "sleepy": "neutral", "sad": "sadness",
    "unhappy": "sadness", "upset": "anger", "": "neutral",
}  # fmt: skip
"""The feeling whose sign stands for a mood."""


class MoodView(QObject):
    """Shows ``mood`` on ``button``."""

    def __init__(self, mood: HerMood, conversation: Conversation, button: QToolButton) -> None:
        """Show it from now on."""
        super().__init__(button)
        self._mood = mood
        self._conversation = conversation
        self._button = button
        self.popover: MoodPopover | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(FADING_MS)
        self._timer.timeout.connect(self.refresh)
        self._timer.start()
        mood.subscribe(self.refresh)
        button.clicked.connect(self.open)
        button.installEventFilter(self)
        self.refresh()

    def open(self) -> None:
        """Show the chart below the button."""
        self.popover = MoodPopover(self._button.window())
        self.popover.destroyed.connect(self._closed)
        self._timer.setInterval(OPEN_MS)
        self.refresh()
        self.popover.adjustSize()
        chat = self._button.parentWidget() or self._button
        right = chat.mapToGlobal(QPoint(chat.width() - _EDGE, chat.height()))
        self.popover.move(right.x() - self.popover.width(), right.y() + _EDGE // 2)
        self.popover.show()
        self.popover.chart.setFocus()

    def refresh(self) -> None:
        """Show the mood as it is now."""
        home = self._mood.mood.temperament
        samples = self._mood.curve(HOUR, POINTS)
        word, _degree = feeling_of(samples[-1], home)
        sign = _SIGNS[word]
        name = self._conversation.persona.name
        self._button.setIcon(theme.icon(f"feeling-{sign}", theme.FEELING_COLOURS[sign], 20))
        told = self.tr("{name}: {mood}").format(name=name, mood=self._in_words(samples[-1]))
        self._button.setToolTip(told)
        self._button.setAccessibleName(self.tr("Her mood"))
        self._button.setAccessibleDescription(told)
        if self.popover is not None:
            self.popover.heading.setText(told)
            self.popover.chart.show_curves(mood_curves(samples, home))
            self.popover.chart.setAccessibleName(self.tr("Mood of the last hour"))
            self.popover.chart.setAccessibleDescription(self._story(samples))

    def _story(self, samples: list[Sample]) -> str:
        """Return the chart in words: now and before."""
        before = ((60, samples[0]), (30, samples[POINTS // 2]), (10, samples[-1 - (POINTS - 1) // 6]))
        told = [self.tr("Now: {mood}.").format(mood=self._in_words(samples[-1]))]
        told += [
            self.tr("%n minute(s) ago: {mood}.", "", minutes).format(mood=self._in_words(sample))
            for minutes, sample in reversed(before)
        ]
        return " ".join(told)

    def _in_words(self, sample: Sample) -> str:
        word, degree = feeling_of(sample, self._mood.mood.temperament)
        words = {
            "": self.tr("as usual"),
            "excited": self.tr("excited"),
            "cheerful": self.tr("cheerful"),
            "happy": self.tr("happy"),
            "relaxed": self.tr("relaxed"),
            "sleepy": self.tr("sleepy"),
            "sad": self.tr("sad"),
            "unhappy": self.tr("unhappy"),
            "upset": self.tr("upset"),
        }
        degrees = {"a little": self.tr("a little {mood}"), "very": self.tr("very {mood}"), "": "{mood}"}
        return degrees[degree].format(mood=words[word])

    def _closed(self) -> None:
        self.popover = None
        self._timer.setInterval(FADING_MS)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.LanguageChange, QEvent.Type.PaletteChange}:
            self.refresh()
        return super().eventFilter(watched, event)


class MoodPopover(QFrame):
    """The chart with its legend; goes when something else is clicked or Esc is pressed."""

    def __init__(self, parent: QWidget) -> None:
        """Lay out."""
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("popover")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(self.tr("Her mood"))
        self.heading = Label(self)
        self.heading.setObjectName("modelName")
        self.heading.setTextFormat(Qt.TextFormat.PlainText)
        self.chart = MoodChart(self)
        times = QHBoxLayout()
        times.addWidget(self._small(self.tr("an hour ago")))
        times.addStretch()
        times.addWidget(self._small(self.tr("now")))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(8)
        column.addWidget(self.heading)
        column.addWidget(self.chart)
        column.addLayout(times)
        column.addWidget(self._small(self.tr("Line: up glad, down sad")))
        column.addWidget(self._small(self.tr("Dots: up lively, down calm")))

    def _small(self, text: str) -> QLabel:
        label = Label(text, self)
        label.setObjectName("help")
        return label
