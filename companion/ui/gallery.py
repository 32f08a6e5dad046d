"""The gallery: the films there are, with what was said; play, show, copy, rename, delete, drag out."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QFile, QMimeData, QPoint, QSize, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication, QIcon, QImage, QPainter, QPixmap
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QListView,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from companion.errors import CompanionError
from companion.recording.film_file import FilmInfo, film_info, film_parts, films, move_film
from companion.ui.film_player import FilmPlayer
from companion.ui.plain_text import Label, tip
from companion.ui.sentences import translated

_CARD = QSize(150, 150)
_FILE = Qt.ItemDataRole.UserRole
_INFO = Qt.ItemDataRole.UserRole + 1
_DELETED = ".deleted-"
"""A deleted film waits under this name, out of sight, until the gallery closes: until then it can come back."""


class FilmList(QListWidget):
    """Cards that can be dragged into other programs as files."""

    def mimeData(self, items: Sequence[QListWidgetItem]) -> QMimeData:
        """Return the films' addresses."""
        return file_data([item.data(_FILE) for item in items])


def file_data(files: Sequence[Path]) -> QMimeData:
    """Return what a clipboard or a drag carries for ``files``."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    data.setText("\n".join(str(file) for file in files))
    return data


class Gallery(QDialog):
    """All films of one folder. What is slow is read in a thread that ends with the dialog."""

    closed = Signal()
    _read = Signal(object, object)

    def __init__(self, folder: Path, device: str = "", volume: float = 1.0, parent: QWidget | None = None) -> None:
        """Show the films of ``folder``; they are heard on ``device`` at ``volume``."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Video notes"))
        self.resize(920, 620)
        self.folder = folder
        self._deleted: list[tuple[Path, Path]] = []
        self._closing = threading.Event()
        self._reader: threading.Thread | None = None
        self.list = self._film_list()
        self.screen_ = FilmPlayer(device, volume, self)
        self.screen_.ended.connect(self._ended)
        self.screen_.failed.connect(self._tell)
        self.title = Label(self)
        self.title.setObjectName("modelName")
        self.words = Label(self)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        for label in (self.title, self.words):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.play_button = QPushButton(self.tr("Play"), self)
        self.play_button.setObjectName("primary")
        self.play_button.clicked.connect(self.toggle)
        self.said = Label(self)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.undo_button = QPushButton(self.tr("Undo"), self)
        self.undo_button.setObjectName("link")
        self.undo_button.clicked.connect(self.undo)
        self._bar = QFrame(self)
        self._bar.setObjectName("notice")
        self._bar.setProperty("quiet", True)
        self._bar.hide()
        self.empty = Label(self.tr("No video notes yet. Record her, or right-click what she said."), self)
        self.empty.setObjectName("hint")
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._actions = (
            (self.tr("Show in folder"), self.reveal),
            (self.tr("Copy"), self.copy),
            (self.tr("Rename…"), self.rename),
            (self.tr("Delete"), self.delete),
        )
        self.buttons = [self._button(text, act) for text, act in self._actions]
        self._lay_out()
        self._bring_back()
        self._read.connect(self._describe, Qt.ConnectionType.QueuedConnection)
        self.fill()

    def _film_list(self) -> FilmList:
        cards = FilmList(self)
        cards.setObjectName("films")
        cards.setAccessibleName(self.tr("Video notes"))
        cards.setViewMode(QListView.ViewMode.IconMode)
        cards.setResizeMode(QListView.ResizeMode.Adjust)
        cards.setMovement(QListView.Movement.Static)
        cards.setIconSize(_CARD)
        cards.setGridSize(QSize(176, 216))
        cards.setWordWrap(True)
        cards.setDragEnabled(True)
        cards.setTextElideMode(Qt.TextElideMode.ElideRight)
        cards.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        cards.customContextMenuRequested.connect(self._menu)
        cards.currentItemChanged.connect(lambda item, _before: self._show(item))
        cards.itemActivated.connect(lambda _item: self.play())
        cards.itemChanged.connect(self._renamed)
        return cards

    def _button(self, text: str, act: object) -> QPushButton:
        button = QPushButton(text, self)
        button.clicked.connect(act)
        return button

    def _lay_out(self) -> None:
        bar = QHBoxLayout(self._bar)
        bar.setContentsMargins(12, 6, 8, 6)
        bar.addWidget(self.said, 1)
        bar.addWidget(self.undo_button)
        left = QVBoxLayout()
        left.addWidget(self.empty, 1)
        left.addWidget(self.list, 1)
        left.addWidget(self._bar)
        grid = QVBoxLayout()
        for pair in (self.buttons[:2], self.buttons[2:]):
            row = QHBoxLayout()
            for button in pair:
                row.addWidget(button, 1)
            grid.addLayout(row)
        right = QVBoxLayout()
        right.setSpacing(10)
        right.addWidget(self.screen_)
        right.addWidget(self.play_button)
        right.addWidget(self.title)
        right.addWidget(self.words, 1)
        right.addLayout(grid)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 16, 20, 16)
        row.setSpacing(16)
        row.addLayout(left, 1)
        row.addLayout(right)

    def fill(self, chosen: Path | None = None) -> None:
        """Show the films there are now, ``chosen`` or the newest first."""
        self._end_reading()
        self.list.clear()
        files = films(self.folder)
        for file in files:
            item = QListWidgetItem(QIcon(_blank()), file.stem)
            item.setData(_FILE, file)
            item.setToolTip(tip(str(file)))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            self.list.addItem(item)
        self.empty.setVisible(not files)
        self.list.setVisible(bool(files))
        self._closing.clear()
        self._reader = threading.Thread(target=self._read_all, args=(files,), name="gallery", daemon=True)
        self._reader.start()
        rows = [n for n, file in enumerate(files) if file == chosen]
        self.list.setCurrentRow(rows[0] if rows else 0)
        self._show(self.list.currentItem())

    def chosen(self) -> Path | None:
        """Return the film that is chosen."""
        item = self.list.currentItem()
        return None if item is None else Path(item.data(_FILE))

    # ---- what can be done with a film

    def toggle(self) -> None:
        """Play the chosen film, or stop."""
        if self.screen_.playing:
            self.screen_.stop()
        else:
            self.play()

    def play(self) -> None:
        """Play the chosen film."""
        file = self.chosen()
        if file is not None:
            self.screen_.play(file)
            self.play_button.setText(self.tr("Stop"))

    def reveal(self) -> None:
        """Show the chosen film in its folder."""
        file = self.chosen()
        if file is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(file.parent)))

    def copy(self) -> None:
        """Take the chosen film to the clipboard, as a file."""
        file = self.chosen()
        if file is not None:
            QGuiApplication.clipboard().setMimeData(file_data([file]))
            self._tell(self.tr("Copied; paste it into a folder or a chat."))

    def rename(self) -> None:
        """Let the user write another name."""
        item = self.list.currentItem()
        if item is not None:
            self.list.editItem(item)

    def delete(self) -> None:
        """Take the chosen film away; ``undo`` brings it back until the gallery closes."""
        file = self.chosen()
        if file is None:
            return
        self.screen_.stop()
        hidden = file.with_name(f"{_DELETED}{file.name}")
        try:
            for left in film_parts(hidden):  # of one deleted earlier that had the same name
                left.unlink()
            move_film(file, hidden)
        except OSError as error:
            self._tell(self.tr("{name} cannot be deleted: {why}").format(name=file.name, why=error.strerror))
            return
        self._deleted.append((file, hidden))
        self.fill()
        self._tell(self.tr("{name} was deleted.").format(name=file.name), undo=True)

    def undo(self) -> None:
        """Bring back the film deleted last."""
        if not self._deleted:
            return
        file, hidden = self._deleted.pop()
        if file.exists() or not hidden.exists():
            self._tell(self.tr("{name} cannot come back.").format(name=file.name))
            return
        try:
            move_film(hidden, file)
        except OSError as error:
            self._tell(str(error.strerror))
            return
        self.fill(file)
        self._bar.hide()

    # ---- behind it

    def _bring_back(self) -> None:
        """Bring back what was deleted in a gallery that never closed: nobody has decided that it may go."""
        for hidden in self.folder.glob(f"{_DELETED}*") if self.folder.is_dir() else ():
            file = hidden.with_name(hidden.name.removeprefix(_DELETED))
            if not file.exists():
                with contextlib.suppress(OSError):  # it stays hidden, and is whole
                    hidden.rename(file)

    def _menu(self, place: QPoint) -> None:
        if self.list.itemAt(place) is None:
            return
        menu = QMenu(self)
        menu.addAction(self.tr("Play")).triggered.connect(self.play)
        for text, act in self._actions:
            menu.addAction(text).triggered.connect(act)
        menu.exec(self.list.viewport().mapToGlobal(place))
        menu.deleteLater()

    def _renamed(self, item: QListWidgetItem) -> None:
        file: Path = item.data(_FILE)
        name = item.text().strip()
        if name == file.stem:
            return
        target = file.parent / f"{name}{file.suffix}"
        reason = ""
        if not name or name.startswith(".") or any(c in name for c in '<>:"/\\|?*'):
            reason = self.tr("“{name}” is no name for a file.").format(name=name)
        else:
            try:
                if target.exists():  # raises for a name that is too long
                    reason = self.tr("There is a film “{name}” already.").format(name=name)
                else:
                    move_film(file, target)
            except OSError as error:
                reason = str(error.strerror)
        self.list.blockSignals(True)
        item.setText(file.stem if reason else name)
        if not reason:
            item.setData(_FILE, target)
            item.setToolTip(tip(str(target)))
        self.list.blockSignals(False)
        self._tell(reason)
        self._show(self.list.currentItem())

    def _show(self, item: QListWidgetItem | None) -> None:
        for widget in (self.play_button, *self.buttons):
            widget.setEnabled(item is not None)
        info: FilmInfo | None = None if item is None else item.data(_INFO)
        self.title.setText("" if item is None else item.text())
        self.words.setText(_about(info) if info is not None else "")
        self.screen_.show_still(QImage.fromData(info.thumbnail) if info is not None else QImage())

    def _describe(self, file: Path, info: FilmInfo) -> None:
        for row in range(self.list.count()):
            item = self.list.item(row)
            if item.data(_FILE) == file:
                self.list.blockSignals(True)
                item.setData(_INFO, info)
                item.setIcon(_icon(info))
                self.list.blockSignals(False)
                if item is self.list.currentItem() and not self.screen_.playing:
                    self._show(item)

    def _ended(self) -> None:
        self.play_button.setText(self.tr("Play"))

    def _tell(self, sentence: str, *, undo: bool = False) -> None:
        self.said.setText(translated(sentence))
        self.undo_button.setVisible(undo)
        self._bar.setVisible(bool(sentence))

    def _read_all(self, files: list[Path]) -> None:
        for file in files:
            if self._closing.is_set():
                return
            try:
                info = film_info(file)
            except CompanionError:
                info = FilmInfo(0.0)
            self._read.emit(file, info)

    def _end_reading(self) -> None:
        self._closing.set()
        if self._reader is not None:
            self._reader.join()
            self._reader = None

    def reject(self) -> None:
        """Leave, by Esc as by the button: only for the button Qt sends a close event, and both come here."""
        super().reject()
        self.screen_.stop()
        self._end_reading()
        for part in [part for _file, hidden in self._deleted for part in film_parts(hidden)]:
            trashed = QFile.moveToTrash(str(part))
            if not (trashed if isinstance(trashed, bool) else trashed[0]):
                with contextlib.suppress(OSError):  # then it is back when the gallery opens next
                    part.unlink(missing_ok=True)
        self._deleted.clear()
        self.closed.emit()


