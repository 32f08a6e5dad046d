"""The first minutes: language, face, voice, brain, microphone, hello. Each step holds at once and can be skipped."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from companion import settings as s
from companion.audio.microphone import microphones
from companion.settings import Settings
from companion.ui import theme
from companion.ui.character_list import CharacterList
from companion.ui.field_page import FieldPage
from companion.ui.language import LANGUAGES, OF_THE_SYSTEM
from companion.ui.microphone_check import MicrophoneCheck
from companion.ui.model_downloads import ModelDownloads
from companion.ui.model_list import ModelList
from companion.ui.plain_text import Label
from companion.ui.voice_sample import VoiceSample

SERVER = "openai"


class LanguageStep(FieldPage):
    """In which language the window speaks."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        """Show the language of now."""
        super().__init__(settings, parent)
        languages = ((OF_THE_SYSTEM, self.tr("As the system")), *LANGUAGES.items())
        self.language = self.choice(s.LANGUAGE, languages, self.tr("Language of the window"))
        self.line(s.USER_NAME, self.tr("Your name"), self.tr("What she calls you."))
        self.finish()


class FaceStep(FieldPage):
    """Who is on stage: those that came with the program, or one's own."""

    brought = Signal(object)
    """A file or folder of the user's, to be looked at."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        """Offer them."""
        super().__init__(settings, parent)
        self.list = CharacterList(self)
        self.list.show_chosen(settings[s.AVATAR])
        self.list.chosen.connect(lambda path: self.put(s.AVATAR, path))
        self.list.file_wanted.connect(self._choose_file)
        self.list.folder_wanted.connect(self._choose_folder)
        self.add(
            s.AVATAR,
            self.tr("Character"),
            self.list,
            self.tr("A Live2D model or pictures of yours can be added, now or later."),
            show=self.list.show_chosen,
            wide=True,
        )
        self.finish()
        self.list.complained.connect(self.complaint.setText)
        self.list.refresh()  # once more: now its complaint is heard

    def close_page(self) -> None:
        super().close_page()
        self.list.thumbnails.close_thumbnails()

    def _choose_file(self) -> None:
        kinds = self.tr("Characters (*.model3.json *.model.json model.json *.zip *.charx *.png *.webp *.jpg *.jpeg)")
        chosen, _kind = QFileDialog.getOpenFileName(self, self.tr("Character"), str(Path.home()), kinds)
        if chosen:
            self.brought.emit(Path(chosen))

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Character"), str(Path.home()))
        if chosen:
            self.brought.emit(Path(chosen))


class VoiceStep(FieldPage):
    """With which voice she speaks."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        """Show the voice of now."""
        super().__init__(settings, parent)
        engines = (
            ("hibari", self.tr("A clear English voice")),
            ("festival", self.tr("A Russian voice (Festival)")),
            ("espeak", self.tr("A hundred languages, robotic")),
            ("silent", self.tr("None: text only")),
        )
        self.engine = self.choice(s.SPEECH, engines, self.tr("Voice"))
        self.sample = VoiceSample(self.engine, self)
        self.column.addWidget(self.sample, 0, Qt.AlignmentFlag.AlignLeft)
        self.finish()


class BrainStep(FieldPage):
    """What she thinks with: tiny now, good after a download that goes on behind, or a server."""

    def __init__(self, settings: Settings, downloads: ModelDownloads, parent: QWidget | None = None) -> None:
        """Show what is there."""
        super().__init__(settings, parent)
        note = Label(self.tr("The tiny model answers at once; a better one comes while you talk."), self)
        note.setObjectName("help")
        note.setWordWrap(True)
        self.column.addWidget(note)
        self.models = ModelList(downloads, settings[s.LLM_MODEL], self)
        self.models.chosen.connect(self._use)
        self.models.complained.connect(self.complaint.setText)
        self.column.addWidget(self.models)
        self.address = self.line(s.API_BASE, self.tr("Or a server of yours (OpenAI-compatible)"))
        self.server = QPushButton(self.tr("Use the server"), self)
        self.server.clicked.connect(self._use_server)
        self.column.addWidget(self.server, 0, Qt.AlignmentFlag.AlignLeft)
        self.finish()

    def _use(self, name: str) -> None:
        self.put(s.LLM_MODEL, name)
        self.put(s.LLM, s.LLM.default)

    def _use_server(self) -> None:
        self.put(s.API_BASE, self.address.text().strip())
        self.put(s.LLM, SERVER)
        self.models.show_used("")
        self.complaint.setText(self.tr("She asks that server from now on."))


class MicrophoneStep(FieldPage):
    """Whether she can hear."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        """Offer the microphones; listens only while it shows."""
        super().__init__(settings, parent)
        devices = (("", self.tr("System default")), *((name, name) for name in microphones()))
        self.choice(s.EARS_DEVICE, devices, self.tr("Microphone"))
        self.check = MicrophoneCheck(settings, self)
        self.column.addWidget(self.check)
        self.finish()


class FirstRun(QDialog):
    """One step after another; closing it at any time leaves everything as it was chosen so far."""

    greeted = Signal()
    """The last step was taken: say hello."""
    left = Signal()

    def __init__(
        self, settings: Settings, downloads: ModelDownloads, at: int = 0, parent: QWidget | None = None
    ) -> None:
        """Begin ``at`` a step."""
        super().__init__(parent)
        self._settings = settings
        self._gone = False
        self.setWindowTitle(self.tr("Welcome"))
        self.title = Label(self)
        self.title.setObjectName("pageTitle")
        self.title.setWordWrap(True)
        self.place = Label(self)
        self.place.setObjectName("help")
        self._stack = QStackedWidget(self)
        self.language = LanguageStep(settings, self)
        self.face = FaceStep(settings, self)
        self.voice = VoiceStep(settings, self)
        self.brain = BrainStep(settings, downloads, self)
        self.microphone = MicrophoneStep(settings, self)
        self.hello = self.tr("Hello!")
        hello = Label(
            self.tr("That is all. Everything can be changed later in the settings. Say hello: she answers aloud."), self
        )
        hello.setWordWrap(True)
        hello.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._titles: list[str] = []
        for page, title in (
            (self.language, self.tr("Welcome! Which language do you read?")),
            (self.face, self.tr("Who shall keep you company?")),
            (self.voice, self.tr("How shall she sound?")),
            (self.brain, self.tr("What does she think with?")),
            (self.microphone, self.tr("Can she hear you?")),
            (hello, self.tr("Say hello")),
        ):
            self._titles.append(title)
            self._stack.addWidget(self._scrolled(page))
        self.back = QPushButton(self.tr("Back"), self)
        self.skip = QPushButton(self.tr("Skip all"), self)
        self.skip.setObjectName("link")
        self.next = QPushButton(self)
        self.next.setObjectName("primary")
        self.next.setDefault(True)
        self.back.clicked.connect(lambda: self.show_step(self.step - 1))
        self.next.clicked.connect(self._go_on)
        self.skip.clicked.connect(self.close)
        row = QHBoxLayout()
        for widget in (self.skip, self.back, self.next):
            row.addWidget(widget)
        row.insertStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 24, 28, 20)
        column.setSpacing(10)
        column.addLayout(self._head())
        column.addWidget(self._stack, 1)
        column.addLayout(row)
        scale = theme.text_size_now() / 100
        self.resize(round(560 * scale), round(560 * scale))
        self.show_step(at)

    def _head(self) -> QHBoxLayout:
        """Return the rose with the step and its title beside it."""
        rose = Label(self)
        rose.setPixmap(theme.pixmap("rose", theme.palette().accent, 44, self.devicePixelRatio()))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.place)
        words.addWidget(self.title)
        head = QHBoxLayout()
        head.setSpacing(14)
        head.setContentsMargins(0, 0, 0, 8)
        head.addWidget(rose, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        return head

    @property
    def step(self) -> int:
        """Which step shows, from 0."""
        return self._stack.currentIndex()

    @property
    def steps(self) -> int:
        """How many steps there are."""
        return self._stack.count()

    def show_step(self, place: int) -> None:
        """Show a step."""
        self._stack.setCurrentIndex(place)
        self.place.setText(self.tr("Step {number} of {count}").format(number=place + 1, count=self.steps))
        self.title.setText(self._titles[place])
        self.back.setEnabled(place > 0)
        self.next.setText(self.tr("Say hello") if place == self.steps - 1 else self.tr("Next"))
        self.next.setFocus()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.setFocus()  # a field that is being edited takes its value when it loses the focus
        super().closeEvent(event)
        if not self._gone:
            self._gone = True
            self.microphone.check.leave()
            for page in self.findChildren(FieldPage):
                page.close_page()
            self.left.emit()

    def reject(self) -> None:
        """Esc closes as the button does."""
        self.close()

    def _go_on(self) -> None:
        if self.step < self.steps - 1:
            self.show_step(self.step + 1)
            return
        self.close()
        self.greeted.emit()

    def _scrolled(self, page: QWidget) -> QWidget:
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        page.setObjectName("page")
        page.setContentsMargins(0, 0, 14, 0)  # beside the scroll bar
        area.setWidget(page)
        return area


class Welcome:
    """Shows the first run once, or again when asked for; builds it anew in another language."""

    def __init__(
        self, settings: Settings, downloads: ModelDownloads, say: Callable[[str], None], window: QWidget
    ) -> None:
        """``say`` begins a turn."""
        self._settings = settings
        self._downloads = downloads
        self._say = say
        self._window = window
        self.introduce: Callable[[Path], None] = lambda _path: None
        """Looks at a character the user brings and asks whether to use it."""
        self.let_hear: Callable[[str], None] = lambda _text: None
        """Lets her say a sentence in the voice that was chosen."""
        self.dialog: FirstRun | None = None

    def open_once(self) -> None:
        """Open unless it was left before."""
        if not self._settings[s.WELCOMED]:
            self.open()

    def open(self, at: int = 0) -> None:
        """Show the steps beside her, so that each choice is seen on stage."""
        if self.dialog is not None:
            self.dialog.raise_()
            return
        dialog = self.dialog = FirstRun(self._settings, self._downloads, at, self._window)
        dialog.greeted.connect(lambda: self._say(dialog.hello))
        dialog.left.connect(self._left)
        dialog.face.brought.connect(self.introduce)
        dialog.voice.sample.wanted.connect(self.let_hear)
        frame = self._window.frameGeometry()
        dialog.move(frame.right() - dialog.width() - 24, frame.top() + 72)
        dialog.show()

    def reopen(self) -> None:
        """Build the open dialog anew on its step: the language has changed."""
        if self.dialog is not None:
            step, place = self.dialog.step, self.dialog.pos()
            self.close()
            self.open(step)
            self.dialog.move(place)

    def refresh_characters(self) -> None:
        """Show the list of characters anew."""
        if self.dialog is not None:
            self.dialog.face.list.refresh()

    def close(self) -> None:
        """Close the steps, if they are open; they come again with the next start."""
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.left.disconnect()
            dialog.close()
            dialog.deleteLater()

    def _left(self) -> None:
        self._settings[s.WELCOMED] = True
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.deleteLater()
