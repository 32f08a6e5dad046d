"""The settings: pages of rows made from the declared settings. A change holds at once; there is no OK to forget."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from companion.errors import CompanionError
from companion.settings import TABLE, Setting, Settings
from companion.settings_exchange import export_settings, import_settings
from companion.ui import theme
from companion.ui.field_page import FieldPage
from companion.ui.memory_page import MemoryPage
from companion.ui.persona_page import PersonaPage
from companion.ui.plain_text import Label
from companion.ui.settings_pages import Needs, SettingsPages
from companion.ui.settings_search import Place, go_to, matching, places_of
from companion.ui.undo_bar import UndoBar

_HIT = Qt.ItemDataRole.UserRole
_BREATH_MS = 30
"""Between two pages that are made: the window lives on meanwhile."""
_HIT_PADDING = QSize(40, 22)
"""Pixels around the lines of something found: the theme's padding, and what stands beside the icon."""
_RESETTABLE = tuple(setting for setting in TABLE if not setting.hidden)


class SettingsDialog(QDialog):
    """Search and pages on the left, rows on the right."""

    closed = Signal()

    def __init__(
        self, settings: Settings, needs: Needs, voices: tuple[str, ...] = (), parent: QWidget | None = None
    ) -> None:
        """Make the first page and the others one by one while nothing else is to do; ``voices``: of the one loaded."""
        super().__init__(parent)
        self._settings = settings
        self._left = False
        self.setWindowTitle(self.tr("Settings"))
        scale = theme.text_size_now() / 100
        free = QGuiApplication.primaryScreen().availableSize()
        self.resize(min(round(900 * scale), free.width() - 40), min(round(700 * scale), free.height() - 60))
        self._stack = QStackedWidget(self)
        self._places: list[Place] = []
        self.page = SettingsPages(settings, needs, voices, self)
        self.page.place, self.page.undo_later = self._place, self.undo_later
        self._lay_out(min(round(210 * scale), self.width() // 4))
        self._names: list[str] = []
        self._outsides: list[QWidget] = []
        for name, icon, title in (
            ("persona", "persona", self.tr("Persona")),
            ("face", "rose", self.tr("Face")),
            ("brain", "brain", self.tr("Brain")),
            ("feelings", "feeling-joy", self.tr("Feelings")),
            ("memory", "memory", self.tr("Memory")),
            ("own_life", "moon", self.tr("Of her own")),
            ("voice", "voice", self.tr("Voice")),
            ("ears", "microphone", self.tr("Ears")),
            ("recording", "recording", self.tr("Recording")),
            ("window", "window", self.tr("Window")),
            ("shortcuts", "keyboard", self.tr("Keys")),
            ("privacy", "privacy", self.tr("Privacy")),
            ("costs", "costs", self.tr("Costs")),
            ("help", "info", self.tr("Help")),
        ):
            self._announce_page(name, icon, title)
        self.pages.currentRowChanged.connect(self._show_page)
        self.pages.setCurrentRow(0)
        self._maker = QTimer(self)
        self._maker.timeout.connect(self._make_next)
        self._maker.start(_BREATH_MS)

    # ---- pages

    def make_all(self) -> None:
        """Make the pages that are still missing: something looks through all of them."""
        while self._maker.isActive():
            self._make_next()

    def _make_next(self) -> None:
        missing = [name for name in self._names if not self.page.is_made(name)]
        if missing:
            getattr(self.page, missing[0])
        if len(missing) <= 1:
            self._maker.stop()

    def _show_page(self, row: int) -> None:
        getattr(self.page, self._names[row])
        self._stack.setCurrentIndex(row)

    # ---- how it looks

    def _make_search(self) -> None:
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(self.tr("Search"))
        self.search.setAccessibleName(self.tr("Search the settings"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._search)
        self.search.returnPressed.connect(self._leave_search)
        self.search.installEventFilter(self)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.activated.connect(self.search.setFocus)
        self.nothing = Label(self.tr("No setting is called that."), self)
        self.nothing.setObjectName("help")
        self.nothing.setWordWrap(True)
        self.nothing.setContentsMargins(14, 8, 14, 8)
        self.nothing.hide()

    def _lay_out(self, side_width: int) -> None:
        self._make_search()
        self.pages = QListWidget(self)
        self.pages.setObjectName("pages")
        self._icon_size = round(18 * theme.text_size_now() / 100)
        self.pages.setIconSize(QSize(self._icon_size, self._icon_size))
        self.pages.setAccessibleName(self.tr("Pages of settings"))
        self.hits = QListWidget(self)
        self.hits.setObjectName("pages")
        self.hits.setWordWrap(True)
        self.hits.setIconSize(self.pages.iconSize())
        self.hits.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.hits.setAccessibleName(self.tr("Found settings"))
        self.hits.currentItemChanged.connect(self._go_to_hit)
        self.hits.itemClicked.connect(self._go_to_hit)
        self.hits.hide()
        side = QWidget(self)
        side.setObjectName("side")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        side.setFixedWidth(side_width)
        left = QVBoxLayout(side)
        left.setContentsMargins(0, 16, 0, 0)
        left.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(12, 0, 12, 0)
        head.addWidget(self.search)
        left.addLayout(head)
        left.addWidget(self.nothing)
        left.addWidget(self.pages, 1)
        left.addWidget(self.hits, 1)
        below = QHBoxLayout()
        below.setContentsMargins(12, 8, 12, 12)
        below.addWidget(self._menu_button(side))
        left.addLayout(below)
        self.undo = UndoBar(self)
        foot = QHBoxLayout()
        foot.setContentsMargins(28, 0, 28, 0)
        foot.addWidget(self.undo)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 16)
        right.setSpacing(0)
        right.addWidget(self._stack, 1)
        right.addLayout(foot)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(side)
        row.addLayout(right, 1)

    def _menu_button(self, parent: QWidget) -> QPushButton:
        button = QPushButton(self.tr("All settings…"), parent)
        button.setObjectName("sideButton")
        button.setAutoDefault(False)
        menu = QMenu(button)
        menu.addAction(self.tr("Save to a file…"), self._export)
        menu.addAction(self.tr("Take from a file…"), self._import)
        menu.addSeparator()
        menu.addAction(self.tr("Reset all"), lambda: self._tell_reset(self._settings.reset(_RESETTABLE)))
        button.setMenu(menu)
        return button

    def _announce_page(self, name: str, icon: str, title: str) -> None:
        """Put a page's title into the list and an empty place for it beside."""
        self._names.append(name)
        self.pages.addItem(QListWidgetItem(theme.icon(icon, theme.palette().accent, self._icon_size), title))
        outside = QWidget(self)
        outside.setObjectName("page")
        self._outsides.append(outside)
        self._stack.addWidget(outside)

    def _place(self, name: str, page: QWidget) -> None:
        """Lay a new page out in its place."""
        place = self._names.index(name)
        title = self.pages.item(place).text()
        outside = self._outsides[place]
        page.setObjectName("page")
        heading = Label(title, outside)
        heading.setObjectName("pageTitle")
        head = QHBoxLayout()
        head.addWidget(heading, 1)
        column = QVBoxLayout(outside)
        column.setContentsMargins(28, 24, 12, 12)
        column.setSpacing(14)
        column.addLayout(head)
        self._places += places_of(place, title, page)
        self._places.sort(key=lambda found: found.page)
        if not isinstance(page, FieldPage):  # they share the height and scroll by themselves
            column.setContentsMargins(28, 24, 28, 12)
            column.addWidget(page, 1)
            return
        page.was_reset.connect(self._tell_reset)
        reset = QPushButton(self.tr("Reset this page"), outside)
        reset.setObjectName("link")
        reset.setAutoDefault(False)
        reset.clicked.connect(lambda _checked: page.reset())
        head.addWidget(reset)
        head.addSpacing(16)
        area = QScrollArea(outside)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget(area)
        inner.setObjectName("page")
        inside = QVBoxLayout(inner)
        inside.setContentsMargins(0, 0, 16, 0)
        inside.addWidget(page)
        area.setWidget(inner)
        column.addWidget(area, 1)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._leave()
        super().closeEvent(event)
        self.closed.emit()

    def reject(self) -> None:
        """Esc closes as the button does; Qt sends no close event then."""
        self._leave()
        super().reject()

    def _leave(self) -> None:
        if self._left:
            return
        self._left = True
        self.setFocus()  # a field that is being edited takes its value when it loses the focus
        self._maker.stop()
        for page in self.findChildren(FieldPage):
            page.close_page()
        for memory in self.findChildren(MemoryPage):
            memory.close_page()
        for persona in self.findChildren(PersonaPage):
            persona.close_page()

    # ---- search

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrow keys choose among what was found, and Esc end the search."""
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
            if event.key() in steps and self.hits.isVisible():
                row = self.hits.currentRow() + steps[Qt.Key(event.key())]
                self.hits.setCurrentRow(min(max(row, 0), self.hits.count() - 1))
                return True
            if event.key() == Qt.Key.Key_Escape and self.search.text():
                self.search.clear()
                return True
        return super().eventFilter(watched, event)

    def _search(self, text: str) -> None:
        self.make_all()
        found = matching(self._places, text) if text.strip() else []
        self.hits.blockSignals(True)
        self.hits.clear()
        for place in found:
            page = self.pages.item(place.page)
            title = place.title if place.title == page.text() else f"{place.title}\n{page.text()}"
            item = QListWidgetItem(page.icon(), title)
            item.setData(_HIT, self._places.index(place))
            item.setSizeHint(self._room_of_hit(title))
            self.hits.addItem(item)
        self.hits.blockSignals(False)
        self.pages.setVisible(not text.strip())
        self.hits.setVisible(bool(found))
        self.nothing.setVisible(bool(text.strip()) and not found)
        if found:
            self.hits.setCurrentRow(0)

    def _room_of_hit(self, title: str) -> QSize:
        """Return how much room the lines of a title need: the list itself forgets its padding when it breaks them."""
        bar = self.hits.verticalScrollBar().sizeHint().width()
        width = self.pages.viewport().width() - bar - self._icon_size - _HIT_PADDING.width()
        lines = QRect(0, 0, width, 10_000)
        height = self.hits.fontMetrics().boundingRect(lines, Qt.TextFlag.TextWordWrap, title).height()
        return QSize(0, height + _HIT_PADDING.height())

    def _go_to_hit(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            go_to(self._places[item.data(_HIT)], self.pages.setCurrentRow)

    def _leave_search(self) -> None:
        """Go on where the found row is."""
        item = self.hits.currentItem()
        if item is not None:
            place = self._places[item.data(_HIT)]
            self.search.clear()
            go_to(place, self.pages.setCurrentRow)
            (getattr(place.widget, "field", None) or place.widget).setFocus()

    # ---- all settings at once

    def _export(self) -> None:
        known = str(Path.home() / "companion-settings.toml")
        kinds = self.tr("Settings (*.toml)")
        chosen, _kind = QFileDialog.getSaveFileName(self, self.tr("Save to a file…"), known, kinds)
        if chosen:
            self.export_to(Path(chosen))

    def export_to(self, file: Path) -> None:
        """Write all settings into ``file`` and tell how it went."""
        try:
            export_settings(self._settings, file)
            self.undo.offer(self.tr("The settings are in {file}. Keys are not among them.").format(file=file.name))
        except CompanionError as error:
            self.undo.offer(str(error))

    def _import(self) -> None:
        kinds = self.tr("Settings (*.toml)")
        chosen, _kind = QFileDialog.getOpenFileName(self, self.tr("Take from a file…"), str(Path.home()), kinds)
        if chosen:
            self.import_from(Path(chosen))

    def import_from(self, file: Path) -> None:
        """Take the settings ``file`` names, tell which entries were of no use, and offer to undo it."""
        try:
            taken = import_settings(self._settings, file)
        except CompanionError as error:
            self.undo.offer(str(error))
            return
        sentence = self.tr("%n setting(s) changed.", "", len(taken.before))
        self.undo.offer(" ".join((sentence, *taken.problems)), lambda: self._put_back(taken.before))

    # ---- back

    def undo_later(self, sentence: str, act: Callable[[], None]) -> None:
        """Tell what was done and offer to undo it."""
        self.undo.offer(sentence, act)

    def _tell_reset(self, before: Mapping[Setting[Any], Any]) -> None:
        rows = [row for page in self.findChildren(FieldPage) for row in page.rows.values()]
        titles = [row.title for row in rows if row.setting in before]
        if len(before) == 1 and titles:
            sentence = self.tr("“{title}” is as it came.").format(title=titles[0])
        else:
            sentence = self.tr("%n setting(s) are as they came.", "", len(before))
        self.undo.offer(sentence, lambda: self._put_back(before))

    def _put_back(self, before: Mapping[Setting[Any], Any]) -> None:
        for setting, value in before.items():
            self._settings[setting] = value
