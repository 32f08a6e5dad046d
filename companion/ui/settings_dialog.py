"""The settings: pages of fields made from the declared settings. A change holds at once; there is no OK to forget."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from companion import settings as s
from companion.paths import memory_file, shipped_avatars
from companion.settings import Settings
from companion.ui import theme
from companion.ui.brain_page import BrainPage
from companion.ui.ears_page import EarsPage
from companion.ui.field_page import FieldPage
from companion.ui.memory_page import MemoryPage
from companion.ui.model_downloads import ModelDownloads
from companion.ui.persona_page import PersonaPage
from companion.ui.privacy_page import PrivacyPage
from companion.ui.voice_page import VoicePage
from companion.ui.window_page import WindowPage


class FacePage(FieldPage):
    """Which character is on stage."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        """Show the character chosen now."""
        super().__init__(settings, parent)
        self.model_button = QPushButton(self)
        self.model_button.setObjectName("folder")
        self.model_button.setIcon(theme.icon("folder", theme.palette().accent, 18))
        self.model_button.clicked.connect(self._choose_model)
        self.add(
            s.AVATAR,
            self.tr("Character"),
            self.model_button,
            self.tr("A Live2D model, or pictures with one face each. A persona may bring its own."),
        )
        self.pictures_button = QPushButton(self.tr("A folder of pictures…"), self)
        self.pictures_button.clicked.connect(self._choose_pictures)
        self.column.addWidget(self.pictures_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.default_button = QPushButton(self.tr("Amelie again"), self)
        self.default_button.clicked.connect(lambda: self._take(""))
        shipped = QHBoxLayout()
        shipped.addWidget(self.default_button)
        self.shipped_buttons: dict[str, QPushButton] = {}
        for name, path in list(shipped_avatars().items())[1:]:
            button = self.shipped_buttons[name] = QPushButton(name, self)
            button.clicked.connect(lambda _checked=False, chosen=str(path): self._take(chosen))
            shipped.addWidget(button)
        shipped.addStretch()
        self.column.addLayout(shipped)
        self.touch = QCheckBox(self.tr("Reacts to touch"), self)
        self.touch.setChecked(settings[s.TOUCH])
        self.touch.toggled.connect(lambda on: self.put(s.TOUCH, on))
        self.column.addSpacing(10)
        self.column.addWidget(self.touch)
        self.column.addSpacing(10)
        self.untouchable = self.line(
            s.UNTOUCHABLE,
            self.tr("Leave alone"),
            self.tr("Parts of her that a touch does nothing to, separated by commas: Head, Hair, Face, Body."),
        )
        self.finish()
        self._show()

    def _choose_model(self) -> None:
        known = str(Path(self.settings[s.AVATAR]).parent) if self.settings[s.AVATAR] else str(Path.home())
        kinds = self.tr("Live2D models (*.model3.json *.model.json model.json);;Pictures (*.png *.webp *.jpg *.jpeg)")
        chosen, _kind = QFileDialog.getOpenFileName(self, self.tr("Character"), known, kinds)
        if chosen:
            self._take(chosen)

    def _choose_pictures(self) -> None:
        known = self.settings[s.AVATAR] or str(Path.home())
        chosen = QFileDialog.getExistingDirectory(self, self.tr("A folder of pictures…"), known)
        if chosen:
            self._take(chosen)

    def _take(self, path: str) -> None:
        self.put(s.AVATAR, path)
        self._show()

    def _show(self) -> None:
        path = self.settings[s.AVATAR]
        self.model_button.setText(Path(path).name.removesuffix(".model3.json") if path else self.tr("Amelie"))
        self.model_button.setToolTip(path)
        self.default_button.setVisible(bool(path))


class RecordingPage(FieldPage):
    """What a recorded video is like and where it goes."""

    def __init__(self, settings: Settings, folder: Callable[[], Path], parent: QWidget | None = None) -> None:
        """``folder`` returns where recordings go now."""
        super().__init__(settings, parent)
        sizes = tuple((size, f"{size} × {size}") for size in s.RECORD_SIZE.choices)
        self.choice(s.RECORD_SIZE, sizes, self.tr("Picture"))
        self.choice(s.RECORD_FPS, tuple((fps, str(fps)) for fps in s.RECORD_FPS.choices), self.tr("Frames per second"))
        shapes = (("square", self.tr("Square")), ("portrait", self.tr("Upright")), ("landscape", self.tr("Wide")))
        self.choice(s.RECORD_SHAPE, shapes, self.tr("Shape"))
        self.captions = QCheckBox(self.tr("Her words on notes"), self)
        self.captions.setChecked(settings[s.RECORD_CAPTIONS])
        self.captions.toggled.connect(lambda on: self.put(s.RECORD_CAPTIONS, on))
        self.column.addWidget(self.captions)
        self.column.addSpacing(10)
        self._folder = folder
        self.folder_button = QPushButton(str(folder()), self)
        self.folder_button.setObjectName("folder")
        self.folder_button.setIcon(theme.icon("folder", theme.palette().accent, 18))
        self.folder_button.clicked.connect(self._choose_folder)
        self.add(s.RECORD_FOLDER, self.tr("Folder"), self.folder_button)
        self.finish()

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Folder of recordings"), str(self._folder()))
        if chosen:
            self.put(s.RECORD_FOLDER, chosen)
            self.folder_button.setText(chosen)


class SettingsDialog(QDialog):
    """Pages on the left, fields on the right."""

    persona_saved = Signal(str)
    closed = Signal()

    def __init__(
        self,
        settings: Settings,
        *,
        load_key: Callable[[], str],
        save_key: Callable[[str], str],
        downloads: ModelDownloads,
        voice_engines: tuple[str, ...],
        voices: tuple[str, ...],
        recognisers: tuple[str, ...],
        recordings: Callable[[], Path],
        parent: QWidget | None = None,
    ) -> None:
        """Make all pages; ``voice_engines`` can be chosen, ``voices`` are those of the one loaded."""
        super().__init__(parent)
        self._left = False
        self.setWindowTitle(self.tr("Settings"))
        scale = theme.text_size_now() / 100
        self.resize(round(780 * scale), round(660 * scale))
        self.pages = QListWidget(self)
        self.pages.setObjectName("pages")
        self.pages.setFixedWidth(round(176 * scale))
        self.pages.setIconSize(QSize(18, 18))
        self.pages.setAccessibleName(self.tr("Pages of settings"))
        self._stack = QStackedWidget(self)
        self.persona = PersonaPage(settings, self)
        self.persona.saved.connect(self.persona_saved)
        self.brain = BrainPage(settings, load_key, save_key, downloads, self)
        self.face = FacePage(settings, self)
        self.voice = VoicePage(settings, voice_engines, voices, self)
        self.ears = EarsPage(settings, recognisers, self)
        self.memory = MemoryPage(memory_file(), self)
        self.recording = RecordingPage(settings, recordings, self)
        self.window_page = WindowPage(settings, self)
        self.privacy = PrivacyPage(settings, self)
        for page, icon, title in (
            (self.persona, "persona", self.tr("Persona")),
            (self.face, "rose", self.tr("Face")),
            (self.brain, "brain", self.tr("Brain")),
            (self.memory, "memory", self.tr("Memory")),
            (self.voice, "voice", self.tr("Voice")),
            (self.ears, "microphone", self.tr("Ears")),
            (self.recording, "recording", self.tr("Recording")),
            (self.window_page, "window", self.tr("Window")),
            (self.privacy, "privacy", self.tr("Privacy")),
        ):
            self.pages.addItem(QListWidgetItem(theme.icon(icon, theme.palette().accent, 18), title))
            self._stack.addWidget(self._framed(page, title))
        self.pages.currentRowChanged.connect(self._stack.setCurrentIndex)
        self.pages.setCurrentRow(0)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.pages)
        row.addWidget(self._stack, 1)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.setFocus()  # a field that is being edited takes its value when it loses the focus
        super().closeEvent(event)
        if not self._left:
            self._left = True
            self.brain.close_page()
            self.memory.close_page()
            self.privacy.close_page()
        self.closed.emit()

    def _framed(self, page: QWidget, title: str) -> QWidget:
        outside = QWidget(self)
        outside.setObjectName("page")
        heading = QLabel(title, outside)
        heading.setObjectName("pageTitle")
        column = QVBoxLayout(outside)
        column.setContentsMargins(28, 24, 12, 20)
        column.setSpacing(14)
        column.addWidget(heading)
        page.setObjectName("page")
        if page in (self.persona, self.memory):  # they share the height and scroll by themselves
            column.setContentsMargins(28, 24, 28, 20)
            column.addWidget(page, 1)
            return outside
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
        return outside
