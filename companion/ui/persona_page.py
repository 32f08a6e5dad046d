"""The page of settings where the persona is chosen, written, brought in and given away."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from companion.errors import CompanionError
from companion.messages import EMOTIONS, SAMPLING_RANGES, Persona, PromptShown
from companion.mind.dialogue_text import dialogue_text, pairs_text, parse_dialogue, parse_pairs
from companion.mind.lore_text import lore_text, parse_lore
from companion.mind.persona import list_personas, load_persona, remove_persona, save_persona
from companion.mind.persona_exchange import export_persona, import_persona, new_key
from companion.settings import PERSONA, Setting, Settings
from companion.ui.complaint import Complaint
from companion.ui.plain_text import Label
from companion.ui.temperament_fields import TemperamentFields

_PREVIEW_MS = 800
_BETWEEN = "\n---\n"
"""Stands between greetings in their field."""


class PersonaPage(QWidget):
    """Choose a persona, edit it, save it as one's own."""

    saved = Signal(str)
    """The file name of a persona that was written."""
    prompt_wanted = Signal(object)
    """A Persona whose prompt is to be shown; the answer comes back through ``show_prompt``."""
    shown_settings = (PERSONA,)
    """The settings this page is for, as ``FieldPage`` has them."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        """Show the current persona."""
        super().__init__(parent)
        self._settings = settings
        self._key, self._persona = "", Persona("")
        self.choice = QComboBox(self)
        self.more = QPushButton(self.tr("More"), self)
        self.name, self.language, self.voice, self.avatar = (QLineEdit(self) for _ in range(4))
        self.form = QComboBox(self)
        self.temperament = TemperamentFields(self)
        self._areas: dict[str, QPlainTextEdit] = {}
        self._loaded: dict[str, str] = {}
        self.greeting = self._area("greeting")
        self.description = self._area("description")
        self.personality = self._area("personality")
        self.scenario = self._area("scenario")
        self.dialogue = self._area("sample_dialogue")
        self.lore = self._area("lorebook")
        self.expressions = self._area("expressions")
        self.sampling = self._area("sampling")
        self.system_prompt = self._area("system_prompt")
        self.reminder = self._area("reminder")
        self.preview = self._area("")
        self.preview.setReadOnly(True)
        self.tokens = Complaint(self)
        self.complaint = Complaint(self)
        self.save_button = QPushButton(self.tr("Save"), self)
        self.save_button.setObjectName("primary")
        self.save_button.clicked.connect(self.save)
        self.tabs = QTabWidget(self)
        self._preview_soon = QTimer(self)
        self._preview_soon.setSingleShot(True)
        self._preview_soon.setInterval(_PREVIEW_MS)
        self._preview_soon.timeout.connect(self._ask_for_prompt)
        self._lay_out()
        self._fill_choice()
        self._fill_menu()
        self.choice.currentTextChanged.connect(self._choose)
        self._load(settings[PERSONA])
        for field in (self.name, self.language, self.voice, self.avatar):
            field.textEdited.connect(self._edited)
        for area in self._areas.values():
            if area is not self.preview:
                area.textChanged.connect(self._edited)
        self.form.activated.connect(self._edited)
        self.temperament.edited.connect(self._edited)
        self.tabs.currentChanged.connect(lambda _tab: self._ask_for_prompt())
        self.save_button.setEnabled(False)
        settings.subscribe(self._follow)

    def close_page(self) -> None:
        """Listen to the settings no more."""
        self._settings.unsubscribe(self._follow)

    def _area(self, key: str) -> QPlainTextEdit:
        area = QPlainTextEdit(self)
        area.setObjectName("field")
        area.setTabChangesFocus(True)
        self._areas[key] = area
        return area

    # ---- how it looks

    def _lay_out(self) -> None:
        for shown, value in (
            (self.tr("What the model likes best"), ""),
            (self.tr("Chat template"), "chat"),
            (self.tr("Raw: a text ending in her name"), "raw"),
            (self.tr("Pygmalion"), "pygmalion"),
        ):
            self.form.addItem(shown, value)
        top = QHBoxLayout()
        top.addWidget(self.choice, 1)
        top.addWidget(self.more)
        self.choice.setAccessibleName(self.tr("Persona"))
        samples = self.tr('Each line begins with "You:" or "Her:". It teaches her style.')
        self._add_tab(
            self.tr("Who she is"),
            (self.tr("Name"), self.name, 0, ""),
            (self.tr("Who she is"), self.description, 4, ""),
            (self.tr("Her character in a few words"), self.personality, 1, ""),
            (self.tr("Where you meet"), self.scenario, 2, ""),
            (self.tr("Temperament"), self.temperament, 0, ""),
        )
        self._add_tab(
            self.tr("How she talks"),
            (self.tr("Greetings"), self.greeting, 2, self.tr("A line of three dashes stands between several.")),
            (self.tr("Sample dialogue"), self.dialogue, 4, samples),
            (self.tr("Language"), self.language, 0, ""),
        )
        self._add_tab(
            self.tr("Looks and voice"),
            (self.tr("Character"), self.avatar, 0, self.tr("A model3.json or a picture; empty: the one in “Face”.")),
            (self.tr("Voice"), self.voice, 0, self.tr("Empty: the voice engine's default.")),
            (self.tr("Feelings"), self.expressions, 2, self.tr("One a line, such as: joy = F05. Empty: by name.")),
            (self.tr("How her replies are drawn"), self.sampling, 2, self.tr("Such as: temperature = 0.8")),
        )
        self._add_tab(
            self.tr("Lore"),
            (
                self.tr("What she knows when it is spoken of"),
                self.lore,
                1,
                self.tr("[rose, flower] above each piece; [rose + red] needs both, [*] always holds."),
            ),
        )
        below = self._add_tab(
            self.tr("Prompt"),
            (self.tr("Form"), self.form, 0, ""),
            (self.tr("Instructions before"), self.system_prompt, 1, ""),
            (self.tr("Reminder after"), self.reminder, 1, ""),
            (self.tr("What the model will read"), self.preview, 4, ""),
        )
        below.addWidget(self.tokens)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(top)
        column.addWidget(self.tabs, 1)
        row = QHBoxLayout()
        row.addWidget(self.complaint, 1)
        row.addWidget(self.save_button)
        column.addLayout(row)

    def _add_tab(self, title: str, *fields: tuple[str, QWidget, int, str]) -> QVBoxLayout:
        page = QWidget(self)
        page.setObjectName("page")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(5)
        for name, widget, grows, tip in fields:
            label = Label(name, page)
            label.setObjectName("section")
            label.setBuddy(widget)
            widget.setAccessibleName(name)
            if isinstance(widget, QPlainTextEdit):
                widget.setMinimumHeight(48)
            column.addWidget(label)
            column.addWidget(widget, grows)
            if tip:
                note = Label(tip, page)
                note.setObjectName("help")
                note.setWordWrap(True)
                column.addWidget(note)
            column.addSpacing(4)
        if not any(grows for _, _, grows, _ in fields):
            column.addStretch(1)
        self.tabs.addTab(page, title)
        return column

    def _fill_menu(self) -> None:
        menu = QMenu(self)
        for text, act in (
            (self.tr("New"), self._new),
            (self.tr("Import a card…"), self._import),
            (self.tr("Export…"), self._export),
            (self.tr("Delete"), self._delete),
        ):
            menu.addAction(text, act)
        self.more.setMenu(menu)

    def _fill_choice(self) -> None:
        self.choice.blockSignals(True)
        self.choice.clear()
        self.choice.addItems(list_personas())
        self.choice.setCurrentIndex(self.choice.findText(self._settings[PERSONA]))
        self.choice.blockSignals(False)

    # ---- from the persona to the fields and back

    def _choose(self, key: str) -> None:
        if key and self._load(key):
            self._settings[PERSONA] = key

    def _follow(self, setting: Setting[Any]) -> None:
        if setting is PERSONA and self._settings[PERSONA] != self._key:  # chosen elsewhere
            self._fill_choice()
            self._load(self._settings[PERSONA])

    def _load(self, key: str) -> bool:
        try:
            persona = load_persona(key)
        except CompanionError as error:
            self.complaint.setText(str(error))
            self.tabs.setEnabled(False)  # what stands there is another's
            self.save_button.setEnabled(False)
            return False
        self.tabs.setEnabled(True)
        self._key, self._persona = key, persona
        for line, text in (
            (self.name, persona.name),
            (self.language, persona.language),
            (self.voice, persona.voice),
            (self.avatar, persona.avatar),
        ):
            line.setText(text)
        self.temperament.show_temperament(persona.temperament)
        self.form.setCurrentIndex(max(0, self.form.findData(persona.prompt_format)))
        for key_, text in (
            ("greeting", _BETWEEN.join((persona.greeting, *persona.other_greetings)).strip()),
            ("description", persona.description),
            ("personality", persona.personality),
            ("scenario", persona.scenario),
            ("sample_dialogue", dialogue_text(persona.sample_dialogue)),
            ("lorebook", lore_text(persona.lorebook)),
            ("expressions", pairs_text(persona.expressions)),
            ("sampling", pairs_text(persona.sampling)),
            ("system_prompt", persona.system_prompt),
            ("reminder", persona.reminder),
        ):
            self._areas[key_].setPlainText(text)
            self._loaded[key_] = self._areas[key_].toPlainText()
        self.complaint.clear()
        self.save_button.setEnabled(False)
        self._preview_soon.start()
        return True

    def edited_persona(self) -> Persona:
        """Return the persona as the fields say. Raises CompanionError that names the field."""
        name = self.name.text().strip()
        if not name:
            raise CompanionError(self.tr("Give her a name."))
        first, *others = [one.strip() for one in self.greeting.toPlainText().split(_BETWEEN)]
        persona = replace(
            self._persona,
            name=name,
            language=self.language.text().strip() or "en",
            voice=self.voice.text().strip(),
            avatar=self.avatar.text().strip(),
            prompt_format=self.form.currentData(),
            temperament=self.temperament.temperament,
            greeting=first,
            other_greetings=tuple(one for one in others if one),
            description=self.description.toPlainText().strip(),
            personality=self.personality.toPlainText().strip(),
            scenario=self.scenario.toPlainText().strip(),
            system_prompt=self.system_prompt.toPlainText().strip(),
            reminder=self.reminder.toPlainText().strip(),
        )
        # Read only where something was written: the text of a field may say less than the persona holds.
        if self._is_changed("sample_dialogue"):
            persona = replace(persona, sample_dialogue=parse_dialogue(self.dialogue.toPlainText()))
        if self._is_changed("lorebook"):
            persona = replace(persona, lorebook=parse_lore(self.lore.toPlainText()))
        if self._is_changed("expressions"):
            what = self.tr("the feelings")
            persona = replace(persona, expressions=parse_pairs(self.expressions.toPlainText(), EMOTIONS, what))
        if self._is_changed("sampling"):
            what = self.tr("how her replies are drawn")
            pairs = parse_pairs(self.sampling.toPlainText(), SAMPLING_RANGES, what)
            persona = replace(persona, sampling=tuple((key, self._as_number(key, value)) for key, value in pairs))
        return persona

    def _is_changed(self, key: str) -> bool:
        return self._areas[key].toPlainText() != self._loaded[key]

    def _as_number(self, key: str, value: str) -> float:
        try:
            return float(value.replace(",", "."))
        except ValueError as error:
            raise CompanionError(self.tr("{name} must be a number.").format(name=key)) from error

    def _edited(self) -> None:
        self.save_button.setEnabled(True)
        self.complaint.clear()
        self._preview_soon.start()

    # ---- what can be done

    def save(self) -> None:
        """Write the persona under its file name; a preset is kept and shadowed by the user's own file."""
        try:
            persona = self.edited_persona()
            key = self.choice.currentText() or self._settings[PERSONA]
            save_persona(key, persona)
        except CompanionError as error:
            self.complaint.setText(str(error))
            return
        self._persona = persona
        self.save_button.setEnabled(False)
        self.complaint.setText(self.tr("Saved. She follows it from your next message on."))
        self.saved.emit(key)

    def take(self, file: Path) -> None:
        """Bring in a character card or persona file and choose it."""
        try:
            self._show(import_persona(file))
        except CompanionError as error:
            self.complaint.setText(str(error))

    def _show(self, key: str) -> None:
        self._settings[PERSONA] = key
        self._fill_choice()
        self._load(key)

    def _new(self) -> None:
        name = self.tr("Somebody")
        key = new_key(name)
        try:
            save_persona(key, Persona(name))
        except CompanionError as error:
            self.complaint.setText(str(error))
            return
        self._show(key)
        self.name.selectAll()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _import(self) -> None:
        kinds = self.tr("Characters (*.png *.json *.charx *.toml)")
        chosen, _kind = QFileDialog.getOpenFileName(self, self.tr("Import a card…"), str(Path.home()), kinds)
        if chosen:
            self.take(Path(chosen))

    def _export(self) -> None:
        key = self.choice.currentText()
        kinds = self.tr("Picture with card (*.png);;Card (*.json);;Archive (*.charx);;Persona file (*.toml)")
        known = str(Path.home() / f"{key}.png")
        chosen, _kind = QFileDialog.getSaveFileName(self, self.tr("Export…"), known, kinds)
        if chosen:
            try:
                export_persona(key, Path(chosen))
                self.complaint.setText(self.tr("Exported."))
            except CompanionError as error:
                self.complaint.setText(str(error))

    def _delete(self) -> None:
        try:
            key = self.choice.currentText()
            remove_persona(key)
            self._show(key if key in list_personas() else PERSONA.default)
            self.saved.emit(key)  # one that came with the program may have been below
        except CompanionError as error:
            self.complaint.setText(str(error))

    # ---- the prompt

    def _ask_for_prompt(self) -> None:
        if self.tabs.currentIndex() != self.tabs.count() - 1:
            return
        try:
            self.prompt_wanted.emit(self.edited_persona())
        except CompanionError as error:
            self.tokens.setText(str(error))

    def show_prompt(self, shown: PromptShown) -> None:
        """Show the prompt the engine made."""
        if shown.error:
            self.tokens.setText(shown.error)
            return
        self.preview.setPlainText(shown.text)
        text = self.tr("{tokens} of {window} tokens, as an answer to your last message.")
        self.tokens.setText(text.format(tokens=shown.tokens, window=shown.window))
