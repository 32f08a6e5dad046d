"""What stands where no word was said yet: a greeting and three ways to begin."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from companion.ui import theme
from companion.ui.plain_text import Label


class EmptyState(QWidget):
    """What stands where no word was said yet: a greeting and three ways to begin."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Offer the beginnings."""
        super().__init__(parent)
        self.setObjectName("emptyState")
        self._picture = Label(self)
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._greeting = Label(self)
        self._greeting.setObjectName("greeting")
        self._greetings: tuple[str, ...] = ("",)
        self.another = QPushButton(self)
        self.another.setObjectName("link")
        self.another.clicked.connect(self._greet_otherwise)
        self.another.hide()
        self._hint = Label(self)
        self._hint.setObjectName("hint")
        for label in (self._greeting, self._hint):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 24, 32, 24)
        column.setSpacing(8)
        column.addStretch(2)
        column.addWidget(self._picture)
        column.addSpacing(4)
        column.addWidget(self._greeting)
        column.addWidget(self.another, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._hint)
        column.addSpacing(16)
        self.chips = tuple(QPushButton(self) for _ in range(3))
        for chip in self.chips:
            chip.setObjectName("chip")
            chip.setCursor(Qt.CursorShape.PointingHandCursor)
            chip.clicked.connect(lambda _checked=False, chip=chip: self.chosen.emit(chip.text()))
            column.addWidget(chip, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        self._name = ""
        self.retranslate()
        self.restyle()

    def retranslate(self) -> None:
        """Take over the current language."""
        self.another.setText(self.tr("Another greeting"))
        begin = self.tr("Hello, who are you?"), self.tr("Tell me a joke."), self.tr("I had a long day today.")
        for chip, text in zip(self.chips, begin, strict=True):
            chip.setText(text)
        self._hint.setText(
            self.tr("{name} answers aloud. Write anything, or begin with one of these.").format(name=self._name)
        )

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def introduce(self, name: str, greetings: tuple[str, ...]) -> None:
        """Greet as ``name``, with the first of ``greetings``; the others can be had by the arrow."""
        self._greetings = tuple(filter(None, greetings)) or (self.tr("Say hello to {name}").format(name=name),)
        self._greeting.setText(self._greetings[0])
        self.another.setVisible(len(self._greetings) > 1)
        self._name = name
        self.retranslate()

    def _greet_otherwise(self) -> None:
        place = self._greetings.index(self._greeting.text()) + 1
        self._greeting.setText(self._greetings[place % len(self._greetings)])

    def restyle(self) -> None:
        """Take over the current colours."""
        self._picture.setPixmap(theme.pixmap("rose", theme.palette().accent, 56, self.devicePixelRatio()))
