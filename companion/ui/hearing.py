"""The window's side of the ears: the talk key, the microphone button, what shows while one speaks, and the timings."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence

from companion import paths
from companion import settings as s
from companion.audio.microphone import Microphone, join_closed
from companion.audio.player import Player
from companion.audio.shared_microphone import Listener, SharedMicrophone
from companion.conversation import Conversation, Message, State
from companion.costs.prices import ensure_prices, load_prices
from companion.ears import Ears, Mode
from companion.errors import CompanionError
from companion.latency import TurnClock
from companion.messages import (
    EngineConfig,
    HearingEvent,
    ReplyText,
    SentenceReady,
    SpeechHeard,
    ToEngine,
    TurnDone,
    TurnEvent,
    Usage,
)
from companion.settings import Setting, Settings
from companion.ui.main_window import MainWindow

logger = logging.getLogger(__name__)

POLL_MS = 15


class Hearing(QObject):
    """Connects the ears with the window; listens to the conversation for the timings."""

    def __init__(
        self,
        settings: Settings,
        window: MainWindow,
        conversation: Conversation,
        player: Player,
        *,
        send: Callable[[ToEngine], None],
        say: Callable[[str], None],
        config: Callable[[], EngineConfig],
        parent: QObject | None = None,
    ) -> None:
        """``say`` begins a turn; ``config`` returns what the engine is to load, its key included."""
        super().__init__(parent)
        self._settings = settings
        self._window = window
        self._conversation = conversation
        self._player = player
        self._config = config
        self._say = say
        self._held: int | None = None
        self._spoken = False
        self._usage: tuple[Usage, ...] = ()
        self.clock = TurnClock()
        self.microphone = SharedMicrophone(self._make_microphone)
        self.ears = Ears(conversation, send, self._open_microphone, self._say_heard, self)
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self.ears.poll)
        window.chat.composer.microphone_toggled.connect(self.ears.toggle)
        for widget in (window.chat.composer.field, window):
            widget.installEventFilter(self)
        conversation.subscribe(self)
        settings.subscribe(self._follow)

    def receive(self, event: HearingEvent) -> None:
        """Take what the engine heard."""
        self.ears.receive(event)

    def watch(self, event: TurnEvent) -> None:
        """Note when the parts of a turn come."""
        if isinstance(event, ReplyText):
            self.clock.text()
        elif isinstance(event, SentenceReady):
            self.clock.sentence()
        elif isinstance(event, TurnDone):
            self._usage = event.usage
            self._show_timings()

    def close(self) -> None:
        """Close the microphone."""
        self._settings.unsubscribe(self._follow)
        self._timer.stop()
        self.ears.close()
        join_closed()  # a recording may have listened last, or the check of the microphone

    # ---- the talk key

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease) and isinstance(event, QKeyEvent):
            return self._key(event, pressed=kind == QEvent.Type.KeyPress)
        if kind == QEvent.Type.WindowDeactivate and self._held is not None:  # the release would go to another window
            self._held = None
            self.ears.release()
        elif kind == QEvent.Type.LanguageChange and watched is self._window and self._window.chat.timing.text():
            self._show_timings()
        return False

    def _key(self, event: QKeyEvent, *, pressed: bool) -> bool:
        if event.key() == self._held:
            if not pressed and not event.isAutoRepeat():
                self._held = None
                self.ears.release()
            return True
        if pressed and not event.isAutoRepeat() and self._is_talk_key(event):
            self._held = event.key()
            self.ears.press()
            return True
        return False

    def _is_talk_key(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_unknown:  # so Qt reads "none", and so it calls some keys of keyboards
            return False
        chosen = QKeySequence(self._settings[s.EARS_KEY])
        if event.modifiers() and chosen == QKeySequence(event.keyCombination()):
            return True
        if chosen != QKeySequence(event.key()):
            return False
        writes = event.key() < Qt.Key.Key_Escape  # below are the keys of letters and signs
        if not writes or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return True
        # While somebody writes, a space is a space.
        return not event.modifiers() and not self._window.chat.composer.field.toPlainText()

    # ---- the microphone

    def _follow(self, setting: Setting[Any]) -> None:
        """Listen by what was chosen just now; while a key is held it is soon enough with the next."""
        if setting.key.startswith("ears.") and setting is not s.EARS_KEY and self.ears.mode is Mode.FREE:
            self.ears.toggle()
            self.ears.toggle()

    def _open_microphone(self) -> Listener:
        ears, settings = self.ears, self._settings
        ears.config = self._config()
        ears.language = settings[s.EARS_LANGUAGE]
        ears.pause = settings[s.EARS_PAUSE]
        ears.interrupt_words = settings[s.EARS_INTERRUPT]
        ears.loudspeakers = settings[s.EARS_ECHO] != "headphones"
        return self.microphone.listen()

    def _make_microphone(self) -> Microphone:
        settings = self._settings
        return Microphone(settings[s.EARS_DEVICE], self._player.played, settings[s.EARS_ECHO])  # type: ignore[arg-type]

    def _say_heard(self, text: str, heard: SpeechHeard) -> None:
        self.clock.begin(heard.ended_at)
        self._spoken = True
        self._say(text)

    # ---- what the ears tell

    def listening_changed(self, mode: Mode) -> None:
        """Show that the microphone is open."""
        self._window.chat.composer.show_microphone(mode is not Mode.OFF)
        self._window.chat.strip.show_listening(mode is not Mode.OFF)
        if mode is Mode.OFF:
            self._timer.stop()
        else:
            self._window.chat.notices.withdraw("ears")
            self._timer.start()

    def level_changed(self, level: float) -> None:
        """Move the meter."""
        self._window.chat.strip.meter.level = level

    def words_changed(self, text: str) -> None:
        """Show the words so far."""
        self._window.chat.strip.show_words(text)

    def ears_loading(self, text: str, fraction: float | None) -> None:
        """Show what is being fetched or loaded."""
        percent = f" {fraction:.0%}" if text and fraction is not None else ""
        self._window.chat.strip.show_loading(f"{text}{percent}")

    def ears_failed(self, sentence: str) -> None:
        """Say what failed."""
        self._window.chat.notices.tell("ears", sentence, icon="muted")

    # ---- what the conversation tells

    def messages_reset(self) -> None:
        """Nothing to time."""
        self._window.chat.timing.hide()

    def messages_inserted(self, place: int, messages: Sequence[Message]) -> None:
        """Not timed."""

    def message_added(self, message: Message) -> None:
        """Begin the clock with what was typed; what was spoken has begun it already."""
        if message.role == "user":
            if not self._spoken:
                self.clock.begin()
            self._spoken = False
            self._usage = ()

    def message_changed(self, message: Message) -> None:
        """Not timed."""

    def message_removed(self, message: Message) -> None:
        """Not timed."""

    def turn_failed(self, sentence: str) -> None:
        """Not timed."""

    def state_changed(self, state: State) -> None:
        """Show the timings when she is heard."""
        if state is State.SPEAKING and self.clock.sound():
            self._show_timings()

    def _show_timings(self) -> None:
        """Show how quickly she answered and what it cost; the details are in the tip."""
        label, took = self._window.chat.timing, self.clock.milliseconds
        total = took["first_sound"]
        if total is None:
            return
        label.setVisible(self._settings[s.SHOW_TIMINGS])
        words = self.tr("answered in {seconds:.1f} s").format(seconds=total / 1000)
        names = {
            "recognised": self.tr("understood"),
            "first_text": self.tr("first words"),
            "first_sentence": self.tr("first sentence spoken"),
            "first_sound": self.tr("heard"),
        }
        start = self.tr("after your last sound") if self.clock.heard_at is not None else self.tr("after Enter")
        lines = [f"{start}:", *(f"{names[name]}: {value:.0f} ms" for name, value in took.items() if value is not None)]
        for use in self._usage:
            if use.kind == "text":
                tokens = self.tr("{model}: {read} tokens read, {written} written")
                lines.append(tokens.format(model=use.model, read=use.tokens_read, written=use.tokens_written))
        cost, currency = self._cost()
        if cost:
            words = f"{words} · {cost:.4f} {currency}"
        label.setText(words)
        label.setToolTip("\n".join(lines))
        label.setAccessibleDescription("\n".join(lines))

    def _cost(self) -> tuple[float, str]:
        """Return what the turn cost, 0 where nothing is rented or the price table cannot be read."""
        try:
            prices = load_prices(ensure_prices(paths.config_dir()))
        except CompanionError as error:
            logger.warning("%s", error)
            return 0.0, ""
        return sum(map(prices.cost, self._usage)), prices.currency
