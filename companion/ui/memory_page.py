"""What she knows of the user: read, search, edit, forget, export."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QDateTime, QLocale, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from companion.errors import CompanionError
from companion.mind.memory import Memory
from companion.ui.complaint import Complaint
from companion.ui.plain_text import tip

_ID = Qt.ItemDataRole.UserRole


class MemoryPage(QWidget):
    """The list of facts; a double click edits one. The page owns its connection to the memory."""

    sleep_wanted = Signal()
    """She shall go over the day's talk now."""

    def __init__(self, file: Path, parent: QWidget | None = None) -> None:
        """Show the facts stored in ``file``."""
        super().__init__(parent)
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(self.tr("Search"))
        self.search.setAccessibleName(self.tr("Search"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self.refresh)
        self.facts = QListWidget(self)
        self.facts.setObjectName("facts")
        self.facts.setAccessibleName(self.tr("What she remembers"))
        self.facts.setWordWrap(True)
        self.facts.setSelectionMode(QListWidget.SelectionMode.ExtendedSelection)
        self.facts.itemChanged.connect(self._edited)
        self.facts.itemSelectionChanged.connect(self._show_buttons)
        self.words = Complaint(self)
        self.forget = self._button(self.tr("Forget"), self._forget)
        self.forget_all = self._button(self.tr("Forget all…"), self._forget_all)
        self.export = self._button(self.tr("Export…"), self._export)
        self.sleep = self._button(self.tr("Sleep now"), self.sleep_wanted.emit)
        self.sleep.setToolTip(self.tr("She goes over what was said and keeps what matters."))
        delete = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.facts)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self._forget)
        buttons = QHBoxLayout()
        for button in (self.forget, self.forget_all, self.export):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.sleep)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.search)
        column.addWidget(self.facts, 1)
        column.addWidget(self.words)
        column.addLayout(buttons)
        self._memory: Memory | None = None
        try:
            self._memory = Memory(file)
        except CompanionError as error:
            self.words.setText(str(error))
        self.refresh()

    def _button(self, text: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(text, self)
        button.clicked.connect(act)
        return button

    def refresh(self) -> None:
        """Read the facts anew."""
        if self._memory is None:
            self._show_buttons()
            return
        self.facts.blockSignals(True)
        self.facts.clear()
        try:
            found = self._memory.facts(self.search.text())
        except sqlite3.Error as error:
            self.facts.blockSignals(False)
            self._show_buttons()
            self.words.setText(self.tr("The memory cannot be read ({error}).").format(error=error))
            return
        for fact in found:
            item = QListWidgetItem(fact.text)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            item.setData(_ID, fact.id)
            when = QLocale().toString(QDateTime.fromSecsSinceEpoch(int(fact.at)), QLocale.FormatType.ShortFormat)
            told = self.tr("{when}, to {persona}: “{source}”")
            item.setToolTip(tip(told.format(when=when, persona=fact.persona, source=fact.source)))
            self.facts.addItem(item)
        self.facts.blockSignals(False)
        if found:
            self.words.setText(self.tr("Double-click a fact to correct it. It stays on this computer."))
        elif self.search.text():
            self.words.setText(self.tr("Nothing of that is remembered."))
        else:
            self.words.setText(self.tr("Nothing yet. Tell her of your pets, favourite things or plans."))
        self._show_buttons()

    def close_page(self) -> None:
        """Close the connection; the page shows nothing more."""
        memory, self._memory = self._memory, None
        if memory is not None:
            memory.close()

    def _show_buttons(self) -> None:
        self.forget.setEnabled(bool(self.facts.selectedItems()))
        for button in (self.forget_all, self.export):
            button.setEnabled(self._memory is not None and self.facts.count() > 0)

    def _edited(self, item: QListWidgetItem) -> None:
        self._change(lambda memory: memory.change(item.data(_ID), item.text()), refresh=False)

    def _forget(self) -> None:
        chosen = [item.data(_ID) for item in self.facts.selectedItems()]

        def forget(memory: Memory) -> None:
            for number in chosen:
                memory.forget(number)

        self._change(forget)

    def _forget_all(self) -> None:
        question = self.tr("Shall she forget everything she knows of you? This cannot be undone.")
        if QMessageBox.question(self, self.tr("Forget all…"), question) == QMessageBox.StandardButton.Yes:
            self._change(Memory.forget_all)

    def _change(self, act: Callable[[Memory], None], *, refresh: bool = True) -> None:
        """Change what is remembered, or say why it cannot be and show what there is."""
        if self._memory is None:
            return
        try:
            act(self._memory)
        except (CompanionError, sqlite3.Error) as error:
            self.refresh()
            self.words.setText(str(error))
            return
        if refresh:
            self.refresh()

    def _export(self) -> None:
        file, _kind = QFileDialog.getSaveFileName(self, self.tr("Export…"), "facts.json", "JSON (*.json)")
        if not file or self._memory is None:
            return
        try:
            self._memory.export(Path(file))
        except CompanionError as error:
            self.words.setText(str(error))
