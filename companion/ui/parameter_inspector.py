"""All parameters of the character on stage: what each is called, its range, its value now; move one, let it go."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSlider,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from companion.ui import theme
from companion.ui.dressing import Dressing
from companion.ui.plain_text import Label

FOLLOW_MS = 100
_STEPS = 1000


class ParameterRow(QWidget):
    """One parameter: it moves by itself until it is held, and again when it is let go."""

    def __init__(self, name: str, shown: str, span: tuple[float, float, float], parent: QWidget | None = None) -> None:
        """``span``: minimum, default, maximum."""
        super().__init__(parent)
        self.setObjectName("row")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.name, self.shown = name, shown
        self._low, _default, self._high = span
        title = Label(shown or name, self)
        title.setObjectName("rowTitle")
        title.setWordWrap(True)
        title.setTextFormat(Qt.TextFormat.PlainText)
        about = Label(f"{name}   {self._low:g} … {self._high:g}", self)
        about.setObjectName("help")
        about.setTextFormat(Qt.TextFormat.PlainText)
        self.slider = QSlider(Qt.Orientation.Horizontal, self)
        self.slider.setRange(0, _STEPS)
        self.slider.setAccessibleName(shown or name)
        self.value = Label(self)
        self.value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.value.setMinimumWidth(self.value.fontMetrics().horizontalAdvance("-000.00"))
        self.free = QToolButton(self)
        self.free.setIcon(theme.icon("undo", theme.palette().accent, 16))
        self.free.setIconSize(QSize(16, 16))
        self.free.setFixedSize(28, 28)
        self.free.setToolTip(self.tr("Back to automatic"))
        self.free.setAccessibleName(self.tr("Back to automatic: {name}").format(name=shown or name))
        keep = self.free.sizePolicy()
        keep.setRetainSizeWhenHidden(True)
        self.free.setSizePolicy(keep)
        self.free.hide()
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(title)
        words.addWidget(about)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 8, 6)
        row.setSpacing(12)
        row.addLayout(words, 5)
        row.addWidget(self.slider, 5)
        row.addWidget(self.value)
        row.addWidget(self.free)

    @property
    def chosen(self) -> float:
        """The value the slider stands at."""
        return self._low + (self._high - self._low) * self.slider.value() / _STEPS

    def show_value(self, value: float, *, held: bool) -> None:
        """Put the slider where the parameter is, unless it is being dragged."""
        self.free.setVisible(held)
        self.value.setText(f"{value:.2f}")
        if not self.slider.isSliderDown() and self._high > self._low:
            self.slider.blockSignals(True)
            self.slider.setValue(round((value - self._low) / (self._high - self._low) * _STEPS))
            self.slider.blockSignals(False)


class ParameterInspector(QDialog):
    """A window beside her; what is held in it stays held, and is kept for this character."""

    def __init__(self, dressing: Dressing, parent: QWidget | None = None) -> None:
        """Show the parameters of the character on stage."""
        super().__init__(parent)
        self._dressing = dressing
        self._shown: object = None
        self.setWindowTitle(self.tr("Parameters"))
        scale = theme.text_size_now() / 100
        self.resize(round(560 * scale), round(620 * scale))
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(self.tr("Search"))
        self.search.setAccessibleName(self.tr("Search"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._filter)
        self.free_all = QPushButton(self.tr("All back to automatic"), self)
        self.free_all.setAutoDefault(False)
        self.free_all.clicked.connect(self._free_all)
        head = QHBoxLayout()
        head.addWidget(self.search, 1)
        head.addWidget(self.free_all)
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 8, 12)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self._area, 1)
        self.rows: list[ParameterRow] = []
        dressing.changed.connect(self._follow)
        self._timer = QTimer(self)
        self._timer.setInterval(FOLLOW_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()
        self._follow()

    def reject(self) -> None:
        """Leave, by Esc as by the button: only for the button Qt sends a close event, and both come here."""
        super().reject()
        self._timer.stop()
        self.deleteLater()

    def _follow(self) -> None:
        character = self._dressing.character
        if character is self._shown:
            return
        self._shown = character
        inside = QWidget(self)
        inside.setObjectName("page")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(0)
        self.rows = []
        spans = character.parameters if character is not None else {}
        names = character.parameter_names if character is not None else {}
        for name, span in spans.items():
            row = ParameterRow(name, names.get(name, ""), span, inside)
            row.setProperty("first", not self.rows)
            row.slider.valueChanged.connect(lambda _value, row=row: self._hold(row))
            row.free.clicked.connect(lambda _checked, row=row: self._free(row))
            column.addWidget(row)
            self.rows.append(row)
        if not spans:
            nothing = Label(self.tr("This character has no parameters: it is made of pictures."), inside)
            nothing.setObjectName("help")
            column.addWidget(nothing)
        column.addStretch(1)
        self._area.setWidget(inside)
        self._filter(self.search.text())
        self._look()

    def _look(self) -> None:
        character = self._dressing.character
        if character is None or character is not self._shown:
            return
        values = character.parameter_values
        held = self._dressing.looks.parameters
        for row in self.rows:
            if row.isVisible():
                row.show_value(values.get(row.name, 0.0), held=row.name in held)

    def _filter(self, text: str) -> None:
        words = text.casefold().split()
        for row in self.rows:
            row.setVisible(all(word in f"{row.name} {row.shown}".casefold() for word in words))

    def _hold(self, row: ParameterRow) -> None:
        looks = self._dressing.looks
        self._dressing.change(replace(looks, parameters={**looks.parameters, row.name: row.chosen}))

    def _free(self, row: ParameterRow) -> None:
        looks = self._dressing.looks
        kept = {name: value for name, value in looks.parameters.items() if name != row.name}
        self._dressing.change(replace(looks, parameters=kept))

    def _free_all(self) -> None:
        self._dressing.change(replace(self._dressing.looks, parameters={}))
