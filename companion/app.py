"""The program with a window: the one place that builds the parts and connects them, and takes them down in order."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QSettings, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog

from companion import paths, safe_mode
from companion import settings as s
from companion.audio.player import Player
from companion.backup import DailyBackup
from companion.configuration import ENGINE_SETTINGS, SAMPLING_SETTINGS, keyed_config, sampling
from companion.conversation import Conversation, Message, State
from companion.ears import Mode
from companion.errors import CompanionError
from companion.heap import give_back_memory
from companion.her_mood import HerMood
from companion.history import History, Talk
from companion.messages import Persona, TurnEvent
from companion.mind.persona import load_persona
from companion.network import follow
from companion.report import report
from companion.settings import Setting, Settings
from companion.ui.appearance import Appearance
from companion.ui.casting import Casting
from companion.ui.company import Company
from companion.ui.complaints import Complaints
from companion.ui.dressing import OnStage
from companion.ui.engine_choice import EngineChoice
from companion.ui.engine_process import EngineProcess, EngineState
from companion.ui.films import Films
from companion.ui.first_run import Welcome
from companion.ui.gl_surface import gl_name
from companion.ui.hearing import Hearing
from companion.ui.hot_keys import HotKeys
from companion.ui.introduction import Introduction
from companion.ui.main_window import MainWindow
from companion.ui.mood_view import MoodView
from companion.ui.performance import Performance
from companion.ui.pet.pet_mode import PetMode
from companion.ui.recording_session import RecordingSession
from companion.ui.settings_session import SettingsSession
from companion.ui.shortcuts import Shortcuts
from companion.ui.solitude import Solitude
from companion.ui.window_keys import bind_keys

if TYPE_CHECKING:
    from companion.ui.settings_dialog import SettingsDialog

logger = logging.getLogger(__name__)

_TIDY_MS = 60_000
"""How often what bubbles and settings took is given back to the system."""


class Program(QObject):
    """Everything that lives while the window is open."""

    def __init__(
        self,
        settings: Settings,
        history: History,
        memory: QSettings,
        engine: Callable[[Connection], None],
    ) -> None:
        """Build and connect; nothing slow happens before ``start``. ``engine`` runs in a spawned process."""
        super().__init__()
        self.settings = settings
        follow(settings)
        self.history = history
        self.backup = DailyBackup()
        self.appearance = Appearance(settings, self)
        self.engine = EngineProcess(engine, parent=self)
        self.player = Player(settings[s.OUTPUT_DEVICE], settings[s.VOLUME])
        self.mood = HerMood(paths.moods_dir())
        self.mood.depth = settings[s.FEELING_STRENGTH]
        self.conversation = Conversation(history, self.engine.send, self._play, self._hush, self.mood)
        self.performance = Performance(self.player, self.conversation)
        self._open_persona()
        self.window = MainWindow(self.conversation, memory)
        self.stage = self.window.stage.view
        self.recording = RecordingSession(settings, self.stage, self.performance, self)
        self.company = Company(
            settings,
            self.stage,
            self.conversation,
            mood=self.mood.away_from_home,
            say=self._say,
            can_answer=lambda: self.engine.state is EngineState.READY,
            parent=self,
        )
        self.hearing = Hearing(
            settings,
            self.window,
            self.conversation,
            self.player,
            send=self.engine.send,
            say=self._say,
            config=lambda: keyed_config(settings),
            parent=self,
        )
        self.recording.open_microphone = self.hearing.microphone.listen
        self.films = Films(settings, self.conversation, self.recording, self.window.chat.notices, self.window)
        self.pet_mode = PetMode(
            self.window,
            memory,
            lively=lambda: self.player.current is not None or self.conversation.state is not State.IDLE,
            tell=lambda sentence: self.window.chat.notices.tell("pet", sentence),
            settings=settings,
            parent=self,
        )
        self.casting = Casting(
            settings, self.conversation, self.stage, self.performance, notices=self.window.chat.notices, parent=self
        )
        self.mood_view = MoodView(self.mood, self.conversation, self.window.chat.mood_button)
        self.solitude = Solitude(
            settings,
            history,
            self.conversation,
            engine=self.engine,
            stage=self.stage,
            notices=self.window.chat.notices,
            listening=lambda: self.hearing.ears.mode is not Mode.OFF,
            busy=self._must_not_be_disturbed,
            parent=self,
        )
        field = self.window.chat.composer.field
        self.introduction = Introduction(
            settings,
            self.casting,
            self.stage,
            notices=self.window.chat.notices,
            window=self.window,
            targets=[self.window, self.stage.home, field, field.viewport()],
        )
        self.complaints = Complaints(self.window.chat.notices, history, settings, self.facts, self.window)
        self.shortcuts = Shortcuts(settings, self.window)
        self.hot_keys = HotKeys(self.casting.dressing, self.window)
        self._closed = False
        self.settings_session = SettingsSession(
            settings,
            self.engine,
            self.conversation,
            recordings=self.recording.folder,
            debug_info=lambda: report(self.facts()),
            on_stage=OnStage(self.stage, self.casting.dressing, self.introduction.introduce, self.introduction.sweep),
            parent=self.window,
        )
        self.welcome = Welcome(settings, self.settings_session.downloads, self._say, self.window)
        self.welcome.introduce = self.introduction.introduce
        self.welcome.let_hear = self._let_hear
        self.engine_choice = EngineChoice(settings, self.engine, self.window.chat, parent=self)
        self._tidy = QTimer(self, interval=_TIDY_MS)
        self._tidy.timeout.connect(give_back_memory)
        self._connect()

    def _connect(self) -> None:
        window, chat, bar = self.window, self.window.chat, self.window.stage.bar
        # What the user does.
        chat.said.connect(self._say)
        chat.composer.begun.connect(lambda: self.conversation.foresee(""))
        chat.composer.field.textChanged.connect(self.company.attend)
        chat.composer.field.textChanged.connect(self.solitude.presence.write)
        chat.stopped.connect(self.conversation.stop)
        chat.talk_wanted.connect(self._open_talk)
        window.escaped.connect(self.conversation.stop)
        window.pause_wanted.connect(self.performance.toggle_pause)
        chat.settings_wanted.connect(self.open_settings)
        bar.toggled.connect(lambda _on: self.recording.toggle())
        window.closing.connect(self.close)
        window.stage.pet_button.clicked.connect(self.pet_mode.toggle)
        self.pet_mode.quit_wanted.connect(self._quit)
        # What the engine tells.
        self.engine.told.connect(self._receive)
        self.engine.overheard.connect(self.hearing.receive)
        self.engine.lost.connect(self.hearing.ears.engine_lost)
        self.engine.ready.connect(lambda names: self.settings_session.show_voices(names.voices))
        # What is heard and seen.
        self.stage.before_frame = self.performance.frame
        self.stage.failed.connect(self.casting.tell)
        self.player.on_silent = self._show_sound
        self.casting.arrived.connect(self.company.welcome)
        self.performance.caption = window.stage.caption.setText
        window.stage.show_captions(self.settings[s.CAPTIONS])
        # The recording.
        self.recording.ticked.connect(bar.show_recording)
        bar.films_wanted.connect(lambda: self.films.open_gallery(bar.file))
        chat.note_wanted.connect(self.films.make_note)
        bar.pause_wanted.connect(self.recording.toggle_pause)
        self.recording.paused.connect(bar.show_paused)
        self.recording.warned.connect(lambda sentence: chat.notices.tell("recording", sentence, icon="muted"))
        self.recording.saving.connect(bar.show_saving)
        self.recording.saved.connect(bar.show_saved)
        self.recording.failed.connect(self._recording_failed)
        bind_keys(self.shortcuts, window)
        # The settings.
        self.introduction.added.connect(self.settings_session.refresh_characters)
        self.introduction.added.connect(self.welcome.refresh_characters)
        for sentence in self.settings.problems:
            chat.notices.tell("settings", sentence)
        self.appearance.language_changed.connect(self.settings_session.reopen)
        self.appearance.language_changed.connect(self.welcome.reopen)
        self.settings_session.welcome_wanted.connect(self.welcome.open)
        self.settings_session.sample_wanted.connect(self._let_hear)
        self.settings_session.sleep_wanted.connect(self.solitude.sleep_now)
        self.settings_session.undo_wanted.connect(self._forget_learned)
        self.solitude.changed.connect(self._show_memories)
        self.settings_session.persona_saved.connect(self._persona_saved)
        self.settings_session.key_changed.connect(self.engine_choice.load_soon)
        self.settings_session.told.connect(self._tell_of_settings)
        self.settings.subscribe(self._setting_changed)

    def start(self) -> None:
        """Show the window, then begin all that takes time."""
        if self.pet_mode.wanted_at_start():
            self.pet_mode.enter()
        else:
            self.window.show()
        QTimer.singleShot(0, self, self._begin)

    def _begin(self) -> None:
        self._tidy.start()
        self.casting.call()
        self.engine_choice.load()
        self.films.look_for_leftovers()
        self.backup.start(lambda: self.settings[s.BACKUPS])

    def close(self) -> None:
        """Take everything down, in the order of who uses whom."""
        if self._closed:
            return
        self._closed = True
        self._tidy.stop()
        self.welcome.close()
        self.settings_session.close()
        self.engine_choice.close()
        self.solitude.close()
        self.window.hide()
        self.hearing.close()
        self.window.keep_draft()
        self.conversation.stop()
        self.mood.keep()
        self.recording.close()
        self.films.close()
        self.player.close()
        self.introduction.close()
        self.casting.close()
        self.stage.close_stage()
        self.pet_mode.close()
        self.engine.close()
        self.backup.close()
        self.history.close()
        self.shortcuts.close()
        self.appearance.close()

    def _quit(self) -> None:
        self.close()
        QApplication.quit()

    # ---- the talk

    def _say(self, text: str) -> None:
        self.window.chat.notices.withdraw("turn")
        if self.conversation.say(text):
            self.player.prepare()

    def _let_hear(self, text: str) -> None:
        self.engine_choice.settle()
        self.player.prepare()
        self.conversation.say_again(Message("assistant", text))

    def _play(self, sentence: Any) -> None:
        self.performance.play(sentence)

    def _hush(self) -> float:
        return self.performance.hush()

    def _receive(self, event: TurnEvent) -> None:
        self.hearing.watch(event)
        self.conversation.receive(event)

    def _take_sampling(self) -> None:
        self.conversation.sampling = sampling(self.settings, self.conversation.persona)
        self.conversation.user_name = self.settings[s.USER_NAME].strip()

    def _open_persona(self) -> None:
        key = self.settings[s.PERSONA]
        try:
            persona = load_persona(key)
        except CompanionError as error:
            logger.warning("%s", error)
            persona = Persona(key.capitalize())
            QTimer.singleShot(0, self, lambda error=error: self.window.chat.notices.tell("persona", str(error)))
        self.conversation.open(key, persona)
        self._take_sampling()

    def _open_talk(self, talk: Talk, number: int) -> None:
        """Go on with a stored talk; she it was with comes back for it."""
        self.settings[s.PERSONA] = talk.persona
        self.conversation.open_talk(talk.id, number)
        self.window.chat.show_message(number)

    def _persona_saved(self, key: str) -> None:
        if key == self.settings[s.PERSONA]:
            self._open_persona()
            self.window.chat.persona_changed()
            self.casting.call()

    def _must_not_be_disturbed(self) -> bool:
        return self.recording.running or bool(self.window.chat.composer.field.toPlainText())

    def _forget_learned(self) -> None:
        self.solitude.forget_learned()
        self.engine_choice.load_soon()

    def _show_memories(self) -> None:
        if self.solitude.dream is None:
            self.settings_session.refresh_memories()

    # ---- sound and film

    def _show_sound(self, reason: str) -> None:
        if reason:
            self.window.chat.notices.tell("sound", reason, icon="muted")
        else:
            self.window.chat.notices.withdraw("sound")

    def _recording_failed(self, sentence: str) -> None:
        if not self.recording.saving_now:
            self.window.stage.bar.show_idle()
        self.window.chat.notices.tell("recording", sentence)

    # ---- what others ask

    def facts(self) -> tuple[tuple[str, str], ...]:
        """Return what a report says about the running program."""
        playing = self.player.silent_reason or self.player.device or "default"
        return (
            ("graphics", f"{gl_name()}, stage on a {self.stage.home.__class__.__name__}"),
            ("desktop", f"{QGuiApplication.platformName()}, {os.environ.get('XDG_CURRENT_DESKTOP', 'unknown')}"),
            ("sound", playing),
            ("engine", f"{self.engine.state.value}: {self.engine_choice.names or self.engine.text}"),
            ("character", str(self.casting.chosen)),
            ("safe mode", "on" if safe_mode.is_on() else "off"),
        )

    def show_up(self) -> None:
        """Bring the window to the front, whatever it is hidden by."""
        if self.pet_mode.on:
            self.pet_mode.leave()
        self.window.setWindowState(self.window.windowState() & ~Qt.WindowState.WindowMinimized)
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()
        for dialog in self.window.findChildren(QDialog):
            if dialog.isVisible():
                dialog.raise_()

    # ---- the settings

    def _tell_of_settings(self, sentence: str, good: bool) -> None:
        icon = "check" if good else "warning"
        self.window.chat.notices.tell("download", sentence, icon=icon, quiet=good, seconds=12 if good else 0)

    def open_settings(self) -> None:
        """Show the settings."""
        self.settings_session.open()

    @property
    def dialog(self) -> SettingsDialog | None:
        """The settings, while they are open."""
        return self.settings_session.dialog

    def _setting_changed(self, setting: Setting[Any]) -> None:
        if setting.key in ENGINE_SETTINGS:
            self.engine_choice.load_soon()
        elif setting.key in SAMPLING_SETTINGS or setting is s.USER_NAME:
            self._take_sampling()
        elif setting is s.FEELING_STRENGTH:
            self.mood.depth = self.settings[s.FEELING_STRENGTH]
        elif setting is s.VOLUME:
            self.player.volume = self.settings[s.VOLUME]
        elif setting is s.OUTPUT_DEVICE:
            self.player.device = self.settings[s.OUTPUT_DEVICE]
        elif setting is s.PERSONA:
            self._open_persona()
            self.casting.call()
        elif setting is s.AVATAR:
            self.casting.call()
        elif setting is s.CAPTIONS:
            self.window.stage.show_captions(self.settings[s.CAPTIONS])
        elif setting is s.CALM:
            self.company.calm_down()
