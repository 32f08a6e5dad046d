"""Keys for expressions and motions of the character on stage: at work in the window, and the table to assign them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QKeySequenceEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from companion.ui import theme
from companion.ui.dressing import Dressing
from companion.ui.plain_text import Label


class HotKeys(QObject):
    """Makes the keys work in ``window``, for whoever is on stage."""

    def __init__(self, dressing: Dressing, window: QWidget) -> None:
        """Follow the looks."""
        super().__init__(window)
        self._dressing = dressing
        self._window = window
        self._shortcuts: list[QShortcut] = []
        dressing.changed.connect(self._follow)

    def _follow(self) -> None:
        for shortcut in self._shortcuts:
            shortcut.setEnabled(False)
            shortcut.deleteLater()
        self._shortcuts = []
        for one in self._dressing.looks.hot_keys:
            shortcut = QShortcut(QKeySequence(one.keys), self._window)
            shortcut.activated.connect(lambda one=one: self._press(one.kind, one.name))
            self._shortcuts.append(shortcut)

    def _press(self, kind: str, name: str) -> None:
        from companion.avatar.looks import MOTION

        character = self._dressing.character
        if character is None:
            return
        if kind == MOTION and name in character.motion_groups:
            character.start_motion(name, urgent=True)
        elif name in character.expression_names:
            character.try_face({name: 1.0})


class HotKeyRow(QWidget):
    """One key and what it does."""

    changed = Signal()
    removed = Signal()

    def __init__(self, choices: list[tuple[str, tuple[str, str]]], parent: QWidget | None = None) -> None:
        """``choices``: what is shown and (kind, name)."""
        super().__init__(parent)
        self.keys = QKeySequenceEdit(self)
        self.keys.setMaximumSequenceLength(1)
        self.keys.setAccessibleName(self.tr("Key"))
        self.what = QComboBox(self)
        self.what.setAccessibleName(self.tr("What it does"))
        for shown, data in choices:
            self.what.addItem(shown, data)
        remove = QToolButton(self)
        remove.setIcon(theme.icon("close", theme.palette().soft_text, 12))
        remove.setIconSize(QSize(12, 12))
        remove.setFixedSize(28, 28)
        remove.setAccessibleName(self.tr("Remove"))
        remove.clicked.connect(self.removed)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 8, 6)
        row.setSpacing(10)
        row.addWidget(self.keys, 1)
        row.addWidget(self.what, 2)
        row.addWidget(remove)
        self.keys.editingFinished.connect(self.changed)
        self.what.activated.connect(lambda _index: self.changed.emit())


class HotKeyTable(QWidget):
    """The keys of the character on stage."""

    complained = Signal(str)

    def __init__(self, dressing: Dressing, taken: Callable[[str], str], parent: QWidget | None = None) -> None:
        """``taken`` returns what else a key does already, empty for nothing."""
        super().__init__(parent)
        self._dressing = dressing
        self._taken = taken
        self._shown: object = None
        self.rows: list[HotKeyRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.none = Label(self.tr("No keys yet."), self)
        self.none.setObjectName("help")
        self.none.setContentsMargins(16, 10, 16, 2)
        self.add_button = QPushButton(self.tr("Add a key"), self)
        self.add_button.setObjectName("link")
        self.add_button.setAutoDefault(False)
        self.add_button.clicked.connect(self._add)
        self._column.addWidget(self.none)
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 4, 12, 8)
        foot.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addLayout(foot)
        dressing.changed.connect(self._follow)
        self._follow()

    def _choices(self) -> list[tuple[str, tuple[str, str]]]:
        from companion.avatar.looks import EXPRESSION, MOTION

        character = self._dressing.character
        if character is None:
            return []
        faces = [(self.tr("Face: {name}").format(name=name), (EXPRESSION, name)) for name in character.expression_names]
        motions = [(self.tr("Motion: {name}").format(name=name), (MOTION, name)) for name in character.motion_groups]
        return faces + motions

    def _follow(self) -> None:
        if self._shown is self._dressing.character:
            return
        self._shown = self._dressing.character
        for row in list(self.rows):
            self._drop(row)
        for one in self._dressing.looks.hot_keys:
            row = self._append()
            row.keys.setKeySequence(QKeySequence(one.keys))
            row.what.setCurrentIndex(max(0, row.what.findData((one.kind, one.name))))
        self.add_button.setEnabled(bool(self._choices()))

    def _append(self) -> HotKeyRow:
        row = HotKeyRow(self._choices(), self)
        row.changed.connect(lambda: self._keep(row))
        row.removed.connect(lambda: self._remove(row))
        self._column.insertWidget(len(self.rows), row)
        self.rows.append(row)
        self.none.hide()
        return row

    def _remove(self, row: HotKeyRow) -> None:
        self._drop(row)
        self._save()

    def _add(self) -> None:
        self._append().keys.setFocus()

    def _drop(self, row: HotKeyRow) -> None:
        self.rows.remove(row)
        self._column.removeWidget(row)
        row.deleteLater()
        self.none.setVisible(not self.rows)

    def _keep(self, row: HotKeyRow) -> None:
        keys = row.keys.keySequence().toString()
        others = {one.keys.keySequence().toString(): one.what.currentText() for one in self.rows if one is not row}
        other = self._taken(keys) or others.get(keys, "")
        if keys and other:
            sentence = self.tr("{keys} is taken: {other}. Choose another key.")
            self.complained.emit(sentence.format(keys=keys, other=other))
            row.keys.clear()
            return
        self.complained.emit("")
        self._save()

    def _save(self) -> None:
        from companion.avatar.looks import HotKey

        made = tuple(
            HotKey(row.keys.keySequence().toString(), *row.what.currentData())
            for row in self.rows
            if not row.keys.keySequence().isEmpty() and row.what.currentData()
        )
        self._dressing.change(replace(self._dressing.looks, hot_keys=made))
