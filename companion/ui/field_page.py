"""A page of the settings: labelled fields bound to declared settings. A change holds at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from companion.errors import CompanionError
from companion.settings import Setting, Settings


class FieldPage(QWidget):
    """A page of labelled fields bound to settings; a value that is refused is said below."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.settings = settings
        self.complaint = QLabel(self)
        self.complaint.setObjectName("help")
        self.complaint.setWordWrap(True)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(6)
        self.rows: dict[str, QWidget] = {}
        self._boxes: list[tuple[Setting[Any], QSpinBox | QDoubleSpinBox]] = []

    def add(self, setting: Setting[Any] | None, title: str, widget: QWidget, note: str = "") -> None:
        """Add one field with its label and a line of help."""
        row = QWidget(self)
        inside = QVBoxLayout(row)
        inside.setContentsMargins(0, 0, 0, 10)
        inside.setSpacing(5)
        label = QLabel(title, row)
        label.setObjectName("section")
        label.setBuddy(widget)
        widget.setAccessibleName(title)
        inside.addWidget(label)
        inside.addWidget(widget)
        if note:
            inside.addWidget(self._help(note, row))
        self.rows[setting.key if setting else title] = row
        self.column.addWidget(row)

    def finish(self) -> None:
        """Add what stands below the fields."""
        self.column.addWidget(self.complaint)
        self.column.addStretch(1)

    def choice(
        self, setting: Setting[Any], options: tuple[tuple[Any, str], ...], title: str, note: str = ""
    ) -> QComboBox:
        """Add a list to choose from: values and what is shown for them."""
        box = QComboBox(self)
        for value, shown in options:
            box.addItem(shown, value)
        place = box.findData(self.settings[setting])
        if place < 0:
            box.addItem(str(self.settings[setting]), self.settings[setting])
            place = box.count() - 1
        box.setCurrentIndex(place)
        box.currentIndexChanged.connect(lambda _index: self.put(setting, box.currentData()))
        self.add(setting, title, box, note)
        return box

    def line(self, setting: Setting[str], title: str, note: str = "", hint: str = "") -> QLineEdit:
        """Add a line of text; it holds when the field is left or Enter is pressed."""
        field = QLineEdit(self.settings[setting], self)
        field.setPlaceholderText(hint)
        field.editingFinished.connect(lambda: self.put(setting, field.text().strip()))
        self.add(setting, title, field, note)
        return field

    def switch(self, setting: Setting[bool], title: str, note: str = "") -> QCheckBox:
        """Add something that is on or off."""
        box = QCheckBox(title, self)
        box.setChecked(self.settings[setting])
        box.toggled.connect(lambda on: self.put(setting, on))
        row = QWidget(self)
        inside = QVBoxLayout(row)
        inside.setContentsMargins(0, 0, 0, 10)
        inside.setSpacing(5)
        inside.addWidget(box)
        if note:
            inside.addWidget(self._help(note, row))
        self.rows[setting.key] = row
        self.column.addWidget(row)
        return box

    def _help(self, note: str, parent: QWidget) -> QLabel:
        label = QLabel(note, parent)
        label.setObjectName("help")
        label.setWordWrap(True)
        return label

    def number(self, setting: Setting[Any], title: str, note: str = "") -> QWidget:
        """Add a number within the setting's range."""
        box = self._spin_box(setting, self)
        self.add(setting, title, box, note)
        return box

    def numbers(self, fields: Sequence[tuple[Setting[Any], str, str]]) -> None:
        """Add small numbers side by side, two in a row, each with what it means as a tip."""
        inside = QWidget(self)
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 0, 10)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(5)
        for place, (setting, title, tip) in enumerate(fields):
            label = QLabel(title, inside)
            label.setObjectName("section")
            box = self._spin_box(setting, inside)
            box.setAccessibleName(title)
            box.setToolTip(tip)
            label.setBuddy(box)
            grid.addWidget(label, place // 2 * 2, place % 2)
            grid.addWidget(box, place // 2 * 2 + 1, place % 2)
        self.column.addWidget(inside)

    def refresh(self) -> None:
        """Show what the settings are now, after something else than the fields changed them."""
        for setting, box in self._boxes:
            box.blockSignals(True)
            box.setValue(self.settings[setting])
            box.blockSignals(False)

    def _spin_box(self, setting: Setting[Any], parent: QWidget) -> QSpinBox | QDoubleSpinBox:
        box: QSpinBox | QDoubleSpinBox
        if isinstance(setting.default, float):
            box = QDoubleSpinBox(parent)
            box.setSingleStep(0.05)
        else:
            box = QSpinBox(parent)
        box.setRange(setting.minimum if setting.minimum is not None else 0, setting.maximum or 9999)  # type: ignore[arg-type]
        box.setValue(self.settings[setting])
        box.lineEdit().setTextMargins(10, 0, 10, 0)  # a style sheet's padding does not reach the text of a spin box
        box.editingFinished.connect(lambda: self.put(setting, box.value()))
        self._boxes.append((setting, box))
        return box

    def put(self, setting: Setting[Any], value: Any) -> None:
        """Set a value, or say why it cannot be."""
        try:
            self.settings[setting] = value
            self.complaint.clear()
        except CompanionError as error:
            self.complaint.setText(str(error))
