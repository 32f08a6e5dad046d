"""What a character the user brings has and lacks: found in a thread, told on a sheet."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from companion import characters
from companion.messages import EMOTIONS
from companion.ui import theme
from companion.ui.avatar_view import AvatarView
from companion.ui.framing_box import Preview
from companion.ui.plain_text import Label
from companion.ui.sentences import translated


@dataclass(frozen=True)
class Findings:
    """What was found at a path: what is to be loaded, her name, her kind, and what she has and lacks."""

    file: Path
    name: str
    kind: str
    mouth: tuple[str, ...]
    eyes: tuple[str, ...]
    expressions: int
    motions: int
    faces: Mapping[str, str]
    problems: tuple[str, ...]
    moves: bool
    """Whether it has parameters: pictures have none, and lack nothing by it."""


def examine(path: Path, cancelled: threading.Event) -> Findings:
    """Unpack, load and examine what is at ``path``. Raises CompanionError or CubismError with one sentence."""
    from companion.avatar.avatar import find_avatar
    from companion.avatar.live2d_avatar import Live2DAvatar
    from companion.avatar.model_report import report

    found = find_avatar(characters.unpack_for_good(path))
    avatar = found.load(cancelled=cancelled)
    try:
        faces = {label: next(iter(mix)) for label in EMOTIONS if (mix := avatar.face_of(label))}
        problems = avatar.problems
        mouth: tuple[str, ...] = ()
        eyes: tuple[str, ...] = ()
        name = path.name.removesuffix(".model3.json").removesuffix(".zip") or path.name
        if isinstance(avatar, Live2DAvatar):
            told = report(avatar, measured=False)
            problems = (*avatar.problems, *told.problems)
            mouth, eyes, name = told.mouth.parameters, told.blink.parameters, told.name
        return Findings(
            found.path,
            name,
            found.kind.name,
            mouth,
            eyes,
            len(avatar.expression_names),
            len(avatar.motion_groups),
            faces,
            tuple(dict.fromkeys(problems)),
            bool(avatar.parameters),
        )
    finally:
        avatar.close()


class Sheet(QDialog):
    """Tells what was found, while she is on stage to be looked at; closing it lets her go."""

    used = Signal()
    kept = Signal()

    def __init__(self, found: Findings, stage: AvatarView, parent: QWidget | None = None) -> None:
        """Show the findings, and her as she is on ``stage``."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("A new character"))
        scale = theme.text_size_now() / 100
        self.resize(round(460 * scale), round(540 * scale))
        title = Label(found.name, self)
        title.setObjectName("pageTitle")
        title.setWordWrap(True)
        title.setTextFormat(Qt.TextFormat.PlainText)
        about = Label(self.tr("This is how she would stand before you."), self)
        about.setObjectName("help")
        about.setWordWrap(True)
        self.sentences: list[str] = []
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self._list(found))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(10)
        words = QVBoxLayout()
        words.addWidget(title)
        words.addWidget(about)
        words.addStretch(1)
        self.preview = Preview(stage, self, side=144)
        head = QHBoxLayout()
        head.setSpacing(18)
        head.addWidget(self.preview)
        head.addLayout(words, 1)
        column.addLayout(head)
        column.addWidget(area, 1)
        column.addLayout(self._buttons())

    def _list(self, found: Findings) -> QWidget:
        inside = QWidget(self)
        inside.setObjectName("page")
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 12, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(8)
        for row, (good, text) in enumerate(self._told(found)):
            icon = Label(inside)
            colours = theme.palette()
            icon.setPixmap(
                theme.pixmap(
                    "check" if good else "warning", colours.accent if good else colours.warning, 18,
                    self.devicePixelRatio(),
                )
            )  # fmt: skip
            words = Label(text, inside)
            words.setTextFormat(Qt.TextFormat.PlainText)
            words.setWordWrap(True)
            grid.addWidget(icon, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(words, row, 1)
            self.sentences.append(text)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(len(self.sentences), 1)
        return inside

    def _buttons(self) -> QHBoxLayout:
        self.use = QPushButton(self.tr("Use her"), self)
        self.use.setObjectName("primary")
        self.use.setDefault(True)
        self.keep = QPushButton(self.tr("Keep for later"), self)
        self.cancel = QPushButton(self.tr("Cancel"), self)
        self.use.clicked.connect(self.used)
        self.use.clicked.connect(self.accept)
        self.keep.clicked.connect(self.kept)
        self.keep.clicked.connect(self.accept)
        self.cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addWidget(self.cancel)
        buttons.addStretch(1)
        buttons.addWidget(self.keep)
        buttons.addWidget(self.use)
        return buttons

    def _told(self, found: Findings) -> list[tuple[bool, str]]:
        titles = {
            "joy": self.tr("joy"),
            "surprise": self.tr("surprise"),
            "sadness": self.tr("sadness"),
            "anger": self.tr("anger"),
            "fear": self.tr("fear"),
            "disgust": self.tr("disgust"),
            "neutral": self.tr("calm"),
        }
        told = [(True, self.tr("{kind}: can be used.").format(kind=translated(found.kind)))]
        if found.mouth:
            told.append((True, self.tr("Her mouth follows her voice ({names}).").format(names=", ".join(found.mouth))))
        if found.eyes:
            told.append((True, self.tr("She blinks ({names}).").format(names=", ".join(found.eyes))))
        if found.faces:
            faces = ", ".join(f"{titles[label]} – {name}" for label, name in found.faces.items())
            told.append((True, self.tr("Faces found for feelings: {faces}.").format(faces=faces)))
        if found.motions:
            told.append((True, self.tr("Motion groups: %n", "", found.motions)))
        told += [(False, translated(problem)) for problem in found.problems]
        told.append((True, self.tr("Size, faces and keys can be changed in the settings, on the page “Face”.")))
        return told
