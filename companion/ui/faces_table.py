"""Which expressions show which feeling: one line a feeling, each a mix with weights, tried on the stage at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QSlider, QToolButton, QVBoxLayout, QWidget

from companion.messages import EMOTIONS
from companion.ui import theme
from companion.ui.dressing import Dressing
from companion.ui.plain_text import Label

MOST = 3
"""Expressions mixed for one feeling; more make no face."""


class MixLine(QWidget):
    """One expression of a mix and its weight."""

    changed = Signal()
    removed = Signal()

    def __init__(self, names: tuple[str, ...], name: str, weight: float, parent: QWidget | None = None) -> None:
        """``name`` empty: her own face."""
        super().__init__(parent)
        self.choice = QComboBox(self)
        self.choice.addItem(self.tr("Her own face"), "")
        for one in names:
            self.choice.addItem(one, one)
        self.choice.setCurrentIndex(max(0, self.choice.findData(name)))
        self.choice.setMinimumContentsLength(16)
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.weight = QSlider(Qt.Orientation.Horizontal, self)
        self.weight.setRange(0, 100)
        self.choice.setAccessibleName(self.tr("Face in the mix"))
        self.weight.setAccessibleName(self.tr("How much of it"))
        self.weight.setValue(round(weight * 100))
        self.percent = Label(self)
        self.percent.setObjectName("help")
        self.percent.setMinimumWidth(self.percent.fontMetrics().horizontalAdvance("100 %") + 4)
        self.remove = QToolButton(self)
        self.remove.setIcon(theme.icon("close", theme.palette().soft_text, 12))
        self.remove.setIconSize(QSize(12, 12))
        self.remove.setFixedSize(24, 24)
        self.remove.setAccessibleName(self.tr("Take this face out of the mix"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.choice, 3)
        row.addWidget(self.weight, 2)
        row.addWidget(self.percent)
        row.addWidget(self.remove)
        self.choice.activated.connect(lambda _index: self._tell())
        self.weight.valueChanged.connect(lambda _value: self._tell())
        self.remove.clicked.connect(self.removed)
        self._show()

    @property
    def part(self) -> tuple[str, float]:
        """The expression and its weight."""
        return str(self.choice.currentData()), self.weight.value() / 100

    def _tell(self) -> None:
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        self.percent.setText(f"{self.weight.value()} %")
        self.weight.setEnabled(bool(self.choice.currentData()))


class FaceRow(QWidget):
    """One feeling with its mix, and the buttons to try it, add to it and put it back."""

    mixed = Signal(str, object)
    """A feeling and its new mix; None: as guessed."""
    tried = Signal(str)

    def __init__(self, label: str, title: str, parent: QWidget | None = None) -> None:
        """Start without expressions."""
        super().__init__(parent)
        self.setObjectName("row")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.label = label
        self.lines: list[MixLine] = []
        self._names: tuple[str, ...] = ()
        picture = Label(self)
        picture.setPixmap(theme.pixmap(f"feeling-{label}", theme.FEELING_COLOURS[label], 20, self.devicePixelRatio()))
        name = Label(title, self)
        name.setObjectName("rowTitle")
        self.try_button = self._button("play", self.tr("Show it"), title)
        self.try_button.clicked.connect(lambda: self.tried.emit(label))
        self.add_button = self._button("plus", self.tr("Mix in another expression"), title)
        self.add_button.clicked.connect(self._add)
        self.reset = self._button("undo", self.tr("As guessed"), title)
        self.reset.clicked.connect(lambda: self.mixed.emit(label, None))
        keep = self.reset.sizePolicy()
        keep.setRetainSizeWhenHidden(True)
        self.reset.setSizePolicy(keep)
        self._column = QVBoxLayout()
        self._column.setSpacing(4)
        grid = QGridLayout(self)
        grid.setContentsMargins(16, 8, 8, 8)
        grid.setHorizontalSpacing(8)
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(picture, 0, 0, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(name, 0, 1, Qt.AlignmentFlag.AlignVCenter)
        grid.addLayout(self._column, 0, 2)
        for column, button in enumerate((self.add_button, self.try_button, self.reset), start=3):
            grid.addWidget(button, 0, column, top)
        self._grid = grid
        grid.setColumnStretch(2, 1)

    def align(self, width: int) -> None:
        """Give all titles of a table one width."""
        self._grid.setColumnMinimumWidth(1, width)

    def show_mix(self, names: tuple[str, ...], mix: Mapping[str, float], *, own: bool) -> None:
        """Show a mix of ``names``; ``own``: it is the user's and can be put back."""
        for line in self.lines:
            self._column.removeWidget(line)
            line.deleteLater()
        self.lines = []
        self._names = names
        for name, weight in list(mix.items())[:MOST] or [("", 1.0)]:
            self._append(name, weight)
        self.reset.setVisible(own)
        self._follow()

    @property
    def mix(self) -> dict[str, float]:
        """What is chosen now; the same expression twice counts once."""
        return {name: weight for name, weight in (line.part for line in self.lines) if name}

    def _button(self, icon: str, what: str, title: str) -> QToolButton:
        button = QToolButton(self)
        button.setIcon(theme.icon(icon, theme.palette().accent, 16))
        button.setIconSize(QSize(16, 16))
        button.setFixedSize(28, 28)
        button.setToolTip(what)
        button.setAccessibleName(f"{what}: {title}")
        return button

    def _append(self, name: str, weight: float) -> None:
        line = MixLine(self._names, name, weight, self)
        line.changed.connect(self._tell)
        line.removed.connect(lambda: self._remove(line))
        self.lines.append(line)
        self._column.addWidget(line)

    def _add(self) -> None:
        chosen = self.mix
        free = next((name for name in self._names if name not in chosen), "")
        self._append(free, 0.5)
        self._follow()
        self._tell()

    def _remove(self, line: MixLine) -> None:
        self.lines.remove(line)
        self._column.removeWidget(line)
        line.deleteLater()
        self._follow()
        self._tell()

    def _follow(self) -> None:
        for line in self.lines:
            line.remove.setVisible(len(self.lines) > 1)
        self.add_button.setEnabled(len(self.lines) < min(MOST, len(self._names)))

    def _tell(self) -> None:
        self.reset.setVisible(True)
        self.mixed.emit(self.label, self.mix)


