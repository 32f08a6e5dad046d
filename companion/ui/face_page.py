"""The page of settings about her looks: who she is to look at, how she stands, which face shows which feeling."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

from companion import characters
from companion import settings as s
from companion.characters import Character
from companion.errors import CompanionError
from companion.settings import Settings
from companion.ui.character_list import CharacterList
from companion.ui.dressing import OnStage
from companion.ui.faces_table import FacesTable
from companion.ui.field_page import FieldPage
from companion.ui.framing_box import FramingBox
from companion.ui.hot_keys import HotKeyTable
from companion.ui.parameter_inspector import ParameterInspector


class FacePage(FieldPage):
    """Which character is on stage and how she looks there."""

    told = Signal(str, object)
    """What was done, and what undoes it."""

    def __init__(self, settings: Settings, on_stage: OnStage, parent: QWidget | None = None) -> None:
        """Show the character chosen now."""
        super().__init__(settings, parent)
        self._on_stage = on_stage
        self.taken: Callable[[str], str] = lambda _keys: ""
        """Asked what a key does in the window already."""
        dressing = on_stage.dressing
        on_stage.sweep()
        self.group(self.tr("Character"))
        self.list = CharacterList(self)
        self.list.show_chosen(settings[s.AVATAR])
        self.list.chosen.connect(lambda path: self.put(s.AVATAR, path))
        self.list.complained.connect(self.complaint.setText)
        self.list.removed.connect(self._remove)
        self.list.file_wanted.connect(self._choose_file)
        self.list.folder_wanted.connect(self._choose_folder)
        self.add(
            s.AVATAR,
            self.tr("Who keeps you company"),
            self.list,
            self.tr("A Live2D model or pictures; you can also drop them on the window. A persona may bring its own."),
            show=self.list.show_chosen,
            wide=True,
        )
        self.group(self.tr("Her place in the picture"))
        self.framing = FramingBox(on_stage.stage, dressing, self)
        self._below(self.framing)
        self.group(self.tr("Faces for feelings"))
        self.faces = FacesTable(dressing, self)
        self._below(self.faces)
        self.group(self.tr("Keys for faces and motions"))
        self.hot_keys = HotKeyTable(dressing, self._other_use, self)
        self.hot_keys.complained.connect(self.complaint.setText)
        self._below(self.hot_keys)
        self.group(self.tr("Fine tuning"))
        self.parameters = QPushButton(self.tr("Open…"), self)
        self.parameters.setAutoDefault(False)
        self.parameters.clicked.connect(self.open_parameters)
        self.add(None, self.tr("Parameters"), self.parameters, self.tr("Move or hold everything that moves in her."))
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
        self.list.refresh()  # once more: now its complaint is heard
        dressing.failed.connect(self.complaint.setText)

    def close_page(self) -> None:
        """Let the settings and the stage be; delete the copies of characters that were removed."""
        super().close_page()
        self.list.thumbnails.close_thumbnails()
        self._on_stage.sweep()

    def _other_use(self, keys: str) -> str:
        return self.taken(keys)

    def open_parameters(self) -> ParameterInspector:
        """Open the window with all parameters beside this one."""
        inspector = ParameterInspector(self._on_stage.dressing, self.window())
        inspector.show()
        return inspector

    def _below(self, widget: QWidget) -> None:
        group = self._group
        assert group is not None
        group.add(widget)

    def _choose_file(self) -> None:
        known = str(Path(self.settings[s.AVATAR]).parent) if self.settings[s.AVATAR] else str(Path.home())
        kinds = self.tr("Characters (*.model3.json *.model.json model.json *.zip *.charx *.png *.webp *.jpg *.jpeg)")
        chosen, _kind = QFileDialog.getOpenFileName(self, self.tr("Character"), known, kinds)
        if chosen:
            self._on_stage.introduce(Path(chosen))

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Character"), str(Path.home()))
        if chosen:
            self._on_stage.introduce(Path(chosen))

    def _remove(self, character: Character) -> None:
        try:
            characters.remove(character)
        except CompanionError as error:
            self.complaint.setText(str(error))
            return
        before = self.settings[s.AVATAR]
        if before == character.path:
            self.put(s.AVATAR, s.AVATAR.default)
        self.list.refresh()
        if character.is_copy:
            sentence = self.tr("{name} is removed; her unpacked copy goes when you close the settings.")
        else:
            sentence = self.tr("{name} is removed from the list; her files stay where they are.")
        self.told.emit(sentence.format(name=character.name), lambda: self._put_back(character, before))

    def _put_back(self, character: Character, chosen: str) -> None:
        characters.add(character.file, character.name)
        self.put(s.AVATAR, chosen)
        self.list.refresh()
