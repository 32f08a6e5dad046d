"""The page of settings about recorded videos."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

from companion import settings as s
from companion.settings import Settings
from companion.ui import theme
from companion.ui.field_page import FieldPage


class RecordingPage(FieldPage):
    """What a recorded video is like and where it goes."""

    def __init__(self, settings: Settings, folder: Callable[[], Path], parent: QWidget | None = None) -> None:
        """``folder`` returns where recordings go now."""
        super().__init__(settings, parent)
        self.group(self.tr("Picture"))
        sizes = tuple((size, f"{size} × {size}") for size in s.RECORD_SIZE.choices)
        self.choice(s.RECORD_SIZE, sizes, self.tr("Picture"))
        self.choice(s.RECORD_FPS, tuple((fps, str(fps)) for fps in s.RECORD_FPS.choices), self.tr("Frames per second"))
        shapes = (("square", self.tr("Square")), ("portrait", self.tr("Upright")), ("landscape", self.tr("Wide")))
        self.choice(s.RECORD_SHAPE, shapes, self.tr("Shape"))
        self.captions = self.switch(s.RECORD_CAPTIONS, self.tr("Her words on notes"))
        self.group(self.tr("Where they go"))
        self._folder = folder
        self.folder_button = QPushButton(str(folder()), self)
        self.folder_button.setObjectName("folder")
        self.folder_button.setIcon(theme.icon("folder", theme.palette().accent, 18))
        self.folder_button.clicked.connect(self._choose_folder)
        self.add(
            s.RECORD_FOLDER,
            self.tr("Folder"),
            self.folder_button,
            show=lambda _path: self.folder_button.setText(str(folder())),
            wide=True,
        )
        self.finish()

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Folder of recordings"), str(self._folder()))
        if chosen:
            self.put(s.RECORD_FOLDER, chosen)
