"""The pages of the settings, each made when it is first wanted: all at once would hold the window up for a second."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from companion.costs.counting import FILE_NAME as USAGE_FILE
from companion.paths import config_dir, data_dir, memory_file
from companion.settings import Settings
from companion.ui.brain_page import BrainPage
from companion.ui.costs_page import CostsPage
from companion.ui.dressing import OnStage
from companion.ui.ears_page import EarsPage
from companion.ui.face_page import FacePage
from companion.ui.feelings_page import FeelingsPage
from companion.ui.help_page import HelpPage
from companion.ui.memory_page import MemoryPage
from companion.ui.model_downloads import ModelDownloads
from companion.ui.own_life_page import OwnLifePage
from companion.ui.persona_page import PersonaPage
from companion.ui.privacy_page import PrivacyPage
from companion.ui.recording_page import RecordingPage
from companion.ui.shortcuts_page import ShortcutsPage
from companion.ui.voice_page import VoicePage
from companion.ui.window_page import WindowPage

_Page = TypeVar("_Page", bound=QWidget)


@dataclass(frozen=True)
class Needs:
    """What pages need from the program; engines are the names that can be chosen."""

    load_key: Callable[[], str]
    save_key: Callable[[str], str]
    downloads: ModelDownloads
    voice_engines: tuple[str, ...]
    recognisers: tuple[str, ...]
    emotion_engines: tuple[str, ...]
    recordings: Callable[[], Path]
    debug_info: Callable[[], str]
    on_stage: OnStage


class SettingsPages(QObject):
    """Makes each page at the first access to it; tells what any of them wants."""

    persona_saved = Signal(str)
    prompt_wanted = Signal(object)
    server_asked = Signal(object)
    key_entered = Signal(str)
    sample_wanted = Signal(str)
    sleep_wanted = Signal()
    undo_wanted = Signal()
    welcome_wanted = Signal()

    def __init__(self, settings: Settings, needs: Needs, voices: tuple[str, ...], dialog: QWidget) -> None:
        """Make nothing yet; ``voices`` are those of the engine loaded now."""
        super().__init__(dialog)
        self._settings = settings
        self._needs = needs
        self._voices = voices
        self._dialog = dialog
        self.place: Callable[[str, QWidget], None] = lambda _name, _page: None
        """Gets each page that was made, by its name here: to be laid out."""
        self.undo_later: Callable[[str, Callable[[], None]], None] = lambda _sentence, _act: None
        """Tells what was done and offers to undo it."""

    def is_made(self, name: str) -> bool:
        """Return whether there is that page by now."""
        return name in self.__dict__

    def show_voices(self, voices: tuple[str, ...]) -> None:
        """Offer the voices of an engine that has been loaded."""
        self._voices = voices
        if self.is_made("voice"):
            self.voice.show_voices(voices)

    def _used_in_window(self, keys: str) -> str:
        return self.shortcuts.used_in_window(keys)

    def _placed(self, name: str, page: _Page) -> _Page:
        self.place(name, page)
        return page

    @cached_property
    def persona(self) -> PersonaPage:
        """Who she is."""
        page = PersonaPage(self._settings, self._dialog)
        page.saved.connect(self.persona_saved)
        page.prompt_wanted.connect(self.prompt_wanted)
        return self._placed("persona", page)

    @cached_property
    def face(self) -> FacePage:
        """Her looks."""
        page = FacePage(self._settings, self._needs.on_stage, self._dialog)
        page.told.connect(self.undo_later)
        page.taken = self._used_in_window
        return self._placed("face", page)

    @cached_property
    def brain(self) -> BrainPage:
        """The text model."""
        needs = self._needs
        page = BrainPage(self._settings, needs.load_key, needs.save_key, needs.downloads, self._dialog)
        page.server_asked.connect(self.server_asked)
        return self._placed("brain", page)

    @cached_property
    def feelings(self) -> FeelingsPage:
        """How feelings are found and shown."""
        return self._placed("feelings", FeelingsPage(self._settings, self._needs.emotion_engines, self._dialog))

    @cached_property
    def memory(self) -> MemoryPage:
        """What she remembers."""
        page = MemoryPage(memory_file(), self._dialog)
        page.sleep_wanted.connect(self.sleep_wanted)
        return self._placed("memory", page)

    @cached_property
    def own_life(self) -> OwnLifePage:
        """What she does unasked."""
        page = OwnLifePage(self._settings, self._dialog)
        page.undo_wanted.connect(self.undo_wanted)
        return self._placed("own_life", page)

    @cached_property
    def voice(self) -> VoicePage:
        """How she sounds."""
        page = VoicePage(self._settings, self._needs.voice_engines, self._voices, self._dialog)
        page.key_entered.connect(self.key_entered)
        page.sample.wanted.connect(self.sample_wanted)
        return self._placed("voice", page)

    @cached_property
    def ears(self) -> EarsPage:
        """How she hears."""
        return self._placed("ears", EarsPage(self._settings, self._needs.recognisers, self._dialog))

    @cached_property
    def recording(self) -> RecordingPage:
        """Films."""
        return self._placed("recording", RecordingPage(self._settings, self._needs.recordings, self._dialog))

    @cached_property
    def window(self) -> WindowPage:
        """The window itself."""
        page = WindowPage(self._settings, self._dialog)
        page.welcome_wanted.connect(self.welcome_wanted)
        return self._placed("window", page)

    @cached_property
    def shortcuts(self) -> ShortcutsPage:
        """Keys."""
        return self._placed(
            "shortcuts", ShortcutsPage(self._settings, self._needs.on_stage.dressing.keys, self._dialog)
        )

    @cached_property
    def privacy(self) -> PrivacyPage:
        """What leaves this computer."""
        return self._placed("privacy", PrivacyPage(self._settings, self._dialog))

    @cached_property
    def costs(self) -> CostsPage:
        """What was used."""
        return self._placed("costs", CostsPage(data_dir() / USAGE_FILE, config_dir(), self._dialog))

    @cached_property
    def help(self) -> HelpPage:
        """Where to find help."""
        return self._placed("help", HelpPage(self._needs.debug_info, self._dialog))
