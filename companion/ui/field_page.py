"""A page of the settings: groups of labelled fields bound to declared settings. A change holds at once.

A page adds its rows in its constructor::

    self.group(self.tr("Listening"))
    self.choice(s.EARS_ECHO, ((value, self.tr("Shown")), ...), self.tr("Title"), self.tr("One line of help."))
    self.switch(...); self.line(...); self.number(...); self.slider(...)
    self.add(setting_or_None, title, widget, note, show=widget.setValue)      # a field of its own kind
    self.finish()

Search, reset, live change and the test that no setting is forgotten come with the row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QLineEdit,
    QSlider,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from companion.errors import CompanionError
from companion.settings import Setting, Settings
from companion.ui.complaint import Complaint
from companion.ui.settings_row import Group, Row


class FieldPage(QWidget):
    """A page of rows bound to settings; a value that is refused is said below.

    It listens to the settings: whoever makes a page calls ``close_page`` when it goes.
    """

    was_reset = Signal(object)
    """Settings that were put back to their defaults: Setting -> what it was."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.settings = settings
        self.complaint = Complaint(self)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(14)
        self.rows: dict[str, Row] = {}
        """By the setting's key, or by title where a row sets none."""
        self._group: Group | None = None
        settings.subscribe(self.follow)

    def close_page(self) -> None:
        """Listen to the settings no more. Harmless the second time."""
        self.settings.unsubscribe(self.follow)

    @property
    def shown_settings(self) -> tuple[Setting[Any], ...]:
        """The settings this page has rows for."""
        return tuple(row.setting for row in self.rows.values() if row.setting is not None)

    def follow(self, setting: Setting[Any]) -> None:
        """Show a setting's new value, whoever changed it."""
        row = self.rows.get(setting.key)
        if row is not None:
            row.show_value(self.settings[setting])
            row.show_state(changed=not self.settings.is_default(setting))

    def refresh(self) -> None:
        """Show what the settings are now."""
        for setting in self.shown_settings:
            self.follow(setting)

    def reset(self, chosen: Iterable[Setting[Any]] | None = None) -> None:
        """Put these, or all of the page, back to their defaults."""
        before = self.settings.reset(self.shown_settings if chosen is None else chosen)
        if before:
            self.was_reset.emit(before)

    # ---- rows

    def group(self, title: str = "", note: str = "") -> Group:
        """Begin a group; the rows that follow belong to it."""
        self._group = Group(title, note, self)
        self.column.addWidget(self._group)
        return self._group

    def add(
        self,
        setting: Setting[Any] | None,
        title: str,
        widget: QWidget,
        note: str = "",
        *,
        show: Callable[[Any], None] | None = None,
        wide: bool = False,
    ) -> Row:
        """Add one field with its title and a line of help; ``show`` puts a value of the setting into it."""
        row = Row(title, widget, note, setting=setting, show=show, wide=wide)
        row.reset_wanted.connect(lambda one: self.reset((one,)))
        if setting is not None:
            row.show_state(changed=not self.settings.is_default(setting))
        self.rows[setting.key if setting else title] = row
        (self._group or self.group()).add(row)
        return row

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

        def show(value: Any) -> None:
            if box.findData(value) < 0:
                box.addItem(str(value), value)
            box.setCurrentIndex(box.findData(value))

        show(self.settings[setting])
        box.currentIndexChanged.connect(lambda _index: self.put(setting, box.currentData()))
        self.add(setting, title, box, note, show=show)
        return box

    def line(self, setting: Setting[str], title: str, note: str = "", hint: str = "") -> QLineEdit:
        """Add a line of text; it holds when the field is left or Enter is pressed."""
        field = QLineEdit(self.settings[setting], self)
        field.setPlaceholderText(hint)
        field.editingFinished.connect(lambda: self.put(setting, field.text().strip()))
        self.add(setting, title, field, note, show=field.setText)
        return field

    def switch(self, setting: Setting[bool], title: str, note: str = "") -> QCheckBox:
        """Add something that is on or off."""
        box = QCheckBox(self)
        box.setChecked(self.settings[setting])
        box.toggled.connect(lambda on: self.put(setting, on))
        self.add(setting, title, box, note, show=box.setChecked)
        return box

    def number(self, setting: Setting[Any], title: str, note: str = "") -> QSpinBox | QDoubleSpinBox:
        """Add a number within the setting's range."""
        box: QSpinBox | QDoubleSpinBox
        if isinstance(setting.default, float):
            box = QDoubleSpinBox(self)
            box.setSingleStep(0.05)
        else:
            box = QSpinBox(self)
        box.setRange(setting.minimum if setting.minimum is not None else 0, setting.maximum or 9999)  # type: ignore[arg-type]
        box.setValue(self.settings[setting])
        box.lineEdit().setTextMargins(10, 0, 10, 0)  # a style sheet's padding does not reach the text of a spin box
        box.editingFinished.connect(lambda: self.put(setting, box.value()))
        self.add(setting, title, box, note, show=box.setValue)
        return box

    def numbers(self, fields: Sequence[tuple[Setting[Any], str, str]]) -> None:
        """Add several numbers: setting, title, help."""
        for setting, title, note in fields:
            self.number(setting, title, note)

    def slider(self, setting: Setting[float], title: str, note: str = "") -> QSlider:
        """Add a number within the setting's range that is felt rather than read."""
        low, high = setting.minimum or 0.0, setting.maximum or 1.0
        slider = QSlider(Qt.Orientation.Horizontal, self)
        slider.setRange(0, 100)

        def show(value: float) -> None:
            slider.setValue(round((value - low) / (high - low) * 100))

        show(self.settings[setting])
        slider.valueChanged.connect(lambda place: self.put(setting, low + (high - low) * place / 100))
        self.add(setting, title, slider, note, show=show)
        return slider

    def put(self, setting: Setting[Any], value: Any) -> None:
        """Set a value, or say why it cannot be."""
        try:
            self.settings[setting] = value
            self.complaint.clear()
        except CompanionError as error:
            self.complaint.setText(str(error))