class FacesTable(QWidget):
    """All feelings of the character on stage."""

    def __init__(self, dressing: Dressing, parent: QWidget | None = None) -> None:
        """Show how feelings are shown now."""
        super().__init__(parent)
        self._dressing = dressing
        self._shown: object = None
        titles = {
            "neutral": self.tr("Calm"),
            "joy": self.tr("Joy"),
            "surprise": self.tr("Surprise"),
            "sadness": self.tr("Sadness"),
            "anger": self.tr("Anger"),
            "fear": self.tr("Fear"),
            "disgust": self.tr("Disgust"),
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.none = Label(self.tr("She has one face only."), self)
        self.none.setObjectName("help")
        self.none.setContentsMargins(16, 12, 16, 12)
        column.addWidget(self.none)
        self.rows: dict[str, FaceRow] = {}
        for place, (label, title) in enumerate(titles.items()):
            row = self.rows[label] = FaceRow(label, title, self)
            row.setProperty("first", place == 0)
            row.mixed.connect(self._mix)
            row.tried.connect(self._try)
            column.addWidget(row)
        assert set(self.rows) == set(EMOTIONS)
        widest = max(self.none.fontMetrics().horizontalAdvance(title) for title in titles.values())
        for row in self.rows.values():
            row.align(round(widest * 1.25) + 12)  # the titles are a little larger than the help
        dressing.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        """Show another character, or what was changed elsewhere; the row that is being moved stays as it is."""
        character = self._dressing.character
        names = character.expression_names if character is not None else ()
        self.none.setVisible(len(names) < 2)
        for label, row in self.rows.items():
            row.setVisible(len(names) >= 2)
            if character is None:
                continue
            mix = character.face_of(label)
            if self._shown is not character or row.mix != dict(mix):
                row.show_mix(names, mix, own=label in self._dressing.looks.faces)
        self._shown = character

    def _mix(self, label: str, mix: dict[str, float] | None) -> None:
        faces = dict(self._dressing.looks.faces)
        if mix is None:
            faces.pop(label, None)
            self._shown = None
        else:
            faces[label] = mix
        self._dressing.change(replace(self._dressing.looks, faces=faces))
        self._try(label)

    def _try(self, label: str) -> None:
        character = self._dressing.character
        if character is not None:
            character.try_face(character.face_of(label))
