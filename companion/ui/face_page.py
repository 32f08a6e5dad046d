"""The page of settings about her looks: which character, what a touch does."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QWidget

from companion import settings as s
from companion.paths import shipped_avatars
from companion.settings import Settings
from companion.ui import theme
from companion.ui.field_page import FieldPage
from companion.ui.plain_text import tip


class FacePage(FieldPage):
    """Which character is on stage."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        """Show the character chosen now."""
        super().__init__(settings, parent)
        self.model_button = QPushButton(self)
        self.model_button.setObjectName("folder")
        self.model_button.setIcon(theme.icon("folder", theme.palette().accent, 18))
        self.model_button.clicked.connect(self._choose_model)
        self.group(self.tr("Character"))
        self.add(
            s.AVATAR,
            self.tr("Character"),
            self.model_button,
            self.tr("A Live2D model, or pictures with one face each. A persona may bring its own."),
            show=lambda _path: self._show(),
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
        self.group(self.tr("Touch"))
        self.touch = self.switch(
            s.TOUCH, self.tr("Reacts to touch"), self.tr("Pats and pokes, and she may answer them.")
        )
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
        self.model_button.setToolTip(tip(path))
        self.default_button.setVisible(bool(path))
