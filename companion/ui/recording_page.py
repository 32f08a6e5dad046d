"""The page of settings about films: their picture, what is heard and read in them, where they go."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QColorDialog, QComboBox, QFileDialog, QPushButton, QWidget

from companion import settings as s
from companion.settings import Settings
from companion.ui import theme
from companion.ui.field_page import FieldPage

GREEN = "#00b140"
"""What editors cut out."""
_COLOUR, _PICTURE = "colour", "picture"


class RecordingPage(FieldPage):
    """What a recorded video is like and where it goes."""

    def __init__(self, settings: Settings, folder: Callable[[], Path], parent: QWidget | None = None) -> None:
        """``folder`` returns where recordings go now."""
        super().__init__(settings, parent)
        self.group(self.tr("Picture"))
        shapes = (("square", self.tr("Square")), ("portrait", self.tr("Upright")), ("landscape", self.tr("Wide")))
        self.choice(s.RECORD_SHAPE, shapes, self.tr("Shape"))
        sizes = tuple((size, self.tr("{size} pixels").format(size=size)) for size in s.RECORD_SIZE.choices)
        self.choice(s.RECORD_SIZE, sizes, self.tr("Shorter side"))
        self.choice(s.RECORD_FPS, tuple((fps, str(fps)) for fps in s.RECORD_FPS.choices), self.tr("Frames per second"))
        self.background = QComboBox(self)
        self.background.activated.connect(self._choose_background)
        self._show_background(settings[s.RECORD_BACKGROUND])
        self.add(s.RECORD_BACKGROUND, self.tr("Behind her"), self.background, show=self._show_background)
        self.group(self.tr("Her words"))
        self.captions = self.switch(
            s.RECORD_CAPTIONS, self.tr("Her words on the picture"), self.tr("Each word lights up as it is said.")
        )
        subtitles = (("", self.tr("None")), (".srt", "SubRip (.srt)"), (".vtt", "WebVTT (.vtt)"))
        self.choice(s.RECORD_SUBTITLES, subtitles, self.tr("File of subtitles beside the film"))
        self.group(self.tr("Your voice"))
        self.microphone = self.switch(
            s.RECORD_MICROPHONE,
            self.tr("Record your microphone too"),
            self.tr("What the loudspeakers play of her is taken out of it first, as the page Ears says."),
        )
        self.number(s.RECORD_MICROPHONE_VOLUME, self.tr("Loudness of your microphone in percent"))
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

    def _show_background(self, chosen: str) -> None:
        """List what can stand behind her, with the colour or picture that was chosen."""
        box = self.background
        box.clear()
        box.addItem(self.tr("As in the window"), "")
        box.addItem(self.tr("Green, to be cut out"), GREEN)
        box.addItem(self.tr("Nothing: a transparent film (WebM)"), "transparent")
        if box.findData(chosen) < 0:
            box.addItem(chosen if chosen.startswith("#") else Path(chosen).name, chosen)
        box.addItem(self.tr("Another colour…"), _COLOUR)
        box.addItem(self.tr("A picture…"), _PICTURE)
        box.setCurrentIndex(box.findData(chosen))

    def _choose_background(self) -> None:
        wanted = self.background.currentData()
        now = self.settings[s.RECORD_BACKGROUND]
        if wanted == _COLOUR:
            colour = QColorDialog.getColor(QColor(now if now.startswith("#") else GREEN), self, self.tr("Behind her"))
            wanted = colour.name() if colour.isValid() else now
        elif wanted == _PICTURE:
            kinds = self.tr("Pictures (*.png *.webp *.jpg *.jpeg)")
            place = str(Path(now).parent if now and not now.startswith("#") else Path.home())
            wanted = QFileDialog.getOpenFileName(self, self.tr("Behind her"), place, kinds)[0] or now
        self.put(s.RECORD_BACKGROUND, wanted)
        self._show_background(self.settings[s.RECORD_BACKGROUND])

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Folder of recordings"), str(self._folder()))
        if chosen:
            self.put(s.RECORD_FOLDER, chosen)