def _about(info: FilmInfo) -> str:
    length = f"{int(info.seconds) // 60}:{int(info.seconds) % 60:02d}"
    return "\n\n".join(filter(None, (f"{info.persona} · {length}" if info.persona else length, info.text)))


def _blank() -> QPixmap:
    card = QPixmap(_CARD)
    card.fill(Qt.GlobalColor.transparent)
    return card


def _icon(info: FilmInfo) -> QIcon:
    card, icon = _card(info), QIcon()
    for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected):  # else Qt tints the chosen one
        icon.addPixmap(card, mode)
    return icon


def _card(info: FilmInfo) -> QPixmap:
    """Return the thumbnail in the middle of a square, with the length on it."""
    card = _blank()
    picture = QPixmap()
    picture.loadFromData(info.thumbnail)
    painter = QPainter(card)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    if not picture.isNull():
        fitted = picture.scaled(_CARD, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
        painter.drawPixmap((card.width() - fitted.width()) // 2, (card.height() - fitted.height()) // 2, fitted)
    label = f" {int(info.seconds) // 60}:{int(info.seconds) % 60:02d} "
    width = painter.fontMetrics().horizontalAdvance(label) + 6
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(Qt.GlobalColor.black)
    painter.setOpacity(0.6)
    painter.drawRoundedRect(card.width() - width - 8, card.height() - 28, width, 20, 6, 6)
    painter.setOpacity(1.0)
    painter.setPen(Qt.GlobalColor.white)
    painter.drawText(card.width() - width - 5, card.height() - 13, label)
    painter.end()
    return card
