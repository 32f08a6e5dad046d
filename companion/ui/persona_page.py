"""The page of settings where the persona is chosen and written."""

from __future__ import annotations

import re
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from companion.errors import CompanionError
from companion.messages import Line, Persona
from companion.mind.persona import list_personas, load_persona, save_persona
from companion.settings import PERSONA, Settings


def dialogue_text(lines: tuple[Line, ...]) -> str:
    """Return a dialogue as text to edit: each line begins with ``You:`` or ``Her:``; further lines are indented."""
    words = {"user": "You", "assistant": "Her"}
    return "\n".join(f"{words[line.role]}: " + line.text.replace("\n", "\n  ") for line in lines)


def parse_dialogue(text: str) -> tuple[Line, ...]:
    """Read what ``dialogue_text`` wrote. Raises CompanionError that names the first line without a speaker."""
    lines: list[Line] = []
    for number, raw in enumerate(text.splitlines(), start=1):
        if not raw.strip():
            continue
        begun = re.match(r"(you|her):\s*(.*)", raw, re.IGNORECASE)
        if begun:
            lines.append(Line("user" if begun[1].lower() == "you" else "assistant", begun[2].strip()))
        elif raw[0].isspace() and lines:
            lines[-1] = replace(lines[-1], text=f"{lines[-1].text}\n{raw.strip()}")
        else:
            raise CompanionError(f'Line {number} of the sample dialogue must begin with "You:" or "Her:".')
    return tuple(lines)


class PersonaPage(QWidget):
    """Choose a persona, edit it, save it as one's own."""

    saved = Signal(str)
    """The file name of a persona that was written."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        """Show the current persona."""
        super().__init__(parent)
        self._settings = settings
        self._persona = Persona("")
        self.choice = QComboBox(self)
        self.name = QLineEdit(self)
        self.greeting = QLineEdit(self)
        self.description = QPlainTextEdit(self)
        self.dialogue = QPlainTextEdit(self)
        self.complaint = QLabel(self)
        self.complaint.setObjectName("help")
        self.complaint.setWordWrap(True)
        self.save_button = QPushButton(self.tr("Save"), self)
        self.save_button.setObjectName("primary")
        self.save_button.clicked.connect(self.save)
        self._lay_out()
        self._fill_choice()
        self.choice.currentTextChanged.connect(self._choose)
        self._load(settings[PERSONA])
        for field in (self.name, self.greeting):
            field.textEdited.connect(self._edited)
        for area in (self.description, self.dialogue):
            area.textChanged.connect(self._edited)
        self.save_button.setEnabled(False)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for title, widget, grows, tip in (
            (self.tr("Persona"), self.choice, 0, ""),
            (self.tr("Name"), self.name, 0, ""),
            (self.tr("Greeting"), self.greeting, 0, ""),
            (self.tr("Who she is"), self.description, 3, ""),
            (
                self.tr("Sample dialogue"),
                self.dialogue,
                4,
                self.tr('Each line begins with "You:" or "Her:". It teaches her style.'),
            ),
        ):
            label = QLabel(title, self)
            label.setObjectName("section")
            label.setBuddy(widget)
            widget.setAccessibleName(title)
            if isinstance(widget, QPlainTextEdit):
                widget.setObjectName("field")
                widget.setTabChangesFocus(True)
            column.addWidget(label)
            column.addWidget(widget, grows)
            if tip:
                note = QLabel(tip, self)
                note.setObjectName("help")
                column.addWidget(note)
            column.addSpacing(6)
        row = QHBoxLayout()
        row.addWidget(self.complaint, 1)
        row.addWidget(self.save_button)
        column.addLayout(row)

    def _fill_choice(self) -> None:
        self.choice.blockSignals(True)
        self.choice.clear()
        self.choice.addItems(list_personas())
        self.choice.setCurrentText(self._settings[PERSONA])
        self.choice.blockSignals(False)

    def _choose(self, key: str) -> None:
        if key and self._load(key):
            self._settings[PERSONA] = key

    def _load(self, key: str) -> bool:
        try:
            self._persona = load_persona(key)
        except CompanionError as error:
            self.complaint.setText(str(error))
            return False
        self.name.setText(self._persona.name)
        self.greeting.setText(self._persona.greeting)
        self.description.setPlainText(self._persona.description)
        self.dialogue.setPlainText(dialogue_text(self._persona.sample_dialogue))
        self.complaint.clear()
        self.save_button.setEnabled(False)
        return True

    def _edited(self) -> None:
        self.save_button.setEnabled(True)
        self.complaint.clear()

    def save(self) -> None:
        """Write the persona under its file name; a preset is kept and shadowed by the user's own file."""
        try:
            name = self.name.text().strip()
            if not name:
                raise CompanionError("Give her a name.")
            persona = replace(
                self._persona,
                name=name,
                greeting=self.greeting.text().strip(),
                description=self.description.toPlainText().strip(),
                sample_dialogue=parse_dialogue(self.dialogue.toPlainText()),
            )
            key = self.choice.currentText() or self._settings[PERSONA]
            save_persona(key, persona)
        except CompanionError as error:
            self.complaint.setText(str(error))
            return
        self._persona = persona
        self.save_button.setEnabled(False)
        self.complaint.setText(self.tr("Saved. She follows it from your next message on."))
        self.saved.emit(key)
