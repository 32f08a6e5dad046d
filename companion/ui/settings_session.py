"""The settings while they are open, and what goes on behind them: fetched models, questions to the engine."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from companion import settings as s
from companion.configuration import sampling
from companion.conversation import Conversation
from companion.engines import engine_names
from companion.errors import CompanionError
from companion.messages import (
    AskServer,
    EngineConfig,
    Line,
    Persona,
    PromptShown,
    ServerAnswered,
    ShowPrompt,
    StartTurn,
)
from companion.secrets import API_KEY, AZURE_KEY, Secret, load_key, save_key
from companion.settings import Settings
from companion.ui.dressing import OnStage
from companion.ui.engine_process import EngineProcess, EngineState
from companion.ui.model_downloads import ModelDownloads

if TYPE_CHECKING:
    from companion.ui.settings_dialog import SettingsDialog


class SettingsSession(QObject):
    """Opens one dialog at a time; a fetch goes on when it is closed."""

    persona_saved = Signal(str)
    key_changed = Signal()
    welcome_wanted = Signal()
    sample_wanted = Signal(str)
    """She shall say this sentence, in the voice chosen now."""
    sleep_wanted = Signal()
    """She shall go over the day's talk now."""
    undo_wanted = Signal()
    """What text models learned by heart shall be forgotten."""
    told = Signal(str, bool)
    """A sentence for the user, and whether it is good news."""

    def __init__(
        self,
        settings: Settings,
        engine: EngineProcess,
        conversation: Conversation,
        *,
        recordings: Callable[[], Path],
        debug_info: Callable[[], str],
        on_stage: OnStage,
        parent: QWidget,
    ) -> None:
        """Connect; nothing is shown yet. ``recordings`` returns where recordings go now, ``debug_info`` a report."""
        super().__init__(parent)
        self._settings = settings
        self._engine = engine
        self._conversation = conversation
        self._recordings = recordings
        self._debug_info = debug_info
        self._on_stage = on_stage
        self._window = parent
        self._voices: tuple[str, ...] = ()
        self.dialog: SettingsDialog | None = None
        """The settings, while they are open."""
        self.downloads = ModelDownloads(lambda: settings[s.OFFLINE], parent=self)
        self.downloads.finished.connect(self._use_fetched)
        engine.answered.connect(self._show_answer)
        engine.lost.connect(self._engine_lost)

    def open(self) -> None:
        """Show the settings."""
        if self.dialog is not None:
            self.dialog.raise_()
            self.dialog.activateWindow()
            return
        from companion.ui.settings_dialog import SettingsDialog
        from companion.ui.settings_pages import Needs

        needs = Needs(
            load_key=load_key,
            save_key=self._save_key,
            downloads=self.downloads,
            voice_engines=tuple(engine_names("companion.speech")),
            recognisers=tuple(engine_names("companion.hearing")),
            emotion_engines=tuple(engine_names("companion.emotions")),
            recordings=self._recordings,
            debug_info=self._debug_info,
            on_stage=self._on_stage,
        )
        self.dialog = SettingsDialog(self._settings, needs, self._voices, self._window)
        page = self.dialog.page
        page.persona_saved.connect(self.persona_saved)
        page.server_asked.connect(self._ask_server)
        page.prompt_wanted.connect(self._show_prompt)
        page.welcome_wanted.connect(self._welcome)
        page.key_entered.connect(self._keep_azure_key)
        page.sample_wanted.connect(self.sample_wanted)
        page.sleep_wanted.connect(self.sleep_wanted)
        page.undo_wanted.connect(self.undo_wanted)
        self.dialog.finished.connect(self._forget_dialog)
        self.dialog.closed.connect(self._forget_dialog)
        self.dialog.show()

    def _welcome(self) -> None:
        if self.dialog is not None:
            self.dialog.close()
        self.welcome_wanted.emit()

    def reopen(self) -> None:
        """Build the open dialog anew on the page it shows: the language has changed."""
        if self.dialog is None:
            return
        page, place, undo = self.dialog.pages.currentRow(), self.dialog.pos(), self.dialog.undo.offered
        self.dialog.close()
        self.open()
        if self.dialog is not None:
            self.dialog.move(place)
            self.dialog.pages.setCurrentRow(page)
            if undo is not None:
                self.dialog.undo.offer(*undo)

    def show_voices(self, voices: tuple[str, ...]) -> None:
        """Offer the voices of the engine that has been loaded."""
        self._voices = voices
        if self.dialog is not None:
            self.dialog.page.show_voices(voices)

    def refresh_characters(self) -> None:
        """Show the list of characters anew."""
        if self.dialog is not None and self.dialog.page.is_made("face"):
            self.dialog.page.face.list.refresh()

    def refresh_memories(self) -> None:
        """Show what she remembers anew."""
        if self.dialog is not None and self.dialog.page.is_made("memory"):
            self.dialog.page.memory.refresh()

    def close(self) -> None:
        """Close the dialog and end a fetch."""
        if self.dialog is not None:
            self.dialog.close()
        self.downloads.close()

    def _forget_dialog(self) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.deleteLater()

    def _keep_azure_key(self, key: str) -> None:
        if self.dialog is None:
            return
        try:
            said = self._save_key(key, AZURE_KEY)
        except CompanionError as error:
            said = str(error)
        self.dialog.page.voice.complaint.setText(said)

    def _save_key(self, key: str, secret: Secret = API_KEY) -> str:
        place = save_key(key, secret)
        self.key_changed.emit()
        if place == "file":
            return self.tr("This system has no keyring: the key lies in a file only you can read.")
        return self.tr("Kept in the system's keyring.") if key else self.tr("The key is forgotten.")

    def _ask_server(self, config: EngineConfig) -> None:
        if self._engine.pid is None:
            self._show_answer(ServerAnswered(error=self.tr("The engine is not running; start the program again.")))
        self._engine.send(AskServer(config))

    def _engine_lost(self) -> None:
        """Nobody answers any more what was asked of a server."""
        if self.dialog is not None and self.dialog.page.is_made("brain") and self.dialog.page.brain.asks:
            self._show_answer(ServerAnswered(error=self.tr("The engine stopped; ask again.")))

    def _show_prompt(self, persona: Persona) -> None:
        """Ask the engine for the prompt of the next turn, were ``persona`` to answer."""
        if self._engine.state is not EngineState.READY:
            self._show_answer(PromptShown(0, error=self.tr("The text model is being loaded.")))
            return
        lines = [Line(one.role, one.text) for one in self._conversation.messages if one.text.strip()]
        last = max((place for place, line in enumerate(lines) if line.role == "user"), default=-1)
        text = lines[last].text if lines else self.tr("Hi.")
        before = tuple(lines[: max(last, 0)])
        drawn = sampling(self._settings, persona)
        self._engine.send(ShowPrompt(StartTurn(0, text, persona, before, drawn, user_name=self._settings[s.USER_NAME])))

    def _show_answer(self, answer: PromptShown | ServerAnswered) -> None:
        if self.dialog is None:
            return
        if isinstance(answer, ServerAnswered):
            self.dialog.page.brain.show_server(answer)
        else:
            self.dialog.page.persona.show_prompt(answer)

    def _use_fetched(self, name: str, sentence: str) -> None:
        """Think with a model that has just been fetched, or say why it is not here."""
        if sentence:
            self.told.emit(sentence, False)
            return
        self._settings[s.LLM_MODEL] = name
        self._settings[s.LLM] = s.LLM.default
        self.told.emit(self.tr("{name} is here; she thinks with it from now on.").format(name=name), True)
