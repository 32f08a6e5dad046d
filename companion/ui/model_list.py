"""The text models of the catalogue as rows: what each is, how big, whose licence; use, fetch or cancel."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from companion.models.catalogue import Model, catalogue
from companion.models.download import is_installed
from companion.ui.model_downloads import ModelDownloads
from companion.ui.plain_text import Label


def in_words(text: str) -> str:
    """Return what the catalogue says of a model in the window's language."""
    return QCoreApplication.translate("Models", text)


class ModelRow(QFrame):
    """One model with the one thing that can be done with it now."""

    wanted = Signal(str)
    fetch_wanted = Signal(str)
    cancel_wanted = Signal()

    def __init__(self, model: Model, parent: QWidget | None = None) -> None:
        """Show the model; ``show_state`` says how it stands."""
        super().__init__(parent)
        self.setObjectName("modelRow")
        self.model = model
        title = Label(model.title, self)
        title.setObjectName("modelName")
        title.setWordWrap(True)
        words = in_words(model.about)
        size = self.tr("{size} MB").format(size=self.locale().toString(round(model.size / 1e6)))
        about = Label(f"{words}\n{size} · {model.licence}", self)
        about.setObjectName("help")
        about.setWordWrap(True)
        self.button = QPushButton(self)
        self.button.clicked.connect(self._act)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 1000)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(title)
        column.addWidget(about)
        column.addWidget(self.bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 10, 12, 10)
        row.setSpacing(12)
        row.addLayout(column, 1)
        row.addWidget(self.button)
        self._state = ""
        if model.note:
            self.setToolTip(in_words(model.note))

    def show_state(self, state: str, part: float = 0.0) -> None:
        """``state``: "used", "here", "away" or "fetching" with the part that is here."""
        self._state = state
        texts = {
            "used": self.tr("In use"),
            "here": self.tr("Use"),
            "away": self.tr("Download"),
            "fetching": self.tr("Cancel"),
        }
        self.button.setText(texts[state])
        self.button.setEnabled(state != "used")
        self.button.setAccessibleName(f"{texts[state]}: {self.model.name}")
        self.bar.setVisible(state == "fetching")
        self.bar.setValue(round(part * 1000))
        if self.property("used") != (state == "used"):
            self.setProperty("used", state == "used")
            self.style().polish(self)

    def _act(self) -> None:
        if self._state == "fetching":
            self.cancel_wanted.emit()
        elif self._state == "here":
            self.wanted.emit(self.model.name)
        else:
            self.fetch_wanted.emit(self.model.name)


class ModelList(QWidget):
    """All text models of the catalogue."""

    chosen = Signal(str)
    """The model to use from now on."""
    complained = Signal(str)

    def __init__(self, downloads: ModelDownloads, used: str, parent: QWidget | None = None) -> None:
        """``used`` is the model in use now."""
        super().__init__(parent)
        self._downloads = downloads
        self._used = used
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.rows: dict[str, ModelRow] = {}
        for model in catalogue():
            if model.kind == "text model":
                row = ModelRow(model, self)
                row.wanted.connect(self._use)
                row.fetch_wanted.connect(downloads.start)
                row.cancel_wanted.connect(downloads.cancel)
                self.rows[model.name] = row
                column.addWidget(row)
        downloads.changed.connect(self.refresh)
        downloads.cancelled.connect(self.refresh)
        downloads.finished.connect(self._fetched)
        self.refresh()

    def show_used(self, name: str) -> None:
        """Mark the model in use; another name marks none."""
        self._used = name
        self.refresh()

    def refresh(self) -> None:
        """Show how each model stands."""
        for name, row in self.rows.items():
            if name == self._downloads.running:
                row.show_state("fetching", self._downloads.part)
            elif name == self._used:
                row.show_state("used")
            else:
                row.show_state("here" if is_installed(name) else "away")

    def _use(self, name: str) -> None:
        self.show_used(name)
        self.chosen.emit(name)

    def _fetched(self, _name: str, sentence: str) -> None:
        self.refresh()
        self.complained.emit(sentence)
