"""A persona's temperament as fields: the mood she comes home to, and how fast a feeling fades."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QDoubleSpinBox, QGridLayout, QSlider, QWidget

from companion.messages import Temperament
from companion.ui.plain_text import Label

_STEPS = 100


class TemperamentFields(QWidget):
    """Two sliders and a time; ``edited`` when the user moves one."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show the usual temperament."""
        super().__init__(parent)
        self.valence, self.arousal = QSlider(Qt.Orientation.Horizontal, self), QSlider(Qt.Orientation.Horizontal, self)
        self.minutes = QDoubleSpinBox(self)
        self.minutes.setRange(0.1, 100_000.0)
        self.minutes.setDecimals(1)
        self.minutes.setSuffix(self.tr(" min"))
        self.minutes.setMaximumWidth(160)
        self.minutes.lineEdit().setTextMargins(10, 0, 10, 0)  # as numbers stand on other pages
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setColumnStretch(1, 1)
        for row, (slider, low, high, name) in enumerate(
            (
                (self.valence, self.tr("sad"), self.tr("glad"), self.tr("Her mood when nothing moves her")),
                (self.arousal, self.tr("calm"), self.tr("lively"), self.tr("Her energy when nothing moves her")),
            )
        ):
            slider.setRange(-_STEPS, _STEPS)
            slider.setAccessibleName(f"{name}: {low}–{high}")
            slider.valueChanged.connect(lambda _value: self.edited.emit())
            grid.addWidget(Label(low, self), row, 0)
            grid.addWidget(slider, row, 1)
            grid.addWidget(Label(high, self), row, 2)
        fades = Label(self.tr("Half of a feeling has faded after"), self)
        fades.setBuddy(self.minutes)
        grid.addWidget(fades, 2, 0, 1, 2)
        grid.addWidget(self.minutes, 2, 2)
        self.minutes.setAccessibleName(fades.text())
        self.minutes.valueChanged.connect(lambda _value: self.edited.emit())
        self._shown = Temperament()
        self.show_temperament(self._shown)

    def show_temperament(self, temperament: Temperament) -> None:
        """Show another's."""
        self._shown = temperament
        with QSignalBlocker(self):
            self.valence.setValue(round(temperament.valence * _STEPS))
            self.arousal.setValue(round(temperament.arousal * _STEPS))
            self.minutes.setValue(temperament.half_life / 60)
        self._untouched = self._fields()

    @property
    def temperament(self) -> Temperament:
        """What the fields say; exactly what was shown where nobody touched them."""
        fields = self._fields()
        if fields == self._untouched:
            return self._shown
        valence, arousal, minutes = fields
        return Temperament(valence / _STEPS, arousal / _STEPS, minutes * 60)

    def _fields(self) -> tuple[int, int, float]:
        return self.valence.value(), self.arousal.value(), self.minutes.value()
