"""The characters to choose from, each with a small picture; the user's own can be added and removed."""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
from pathlib import Path

from PySide6.QtCore import QProcess, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPixmap, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QListView, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from companion.characters import Character, characters, shipped
from companion.errors import CompanionError
from companion.paths import assets_dir, cache_dir, shipped_avatars
from companion.ui import theme
from companion.ui.plain_text import tip

SIDE = 88
_CHARACTER = Qt.ItemDataRole.UserRole


class Thumbnails(QWidget):
    """Draws small pictures, one after another, each in a process of its own; kept in the cache."""

    ready = Signal(str)
    """The path of a character whose picture has come."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Draw nothing yet."""
        super().__init__(parent)
        self.hide()
        self._waiting: list[Path] = []
        self._drawn: Path | None = None
        self._process = QProcess(self)
        self._process.finished.connect(self._finished)
        self._process.errorOccurred.connect(lambda _error: self._finished())

    def picture(self, file: Path) -> QPixmap | None:
        """Return the picture, or None and ``ready`` tells when it is there."""
        kept = thumbnail_file(file)
        if kept.is_file():
            return QPixmap(str(kept))
        if file not in self._waiting and file != self._drawn:
            self._waiting.append(file)
            self._next()
        return None

    def close_thumbnails(self) -> None:
        """Draw no more."""
        self._waiting.clear()
        if self._process.state() is not QProcess.ProcessState.NotRunning:
            self._process.blockSignals(True)
            self._process.kill()
            self._process.waitForFinished(2000)

    def _next(self) -> None:
        if self._drawn is not None or not self._waiting:
            return
        file = self._drawn = self._waiting.pop(0)
        kept = thumbnail_file(file)
        with contextlib.suppress(OSError):  # "render" says why, in the log; she is listed without a picture
            kept.parent.mkdir(exist_ok=True)
        program = [] if getattr(sys, "frozen", False) else ["-m", "companion"]
        arguments = ["render", "--avatar", str(file), "--out", str(kept), "--size", str(2 * SIDE)]
        self._process.start(sys.executable, [*program, *arguments])

    def _finished(self) -> None:
        file, self._drawn = self._drawn, None
        if file is not None and thumbnail_file(file).is_file():
            self.ready.emit(str(file))
        self._next()


class CharacterList(QWidget):
    """Choose one by a click; below, what can be done with the user's own."""

    chosen = Signal(str)
    """The path for the setting ``face.avatar``."""
    removed = Signal(object)
    file_wanted = Signal()
    folder_wanted = Signal()
    complained = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show all characters."""
        super().__init__(parent)
        self.thumbnails = Thumbnails(self)
        self.thumbnails.ready.connect(self._show_picture)
        self._now = ""
        self.list = QListWidget(self)
        self.list.setObjectName("films")
        self.list.setViewMode(QListView.ViewMode.IconMode)
        self.list.setMovement(QListView.Movement.Static)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setIconSize(QSize(SIDE, SIDE))
        self._high = SIDE + round(36 * theme.text_size_now() / 100)
        self.list.setGridSize(QSize(SIDE + 24, self._high))
        self.list.setWordWrap(True)
        self.list.setAccessibleName(self.tr("Characters"))
        self.list.itemClicked.connect(self._choose)
        self.list.itemActivated.connect(self._choose)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.file_button = QPushButton(self.tr("Add a file…"), self)
        self.file_button.clicked.connect(self.file_wanted)
        self.folder_button = QPushButton(self.tr("Add a folder…"), self)
        self.folder_button.clicked.connect(self.folder_wanted)
        self.remove_button = QPushButton(self.tr("Remove"), self)
        self.remove_button.clicked.connect(self._remove)
        buttons = QHBoxLayout()
        for button in (self.file_button, self.folder_button, self.remove_button):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.list)
        column.addLayout(buttons)
        self.refresh()

    @property
    def items(self) -> list[Character]:
        """The characters in the order they show."""
        return [self.list.item(row).data(_CHARACTER) for row in range(self.list.count())]

    def show_chosen(self, path: str) -> None:
        """Mark the one that is on stage."""
        self._now = path
        for row, character in enumerate(self.items):
            self.list.item(row).setSelected(character.path == path)
        own = next((one for one in self.items if one.path == path and not one.ours), None)
        self.remove_button.setVisible(own is not None)

    def refresh(self) -> None:
        """Read the list anew."""
        self.list.clear()
        try:
            known = characters()
        except CompanionError as error:
            self.complained.emit(str(error))
            known = shipped()
        for character in known:
            item = QListWidgetItem(character.name)
            item.setData(_CHARACTER, character)
            item.setToolTip(tip(str(character.file)))
            item.setTextAlignment(Qt.AlignmentFlag.AlignHCenter)
            self.list.addItem(item)
            self._put_picture(item)
        letters = self.list.fontMetrics()
        wide = max([SIDE + 20, *(min(letters.horizontalAdvance(one.name) + 24, 2 * SIDE) for one in known)])
        for row in range(self.list.count()):
            self.list.item(row).setSizeHint(QSize(wide, self._high - 4))
        self.list.setGridSize(QSize(wide + 6, self._high))
        rows = (len(known) + 4) // 5
        self.list.setFixedHeight(min(2, max(1, rows)) * self.list.gridSize().height() + 6)
        self.show_chosen(self._now)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        for row in range(self.list.count()):
            self._put_picture(self.list.item(row))

    def _put_picture(self, item: QListWidgetItem) -> None:
        """Show her picture; nobody draws one for a page that is not looked at."""
        picture = self.thumbnails.picture(item.data(_CHARACTER).file) if self.isVisible() else None
        if picture is None:
            item.setIcon(theme.icon("rose", theme.palette().soft_text, 32))
        else:
            item.setIcon(QIcon(picture))

    def _show_picture(self, file: str) -> None:
        for row, character in enumerate(self.items):
            if str(character.file) == file:
                self._put_picture(self.list.item(row))

    def _choose(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.data(_CHARACTER).path)

    def _remove(self) -> None:
        own = next((one for one in self.items if one.path == self._now and not one.ours), None)
        if own is not None:
            self.removed.emit(own)


def thumbnail_file(file: Path) -> Path:
    """Return where the picture of a character is: ours bring theirs; of others a file that has changed has another."""
    if file in shipped_avatars().values():
        return assets_dir() / "thumbnails" / f"{file.parent.name}.png"
    try:
        stamp = file.stat().st_mtime_ns
    except OSError:  # gone, or in a place that may not be read
        stamp = 0
    name = hashlib.sha256(f"{os.path.realpath(file)}|{stamp}".encode()).hexdigest()[:24]
    return cache_dir() / "thumbnails" / f"{name}.png"
